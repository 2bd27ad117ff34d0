"""Follows everyone in a film at once."""
