"""Checks of the cameras or the given source: resolution, frame rate, light and sharpness."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from coach.body.picture_notes import PictureNote
from coach.body.stream import FrameSource
from coach.catalogue.library import all_exercises
from coach.checkup.check_group import error_finding
from coach.errors import CameraMissing, SourceError
from coach.finding import Finding, fail, ok, warn
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered
from coach.vision.live.camera import CameraName, Webcam, cameras
from coach.vision.live.device import WITHOUT_CAMERA
from coach.vision.live.surroundings import surroundings, surroundings_hint
from coach.vision.picture.image_quality import (
    BLACK,
    BLURRED,
    DARK,
    DIM,
    SOFT,
    ImageQuality,
    arrival_rate,
    measure_quality,
    median_quality,
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

SAMPLE_S = 3.0
SLOW = 20.0
"""Frames per second below which a quick rep of 1.2 s has too few frames around its turning point."""

_LEAST_RATE_SHARE = 0.8
_MOST_CAMERAS = 4
"""Number of indexes to try on systems that don't list cameras."""


class CameraSource:
    """Samples the source once, for all checks that need its frames.

    Attributes:
        sample: Frames of the source or of the first working camera; None until then.
    """

    def __init__(
        self, source: str | None, exercise: str = "squat", picture: PictureOptions = AS_SHOWN
    ) -> None:
        """Set the source.

        Args:
            source: Camera, address, film or 'performer'; None for every camera.
            exercise: The exercise that the performer does.
            picture: Rotation, mirroring and the person to follow.
        """
        self.sample: Sample | None = None
        self._source, self._exercise, self._picture = source, exercise, picture

    def rate_findings(self) -> Iterator[Finding]:
        """Resolution and frame rate of every camera, or of the given source."""
        if self._source is not None:
            yield _camera_list(cameras())
            self.sample = sample_of(partial(self._open, self._source), SAMPLE_S)
            yield from _rate(_kind_of(self._source), self.sample)
            return
        known = cameras() or [CameraName(index, "") for index in range(_MOST_CAMERAS)]
        refusals: list[SourceError] = []
        for camera in known:
            try:
                sample = sample_of(partial(Webcam, camera.index, _clock()), SAMPLE_S)
            except CameraMissing:
                continue
            except SourceError as error:
                refusals.append(error)
                continue
            self.sample = self.sample or sample
            yield from _rate(f"camera {camera.index} ({camera.name or 'name unknown'})", sample)
        yield from refusal_findings(refusals, any_works=self.sample is not None)

    def _open(self, source: str) -> FrameSource:
        if source == PERFORMER:
            return Rendered(perform(all_exercises()[self._exercise]))
        return open_frames(source, _clock())

    def picture_findings(self) -> Iterator[Finding]:
        """Light and sharpness of the sample."""
        if self.sample is not None and self.sample.frames:
            yield from quality_findings(
                median_quality([measure_quality(frame.picture) for frame in self.sample.frames])
            )


def quality_findings(quality: ImageQuality) -> Iterator[Finding]:
    """Findings about light and, unless it is too dark, sharpness."""
    light = f"average brightness {percent(quality.mean)}, bright parts {percent(quality.bright)}"
    if quality.bright < BLACK:
        yield fail(_as_finding(black_note()), BLACK_HINT)
    elif quality.bright < DARK:
        yield fail(_as_finding(dark_note(quality)), LIGHT_HINT)
    elif quality.bright < DIM:
        yield warn(f"the light is dim: {light}", LIGHT_HINT)
    else:
        yield ok(f"light: {light}")
        yield _sharpness(quality.sharpness)


def _sharpness(sharpness: float) -> Finding:
    what = f"sharpness {sharpness:.3f}, {SOFT:g} or more is enough"
    if sharpness < BLURRED:
        return warn(f"the picture is blurred, so bodies are missed: {what}", FOCUS_HINT)
    if sharpness < SOFT:
        return warn(f"the picture is soft, so joints are off by 4 cm or more: {what}", FOCUS_HINT)
    return ok(f"sharp: {what}")


def _as_finding(note: PictureNote) -> str:
    """A note as the text of a finding: lower case, no full stop."""
    return note.what[0].lower() + note.what[1:].removesuffix(".")


def _kind_of(source: str) -> str:
    """The kind of source; its name may be private."""
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


def _camera_list(known: list[CameraName]) -> Finding:
    names = ", ".join(f"{camera.index} ({camera.name})" for camera in known)
    return ok(f"cameras, not tested: {names}" if names else "the system lists no cameras")


def _rate(source: str, sample: Sample) -> Iterator[Finding]:
    width, height = sample.facts.size
    rate, nominal = arrival_rate(sample.times), sample.facts.frame_rate
    what = f"{source}: {width}×{height}"
    if rate is None:
        yield warn(
            f"{what}, only {len(sample.times)} frames in {SAMPLE_S:.0f} s",
            "Check that no other program uses it and that the connection is good.",
        )
    elif rate < SLOW or (nominal is not None and rate < _LEAST_RATE_SHARE * nominal):
        promised = f" instead of {nominal:.0f}" if nominal is not None else ""
        yield warn(f"{what}, {rate:.1f} frames per second{promised}", _SLOW_HINT)
    else:
        promised = f" (nominal {nominal:.0f})" if nominal is not None else ""
        yield ok(f"{what}, {rate:.1f} frames per second{promised}")
    if sample.trouble is not None:
        yield warn(sample.trouble, "The frames before that were checked.")


_SLOW_HINT = "For a camera, add light. For a stream, use a cable or move closer to the access point."


def refusal_findings(errors: list[SourceError], *, any_works: bool) -> Iterator[Finding]:
    """Findings about unusable cameras: harmless if another works, as many have a second, dummy device."""
    if not errors and not any_works:
        yield fail("no camera found", f"{surroundings_hint(surroundings())}{WITHOUT_CAMERA}")
    for error in errors:
        if any_works:
            yield ok(f"not used: {error}")
        else:
            yield error_finding(error)
