"""The performer as a figure: skeleton, surface and clothes."""
