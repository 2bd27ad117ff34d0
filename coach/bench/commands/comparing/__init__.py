"""Benches of comparisons."""
