"""Commands for planning: profiles, goals, routines."""
