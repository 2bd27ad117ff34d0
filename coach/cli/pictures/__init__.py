"""Annotated films, stills and plots of an analysis."""
