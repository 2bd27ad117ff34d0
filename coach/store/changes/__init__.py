"""Changes that people make to saved workouts; each can be undone."""
