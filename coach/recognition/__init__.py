"""Recognition of the exercise."""
