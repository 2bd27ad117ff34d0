"""Plots of angles over time as SVG or PNG."""
