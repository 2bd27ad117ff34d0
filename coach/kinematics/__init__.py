"""What a body looks like in a pose: from joint angles to landmarks, on the ground it stands on."""
