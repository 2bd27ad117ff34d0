"""Standing posture measured on rendered people whose posture is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from coach.body.crop import Pixels
from coach.body.landmarks import Side
from coach.catalogue.poses import MOVEMENTS
from coach.kinematics.body_placement import shifted
from coach.kinematics.skeleton import Array, Figure, stand
from coach.opencv import cv2
from coach.performer.figure.body_presets import BODIES
from coach.performer.motion.act import middle_of
from coach.performer.render.camera import Camera
from coach.performer.render.renderer import Renderer
from coach.photo.image_file import Photo
from coach.photo.photo_person import PhotoReader
from coach.photo.posture_measures import PostureMeasure, frontal_measures, sagittal_measures
from coach.photo.standing_posture import StandingPosture, standing_posture

_SIZE = (540, 720)
_SOLE_M = 0.03
_FROM: dict[str, tuple[float, float]] = {
    "front": (0.0, 0.4),
    "rear": (180.0, 0.1),
    "left": (90.0, 0.25),
    "right": (-90.0, 0.25),
}
"""The camera's angle around the person, and how often it is there."""
_WITHIN_SHARE = 0.95

Plane = Literal["frontal", "sagittal"]


@dataclass(frozen=True, slots=True)
class PostureReading:
    """One measure of one rendered person.

    Attributes:
        plane: Whether it was read from the front or rear, or from a side.
        measure: Which.
        true_deg: The posture as rendered.
        value_deg: As measured.
        error_deg: The error that coach states.
    """

    plane: Plane
    measure: PostureMeasure
    true_deg: float
    value_deg: float
    error_deg: float

    @property
    def off_deg(self) -> float:
        """How far off it is."""
        return self.value_deg - self.true_deg


@dataclass(frozen=True, slots=True)
class PostureScore:
    """The errors of one measure.

    Attributes:
        plane: As above.
        measure: As above.
        readings: Number of people.
        mae_deg: Mean absolute error.
        bias_deg: Mean error.
        most_deg: Absolute error of 95 % of the readings.
        within: Share of the readings within the stated error.
    """

    plane: Plane
    measure: PostureMeasure
    readings: int
    mae_deg: float
    bias_deg: float
    most_deg: float
    within: float


def posture_readings(reader: PhotoReader, people: int, seed: int) -> Iterator[list[PostureReading]]:
    """Yield the readings of each rendered person; none where posture is withheld.

    Args:
        reader: Reads the pictures.
        people: Number of people.
        seed: Of their postures, builds and cameras.
    """
    random = np.random.default_rng(seed)
    for _ in range(people):
        figure, picture = _rendered(random)
        found = reader.people(Photo(Path("rendered.png"), picture, _SIZE, None))
        yield [] if not found else list(_compared(figure, standing_posture(found[0])))


def posture_scores(readings: Sequence[PostureReading]) -> list[PostureScore]:
    """The errors of each measure."""
    parts: dict[tuple[Plane, PostureMeasure], list[PostureReading]] = {}
    for each in readings:
        parts.setdefault((each.plane, each.measure), []).append(each)
    return [_score(plane, measure, some) for (plane, measure), some in sorted(parts.items())]


def within_share(readings: Sequence[PostureReading]) -> float | None:
    """Share of all readings within their stated error; None without any."""
    return sum(abs(each.off_deg) <= each.error_deg for each in readings) / len(readings) if readings else None


def _score(plane: Plane, measure: PostureMeasure, readings: Sequence[PostureReading]) -> PostureScore:
    off = np.array([each.off_deg for each in readings])
    share = within_share(readings)
    assert share is not None
    return PostureScore(
        plane,
        measure,
        len(readings),
        float(np.abs(off).mean()),
        float(off.mean()),
        float(np.quantile(np.abs(off), _WITHIN_SHARE)),
        share,
    )


def _rendered(random: np.random.Generator) -> tuple[Figure, Pixels]:
    """A person with a random posture, before a camera at a random place that is rolled a little."""
    names = list(BODIES)
    body = BODIES[names[random.integers(len(names))]]
    figure = stand(_posture(random), body)
    figure = shifted(figure, np.array([0.0, _SOLE_M - float(figure.landmarks[..., 1].min()), 0.0]))
    yaws, shares = zip(*_FROM.values(), strict=True)
    yaw_deg = float(random.choice(yaws, p=shares)) + random.uniform(-25.0, 25.0)
    pitch_deg, height_m, distance_m = random.uniform((-8.0, 0.5, 2.6), (8.0, 1.6, 4.2)).tolist()
    camera = Camera(yaw_deg, pitch_deg, height_m, distance_m, focal_share=1.1, size=_SIZE)
    picture = Renderer(body, camera, middle_of(figure)).draw(figure, 0)
    middle = (_SIZE[0] / 2, _SIZE[1] / 2)
    turn = cv2.getRotationMatrix2D(middle, random.uniform(-5.0, 5.0), 1.0)
    return figure, np.asarray(cv2.warpAffine(picture, turn, _SIZE, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _posture(random: np.random.Generator) -> Array:
    """Joint angles of someone who stands more or less upright, shape (1, movements)."""
    pose = dict.fromkeys(MOVEMENTS, 0.0)
    roll, pitch, apart, neck = random.uniform((-6.0, -4.0, 0.0, -8.0), (6.0, 10.0, 8.0, 28.0)).tolist()
    pose["trunk_roll"], pose["trunk_pitch"], pose["neck_flexion"] = roll, pitch, neck
    for name, sign in (("left", 1.0), ("right", -1.0)):
        knee, shoulder, elbow, turn = random.uniform(
            (0.0, 4.0, 0.0, -10.0), (10.0, 14.0, 20.0, 15.0)
        ).tolist()
        side = {
            "hip_abduction": apart + sign * roll,
            "hip_flexion": pitch + knee / 2,
            "knee_flexion": knee,
            "ankle_dorsiflexion": knee / 2,
            "shoulder_abduction": shoulder,
            "elbow_flexion": elbow,
            "hip_rotation": turn,
        }
        for each in MOVEMENTS:
            limb, _, movement = each.partition("_")
            if limb == name and movement in side:
                pose[each] = side[movement]
    return np.array([[pose[each] for each in MOVEMENTS]])


def _compared(figure: Figure, posture: StandingPosture) -> Iterator[PostureReading]:
    across, up, ahead = figure.landmarks[0].T
    plane: Plane = "sagittal" if posture.view == "side" else "frontal"
    if plane == "frontal":
        true = frontal_measures(np.stack([across, -up], axis=1), "body")
    else:
        near: Side = "left" if posture.yaw_deg > 0 else "right"
        true = sagittal_measures(np.stack([ahead, -up], axis=1), near, "body")
    for each in posture.figures:
        yield PostureReading(plane, each.measure, true[each.measure], each.value_deg, each.error_deg)
