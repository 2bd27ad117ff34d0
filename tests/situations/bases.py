"""The films from which situations are made: of the rendered performer, and real ones."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray
from coach.body.recording.recording import Recording, read_recording
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.opencv import cv2
from coach.performer.figure.body_presets import BODIES
from coach.performer.film import rendered_film
from coach.performer.motion.activities import Activity
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.render.renderer import VERSION
from coach.performer.render.scene import Room, backdrop
from coach.performer.repertoire import camera_for, perform
from coach.performer.sources import Truth
from tests.cli.in_process import in_this_process
from tests.conftest import RealFilm
from tests.situations.situation import Base, Others

HOME = Path(tempfile.gettempdir()) / "coach-tests"
"""Home with the pose model and rendered films, shared by all test runs."""
_RENDERED = HOME / "performances"
_RATE = 15.0
_BEAT = Beat(0.9, 0.2, 0.9, 0.4)
_SLOWER = Beat(3.6, 0.8, 3.6, 1.6)
_REPS = 3
_FEWEST, _MOST = 3, 8
_SHORTEST_S, _LONGEST_S = 5.0, 20.0
_DETECTED = 0.95
_TRIED = 4
"""Real films of an exercise to try until one is counted correctly unchanged."""
_REAL = ("squat", "push-up", "jumping-jack", "sit-up", "biceps-curl", "lunge")


def performed() -> tuple[list[Base], Others]:
    """The performer's bases, and the other rendered films."""
    squat, push_up = load_exercise("squat"), load_exercise("push-up")
    walker = Activity("walking", 8.0, 3, camera=camera_for(squat, "front"), frame_rate=_RATE)
    others = Others(
        empty=_empty(),
        slow=_base(_set(squat, "front", beat=_SLOWER), _REPS),
        walker=rendered_film(walker, folder=_RENDERED),
        second=_base(_set(squat, "front", body="tall"), _REPS),
    )
    return [_base(_set(squat, "front"), _REPS), _base(_set(push_up, "side"), _REPS)], others


def _set(exercise: Exercise, view: View, *, beat: Beat = _BEAT, body: str = "plain") -> Performance:
    """A short set, with a second of rest before and after it."""
    return perform(
        exercise,
        view,
        depths=(1.0,) * _REPS,
        beat=beat,
        body=BODIES[body],
        rest_before_s=1.0,
        rest_after_s=1.0,
        frame_rate=_RATE,
    )


def real(films: Sequence[RealFilm], most: int = 2) -> Iterator[Base]:
    """Real films of different exercises that are counted correctly unchanged."""
    found = 0
    for exercise in _REAL:
        fit = [film for film in films if film.exercise == exercise and _fits(film)]
        base = next(filter(None, map(_real_base, fit[:_TRIED])), None)
        if base is not None:
            yield base
            found += 1
        if found == most:
            return


def analysed(film: Path, exercise: str, *typed: str) -> dict[str, Any]:
    """The JSON result of ``coach analyze``."""
    words = ["analyze", film, "-e", exercise, "--no-save", "--no-cache", "--json", *typed]
    result = in_this_process(words, film.parent, {"COACH_HOME": str(HOME)})
    return result.lines[-1] if result.lines else {"error": result.err}


def _fits(film: RealFilm) -> bool:
    if film.reps is None or not _FEWEST <= film.reps <= _MOST or film.certainty != "sure":
        return False
    video = cv2.VideoCapture(str(film.path.absolute()))
    length_s = video.get(cv2.CAP_PROP_FRAME_COUNT) / max(video.get(cv2.CAP_PROP_FPS), 1.0)
    square = video.get(cv2.CAP_PROP_SAR_NUM) == video.get(cv2.CAP_PROP_SAR_DEN)
    video.release()
    return square and _SHORTEST_S <= length_s <= _LONGEST_S


def _real_base(film: RealFilm) -> Base | None:
    """The film, if it is counted correctly and a body is detected nearly all the time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "landmarks.npz"
        line = analysed(film.path, film.exercise, "--recording", str(path))
        if line.get("reps") != film.reps or line.get("partial"):
            return None
        recording = read_recording(path)
    if recording.found.mean() < _DETECTED:
        return None
    turns = tuple(rep["turn_s"] for each in line["sets"] for rep in each["reps"])
    return _of_recording(film.path, film.exercise, film.reps or 0, recording, turns)


def _base(act: Performance, reps: int) -> Base:
    path = rendered_film(act, folder=_RENDERED)
    turns = tuple(rep.turn_s for rep in act.reps)
    heights = np.array([pose.image[:, 1] for each in Truth(act) if (pose := each.pose) is not None])
    return _placed(path, act.name, reps, act.camera.size, act.frame_rate, act.duration_s, heights, turns)


def _of_recording(
    path: Path, exercise: str, reps: int, recording: Recording, turns: tuple[float, ...]
) -> Base:
    facts, heights = recording.facts, recording.landmarks[:, :, 1].astype(float)
    seconds = float(recording.times[-1])
    rate = facts.frame_rate or len(recording.times) / seconds
    return _placed(path, exercise, reps, facts.size, rate, seconds, heights, turns)


def _placed(
    path: Path,
    exercise: str,
    reps: int,
    size: tuple[int, int],
    rate: float,
    seconds: float,
    heights: FloatArray,
    turns: tuple[float, ...],
) -> Base:
    """A base with the measured position of its body."""
    highest, lowest = np.quantile(heights.min(axis=1), 0.05), np.quantile(heights.max(axis=1), 0.95)
    knees = np.median(heights[:, [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]])
    shoulders = np.quantile(heights[:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]], 0.05)
    return Base(
        path,
        exercise,
        reps,
        size,
        rate,
        seconds,
        top=float(np.clip(highest - 0.06, 0, 1)),
        bottom=float(np.clip(lowest, 0, 1)),
        knees=float(knees),
        shoulders=float(shoulders),
        turns_s=turns,
    )


def _empty() -> Path:
    """The performer's room without a person."""
    path = _RENDERED / f"empty-room-v{VERSION}.avi"
    if not path.exists():
        camera = camera_for(load_exercise("squat"), "front")
        picture = backdrop(camera, np.array([0.0, 0.9, 0.0]), Room()).picture
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), _RATE, camera.size)
        for _ in range(round(4 * _RATE)):
            writer.write(picture)
        writer.release()
    return path
