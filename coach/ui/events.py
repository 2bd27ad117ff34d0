"""What happens while somebody trains, in words to read; one place for all of them."""

from __future__ import annotations

from coach.catalogue.definition import Exercise
from coach.judging.events import Event


def told(event: Event, exercise: Exercise) -> str:
    """An event as a line for people; empty where it is not worth one."""
    return ""
