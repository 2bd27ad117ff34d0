"""Benchmarks of the project's claims."""
