"""The history in formats for other programs and for people."""
