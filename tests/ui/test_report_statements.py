"""A report never contradicts itself: checks its text for statements that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from coach.body.pose import Pose
from coach.body.stream import Passing, Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.judging.events import FEWEST_FRAMES
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run
from coach.sinks.picture_watch import PictureWatch
from coach.ui.formatting import better_view
from coach.ui.report import set_report
from tests.ui.drawing import drawn

NAMES = ["squat", "push-up", "front-raise", "plank", "crunch"]
RATE = 12.0

Change = Callable[[Pose], Pose | None]


def unchanged(pose: Pose) -> Pose:
    return pose


def without_feet(pose: Pose) -> Pose:
    image, sure = pose.image.copy(), np.ones(33)
    image[27:, 1] = 1.1
    return replace(pose, image=image, visibility=sure)


def turning_round(pose: Pose) -> Pose:
    """From half of the film on, the body is a quarter turn farther round."""
    if pose.time < 5.0:
        return pose
    x, y, z = pose.world.T
    return replace(pose, world=np.stack([z, y, -x], axis=1))


def hands_lost_later(pose: Pose) -> Pose:
    sure = pose.visibility.copy()
    sure[13:23] = 0.1 if pose.time > 5.0 else sure[13:23]
    return replace(pose, visibility=sure)


def walking_in_from_the_front(pose: Pose) -> Pose:
    """Before the first rep, the body faces the camera, for longer than the set lasts."""
    return turning_round(replace(pose, time=9.0)) if pose.time < 1.0 else pose


def rarely_detected(pose: Pose) -> Pose | None:
    return pose if pose.time % 1.0 < 0.75 else None


def no_one(pose: Pose) -> None:
    return None


CHANGES: list[Change] = [
    unchanged,
    without_feet,
    turning_round,
    hands_lost_later,
    walking_in_from_the_front,
    rarely_detected,
    no_one,
]


class Changed(Passing):
    """A performance with its faults and altered poses."""

    def __init__(self, exercise: Exercise, change: Change, rate: float) -> None:
        faults = tuple(rule.fault for rule in exercise.form) or (None,)
        acted = (None, *faults, None)
        if exercise.hold:
            performance = perform(exercise, frame_rate=rate, hold_s=6.0, fault=faults[0])
        else:
            performance = perform(exercise, frame_rate=rate, depths=(1.0, 0.65, 1.0, 1.0), acted=acted[:4])
        self._source = self._truth = Truth(performance)
        self._change = change

    def __iter__(self) -> Iterator[Sighting]:
        for each in self._truth:
            yield replace(each, pose=None if each.pose is None else self._change(each.pose))


def reported(name: str, change: Change, rate: float = RATE) -> tuple[Summary, str]:
    """The summary, and its report without line breaks."""
    exercise = load_exercise(name)
    source = Changed(exercise, change, rate)
    watch = PictureWatch(source, {name: exercise})
    summary, _ = run(source, Judge(exercise), [watch])
    place = better_view(name, summary.view, exercise.camera.views)
    report = set_report(summary, source="film", picture=watch.notes, notes=(place,))
    text = drawn(report, 160, terminal=False).export_text()
    return summary, re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_statements_do_not_contradict_each_other(name: str, change: Change) -> None:
    summary, text = reported(name, change)
    check_faults(summary, text)
    check_counts(summary, text)
    check_ranges(summary, text)
    check_visibility(name, summary, text)


def check_faults(summary: Summary, text: str) -> None:
    """No reported fault is called unjudged, or found in more reps than were judged."""
    never = listed_after("Not judged:", text)
    partly = dict(re.findall(r"([\w ,'-]+?) \((\d+) of \d+ (?:reps|s)\)", text))
    for each in summary.sets:
        for title in {fault.title for fault in each.faults}:
            assert title not in never
            blamed = {fault.rep for fault in each.faults if fault.title == title}
            found = [int(number) for entry, number in partly.items() if entry.endswith(title)]
            assert all(len(blamed) <= number for number in found)
    for title in never:
        assert not re.search(rf"{title} (?:in reps?|at) \d", text, re.IGNORECASE)


def check_counts(summary: Summary, text: str) -> None:
    """The headline is the sum of the rows; without a count there are no rows."""
    rows = [rep for each in summary.sets for rep in each.reps]
    head = text.split(" film ")[0]
    if summary.hold_s is None and rows:
        full = re.match(r"(\d+|No) ", head)
        partial = re.search(r"(\d+) partial", head)
        assert full is not None
        assert (0 if full[1] == "No" else int(full[1])) == sum(rep.verdict == "full" for rep in rows)
        assert int(partial[1] if partial else 0) == sum(rep.verdict == "partial" for rep in rows)
    assert ("counted" in head) == (not summary.sets)
    assert ("tempo:" in text) == bool(rows)


def check_ranges(summary: Summary, text: str) -> None:
    """The mean lies within its rows; unmeasured ranges appear nowhere."""
    rows = [rep for each in summary.sets for rep in each.reps]
    measured = [rep.measured_rom_deg for rep in rows if rep.verdict == "full" and not rep.unmeasured]
    mean = re.search(r"full reps average (\d+)°", text)
    assert (mean is not None) == bool(measured)
    if mean is not None:
        assert round(min(filter(None, measured))) <= int(mean[1]) <= round(max(filter(None, measured)))
    guessed = [rep for rep in rows if rep.unmeasured]
    assert ("Range of motion not measured" in text) == bool(guessed)
    without_faults = re.sub(r"-?\d+° ± \d+[^.]*(?:required|allowed)", "", text)
    without_levels = re.sub(r"(elbow|shoulder|hip|knee|inclination) \d+° ± \d+", "", without_faults)
    assert len(re.findall(r"\d° ± \d+|█ +\d+°", without_levels)) <= len(rows) - len(guessed)
    marked = re.findall(r"(?:full|partial)\?", text)
    assert len(marked) == sum(rep.is_doubtful for rep in rows)
    assert ("guesses" in text) == bool(marked)


def check_visibility(name: str, summary: Summary, text: str) -> None:
    """Views need a person, the share of frames appears once, and a suitable view is not criticised."""
    nobody_seen = "No one was detected" in text or "no one detected" in text
    assert nobody_seen == (summary.frames_with_pose == 0)
    assert not (nobody_seen and "Seen " in text)
    assert not (nobody_seen and summary.sets)
    shares = re.findall(r"in (?:only )?(\d+ %) of \d+ frames", text)
    assert len(shares) <= 1
    assert "only 100 %" not in text
    if "Filmed " in text:
        assert summary.view not in load_exercise(name).camera.views


def listed_after(words: str, text: str) -> list[str]:
    found = re.search(rf"{words} (.*?)(?: Only partly judged| Filmed|$)", text)
    return [each.strip() for each in found[1].split(",")] if found else []


def test_after_a_turn_the_report_says_how_many_reps_were_judged() -> None:
    _, text = reported("squat", turning_round)
    assert re.search(r"Only partly judged: .*trunk far forward \(", text)


def test_the_view_is_the_one_of_the_sets() -> None:
    """Walking up to the camera and squatting in profile is filmed from the side."""

    def facing_until_the_set(pose: Pose) -> Pose:
        return turning_round(replace(pose, time=9.0)) if pose.time < 1.3 else pose

    summary, text = reported("squat", facing_until_the_set)
    assert summary.view == "side"
    assert "Filmed" not in text


class Thinned(Changed):
    """Many frames until the set begins, few from then on."""

    def __iter__(self) -> Iterator[Sighting]:
        return (each for number, each in enumerate(super().__iter__()) if each.time < 4.0 or number % 4 == 0)


def test_the_report_and_the_history_agree_on_too_few_frames() -> None:
    """Many frames before the set do not help."""
    squat = load_exercise("squat")
    source = Thinned(squat, lambda pose: pose if pose.time > 4.0 else None, 32.0)
    watch = PictureWatch(source, {"squat": squat})
    summary, _ = run(source, Judge(squat), [watch])
    assert summary.frames / summary.duration_s > FEWEST_FRAMES
    [note] = [each for each in watch.notes if each.problem == "few frames"]
    assert "nly 8." in note.what


def test_the_report_names_a_film_with_too_few_frames() -> None:
    _, text = reported("squat", unchanged, rate=8.0)
    assert "The film has only 8.0 frames per second" in text
