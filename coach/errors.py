"""Every error the coach can apologise for.

    CoachError
    ├── SourceError              where pictures come from
    │   ├── FilmMissing
    │   ├── FilmUnreadable
    │   ├── NoPictures
    │   ├── FilmUnwritable
    │   ├── RecordingUnreadable
    │   ├── RecordingUnwritable
    │   ├── PictureUnwritable
    │   ├── CameraMissing
    │   ├── CameraRefused
    │   ├── CameraLost
    │   ├── StreamRefused
    │   └── StreamLost
    ├── ExerciseError            what is being trained
    │   ├── UnknownExercise
    │   ├── ExerciseMisplaced
    │   ├── InvalidExercise
    │   └── ContradictoryExercise
    ├── ModelError               learned models
    │   ├── ModelMissing
    │   ├── ModelDamaged
    │   ├── ModelUntrusted
    │   ├── ModelOutdated
    │   └── InvalidOption
    ├── TrainingError            what a model is trained from
    │   └── InvalidClips
    ├── HistoryError             what is remembered
    │   ├── HistoryTooNew
    │   ├── HistoryDamaged
    │   ├── HistoryLocked
    │   ├── HistoryUnreachable
    │   ├── UnknownWorkout
    │   ├── NothingToContinue
    │   └── NothingToEdit
    ├── SettingsError            what the user prefers
    │   └── InvalidSettings
    ├── JournalUnwritable
    ├── BenchError               what we measure
    └── ReportUnwritable         what is to be sent

Each carries a sentence (``str(error)``), its facts as attributes and a ``hint``: what to do next.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path


def _faulty(name: object, faults: Sequence[str]) -> str:
    number = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return "\n  ".join((f"{name} has {number}:", *faults))


class CoachError(Exception):
    """Something went wrong that a person can understand and mend.

    Attributes:
        hint: What to do or type next; empty when there is nothing to say.
    """

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        super().__init__(sentence)
        self.hint = hint


class SourceError(CoachError):
    """Pictures could not be had from where they were asked."""

    def __init__(self, sentence: str, *, path: Path | None = None, hint: str = "") -> None:
        super().__init__(sentence, hint=hint)
        self.path = path


class FilmMissing(SourceError):
    """No such file."""


class FilmUnreadable(SourceError):
    """The file is not a film, or is too damaged to give one picture."""


class NoPictures(SourceError):
    """The file is a film without pictures: empty, or sound only."""


class FilmUnwritable(SourceError):
    """A rendered film could not be written where it belongs."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The film {path.name} could not be written: {reason}.",
            path=path,
            hint=f"Make room in {path.parent}, or set COACH_HOME to a folder that can be written to.",
        )


class RecordingUnreadable(SourceError):
    """The file is no landmark recording that this version can read."""


class RecordingUnwritable(SourceError):
    """A recording can't be put where it was asked for."""

    def __init__(self, path: Path, reason: str, hint: str) -> None:
        super().__init__(f"The recording {path} can't be written: {reason}.", path=path, hint=hint)


class PictureUnwritable(SourceError):
    """A picture can't be put where it was asked for."""

    def __init__(self, path: Path, reason: str, hint: str) -> None:
        super().__init__(f"The picture {path} can't be written: {reason}.", path=path, hint=hint)


class CameraMissing(SourceError):
    """There is no such camera."""


class CameraRefused(SourceError):
    """The camera is there, but gives no picture: it is busy, forbidden, black or no camera at all."""


class CameraLost(SourceError):
    """The camera stopped giving pictures."""


class StreamRefused(SourceError):
    """No pictures come from an address."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"No pictures come from {address}: {reason}.",
            hint="Is the camera's app running, in the same network, and this its MJPEG address?",
        )
        self.address = address


class StreamLost(SourceError):
    """A stream stopped sending."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"The stream from {address} stopped: {reason}.")
        self.address = address


class ExerciseError(CoachError):
    """An exercise could not be had."""


