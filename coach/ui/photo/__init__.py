"""What photos show: angles, landmarks and posture as tables."""
