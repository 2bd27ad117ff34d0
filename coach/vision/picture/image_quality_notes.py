"""Notes on light, sharpness and camera movement: one sentence and one hint each."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.picture_notes import PictureNote, clock
from coach.vision.picture.camera_steadiness import CameraPush
from coach.vision.picture.image_quality import BLURRED, DARK, ImageQuality

_FULL = 255
_QUICK_S = 3.0
"""A longer movement is reported as a period."""
_MOST_TIMES = 3
BLACK_HINT = "Uncover the lens, switch on a light, and allow the terminal to use the camera."
LIGHT_HINT = "Switch on a light, ideally one behind the camera."
FOCUS_HINT = "Wipe the lens and let the camera focus."
STAND_HINT = "Put the camera on a stable surface."


def black_note(start_s: float | None = None, end_s: float | None = None) -> PictureNote:
    """The picture is black."""
    what = f"The picture is black{_during(start_s, end_s)}."
    return PictureNote("dark", what, BLACK_HINT, doubtful=True, start_s=start_s, end_s=end_s)


def dark_note(quality: ImageQuality, start_s: float | None = None, end_s: float | None = None) -> PictureNote:
    """Too little light for the pose model."""
    problem = "too dark to detect a body" if quality.bright < DARK else "too dark to detect the body well"
    bright = percent(quality.bright)
    what = f"The picture is {problem}{_during(start_s, end_s)}: its bright parts reach {bright} of white."
    return PictureNote("dark", what, LIGHT_HINT, doubtful=True, start_s=start_s, end_s=end_s)


def blurred_note(
    quality: ImageQuality, start_s: float | None = None, end_s: float | None = None, *, empty: bool = False
) -> PictureNote:
    """Out of focus or a dirty lens; with ``empty``, no body was detected and a plain wall looks the same."""
    when = _during(start_s, end_s)
    if empty:
        what = f"The picture has no sharp edges{when}: it is out of focus or shows a plain wall."
    else:
        effect = "bodies are missed" if quality.sharpness < BLURRED else "joints are off by 4 cm or more"
        what = f"The picture is blurred{when}: {effect}."
    return PictureNote("blurred", what, FOCUS_HINT, doubtful=True, start_s=start_s, end_s=end_s)


def push_note(pushes: Sequence[CameraPush]) -> PictureNote:
    """The camera's direction changed."""
    first, size_deg = pushes[0], max(each.turn.size_deg for each in pushes)
    if first.end_s - first.start_s > _QUICK_S:
        when = f" between {clock(first.start_s)} and {clock(first.end_s)}"
    else:
        when = " at " + " and ".join(clock(each.start_s) for each in pushes[:_MOST_TIMES])
    tilting = [each for each in pushes if each.tilts]
    effect = ": from then on, angles to the vertical are off" if tilting else ""
    start_s = tilting[0].start_s if tilting else first.start_s
    what = f"The camera moved{when}, by {size_deg:.0f}°{effect}."
    return PictureNote("camera moved", what, STAND_HINT, doubtful=bool(tilting), start_s=start_s)


def unsteady_note(share: float) -> PictureNote:
    """The camera moved often, such as a hand-held one."""
    what = f"The camera was unsteady: it moved {round(100 * share)} % of the time."
    return PictureNote("camera moved", what, STAND_HINT)


def percent(luminance: float) -> str:
    """Luminance in per cent of white."""
    return f"{round(100 * luminance / _FULL)} %"


def _during(start_s: float | None, end_s: float | None) -> str:
    begins = "" if start_s is None else f" from {clock(start_s)}"
    ends = "" if end_s is None else f" until {clock(end_s)}"
    return begins + ends
