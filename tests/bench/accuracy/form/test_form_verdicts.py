"""Verdicts on the form of rendered push-ups, from the landmarks in the picture alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.bench.accuracy.form.form_verdicts import (
    Confusion,
    FormVerdict,
    held_out,
    learned_from_moments,
    usual_faults,
)
from coach.bench.accuracy.form.labelled_sets import LabelledSet, read_labelled_sets
from coach.bench.accuracy.form.moment_figures import MOMENTS, moment_figures
from coach.bench.accuracy.form.near_duplicates import near_duplicates
from coach.bench.accuracy.form.push_up_measures import measures_of
from coach.bench.accuracy.form.set_figures import set_faults, set_figures
from coach.bench.commands.form import sections
from coach.body.landmarks import Landmark
from coach.body.placement import cropped
from coach.errors import BenchError
from coach.judging.events import Fault
from coach.judging.observation import Summary
from tests.judging.effort.reps import moved, set_of

ASPECT = 16 / 9


@pytest.fixture(scope="module")
def sets(labelled_folder: Path) -> list[LabelledSet]:
    """The sets."""
    return read_labelled_sets(labelled_folder, ASPECT)


def test_sets_have_their_labels_and_only_frames_with_a_body(sets: list[LabelledSet]) -> None:
    assert [each.is_wrong for each in sets] == [False] * 3 + [True] * 3
    assert all(np.isfinite(each.landmarks).all() and each.frames[0] == 1 for each in sets)
    assert next(sets[0].sightings()).time == pytest.approx(1 / 30)


def test_a_hidden_far_leg_is_not_out_of_frame(sets: list[LabelledSet]) -> None:
    """The files have no word on what is out of frame, and rules would be withheld for it."""
    landmarks = sets[3].landmarks.copy()
    landmarks[:, [Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE], 3] = 0.2
    poses = [each.pose for each in replace(sets[3], landmarks=landmarks).sightings()]
    assert all(pose is not None and not cropped(pose).any() for pose in poses)


def test_sagging_hips_are_found_over_the_whole_set(sets: list[LabelledSet]) -> None:
    faults = [set_faults(measures_of(each)) for each in sets]
    assert faults == [[]] * 3 + [["hips below the line"]] * 3


def test_figures_are_those_of_the_mirror_image(sets: list[LabelledSet]) -> None:
    left, right = (set_figures(measures_of(sets[number])) for number in (3, 4))
    assert left["below the line"] > 10
    assert left == pytest.approx(right, abs=2.0)


def test_moments_are_those_of_the_mirror_image_with_the_phase_of_the_rep(sets: list[LabelledSet]) -> None:
    left, right = (moment_figures(measures_of(sets[number])) for number in (3, 4))
    assert left.shape == right.shape == (MOMENTS, 18)
    assert np.median(left, axis=0) == pytest.approx(np.median(right, axis=0), abs=4.0)
    level, direction = left[:, 0], left[:, 1]
    assert (level.min(), level.max()) == (0.0, 1.0)
    assert np.corrcoef(np.gradient(level), direction)[0, 1] > 0.5, "up is positive"


def test_moments_tell_sets_apart_whose_figures_change_with_the_phase() -> None:
    random = np.random.default_rng(0)
    truth = np.arange(12) % 2 == 1
    phase = random.uniform(size=(12, MOMENTS))
    bend = np.where(truth[:, None], phase, 1 - phase) + random.normal(0, 0.1, (12, MOMENTS))
    found = held_out(np.stack([phase, bend], axis=2), truth, np.arange(12), learned_from_moments)
    assert ((found > 0.5) == truth).all()


def test_a_minor_fault_of_most_reps_is_a_verdict_and_a_slip_is_none() -> None:
    faults = [("head-drop", 1), ("head-drop", 2), ("elbows-flared", 3)]
    noticed = tuple(Fault(name, name, "", "", rep, 0.0, "minor") for name, rep in faults)
    done = set_of([moved(number) for number in (1, 2, 3)], faults=noticed)
    assert usual_faults(Summary("push-up", (done,), 1, 1, 1.0, "side", None, "minimum", ())) == ("head-drop",)


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
