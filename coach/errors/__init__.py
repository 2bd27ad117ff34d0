"""Every error that coach reports to the user.

    CoachError
    ├── SourceError              cameras, films, photos and recordings
    │   ├── FilmMissing
    │   ├── FilmUnreadable
    │   ├── NoPictures
    │   ├── FilmUnwritable
    │   ├── RecordingUnreadable
    │   ├── RecordingUnwritable
    │   ├── PhotoUnreadable
    │   ├── NobodyInPhoto
    │   ├── PictureUnwritable
    │   ├── CameraMissing
    │   ├── CameraRefused
    │   ├── CameraLost
    │   ├── StreamRefused
    │   └── StreamLost
    ├── ExerciseError            exercises
    │   ├── UnknownExercise
    │   ├── UnknownLevel
    │   ├── ExerciseMisplaced
    │   ├── InvalidExercise
    │   ├── ContradictoryExercise
    │   ├── Unteachable
    │   ├── ExerciseTaken
    │   └── ExerciseUnwritable
    ├── ModelError               learned models
    │   ├── ModelMissing
    │   ├── ModelDamaged
    │   ├── ModelUntrusted
    │   ├── ModelOutdated
    │   └── InvalidOption
    ├── TrainingError            training data
    │   └── InvalidClips
    ├── LibraryError             OpenCV and MediaPipe
    │   ├── LibraryBroken
    │   ├── SharedLibraryMissing
    │   └── SystemFilesMissing
    ├── HistoryError             the workout database
    │   ├── HistoryTooNew
    │   ├── HistoryDamaged
    │   ├── HistoryLocked
    │   ├── HistoryUnreachable
    │   ├── UnknownWorkout
    │   ├── NothingToContinue
    │   ├── NothingToEdit
    │   ├── NothingToUndo
    │   ├── ProfileTaken
    │   ├── UnknownGoal
    │   ├── UnknownProfile
    │   └── WorkoutTaken
    ├── SettingsError            the user's settings
    │   ├── InvalidSettings
    │   └── UnknownSetting
    ├── RoutineError             routines of several exercises
    │   ├── UnknownRoutine
    │   ├── InvalidRoutine
    │   └── RoutineUnwritable
    ├── SharingError             exports and imports
    │   ├── ExportUnwritable
    │   ├── NothingToExport
    │   ├── ImportUnreadable
    │   ├── InvalidRows
    │   └── ExtraMissing
    ├── NothingToCompare         sets beside each other
    ├── NothingToMeasure         the range of a joint
    ├── UnknownMovement
    ├── PlaceUnusable            folders
    ├── JournalUnwritable        the event stream
    ├── BenchError               benchmarks
    └── ReportUnwritable         the doctor's report

Each has a sentence (``str(error)``), its facts as attributes and a ``hint``: what to do next.
"""

from __future__ import annotations

from coach.errors.coach_error import CoachError
from coach.errors.exercise import (
    ContradictoryExercise,
    ExerciseError,
    ExerciseMisplaced,
    ExerciseTaken,
    ExerciseUnwritable,
    InvalidExercise,
    UnknownExercise,
    UnknownLevel,
    Unteachable,
)
from coach.errors.history import (
    HistoryDamaged,
    HistoryError,
    HistoryLocked,
    HistoryTooNew,
    HistoryUnreachable,
    NothingToContinue,
    NothingToEdit,
    NothingToUndo,
    ProfileTaken,
    UnknownGoal,
    UnknownProfile,
    UnknownWorkout,
    WorkoutTaken,
)
from coach.errors.library import (
    LibraryBroken,
    LibraryError,
    SharedLibraryMissing,
    SystemFilesMissing,
)
from coach.errors.measuring import (
    NothingToCompare,
    NothingToMeasure,
    UnknownMovement,
)
from coach.errors.model import (
    InvalidOption,
    ModelDamaged,
    ModelError,
    ModelMissing,
    ModelOutdated,
    ModelUntrusted,
)
from coach.errors.output import (
    BenchError,
    JournalUnwritable,
    ReportUnwritable,
)
from coach.errors.place import PlaceUnusable
from coach.errors.settings import (
    InvalidRoutine,
    InvalidSettings,
    RoutineError,
    RoutineUnwritable,
    SettingsError,
    UnknownRoutine,
    UnknownSetting,
)
from coach.errors.sharing import (
    ExportUnwritable,
    ExtraMissing,
    ImportUnreadable,
    InvalidRows,
    NothingToExport,
    SharingError,
)
from coach.errors.source import (
    CameraLost,
    CameraMissing,
    CameraRefused,
    FilmMissing,
    FilmUnreadable,
    FilmUnwritable,
    NobodyInPhoto,
    NoPictures,
    PhotoUnreadable,
    PictureUnwritable,
    RecordingUnreadable,
    RecordingUnwritable,
    SourceError,
    StreamLost,
    StreamRefused,
)
from coach.errors.training import (
    InvalidClips,
    TrainingError,
)

__all__ = [
    "BenchError",
    "CameraLost",
    "CameraMissing",
    "CameraRefused",
    "CoachError",
    "ContradictoryExercise",
    "ExerciseError",
    "ExerciseMisplaced",
    "ExerciseTaken",
    "ExerciseUnwritable",
    "ExportUnwritable",
    "ExtraMissing",
    "FilmMissing",
    "FilmUnreadable",
    "FilmUnwritable",
    "HistoryDamaged",
    "HistoryError",
    "HistoryLocked",
    "HistoryTooNew",
    "HistoryUnreachable",
    "ImportUnreadable",
    "InvalidClips",
    "InvalidExercise",
    "InvalidOption",
    "InvalidRoutine",
    "InvalidRows",
    "InvalidSettings",
    "JournalUnwritable",
    "LibraryBroken",
    "LibraryError",
    "ModelDamaged",
    "ModelError",
    "ModelMissing",
    "ModelOutdated",
    "ModelUntrusted",
    "NoPictures",
    "NobodyInPhoto",
    "NothingToCompare",
    "NothingToContinue",
    "NothingToEdit",
    "NothingToExport",
    "NothingToMeasure",
    "NothingToUndo",
    "PhotoUnreadable",
    "PictureUnwritable",
    "PlaceUnusable",
    "ProfileTaken",
    "RecordingUnreadable",
    "RecordingUnwritable",
    "ReportUnwritable",
    "RoutineError",
    "RoutineUnwritable",
    "SettingsError",
    "SharedLibraryMissing",
    "SharingError",
    "SourceError",
    "StreamLost",
    "StreamRefused",
    "SystemFilesMissing",
    "TrainingError",
    "UnknownExercise",
    "UnknownGoal",
    "UnknownLevel",
    "UnknownMovement",
    "UnknownProfile",
    "UnknownRoutine",
    "UnknownSetting",
    "UnknownWorkout",
    "Unteachable",
    "WorkoutTaken",
]
