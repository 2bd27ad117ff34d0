"""An exercise file that is played: what fits comes out, and what contradicts itself is said."""

from __future__ import annotations

import pytest

from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.performer.exercise_check import CLEAN, HOLD_S, PARTIAL, frames_to_play, play
from coach.vision.pose_model.pose_model import PoseModel


def changed(exercise: Exercise, part: str, **values: object) -> Exercise:
    """An exercise with one part of its file edited."""
    table = exercise.model_dump(exclude_none=True)
    table[part] = {**table[part], **values}
    return Exercise.model_validate(table)


def test_a_sound_file_counts_its_own_performance_from_every_view() -> None:
    squat = load_exercise("squat")
    frames: list[int] = []
    played = list(play(squat, on_frame=frames.append))
    assert [each.view for each in played] == list(squat.camera.views)
    assert {(each.clean, each.partial, each.held_s) for each in played} == {(CLEAN, PARTIAL, None)}
    assert not [each.contradictions for each in played if each.contradictions]
    assert frames == list(range(1, frames_to_play(squat) + 1))


def test_a_position_that_the_poses_do_not_keep_is_a_contradiction() -> None:
    lying = [{"measure": "inclination", "at_least": 80.0, "why": "never so in a squat"}]
    for each in play(changed(load_exercise("squat"), "position", during=lying)):
        assert (each.clean, each.partial) == (0, 0)
        assert f"{CLEAN} clean repetitions performed, 0 counted as full" in each.contradictions


def test_faults_that_are_acted_are_flagged_where_the_view_can_judge_them() -> None:
    by_view = {each.view: each for each in play(load_exercise("push-up"))}
    assert by_view["side"].flagged == {"hips-out-of-line": True}
    assert by_view["oblique"].flagged == {}
    assert not any(each.contradictions for each in by_view.values())


def test_a_form_rule_that_nobody_can_keep_or_nobody_can_break_is_a_contradiction() -> None:
    push_up = load_exercise("push-up")
    [rule] = push_up.form
    strict = push_up.model_copy(update={"form": (rule.model_copy(update={"at_least": 179.9}),)})
    [side] = [each for each in play(strict) if each.view == "side"]
    assert side.contradictions == (f"'{rule.title}' flagged in {CLEAN} of {CLEAN} clean repetitions",)
    lax = push_up.model_copy(update={"form": (rule.model_copy(update={"at_least": 20.0}),)})
    [side] = [each for each in play(lax) if each.view == "side"]
    assert side.contradictions == (f"'{rule.title}' acted and not flagged",)


def test_a_hold_is_timed() -> None:
    for each in play(load_exercise("plank")):
        assert each.held_s == pytest.approx(HOLD_S, abs=0.5)
        assert not each.contradictions


def test_a_hold_that_its_own_pose_breaks_is_a_contradiction() -> None:
    plank = load_exercise("plank")
    bent = changed(
        plank, "position", during=[{"measure": "knee", "at_most": 100.0, "why": "never so in a plank"}]
    )
    assert all("8 s held, 0.0 s counted" in each.contradictions for each in play(bent))


@pytest.mark.slow
def test_through_the_pose_model_it_comes_out_the_same_and_is_seen_only_once(pose_model: PoseModel) -> None:
    squat = load_exercise("squat")
    front = squat.model_copy(update={"camera": squat.camera.model_copy(update={"views": ("side",)})})
    [seen] = play(front, pose_model)
    assert (seen.clean, seen.partial, seen.contradictions) == (CLEAN, PARTIAL, ())
    [again] = play(front, pose_model)
    assert again == seen
