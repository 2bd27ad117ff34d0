"""The athlete's figure: skeleton, surface and clothes."""
