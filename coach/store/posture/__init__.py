"""The posture of a person in photos, from photo to photo."""
