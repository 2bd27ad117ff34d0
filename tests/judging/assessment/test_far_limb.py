"""The far limb in a side view: withheld by form rules and levels alike if the near one hides it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.body.angles import SIDES, Alignment, Angles, Joint, angles_of
from coach.body.landmarks import Landmark
from coach.body.view import View
from coach.catalogue.bound import Measure
from coach.catalogue.library import load_exercise
from coach.judging.assessment.far_limb import far_limb, is_of_other_limbs
from coach.judging.assessment.form import FormJudge
from coach.judging.assessment.standard import LevelJudge
from coach.judging.events import Rep, RepSide
from coach.judging.figures.rep_effort import Tempo
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from tests.judging.bodies import squatting

NEEDS = "needs your right side toward the camera"


def body(view: View = "side", far_knee: float = 0.9, depth: float = 1.0) -> Angles:
    """A bent body whose right knee is less visible than the left one."""
    found = squatting(depth, knee_deg=50.0)
    sureness = found.sureness.copy()
    sureness[:] = 0.99
    sureness[Landmark.RIGHT_KNEE] = far_knee
    return replace(found, view=view, sureness=sureness)


def rep(side: RepSide) -> Rep:
    return Rep(1, side, 1.0, 2.0, 3.0, 90.0, Tempo(1, 0, 1, 0), "full", 1.2, "")


@pytest.mark.parametrize(
    ("limb", "bodies", "needs"),
    [
        (1, [body()], NEEDS),
        (0, [body()], ""),
        (2, [body()], ""),
        (1, [body(far_knee=0.97)], ""),
        (1, [body(view="oblique")], ""),
    ],
    ids=["far", "near", "both", "as visible", "oblique"],
)
def test_only_a_hidden_limb_on_its_own_is_withheld_from_the_side(
    limb: int, bodies: list[Angles], needs: str
) -> None:
    assert far_limb("knee", limb, bodies) == needs


def test_a_measure_of_the_trunk_needs_no_limb() -> None:
    assert far_limb("lean", 1, [body()]) == ""


@pytest.mark.parametrize(("side", "needs"), [("right", NEEDS), ("left", "")])
def test_the_level_and_the_depth_of_a_far_leg_are_not_judged(side: RepSide, needs: str) -> None:
    lunge = load_exercise("lunge")
    levels, form = LevelJudge(lunge), FormJudge(lunge)
    for frame in range(121):
        one = body(depth=max(0.0, 1.0 - abs(frame / 30.0 - 2.0)))
        levels.observe(one, frame / 30.0)
        form.observe(one, frame / 30.0, None)
    level = levels.rated(rep(side)).level
    assert level is not None and level.not_judged == needs
    [depth] = [
        each for each in form.findings(rep(side)) if each is not None and each.rule.fault == "not-deep-enough"
    ]
    assert depth.withheld == needs
    assert depth.is_fault == (side == "left")


@pytest.mark.parametrize(
    ("measure", "moved", "other"),
    [
        ("upper_arm", "hip", True),
        ("knee", "elbow", True),
        ("upper_arm", "elbow", False),
        ("knee", "hip", False),
        ("lean", "knee", False),
        ("reach", "hip", False),
        ("signal", "hip", False),
    ],
)
def test_the_arms_in_an_exercise_of_the_legs_are_other_limbs(
    measure: Measure | Alignment, moved: Joint, other: bool
) -> None:
    assert is_of_other_limbs(measure, moved) == other


def test_hips_are_as_high_whichever_knee_comes_forward() -> None:
    """An arm that is read wrong by its own doesn't decide the reps of the leg on its side."""
    climber = load_exercise("mountain-climber")
    found: list[float | None] = []
    for side in SIDES:
        form = FormJudge(climber)
        for sighting in Truth(perform(climber, "side", depths=(1.0, 1.0))):
            assert sighting.pose is not None
            image = sighting.pose.image.copy()
            image[Landmark.RIGHT_ELBOW, 0] += 0.02
            form.observe(
                replace(angles_of(sighting.pose), view="side"),
                sighting.time,
                None,
                replace(sighting.pose, image=image),
            )
        findings = form.findings(rep(side))
        found += [each.value for each in findings if each is not None and each.rule.fault == "hips-high"]
    assert len(found) == 2 and found[0] == found[1]
