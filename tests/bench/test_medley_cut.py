"""A rendered workout, cut by the model that is shipped."""

from __future__ import annotations

from coach.bench.medley import Plan, medley_of, truth_of
from coach.bench.workouts import cut
from coach.performer.sources import Truth
from coach.training.artefact import load


def test_a_rendered_workout_is_cut_into_its_exercises() -> None:
    act = medley_of(Plan("side", "ordinary", ("squat", "push-up")))
    truth = list(truth_of(act))
    assert [each.exercise for each in truth] == ["squat", "push-up"]
    told = cut("one", list(Truth(act)), truth, load())
    assert [each.stretch for each in told.cuts] == truth
    for each in told.cuts:
        assert each.segment is not None
        assert each.full == len(act.parts[truth.index(each.stretch)].reps)
        assert each.sets is not None
        assert max(abs(each.sets.start_s), abs(each.sets.end_s)) < 1.0
