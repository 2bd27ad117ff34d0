"""Counts of perturbed sets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.perturbed import (
    MID_REP,
    PERTURBATIONS,
    PerturbedSet,
    count_perturbations,
    count_perturbed,
    known_perturbations,
    newly_wrong,
    perturbation_scores,
)
from coach.bench.accuracy.scores import Counted
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

SQUATS = Listed("a.npz", Path("a.npz"), load_exercise("squat"), "g", 4)


@pytest.fixture(scope="module")
def squats() -> list[Sighting]:
    """Four squats from the side."""
    return list(
        Truth(perform(SQUATS.exercise, "side", depths=(1.0,) * 4, rest_before_s=1.0, rest_after_s=1.0))
    )


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_true_landmarks_count_the_same_perturbed(squats: list[Sighting], name: str) -> None:
    found = count_perturbations(SQUATS, squats, [name])
    assert (found.plain.counted, found.perturbed[name].off_by) == (4, 0)


def test_a_single_lunge_counts_with_its_feet_out_of_view() -> None:
    lunge = replace(SQUATS, exercise=load_exercise("lunge"), reps=1)
    sightings = list(Truth(perform(lunge.exercise, depths=(1.0,))))
    found = count_perturbations(lunge, sightings, ["feet-cropped"])
    assert (found.plain.counted, found.perturbed["feet-cropped"].counted) == (1, 1)


def test_a_set_begun_in_mid_rep_may_lack_a_rep(squats: list[Sighting]) -> None:
    found = count_perturbations(SQUATS, squats, [MID_REP]).perturbed[MID_REP]
    assert (found.truth, found.least) == (4, 3)
    assert found.counted in (3, 4)


def test_a_set_without_a_counted_rep_has_no_mid_rep() -> None:
    still = list(Truth(perform(load_exercise("plank"))))
    found = count_perturbations(SQUATS, still, ["mirror", MID_REP])
    assert set(found.perturbed) == {"mirror"}


def test_an_unreadable_file_fails_in_each_perturbation(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    path.write_text("no recording")
    [found] = count_perturbed([replace(SQUATS, path=path)], ["mirror", MID_REP])
    assert found.plain.counted is None and found.plain.why
    assert set(found.perturbed) == {"mirror", MID_REP}


def counts(film: str, plain: int, mirror: int | None) -> PerturbedSet:
    one = Counted(film, "squat", "g", 4, plain)
    return PerturbedSet(one, {} if mirror is None else {"mirror": replace(one, counted=mirror)})


def test_scores_compare_the_same_sets() -> None:
    sets = [counts("a", 4, 4), counts("b", 4, 3), counts("c", 3, 4), counts("d", 4, 2), counts("e", 4, None)]
    scores = perturbation_scores(sets, "mirror")
    assert scores is not None
    assert (scores.plain.n, scores.plain.exact) == (4, 0.75)
    assert (scores.perturbed.exact, scores.perturbed.off_by_one) == (0.5, 0.75)
    assert (scores.change, scores.is_within_bar) == (-0.25, False)
    assert [each.plain.film for each in newly_wrong(sets, "mirror")] == ["b", "d"]
    assert perturbation_scores(sets, "pitch-15") is None


def test_one_set_in_fifty_may_be_lost() -> None:
    right = [counts("a", 4, 4)] * 49
    scores = perturbation_scores([*right, counts("b", 4, 3)], "mirror")
    assert scores is not None and scores.is_within_bar
    scores = perturbation_scores([*right[1:], *[counts("b", 4, 3)] * 2], "mirror")
    assert scores is not None and not scores.is_within_bar


def test_perturbations_are_known_by_name() -> None:
    assert known_perturbations([]) == list(PERTURBATIONS)
    assert known_perturbations(["mirror", "mirror"]) == ["mirror"]
    with pytest.raises(BenchError, match="no perturbation 'upside-down'"):
        known_perturbations(["upside-down"])
