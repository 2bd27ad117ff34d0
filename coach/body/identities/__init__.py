"""Who is who from frame to frame, when several people are in view."""
