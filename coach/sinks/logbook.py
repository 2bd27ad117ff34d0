"""The sink that remembers: every repetition is in the database as soon as it is complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from coach.body.picture_notes import PictureNotes
from coach.errors import HistoryError
from coach.judging.events import Counted, Mended, SetSummary
from coach.judging.observation import Summary
from coach.judging.set_tally import SetTally
from coach.moment import Moment
from coach.resources import database_file
from coach.sinks.frame_times import FrameTimes
from coach.store import spool, writer
from coach.store.history import open_history
from coach.store.kinds import State
from coach.store.reanalysis import EarlierAnalysis, Settled
from coach.store.records import SetRecord
from coach.store.run_lock import running
from coach.store.schema import PATIENCE_S, WRITES, open_database
from coach.store.settlement import Outcome, settle_workout
from coach.store.sqlite_errors import spoken_plainly
from coach.store.writer import Ending, WorkoutFacts


class Logbook:
    """Writes a workout down while it happens.

    Whatever changes a set is written at once, and at the end the whole workout is made what its summary says:
    ``coach.store.settlement``. What the database can't take is put aside beside it: ``coach.store.spool``.

    A film that is already remembered for the same profile and exercise is updated and keeps its number, its
    date and what was said of it, unless what was counted before is worth more: ``coach.store.reanalysis``.

    Attributes:
        workout_id: The number of the workout, for 'coach history show'; None when nothing was kept.
        weight_kg: The load it is remembered with: the earlier one's where none was given.
        as_training: Whether it is remembered as training.
        film_date: When the film was recorded, also as it was told earlier; None where nobody knows.
        replaced: The earlier analysis of this film that was updated, after the end.
        stands: The earlier analysis that stays because it is worth more than this one.
        corrected: The sets as they are remembered, where a person's earlier correction stays; else None.
        unsaved: Why the end could not be written down, or None; what was written before stays.
        put_aside: The file that holds what could not be written down, or None.
    """

    def __init__(
        self,
        facts: WorkoutFacts,
        database: Path | None = None,
        *,
        patience_s: float = PATIENCE_S,
        hurry_s: float | None = None,
        goes_on: int | None = None,
        notes: Callable[[], PictureNotes] = tuple,
    ) -> None:
        """Prepare to remember.

        Args:
            facts: What is known before the first moment.
            database: Where; the user's own by default.
            patience_s: How long to wait for another program that holds the database.
            hurry_s: The same between the beginning and the end, where somebody trains meanwhile.
            goes_on: The number of an interrupted workout that goes on, instead of a new one; whoever says so
                holds its mark (``coach.store.run_lock``).
            notes: Says what was found about the pictures so far; asked where something is settled.
        """
        self._facts = facts
        self._hurry_s = hurry_s
        self._goes_on = goes_on
        self._notes = notes
        self._patience_s = patience_s
        self._database = database or database_file()
        self._tally = SetTally(facts.range_used, facts.exercise)
        self._waiting: set[int] = set()  # numbers of the sets that are not written down as they stand
        self._after = 0  # the number of the last set that was there before this run
        self._kept = False  # whether anything that was counted is written
        self._times = FrameTimes()
        self._seen = 0
        self._ended = False
        self.workout_id: int | None = None
        self.weight_kg = facts.weight_kg
        self.as_training = facts.as_training
        self.film_date = facts.source.recorded_at
        self.replaced: EarlierAnalysis | None = None
        self.stands: EarlierAnalysis | None = None
        self.corrected: tuple[SetRecord, ...] | None = None
        self.unsaved: HistoryError | None = None
        self.put_aside: Path | None = None

    @property
    def kept_id(self) -> int | None:
        """The workout's number, once something that was counted is written."""
        return self.workout_id or self._id if self._kept else None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            engine = stack.enter_context(open_database(self._database, patience_s=self._patience_s))
            self._connection = stack.enter_context(engine.execution_options(**WRITES).connect())
            with self._connection.begin():
                writer.mend_abandoned(self._connection, self._database, but=self._goes_on)
                self._begin(stack)
            self._be_patient(self._hurry_s)
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
            if not self._ended:  # what went wrong first is what has to be said
                self._end(self._so_far())

    def receive(self, moment: Moment) -> None:
        """Take in one moment; nothing is written where nothing happened."""
        self._times.add(moment.time)
        self._seen += moment.pose is not None
        events = [event for event in moment.observation.events if isinstance(event, Counted | Mended)]
        for event in events:
            self._waiting.add(self._tally.add(event))
        if events:
            self._write_waiting()

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Make the workout what it came to, and settle it with what is remembered of the film already.

        What can't be written down is no reason to lose the count: ``unsaved`` says why, ``put_aside`` where
        it waits.
        """
        state: State = "interrupted" if interrupted else "finished"
        frames, seen = summary.frames, summary.frames_with_pose
        self._end(
            Outcome(
                sets=summary.sets,
                ending=Ending(state, frames, seen, summary.view, summary.tilt_deg, self._notes()),
                segments=summary.segments or (),
                after=self._after,
                frame_rates=self._frame_rates(summary.sets),
            )
        )

    def _begin(self, stack: ExitStack) -> None:
        """Write down that it begins, or goes on; what was removed meanwhile is begun anew."""
        if self._goes_on is not None:
            self._after = writer.last_set(self._connection, self._goes_on)
            started_at = writer.resume_workout(self._connection, self._goes_on)
            if started_at is not None:
                self._id, self._started_at, self._kept = self._goes_on, started_at, self._after > 0
                return
        self._started_at = datetime.now(UTC)
        self._id = writer.begin_workout(self._connection, self._facts, self._started_at)
        if self._id != self._goes_on:
            stack.enter_context(running(self._database, self._id))

    def _be_patient(self, seconds: float | None) -> None:
        """Wait so long for another program from now on: a repetition comes soon after the last one."""
        if seconds is not None:
            # Asked of SQLite itself: through SQLAlchemy it would begin a transaction, and wait for one.
            cursor = self._connection.connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
            cursor.close()

    def _write_waiting(self) -> None:
        """Write every set that changed; what can't be written waits, safe from the death of this process."""
        kept = self._kept
        try:
            with self._all_or_nothing():
                for number in self._waiting:
                    summary = self._tally.sets[number]
                    rate = self._times.rate(summary.start_s, summary.end_s)
                    writer.settle_set(self._connection, self._id, self._facts, summary, rate)
                    kept = kept or not summary.is_empty
        except HistoryError:
            self._put_aside(self._so_far())  # the next event, or the end, tries again
        else:
            self._kept = kept
            self._take_back()

    def _end(self, outcome: Outcome) -> None:
        self._ended = True
        try:
            self._be_patient(None if self._hurry_s is None else self._patience_s)
            with self._all_or_nothing():
                settled = settle_workout(self._connection, self._id, self._facts, outcome)
            self._take_back()
            self._learn(settled)
        except HistoryError as error:
            self.unsaved = error
            self._put_aside(outcome)
            self.workout_id = self._id if self._kept else None

    def _learn(self, settled: Settled) -> None:
        """Know what is remembered now."""
        self.replaced, self.stands, self.workout_id = settled.replaced, settled.stands, None
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
    def _all_or_nothing(self) -> Iterator[None]:
        """Write in one go; what could not be written goes on waiting.

        Ctrl-C may come after it was written and before that is known. So it may be written twice, which does
        no harm: each time it becomes what it came to.
        """
        try:
            with spoken_plainly(self._database), self._connection.begin():
                yield
        except KeyboardInterrupt:
            self._connection.invalidate()  # wherever it came, the next one begins on a fresh connection
            raise
        self._waiting.clear()

    def _so_far(self) -> Outcome:
        """What it came to if it ended now."""
        sets = tuple(summary for _, summary in sorted(self._tally.sets.items()))
        return Outcome(
            sets=sets,
            ending=Ending("interrupted", len(self._times), self._seen, picture_notes=self._notes()),
            after=self._after,
            frame_rates=self._frame_rates(sets),
        )

    def _frame_rates(self, sets: Iterable[SetSummary]) -> dict[int, float]:
        rates = ((each.number, self._times.rate(each.start_s, each.end_s)) for each in sets)
        return {number: rate for number, rate in rates if rate is not None}

    def _put_aside(self, outcome: Outcome) -> None:
        """Put it aside in a file; where there is no room for that either, it goes on waiting in memory."""
        spooled = spool.Spooled(
            workout_id=self._id, started_at=self._started_at, facts=self._facts, outcome=outcome
        )
        with suppress(OSError):
            self.put_aside = spool.put_aside(self._database, spooled)

    def _take_back(self) -> None:
        """Remove what was put aside: the database has it."""
        if self.put_aside is not None:
            with suppress(OSError):
                self.put_aside.unlink(missing_ok=True)
            self.put_aside = None
