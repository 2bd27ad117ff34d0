"""A workout without a named exercise: recognised, followed through changes, and guided like any other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.catalogue.poses import with_fault
from coach.judging.events import (
    Began,
    CountingDown,
    CueGiven,
    RepCompleted,
    RestStarted,
    SetEnded,
    TargetReached,
    Waiting,
    WorkoutOver,
)
from coach.judging.exercise_events import ExercisePinned, ExerciseRecognised
from coach.learning.artefact import TrainedModel, load
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.auto_judge import AutoJudge
from coach.workout.commands import Command, FinishSet, Pin
from coach.workout.cues import Cues
from coach.workout.plan import Plan
from coach.workout.workout import Workout
from tests.workout.led import Led, hands_up, joined, length_s, no_one, squats, still


@pytest.fixture(scope="module")
def model() -> TrainedModel:
    return load()


def done(name: str, reps: int = 5) -> list[Sighting]:
    """Clean reps in the exercise's best view, or a hold of 15 seconds."""
    exercise = load_exercise(name)
    seen_from = exercise.camera.views[0]
    if exercise.hold is not None:
        return list(Truth(perform(exercise, seen_from, hold_s=15.0)))
    return list(Truth(perform(exercise, seen_from, depths=(1.0,) * reps)))


def led(
    model: TrainedModel,
    *parts: Sequence[Sighting],
    plan: Plan = Plan(),  # noqa: B008 - frozen
    commands: Sequence[tuple[float, Command]] = (),
) -> Led:
    return Led(joined(*parts), plan, commands, judge=AutoJudge(model))


def trained(workout: Led) -> list[tuple[str, int]]:
    return [(each.exercise, each.full) for each in workout.summary.sets]


def test_the_exercise_is_recognised_and_no_rep_is_lost(model: TrainedModel) -> None:
    workout = led(model, done("biceps-curl"))
    assert trained(workout) == [("biceps-curl", 5)]
    [named] = workout.of(ExerciseRecognised)
    before = [observed for observed in workout.observations if observed.time < named.time]
    assert {observed.exercise for observed in before} == {None}
    assert [observed.flow.full for observed in workout.observations if observed.flow][-1] == 5
    assert workout.events.index(named) < workout.events.index(workout.of(RepCompleted)[0])


def test_without_a_known_start_position_there_is_no_waiting(model: TrainedModel) -> None:
    workout = led(model, no_one(4), still(squats(1)[0], 2), done("biceps-curl"), plan=Plan(waits=True))
    assert workout.stages == ["training"]
    assert not workout.of(Waiting) + workout.of(CountingDown)
    assert trained(workout) == [("biceps-curl", 5)]


def test_another_exercise_starts_its_own_set_without_a_rest(model: TrainedModel) -> None:
    curls = done("biceps-curl")
    workout = led(model, curls, still(curls[0], 4), done("shoulder-press"))
    assert trained(workout) == [("biceps-curl", 5), ("shoulder-press", 5)]
    assert workout.stages == ["training"]
    assert not workout.of(RestStarted)
    flow = workout.observations[-1].flow
    assert flow is not None
    assert (flow.set_number, flow.full) == (2, 5)


def test_each_exercise_has_its_own_target(model: TrainedModel) -> None:
    """In reps for counted exercises, in seconds for holds, whichever comes."""
    curls = done("biceps-curl")
    plan = Plan(sets=2, reps=5, hold_s=10, rest_s=10)
    workout = led(model, curls, still(curls[0], 12), done("plank"), no_one(8), plan=plan)
    assert [event.target for event in workout.of(TargetReached)] == [5, 10]
    assert [each.exercise for each in workout.summary.sets] == ["biceps-curl", "plank"]
    assert workout.stages == ["training", "resting", "training", "over"]
    targets = {
        observed.exercise.name: observed.flow.target
        for observed in workout.observations
        if observed.exercise and observed.flow
    }
    assert targets == {"biceps-curl": 5, "plank": 10}
    assert workout.of(WorkoutOver)


