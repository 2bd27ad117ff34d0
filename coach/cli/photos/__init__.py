"""Commands for photos."""
