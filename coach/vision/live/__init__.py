"""Cameras and streams: frames and poses as they happen."""
