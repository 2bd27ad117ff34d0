"""How right the counts, names and angles are."""
