"""Pixels to poses: films, the pose model, and MediaPipe's landmarker."""
