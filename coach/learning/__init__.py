"""From labelled clips to a model that tells exercises apart, with its measured accuracy."""
