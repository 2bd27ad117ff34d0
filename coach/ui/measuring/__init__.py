"""Measured ranges of joints."""
