"""Labelled clips: what is done in which film, and who does it."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.errors import TrainingError
from coach.learning.clip_csv import Row, rows_of
from coach.learning.labels import Label, Labelling
from coach.regular_file import is_folder, is_regular, is_there

FILM_SUFFIXES = frozenset((".mp4", ".mov", ".avi", ".webm", ".gif", ".mkv", ".m4v", ".npz"))
LISTING = "clips.csv"
"""The list that a folder may hold; it goes before what its folders are called."""
_HOW = (
    "Put films into a folder for each exercise (squat/, push-up/, none/), and in there into one for each "
    "person;\nor list them in a CSV file with the columns path, exercise and group."
)
_GROUPS_GUESSED = (
    "Nobody says who is in the films, so each counts as another person: if one is in several, the scores are "
    "too good."
)


@dataclass(frozen=True, slots=True)
class Clip:
    """A film, or a stretch of it, and what is done in it.

    Attributes:
        name: What it is called in the list or the folder.
        path: Where the film or its recording is.
        label: Canonical name of the exercise, or ``none``.
        told: The label as it was written.
        group: The person or footage; what belongs together is never on both sides of a split.
        start_s: Where the stretch begins in the film's time, or None for its beginning.
        end_s: Where it ends, or None for the film's end.
    """

    name: str
    path: Path
    label: str
    told: str
    group: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Clips:
    """What a list or a folder holds.

    Attributes:
        clips: In the order of the list, or of names.
        notes: What should be said about it, a sentence each.
    """

    clips: tuple[Clip, ...]
    notes: tuple[str, ...]


def read_clips(path: Path) -> Clips:
    """Read a folder of clips, or a list of them.

    Args:
        path: A folder with one folder for each exercise, or with a ``clips.csv``; or a CSV file with the
            columns path (from the file's folder), exercise, and where known group, start_s and end_s.

    Raises:
        TrainingError: There is none, nothing is labelled, or no exercise in it is known.
        InvalidClips: With every faulty row or folder.
    """
    try:
        read = _read_at(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TrainingError(
            f"The clips {path} can't be read: {reason}.", hint="May you read them?"
        ) from error
    if all(clip.label == "none" for clip in read.clips):
        names = ", ".join(sorted({clip.told for clip in read.clips}))
        raise TrainingError(
            f"No exercise in {path} is known: {names}.",
            hint="'coach exercises' lists those that are; an exercise file of your own teaches another.",
        )
    return read


def _read_at(path: Path) -> Clips:
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TrainingError(f"There are no clips at {path}.", hint=_HOW) from error
    if not folder:
        return _listed(path)
    listing = path / LISTING
    return _listed(listing) if is_regular(listing) else _foldered(path)


def _listed(path: Path) -> Clips:
    labelling = Labelling(path)
    clips = [_clip(path.parent, row, label) for row, label in _labelled(rows_of(path, labelling), labelling)]
    if not clips:
        labelling.complain("Mend these lines.")
        raise TrainingError(f"The list {path} is empty.", hint=_HOW)
    labelling.complain("Mend these lines, or take them out.")
    return _read(clips, labelling.notes, guessed=all(clip.group == clip.name for clip in clips))


def _labelled(rows: Iterator[Row], labelling: Labelling) -> Iterator[tuple[Row, Label]]:
    for row in rows:
        label = labelling.label(row.exercise, f"line {row.line}")
        if label is not None:
            yield row, label


def _clip(folder: Path, row: Row, label: Label) -> Clip:
    return Clip(
        row.path, folder / row.path, label.name, label.told, row.group or row.path, row.start_s, row.end_s
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
            clips.append(Clip(name, film, label.name, label.told, group or name))
    labelling.complain("Give these folders the names of exercises, or 'none'.")
    loose = [each.name for each in folder.iterdir() if each.suffix.lower() in FILM_SUFFIXES]
    if not clips and loose:
        lie = "1 film lies" if len(loose) == 1 else f"{len(loose)} films lie"
        raise TrainingError(f"{lie} in {folder} itself: nobody says what is done in them.", hint=_HOW)
    if not clips:
        raise TrainingError(f"There are no films in {folder}.", hint=_HOW)
    aside = (f"{len(loose)} in {folder.name} itself are left out: no folder says what they show.",)
    return _read(clips, (*labelling.notes, *(aside if loose else ())), guessed=guessed)


def _films(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.suffix.lower() in FILM_SUFFIXES)


def _group(inside: Path) -> str | None:
    """Whose film it is: the folder it lies in, or what its name has before '--'; None where nobody says."""
    if len(inside.parts) > 1:
        return inside.parts[0]
    person, dashes, _ = inside.stem.partition("--")
    return person if dashes else None


def _read(clips: Sequence[Clip], notes: Sequence[str], *, guessed: bool) -> Clips:
    return Clips(tuple(clips), (*notes, _GROUPS_GUESSED) if guessed else tuple(notes))


def check_enough(clips: Sequence[Clip]) -> None:
    """See that something can be learned, and checked on people it was not learned from.

    Raises:
        TrainingError: It can't.
    """
    if not clips:
        raise TrainingError("No film is left to learn from.", hint=_HOW)
    labels = _by_label(clips, lambda clip: clip.name)
    if len(labels) == 1:
        [only] = labels
        raise TrainingError(
            f"Every film shows {only}: there is nothing to tell it from.",
            hint="Add films of another exercise, or of none: walking, setting up, resting, sitting down.",
        )
    groups = {clip.group for clip in clips}
    if len(groups) == 1:
        raise TrainingError(
            f"All {len(clips)} clips are of one person or footage ({clips[0].group}): whether it holds for "
            "anybody else can't be known.",
            hint="Add films of at least one more person.",
        )
    people = _by_label(clips, lambda clip: clip.group)
    if sum(len(each) > 1 for each in people.values()) < 2:
        listing = ", ".join(
            f"{label} {_films_of(len(films), len(people[label]))}" for label, films in labels.items()
        )
        raise TrainingError(
            f"Too few clips: {listing}. Two exercises, or one and none, need two people each.",
            hint="What one person alone does can't be tried on somebody it was not learned from.",
        )


def check_listed(clips: Sequence[Clip]) -> None:
    """The same before any film is seen, without those that are not there.

    Raises:
        TrainingError: It can't.
    """
    missing = [clip for clip in clips if not is_there(clip.path)]
    try:
        check_enough([clip for clip in clips if clip not in missing])
    except TrainingError as error:
        if not missing:
            raise
        number = f"{len(missing)} of the {len(clips)} films are not there, such as {missing[0].path}."
        raise TrainingError(f"{number}\n{error}", hint=error.hint) from error


def _films_of(films: int, people: int) -> str:
    return f"({films} film{'s' if films > 1 else ''} of {people})"


def _by_label(clips: Sequence[Clip], what: Callable[[Clip], str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for clip in clips:
        found.setdefault(clip.label, Counter())[what(clip)] += 1
    return dict(sorted(found.items()))
