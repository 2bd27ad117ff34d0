"""Training of the recognition model: labelled clips to a scored classifier and its card."""
