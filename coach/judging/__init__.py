"""How a movement is judged: arithmetic only, on poses and their times."""
