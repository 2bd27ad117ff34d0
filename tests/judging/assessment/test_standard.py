"""Levels: what a rep reached in the standard of its exercise, apart from whether it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.view import View
from coach.catalogue.library import load_exercise
from coach.errors import UnknownLevel
from coach.judging.assessment.standard import LevelJudge, can_judge
from coach.judging.events import Rep, RepSide, SetSummary
from coach.judging.figures.rep_effort import Tempo
from coach.judging.judge import Judge
from coach.judging.level import Level, figure_text, level_text
from coach.judging.observation import Summary
from coach.judging.set_tally import level_counts
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from tests.judging.bodies import curling, squatting


def rep(side: RepSide = "both") -> Rep:
    return Rep(4, side, 1.0, 2.0, 3.0, 90.0, Tempo(1, 0, 1, 0), "full", 1.7, "reached the minimum range")


def rated(knee_deg: float, *, view: View = "side", required: str | None = None, of: Rep | None = None) -> Rep:
    """A squat of three seconds that bends the knee to this angle at 2 s."""
    judge = LevelJudge(load_exercise("squat"), required)
    for frame in range(121):
        time = frame / 30.0
        depth = max(0.0, 1.0 - abs(time - 2.0)) if abs(time - 2.0) > 0.2 else 1.0
        judge.observe(replace(squatting(depth, knee_deg=170.0 - knee_deg), view=view), time)
    return judge.rated(of or rep())


@pytest.mark.parametrize(
    ("knee_deg", "name"),
    [(150, "below quarter"), (130, "quarter"), (95, "half"), (67, "parallel"), (45, "deep")],
)
def test_the_knee_decides_the_level_of_a_squat(knee_deg: float, name: str) -> None:
    level = rated(knee_deg).level
    assert level is not None
    assert (level.name, level.measure, level.not_judged) == (name, "knee", "")
    assert level.value == pytest.approx(knee_deg, abs=0.5)
    assert level.error == 13.5


def test_the_reason_is_one_figure_with_its_error() -> None:
    assert rated(67).reason == "Parallel (knee 67° ± 14)"


def test_a_view_that_cannot_show_the_level_says_what_it_needs() -> None:
    done = rated(67, view="rear")
    assert done.level == Level("", "knee", not_judged="needs a side view")
    assert done.verdict == "full" and done.reason == "knee moved 90°; level not judged: needs a side view"


def test_a_partial_rep_keeps_its_verdict_and_says_how_far_the_joint_moved() -> None:
    short = replace(rep(), verdict="partial", share=0.6, rom_deg=24.0, reason="60% of the minimum range")
    done = rated(148, of=short)
    assert done.verdict == "partial" and done.reason == "knee moved 24°, 60% of the minimum range"
    assert done.level is not None and done.level.name == "below quarter"


@pytest.mark.parametrize(
    ("knee_deg", "verdict"), [(95, "partial"), (67, "full"), (45, "full")], ids=["half", "parallel", "deep"]
)
def test_with_a_required_level_only_that_and_higher_ones_are_full(knee_deg: float, verdict: str) -> None:
    done = rated(knee_deg, required="parallel")
    assert done.verdict == verdict and done.is_whole and not done.is_doubtful
    assert done.below_standard == (verdict == "partial")
    if verdict == "partial":
        assert done.reason == "Half (knee 95° ± 14); parallel required"


def test_with_a_required_level_a_rep_that_cannot_be_judged_is_a_doubtful_partial() -> None:
    done = rated(45, view="rear", required="half")
    assert (done.verdict, done.is_doubtful) == ("partial", True)
    assert done.reason.endswith("level not judged: needs a side view; half required")


def test_an_unknown_level_names_the_ones_there_are() -> None:
    with pytest.raises(UnknownLevel) as caught:
        LevelJudge(load_exercise("squat"), "paralell")
    assert str(caught.value) == "squat has no level called 'paralell'."
    assert caught.value.hint == "Its levels are quarter, half, parallel, deep."


def test_an_exercise_without_a_standard_has_no_levels() -> None:
    plain = load_exercise("squat").model_copy(update={"standard": None})
    assert LevelJudge(plain).rated(rep()).level is None
    with pytest.raises(UnknownLevel, match="squat has no levels"):
        LevelJudge(plain, "deep")


@pytest.mark.parametrize(("straight", "name"), [(0.0, "strict"), (0.25, "full")])
def test_a_strict_curl_starts_from_a_straight_arm(straight: float, name: str) -> None:
    judge = LevelJudge(load_exercise("biceps-curl"))
    for frame in range(121):
        depth = 1.0 if abs(frame / 30.0 - 2.0) < 0.3 else straight
        judge.observe(replace(curling(depth, 0.0), view="side"), frame / 30.0)
    level = judge.rated(rep("left")).level
    assert level is not None and level.name == name


def test_the_elbow_is_not_judged_from_the_front_of_a_push_up() -> None:
    standard = load_exercise("push-up").standard
    assert standard is not None
    assert can_judge(standard, "side") and not can_judge(standard, "front")


def test_a_level_whose_error_is_unknown_is_withheld() -> None:
    behind = set_of(judged("calf-raise", "rear", depths=(1.0, 1.0))).reps
    assert [each.level for each in behind] == [Level("", "rise", not_judged="needs an oblique view")] * 2
    seen = set_of(judged("calf-raise", "front", depths=(1.0, 1.0))).reps
    assert [(each.level.name, each.level.error) for each in seen if each.level] == [("full", 0.03)] * 2


def test_the_height_of_the_chin_is_not_judged_from_behind() -> None:
    """The error of the wrists, 0.40 trunk lengths, is larger than the step between two levels, 0.33."""
    behind = set_of(judged("pull-up", "rear", depths=(1.0, 1.0))).reps
    assert [each.level and each.level.not_judged for each in behind] == ["needs a side view"] * 2


def judged(name: str, view: View = "side", hidden: tuple[Landmark, ...] = (), **choice: object) -> Summary:
    judge = Judge(load_exercise(name))
    for sighting in Truth(perform(load_exercise(name), view, **choice)):  # type: ignore[arg-type]
        judge.observe(_without(sighting.pose, hidden) if sighting.pose else None, sighting.time)
    return judge.finish()


def _without(pose: Pose, hidden: tuple[Landmark, ...]) -> Pose:
    image = pose.image.copy()
    image[list(hidden), 1] = 1.1
    return replace(pose, image=image)


def set_of(summary: Summary) -> SetSummary:
    [only] = summary.sets
    return only


def test_levels_are_judged_on_a_performance_and_counted() -> None:
    done = set_of(judged("squat", depths=(1.0, 1.0, 0.7)))
    assert done.full == 3
    assert level_counts(done.reps) == {"parallel": 2, "half": 1}


def test_guessed_joints_have_no_level() -> None:
    feet = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)
    reps = set_of(judged("squat", hidden=feet, depths=(1.0, 1.0))).reps
    assert reps and all(each.level == Level("", "knee", not_judged="feet out of frame") for each in reps)


def test_a_hold_has_a_level() -> None:
    level = set_of(judged("plank", hold_s=5.0)).level
    assert level is not None and level.name == "straight" and level.measure == "hip"


def test_distances_are_in_trunk_lengths() -> None:
    level = Level("chin-over-bar", "wrist_height", 0.237)
    assert level_text(level) == "Chin over bar (wrist height 0.24 trunk lengths)"
    assert figure_text(Level("", "knee", not_judged="needs a side view")) == "not judged: needs a side view"
