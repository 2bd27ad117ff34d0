"""From when until when a note holds, and what it makes doubtful."""

from __future__ import annotations

from coach.body.picture_notes import PictureNote, doubts_of

DARK = PictureNote("dark", "It is dark.", doubtful=True, start_s=5.0, end_s=8.0)
CARRIED = PictureNote("camera moved", "The camera was not still.")
CUT_OFF = PictureNote("cut off", "Out of the picture: feet.", doubtful=True)


def test_a_set_is_doubtful_by_what_was_wrong_while_it_was_done() -> None:
    notes = (DARK, CARRIED, CUT_OFF)
    assert doubts_of(notes, 1.0, 4.0) == ("cut off",)
    assert doubts_of(notes, 1.0, 6.0) == ("dark", "cut off")
    assert doubts_of(notes, 9.0, 12.0) == ("cut off",)


def test_in_a_workout_that_goes_on_notes_hold_later_and_not_before_it_went_on() -> None:
    assert (DARK.later(60.0).start_s, DARK.later(60.0).end_s) == (65.0, 68.0)
    assert doubts_of((CUT_OFF.later(60.0),), 10.0, 50.0) == ()
