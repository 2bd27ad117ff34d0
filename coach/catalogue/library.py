"""Finds exercises: the shipped ones, and the user's own, which add to and override them."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from coach.catalogue.definition import Exercise
from coach.errors import ExerciseError, InvalidExercise, UnknownExercise
from coach.resources import shipped, user_exercises


def read_exercise(path: Path) -> Exercise:
    """Read one exercise file.

    Raises:
        ExerciseError: The file can't be read.
        InvalidExercise: With every fault of the file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ExerciseError(
            f"The exercise file {path} can't be read: {error.strerror or error}.",
            hint="Check the path; «coach exercises» lists what there is.",
        ) from error
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidExercise(path, [f"not TOML: {error}"]) from error
    try:
        return Exercise.model_validate({**table, "sha256": hashlib.sha256(content).hexdigest()})
    except ValidationError as error:
        raise InvalidExercise(path, [_fault(each) for each in _plain(error)]) from error


def all_exercises() -> dict[str, Exercise]:
    """Every exercise by its canonical name, in alphabetical order.

    Raises:
        InvalidExercise: A file is wrong, or two of a folder claim the same name.
    """
    found: dict[str, Exercise] = {}
    for folder in (shipped("exercises"), user_exercises()):
        found |= _read_folder(folder)
    return dict(sorted(found.items()))


def load_exercise(name: str) -> Exercise:
    """The exercise of this name or alias, whatever its case, spaces, dashes or plural.

    Raises:
        UnknownExercise: With the nearest names.
        InvalidExercise: A file is wrong.
    """
    exercises = all_exercises()
    names = {alias: exercise for exercise in exercises.values() for alias in _names(exercise)}
    names |= {_plain_name(exercise.name): exercise for exercise in exercises.values()}
    wanted = _plain_name(name)
    for form in (wanted, wanted.removesuffix("s"), wanted.removesuffix("es")):
        if form in names:
            return names[form]
    near = difflib.get_close_matches(wanted, names, n=5, cutoff=0.7)
    raise UnknownExercise(name, list(dict.fromkeys(names[each].name for each in near))[:3])


def _read_folder(folder: Path) -> dict[str, Exercise]:
    exercises: dict[str, Exercise] = {}
    for path in sorted(folder.glob("*.toml")):
        exercise = read_exercise(path)
        if exercise.name in exercises:
            raise InvalidExercise(path, [f"name: another file of {folder} is called «{exercise.name}» too"])
        exercises[exercise.name] = exercise
    return exercises


def _names(exercise: Exercise) -> Iterable[str]:
    return map(_plain_name, (exercise.name, exercise.title, *exercise.aliases))


def _plain_name(name: str) -> str:
    """Letters and figures only, in lower case: «Push-Up», «push up» and «pushup» are one name."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _plain(error: ValidationError) -> list[tuple[str, str]]:
    """Place and message of each fault, in the order of the file's model."""
    return [(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors(include_url=False)]


def _fault(fault: tuple[str, str]) -> str:
    place, message = fault
    return f"{place or 'file'}: {message.removeprefix('Value error, ')}"
