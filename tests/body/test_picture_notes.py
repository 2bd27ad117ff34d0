"""The period of a picture note, and the sets it makes doubtful."""

from __future__ import annotations

from coach.body.picture_notes import PictureNote, doubts_of

DARK = PictureNote("dark", "It is dark.", doubtful=True, start_s=5.0, end_s=8.0)
HAND_HELD = PictureNote("camera moved", "The camera was unsteady.")
CUT_OFF = PictureNote("cut off", "Out of frame: feet.", doubtful=True)


def test_a_set_is_doubtful_only_for_problems_during_it() -> None:
    notes = (DARK, HAND_HELD, CUT_OFF)
    assert doubts_of(notes, 1.0, 4.0) == ("cut off",)
    assert doubts_of(notes, 1.0, 6.0) == ("dark", "cut off")
    assert doubts_of(notes, 9.0, 12.0) == ("cut off",)


def test_notes_of_a_continued_workout_are_shifted() -> None:
    assert (DARK.shifted(60.0).start_s, DARK.shifted(60.0).end_s) == (65.0, 68.0)
    assert doubts_of((CUT_OFF.shifted(60.0),), 10.0, 50.0) == ()
