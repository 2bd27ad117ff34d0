"""Every state of the live screen, as it can be in the middle of a workout."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import cos, pi
from pathlib import Path
from typing import Any

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.live_figures import LiveFigures
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Frame
from coach.catalogue.anything import anything
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise, read_exercise
from coach.judging.observation import Observation, Recognised, Tracking, WorkoutState
from coach.moment import Moment
from coach.ui.live.live_screen import LiveScreen
from coach.ui.live.live_state import Cue, LiveState
from coach.ui.live.sparkline import Sample
from coach.vision.picture.image_quality_notes import black_note
from tests.store.workouts import rep

EXAMPLE = Path(__file__).with_name("example.toml")
KEYS = (
    ("space", "pause and resume"),
    ("f", "finish the set"),
    ("u", "undo the last rep"),
    ("+ -", "add or remove a rep"),
    ("s", "skip the rest"),
    ("m", "mute or unmute the voice"),
    ("c", "show or hide the picture"),
    ("?", "show or hide this help"),
    ("q", "end the workout"),
)
ENDS = {
    "EAR": (0.51, 0.14, 0.01),
    "SHOULDER": (0.5, 0.26, 0.08),
    "ELBOW": (0.5, 0.4, 0.14),
    "WRIST": (0.5, 0.5, 0.2),
    "HIP": (0.5, 0.52, 0.06),
    "KNEE": (0.5, 0.7, 0.1),
    "ANKLE": (0.5, 0.88, 0.12),
    "HEEL": (0.5, 0.9, 0.12),
    "FOOT_INDEX": (0.5, 0.92, 0.18),
}


def body() -> FloatArray:
    """A person standing with arms and legs slightly apart, as shares of a picture."""
    points = np.full((33, 2), 0.5)
    for name, (across, down, apart) in ENDS.items():
        points[Landmark[f"LEFT_{name}"]] = across + apart, down
        points[Landmark[f"RIGHT_{name}"]] = across - apart, down
    return points


def pixels(width: int = 160, height: int = 120) -> np.ndarray:
    """A wall, a floor and a red post left of the middle; blue, green, red."""
    drawn = np.full((height, width, 3), 190, np.uint8)
    drawn[height * 2 // 3 :] = (60, 90, 120)
    drawn[height // 6 : height * 5 // 6, width // 8 : width // 4] = (40, 40, 210)
    return drawn


def pose(**hidden: float) -> Pose:
    figures = np.ones((33,))
    for name, visibility in hidden.items():
        figures[Landmark[name]] = visibility
    return Pose(4.2, np.column_stack([body(), np.zeros(33)]), np.zeros((33, 3)), figures, figures, (160, 120))


def wave() -> tuple[Sample, ...]:
    """Six seconds of squats, with a gap in the signal."""
    samples = [(t / 30, 130.0 + 45.0 * cos(2 * pi * t / 75)) for t in range(180)]
    return tuple((t, None if 2.0 < t < 3.2 else angle) for t, angle in samples)


@cache
def example() -> Exercise:
    return read_exercise(EXAMPLE)


def moment(shown: Pose | None = None, **observed: Any) -> Moment:
    observation = Observation(4.2, None, "out", 0.62, 131.0, 12, 1, None, (), tracking=Tracking(0.93))
    return Moment(4.2, Frame(4.2, pixels()), shown or pose(), replace(observation, **observed))


def led(stage: Any = "training", **flow: Any) -> Moment:
    """A moment of a workout of three sets of twelve."""
    facts: dict[str, Any] = {"set_number": 2, "sets": 3, "target": 12, "full": 7, "partial": 1, **flow}
    own = 1.35 if facts["full"] >= 3 else None
    return moment(flow=WorkoutState(stage, **facts), own_depth=own)


LIVE = LiveFigures(captured=912, seen=908, skipped=3, reconnected=0, connected=True, trouble=None)
GONE = replace(LIVE, reconnected=1, connected=False, trouble="The stream gave no picture for 5 seconds.")


def scene(shown: Moment | None, **more: Any) -> LiveState:
    facts: dict[str, Any] = {
        "exercise": example(),
        "rep": rep(8),
        "samples": wave(),
        "live": LIVE,
        "frames_a_second": 29.6,
        "heading": "the camera",
        "foot": "space pause · f finish set · ? keys · q end",
        "keys": KEYS,
        "mirrored": True,
    }
    return LiveState(shown, **{**facts, **more})


SQUEEZE = Cue("mend", "Squeeze the glutes.")
CHEST = Cue("mend", "Chest up.")
PRAISE = Cue("praise", "Chest stays up.")
NOBODY = Moment(4.2, Frame(4.2, pixels()), None, led(full=0).observation)

SCENES: dict[str, LiveState] = {
    "nothing": scene(None, rep=None, samples=()),
    "waiting": scene(led("waiting", full=0, partial=0, waits_for="step back: feet out of frame"), rep=None),
    "position": scene(
        led("waiting", full=0, partial=0, waits_for="get into position: standing, the feet a shoulder apart"),
        rep=None,
    ),
    "starting": scene(led("waiting", full=0, partial=0, begins_in_s=2.4), rep=None),
    "early": scene(led(full=0, partial=0, set_number=1), rep=None, samples=wave()[:40]),
    "mid-cue": scene(led(), cue=CHEST),
    "long-cue": scene(led(full=11), cue=SQUEEZE),
    "partial": scene(led(), rep=rep(8, 61.0)),
    "praise": scene(led(full=8), rep=rep(9), cue=PRAISE),
    "flash": scene(led(full=8), rep=rep(9), flash=True),
    "target": scene(led(full=12), rep=rep(13)),
    "resting": scene(led("resting", full=12, rest_left_s=72.3, set_number=3), samples=()),
    "resting-up": scene(led("resting", full=12, rested_s=48.2, set_number=3, sets=None, target=None)),
    "paused": scene(led("paused")),
    "over": scene(led("over", full=10, set_number=3)),
    "hundred": scene(led(full=104, target=None, sets=None, set_number=1)),
    "picture-off": scene(led(full=11), cue=CHEST, picture=False),
    "help": scene(led(), help=True),
    "undone": scene(led(full=10), note="last rep removed"),
    "lost": scene(
        moment(
            pose(LEFT_ANKLE=0.1, LEFT_HEEL=0.1, LEFT_FOOT_INDEX=0.1),
            tracking=Tracking(0.1, "left ankle", True),
            flow=WorkoutState("training", 2, 3, 12, 7, 1),
        ),
        lost="left ankle out of frame",
    ),
    "nobody": scene(NOBODY, lost="no one detected", rep=None),
    "reconnecting": scene(led(), live=GONE),
    "dark": scene(led(), live=replace(LIVE, note=black_note())),
    "muted": scene(led(), muted=True),
    "film": scene(moment(), rep=rep(12, 61.0), cue=CHEST, live=None, mirrored=False, heading="squats.mp4"),
}

HOLD: dict[str, LiveState] = {
    "hold": scene(
        moment(phase="hold", hold_s=65.4, depth=None, flow=WorkoutState("training", 1, 3, 90, hold_s=65.4)),
        rep=None,
    ),
    "hold-lost": scene(moment(phase="away", hold_s=7.4, depth=None), rep=None),
}
HOLD = {name: replace(each, exercise=load_exercise("plank")) for name, each in HOLD.items()}


def free(recognised: Recognised, stage: Any = "training", **flow: Any) -> Moment:
    """A moment of a workout with exercise recognition."""
    return moment(flow=WorkoutState(stage, **flow), recognised=recognised)


SURE = Recognised("squat", 0.934, 3.0)
UNNAMED: dict[str, Any] = {"exercise": None, "rep": None, "samples": ()}
RECOGNISING: dict[str, LiveState] = {
    "recognising": scene(free(Recognised(None, 0.9, 0.0)), **UNNAMED),
    "guessing": scene(free(Recognised(None, 0.3, 0.0, guess="squat")), **UNNAMED),
    "recognised": scene(free(SURE, full=3), rep=rep(3), exercise=load_exercise("squat")),
    "anything": scene(
        free(Recognised("anything", 0.0, 0.0), full=9),
        rep=replace(rep(9), reason="like 8 others of this set"),
        exercise=anything(),
    ),
    "pinned": scene(
        free(replace(SURE, pinned=True), set_number=2, full=2), rep=rep(2), exercise=load_exercise("lunge")
    ),
    "paused-unnamed": scene(free(Recognised(None, 0.9, 0.0), stage="paused"), **UNNAMED),
}


@cache
def stages() -> dict[str, LiveScreen]:
    """Every scene, ready to be drawn."""
    return {name: LiveScreen(each) for name, each in (SCENES | HOLD | RECOGNISING).items()}
