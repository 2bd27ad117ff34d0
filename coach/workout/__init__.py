"""Leading a person through a workout: waiting, sets, rests, targets and commands."""
