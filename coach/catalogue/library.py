"""The exercise library: shipped exercises, and the user's own, which add to and override them."""

from __future__ import annotations

import difflib
import hashlib
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from coach.catalogue.anything import anything
from coach.catalogue.defaults import extended, with_defaults
from coach.catalogue.definition import Exercise
from coach.catalogue.near_names import expand_abbreviations, near_names, plain_name
from coach.catalogue.unnamed import ANYTHING
from coach.errors import ExerciseError, InvalidExercise, UnknownExercise
from coach.resources import shipped, user_exercises
from coach.toml_file import NotToml, quoted_value, read_file, system_reason, toml_table
from coach.validation import error_messages

FORMAT: int = get_args(Exercise.model_fields["format"].annotation)[0]
"""Newest version of the file format that this code reads."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A file of the user's that is skipped because of errors.

    Attributes:
        path: The file.
        error: What is wrong with it.
        name: Name of the exercise in the file, or the file's own name if it has none.
    """

    path: Path
    error: ExerciseError
    name: str

    @property
    def note(self) -> str:
        """A message about the file, with the command that shows details."""
        why = "can't be read"
        if isinstance(self.error, InvalidExercise):
            number = len(self.error.errors)
            why = "has 1 error" if number == 1 else f"has {number} errors"
        check = f"coach exercises check {shlex.quote(str(self.path))}"
        return f"{self.path} {why} and is skipped. Run '{check}' for details."


OnFaulty = Callable[[Faulty], None]


def read_exercise(path: Path) -> Exercise:
    """Read one exercise file.

    Raises:
        ExerciseError: The file can't be read.
        InvalidExercise: The file is wrong; lists every error.
    """
    return _validated(path, _read_with_bases(path))


def _validated(path: Path, content: _Content) -> Exercise:
    """The exercise that a file and those that it extends define.

    Raises:
        InvalidExercise: The file is wrong; lists every error.
    """
    if content.table.get("name") == ANYTHING:
        taken = "name: 'anything' means any movement that repeats, and needs no file"
        raise InvalidExercise(path, [taken])
    try:
        return Exercise.model_validate({**with_defaults(content.table), "sha256": content.sha256})
    except ValidationError as error:
        raise InvalidExercise(path, error_messages(error, Exercise)) from error


def all_exercises(on_faulty: OnFaulty | None = None) -> dict[str, Exercise]:
    """Every exercise with a file by its canonical name, in alphabetical order.

    Args:
        on_faulty: Called for each file of the user's that is skipped.

    Raises:
        InvalidExercise: A shipped file is wrong.
    """
    found = _read_folders()
    _report(found, on_faulty)
    return dict(sorted(found.by_name.items()))


def exercise_named(name: str) -> Exercise:
    """The exercise with exactly this canonical name, or anything; a wrong file of the user's is skipped.

    Raises:
        UnknownExercise: There is no such exercise.
        InvalidExercise: A shipped file is wrong.
    """
    if name == ANYTHING:
        return anything()
    exercise = _read_folders().by_name.get(name)
    if exercise is None:
        raise UnknownExercise(name, ())
    return exercise


def load_exercise(name: str, on_faulty: OnFaulty | None = None) -> Exercise:
    """The exercise with this name or alias, or anything; case, spaces, hyphens and plural don't matter.

    Args:
        name: Name or alias.
        on_faulty: Called for each file of the user's that is skipped.

    Raises:
        UnknownExercise: There is no such exercise; lists the nearest names.
        ExerciseError: The file of this exercise can't be read.
        InvalidExercise: The file of this exercise is wrong.
    """
    found, wanted = _read_folders(), plain_name(name)
    known = [*found.by_name.values(), anything()]
    index = _index(known)
    exercise = _lookup(wanted, index) or _lookup(plain_name(expand_abbreviations(name)), index)
    names = {*_singulars(wanted)} if exercise is None else {wanted, plain_name(exercise.name)}
    for faulty in found.faulty:
        if names & {plain_name(faulty.name), plain_name(faulty.path.stem)}:
            raise faulty.error
    _report(found, on_faulty)
    if exercise is not None:
        return exercise
    raise UnknownExercise(name, near_names(name, known))


