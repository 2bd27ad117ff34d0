"""The pose model: which grades are here, verified, and how quickly each finds a body on this machine."""

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
"""A picture comes every 33 ms; what takes longer than this leaves no room for anything else."""

_MEASURED_S = 1.0
_WARMING = 3


def here() -> list[PoseModel]:
    """Every grade that is here and verified, the least exact first."""
    return [
        PoseModel(each.edition.grade, each.path, hash_of(each.path)) for each in _cached() if each.verified
    ]


def grades() -> Iterator[Finding]:
    """Which grades are here, and whether each is the file that was pinned."""
    cached = _cached()
    any_here = any(each.verified for each in cached)
    for each in cached:
        yield _grade(each, any_here=any_here)
    if not any_here:
        yield _fetchable(EDITIONS[DEFAULT_GRADE])


def speed() -> Iterator[Finding]:
    """How long each grade that is here takes for a picture with a body in it, and which one to take."""
    models = here()
    if not models:
        return
    frame = _athlete()
    taken: dict[Grade, float] = {}
    for model in models:
        if model.grade is not None:
            taken[model.grade] = milliseconds(model, frame)
    told = ", ".join(f"{grade} {ms:.0f} ms" for grade, ms in taken.items())
    yield ok(f"a picture takes: {told}")
    yield recommended(taken)


def milliseconds(model: PoseModel, frame: Frame) -> float:
    """Median time for one picture, over about a second."""
    times: list[float] = []
    with Landmarker(model) as eyes:
        began = time.perf_counter()
        while len(times) <= _WARMING or time.perf_counter() - began < _MEASURED_S:
            start = time.perf_counter()
            eyes.detect(Frame(len(times) / 30, frame.picture))
            times.append(time.perf_counter() - start)
    return median(times[_WARMING:]) * 1000


def recommended(taken: dict[Grade, float]) -> Finding:
    """Which grade to take.

    Args:
        taken: Milliseconds a picture takes with each grade that is here, the least exact first.
    """
    quick = [grade for grade, ms in taken.items() if ms <= ROOM_MS]
    if quick:
        best = quick[-1]
        why = f"{taken[best]:.0f} ms of the 33 there are at 30 pictures a second"
        if GRADES.index(best) < GRADES.index(DEFAULT_GRADE) and DEFAULT_GRADE in taken:
            slow = f"{DEFAULT_GRADE} takes {taken[DEFAULT_GRADE]:.0f} ms"
            return warn(f"recommended: {best} ({why}); {slow}", f"'coach start … --model {best}' takes it.")
        use = "the default" if best == DEFAULT_GRADE else f"'--model {best}'"
        return ok(f"recommended: {best}, {use} ({why}){_next_better(best, taken)}")
    least = next(iter(taken))
    what = f"{least} takes {taken[least]:.0f} ms a picture; up to {ROOM_MS:.0f} keeps 30 pictures a second"
    if least == GRADES[0]:
        return warn(what, f"Close what else is at work; '--model {least}' leaves out the fewest pictures.")
    return warn(what, f"'coach models pull {GRADES[0]}' fetches a quicker grade; then '--model {GRADES[0]}'.")


def _next_better(best: Grade, taken: dict[Grade, float]) -> str:
    """A more exact grade that is not here and would be quick enough; empty where there is none."""
    for grade in GRADES[GRADES.index(best) + 1 :]:
        expected = taken[best] * EDITIONS[grade].milliseconds / EDITIONS[best].milliseconds
        if grade not in taken and expected <= ROOM_MS:
            return f"; {grade} would take about {expected:.0f} ms: 'coach models pull {grade}'"
    return ""


def _cached() -> list[CachedModel]:
    return [cached_model(EDITIONS[grade]) for grade in GRADES]


def _grade(model: CachedModel, *, any_here: bool) -> Finding:
    edition = model.edition
    name = f"{edition.grade} (the default)" if edition.grade == DEFAULT_GRADE else edition.grade
    pull = f"'coach models pull {edition.grade}' fetches it"
    if model.verified:
        return ok(f"{name}: here, verified, {(model.size or 0) / 1e6:.1f} MB")
    size = f"{edition.size / 1e6:.0f} MB"
    if model.verified is False:
        return warn(f"{name}: damaged, it is not the file that was pinned", f"{pull} again ({size}).")
    if edition.grade == DEFAULT_GRADE and any_here:
        return warn(f"{name}: not here", f"{pull} ({size}); so does the first 'coach start'.")
    return ok(f"{name}: not here; {pull} ({size})")


def _fetchable(edition: Edition) -> Finding:
    try:
        check_reachable(edition)
    except FetchFailed as error:
        return fail(
            f"no grade is here, and the official address can't be reached: {error}",
            "'coach models pull' tries the package managers too, and says what else can be done.",
        )
    return warn("no grade is here yet; the official address answers", "'coach start' fetches it by itself.")


def _athlete() -> Frame:
    """A rendered picture with a body in it."""
    return next(iter(Rendered(perform(all_exercises()["squat"]))))
