"""Values of typed options, with the settings as defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import typer

from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.cli.source_settings import source_settings
from coach.judging.assessment.standard import required_rank
from coach.regular_file import is_regular
from coach.settings import Settings, read_settings
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


def standards(exercise: Exercise | None, typed: str | None, settings: Settings) -> dict[str, str]:
    """The level that a rep needs to count, by exercise: as typed, else from the settings.

    Args:
        exercise: The named exercise; None to recognise it.
        typed: The level as typed, or None.
        settings: The user's settings.

    Raises:
        typer.BadParameter: A level was typed without an exercise, or for one that is held.
        UnknownLevel: The exercise has no such level.
        ExerciseError: The settings name an exercise that there isn't.
    """
    if typed is None:
        chosen = {load_exercise(name).name: level for name, level in settings.standards.items()}
        known = [exercise] if exercise is not None else [load_exercise(name) for name in chosen]
        chosen = {each.name: plain_level(chosen[each.name]) for each in known if each.name in chosen}
    else:
        if exercise is None:
            raise typer.BadParameter(
                "name the exercise too: each has levels of its own.", param_hint="--standard"
            )
        if exercise.hold is not None:
            raise typer.BadParameter(
                f"{exercise.title} is held; a level applies to reps.", param_hint="--standard"
            )
        known, chosen = [exercise], {exercise.name: plain_level(typed)}
    for each in known:
        if each.name in chosen:
            required_rank(each, chosen[each.name])
    return chosen


def plain_level(typed: str) -> str:
    """A typed level as exercise files write it: 'Full depth' is ``full-depth``."""
    return "-".join(typed.lower().replace("-", " ").split())


def model_choice(typed: str | None) -> tuple[Grade, Path | None]:
    """The grade and the file for ``--model``, else for the settings; a file replaces the grade's own.

    Raises:
        typer.BadParameter: The value is neither a grade nor a file.
    """
    model = read_settings().landmarker.model if typed is None else typed
    for grade in GRADES:
        if model == grade:
            return grade, None
    if is_regular(Path(model).expanduser()):
        return DEFAULT_GRADE, Path(model).expanduser()
    raise typer.BadParameter(
        f"'{model}' is neither a grade ({', '.join(GRADES)}) nor a file.",
        param_hint="landmarker.model in the settings" if typed is None else "--model",
    )
