"""Films: decoding them, and finding the body in their pictures."""
