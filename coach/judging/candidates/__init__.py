"""Candidates for reps: every movement that is large enough, and the reason if it does not count."""
