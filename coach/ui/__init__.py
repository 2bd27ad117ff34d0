"""Renderables only: no state, no input."""
