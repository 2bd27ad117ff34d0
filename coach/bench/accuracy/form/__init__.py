"""Verdicts on the form of push-ups that people labelled as correct or wrong."""
