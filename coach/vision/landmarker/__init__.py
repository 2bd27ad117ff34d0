"""MediaPipe's Pose Landmarker; MediaPipe ends here."""
