"""Landmark recordings as files of programs for motion analysis."""
