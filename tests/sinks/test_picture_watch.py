"""Notes on the picture, once the count is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from coach.body.picture_notes import PictureNote, PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Passing, Sighting, SourceFacts
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run
from coach.sinks.picture_watch import PictureWatch, ranked

SQUAT = load_exercise("squat")
DARK = PictureNote("dark", "It is dark.", doubtful=True)
Change = Callable[[Pose], Pose | None]


class Changed(Passing):
    """Three squats with altered poses."""

    def __init__(self, change: Change, every: int = 1, notes: PictureNotes = ()) -> None:
        self._source = self._truth = Truth(perform(SQUAT, depths=(1.0,) * 3))
        self._change, self._every, self._notes = change, every, notes

    @property
    def facts(self) -> SourceFacts:
        facts = self._source.facts
        return replace(facts, frame_rate=(facts.frame_rate or 30.0) / self._every)

    @property
    def notes(self) -> PictureNotes:
        return self._notes

    def __iter__(self) -> Iterator[Sighting]:
        for number, each in enumerate(self._truth):
            if number % self._every == 0:
                yield replace(each, pose=None if each.pose is None else self._change(each.pose))


def found(source: Changed, *, live: bool = False) -> PictureNotes:
    watch = PictureWatch(source, {"squat": SQUAT}, live=live)
    run(source, Judge(SQUAT), [watch])
    return watch.notes


def as_it_was(pose: Pose) -> Pose:
    return pose


def unseen(pose: Pose) -> None:
    return None


def mostly_unseen(pose: Pose) -> Pose | None:
    return pose if pose.time % 1.0 < 0.3 else None


def lower(pose: Pose) -> Pose:
    """The camera points too high: the feet are below the frame."""
    return replace(pose, image=pose.image + np.array([0.0, 1.05 - pose.image[:, 1].max(), 0.0]))


def far_away(pose: Pose) -> Pose:
    return replace(pose, image=0.5 + (pose.image - 0.5) * 0.2)


def behind_a_bench(pose: Pose) -> Pose:
    shins = np.arange(33) >= 25
    return replace(pose, visibility=np.where(shins, 0.2, pose.visibility))


def test_a_clearly_visible_body_has_no_notes() -> None:
    assert found(Changed(as_it_was)) == ()


@pytest.mark.parametrize(
    ("change", "problem", "expected"),
    [
        (unseen, "nobody", "No one was detected in any of "),
        (mostly_unseen, "nobody", "A person was detected in only 3"),
        (lower, "cut off", "Out of frame: feet (100 % of the time). They are needed to count squats."),
        (far_away, "small", "You are small in the frame: 1"),
        (behind_a_bench, "hidden", "Hidden: knees and feet (100 % of the time)"),
    ],
)
def test_problems_are_reported_with_their_share_and_a_hint(
    change: Change, problem: str, expected: str
) -> None:
    [note] = found(Changed(change))
    assert (note.problem, note.doubtful, note.what.startswith(expected)) == (problem, True, True), note.what
    assert note.hint


@pytest.mark.parametrize("live", [True, False])
def test_too_few_frames_name_the_computer_live_and_the_film_otherwise(live: bool) -> None:
    [note] = found(Changed(as_it_was, every=6), live=live)
    assert note.problem == "few frames"
    assert note.what.startswith("Only 5." if live else "The film has only 5.")
    assert ("--model lite" in note.hint) == live


def test_problems_before_the_set_do_not_matter() -> None:
    def lower_at_first(pose: Pose) -> Pose:
        return lower(pose) if pose.time < 0.5 else pose

    assert found(Changed(lower_at_first)) == ()


def test_a_known_cause_replaces_the_note_on_no_one_detected() -> None:
    assert found(Changed(unseen, notes=(DARK,))) == (DARK,)


def test_each_problem_is_reported_once_and_doubtful_counts_come_first() -> None:
    mirrored, turned = PictureNote("mirrored", "Mirrored."), PictureNote("turned", "Turned.")
    assert ranked((mirrored, turned, DARK, replace(DARK, what="Again."))) == (DARK, turned, mirrored)
