"""A person in a photo: angles with their errors, landmarks, and what can't be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coach.body.angles import JOINTS, SIDES
from coach.body.landmarks import Landmark
from coach.body.view import view_name
from coach.photo.joint_figures import AngleFigure
from coach.photo.photo_person import PhotoPerson
from coach.ui.formatting import degrees, either
from coach.ui.theme import ASIDE, HEADLINE, WARNING, open_table

_ATTITUDE_TEXTS = {
    "inclination": "trunk from the vertical of the picture",
    "body_inclination": "body from the vertical of the picture",
    "shoulder_slope": "shoulder line from the horizontal of the picture",
    "twist": "shoulders twisted against the hips",
}
_QUESTION = " ?"
_INDENT = (0, 0, 0, 2)


class PersonTables:
    """One person: heading, angles, and what can't be trusted.

    A question mark marks an angle that can't be trusted; the lines below say why.
    """

    def __init__(self, person: PhotoPerson, of: int, *, landmarks: bool = False) -> None:
        """Set the person.

        Args:
            person: The person.
            of: How many people were found in the photo.
            landmarks: Whether to list the 33 landmarks too.
        """
        self._person = person
        self._of = of
        self._landmarks = landmarks

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        person = self._person
        name = "One person" if self._of == 1 else f"Person {person.number} of {self._of}, from the left"
        yield Text(f"{name}: {view_name(person.angles.view)}", HEADLINE)
        yield _indented(_angle_table(person.figures, options))
        yield from (_indented(Text(line)) for line in _attitude_lines(person.figures))
        yield from (_indented(Text(line, WARNING)) for line in doubt_lines(person))
        if self._landmarks:
            yield ""
            yield _indented(_landmark_table(person, options))


def doubt_lines(person: PhotoPerson) -> list[str]:
    """What can't be trusted, a line each: of the body, then the joints of each reason."""
    reasons: dict[str, list[str]] = {}
    for each in person.figures:
        if each.doubt:
            reasons.setdefault(each.doubt, []).append(_figure_name(each))
    lines = [f"{either(names, 'and')} ({reason})" for reason, names in reasons.items()]
    return [*person.doubts, *([f"Don't trust: {'; '.join(lines)}."] if lines else [])]


def _angle_table(figures: Sequence[AngleFigure], options: ConsoleOptions) -> Table:
    table = open_table(options)
    table.add_column("joint")
    for side in SIDES:
        table.add_column(side, min_width=12)
    found = {(each.measure, each.side): each for each in figures}
    for joint in JOINTS:
        table.add_row(joint, *(_angle_cell(found[joint, side]) for side in SIDES))
    return table


def _angle_cell(figure: AngleFigure) -> Text:
    text = degrees(figure.angle_deg, figure.error_deg)
    return Text(text + _QUESTION, ASIDE) if figure.doubt else Text(text)


def _attitude_lines(figures: Sequence[AngleFigure]) -> list[str]:
    return [
        f"{degrees(each.angle_deg, each.error_deg)}{_QUESTION if each.doubt else ''} "
        f"{_ATTITUDE_TEXTS[each.measure]}"
        for each in figures
        if each.side is None
    ]


def _figure_name(figure: AngleFigure) -> str:
    if figure.side is not None:
        return f"{figure.side} {figure.measure}"
    return {"inclination": "trunk", "body_inclination": "body", "shoulder_slope": "shoulder line"}.get(
        figure.measure, figure.measure
    )


def _landmark_table(person: PhotoPerson, options: ConsoleOptions) -> Table:
    table = open_table(options, gap=1)
    table.add_column("landmark", no_wrap=True)
    for heading in ("x", "y", "z", "vis.", "pres.", "x m", "y m", "z m"):
        table.add_column(heading, justify="right", no_wrap=True)
    pose = person.pose
    for landmark in Landmark:
        figures = (*pose.image[landmark], pose.visibility[landmark], pose.presence[landmark])
        shown = [f"{value:.3f}" for value in figures[:3]] + [f"{value:.2f}" for value in figures[3:]]
        metres = [f"{value:.3f}" for value in pose.world[landmark]]
        table.add_row(landmark.name.lower().replace("_", " "), *shown, *metres)
    return table


def _indented(part: RenderableType) -> Padding:
    return Padding(part, _INDENT, expand=False)