def clashes(exercise: Exercise, path: Path) -> list[str]:
    """Messages about names that this exercise shares with others.

    Args:
        exercise: The exercise in the file.
        path: The file; it need not be in the user's folder yet.
    """
    found = _read_folders(without=path.resolve())
    own = plain_name(exercise.name)
    others = {name: each for name, each in found.by_name.items() if name != exercise.name}
    before = _index(others.values())
    after = _index((dict.fromkeys(found.shipped, exercise) | others | {exercise.name: exercise}).values())
    messages = []
    if exercise.name in found.own:
        messages.append(f"Another of your files also defines '{exercise.name}'; only one of them is used.")
    elif exercise.name in found.shipped and path.resolve().parent != shipped("exercises").resolve():
        messages.append(f"It replaces the shipped '{exercise.name}'.")
    if own in before:
        messages.append(f"'{exercise.name}' now means this exercise instead of {before[own].name}.")
    taken: dict[str, list[str]] = {}
    for alias in dict.fromkeys((exercise.title, *exercise.aliases)):
        holder = after[plain_name(alias)]
        if holder is not exercise:
            taken.setdefault(holder.name, []).append(f"'{alias}'")
    messages += [f"These names still mean {name}: {', '.join(taken[name])}." for name in taken]
    return messages


def _report(found: _Found, on_faulty: OnFaulty | None) -> None:
    for faulty in found.faulty:
        if on_faulty is not None:
            on_faulty(faulty)


@dataclass(frozen=True, slots=True)
class _Found:
    """The exercises in both folders; a shared name belongs to the first exercise of ``by_name``."""

    shipped: dict[str, Exercise]
    own: dict[str, Exercise] = field(default_factory=dict)
    faulty: list[Faulty] = field(default_factory=list)

    @property
    def by_name(self) -> dict[str, Exercise]:
        """The shipped exercises, overridden by the user's of the same name, then the user's others."""
        return self.shipped | self.own


def _read_folders(*, without: Path | None = None) -> _Found:
    """The exercises in both folders; a wrong file is skipped if it is the user's, and raises if shipped."""
    found = _Found({each.name: each for each in map(_cached_exercise, _files(shipped("exercises")))})
    try:
        own = _own_files()
    except ExerciseError as error:
        found.faulty.append(Faulty(user_exercises(), error, user_exercises().name))
        return found
    for path in own:
        if path.resolve() == without:
            continue
        try:
            exercise = _cached_exercise(path)
            if exercise.name in found.own:
                twice = f"name: another of your files also defines '{exercise.name}'"
                raise InvalidExercise(path, [twice])
        except ExerciseError as error:
            found.faulty.append(Faulty(path, error, _declared_name(path)))
        else:
            found.own[exercise.name] = exercise
    return found


_Stamp = tuple[int, int, int]
_CACHE: dict[Path, tuple[dict[Path, _Stamp | None], Exercise]] = {}
"""Cache of valid files: a live workout looks up the exercise between frames."""


def _cached_exercise(path: Path) -> Exercise:
    """The exercise in a file, read again only after the file, or one that it extends, has changed.

    Raises:
        ExerciseError: The file can't be read, or is wrong.
    """
    before = _CACHE.get(path)
    if before is not None and all(_stamp(each) == stamp for each, stamp in before[0].items()):
        return before[1]
    stamp = _stamp(path)  # before it is read: a change in between is noticed the next time
    content = _read_with_bases(path)
    exercise = _validated(path, content)
    _CACHE[path] = {path: stamp, **{each: _stamp(each) for each in content.bases}}, exercise
    return exercise


