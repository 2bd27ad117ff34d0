"""A live session in front of a camera."""
