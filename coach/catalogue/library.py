"""Finds exercises: the shipped ones, and the user's own, which add to and override them."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from coach.catalogue.definition import Exercise
from coach.catalogue.near_names import in_full, near_names, plain_name
from coach.errors import ExerciseError, InvalidExercise, UnknownExercise
from coach.resources import shipped, user_exercises
from coach.toml_file import NotToml, quoted_value, read_file, system_reason, toml_table
from coach.validation import faults_of

FORMAT: int = get_args(Exercise.model_fields["format"].annotation)[0]
"""Version of the file format that is read."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A file of the user's that is left out.

    Attributes:
        path: The file.
        error: What is wrong with it.
        name: The exercise that it says it holds; its own name where it does not say.
    """

    path: Path
    error: ExerciseError
    name: str

    @property
    def note(self) -> str:
        """A sentence about it, with what to type."""
        why = "can't be read"
        if isinstance(self.error, InvalidExercise):
            number = len(self.error.errors)
            why = "has 1 error" if number == 1 else f"has {number} errors"
        check = f"coach exercises check {shlex.quote(str(self.path))}"
        return f"{self.path} {why} and is left out; '{check}' says more."


OnFaulty = Callable[[Faulty], None]


def read_exercise(path: Path) -> Exercise:
    """Read one exercise file.

    Raises:
        ExerciseError: The file can't be read.
        InvalidExercise: With every fault of the file.
    """
    table, sha256 = _read(path)
    told = table.get("format")
    if isinstance(told, int) and told > FORMAT:
        newer = f"format: written for a newer coach (format {quoted_value(told)}; this one reads {FORMAT})"
        raise InvalidExercise(path, [newer], hint="Update coach.")
    try:
        return Exercise.model_validate({**table, "sha256": sha256})
    except ValidationError as error:
        raise InvalidExercise(path, faults_of(error, Exercise)) from error


def all_exercises(on_faulty: OnFaulty | None = None) -> dict[str, Exercise]:
    """Every exercise by its canonical name, in alphabetical order.

    Args:
        on_faulty: Told of each file of the user's that is left out.

    Raises:
        InvalidExercise: A shipped file is wrong.
    """
    found = _find()
    _tell(found, on_faulty)
    return dict(sorted(found.by_name.items()))


def exercise_named(name: str) -> Exercise:
    """The sound exercise of exactly this canonical name: a faulty file of the user's is left out.

    Raises:
        UnknownExercise: There is none.
        InvalidExercise: A shipped file is wrong.
    """
    exercise = _find().by_name.get(name)
    if exercise is None:
        raise UnknownExercise(name, ())
    return exercise


def load_exercise(name: str, on_faulty: OnFaulty | None = None) -> Exercise:
    """The exercise of this name or alias, whatever its case, spaces, dashes or plural.

    Args:
        name: What it is called.
        on_faulty: Told of each file of the user's that is left out.

    Raises:
        UnknownExercise: With the nearest names.
        ExerciseError: The file that should hold it can't be read.
        InvalidExercise: The file that should hold it is wrong.
    """
    found, wanted = _find(), plain_name(name)
    index = _index(found.by_name.values())
    exercise = _meant(wanted, index) or _meant(plain_name(in_full(name)), index)
    names = {*_forms(wanted)} if exercise is None else {wanted, plain_name(exercise.name)}
    for faulty in found.faulty:
        if names & {plain_name(faulty.name), plain_name(faulty.path.stem)}:
            raise faulty.error
    _tell(found, on_faulty)
    if exercise is not None:
        return exercise
    raise UnknownExercise(name, near_names(name, found.by_name.values()))


def clashes(exercise: Exercise, path: Path) -> list[str]:
    """Which names a sound file takes from other exercises or can't have, a sentence each.

    Args:
        exercise: What the file says.
        path: The file, which need not be in the user's folder yet.
    """
    found = _find(without=path.resolve())
    own = plain_name(exercise.name)
    others = {name: each for name, each in found.by_name.items() if name != exercise.name}
    before = _index(others.values())
    after = _index((dict.fromkeys(found.shipped, exercise) | others | {exercise.name: exercise}).values())
    told = []
    if exercise.name in found.own:
        told.append(f"Another file of yours holds '{exercise.name}' too; only one of them can.")
    elif exercise.name in found.shipped and path.resolve().parent != shipped("exercises").resolve():
        told.append(f"It takes the place of the shipped '{exercise.name}'.")
    if own in before:
        told.append(f"'{exercise.name}' then means this exercise, and no longer {before[own].name}.")
    taken: dict[str, list[str]] = {}
    for alias in dict.fromkeys((exercise.title, *exercise.aliases)):
        holder = after[plain_name(alias)]
        if holder is not exercise:
            taken.setdefault(holder.name, []).append(f"'{alias}'")
    told += [f"What {name} is called already goes on meaning it: {', '.join(taken[name])}." for name in taken]
    return told


def _tell(found: _Found, on_faulty: OnFaulty | None) -> None:
    for faulty in found.faulty:
        if on_faulty is not None:
            on_faulty(faulty)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the two folders hold; a name that several would have belongs to the first of ``by_name``."""

    shipped: dict[str, Exercise]
    own: dict[str, Exercise] = field(default_factory=dict)
    faulty: list[Faulty] = field(default_factory=list)

    @property
    def by_name(self) -> dict[str, Exercise]:
        """The shipped ones, each with the user's of its name in its place, then the others of the user's."""
        return self.shipped | self.own


