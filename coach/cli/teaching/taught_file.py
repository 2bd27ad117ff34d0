"""Where a taught exercise is saved, and whether its name is free."""

from __future__ import annotations

from pathlib import Path

from coach.atomic_file import replacing
from coach.catalogue.library import all_exercises
from coach.catalogue.near_names import plain_name
from coach.catalogue.unnamed import ANYTHING
from coach.cli.usage_errors import warn_of_faulty
from coach.errors import ExerciseTaken, ExerciseUnwritable
from coach.regular_file import is_regular, path_exists
from coach.resources import user_exercises


def check_name(name: str, *, force: bool) -> Path:
    """The file for an exercise of this name.

    Args:
        name: The name.
        force: Whether it may replace another exercise.

    Raises:
        ExerciseTaken: There is an exercise or a file of this name.
        ExerciseUnwritable: The exercises folder is a file.
    """
    path = user_exercises() / f"{name}.toml"
    if plain_name(name) == plain_name(ANYTHING):
        raise ExerciseTaken(name, "it means any movement that repeats")
    if is_regular(path.parent):
        raise ExerciseUnwritable(path, "its folder is not a folder")
    if force:
        return path
    if path_exists(path):
        raise ExerciseTaken(name, str(path))
    for exercise in all_exercises(warn_of_faulty).values():
        names = {plain_name(each) for each in (exercise.name, exercise.title, *exercise.aliases)}
        if plain_name(name) in names:
            raise ExerciseTaken(name, f"it means {exercise.name}, see 'coach exercises show {exercise.name}'")
    return path


def save_exercise(path: Path, text: str) -> None:
    """Write an exercise file.

    Raises:
        ExerciseUnwritable: It can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path, private=False) as part:
            part.write_text(text, "utf-8")
    except OSError as error:
        raise ExerciseUnwritable(path, error.strerror or str(error)) from error