def test_a_rest_ended_early_by_another_exercise_loses_no_rep(model: TrainedModel) -> None:
    curls = done("biceps-curl")
    plan = Plan(sets=3, reps=5, rest_s=60)
    workout = led(model, curls, still(curls[0], 5), done("shoulder-press"), plan=plan)
    assert trained(workout) == [("biceps-curl", 5), ("shoulder-press", 5)]
    assert len(workout.of(Began)) == 1
    numbers = [event.rep.number for event in workout.of(RepCompleted) if event.set_number == 2]
    assert numbers == [1, 2, 3, 4, 5]


def test_during_a_rest_the_last_set_keeps_its_exercise(model: TrainedModel) -> None:
    """Also when the next exercise, a hold, is recognised but is not a set yet."""
    curls = done("biceps-curl")
    plan = Plan(sets=3, reps=5, rest_s=60)
    workout = led(model, curls, still(curls[0], 5), done("plank"), plan=plan)
    rests = [
        observed.flow
        for observed in workout.observations
        if observed.flow and observed.flow.stage == "resting"
    ]
    assert {(flow.full, flow.hold_s) for flow in rests} == {(5, None)}


def test_a_pinned_exercise_stays_until_it_is_unpinned(model: TrainedModel) -> None:
    curls = done("biceps-curl")
    film = (curls, still(curls[0], 4), done("shoulder-press"))
    pinned_s = length_s(curls) - 1
    workout = led(model, *film, commands=[(pinned_s, Pin())])
    assert [event.exercise for event in workout.of(ExercisePinned)] == ["biceps-curl"]
    assert {each.exercise for each in workout.summary.sets} == {"biceps-curl"}
    last = workout.observations[-1].recognised
    assert last is not None
    assert last.pinned
    let_go = led(model, *film, commands=[(pinned_s, Pin()), (pinned_s + 2, Pin())])
    assert [event.exercise for event in let_go.of(ExercisePinned)] == ["biceps-curl", None]
    assert trained(let_go) == [("biceps-curl", 5), ("shoulder-press", 5)]


def test_a_named_exercise_can_not_be_pinned() -> None:
    workout = Led(squats(2), commands=[(1.0, Pin())])
    assert not workout.of(ExercisePinned)
    assert workout.counts == [(2, 0)]


@pytest.mark.parametrize(("name", "ends"), [("biceps-curl", True), ("shoulder-press", False)])
def test_hands_overhead_are_a_sign_only_if_the_exercise_does_not_raise_them(
    model: TrainedModel, name: str, ends: bool
) -> None:
    set_of = done(name)
    raised = hands_up(set_of[0], 3)
    workout = led(model, set_of, still(set_of[0], 1), raised, plan=Plan(gesture=True))
    assert bool(workout.of(SetEnded)) == ends
    assert trained(workout)[0] == (name, 5)


def test_finishing_before_recognition_ends_the_workout(model: TrainedModel) -> None:
    workout = led(model, still(squats(1)[0], 4), commands=[(2.0, FinishSet())])
    assert workout.over
    assert workout.counts == []


def test_cues_are_those_of_the_current_exercise(model: TrainedModel) -> None:
    curl, lunge = load_exercise("biceps-curl"), load_exercise("lunge")
    workout = Workout(AutoJudge(model), cues=Cues())
    events = [
        event
        for each in joined(faulty(curl), faulty(lunge))
        for event in workout.observe(each.pose, each.time).events
    ]
    cued = {(event.set_number, event.kind, event.text) for event in events if isinstance(event, CueGiven)}
    assert cued == {(1, "mend", curl.form[0].cue), (2, "mend", lunge.form[0].cue)}


def faulty(exercise: Exercise) -> list[Sighting]:
    """Reps with the first fault in the exercise's file."""
    poses = with_fault(exercise.poses, exercise.form[0].acted)
    acting = exercise.model_copy(update={"poses": poses})
    return list(Truth(perform(acting, "side", depths=(1.0,) * 5)))
