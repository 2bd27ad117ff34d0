"""The picture itself: orientation, light, sharpness and camera movement."""
