"""The sink that remembers: every repetition is in the database as soon as it is complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self, assert_never

from coach.errors import HistoryError
from coach.judging.events import (
    CountCorrected,
    Counted,
    Event,
    FaultNoticed,
    HoldProgressed,
    Mended,
    RepCompleted,
    RepUndone,
    SetEnded,
    SetStarted,
    SetSummary,
)
from coach.judging.judge import Summary
from coach.moment import Moment
from coach.resources import database_file
from coach.store import again, keeping
from coach.store.again import Look
from coach.store.keeping import Ending, WorkoutFacts
from coach.store.kinds import State
from coach.store.plainly import spoken_plainly
from coach.store.running import running
from coach.store.schema import PATIENCE_S, WRITES, open_database


class Logbook:
    """Writes a workout down while it happens.

    A film that is already remembered for the same profile and exercise is updated and keeps its number, its
    date and what was said of it, unless what was counted before is worth more: ``coach.store.again``.

    Attributes:
        workout_id: The number of the workout, for «coach history show»; None when nothing was kept.
        weight_kg: The load it is remembered with: the earlier one's where none was given.
        as_training: Whether it is remembered as training.
        replaced: The earlier analysis of this film that was updated, after the end.
        stands: The earlier analysis that stays because it is worth more than this one.
        unsaved: Why the end could not be written down, or None; what was written before stays.
    """

    def __init__(
        self,
        facts: WorkoutFacts,
        database: Path | None = None,
        *,
        patience_s: float = PATIENCE_S,
        hurry_s: float | None = None,
        goes_on: int | None = None,
    ) -> None:
        """Prepare to remember.

        Args:
            facts: What is known before the first moment.
            database: Where; the user's own by default.
            patience_s: How long to wait for another program that holds the database.
            hurry_s: The same between the beginning and the end, where somebody trains meanwhile.
            goes_on: The number of an interrupted workout that goes on, instead of a new one.
        """
        self._facts = facts
        self._hurry_s = hurry_s
        self._goes_on = goes_on
        self._patience_s = patience_s
        self._database = database or database_file()
        self._waiting: list[Counted | Mended] = []  # what another program's lock keeps us from writing yet
        self._rows: dict[int, int] = {}  # set number -> its row, within one transaction
        self._kept = False  # whether anything that was counted is written
        self._starts: dict[int, SetStarted] = {}
        self._frames = 0
        self._seen = 0
        self._ended = False
        self.workout_id: int | None = None
        self.weight_kg = facts.weight_kg
        self.as_training = facts.as_training
        self.replaced: Look | None = None
        self.stands: Look | None = None
        self.unsaved: HistoryError | None = None

    @property
    def kept_id(self) -> int | None:
        """The workout's number, once something that was counted is written."""
        return self.workout_id or self._id if self._kept else None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            engine = stack.enter_context(open_database(self._database, patience_s=self._patience_s))
            self._connection = stack.enter_context(engine.execution_options(**WRITES).connect())
            with self._connection.begin():
                keeping.mend_abandoned(self._connection, self._database)
                self._id = self._begin()
                stack.enter_context(running(self._database, self._id))
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
            if not self._ended:
                with suppress(HistoryError):  # what went wrong first is what has to be said
                    self._end((), Ending("interrupted", self._frames, self._seen))

    def receive(self, moment: Moment) -> None:
        """Take in one moment; nothing is written where nothing happened."""
        self._frames += 1
        self._seen += moment.pose is not None
        if self._await(moment.observation.events):
            with suppress(HistoryError), self._all_or_nothing():  # the next event, or the end, tries again
                self._write_waiting()

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Write down how it ended and settle it with what is remembered of the film already.

        What can't be written down is no reason to lose the count: ``unsaved`` says why.
        """
        self._await(summary.events)
        state: State = "interrupted" if interrupted else "finished"
        seen = summary.frames_with_pose
        try:
            self._end(summary.sets, Ending(state, summary.frames, seen, summary.view, summary.tilt_deg))
        except HistoryError as error:
            self.unsaved = error
            self.workout_id = self._id if self._kept else None

    def _begin(self) -> int:
        if self._goes_on is None:
            return keeping.begin_workout(self._connection, self._facts)
        keeping.resume_workout(self._connection, self._goes_on)
        self._kept = True
        return self._goes_on

    def _be_patient(self, seconds: float | None) -> None:
        """Wait so long for another program from now on: a repetition comes soon after the last one."""
        if seconds is not None:
            # Asked of SQLite itself: through SQLAlchemy it would begin a transaction, and wait for one.
            cursor = self._connection.connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
            cursor.close()

    def _end(self, sets: tuple[SetSummary, ...], ending: Ending) -> None:
        self._ended = True
        self._be_patient(None if self._hurry_s is None else self._patience_s)
        with self._all_or_nothing():
            self._write_waiting()
            for each in sets:
                self._settle_set(each)
            keeping.end_workout(self._connection, self._id, ending)
            settled = again.settle(self._connection, self._id)
        self.replaced, self.stands, self.workout_id = settled.replaced, settled.stands, None
        if settled.now is not None:
            self.workout_id = settled.now.id
            self.as_training = settled.now.as_training
            self.weight_kg = settled.now.weight_kg

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Write what waits in one go; what could not be written goes on waiting.

        Ctrl-C may come after it was written and before that is known. So all of it may be written twice,
        which does no harm.
        """
        self._rows.clear()
        try:
            with spoken_plainly(self._database), self._connection.begin():
                yield
        except KeyboardInterrupt:
            self._connection.invalidate()  # wherever it came, the next one begins on a fresh connection
            raise
        self._kept = self._kept or bool(self._rows)
        self._waiting.clear()

    def _await(self, events: Iterable[Event]) -> bool:
        """Put aside what is to be written; whether there is any."""
        worth = [event for event in events if isinstance(event, Counted | Mended)]
        self._waiting.extend(worth)
        return bool(worth)

    def _write_waiting(self) -> None:
        for event in self._waiting:
            self._write(event)

    def _write(self, event: Counted | Mended) -> None:
        match event:
            case SetStarted():
                self._starts[event.number] = event
            case RepCompleted(set_number=number, rep=rep):
                row = self._row(number, start_s=rep.start_s)
                keeping.keep_rep(self._connection, row, rep)
                keeping.amend_set(self._connection, row, {"end_s": rep.end_s})
            case HoldProgressed(set_number=number):
                row = self._row(number, start_s=event.time - event.held_s)
                keeping.amend_set(self._connection, row, {"end_s": event.time, "hold_s": event.held_s})
            case FaultNoticed(set_number=number, fault=fault):
                keeping.keep_fault(self._connection, self._row(number, start_s=fault.time), fault)
            case SetEnded():
                self._settle_set(event.summary)
            case RepUndone(set_number=number, rep=rep):
                keeping.forget_rep(self._connection, self._row(number, start_s=rep.start_s), rep.number)
            case CountCorrected(set_number=number):
                row = self._row(number, start_s=event.time)
                keeping.amend_set(self._connection, row, {"added": event.added})
            case _:
                assert_never(event)

    def _row(self, number: int, *, start_s: float, exercise: str | None = None) -> int:
        """The set's row, made when there is something to put in it: an empty set is not worth remembering."""
        if number not in self._rows:
            started = self._starts.get(number)
            name = started.exercise if started else exercise or self._facts.exercise
            values: dict[str, object] = {
                "position": number,
                "exercise": name,
                "exercise_sha256": self._facts.exercise_hashes.get(name or ""),
                "start_s": started.time if started else start_s,
                "end_s": start_s,
                "weight_kg": self._facts.weight_kg,
                "range_used": self._facts.range_used,
                "target": self._facts.targets.get(name or ""),
            }
            self._rows[number] = keeping.keep_set(self._connection, self._id, values)
        return self._rows[number]

    def _settle_set(self, summary: SetSummary) -> None:
        """Write what the whole set came to, and any repetition that came without an event of its own."""
        if not (summary.reps or summary.hold_s or summary.added):
            keeping.drop_set(self._connection, self._id, summary.number)  # every repetition was taken out
            return
        row = self._row(summary.number, start_s=summary.start_s, exercise=summary.exercise)
        for rep in summary.reps:
            keeping.keep_rep(self._connection, row, rep)
        for fault in summary.faults:
            keeping.keep_fault(self._connection, row, fault)
        values: dict[str, object] = {
            "start_s": summary.start_s,
            "end_s": summary.end_s,
            "range_used": summary.range_used,
            "hold_s": summary.hold_s,
            "added": summary.added,
            "confidence": None if summary.confidence is None else float(summary.confidence),
        }
        keeping.amend_set(self._connection, row, values)
