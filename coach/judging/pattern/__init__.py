"""What repeats: finds the movements of a set that are alike, and reconciles them with the counted reps."""
