"""What an exercise is: its definition and the library that reads it."""
