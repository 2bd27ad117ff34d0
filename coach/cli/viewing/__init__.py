"""Commands that record a source and look at it."""
