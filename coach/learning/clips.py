"""Labelled clips: a film, its exercise and its person, from a folder or a CSV list."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.errors import TrainingError
from coach.learning.clip_csv import Row, rows_of
from coach.learning.labels import Label, Labelling
from coach.regular_file import is_folder, is_regular, path_exists

FILM_SUFFIXES = frozenset((".mp4", ".mov", ".avi", ".webm", ".gif", ".mkv", ".m4v", ".npz"))
LISTING = "clips.csv"
"""The list that a folder may hold; it takes precedence over the names of the subfolders."""
_HOW = (
    "Put the films into one folder per exercise (squat/, push-up/, none/), with a subfolder per person;\n"
    "or list them in a CSV file with the columns path, exercise and group."
)
_GROUPS_GUESSED = (
    "The people in the films are not named, so each film counts as a different person. If a person is in "
    "several films, the scores are too high."
)


@dataclass(frozen=True, slots=True)
class Clip:
    """A film, or part of one, and its label.

    Attributes:
        name: Its path relative to the list or folder.
        path: The film or its recording.
        label: Canonical name of the exercise, or ``none``.
        raw_label: The label as written.
        group: The person or footage; a group is never on both sides of a split.
        start_s: Start in the film's time, or None for the film's start.
        end_s: End in the film's time, or None for the film's end.
    """

    name: str
    path: Path
    label: str
    raw_label: str
    group: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Clips:
    """The clips of a list or folder.

    Attributes:
        clips: In the order of the list, or of the names.
        notes: Notes for the user, a sentence each.
    """

    clips: tuple[Clip, ...]
    notes: tuple[str, ...]


def read_clips(path: Path) -> Clips:
    """Read a folder or a list of clips.

    Args:
        path: A folder with one folder for each exercise, or with a ``clips.csv``; or a CSV file with the
            columns path (relative to the file's folder) and exercise; group, start_s and end_s are optional.

    Raises:
        TrainingError: There are no clips, no labels, or no known exercise.
        InvalidClips: Rows or folders have errors; all are listed.
    """
    try:
        read = _read_at(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TrainingError(
            f"The clips {path} can't be read: {reason}.", hint="Check the permissions of the files."
        ) from error
    if all(clip.label == "none" for clip in read.clips):
        names = ", ".join(sorted({clip.raw_label for clip in read.clips}))
        raise TrainingError(
            f"coach doesn't know any of the exercises in {path}: {names}.",
            hint="'coach exercises' lists the known ones; you can add others with your own exercise files.",
        )
    return read


def _read_at(path: Path) -> Clips:
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TrainingError(f"No clips found at {path}.", hint=_HOW) from error
    if not folder:
        return _listed(path)
    listing = path / LISTING
    return _listed(listing) if is_regular(listing) else _foldered(path)


def _listed(path: Path) -> Clips:
    labelling = Labelling(path)
    clips = [_clip(path.parent, row, label) for row, label in _labelled(rows_of(path, labelling), labelling)]
    if not clips:
        labelling.raise_errors("Fix these lines.")
        raise TrainingError(f"The list {path} is empty.", hint=_HOW)
    labelling.raise_errors("Fix or delete these lines.")
    return _read(clips, labelling.notes, guessed=all(clip.group == clip.name for clip in clips))


def _labelled(rows: Iterator[Row], labelling: Labelling) -> Iterator[tuple[Row, Label]]:
    for row in rows:
        label = labelling.label(row.exercise, f"line {row.line}")
        if label is not None:
            yield row, label


def _clip(folder: Path, row: Row, label: Label) -> Clip:
    return Clip(
        row.path, folder / row.path, label.name, label.raw, row.group or row.path, row.start_s, row.end_s
    )


def _foldered(folder: Path) -> Clips:
    labelling = Labelling(folder)
    clips, guessed = [], False
    for kind in sorted(
        each for each in folder.iterdir() if is_folder(each) and not each.name.startswith(".")
    ):
        films = _films(kind)
        label = labelling.label(kind.name, f"folder {kind.name}") if films else None
        if label is None:
            continue
        for film in films:
            group = _group(film.relative_to(kind))
            guessed = guessed or group is None
            name = film.relative_to(folder).as_posix()
            clips.append(Clip(name, film, label.name, label.raw, group or name))
    labelling.raise_errors("Rename these folders to names of exercises, or to 'none'.")
    number = sum(each.suffix.lower() in FILM_SUFFIXES for each in folder.iterdir())
    unlabelled = f"1 film in {folder} has" if number == 1 else f"{number} films in {folder} have"
    if not clips and number:
        raise TrainingError(f"{unlabelled} no label: they are not in a folder per exercise.", hint=_HOW)
    if not clips:
        raise TrainingError(f"No films found in {folder}.", hint=_HOW)
    ignored = (f"{number} film{'s' * (number != 1)} outside the exercise folders ignored.",)
    return _read(clips, (*labelling.notes, *(ignored if number else ())), guessed=guessed)


def _films(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.suffix.lower() in FILM_SUFFIXES)


def _group(inside: Path) -> str | None:
    """The person in a film: the subfolder's name, or the part of the file's name before '--'; else None."""
    if len(inside.parts) > 1:
        return inside.parts[0]
    person, dashes, _ = inside.stem.partition("--")
    return person if dashes else None


def _read(clips: Sequence[Clip], notes: Sequence[str], *, guessed: bool) -> Clips:
    return Clips(tuple(clips), (*notes, _GROUPS_GUESSED) if guessed else tuple(notes))


def check_enough(clips: Sequence[Clip]) -> None:
    """Check that the clips suffice to train a model and to score it on people not in the training data.

    Raises:
        TrainingError: They don't.
    """
    if not clips:
        raise TrainingError("No films left to train on.", hint=_HOW)
    labels = _by_label(clips, lambda clip: clip.name)
    if len(labels) == 1:
        [only] = labels
        raise TrainingError(
            f"Every film shows {only}. You need at least two classes.",
            hint="Add films of another exercise, or of no exercise: walking, setting up, resting, sitting.",
        )
    groups = {clip.group for clip in clips}
    if len(groups) == 1:
        raise TrainingError(
            f"All {len(clips)} clips are of the same person or footage ({clips[0].group}): "
            "the model can't be scored on other people.",
            hint="Add films of at least one more person.",
        )
    people = _by_label(clips, lambda clip: clip.group)
    if sum(len(each) > 1 for each in people.values()) < 2:
        listing = ", ".join(
            f"{label} {_films_of(len(films), len(people[label]))}" for label, films in labels.items()
        )
        raise TrainingError(
            f"Too few clips: {listing}. You need at least two classes, with two people in each.",
            hint="A class with one person can't be scored on a person not in the training data.",
        )


def check_listed(clips: Sequence[Clip]) -> None:
    """Check the same before the films are analysed, leaving out missing films.

    Raises:
        TrainingError: The clips don't suffice.
    """
    missing = [clip for clip in clips if not path_exists(clip.path)]
    try:
        check_enough([clip for clip in clips if clip not in missing])
    except TrainingError as error:
        if not missing:
            raise
        note = f"{len(missing)} of {len(clips)} films are missing, for example {missing[0].path}."
        raise TrainingError(f"{note}\n{error}", hint=error.hint) from error


def _films_of(films: int, people: int) -> str:
    return f"({films} film{'s' * (films > 1)} of {people} {'people' if people > 1 else 'person'})"


def _by_label(clips: Sequence[Clip], key: Callable[[Clip], str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for clip in clips:
        found.setdefault(clip.label, Counter())[key(clip)] += 1
    return dict(sorted(found.items()))
