"""Photos: reading them, the people in them, their angles and their standing posture."""
