"""Counts, judges and saves reps from a camera or a film. A frame takes one path and never goes back.

     camera / film / performer      landmarker        angles
         Frame(time, picture)   ->     Pose      ->   Angles
                  recording  ------------^               |
                                            recognition, where no exercise is named
                                                         |
                                                  judge: reps, sets, form
                                                         |
                       keys, signs -> Command -> workout: waits, targets, rests
                                                         |
                                                  Event, Event, ...
                                                         |
              pipeline: Moment(time, frame | None, pose | None, observation)
                   |             |             |               |
                screen        logbook        voice          events
               terminal       database      speaker       JSON lines

A film, a rendered performer and a stored recording take the same path. Each frame carries its time, in the
source's own seconds, and judging never reads a clock. So a replay counts exactly as the film did, and a test
plays an hour in milliseconds.

    from coach import Judge, load_exercise, open_source, watch

    judge = Judge(load_exercise("squat"))
    with open_source(Path("film.mp4")) as source:
        for moment in watch(source, judge):
            print(moment.time, moment.observation.full)

If you don't name the exercise, a ``FilmJudge``, or an ``AutoJudge`` for live sources, replaces the judge.
It recognises the exercise and counts with that exercise's judge.

For a live workout, a ``Workout`` replaces the judge. It waits for the start position, ends sets at their
target, times rests and takes ``Command``s between moments, also in the source's time.

The workouts that coach saved are in a ``History``:

    from coach import WorkoutFilter, open_history

    with open_history() as history:
        for workout in history.records(WorkoutFilter(exercise="squat")):
            print(workout.trained_at, workout.full)

Names are loaded on first use, so ``import coach`` alone is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.body.pose import Pose as Pose
    from coach.body.recording.recording import Recording as Recording
    from coach.body.recording.recording import read_recording as read_recording
    from coach.body.recording.recording_writer import write_recording as write_recording
    from coach.body.stream import Frame as Frame
    from coach.body.stream import PoseSource as PoseSource
    from coach.body.stream import Sighting as Sighting
    from coach.body.stream import SourceFacts as SourceFacts
    from coach.catalogue.definition import Exercise as Exercise
    from coach.catalogue.library import all_exercises as all_exercises
    from coach.catalogue.library import load_exercise as load_exercise
    from coach.catalogue.library import read_exercise as read_exercise
    from coach.errors import CoachError as CoachError
    from coach.export.garmin import export_fit as export_fit
    from coach.export.history_csv import export_csv as export_csv
    from coach.export.history_import import import_history as import_history
    from coach.export.history_json import export_json as export_json
    from coach.judging.events import Event as Event
    from coach.judging.events import Fault as Fault
    from coach.judging.events import Rep as Rep
    from coach.judging.events import SetSummary as SetSummary
    from coach.judging.figures.rep_effort import Tempo as Tempo
    from coach.judging.judge import Judge as Judge
    from coach.judging.observation import Observation as Observation
    from coach.judging.observation import Summary as Summary
    from coach.moment import Moment as Moment
    from coach.performer.motion.choreography import Performance as Performance
    from coach.performer.repertoire import perform as perform
    from coach.performer.sources import Rendered as Rendered
    from coach.performer.sources import Truth as Truth
    from coach.photo.image_file import Photo as Photo
    from coach.photo.image_file import read_photo as read_photo
    from coach.photo.photo_person import PhotoPerson as PhotoPerson
    from coach.photo.photo_person import PhotoReader as PhotoReader
    from coach.photo.photo_person import photo_people as photo_people
    from coach.photo.standing_posture import StandingPosture as StandingPosture
    from coach.photo.standing_posture import standing_posture as standing_posture
    from coach.pipeline import run as run
    from coach.pipeline import watch as watch
    from coach.sinks import Sink as Sink
    from coach.store.history import History as History
    from coach.store.history import open_history as open_history
    from coach.store.queries import WorkoutFilter as WorkoutFilter
    from coach.store.records import SetRecord as SetRecord
    from coach.store.records import WorkoutRecord as WorkoutRecord
    from coach.vision.landmarker.landmarker import LandmarkerOptions as LandmarkerOptions
    from coach.vision.live.live_sources import open_live as open_live
    from coach.vision.opening import open_source as open_source
    from coach.workout.plan import Plan as Plan
    from coach.workout.workout import Workout as Workout

__version__ = "0.2.0"

_ROOMS = {
    "coach.body.pose": ("Pose",),
    "coach.body.recording.recording_writer": ("write_recording",),
    "coach.body.recording.recording": ("Recording", "read_recording"),
    "coach.body.stream": ("Frame", "PoseSource", "Sighting", "SourceFacts"),
    "coach.catalogue.definition": ("Exercise",),
    "coach.catalogue.library": ("all_exercises", "load_exercise", "read_exercise"),
    "coach.errors": ("CoachError",),
    "coach.judging.events": ("Event", "Fault", "Rep", "SetSummary", "Tempo"),
    "coach.judging.judge": ("Judge",),
    "coach.judging.observation": ("Observation", "Summary"),
    "coach.workout.plan": ("Plan",),
    "coach.workout.workout": ("Workout",),
    "coach.export.garmin": ("export_fit",),
    "coach.export.history_csv": ("export_csv",),
    "coach.export.history_import": ("import_history",),
    "coach.export.history_json": ("export_json",),
    "coach.store.history": ("History", "open_history"),
    "coach.store.queries": ("WorkoutFilter",),
    "coach.store.records": ("SetRecord", "WorkoutRecord"),
    "coach.moment": ("Moment",),
    "coach.performer.motion.choreography": ("Performance",),
    "coach.performer.repertoire": ("perform",),
    "coach.performer.sources": ("Rendered", "Truth"),
    "coach.photo.image_file": ("Photo", "read_photo"),
    "coach.photo.photo_person": ("PhotoPerson", "PhotoReader", "photo_people"),
    "coach.photo.standing_posture": ("StandingPosture", "standing_posture"),
    "coach.pipeline": ("run", "watch"),
    "coach.sinks": ("Sink",),
    "coach.vision.landmarker.landmarker": ("LandmarkerOptions",),
    "coach.vision.live.live_sources": ("open_live",),
    "coach.vision.opening": ("open_source",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted((*_ROOM_OF, "__version__"))


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(_ROOM_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return list(__all__)