class UnknownExercise(ExerciseError):
    """Nobody taught the coach an exercise of this name."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        meant = f"Did you mean {' or '.join(nearest)}?"
        hint = meant if nearest else "«coach exercises» lists every exercise."
        super().__init__(f"There is no exercise called «{name}».", hint=hint)
        self.name, self.nearest = name, tuple(nearest)


class ExerciseMisplaced(ExerciseError):
    """An exercise's name was typed where the films go."""

    def __init__(self, typed: str, exercise: str, film: Path) -> None:
        named = f"coach analyze {shlex.quote(str(film))} --exercise {exercise}"
        super().__init__(
            f"There is no film «{typed}», but an exercise.",
            hint=f"It is named so: «{named}». Without a name it is recognised.",
        )
        self.typed, self.exercise, self.film = typed, exercise, film


class InvalidExercise(ExerciseError):
    """An exercise file says things that cannot be: ``faults``, each «place: what is wrong»."""

    def __init__(self, path: Path, faults: Sequence[str], *, hint: str = "") -> None:
        mend = f"Mend the file and run «coach exercises check {path}»."
        super().__init__(_faulty(path.name, faults), hint=hint or mend)
        self.path, self.faults = path, tuple(faults)


class ContradictoryExercise(ExerciseError):
    """An exercise file counts or judges its own performance otherwise than it was performed."""

    def __init__(self, path: Path, contradictions: Sequence[str]) -> None:
        super().__init__(
            "\n  ".join((f"{path.name} contradicts itself:", *contradictions)),
            hint="Its poses and its thresholds have to fit: «coach exercises show» plays the shipped ones.",
        )
        self.path, self.contradictions = path, tuple(contradictions)


class ModelError(CoachError):
    """A learned model could not be used."""


class ModelMissing(ModelError):
    """The model file is not here and could not be fetched."""


class ModelDamaged(ModelError):
    """The model file is not the one that was pinned."""


class InvalidOption(ModelError):
    """An option of the landmarker is out of its range."""


class ModelUntrusted(ModelError):
    """The model file was neither shipped, nor trained here, nor imported by somebody who trusts it."""


class ModelOutdated(ModelError):
    """The model was trained on other features, or by another version, than what is here."""


class TrainingError(CoachError):
    """Nothing could be trained."""


class InvalidClips(TrainingError):
    """A list of clips says things that cannot be: ``faults``, each «place: what is wrong»."""

    def __init__(self, path: Path, faults: Sequence[str], hint: str) -> None:
        super().__init__(_faulty(path, faults), hint=hint)
        self.path, self.faults = path, tuple(faults)


class HistoryError(CoachError):
    """The database of workouts could not be used."""


class HistoryTooNew(HistoryError):
    """The database was written by a newer version of the coach."""


class HistoryDamaged(HistoryError):
    """The database file is damaged or is no database."""


class HistoryLocked(HistoryError):
    """Another program holds the database."""


class HistoryUnreachable(HistoryError):
    """The database file can't be opened, read or written where it is."""


class UnknownWorkout(HistoryError):
    """No workout of this number is remembered."""


class NothingToContinue(HistoryError):
    """No workout was interrupted that could go on."""


class NothingToEdit(HistoryError):
    """A workout has no set that could be put right like this."""


class SettingsError(CoachError):
    """The user's preferences could not be read or written."""


class InvalidSettings(SettingsError):
    """The file of preferences says things that cannot be: ``faults``, each «place: what is wrong»."""

    def __init__(self, path: Path, faults: Sequence[str], *, hint: str = "") -> None:
        mend = "Mend the file, or move it away: without it the defaults hold."
        super().__init__(_faulty(path, faults), hint=hint or mend)
        self.path, self.faults = path, tuple(faults)


class JournalUnwritable(CoachError):
    """Events can't be written where they were asked for."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"Events can't be written to {'standard output' if place == '-' else place}: {reason}.",
            hint="Name a file that can be written, or - for standard output.",
        )
        self.place = place


class BenchError(CoachError):
    """A benchmark could not be run."""


class ReportUnwritable(CoachError):
    """A report can't be put where it was asked for."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The report {path} can't be written: {reason}.", hint="Name a file in a folder that is there."
        )
        self.path = path
