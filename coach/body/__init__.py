"""Bodies: landmarks, poses, angles, views and recordings, as pure geometry on arrays."""