def _stamp(path: Path) -> _Stamp | None:
    """What changes when a file does; None if it can't be read."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _own_files() -> list[Path]:
    """The user's own exercise files.

    Raises:
        ExerciseError: Their folder exists but can't be read.
    """
    folder = user_exercises()
    try:
        return sorted(each for each in folder.iterdir() if each.suffix == ".toml")
    except FileNotFoundError:
        if folder.is_symlink():
            raise _folder_error(folder, "it is a broken link") from None
        return []
    except OSError as error:
        raise _folder_error(folder, error.strerror or str(error)) from error


def _folder_error(folder: Path, reason: str) -> ExerciseError:
    hint = "Make it a readable folder, or move it away."
    return ExerciseError(f"Your exercises in {folder} can't be read: {reason}.", hint=hint)


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """The file's table, and the hash of its content in hex."""
    try:
        content = read_file(path)
    except OSError as error:
        raise ExerciseError(
            f"The exercise file {path} can't be read: {system_reason(error)}.",
            hint="Check the path. 'coach exercises' lists the exercises.",
        ) from error
    try:
        return toml_table(content), hashlib.sha256(content).hexdigest()
    except NotToml as error:
        raise InvalidExercise(path, [f"not TOML: {error}"]) from error


@dataclass(frozen=True, slots=True)
class _Content:
    """A file's table with what it takes from others, the hash of all of them, and the others."""

    table: dict[str, Any]
    sha256: str
    bases: tuple[Path, ...] = ()


def _read_with_bases(path: Path, extending: tuple[Path, ...] = ()) -> _Content:
    """The content of a file over that of the file that it extends.

    Raises:
        ExerciseError: A file can't be read.
        InvalidExercise: A file is no TOML or for a newer version, or extends no exercise or itself.
    """
    table, sha256 = _read(path)
    version = table.get("format")
    if isinstance(version, int) and version > FORMAT:
        newer = f"format: {quoted_value(version)} is for a newer version of coach; this one reads {FORMAT}"
        raise InvalidExercise(path, [newer], hint="Update coach.")
    name = table.get("extends")
    if not isinstance(name, str):
        return _Content(table, sha256)
    extending = (*extending, path.resolve())
    base = _base(path, name, extending)
    below = _read_with_bases(base, extending)
    both = hashlib.sha256(f"{sha256} {below.sha256}".encode()).hexdigest()
    return _Content(extended(below.table, table), both, (base, *below.bases))


def _base(path: Path, name: str, extending: tuple[Path, ...]) -> Path:
    """The file of the exercise with this name: another one of the user's, or else the shipped one.

    Raises:
        InvalidExercise: There is none, or only files that extend this one.
    """
    try:
        candidates = [*_own_files(), *_files(shipped("exercises"))]
    except ExerciseError:
        candidates = _files(shipped("exercises"))
    named = [each for each in candidates if _declared_name(each) == name]
    others = [each for each in named if each.resolve() not in extending]
    if others:
        return others[0]
    if named or any(_declared_name(each) == name for each in extending):
        raise InvalidExercise(path, [f"extends: {quoted_value(name)} extends this exercise, in a circle"])
    near = difflib.get_close_matches(name, [_declared_name(each) for each in candidates], n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    raise InvalidExercise(path, [f"extends: there is no exercise {quoted_value(name)}{meant}"])


def _declared_name(path: Path) -> str:
    """The name of the exercise in a wrong file, or the file's own name if it has none."""
    try:
        name = _read(path)[0].get("name")
    except ExerciseError:
        name = None
    return name if isinstance(name, str) else path.stem


def _index(exercises: Iterable[Exercise]) -> dict[str, Exercise]:
    """Exercises by every name. Canonical names go before aliases; a shared name goes to the first."""
    index: dict[str, Exercise] = {}
    known = list(exercises)
    for plural in ("", "s"):
        for exercise in known:
            index.setdefault(plain_name(exercise.name) + plural, exercise)
    for exercise in known:
        for alias in (exercise.title, *exercise.aliases):
            index.setdefault(plain_name(alias), exercise)
    return index


def _lookup(wanted: str, index: dict[str, Exercise]) -> Exercise | None:
    """The exercise with this plain name, or with its singular."""
    return next((index[form] for form in _singulars(wanted) if form in index), None)


def _singulars(wanted: str) -> list[str]:
    """A plain name and its possible singulars."""
    return [wanted, wanted.removesuffix("s"), wanted.removesuffix("es")]
