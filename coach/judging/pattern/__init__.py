"""What repeats: finds the movements of a set that are alike, and where they go."""
