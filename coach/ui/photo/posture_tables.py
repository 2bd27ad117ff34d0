"""Standing posture: one photo, two photos compared, and the photos of a person over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from coach.body.view import View
from coach.judging.effort.set_figures import Estimate
from coach.photo.posture_measures import MEASURES
from coach.photo.standing_posture import PostureComparison, PostureFigure, StandingPosture
from coach.store.posture.posture_log import PosturePhoto, posture_change
from coach.ui.formatting import degrees, local_time
from coach.ui.progress.change_text import change_text
from coach.ui.theme import ASIDE, HEADLINE, open_table

NO_DIAGNOSIS = "These are measurements of photos, not a diagnosis."
_NAMES = {
    "shoulder_level": "shoulders",
    "hip_level": "hips",
    "trunk_lean": "trunk",
    "left_knee_line": "left knee",
    "right_knee_line": "right knee",
    "head_forward": "head",
}
_LEVELS = ("shoulder_level", "hip_level")
_ZERO = dict.fromkeys(_LEVELS, "level") | {"trunk_lean": "upright", "head_forward": "upright"}
_FROM = {"front": "from the front", "rear": "from behind", "side": "from the side", "oblique": "turned"}
_HIGHER = ("left side higher", "right side higher")
_FRONTAL = {"trunk_lean": ("to your left", "to your right"), "knee": ("inward", "outward")}
_SAGITTAL = {"trunk_lean": ("forward", "back"), "knee": ("bent", "bent backward")}
"""What a positive and a negative value mean, by the view."""


class PostureTable:
    """The posture in one photo: each measure with its error, then what was not measured, and why."""

    def __init__(self, posture: StandingPosture) -> None:
        self._posture = posture

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        posture = self._posture
        yield Text(f"Standing posture, {_FROM[posture.view]}", HEADLINE)
        if posture.figures:
            table = open_table(options)
            for heading in ("measure", "angle", ""):
                table.add_column(heading)
            for each in posture.figures:
                shown = degrees(abs(each.value_deg), each.error_deg)
                table.add_row(measure_title(each.measure), shown, meaning(each, posture.view))
            yield table
        for line in withheld_lines(posture):
            yield Text(line, ASIDE)


def measure_title(measure: str) -> str:
    """A measure in words, such as 'left knee'."""
    return _NAMES.get(measure, measure)


def meaning(figure: PostureFigure, view: View) -> str:
    """What a value says, such as 'left side higher', or that it is within the error."""
    if not figure.is_clear:
        return f"{_ZERO.get(figure.measure, 'straight')} within the error"
    positive, negative = _directions(figure.measure, view)
    return positive if figure.value_deg > 0 else negative


def withheld_lines(posture: StandingPosture) -> list[str]:
    """What was not measured, a line for each reason."""
    reasons: dict[str, list[str]] = {}
    for measure, reason in posture.withheld:
        reasons.setdefault(reason, []).append(measure_title(measure))
    if len(reasons) == 1 and not posture.figures:
        return [f"Nothing measured: {next(iter(reasons))}."]
    return [f"Not measured: {', '.join(names)} ({reason})." for reason, names in reasons.items()]


def comparison_lines(compared: Sequence[PostureComparison]) -> list[str]:
    """How two photos differ, a line for each measure."""
    return [
        f"{measure_title(each.measure).capitalize()}: {each.change_deg:+.0f}°, "
        f"{'more than' if each.is_clear else 'within'} the error of both photos (±{each.error_deg:.0f}°)."
        for each in compared
    ]


class PostureHistory:
    """The postures of a person, a table for each view, and how each measure changed."""

    def __init__(self, photos: Sequence[PosturePhoto]) -> None:
        """Set the photos, oldest first."""
        self._photos = photos

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for (view, reference), photos in _groups(self._photos).items():
            level = ", level camera" if reference == "picture" else ""
            yield Text(f"Posture {_FROM[view]}{level}", HEADLINE)
            measures = [each for each in MEASURES if any(each in photo.figures for photo in photos)]
            table = open_table(options)
            for heading in ("no.", "date", *map(measure_title, measures)):
                table.add_column(heading, no_wrap=True)
            for photo in photos:
                cells = (photo.figures.get(each) for each in measures)
                shown = (
                    "–" if each is None else degrees(round(each.value) + 0.0, each.error) for each in cells
                )
                table.add_row(str(photo.number), local_time(photo.taken_at, day_only=True), *shown)
            yield table
            yield from map(Text, change_lines(photos, view))
            yield ""


def change_lines(photos: Sequence[PosturePhoto], view: View) -> Iterator[str]:
    """How each measure changed over photos of one view and reference, if there are three or more."""
    for measure in MEASURES:
        found = posture_change(photos, measure, view, photos[0].reference)
        if found is not None:
            unit = "photo" if found.unit == "workout" else found.unit
            yield change_text(measure_title(measure).capitalize(), replace(found, unit=unit), "°")


def signs_note(views: Sequence[View]) -> str:
    """What the signs of the values in a table mean."""
    if set(views) == {"side"}:
        return "Positive is forward for head and trunk, and bent for a knee."
    frontal = "Positive is a higher left side, a trunk to your left, and a knee inward"
    return f"{frontal}; from the side, forward and bent." if "side" in views else f"{frontal}."


def _cell(figure: Estimate | None) -> str:
    """A value with its error, never '-0°'."""
    return "–" if figure is None else degrees(round(figure.value) + 0.0, figure.error)


def _groups(photos: Sequence[PosturePhoto]) -> dict[tuple[View, str], list[PosturePhoto]]:
    groups: dict[tuple[View, str], list[PosturePhoto]] = {}
    for photo in photos:
        groups.setdefault((photo.view, photo.reference), []).append(photo)
    return groups


def _directions(measure: str, view: View) -> tuple[str, str]:
    if measure in _LEVELS:
        return _HIGHER
    if measure == "head_forward":
        return _SAGITTAL["trunk_lean"]
    words = _SAGITTAL if view == "side" else _FRONTAL
    return words["knee" if measure.endswith("knee_line") else measure]
