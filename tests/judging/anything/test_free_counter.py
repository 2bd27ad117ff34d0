"""Whatever repeats is counted without key poses; walking about and everyday movements are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.judging.events import RepCompleted, SetStarted
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.activities import KINDS, Activity, Kind
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

ANYTHING = load_exercise("anything")


def judged(sightings: Iterable[Sighting]) -> Summary:
    judge = Judge(ANYTHING)
    events = [event for each in sightings for event in judge.observe(each.pose, each.time).events]
    summary = judge.finish()
    return replace(summary, events=(*events, *summary.events))


def performed(name: str, reps: int = 5) -> list[Sighting]:
    return list(Truth(perform(load_exercise(name), depths=(1.0,) * reps, frame_rate=15.0)))


@pytest.mark.parametrize(
    "name", ["squat", "push-up", "lunge", "lateral-raise", "jumping-jack", "sit-up", "burpee", "pull-up"]
)
def test_the_reps_of_an_unnamed_exercise_are_counted(name: str) -> None:
    [only] = judged(performed(name)).sets
    assert (only.exercise, only.full, only.partial) == ("anything", 5, 0)


def test_reps_come_late_with_their_true_times() -> None:
    performance = perform(load_exercise("squat"), depths=(1.0,) * 5, frame_rate=15.0)
    summary = judged(Truth(performance))
    told = [event for event in summary.events if isinstance(event, RepCompleted)]
    assert [each.rep.number for each in told] == [1, 2, 3, 4, 5]
    for each, true in zip(told, performance.reps, strict=True):
        assert each.rep.turn_s == pytest.approx(true.turn_s, abs=0.25)
    assert told[0].time > told[2].rep.turn_s
    assert sum(isinstance(event, SetStarted) for event in summary.events) == 1


def test_nothing_is_judged_but_the_count() -> None:
    [only] = judged(performed("squat")).sets
    assert {rep.measured_rom_deg for rep in only.reps} == {None}
    assert {rep.level for rep in only.reps} == {None}
    assert {each.rule for each in only.attempts} == {"pattern"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_everyday_minute_holds_nothing_that_repeats(kind: Kind) -> None:
    assert judged(Truth(Activity(kind, seed=3, frame_rate=10.0))).sets == ()


def test_two_of_a_kind_are_no_row() -> None:
    assert judged(performed("squat", 2)).sets == ()


def test_walking_before_the_set_does_not_hide_it() -> None:
    walk = list(Truth(Activity("walking", duration_s=25.0, seed=3, frame_rate=15.0)))
    later = [
        replace(each, time=each.time + 26.0, pose=each.pose and replace(each.pose, time=each.time + 26.0))
        for each in performed("squat")
    ]
    summary = judged([*walk, *later])
    assert summary.full == 5
    assert all(rep.start_s > 25.0 for each in summary.sets for rep in each.reps)


def test_a_set_of_two_minutes_is_counted_to_its_end() -> None:
    performance = perform(load_exercise("squat"), depths=(1.0,) * 40, frame_rate=10.0)
    assert performance.duration_s > 110.0
    [only] = judged(Truth(performance)).sets
    assert only.full == 40


def test_a_rest_divides_two_sets() -> None:
    rest = list(Truth(Activity("walking", duration_s=28.0, seed=3, frame_rate=15.0)))
    film: list[Sighting] = []
    for part in (performed("squat"), rest, performed("lateral-raise")):
        begins_s = film[-1].time + 0.1 if film else 0.0
        film += [
            replace(each, time=begins_s + each.time, pose=each.pose and replace(each.pose, time=0.0))
            for each in part
        ]
    assert [(each.number, each.full) for each in judged(film).sets] == [(1, 5), (2, 5)]
