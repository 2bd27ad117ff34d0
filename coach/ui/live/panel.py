"""The figures of the live screen: the count, the range, the signal, the tempo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from coach.catalogue.definition import Exercise
from coach.catalogue.measure_text import measure_name, measure_value
from coach.judging.observation import Observation, WorkoutState
from coach.ui import theme
from coach.ui.charts import bar, marks
from coach.ui.exercise import phase_name
from coach.ui.formatting import exercise_text, plural, seconds
from coach.ui.live.big_digits import clock, digits
from coach.ui.live.big_text import letters
from coach.ui.live.live_state import LiveState
from coach.ui.live.sparkline import trace
from coach.ui.row_layout import Part, Row, filled, row, spread, wrapped

_HOLD_S = 30
"""Length of a hold's bar without a target, in seconds."""
_BESIDE = 7
"""Columns for the name of a mark at the end of the bar."""
_TALLEST_TRACE = 8
_WORD, _LABEL = 5, 3
_UNNAMED = "Start: after a few reps, or seconds of a hold, the exercise is recognised and counted."
_NOT_JUDGED = "Any movement that you repeat three times counts. It is not judged."
_ROOMY = 12
"""Rows from which a label in large letters fits."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The figures of one moment, for any terminal size.

    Attributes:
        state: What to show.
        width: Characters.
        ascii_only: Draw with plain characters.
    """

    state: LiveState
    width: int
    ascii_only: bool

    # The large figure -------------------------------------------------------------------------------

    def large(self, height: int) -> list[Row]:
        """The figure to read from far away, as large as it fits: a count, a time or a word."""
        flow, observed = self.state.flow, self.state.observed
        match self.state.activity:
            case "nothing":
                return []
            case "waiting":
                return self._word(f"Set {flow.set_number if flow else 1}", min(height, _WORD), "bold")
            case "over":
                return self._word("Done", height, theme.FULL)
            case "starting":
                assert flow is not None
                return self._digits(str(ceil(flow.begins_in_s or 0.0)), height, theme.TIME)
            case "resting":
                assert flow is not None
                left = flow.rest_left_s
                return self._digits(
                    clock(int(flow.rested_s or 0.0) if left is None else ceil(left)), height, theme.TIME
                )
            case "recognising" | "paused" | "training":
                assert observed is not None
                return self._count(observed, height)

    def _count(self, observed: Observation, height: int) -> list[Row]:
        paused = self.state.activity == "paused"
        if self.state.exercise is None:
            return self._word("Move", min(height, _WORD), theme.ASIDE if paused else "bold")
        style = theme.ASIDE if paused else theme.FULL
        held, full = self._held(observed), observed.full
        if observed.flow is not None:
            full = observed.flow.full
        return self._digits(str(full) if held is None else clock(int(held)), height, style)

    def _held(self, observed: Observation) -> float | None:
        """Seconds held; None if reps are counted."""
        return observed.hold_s if observed.flow is None else observed.flow.hold_s

    def _digits(self, text: str, height: int, style: str) -> list[Row]:
        return filled(digits(text, self.width, height, ascii_only=self.ascii_only), style, self.width)

    def _word(self, text: str, height: int, style: str) -> list[Row]:
        drawn = letters(text, self.width, height, ascii_only=self.ascii_only)
        return filled(drawn or [text], style, self.width)

    # The small figures below it ---------------------------------------------------------------------

    def small(self, height: int) -> list[Row]:
        """The figures to read from nearer, the most important first, in at most ``height`` rows."""
        match self.state.activity:
            case "nothing":
                rows = []
            case "waiting":
                rows = list(self._waiting_figures(height))
            case "starting":
                rows = [self._row(f"seconds until {_set_name(self.state.flow).lower()}")]
            case "resting" | "over":
                rows = list(self._rest_figures())
            case "recognising" | "training" | "paused":
                rows = self._training_figures(height)
        return rows[:height]

    def _waiting_figures(self, height: int) -> Iterator[Row]:
        flow = self.state.flow
        if flow is not None and flow.target is not None:
            yield self._row(f"{_set_name(flow).lower()}: {flow.target} {self._unit(flow.target)}")
        yield row(self.width)
        advice = "" if self.state.exercise is None else self.state.exercise.camera.advice
        yield from wrapped(advice, theme.ASIDE, self.width, height - 2, ascii_only=self.ascii_only)

    def _recognition(self, height: int) -> Iterator[Row]:
        """The likeliest exercise so far, and how to have it recognised."""
        guess = self.state.recognised.guess if self.state.recognised is not None else None
        if guess is not None:
            yield self._row((f"{exercise_text(guess)}? not sure yet", "bold"), "")
            yield row(self.width)
        yield from wrapped(_UNNAMED, theme.ASIDE, self.width, height - 2, ascii_only=self.ascii_only)

    def _rest_figures(self) -> Iterator[Row]:
        flow = self.state.flow
        assert flow is not None
        if flow.stage == "resting":
            yield self._row("rested" if flow.rest_left_s is None else "of rest left")
            yield row(self.width)
            yield self._row(("next: ", theme.ASIDE), (_set_name(flow).lower(), "bold"))
        counted = f"{flow.full} {_counted(self.state.exercise)}"
        done = counted if flow.hold_s is None else f"{clock(int(flow.hold_s))} held"
        partial = f" + {flow.partial} partial" if flow.partial else ""
        yield self._row(("last set: ", theme.ASIDE), (done, theme.FULL), (partial, theme.PARTIAL), "")

    def _training_figures(self, height: int) -> list[Row]:
        """The label first, then the figures that fit; spare rows become spacing and a taller signal."""
        if self.state.exercise is None:
            return list(self._recognition(height))
        observed = self.state.observed
        assert observed is not None
        rows = self._label(observed, large=height >= _ROOMY)
        if self.state.exercise.is_anything:
            return [*rows, row(self.width), *self._free_figures(height - len(rows) - 1)]
        left = height - len(rows)
        thick = 1 if left < 12 else 2
        if left > thick:
            rows += self._airy(left > 8) + self._bar(observed, thick)
            left = height - len(rows)
        tempo = self._tempo() if left > 3 else []
        tall = min(left - 1 - len(tempo) - (left > 7), _TALLEST_TRACE)
        if tall > 1:
            rows += self._airy(left > 7) + self._signal(observed, tall)
        return rows + (tempo if len(rows) < height else [])

    def _free_figures(self, height: int) -> list[Row]:
        """What there is to say of a movement without a range, a phase or a level: its rhythm."""
        rep = self.state.rep
        took = "" if rep is None else seconds(rep.end_s - rep.start_s)
        last = [self._row(("last rep ", theme.ASIDE), took)] if took else []
        words = wrapped(_NOT_JUDGED, theme.ASIDE, self.width, height - 1, ascii_only=self.ascii_only)
        return [*last, *words]

    def _airy(self, airy: bool) -> list[Row]:
        return [row(self.width)] if airy else []

    def _label(self, observed: Observation, *, large: bool) -> list[Row]:
        """What the large figure counts, and the target; in large letters if they fit."""
        flow, partial = observed.flow, observed.partial if observed.flow is None else observed.flow.partial
        target = None if flow is None else flow.target
        if self._held(observed) is not None:
            counted = f"seconds held, of {target or self._aim}"
        else:
            counted = _counted(self.state.exercise) if target is None else f"of {target}"
        short = f" + {partial} partial" if partial and self._held(observed) is None else ""
        if large:
            drawn = letters(counted + short, self.width, _LABEL, ascii_only=self.ascii_only)
            if drawn:
                return filled(drawn, "bold", self.width)
        return [self._row((counted, "bold"), (short, theme.PARTIAL), "")]

    def _bar(self, observed: Observation, thick: int) -> list[Row]:
        """How far into the range of motion, with marks for the required range and your own."""
        flow, held = observed.flow, self._held(observed)
        if held is not None:
            wanted = (flow.target if flow is not None else None) or self._aim
            share, places = held / wanted, [(1.0, clock(wanted))]
        else:
            share, places = observed.depth or 0.0, [(self.state.full_mark, "full")]
            if observed.own_depth is not None:
                places.append((observed.own_depth, "yours"))
        deepest = self.state.deepest if held is None else 0.0
        scale = max(deepest, *(place for place, _ in places)) * self.width / max(self.width - _BESIDE, 1)
        drawn = bar(share, scale, self.width, ascii_only=self.ascii_only).rstrip()
        rest = "." if self.ascii_only else "░"
        filled_up = row(self.width, (drawn, theme.FULL), ("", theme.ASIDE), fill=rest)
        return [filled_up] * thick + [self._row(marks(places, scale, self.width, ascii_only=self.ascii_only))]

    def _signal(self, observed: Observation, tall: int) -> list[Row]:
        exercise = self.state.exercise
        if exercise is None:
            return []
        counted = exercise.signal.counted
        what = " and ".join(map(measure_name, counted))
        now = "" if observed.signal is None else f" {measure_value(counted[0], observed.signal)}"
        phase = phase_name(exercise, observed.phase)
        least = exercise.reps.minimum_excursion if exercise.reps is not None else 30.0
        drawn = trace(self.state.samples, self.width, tall, least, ascii_only=self.ascii_only)
        head = spread(self.width, [phase], [(f"{what}{now}", theme.ASIDE)], ascii_only=self.ascii_only)
        return [head, *filled(drawn, theme.FULL, self.width)]

    def _tempo(self) -> list[Row]:
        rep, exercise = self.state.rep, self.state.exercise
        is_rhythm = exercise is not None and exercise.reps is not None and exercise.reps.pace == "rhythm"
        if rep is None or is_rhythm:
            return []
        return [self._row(("last tempo ", theme.ASIDE), str(rep.tempo))]

    @property
    def _aim(self) -> int:
        exercise = self.state.exercise
        target = exercise.target.hold_s if exercise is not None else None
        return target[0] if target else _HOLD_S

    def _unit(self, number: int) -> str:
        exercise = self.state.exercise
        if exercise is None:
            return "reps"
        return "seconds" if exercise.hold is not None else plural(exercise.name, number)

    def _row(self, *parts: Part) -> Row:
        return row(self.width, *parts, ascii_only=self.ascii_only)


def _counted(exercise: Exercise | None) -> str:
    return "reps" if exercise is not None and exercise.is_anything else "full"


def _set_name(flow: WorkoutState | None) -> str:
    if flow is None:
        return "Set 1"
    return f"Set {flow.set_number}" + (f" of {flow.sets}" if flow.sets is not None else "")
