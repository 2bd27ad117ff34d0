"""The sink that remembers: every repetition is in the database as soon as it is complete."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, assert_never

from coach.errors import HistoryError, HistoryLocked
from coach.judging.events import (
    Event,
    HoldProgressed,
    RepCompleted,
    SetEnded,
    SetStarted,
    SetSummary,
    TrackingFound,
    TrackingLost,
)
from coach.judging.judge import Summary
from coach.moment import Moment
from coach.resources import database_file
from coach.store import keeping
from coach.store.keeping import Earlier, Ending, WorkoutFacts
from coach.store.kinds import State
from coach.store.plainly import spoken_plainly
from coach.store.running import running
from coach.store.schema import PATIENCE_S, WRITES, open_database


class Logbook:
    """Writes a workout down while it happens.

    A film that is already remembered for the same profile is updated once the new analysis has finished, and
    keeps its number. Cut short, the new one never replaces anything: it is kept beside unfinished ones, and
    dropped where a finished one of the same exercise is there. Where nothing was counted, it leaves nothing.

    Attributes:
        workout_id: The number of the workout, for «coach history show»; None when nothing was kept.
        replaced: The earlier analysis of this film that was updated, after the end.
        stands: The finished earlier analysis that stays because this one was cut short.
    """

    def __init__(
        self, facts: WorkoutFacts, database: Path | None = None, *, patience_s: float = PATIENCE_S
    ) -> None:
        self._facts = facts
        self._patience_s = patience_s
        self._database = database or database_file()
        self._waiting: list[Event] = []  # what another program's lock keeps us from writing yet
        self._rows: dict[int, int] = {}  # set number -> its row
        self._reps: dict[int, int] = {}  # set number -> its last repetition written
        self._starts: dict[int, SetStarted] = {}
        self._frames = 0
        self._seen = 0
        self._ended = False
        self.workout_id: int | None = None
        self.replaced: Earlier | None = None
        self.stands: Earlier | None = None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            engine = stack.enter_context(open_database(self._database, patience_s=self._patience_s))
            self._connection = stack.enter_context(engine.execution_options(**WRITES).connect())
            with self._connection.begin():
                keeping.mend_abandoned(self._connection, self._database)
                self._id = keeping.begin_workout(self._connection, self._facts)
                stack.enter_context(running(self._database, self._id))
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
            if not self._ended and not isinstance(error, HistoryError):
                self._end((), Ending("interrupted", self._frames, self._seen))

    def receive(self, moment: Moment) -> None:
        """Take in one moment; nothing is written where nothing happened."""
        self._frames += 1
        self._seen += moment.pose is not None
        if moment.observation.events:
            self._waiting.extend(moment.observation.events)
            try:
                with spoken_plainly(self._database), self._connection.begin():
                    self._write_waiting()
            except HistoryLocked:
                return  # the next event, or the end, tries again
            self._waiting.clear()

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Write down how it ended and put a finished analysis in the place of an earlier one.

        Raises:
            HistoryLocked: Another program holds the database.
        """
        self._waiting.extend(summary.events)
        state: State = "interrupted" if interrupted else "finished"
        seen = summary.frames_with_pose
        with spoken_plainly(self._database):
            self._end(summary.sets, Ending(state, summary.frames, seen, summary.view, summary.tilt_deg))

    def _end(self, sets: tuple[SetSummary, ...], ending: Ending) -> None:
        self._ended = True
        with self._connection.begin():
            self._write_waiting()
            for each in sets:
                self._settle_set(each)
            keeping.end_workout(self._connection, self._id, ending)
            if ending.state == "finished":
                self._replace_earlier()
            else:
                self._give_way()
        self._waiting.clear()

    def _replace_earlier(self) -> None:
        earlier = keeping.earlier_of(self._connection, self._id, "finished", "interrupted")
        if earlier:
            self.replaced, *rest = earlier
            keeping.take_the_place_of(self._connection, self._id, self.replaced)
            self.workout_id = self.replaced.id
            for each in rest:
                keeping.drop(self._connection, each.id)

    def _give_way(self) -> None:
        """Leave a finished analysis alone; leave nothing where nothing was counted."""
        if keeping.drop_if_empty(self._connection, self._id):
            self.workout_id = None
            return
        earlier = keeping.earlier_of(self._connection, self._id, "finished")
        same = [each for each in earlier if each.exercise == self._facts.exercise]
        if same:
            self.stands = same[0]
            keeping.drop(self._connection, self._id)
            self.workout_id = None

    def _write_waiting(self) -> None:
        for event in self._waiting:
            self._write(event)

    def _write(self, event: Event) -> None:
        match event:
            case SetStarted():
                self._starts[event.number] = event
            case RepCompleted(set_number=number, rep=rep):
                row = self._row(number, start_s=rep.start_s)
                keeping.keep_rep(self._connection, row, rep)
                keeping.amend_set(self._connection, row, {"end_s": rep.end_s})
                self._reps[number] = rep.number
            case HoldProgressed(set_number=number):
                row = self._row(number, start_s=event.time - event.held_s)
                keeping.amend_set(self._connection, row, {"end_s": event.time, "hold_s": event.held_s})
            case SetEnded():
                self._settle_set(event.summary)
            case TrackingLost() | TrackingFound():
                pass
            case _:
                assert_never(event)

    def _row(self, number: int, *, start_s: float) -> int:
        """The set's row, made when there is something to put in it: an empty set is not worth remembering."""
        if number not in self._rows:
            started = self._starts.get(number)
            values: dict[str, object] = {
                "position": number,
                "exercise": started.exercise if started else self._facts.exercise,
                "exercise_sha256": self._facts.exercise_sha256,
                "start_s": started.time if started else start_s,
                "end_s": start_s,
                "weight_kg": self._facts.weight_kg,
                "range_used": self._facts.range_used,
            }
            self._rows[number] = keeping.keep_set(self._connection, self._id, values)
        return self._rows[number]

    def _settle_set(self, summary: SetSummary) -> None:
        """Write what the whole set came to, and any repetition that came without an event of its own."""
        if not summary.reps and not summary.hold_s:
            return
        row = self._row(summary.number, start_s=summary.start_s)
        for rep in summary.reps:
            if rep.number > self._reps.get(summary.number, 0):
                keeping.keep_rep(self._connection, row, rep)
                self._reps[summary.number] = rep.number
        values: dict[str, object] = {
            "start_s": summary.start_s,
            "end_s": summary.end_s,
            "range_used": summary.range_used,
            "hold_s": summary.hold_s,
        }
        keeping.amend_set(self._connection, row, values)
