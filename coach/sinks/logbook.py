"""The sink that saves a workout: every rep is in the database as soon as it is complete."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from coach.body.picture_notes import PictureNotes
from coach.errors import HistoryError
from coach.judging.attempts import Attempt
from coach.judging.events import AttemptJudged, Counted, Mended, SetSummary
from coach.judging.observation import Summary
from coach.judging.set_tally import SetTally
from coach.moment import Moment
from coach.resources import database_file
from coach.sinks.frame_times import FrameTimes
from coach.store import spool, writer
from coach.store.attempt_rows import last_attempt, settle_between_sets
from coach.store.database_errors import plain_database_errors
from coach.store.history import open_history
from coach.store.kinds import State
from coach.store.reanalysis import EarlierAnalysis, Settlement
from coach.store.records import SetRecord
from coach.store.run_lock import running
from coach.store.schema import PATIENCE_S, WRITES, open_database, set_patience
from coach.store.settlement import Outcome, settle_workout
from coach.store.writer import Ending, WorkoutFacts

_LOG = logging.getLogger(__name__)


class Logbook:
    """Saves a workout while it happens.

    Each change of a set is written at once; at the end, the workout is brought in line with its summary
    (``coach.store.settlement``). What the database cannot take goes to a spool file beside it
    (``coach.store.spool``).

    If a film is already saved for the same profile and exercise, its entry is updated and keeps its number,
    date and details, unless the earlier analysis counted more (``coach.store.reanalysis``).

    Attributes:
        workout_id: The number of the workout, for 'coach history show'; None if nothing was saved.
        weight_kg: The load; taken from an earlier analysis if none was given.
        as_training: Whether the workout is saved as training.
        film_date: When the film was recorded, also as given earlier; None if unknown.
        replaced: The earlier analysis of this film that was updated; set at the end.
        better_earlier: The earlier analysis that stays because it counted more than this one.
        is_rearranged: Whether it stays because its sets were merged or split by hand instead.
        corrected: The saved sets, if an earlier correction by the user still applies; else None.
        unsaved: Why the end could not be saved, or None; what was written before stays.
        spool_file: The file with what could not be saved, or None.
    """

    def __init__(
        self,
        facts: WorkoutFacts,
        database: Path | None = None,
        *,
        patience_s: float = PATIENCE_S,
        live_patience_s: float | None = None,
        resume_id: int | None = None,
        notes: Callable[[], PictureNotes] = tuple,
    ) -> None:
        """Create a logbook.

        Args:
            facts: The facts known before the first moment.
            database: The database; the user's own by default.
            patience_s: How long to wait for another program that holds the database, in seconds.
            live_patience_s: The same during a live workout, between its beginning and end.
            resume_id: The number of an interrupted workout to resume; the caller holds its lock
                (``coach.store.run_lock``).
            notes: Returns the notes on the picture so far; called whenever a result is saved.
        """
        self._facts = facts
        self._live_patience_s = live_patience_s
        self._resume_id = resume_id
        self._notes = notes
        self._patience_s = patience_s
        self._database = database or database_file()
        self._tally = SetTally(facts.range_used, facts.exercise)
        self._unwritten: set[int] = set()  # numbers of sets with changes to write
        self._previous_sets = 0  # number of the last set before this run
        self._previous_attempts = 0  # number of the last attempt between sets before this run
        self._between_sets: tuple[Attempt, ...] = ()  # as they are written
        self._has_counts = False  # whether a non-empty set is written
        self._times = FrameTimes()
        self._frames_with_pose = 0
        self._ended = False
        self.workout_id: int | None = None
        self.weight_kg = facts.weight_kg
        self.as_training = facts.as_training
        self.film_date = facts.source.recorded_at
        self.replaced: EarlierAnalysis | None = None
        self.better_earlier: EarlierAnalysis | None = None
        self.is_rearranged = False
        self.corrected: tuple[SetRecord, ...] | None = None
        self.unsaved: HistoryError | None = None
        self.spool_file: Path | None = None

    @property
    def saved_id(self) -> int | None:
        """The workout's number, once a non-empty set is written."""
        return self.workout_id or self._id if self._has_counts else None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            engine = stack.enter_context(open_database(self._database, patience_s=self._patience_s))
            self._connection = stack.enter_context(engine.execution_options(**WRITES).connect())
            with self._connection.begin():
                writer.close_abandoned(self._connection, self._database, but=self._resume_id)
                self._begin(stack)
            self._set_patience(self._live_patience_s)
            self.workout_id = self._id
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        with self._stack:
            if not self._ended:  # after an error: save what there is
                self._end(self._outcome_so_far())

    def receive(self, moment: Moment) -> None:
        """Take a moment; writes only if something was counted."""
        self._times.add(moment.time)
        self._frames_with_pose += moment.pose is not None
        has_counted = False
        for event in moment.observation.events:
            if isinstance(event, Counted | Mended):
                self._unwritten.add(self._tally.add(event))
                has_counted = True
            elif isinstance(event, AttemptJudged) and (number := self._tally.add_attempt(event)) is not None:
                self._unwritten.add(number)
        if has_counted:
            self._write_changed_sets()

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Save the final result and settle it with an earlier analysis of the same film.

        If saving fails, the count is not lost: ``unsaved`` holds the reason, ``spool_file`` the result.
        """
        state: State = "interrupted" if interrupted else "finished"
        frames, seen = summary.frames, summary.frames_with_pose
        self._end(
            Outcome(
                sets=summary.sets,
                ending=Ending(state, frames, seen, summary.view, summary.tilt_deg, self._notes()),
                segments=summary.segments or (),
                after=self._previous_sets,
                frame_rates=self._frame_rates(summary.sets),
                between_sets=summary.between_sets,
                after_attempt=self._previous_attempts,
            )
        )

    def _begin(self, stack: ExitStack) -> None:
        """Begin or resume the workout; one deleted in the meantime begins again."""
        if self._resume_id is not None:
            self._previous_sets = writer.last_set(self._connection, self._resume_id)
            self._previous_attempts = last_attempt(self._connection, self._resume_id)
            started_at = writer.resume_workout(self._connection, self._resume_id)
            if started_at is not None:
                self._id, self._started_at, self._has_counts = (
                    self._resume_id,
                    started_at,
                    self._previous_sets > 0,
                )
                return
        self._started_at = datetime.now(UTC)
        self._id = writer.begin_workout(self._connection, self._facts, self._started_at)
        if self._id != self._resume_id:
            stack.enter_context(running(self._database, self._id))

    def _set_patience(self, seconds: float | None) -> None:
        """Set how long writes wait for another program; live, the next rep comes soon."""
        if seconds is not None:
            set_patience(self._connection, seconds)

    def _write_changed_sets(self) -> None:
        """Write every changed set; on failure, a spool file keeps them safe if this process dies."""
        has_counts = self._has_counts
        try:
            with self._transaction():
                for number in self._unwritten:
                    summary = self._tally.sets[number]
                    rate = self._times.rate(summary.start_s, summary.end_s)
                    writer.settle_set(self._connection, self._id, self._facts, summary, rate)
                    has_counts = has_counts or not summary.is_empty
                self._write_between_sets()
        except HistoryError as error:
            _LOG.info("not written yet: %s", error)
            self._write_spool_file(self._outcome_so_far())  # the next event or the end retries
        else:
            self._has_counts = has_counts
            self._remove_spool_file()

    def _write_between_sets(self) -> None:
        """Write the attempts between sets, if there are others by now."""
        attempts = self._tally.between_sets
        if attempts != self._between_sets:
            settle_between_sets(self._connection, self._id, attempts, after=self._previous_attempts)
            self._between_sets = attempts

    def _end(self, outcome: Outcome) -> None:
        self._ended = True
        try:
            self._set_patience(None if self._live_patience_s is None else self._patience_s)
            with self._transaction():
                settled = settle_workout(self._connection, self._id, self._facts, outcome)
            self._remove_spool_file()
            self._apply_result(settled)
        except HistoryError as error:
            self.unsaved = error
            self._write_spool_file(outcome)
            self.workout_id = self._id if self._has_counts else None

    def _apply_result(self, settled: Settlement) -> None:
        """Take over what is saved now."""
        self.replaced, self.better_earlier, self.workout_id = settled.replaced, settled.better_earlier, None
        self.is_rearranged = settled.is_rearranged
        if settled.now is None:
            return
        self.workout_id = settled.now.id
        self.as_training = settled.now.as_training
        self.film_date = settled.now.film_date
        self.weight_kg = settled.now.weight_kg
        if settled.corrected:
            with open_history(self._database) as history:
                self.corrected = history.workout(settled.now.id).sets

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write in one transaction; on failure, the changes stay pending.

        Ctrl-C may arrive after the commit but before it is registered. The write then repeats, which is
        harmless because it is idempotent.
        """
        try:
            with plain_database_errors(self._database), self._connection.begin():
                yield
        except KeyboardInterrupt:
            self._connection.invalidate()  # its state is unknown: the next write uses a fresh connection
            raise
        self._unwritten.clear()

    def _outcome_so_far(self) -> Outcome:
        """The outcome if the workout ended now."""
        sets = tuple(summary for _, summary in sorted(self._tally.sets.items()))
        return Outcome(
            sets=sets,
            ending=Ending(
                "interrupted", len(self._times), self._frames_with_pose, picture_notes=self._notes()
            ),
            after=self._previous_sets,
            frame_rates=self._frame_rates(sets),
            between_sets=self._tally.between_sets,
            after_attempt=self._previous_attempts,
        )

    def _frame_rates(self, sets: Iterable[SetSummary]) -> dict[int, float]:
        rates = ((each.number, self._times.rate(each.start_s, each.end_s)) for each in sets)
        return {number: rate for number, rate in rates if rate is not None}

    def _write_spool_file(self, outcome: Outcome) -> None:
        """Write the outcome to a spool file; if that fails too, it stays pending in memory."""
        spooled = spool.Spooled(
            workout_id=self._id, started_at=self._started_at, facts=self._facts, outcome=outcome
        )
        with suppress(OSError):
            self.spool_file = spool.write_spool_file(self._database, spooled)

    def _remove_spool_file(self) -> None:
        """Remove the spool file once the database has its content."""
        if self.spool_file is not None:
            with suppress(OSError):
                self.spool_file.unlink(missing_ok=True)
            self.spool_file = None
