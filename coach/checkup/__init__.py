"""Checks of this machine and room for ``coach doctor``; they change nothing."""
