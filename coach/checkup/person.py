"""Whoever stands before the camera: whole or not, from which side, how far away, before what tilt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

import numpy as np

from coach.body.angles import angles_of
from coach.body.camera_tilt import TiltEstimator
from coach.body.picture_notes import PictureNotes
from coach.body.placement import HIDDEN, LIMBS, SURE, distance_of, inside, left_out
from coach.body.pose import Pose
from coach.body.view import ViewTally
from coach.catalogue.definition import Exercise
from coach.catalogue.limbs import needed_limbs
from coach.finding import Finding, ok, warn
from coach.ui.body_notes import BE_SEEN, UNCOVER, WHOLE_BODY
from coach.ui.formatting import better_seen, either, plural, seen_from, tilted
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.film_surveyor import FilmSurveyor
from coach.vision.film.small_bodies import SMALL, height_share, small_note
from coach.vision.picture.picture_options import AUTO, PictureOptions
from coach.vision.pose_model.pose_model import PoseModel
from coach.vision.sample import Sample, SampledPictures

_SEEN_SHARE = 0.8
_TILT_DEG = 25.0
"""The steepest camera that the counts were measured with; see 'coach bench performer'."""
_SLACK = 1.5
"""Distances are right to about a third; of 14 real films two are too near by this, and their legs cut off."""

_OF_THE_PERSON = ("turned", "small", "several people", "another person")
"""What is said here of the pictures; their light and sharpness have checks of their own."""


def find_person(sample: Sample, model: PoseModel, picture: PictureOptions) -> tuple[list[Pose], PictureNotes]:
    """The body in each picture that has one, looked at as a film is, and what is told about the pictures."""
    surveyor = FilmSurveyor(
        partial(SampledPictures, sample),
        model,
        view=picture.view,
        rotate=picture.rotate == AUTO,
        expected=picture.expected,
    )
    with FilmPoses(SampledPictures(sample), model, view=picture.view, surveyor=surveyor) as seen:
        poses = [sighting.pose for sighting in seen if sighting.pose is not None]
    return poses, tuple(note for note in seen.notes if note.problem in _OF_THE_PERSON)


def judge_person(
    poses: list[Pose], pictures: int, exercise: Exercise | None, notes: PictureNotes = ()
) -> Iterator[Finding]:
    """What the poses of a few seconds say, against what an exercise wants.

    Args:
        poses: Every body that was found.
        pictures: In how many pictures it was looked for.
        exercise: What is to be trained, or None where nobody said.
        notes: What was found about the pictures meanwhile.
    """
    advice = exercise.camera.advice if exercise else WHOLE_BODY
    if not poses:
        yield warn(f"nobody is seen in {pictures} pictures", f"Stand where you will train. {advice}")
        return
    for note in notes:
        yield warn(note.what.removesuffix("."), note.hint)
    yield from _seen(poses, pictures, exercise)
    yield _whole(poses, exercise)
    if exercise is not None:
        yield from _hidden(poses, exercise)
    yield _tilt(poses)
    yield _distance(poses, exercise)


def _seen(poses: list[Pose], pictures: int, exercise: Exercise | None) -> Iterator[Finding]:
    tally = ViewTally()
    for pose in poses:
        tally.observe(pose)
    share = len(poses) / pictures
    sure = median(
        float(np.median(pose.visibility[inside(pose)])) if inside(pose).any() else 0 for pose in poses
    )
    what = f"{seen_from(tally.view, share, pictures)}, landmarks {round(100 * sure)} % sure"
    if share < _SEEN_SHARE or sure < SURE:
        yield warn(what, BE_SEEN)
    else:
        yield ok(what)
    if exercise is None:
        return
    wrong = better_seen(exercise.name, tally.view, exercise.camera.views)
    if wrong:
        yield warn(wrong.removesuffix("."), exercise.camera.advice)
    else:
        yield ok(f"a good view of {plural(exercise.name, 2)}: {either(exercise.camera.views)}")


def _whole(poses: list[Pose], exercise: Exercise | None) -> Finding:
    out = left_out(poses)
    if not out:
        return ok("the whole body is in the picture")
    told = f"out of the picture: {either(out, 'and')}"
    if exercise is None:
        return warn(told, WHOLE_BODY)
    name = plural(exercise.name, 2)
    missed = [limb for limb in out if limb in needed_limbs(exercise)]
    if missed:
        return warn(f"{told}; {name} are counted by {either(missed, 'and')}", exercise.camera.advice)
    return ok(f"{told}; {name} are counted without")


def _hidden(poses: list[Pose], exercise: Exercise) -> Iterator[Finding]:
    """What the exercise is counted by that is in the picture, but hidden on the better side, too."""
    needed = [limb for limb in needed_limbs(exercise) if limb not in left_out(poses)]
    seen = np.median([pose.visibility for pose in poses], axis=0)
    sides = [{limb: float(seen[LIMBS[limb][side]]) for limb in needed} for side in (0, 1)]
    better = max(sides, key=lambda side: min(side.values(), default=0.0))
    hidden = [limb for limb in needed if better[limb] < HIDDEN]
    if hidden:
        name = plural(exercise.name, 2)
        yield warn(
            f"hidden: {either(hidden, 'and')}; {name} are counted by them, so angles are rough",
            UNCOVER,
        )


def _tilt(poses: list[Pose]) -> Finding:
    estimator = TiltEstimator()
    for pose in poses:
        estimator.observe(pose, angles_of(pose))
    tilt_deg = estimator.tilt_deg
    if tilt_deg is None:
        return ok("the camera's tilt: not known, as nobody stood upright with feet in the picture")
    if abs(tilt_deg) > _TILT_DEG:
        return warn(
            f"{tilted(tilt_deg)}, and up to {_TILT_DEG:.0f}° was tried",
            "Raise the camera, or step back: what is measured against the vertical gets rough.",
        )
    return ok(f"{tilted(tilt_deg)}, as far as one can tell")


def _distance(poses: list[Pose], exercise: Exercise | None) -> Finding:
    away = [metres for pose in poses if (metres := distance_of(pose)) is not None]
    size = median(height_share(pose) for pose in poses)
    if not away:
        return warn("how far away: not known, too little is seen", WHOLE_BODY)
    metres = median(away)
    what = f"about {metres:.1f} m away, {round(100 * min(size, 1))} % of the picture's height"
    wanted, hint = exercise.camera.distance_m if exercise else None, ""
    if exercise is not None and wanted is not None:
        what += f"; {_span(wanted)} wanted"
        if not wanted[0] / _SLACK <= metres <= wanted[1] * _SLACK:
            off = "too near" if metres < wanted[0] else "too far"
            return warn(f"{what}: {off}", exercise.camera.advice)
        hint = _perhaps(metres, wanted)
    if size < SMALL:
        return warn(f"{what}: small", small_note(size).hint)
    return Finding("ok", what, hint)


def _perhaps(metres: float, wanted: tuple[float, float]) -> str:
    """What a distance is that is outside what is wanted, but by less than it is known to."""
    if wanted[0] <= round(metres, 1) <= wanted[1]:
        return ""
    off, step = ("near", "step back") if metres < wanted[0] else ("far", "step closer")
    return f"It may be too {off} (known to about a third): {step} if in doubt."


def _span(metres: tuple[float, float]) -> str:
    near, far = metres
    return f"{near:g} m" if near == far else f"{near:g} to {far:g} m"
