"""Values of typed options, with the settings as defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import typer

from coach.cli.source_settings import source_settings
from coach.regular_file import is_regular
from coach.settings import Settings
from coach.vision.picture.picture_options import PictureOptions, Rotation
from coach.vision.pose_model.model_registry import DEFAULT_GRADE, GRADES, Grade

_ROTATIONS: dict[str, Rotation | Literal["auto"]] = {"auto": "auto", "0": 0, "90": 90, "180": 180, "270": 270}


def picture_options(
    source: str | None,
    settings: Settings,
    *,
    rotate: str | None = None,
    mirror: bool | None = None,
    person: str | None = None,
    speed: float | None = None,
) -> PictureOptions:
    """The picture options of a source: as typed, else from the settings for this source.

    Args:
        source: A camera, an address or a film as it was typed; None for the first camera.
        settings: The user's settings.
        rotate: As typed, or None; likewise the others.
        mirror: Whether to flip the picture.
        person: Who to follow.
        speed: Playback speed.
    """
    known = source_settings(source, settings)
    return PictureOptions(
        _ROTATIONS[rotate] if rotate is not None else known.rotate,
        known.mirror if mirror is None else mirror,
        known.person if person is None else person,
        speed,
    )


def model_choice(model: str) -> tuple[Grade, Path | None]:
    """The grade and the file for ``--model``; a file replaces the grade's own.

    Raises:
        typer.BadParameter: The value is neither a grade nor a file.
    """
    for grade in GRADES:
        if model == grade:
            return grade, None
    if is_regular(Path(model)):
        return DEFAULT_GRADE, Path(model)
    raise typer.BadParameter(
        f"'{model}' is neither a grade ({', '.join(GRADES)}) nor a file.", param_hint="--model"
    )
