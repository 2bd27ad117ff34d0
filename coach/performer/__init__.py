"""A rendered human whose every joint angle is known."""
