"""Labelled clips of rendered athletes, as landmark recordings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.performer.figure.body_presets import BODIES
from coach.performer.motion.act import Act
from coach.performer.motion.activities import Activity, Kind
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

EXERCISES = ("jumping-jack", "push-up", "squat")
ONCE = "lunge"
_RATE = 15.0
_KINDS: tuple[Kind, ...] = ("walking", "drinking", "tying a shoe", "waving", "walking")


def _acts() -> Iterator[tuple[str, str, Act]]:
    """Yield label, person and performance of every clip."""
    for number, (person, body) in enumerate(BODIES.items()):
        for name in EXERCISES:
            yield name, person, _performed(name, number)
        kind = _KINDS[number]
        yield "none", person, Activity(kind, 12.0, number, body=body, frame_rate=_RATE)
    yield ONCE, "plain", _performed(ONCE, 0)


def _performed(name: str, number: int) -> Act:
    return perform(
        load_exercise(name),
        depths=(1.0,) * 3,
        body=list(BODIES.values())[number],
        joint_noise_deg=3.0,
        seed=number,
        frame_rate=_RATE,
    )


@pytest.fixture(scope="session")
def clips_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clips of three exercises and of none, each with five people, and one clip of a fourth exercise."""
    folder = tmp_path_factory.mktemp("clips")
    for label, person, act in _acts():
        stage = Truth(act)
        write_recording(folder / label / person / f"{act.name}.npz", stage.facts, stage)
    return folder
