"""MediaPipe's Pose Landmarker; no other room imports MediaPipe."""
