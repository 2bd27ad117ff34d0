"""The sink that records the landmarks of a workout, so that it can be judged again later."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coach.body.picture_notes import PictureNotes
from coach.body.recording.recording_writer import RecordingWriter
from coach.body.stream import Closing, Sighting, SourceFacts
from coach.errors import HistoryError
from coach.judging.observation import Summary
from coach.moment import Moment
from coach.store.recordings.kept_recordings import keep_recording, new_recording_path

_LOG = logging.getLogger(__name__)


class WorkoutRecording(Closing):
    """Records every pose of a workout; the recording is kept if the workout is.

    A recording is a convenience: if it can't be written, the workout goes on without it.
    """

    def __init__(
        self,
        facts: SourceFacts,
        database: Path,
        *,
        workout_id: Callable[[], int | None],
        notes: Callable[[], PictureNotes] = tuple,
    ) -> None:
        """Create a recording.

        Args:
            facts: Facts about the source.
            database: The database of the workout.
            workout_id: Returns the number of the saved workout, once it has ended; None if it isn't saved.
            notes: Returns the notes on the picture.
        """
        self._facts = facts
        self._database = database
        self._workout_id = workout_id
        self._notes = notes
        self._path = new_recording_path(database)
        self._writer: RecordingWriter | None = None
        try:
            self._writer = RecordingWriter(self._path, compact=True)
        except OSError as error:
            self._give_up(error)

    def receive(self, moment: Moment) -> None:
        """Record a pose."""
        if self._writer is None:
            return
        try:
            self._writer.add(Sighting(moment.time, moment.pose))
        except OSError as error:
            self._give_up(error)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Keep the recording if the workout was saved with a set."""
        workout_id = self._workout_id()
        if self._writer is None or workout_id is None or all(each.is_empty for each in summary.sets):
            return
        try:
            self._writer.finish(self._facts, notes=self._notes())
            keep_recording(self._database, workout_id, self._path, alone=self._facts.kind != "camera")
        except (OSError, HistoryError) as error:
            self._give_up(error)

    def close(self) -> None:
        """Remove what was not kept."""
        if self._writer is not None:
            self._writer.close()

    def _give_up(self, error: Exception) -> None:
        _LOG.info("not recorded: %s", error)
        self.close()
        self._writer = None
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
