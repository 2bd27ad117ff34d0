"""Verdicts on the form of rendered push-ups, from the landmarks in the picture alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from coach.bench.accuracy.form.form_verdicts import Confusion, FormVerdict, held_out
from coach.bench.accuracy.form.labelled_sets import LabelledSet, read_labelled_sets
from coach.bench.accuracy.form.near_duplicates import near_duplicates
from coach.bench.accuracy.form.push_up_measures import measures_of
from coach.bench.accuracy.form.set_figures import set_faults, set_figures
from coach.bench.commands.form import sections
from coach.errors import BenchError

ASPECT = 16 / 9


@pytest.fixture(scope="module")
def sets(labelled_folder: Path) -> list[LabelledSet]:
    """The sets."""
    return read_labelled_sets(labelled_folder, ASPECT)


def test_sets_have_their_labels_and_only_frames_with_a_body(sets: list[LabelledSet]) -> None:
    assert [each.is_wrong for each in sets] == [False] * 3 + [True] * 3
    assert all(np.isfinite(each.landmarks).all() and each.frames[0] == 1 for each in sets)
    assert next(sets[0].sightings()).time == pytest.approx(1 / 30)


def test_sagging_hips_are_found_over_the_whole_set(sets: list[LabelledSet]) -> None:
    faults = [set_faults(measures_of(each)) for each in sets]
    assert faults == [[]] * 3 + [["hips below the line"]] * 3


def test_figures_are_those_of_the_mirror_image(sets: list[LabelledSet]) -> None:
    left, right = (set_figures(measures_of(sets[number])) for number in (3, 4))
    assert left["below the line"] > 10
    assert left == pytest.approx(right, abs=2.0)


def test_films_of_the_same_place_are_one_group(sets: list[LabelledSet]) -> None:
    groups = near_duplicates(sets).tolist()
    assert groups[0] == groups[2] != groups[1]
    assert groups[3] == groups[5] != groups[4]


def test_a_judge_learns_from_other_groups_only() -> None:
    groups = np.repeat(np.arange(6), 4)
    truth = np.repeat([False, True] * 3, 4)
    fingerprint = groups.astype(float)[:, None]
    by_film, by_group = (
        held_out(fingerprint, truth, each) > 0.5 for each in (np.arange(len(groups)), groups)
    )
    assert (by_film == truth).mean() >= 0.8, "a fingerprint tells near-duplicates"
    assert (by_group == truth).mean() <= 0.5, "but no other film"


def test_balanced_accuracy_weighs_both_labels_alike() -> None:
    found = Confusion(correct=8, passed=8, wrong=2, flagged=1)
    assert (found.balanced_accuracy, found.accuracy) == (0.75, 0.9)


@pytest.mark.parametrize("fault", ["few", "other", "shape", "short"])
def test_a_folder_without_landmarks_is_an_error(labelled_folder: Path, tmp_path: Path, fault: str) -> None:
    broken = tmp_path / "form"
    shutil.copytree(labelled_folder, broken)
    path = broken / "wrong-0.npz"
    match fault:
        case "few":
            path.unlink()
            (broken / "wrong-1.npz").unlink()
        case "other":
            path.write_bytes(b"PK")
        case "shape":
            np.savez(path, landmarks=np.zeros((20, 17, 3)))
        case _:
            np.savez(path, landmarks=np.full((20, 33, 4), np.nan))
    with pytest.raises(BenchError):
        read_labelled_sets(broken, ASPECT)


def test_the_table_compares_with_what_is_published() -> None:
    verdicts = [
        FormVerdict("correct-1", False, 0, 2, (), (), 0.2, 0.6),
        FormVerdict("wrong-1", True, 1, 2, (), ("knees bent",), 0.7, 0.9),
    ]
    [(_, rows)] = sections(verdicts, [])
    assert [row[1:] for row in rows] == [
        ["0.500", "0.500", "1 of 1", "0 of 1"],
        ["1.000", "1.000", "1 of 1", "1 of 1"],
        ["1.000", "1.000", "1 of 1", "1 of 1"],
        ["0.500", "0.500", "0 of 1", "1 of 1"],
        ["–", "0.826", "–", "–"],
        ["–", "0.876", "–", "–"],
        ["≥ 0.85", "–", "–", "–"],
    ]
