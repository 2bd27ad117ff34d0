"""Checks of the person in front of the camera: visible limbs, view, distance and camera tilt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

import numpy as np

from coach.body.angles import angles_of
from coach.body.camera_tilt import TiltEstimator
from coach.body.picture_notes import PictureNotes
from coach.body.placement import HIDDEN, LIMBS, SURE, distance_of, inside, limbs_out_of_frame
from coach.body.pose import Pose
from coach.body.yaw import ViewTally
from coach.catalogue.definition import Exercise
from coach.catalogue.limbs import needed_limbs
from coach.checkup.models import verified_models
from coach.finding import Finding, ok, warn
from coach.ui.body_notes import BE_SEEN, UNCOVER, WHOLE_BODY
from coach.ui.formatting import better_view, detection_text, either, plural, tilt_text
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.film_surveyor import FilmSurveyor
from coach.vision.film.small_bodies import SMALL, height_share, small_note
from coach.vision.picture.picture_options import AUTO, PictureOptions
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.pose_model.pose_model import PoseModel
from coach.vision.sample import Sample, SampledPictures

_DETECTED_SHARE = 0.8
_TILT_DEG = 25.0
"""The largest tilt for which counts were measured; see 'coach bench performer'."""
_SLACK = 1.5
"""Distances are accurate to about a third; by this rule 2 of 14 real films are too near (legs cut off)."""

_PERSON_PROBLEMS = ("turned", "small", "several people", "another person")
"""Problems reported here; light and sharpness have checks of their own."""


def sample_findings(sample: Sample, exercise: Exercise | None, picture: PictureOptions) -> Iterator[Finding]:
    """Findings about the person in a sample, by the default pose model or the best that is installed."""
    models = verified_models()
    if not models:
        yield warn("not checked: there is no pose model", "Run 'coach models pull' to download it.")
        return
    best = next((each for each in models if each.grade == DEFAULT_GRADE), models[-1])
    poses, notes = find_person(sample, best, picture)
    yield from person_findings(poses, len(sample.frames), exercise, notes)


def find_person(sample: Sample, model: PoseModel, picture: PictureOptions) -> tuple[list[Pose], PictureNotes]:
    """Poses and picture notes of a sample, analysed like a film."""
    surveyor = FilmSurveyor(
        partial(SampledPictures, sample),
        model,
        view=picture.view,
        rotate=picture.rotate == AUTO,
        expected=picture.expected,
    )
    with FilmPoses(SampledPictures(sample), model, view=picture.view, surveyor=surveyor) as film_poses:
        poses = [sighting.pose for sighting in film_poses if sighting.pose is not None]
    return poses, tuple(note for note in film_poses.notes if note.problem in _PERSON_PROBLEMS)


def person_findings(
    poses: list[Pose], frames: int, exercise: Exercise | None, notes: PictureNotes = ()
) -> Iterator[Finding]:
    """Compare the poses of a few seconds with what an exercise needs.

    Args:
        poses: All detected poses.
        frames: Number of frames analysed.
        exercise: The exercise of the workout; None if not given.
        notes: Picture notes on the sample.
    """
    advice = exercise.camera.advice if exercise else WHOLE_BODY
    if not poses:
        yield warn(f"no one detected in {frames} frames", f"Stand where you will train. {advice}")
        return
    for note in notes:
        yield warn(note.what.removesuffix("."), note.hint)
    yield from _view(poses, frames, exercise)
    yield _out_of_frame(poses, exercise)
    if exercise is not None:
        yield from _hidden(poses, exercise)
    yield _tilt(poses)
    yield _distance(poses, exercise)


def _view(poses: list[Pose], frames: int, exercise: Exercise | None) -> Iterator[Finding]:
    tally = ViewTally()
    for pose in poses:
        tally.observe(pose)
    share = len(poses) / frames
    confidence = median(
        float(np.median(pose.visibility[inside(pose)])) if inside(pose).any() else 0 for pose in poses
    )
    what = f"{detection_text(tally.view, share, frames)}, landmark confidence {round(100 * confidence)} %"
    if share < _DETECTED_SHARE or confidence < SURE:
        yield warn(what, BE_SEEN)
    else:
        yield ok(what)
    if exercise is None:
        return
    better = better_view(exercise.name, tally.view, exercise.camera.views)
    if better:
        yield warn(better[0].lower() + better[1:].removesuffix("."), exercise.camera.advice)
    else:
        yield ok(f"good view for {plural(exercise.name, 2)} (best: {either(exercise.camera.views)})")


def _out_of_frame(poses: list[Pose], exercise: Exercise | None) -> Finding:
    out = limbs_out_of_frame(poses)
    if not out:
        return ok("the whole body is in the frame")
    what = f"out of frame: {either(out, 'and')}"
    if exercise is None:
        return warn(what, WHOLE_BODY)
    name = plural(exercise.name, 2)
    needed = [limb for limb in out if limb in needed_limbs(exercise)]
    if needed:
        return warn(f"{what}; {either(needed, 'and')} are needed to count {name}", exercise.camera.advice)
    return ok(f"{what}; not needed to count {name}")


def _hidden(poses: list[Pose], exercise: Exercise) -> Iterator[Finding]:
    """Limbs needed for counting that are in the frame but hidden even on the better side."""
    needed = [limb for limb in needed_limbs(exercise) if limb not in limbs_out_of_frame(poses)]
    visibility = np.median([pose.visibility for pose in poses], axis=0)
    sides = [{limb: float(visibility[LIMBS[limb][side]]) for limb in needed} for side in (0, 1)]
    better = max(sides, key=lambda side: min(side.values(), default=0.0))
    hidden = [limb for limb in needed if better[limb] < HIDDEN]
    if hidden:
        name = plural(exercise.name, 2)
        yield warn(
            f"hidden: {either(hidden, 'and')}; they are needed to count {name}, so angles are rough",
            UNCOVER,
        )


def _tilt(poses: list[Pose]) -> Finding:
    estimator = TiltEstimator()
    for pose in poses:
        estimator.observe(pose, angles_of(pose))
    tilt_deg = estimator.tilt_deg
    if tilt_deg is None:
        return ok("camera tilt unknown: no one stood upright with feet in the frame")
    if abs(tilt_deg) > _TILT_DEG:
        return warn(
            f"{tilt_text(tilt_deg)}; tested up to {_TILT_DEG:.0f}°",
            "Raise the camera or step back: angles to the vertical become inaccurate.",
        )
    return ok(f"{tilt_text(tilt_deg)} (estimated)")


def _distance(poses: list[Pose], exercise: Exercise | None) -> Finding:
    away = [metres for pose in poses if (metres := distance_of(pose)) is not None]
    size = median(height_share(pose) for pose in poses)
    if not away:
        return warn("distance unknown: too little of the body is visible", WHOLE_BODY)
    metres = median(away)
    what = f"about {metres:.1f} m away, {round(100 * min(size, 1))} % of the frame height"
    wanted, hint = exercise.camera.distance_m if exercise else None, ""
    if exercise is not None and wanted is not None:
        what += f"; best {_span(wanted)}"
        if not wanted[0] / _SLACK <= metres <= wanted[1] * _SLACK:
            off = "too near" if metres < wanted[0] else "too far"
            return warn(f"{what}: {off}", exercise.camera.advice)
        hint = _doubtful_distance(metres, wanted)
    if size < SMALL:
        return warn(f"{what}: too small", small_note(size).hint)
    return Finding("ok", what, hint)


def _doubtful_distance(metres: float, wanted: tuple[float, float]) -> str:
    """Hint for a distance outside the range by less than its accuracy; otherwise empty."""
    if wanted[0] <= round(metres, 1) <= wanted[1]:
        return ""
    off, step = ("near", "step back") if metres < wanted[0] else ("far", "step closer")
    return f"You may be too {off} (accurate to about a third): {step} if in doubt."


def _span(metres: tuple[float, float]) -> str:
    near, far = metres
    return f"{near:g} m" if near == far else f"{near:g} to {far:g} m"
