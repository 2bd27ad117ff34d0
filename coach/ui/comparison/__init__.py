"""Two sets beside each other, in words, as a table and as curves."""
