"""What the history says about progress: trends, records, streaks, and the last time."""
