"""What a body is: landmarks, poses, angles, views, recordings; pure geometry on arrays."""
