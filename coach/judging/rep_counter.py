"""Counts repetitions: signal, state machines, ledger and sets in one place."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import zip_longest
from statistics import median

from coach.body.angles import JOINTS, Angles
from coach.body.landmarks import Side
from coach.catalogue.definition import Exercise, Reps, Signal
from coach.judging.bounds import looks, meets
from coach.judging.cycle import AROUND_S, Cycle, Instant
from coach.judging.events import Event, RangeUsed, Rep, RepCompleted, RepSide
from coach.judging.evidence import Evidence
from coach.judging.range_standard import RangeStandard
from coach.judging.rep_pairing import Finished, RepPairing
from coach.judging.rep_state_machine import RepPhase, RepStateMachine
from coach.judging.sets import Sets
from coach.judging.signal import SEEN, SignalReader, bent_side

_UNSEEN_S = 1.5
"""A body unseen for longer may have done anything; what was under way is forgotten."""
_ASTRAY_S = 1.0
"""So long may the body look out of position within a repetition: landmarks stray."""
_AGREES = 0.4
"""The main angle must have gone at least this share of what is counted by, or it was not seen well."""
_ON_THE_SPOT = 1.2
"""Who trains on the spot keeps to less than this in a repetition and a second before it, in lengths of the
trunk across the picture: 0.9 at most on film, the camera held in a hand. Who walks goes 1.7 and more, though
turning round may bring him back to where he was."""
_BEFORE_S = 1.0
_FASTEST = 6.0
"""Lengths of the trunk a second: 3 m/s. What is faster is a cut, a mirror or another person, not a walk."""
_FOLLOWED_S = 0.25
"""Who was out of sight for longer was not seen to walk."""
_MEMORY = 4096
_LIMBS: tuple[Side, Side] = ("left", "right")


class RepCounter:
    """Counts one exercise's repetitions."""

    def __init__(self, exercise: Exercise, reps: Reps, range_used: RangeUsed, sets: Sets) -> None:
        signal = exercise.signal
        self._asked = asked = RangeStandard(reps, signal, range_used)
        self._exercise = exercise
        self._reps = reps
        self._sets = sets
        self._apart = signal.limbs == "each"
        self._rows = joint_rows(signal)
        self._sign = -1.0 if signal.turn == "low" else 1.0
        self._gauge = SignalReader(signal)
        self._main = self._main_gauge(signal)
        self._evidence = Evidence(signal)
        self._finders = [RepStateMachine(reps, attempt=asked.attempt) for _ in range(1 + self._apart)]
        self._ledger = RepPairing(reps, asked)
        self._roms: deque[tuple[float, tuple[float, ...], Side | None]] = deque(maxlen=_MEMORY)
        self._places: deque[tuple[float, float]] = deque([(0.0, 0.0)], maxlen=_MEMORY)
        self._aside = 0.0
        self._first_s: float | None = None
        self._seen_s: float | None = None
        self._placed_s = 0.0
        self.level: float | None = None

    @staticmethod
    def _main_gauge(signal: Signal) -> SignalReader | None:
        """A gauge of the main angle, where it is not what is counted by."""
        if signal.counted == (signal.angle,):
            return None
        return SignalReader(signal.model_copy(update={"count_by": (signal.angle,)}))

    @property
    def phase(self) -> str:
        """Where in a repetition the limb is that is farthest on its way."""
        order = list(RepPhase)
        return max((finder.phase for finder in self._finders), key=order.index).value

    @property
    def depth(self) -> float | None:
        """How far out the farthest limb is, in minimum excursions; None while away."""
        return max((finder.depth for finder in self._finders if finder.depth is not None), default=None)

    @property
    def own_depth(self) -> float | None:
        """How deep the person's own repetitions go, in minimum excursions, once that is known."""
        own = self._asked.own
        return None if own is None else own / self._reps.minimum_excursion

    @property
    def full_depth(self) -> float:
        """From how deep a repetition is full by now, in minimum excursions."""
        return self._asked.wanted / self._reps.minimum_excursion

    def observe(self, angles: Angles, time: float) -> list[Event]:
        """Take in the body at one moment."""
        if self._seen_s is not None and time - self._seen_s > _UNSEEN_S:
            self._leave()
        self._seen_s = time
        if self._first_s is None:
            self._first_s = time
        reading = self._gauge.read(angles, time)
        self._remember(angles, time, reading.levels)
        self.level = self._sign * max(reading.levels)
        placed = meets(self._exercise.position.during, angles, None, self.level)
        if placed:
            self._placed_s = time
        elif time - self._placed_s > _ASTRAY_S:
            self._leave()
        over: list[tuple[int, Cycle]] = []
        for limb, (level, trust) in enumerate(zip(reading.levels, reading.trust, strict=True)):
            cycle = self._finders[limb].observe(self._instant(angles, time, limb, level, trust, placed))
            if cycle is not None:
                over.append((limb, cycle))
        events = self._enter_all(over, time)
        events += self._settle(time)
        return events or self._rest(time)

    def finish(self, time: float) -> list[Event]:
        """Count what the end of the source finds on its way back."""
        ended = ((limb, finder.finish()) for limb, finder in enumerate(self._finders))
        over = [
            (limb, replace(cycle, end_s=min(cycle.end_s, time))) for limb, cycle in ended if cycle is not None
        ]
        return self._enter_all(over, time) + self._settle(time)

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the set: at its target, or ``cut`` in the middle; what is on its way back still counts then."""
        events = self.finish(time) if cut else self._settle(time)
        self._ledger.new_set()
        return [*events, *self._sets.end(time)]

    def undo(self) -> None:
        """The next repetition has the number of the last one, which was none and taught nothing."""
        self._ledger.undo()
        self._sets.range_used = self._asked.range_used

    def _instant(
        self, angles: Angles, time: float, limb: int, level: float, trust: float, placed: bool
    ) -> Instant:
        position, signal = self._exercise.position, self._sign * level
        which = limb if self._apart else None
        ready = placed and meets(position.start, angles, which, signal)
        is_seen = which is None or float(angles.visibility[self._rows, which].min()) >= SEEN
        proper = is_seen and looks(position.turn, angles, which, signal)
        return Instant(time, level, ready, proper, trust)

    def _leave(self) -> None:
        for finder in self._finders:
            finder.leave()

    def _enter_all(self, over: list[tuple[int, Cycle]], time: float) -> list[Event]:
        """Cycles that ended at one moment, in the order in which they turned, whichever limb that was."""
        events: list[Event] = []
        over.sort(key=lambda each: (each[1].turn_s, each[1].end_s, -each[1].excursion))
        for (limb, cycle), later in zip_longest(over, over[1:]):
            others_out_since = self._out_since(1 - limb) if later is None else later[1].left_s
            events += self._enter(cycle, limb, others_out_since, time)
        return events

    def _out_since(self, limb: int) -> float | None:
        """Since when a limb that counts for itself is on its way; None where it is not."""
        return self._finders[limb].out_since if self._apart else None

    def _enter(self, cycle: Cycle, limb: int, others_out_since: float | None, time: float) -> list[Event]:
        """A cycle that ended: put it into the account unless it only looks like one."""
        if not cycle.proper or (self._apart and cycle.trust < SEEN) or self._walked(cycle):
            return []
        cycle = replace(cycle, left_s=max(cycle.left_s, self._first_s or 0.0))
        rom_deg = self._rom(cycle, limb)
        if rom_deg < _AGREES * cycle.excursion:
            if cycle.excursion < self._reps.minimum_excursion:
                return []
            rom_deg = cycle.excursion
        evidence = self._evidence
        finished = Finished(
            cycle,
            self._side(cycle, limb),
            rom_deg,
            rom_error_deg=evidence.error_deg(cycle),
            unmeasured=evidence.unmeasured(cycle, limb),
            is_doubtful=evidence.is_doubtful(cycle, limb),
            step_s=evidence.step_s(cycle),
        )
        return self._announce(self._ledger.enter(finished, others_out_since, time), time)

    def _go(self, time: float, aside: float) -> None:
        """Follow where the body is across the picture, as far as it walks there."""
        last_s, gone = self._places[-1]
        step, self._aside = aside - self._aside, aside
        since_s = time - last_s
        walked = since_s <= _FOLLOWED_S and abs(step) <= _FASTEST * since_s
        self._places.append((time, gone + step * walked))

    def _walked(self, cycle: Cycle) -> bool:
        """Whether the body went somewhere in a cycle or shortly before it, where it should not."""
        if not self._exercise.position.on_the_spot:
            return False
        since_s = cycle.left_s - _BEFORE_S
        places = [place for time, place in self._places if since_s <= time <= cycle.end_s]
        return bool(places) and max(places) - min(places) > _ON_THE_SPOT

    def _settle(self, time: float) -> list[Event]:
        is_out = any(finder.out_since is not None for finder in self._finders)
        return self._announce(self._ledger.settle(time, other_is_out=is_out), time)

    def _rest(self, time: float) -> list[Event]:
        moving = any(finder.out_since is not None for finder in self._finders)
        if moving or not self._sets.rests(time):
            return []
        return self.end_set(time, cut=False)

    def _announce(self, reps: list[Rep], time: float) -> list[Event]:
        events: list[Event] = []
        for rep in reps:
            events += self._sets.start(time, rep.start_s)
            self._sets.add(rep)
            self._sets.range_used = self._asked.range_used
            events.append(RepCompleted(time, self._sets.number, rep))
        return events

    def _remember(self, angles: Angles, time: float, levels: tuple[float, ...]) -> None:
        main = levels if self._main is None else self._main.read(angles, time).levels
        side_by = self._exercise.signal.side_by
        self._evidence.observe(angles, time)
        self._go(time, angles.aside)
        self._roms.append((time, main, bent_side(angles, side_by) if side_by else None))

    def _side(self, cycle: Cycle, limb: int) -> RepSide:
        if self._apart:
            return _LIMBS[limb]
        sides = [side for time, _, side in self._roms if abs(time - cycle.turn_s) <= AROUND_S]
        for side in _LIMBS:
            if 2 * sides.count(side) > len(sides):
                return side
        return "both"

    def _rom(self, cycle: Cycle, limb: int) -> float:
        """Range of motion of the main angle between the start position and the turning point."""
        return abs(self._around(cycle.turn_s, limb) - self._around(cycle.left_s, limb))

    def _around(self, moment: float, limb: int) -> float:
        near = [main[limb] for time, main, _ in self._roms if abs(time - moment) <= AROUND_S]
        return median(near) if near else min(self._roms, key=lambda each: abs(each[0] - moment))[1][limb]


def joint_rows(signal: Signal) -> list[int]:
    """Rows of :class:`Angles` that an exercise looks at: what it counts by and the main angle.

    An attitude of the trunk alone is read off the shoulders and hips: the row of the hips.
    """
    joints: set[str] = {signal.angle, *signal.counted}
    return [row for row, joint in enumerate(JOINTS) if joint in joints] or [JOINTS.index("hip")]
