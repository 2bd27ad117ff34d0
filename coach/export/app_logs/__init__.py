"""Training logs that other programs export as CSV, one row for each set."""