def _find(*, without: Path | None = None) -> _Found:
    """What both folders hold; a wrong file of the user's is left out, a shipped one raises."""
    found = _Found({each.name: each for each in map(_known, _files(shipped("exercises")))})
    try:
        own = _own_files()
    except ExerciseError as error:
        found.faulty.append(Faulty(user_exercises(), error, user_exercises().name))
        return found
    for path in own:
        if path.resolve() == without:
            continue
        try:
            exercise = _known(path)
            if exercise.name in found.own:
                twice = f"name: another file of yours holds '{exercise.name}' too"
                raise InvalidExercise(path, [twice])
        except ExerciseError as error:
            found.faulty.append(Faulty(path, error, _claimed(path)))
        else:
            found.own[exercise.name] = exercise
    return found


_Stamp = tuple[int, int, int]
_KNOWN: dict[Path, tuple[_Stamp, Exercise]] = {}
"""Sound files as they were read last: live the library is asked at each change of exercise."""


def _known(path: Path) -> Exercise:
    """The exercise of a file, read anew only when the file has changed.

    Raises:
        ExerciseError: It can't be read, or is wrong.
    """
    try:
        status = path.stat()
    except OSError:
        return read_exercise(path)  # It says why.
    stamp = status.st_mtime_ns, status.st_size, status.st_ino
    before = _KNOWN.get(path)
    if before is not None and before[0] == stamp:
        return before[1]
    exercise = read_exercise(path)
    _KNOWN[path] = stamp, exercise
    return exercise


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _own_files() -> list[Path]:
    """The user's own exercise files.

    Raises:
        ExerciseError: Their folder is there, but can't be looked into.
    """
    folder = user_exercises()
    try:
        return sorted(each for each in folder.iterdir() if each.suffix == ".toml")
    except FileNotFoundError:
        if folder.is_symlink():
            raise _closed(folder, "it is a broken link") from None
        return []
    except OSError as error:
        raise _closed(folder, error.strerror or str(error)) from error


def _closed(folder: Path, reason: str) -> ExerciseError:
    hint = "Make it a folder that you may read, or move it away."
    return ExerciseError(f"Your exercises in {folder} can't be read: {reason}.", hint=hint)


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """A file's table and the hash of its content in hex."""
    try:
        content = read_file(path)
    except OSError as error:
        raise ExerciseError(
            f"The exercise file {path} can't be read: {system_reason(error)}.",
            hint="Check the path; 'coach exercises' lists what there is.",
        ) from error
    try:
        return toml_table(content), hashlib.sha256(content).hexdigest()
    except NotToml as error:
        raise InvalidExercise(path, [f"not TOML: {error}"]) from error


def _claimed(path: Path) -> str:
    """The name of the exercise that a wrong file says it holds; the file's own where it does not say."""
    try:
        name = _read(path)[0].get("name")
    except ExerciseError:
        name = None
    return name if isinstance(name, str) else path.stem


def _index(exercises: Iterable[Exercise]) -> dict[str, Exercise]:
    """Exercises by every name; canonical names go before aliases, and the first keeps what several have."""
    index: dict[str, Exercise] = {}
    known = list(exercises)
    for plural in ("", "s"):
        for exercise in known:
            index.setdefault(plain_name(exercise.name) + plural, exercise)
    for exercise in known:
        for alias in (exercise.title, *exercise.aliases):
            index.setdefault(plain_name(alias), exercise)
    return index


def _meant(wanted: str, index: dict[str, Exercise]) -> Exercise | None:
    """The exercise of a plain name, or of its singular."""
    return next((index[form] for form in _forms(wanted) if form in index), None)


def _forms(wanted: str) -> list[str]:
    """A plain name, and what it would be in the singular."""
    return [wanted, wanted.removesuffix("s"), wanted.removesuffix("es")]
