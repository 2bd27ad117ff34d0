"""Which exercise is being done."""
