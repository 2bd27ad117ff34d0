"""What a picture's measures mean to a person: one sentence and one hint for each, wherever they are said."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.picture_notes import PictureNote, clock
from coach.vision.picture.camera_steadiness import CameraPush
from coach.vision.picture.image_quality import BLURRED, DARK, ImageQuality

_FULL = 255
_QUICK_S = 3.0
"""A camera that took longer to stand again was not pushed."""
_MOST_TIMES = 3
BLACK_HINT = "Uncover the lens, switch on a light, and let this terminal use the camera."
LIGHT_HINT = "Switch on a light, best from where the camera stands."
FOCUS_HINT = "Wipe the lens, and let the camera focus."
STAND_HINT = "Put the camera on something that doesn't move."


def black_note(start_s: float | None = None, end_s: float | None = None) -> PictureNote:
    """Nothing is shown."""
    what = f"The picture is black{_during(start_s, end_s)}."
    return PictureNote("dark", what, BLACK_HINT, doubtful=True, start_s=start_s, end_s=end_s)


def dark_note(look: ImageQuality, start_s: float | None = None, end_s: float | None = None) -> PictureNote:
    """Too little light for the pose model."""
    how = "too dark to find a body" if look.bright < DARK else "too dark to see the body well"
    bright = percent(look.bright)
    what = f"The picture is {how}{_during(start_s, end_s)}: its bright parts reach {bright} of white."
    return PictureNote("dark", what, LIGHT_HINT, doubtful=True, start_s=start_s, end_s=end_s)


def blurred_note(
    look: ImageQuality, start_s: float | None = None, end_s: float | None = None, *, empty: bool = False
) -> PictureNote:
    """Out of focus, or a dirty lens; ``empty`` where nobody was seen: a plain wall is as smooth."""
    when = _during(start_s, end_s)
    if empty:
        what = f"Nothing is sharp in the picture{when}: it is out of focus, or shows a plain wall."
    else:
        how = "bodies are missed" if look.sharpness < BLURRED else "joints are placed 4 cm off or more"
        what = f"The picture is blurred{when}: {how}."
    return PictureNote("blurred", what, FOCUS_HINT, doubtful=True, start_s=start_s, end_s=end_s)


def push_note(pushes: Sequence[CameraPush]) -> PictureNote:
    """The camera stands otherwise than before."""
    first, size_deg = pushes[0], max(each.turn.size_deg for each in pushes)
    if first.end_s - first.start_s > _QUICK_S:
        when = f" between {clock(first.start_s)} and {clock(first.end_s)}"
    else:
        when = " at " + " and ".join(clock(each.start_s) for each in pushes[:_MOST_TIMES])
    tilting = [each for each in pushes if each.tilts]
    then = ": what is measured against the vertical is off from then on" if tilting else ""
    start_s = tilting[0].start_s if tilting else first.start_s
    what = f"The camera moved{when}, by {size_deg:.0f}°{then}."
    return PictureNote("camera moved", what, STAND_HINT, doubtful=bool(tilting), start_s=start_s)


def unsteady_note(share: float) -> PictureNote:
    """Somebody held it, or went along with it."""
    what = f"The camera was not still: it moved in {round(100 * share)} % of the time."
    return PictureNote("camera moved", what, STAND_HINT)


def percent(luminance: float) -> str:
    """A luminance as a share of white."""
    return f"{round(100 * luminance / _FULL)} %"


def _during(start_s: float | None, end_s: float | None) -> str:
    begins = "" if start_s is None else f" from {clock(start_s)}"
    ends = "" if end_s is None else f" until {clock(end_s)}"
    return begins + ends
