"""Tables of the bench commands, for the screen, the docs and JSON."""
