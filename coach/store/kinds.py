"""Kinds and states of saved workouts."""

from __future__ import annotations

from typing import Literal

Kind = Literal["live", "film", "demo", "import"]
GoalKind = Literal["reps a week", "workouts a week", "reps in a set", "hold", "load"]
PostureReference = Literal["body", "picture"]
State = Literal["running", "finished", "interrupted"]

DEFAULT_PROFILE = "me"
"""The profile when the user names none."""
