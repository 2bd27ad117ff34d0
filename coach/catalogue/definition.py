"""What an exercise is: one validated, frozen definition per file."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

View = Literal["front", "oblique", "side", "rear"]
Joint = Literal["elbow", "shoulder", "hip", "knee", "ankle"]
Measure = Literal["elbow", "shoulder", "hip", "knee", "ankle", "trunk_lean", "wrist_height"]
Movement = Literal[
    "trunk_pitch",
    "neck_flexion",
    "shoulder_flexion",
    "shoulder_abduction",
    "shoulder_rotation",
    "elbow_flexion",
    "hip_flexion",
    "hip_abduction",
    "hip_rotation",
    "knee_flexion",
    "ankle_dorsiflexion",
    "left_shoulder_flexion",
    "left_shoulder_abduction",
    "left_shoulder_rotation",
    "left_elbow_flexion",
    "left_hip_flexion",
    "left_hip_abduction",
    "left_hip_rotation",
    "left_knee_flexion",
    "left_ankle_dorsiflexion",
    "right_shoulder_flexion",
    "right_shoulder_abduction",
    "right_shoulder_rotation",
    "right_elbow_flexion",
    "right_hip_flexion",
    "right_hip_abduction",
    "right_hip_rotation",
    "right_knee_flexion",
    "right_ankle_dorsiflexion",
]
Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Camera(_Part):
    """Where to put the laptop, and from where the exercise can be judged."""

    views: tuple[View, ...] = Field(min_length=1)
    advice: Text


class KeyPoses(_Part):
    """How the exercise looks: joint angles in degrees, zero is the anatomical position.

    A movement without a side means both sides; one not named is zero. ``trunk_pitch`` turns the whole
    body about its left-right axis: 0 upright, 90 face down, -90 face up.

    Attributes:
        support: What stays where it is while the body moves.
        start: The start position.
        turn: The turning point.
    """

    support: Literal["feet", "hands", "seat", "back", "bar", "forearms"]
    start: dict[Movement, float]
    turn: dict[Movement, float] = Field(default_factory=dict)
