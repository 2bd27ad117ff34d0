"""From labelled clips to a model that tells exercises apart, and what is known of how well it does."""
