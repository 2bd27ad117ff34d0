"""Rendering of the athlete: camera, light, room and renderer."""
