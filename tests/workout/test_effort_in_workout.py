"""A live workout: the end of a set by velocity loss, the review in the rest, and the tempo guide."""

from __future__ import annotations

from functools import cache

from coach.catalogue.library import load_exercise
from coach.judging.events import CueGiven, Event, FaultNoticed, RestStarted, SetEnded
from coach.judging.figures.effort_events import Reviewed, TempoBeat, VelocityLimitReached
from coach.judging.judge import Judge
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.sinks.phrases import Phrases
from coach.ui.event_text import event_text
from coach.workout.cues import Cues
from coach.workout.plan import Plan
from coach.workout.workout import Workout

SQUAT = load_exercise("squat")


@cache
def slowing() -> Performance:
    """Squats whose effort takes 1 s three times, then 30 % longer each."""
    beats = tuple(Beat(0.6, 0.1, back_s, 0.3) for back_s in (1.0, 1.0, 1.0, 1.3, 1.6, 1.9))
    return perform(SQUAT, "side", depths=(1.0,) * len(beats), beats=beats, rest_after_s=4.0)


def events_of(plan: Plan) -> list[Event]:
    workout = Workout(Judge(SQUAT), plan)
    found: list[Event] = []
    for sighting in Truth(slowing()):
        found += workout.observe(sighting.pose, sighting.time).events
    return found


def test_a_set_ends_with_the_first_rep_beyond_the_velocity_loss() -> None:
    events = events_of(Plan(velocity_loss=20.0))
    [limit] = [each for each in events if isinstance(each, VelocityLimitReached)]
    assert 20.0 <= limit.loss < 30.0
    first = next(each for each in events if isinstance(each, SetEnded))
    assert len(first.summary.reps) == 4
    assert any(isinstance(each, RestStarted) for each in events)
    assert event_text(limit, SQUAT).endswith("% slower than your fastest rep: end of the set.")
    assert [phrase.text for phrase in Phrases().of([limit])] == ["You are slowing down. Stop here."]


def test_without_a_limit_nothing_ends_the_set() -> None:
    events = events_of(Plan())
    assert not [each for each in events if isinstance(each, VelocityLimitReached | SetEnded)]


def test_the_rest_begins_with_what_matters_of_the_set() -> None:
    events = events_of(Plan(reps=4))
    reviewed = next(each for each in events if isinstance(each, Reviewed))
    assert reviewed.set_number == 1
    assert reviewed.text.startswith("4 reps, all ")
    assert "Work on: slower down (0." in reviewed.text
    assert reviewed.drill == "Count to 3 on the way down."
    [phrase] = Phrases().of([reviewed])
    assert "seconds, try 3." in phrase.text
    assert not set("()%°") & set(phrase.text)
    assert "Drill: count to 3" in event_text(reviewed, SQUAT)


def test_a_workout_of_several_sets_ends_with_the_whole() -> None:
    events = events_of(Plan(sets=1, reps=4))
    assert [each.set_number for each in events if isinstance(each, Reviewed)] == [1]
    events = events_of(Plan(sets=2, reps=3))
    assert [each.set_number for each in events if isinstance(each, Reviewed)] == [1, None]


def cues_of(tempo: str | None) -> list[tuple[str, str, str]]:
    """The cues for squats lowered in 0.6 s, as kind, fault and text."""
    workout = Workout(Judge(SQUAT), Plan(tempo=tempo, reps=6), cues=Cues())
    seen = [workout.observe(each.pose, each.time).events for each in Truth(slowing())]
    given = [event for events in seen for event in events if isinstance(event, CueGiven)]
    assert not [event for events in seen for event in events if isinstance(event, FaultNoticed)]
    return [(each.kind, each.fault, each.text) for each in given]


def test_a_rushed_lowering_gets_a_cue_at_most_every_third_rep_and_is_no_fault_of_form() -> None:
    cue = ("mend", "rushed-lowering", "Slower down.")
    assert cues_of("3-0-1-0") == [cue, cue]
    assert cues_of("1-0-1-0") == cues_of(None) == []


def test_a_tempo_that_is_kept_again_earns_praise() -> None:
    beats = tuple(Beat(out_s, 0.1, 1.0, 0.5) for out_s in (0.6, 2.8, 2.8))
    performance = perform(SQUAT, "side", depths=(1.0,) * 3, beats=beats)
    workout = Workout(Judge(SQUAT), Plan(tempo="3-0-1-0"), cues=Cues())
    given = [
        event.text
        for each in Truth(performance)
        for event in workout.observe(each.pose, each.time).events
        if isinstance(event, CueGiven)
    ]
    assert given == ["Slower down.", "Good tempo."]


def test_the_guide_leads_only_with_a_tempo() -> None:
    led = [each for each in events_of(Plan(tempo="3-0-1-0", reps=4)) if isinstance(each, TempoBeat)]
    assert [each.name for each in led[:3]] == ["down", "up", "down"]
    assert [phrase.text for phrase in Phrases().of(led[:1])] == ["Down."]
    assert not [each for each in events_of(Plan()) if isinstance(each, TempoBeat)]
