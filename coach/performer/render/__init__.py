"""Pictures of the performer: camera, light, room and renderer."""
