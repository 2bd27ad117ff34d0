"""The cameras, or the source that is given: what they say, what really comes, how good a picture it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from coach.body.picture_notes import PictureNote
from coach.body.stream import FrameSource
from coach.catalogue.library import all_exercises
from coach.checkup.check_group import refused
from coach.errors import CameraMissing, SourceError
from coach.finding import Finding, fail, ok, warn
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered
from coach.vision.live.camera import CameraName, Webcam, cameras
from coach.vision.live.device import WITHOUT
from coach.vision.live.surroundings import surroundings, without_camera
from coach.vision.picture.image_quality import (
    BLACK,
    BLURRED,
    DARK,
    DIM,
    SOFT,
    ImageQuality,
    arrival_rate,
    look_at,
    middle_look,
)
from coach.vision.picture.image_quality_notes import (
    BLACK_HINT,
    FOCUS_HINT,
    LIGHT_HINT,
    black_note,
    dark_note,
    percent,
)
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.sample import Sample, open_frames, sample_of
from coach.vision.source_kind import PERFORMER, source_kind

LOOKED_S = 3.0
SLOW = 20.0
"""Pictures a second below which a quick repetition, 1.2 s, has too few for its turning point."""

_MISSING_SHARE = 0.8
_MOST_CAMERAS = 4
"""Indexes that are tried where the system has no list of its cameras."""


class CameraSource:
    """Looks through what one would train before, once, for all the checks that want to know.

    Attributes:
        sample: What came of the source, or of the first camera that gives pictures; None before that.
    """

    def __init__(
        self, source: str | None, exercise: str = "squat", picture: PictureOptions = AS_SHOWN
    ) -> None:
        """Prepare to look.

        Args:
            source: Camera, address, film or 'performer'; None for every camera there is.
            exercise: What the performer performs.
            picture: Which way up the source's pictures are, and who is meant.
        """
        self.sample: Sample | None = None
        self._source, self._exercise, self._picture = source, exercise, picture

    def look(self) -> Iterator[Finding]:
        """Resolution and frame rate of every camera, or of the source that is given."""
        if self._source is not None:
            yield _listed(cameras())
            self.sample = sample_of(partial(self._open, self._source), LOOKED_S)
            yield from _rate(_called(self._source), self.sample)
            return
        known = cameras() or [CameraName(index, "") for index in range(_MOST_CAMERAS)]
        refusals: list[SourceError] = []
        for camera in known:
            try:
                sample = sample_of(partial(Webcam, camera.index, _clock()), LOOKED_S)
            except CameraMissing:
                continue
            except SourceError as error:
                refusals.append(error)
                continue
            self.sample = self.sample or sample
            yield from _rate(f"camera {camera.index} ({camera.name or 'its name is not known'})", sample)
        yield from judge_refusals(refusals, any_works=self.sample is not None)

    def _open(self, source: str) -> FrameSource:
        if source == PERFORMER:
            return Rendered(perform(all_exercises()[self._exercise]))
        return open_frames(source, _clock(), self._picture)

    def picture(self) -> Iterator[Finding]:
        """Light and sharpness."""
        if self.sample is not None and self.sample.frames:
            yield from judge_look(middle_look([look_at(frame.picture) for frame in self.sample.frames]))


def judge_look(look: ImageQuality) -> Iterator[Finding]:
    """What a picture's measures mean."""
    light = f"{percent(look.mean)} on average, {percent(look.bright)} in the bright parts"
    if look.bright < BLACK:
        yield fail(_fact(black_note()), BLACK_HINT)
    elif look.bright < DARK:
        yield fail(_fact(dark_note(look)), LIGHT_HINT)
    elif look.bright < DIM:
        yield warn(f"dim: {light}", LIGHT_HINT)
    else:
        yield ok(f"light: {light}")
        yield _sharpness(look.sharpness)


def _sharpness(sharpness: float) -> Finding:
    what = f"{sharpness:.3f} of sharpness, where {SOFT:g} and more is enough"
    if sharpness < BLURRED:
        return warn(f"blurred, bodies are missed: {what}", FOCUS_HINT)
    if sharpness < SOFT:
        return warn(f"soft, joints are placed 4 cm off or more: {what}", FOCUS_HINT)
    return ok(f"sharp: {what}")


def _fact(note: PictureNote) -> str:
    """A note as a finding says it."""
    return note.what[0].lower() + note.what[1:].removesuffix(".")


def _called(source: str) -> str:
    """What sort of source it is; its name may be nobody else's business."""
    match source_kind(source):
        case "performer":
            return "the rendered athlete"
        case "film" | "recording":
            return "the film"
        case "address":
            return "the stream"
        case _:
            return "the camera"


def _clock() -> Callable[[], float]:
    began = time.monotonic()
    return lambda: time.monotonic() - began


def _listed(known: list[CameraName]) -> Finding:
    names = ", ".join(f"{camera.index} ({camera.name})" for camera in known)
    return ok(f"cameras here, not looked at: {names}" if names else "the system lists no camera")


def _rate(called: str, sample: Sample) -> Iterator[Finding]:
    width, height = sample.facts.size
    rate, said = arrival_rate(sample.times), sample.facts.frame_rate
    what = f"{called}: {width}×{height}"
    if rate is None:
        yield warn(
            f"{what}, only {len(sample.times)} pictures in {LOOKED_S:.0f} s", "Is it busy, or far away?"
        )
    elif rate < SLOW or (said is not None and rate < _MISSING_SHARE * said):
        promised = f", where it says {said:.0f}" if said is not None else ""
        yield warn(f"{what}, {rate:.1f} pictures a second{promised}", _SLOWNESS)
    else:
        promised = f" (it says {said:.0f})" if said is not None else ""
        yield ok(f"{what}, {rate:.1f} pictures a second{promised}")
    if sample.trouble is not None:
        yield warn(sample.trouble, "What came before that was looked at.")


_SLOWNESS = "More light lets a camera go faster; a cable or a nearer access point a stream."


def judge_refusals(errors: list[SourceError], *, any_works: bool) -> Iterator[Finding]:
    """Cameras that can't be used: no matter where another can, for many have a second device that is none."""
    if not errors and not any_works:
        yield fail("there is no camera here", f"{without_camera(surroundings())}{WITHOUT}")
    for error in errors:
        if any_works:
            yield ok(f"not used: {error}")
        else:
            yield refused(error)
