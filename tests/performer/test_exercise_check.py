"""The check of exercise files: valid files pass, and contradictions are reported."""

from __future__ import annotations

import pytest

from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.performer.exercise_check import CLEAN, HOLD_S, PARTIAL, frames_to_play, play
from coach.vision.pose_model.pose_model import PoseModel


def changed(exercise: Exercise, part: str, **values: object) -> Exercise:
    """An exercise with one part of its file changed."""
    table = exercise.model_dump(exclude_none=True)
    table[part] = {**table[part], **values}
    return Exercise.model_validate(table)


def test_a_valid_file_counts_its_own_performance_in_every_view() -> None:
    squat = load_exercise("squat")
    frames: list[int] = []
    played = list(play(squat, on_frame=frames.append))
    assert [each.view for each in played] == list(squat.camera.views)
    assert {(each.clean, each.partial, each.held_s) for each in played} == {(CLEAN, PARTIAL, None)}
    assert not [each.contradictions for each in played if each.contradictions]
    assert frames == list(range(1, frames_to_play(squat) + 1))


def test_poses_that_violate_the_position_are_a_contradiction() -> None:
    lying = [{"measure": "body_inclination", "at_least": 80.0, "why": "never so in a squat"}]
    squat = load_exercise("squat").model_copy(update={"form": ()})
    for each in play(changed(squat, "position", during=lying)):
        assert (each.clean, each.partial) == (0, 0)
        assert f"{CLEAN} clean reps performed, 0 counted as full" in each.contradictions


def test_acted_faults_are_flagged_in_views_that_can_judge_them() -> None:
    by_view = {each.view: each for each in play(load_exercise("push-up"))}
    assert by_view["side"].flagged == {rule.fault: True for rule in load_exercise("push-up").form}
    assert by_view["oblique"].flagged == {}
    assert not any(each.contradictions for each in by_view.values())


def test_a_form_rule_that_is_always_or_never_broken_is_a_contradiction() -> None:
    push_up = load_exercise("push-up")
    rule = next(each for each in push_up.form if each.fault == "no-lock-out")
    strict = push_up.model_copy(update={"form": (rule.model_copy(update={"at_least": 199.0}),)})
    [side] = [each for each in play(strict) if each.view == "side"]
    assert side.contradictions == (f"'{rule.title}' flagged in {CLEAN} of {CLEAN} clean reps",)
    lax = push_up.model_copy(update={"form": (rule.model_copy(update={"at_least": 20.0}),)})
    [side] = [each for each in play(lax) if each.view == "side"]
    assert side.contradictions == (f"'{rule.title}' performed but not flagged",)


def test_a_hold_is_timed() -> None:
    for each in play(load_exercise("plank")):
        assert each.held_s == pytest.approx(HOLD_S, abs=0.5)
        assert not each.contradictions


def test_a_hold_whose_pose_violates_its_position_is_a_contradiction() -> None:
    plank = load_exercise("plank")
    bent = changed(
        plank, "position", during=[{"measure": "knee", "at_most": 100.0, "why": "never so in a plank"}]
    )
    assert all("8 s held, 0.0 s counted" in each.contradictions for each in play(bent))


@pytest.mark.slow
def test_with_the_pose_model_the_result_is_the_same_and_cached(pose_model: PoseModel) -> None:
    squat = load_exercise("squat")
    once = squat.camera.model_copy(update={"views": ("side",)})
    short = squat.model_copy(update={"camera": once, "form": ()})
    [result] = play(short, pose_model)
    assert (result.clean, result.partial, result.contradictions) == (CLEAN, PARTIAL, ())
    [again] = play(short, pose_model)
    assert again == result
