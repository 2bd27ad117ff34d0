"""Checks of the database that change nothing in it."""
