"""Notes on the frame rate name the measured cause."""

from __future__ import annotations

import pytest

from coach.ui.body_notes import FASTER_FILM, FASTER_LIVE, few_frames_note


@pytest.mark.parametrize(
    ("live", "recorded", "what", "hint"),
    [
        (True, None, "Only 7.5 frames per second were analysed", FASTER_LIVE),
        (False, 7.5, "The film has only 7.5 frames per second", FASTER_FILM),
        (False, 30.0, "Only 7.5 of the film's 30 frames per second were analysed", FASTER_LIVE),
    ],
)
def test_too_few_frames_name_the_film_or_the_computer(
    live: bool, recorded: float | None, what: str, hint: str
) -> None:
    note = few_frames_note(7.5, live=live, recorded=recorded)
    assert note.what.startswith(what)
    assert note.hint == hint
