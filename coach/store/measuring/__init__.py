"""The measured ranges of joints."""
