"""The bench of taught exercises."""
