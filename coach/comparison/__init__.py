"""Two sets of one exercise beside each other: where they differ by more than the error."""
