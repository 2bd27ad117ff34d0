"""How well people in pictures are measured."""
