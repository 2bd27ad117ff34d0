"""Checks of the pose models: which grades are installed and how fast each is on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from coach.body.stream import Frame
from coach.catalogue.library import all_exercises
from coach.finding import Finding, fail, ok, warn
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.model_download import FetchFailed, check_reachable
from coach.vision.pose_model.model_registry import DEFAULT_GRADE, EDITIONS, GRADES, Edition, Grade
from coach.vision.pose_model.pose_model import CachedModel, PoseModel, cached_model, hash_of

ROOM_MS = 25.0
"""A frame arrives every 33 ms; slower detection leaves no time for anything else."""

_MEASURED_S = 1.0
_WARM_UP_FRAMES = 3


def verified_models() -> list[PoseModel]:
    """Every grade that is installed and verified, the least accurate first."""
    return [
        PoseModel(each.edition.grade, each.path, hash_of(each.path)) for each in _cached() if each.verified
    ]


def grades() -> Iterator[Finding]:
    """Which grades are installed, and whether each matches its pinned hash."""
    cached = _cached()
    any_verified = any(each.verified for each in cached)
    for each in cached:
        yield _grade(each, any_verified=any_verified)
    if not any_verified:
        yield _download_finding(EDITIONS[DEFAULT_GRADE])


def speed() -> Iterator[Finding]:
    """How long each installed grade takes per frame, and which one to use."""
    models = verified_models()
    if not models:
        return
    frame = _test_frame()
    frame_ms: dict[Grade, float] = {}
    for model in models:
        if model.grade is not None:
            frame_ms[model.grade] = detection_ms(model, frame)
    times = ", ".join(f"{grade} {ms:.0f} ms" for grade, ms in frame_ms.items())
    yield ok(f"time per frame: {times}")
    yield recommended(frame_ms)


def detection_ms(model: PoseModel, frame: Frame) -> float:
    """Median detection time per frame, measured over about a second."""
    times: list[float] = []
    with Landmarker(model) as landmarker:
        began = time.perf_counter()
        while len(times) <= _WARM_UP_FRAMES or time.perf_counter() - began < _MEASURED_S:
            start = time.perf_counter()
            landmarker.detect(Frame(len(times) / 30, frame.picture))
            times.append(time.perf_counter() - start)
    return median(times[_WARM_UP_FRAMES:]) * 1000


def recommended(frame_ms: dict[Grade, float]) -> Finding:
    """Which grade to use.

    Args:
        frame_ms: Milliseconds per frame of each installed grade, the least accurate first.
    """
    quick = [grade for grade, ms in frame_ms.items() if ms <= ROOM_MS]
    if quick:
        best = quick[-1]
        why = f"{frame_ms[best]:.0f} ms of the 33 ms available at 30 frames per second"
        if GRADES.index(best) < GRADES.index(DEFAULT_GRADE) and DEFAULT_GRADE in frame_ms:
            slow = f"{DEFAULT_GRADE} takes {frame_ms[DEFAULT_GRADE]:.0f} ms"
            return warn(f"recommended: {best} ({why}); {slow}", f"Use 'coach start … --model {best}'.")
        use = "the default" if best == DEFAULT_GRADE else f"'--model {best}'"
        return ok(f"recommended: {best}, {use} ({why}){_next_better(best, frame_ms)}")
    least = next(iter(frame_ms))
    what = (
        f"{least} takes {frame_ms[least]:.0f} ms per frame; {ROOM_MS:.0f} or less keep 30 frames per second"
    )
    if least == GRADES[0]:
        return warn(what, f"Close other programs. '--model {least}' drops the fewest frames.")
    return warn(
        what, f"Run 'coach models pull {GRADES[0]}' for a faster grade, then use '--model {GRADES[0]}'."
    )


def _next_better(best: Grade, frame_ms: dict[Grade, float]) -> str:
    """A more accurate grade that is not installed and should be fast enough; empty if there is none."""
    for grade in GRADES[GRADES.index(best) + 1 :]:
        expected = frame_ms[best] * EDITIONS[grade].milliseconds / EDITIONS[best].milliseconds
        if grade not in frame_ms and expected <= ROOM_MS:
            return f"; {grade} would take about {expected:.0f} ms: 'coach models pull {grade}'"
    return ""


def _cached() -> list[CachedModel]:
    return [cached_model(EDITIONS[grade]) for grade in GRADES]


def _grade(model: CachedModel, *, any_verified: bool) -> Finding:
    edition = model.edition
    name = f"{edition.grade} (the default)" if edition.grade == DEFAULT_GRADE else edition.grade
    pull = f"'coach models pull {edition.grade}' downloads it"
    if model.verified:
        return ok(f"{name}: installed, verified, {(model.size or 0) / 1e6:.1f} MB")
    size = f"{edition.size / 1e6:.0f} MB"
    if model.verified is False:
        return warn(f"{name}: damaged (wrong checksum)", f"{pull} again ({size}).")
    if edition.grade == DEFAULT_GRADE and any_verified:
        return warn(f"{name}: not installed", f"{pull} ({size}); so does the first 'coach start'.")
    return ok(f"{name}: not installed; {pull} ({size})")


def _download_finding(edition: Edition) -> Finding:
    try:
        check_reachable(edition)
    except FetchFailed as error:
        return fail(
            f"no pose model is installed, and the download server can't be reached: {error}",
            "Run 'coach models pull': it also tries pip and npm.",
        )
    return warn("no pose model is installed yet; the download server can be reached", _FIRST_START)


_FIRST_START = "The first 'coach start' downloads it."


def _test_frame() -> Frame:
    """A rendered frame with a body in it."""
    return next(iter(Rendered(perform(all_exercises()["squat"]))))
