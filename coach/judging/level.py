"""The level of a rep or a hold, and its text, without loading the catalogue: the history shows it too."""

from __future__ import annotations

from dataclasses import dataclass

IN_DEGREES = frozenset(
    (
        "elbow",
        "shoulder",
        "hip",
        "knee",
        "ankle",
        "inclination",
        "body_inclination",
        "shoulder_slope",
        "twist",
    )
)
"""The measures in degrees; the others are in trunk lengths."""


@dataclass(frozen=True, slots=True)
class Level:
    """The level of a rep or a hold in the standard of its exercise, and the figure that decided.

    Attributes:
        name: The level's name in the exercise file, or "below" and the lowest one's; empty if not judged.
        measure: What was measured, such as "knee".
        value: Degrees, or trunk lengths for a distance; None if not judged.
        error: Its error bar in the same unit; None if unknown.
        not_judged: Why it was not judged, such as 'needs a side view'; empty if it was.
    """

    name: str
    measure: str
    value: float | None = None
    error: float | None = None
    not_judged: str = ""


def level_text(level: Level) -> str:
    """A level with its figure, such as 'Parallel (knee 67° ± 14)'."""
    name = level_name(level.name)
    return f"{name[0].upper()}{name[1:]} ({figure_text(level)})"


def level_name(name: str) -> str:
    """A level's name in plain words: ``chin-over-bar`` is 'chin over bar'."""
    return name.replace("-", " ")


def figure_text(level: Level) -> str:
    """The figure that decided a level, such as 'knee 67° ± 14', or why there is none."""
    if level.value is None:
        return f"not judged: {level.not_judged or 'unknown'}"
    is_angle = level.measure in IN_DEGREES
    figure = f"{level.value:.0f}°" if is_angle else f"{level.value:.2f}"
    error = "" if level.error is None else f" ± {level.error:.0f}" if is_angle else f" ± {level.error:.2f}"
    return f"{level.measure.replace('_', ' ')} {figure}{error}{'' if is_angle else ' trunk lengths'}"
