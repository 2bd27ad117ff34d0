"""The movements of joints that one camera can measure, in degrees of the neutral zero method.

Zero is the anatomical position: standing upright, arms hanging. A knee that bends by 120 degrees has 120
degrees of flexion; one that stays 5 degrees short of straight has -5 degrees of extension (Ryf and Weymann
1995).
"""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.angles import Joint
from coach.body.view import View

_SIDE: tuple[View, ...] = ("side",)
_FACING: tuple[View, ...] = ("front", "rear")


@dataclass(frozen=True, slots=True)
class JointMovement:
    """A movement.

    Attributes:
        name: Such as "knee-flexion".
        title: In words.
        joint: The joint whose inner angle is measured.
        sign: 1 if the inner angle grows with the movement, else -1.
        zero: Inner angle of the anatomical position, degrees; None if the standing position is zero.
        views: The views in which it can be measured.
        how: What to do, for the person.
        against_trunk: Whether the limb is measured against the trunk's long axis instead of the joint's inner
            angle: shoulders are wider than hips, so that an arm that hangs is not at 0 against its own side.
    """

    name: str
    title: str
    joint: Joint
    sign: int
    zero: float | None
    views: tuple[View, ...]
    how: str
    against_trunk: bool = False

    def degrees(self, inner: float, standing: float) -> float:
        """The range at an angle; ``standing`` is that of the person's own standing position."""
        return self.sign * (inner - (standing if self.zero is None else self.zero))


MOVEMENTS = {
    each.name: each
    for each in (
        JointMovement(
            "knee-flexion", "knee flexion", "knee", -1, 180.0, _SIDE, "bring your heel toward your seat"
        ),
        JointMovement("knee-extension", "knee extension", "knee", 1, 180.0, _SIDE, "straighten your knee"),
        JointMovement("hip-flexion", "hip flexion", "hip", -1, 180.0, _SIDE, "lift your knee to your chest"),
        JointMovement(
            "hip-abduction",
            "hip abduction",
            "hip",
            1,
            0.0,
            _FACING,
            "lift your straight leg to the side",
            against_trunk=True,
        ),
        JointMovement(
            "shoulder-flexion", "shoulder flexion", "shoulder", 1, 0.0, _SIDE, "lift your arm to the front"
        ),
        JointMovement(
            "shoulder-abduction",
            "shoulder abduction",
            "shoulder",
            1,
            0.0,
            _FACING,
            "lift your arm sideways",
            against_trunk=True,
        ),
        JointMovement("elbow-flexion", "elbow flexion", "elbow", -1, 180.0, _SIDE, "bend your elbow"),
        JointMovement("elbow-extension", "elbow extension", "elbow", 1, 180.0, _SIDE, "straighten your arm"),
        JointMovement(
            "ankle-dorsiflexion",
            "ankle dorsiflexion",
            "ankle",
            -1,
            None,
            _SIDE,
            "pull your toes up; stand still before",
        ),
        JointMovement(
            "ankle-plantarflexion",
            "ankle plantarflexion",
            "ankle",
            1,
            None,
            _SIDE,
            "point your toes down; stand still before",
        ),
    )
}
"""Every movement by its name."""
