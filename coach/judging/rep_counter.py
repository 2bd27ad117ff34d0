"""Counts reps: from the signal through state machines and pairing to sets."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import zip_longest
from statistics import median

from coach.body.angles import JOINTS, Angles
from coach.body.landmarks import Side
from coach.catalogue.definition import Exercise, Reps, Signal
from coach.judging.assessment.standard import LevelJudge
from coach.judging.attempts import Reason
from coach.judging.bounds import meets, meets_visible
from coach.judging.candidates import reasons
from coach.judging.candidates.attempt_finder import AttemptFinder
from coach.judging.cycle import AROUND_S, Cycle, Dropped, Instant
from coach.judging.events import Event, RangeUsed, Rep, RepCompleted, RepSide
from coach.judging.evidence import Evidence
from coach.judging.range_standard import RangeStandard
from coach.judging.rep_pairing import Finished, RepPairing
from coach.judging.rep_state_machine import ABANDONED_S, RepPhase, RepStateMachine
from coach.judging.sets import Sets
from coach.judging.signal import SEEN, SignalReader, bent_side

_UNDETECTED_S = 1.5
"""A longer gap in detection discards the current movement."""
_OUT_OF_POSITION_S = 1.0
"""How long the body may seem out of position within a rep: landmarks stray."""
_AGREES = 0.4
"""The main angle must move at least this share of the signal's excursion, or it was poorly visible."""
_ON_THE_SPOT = 1.2
"""Most sideways movement within a rep and the second before it, in trunk lengths. On film, people who stay on
the spot move 0.9 at most, even with a hand-held camera; people who walk move 1.7 or more, even if they come
back."""
_BEFORE_S = 1.0
_FASTEST = 6.0
"""Trunk lengths per second, about 3 m/s. Anything faster is a cut, a mirror or another person, not a walk."""
_TRACKED_S = 0.25
"""Movement across a longer gap is not counted as walking."""
_MEMORY = 4096
_LIMBS: tuple[Side, Side] = ("left", "right")


class RepCounter:
    """Counts the reps of one exercise."""

    def __init__(
        self,
        exercise: Exercise,
        reps: Reps,
        range_used: RangeUsed,
        sets: Sets,
        levels: LevelJudge | None = None,
    ) -> None:
        signal = exercise.signal
        self._standard = standard = RangeStandard(reps, range_used)
        self._exercise = exercise
        self._reps = reps
        self._sets = sets
        self._levels = levels or LevelJudge(exercise)
        self._separate_limbs = signal.limbs == "each"
        self._rows = joint_rows(signal)
        self._sign = -1.0 if signal.turn == "low" else 1.0
        self._reader = SignalReader(signal)
        self._main = self._main_reader(signal)
        self._evidence = Evidence(signal)
        self._machines = [
            RepStateMachine(reps, attempt=standard.attempt) for _ in range(1 + self._separate_limbs)
        ]
        self._pairing = RepPairing(reps, standard)
        self._attempts = AttemptFinder(exercise, reps, self._rows, self._sign, attempt=standard.attempt)
        self._roms: deque[tuple[float, tuple[float, ...], Side | None]] = deque(maxlen=_MEMORY)
        self._places: deque[tuple[float, float]] = deque([(0.0, 0.0)], maxlen=_MEMORY)
        self._aside = 0.0
        self._first_s: float | None = None
        self._detected_s: float | None = None
        self._in_position_s = 0.0
        self.level: float | None = None

    @staticmethod
    def _main_reader(signal: Signal) -> SignalReader | None:
        """A reader of the main angle, if that is not the signal itself."""
        if signal.counted == (signal.angle,):
            return None
        return SignalReader(signal.model_copy(update={"count_by": (signal.angle,)}))

    @property
    def phase(self) -> str:
        """The phase of the limb that is farthest along."""
        order = list(RepPhase)
        return max((machine.phase for machine in self._machines), key=order.index).value

    @property
    def depth(self) -> float | None:
        """Excursion of the farthest limb, in minimum excursions; None while away."""
        return max((machine.depth for machine in self._machines if machine.depth is not None), default=None)

    @property
    def own_depth(self) -> float | None:
        """Median depth of the person's own reps, in minimum excursions; None until it is known."""
        own = self._standard.own
        return None if own is None else own / self._reps.minimum_excursion

    @property
    def full_depth(self) -> float:
        """Depth that a full rep requires now, in minimum excursions."""
        return self._standard.required / self._reps.minimum_excursion

    def observe(self, angles: Angles, time: float) -> list[Event]:
        """Take the body at one moment."""
        if self._detected_s is not None and time - self._detected_s > _UNDETECTED_S:
            self._leave(time, gap_s=time - self._detected_s)
        self._detected_s = time
        if self._first_s is None:
            self._first_s = time
        reading = self._reader.read(angles, time)
        self._store(angles, time, reading.levels)
        self._attempts.observe(time, angles, reading.levels, self._machines)
        self.level = self._sign * max(reading.levels)
        in_position = meets(self._exercise.position.during, angles, None, self.level)
        if in_position:
            self._in_position_s = time
        elif time - self._in_position_s > _OUT_OF_POSITION_S:
            self._leave(time)
        completed: list[tuple[int, Cycle]] = []
        for limb, (level, trust) in enumerate(zip(reading.levels, reading.trust, strict=True)):
            machine = self._machines[limb]
            cycle = machine.observe(self._instant(angles, time, limb, level, trust, in_position))
            if cycle is not None:
                completed.append((limb, cycle))
            elif machine.dropped is not None:
                self._drop(machine.dropped, limb)
        events = self._add_cycles(completed, time)
        events += self._settle(time)
        judged = self._judged_attempts(time)
        return [*events, *judged] if events else [*judged, *self._rest(time)]

    def finish(self, time: float) -> list[Event]:
        """Count a rep that is returning when the source ends."""
        ended = [(limb, machine.finish()) for limb, machine in enumerate(self._machines)]
        completed = [
            (limb, replace(cycle, end_s=min(cycle.end_s, time))) for limb, cycle in ended if cycle is not None
        ]
        for limb, machine in enumerate(self._machines):
            if machine.dropped is not None:
                self._drop(machine.dropped, limb, reasons.UNFINISHED)
        events = self._add_cycles(completed, time) + self._settle(time)
        return events + self._judged_attempts(time)

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the set: at its target, or ``cut`` off, when a returning rep still counts."""
        events = self.finish(time) if cut else self._settle(time)
        self._pairing.new_set()
        return [*events, *self._sets.end(time)]

    def undo(self) -> None:
        """Remove the last rep: its number is free again, and its range is forgotten."""
        self._pairing.undo()
        self._sets.range_used = self._standard.range_used

    def _instant(
        self, angles: Angles, time: float, limb: int, level: float, trust: float, in_position: bool
    ) -> Instant:
        position, signal = self._exercise.position, self._sign * level
        which = limb if self._separate_limbs else None
        ready = in_position and meets(position.start, angles, which, signal)
        is_visible = which is None or float(angles.visibility[self._rows, which].min()) >= SEEN
        proper = is_visible and meets_visible(position.turn, angles, which, signal)
        return Instant(time, level, ready, proper, trust)

    def _leave(self, time: float, gap_s: float | None = None) -> None:
        """Discard the current movements: out of position, or not detected for ``gap_s`` seconds."""
        for limb, machine in enumerate(self._machines):
            machine.leave()
            if machine.dropped is None:
                continue
            grounds = self._attempts.grounds
            reason = (
                grounds.of_position(self._in_position_s, time, limb)
                if gap_s is None
                else reasons.undetected(gap_s, _UNDETECTED_S)
            )
            self._drop(machine.dropped, limb, reason)

    def _drop(self, dropped: Dropped, limb: int, cut_off_by: Reason | None = None) -> None:
        """Record a movement that the state machine did not complete."""
        cycle = dropped.cycle
        duration_s = cycle.end_s - cycle.left_s
        match dropped.why:
            case "too-fast":
                reason = reasons.too_fast(duration_s, self._reps.minimum_duration_s)
            case "no-return":
                reason = reasons.stayed_out(duration_s, ABANDONED_S)
            case "cut-off":
                reason = cut_off_by or reasons.UNFINISHED
        self._attempts.reject(cycle, self._side(cycle, limb), reason)

    def _judged_attempts(self, time: float) -> list[Event]:
        """The attempts that do not count, once that is decided."""
        if not self._attempts.has_open:
            return []
        waits = self._pairing.is_waiting
        is_out = [waits or machine.out_since is not None for machine in self._machines]
        return [self._sets.add_attempt(each, time) for each in self._attempts.settle(is_out)]

    def _add_cycles(self, completed: list[tuple[int, Cycle]], time: float) -> list[Event]:
        """Add cycles that ended at one moment, in the order of their turning points."""
        events: list[Event] = []
        completed.sort(key=lambda each: (each[1].turn_s, each[1].end_s, -each[1].excursion))
        for (limb, cycle), later in zip_longest(completed, completed[1:]):
            others_out_since = self._out_since(1 - limb) if later is None else later[1].left_s
            events += self._add_cycle(cycle, limb, others_out_since, time)
        return events

    def _out_since(self, limb: int) -> float | None:
        """When a limb that counts separately left its start position; None if it has not."""
        return self._machines[limb].out_since if self._separate_limbs else None

    def _add_cycle(self, cycle: Cycle, limb: int, others_out_since: float | None, time: float) -> list[Event]:
        """Add a cycle that ended, unless it only looks like a rep."""
        objection = self._objection(cycle, limb)
        if objection is not None:
            self._attempts.reject(cycle, self._side(cycle, limb), objection)
            return []
        cycle = replace(cycle, left_s=max(cycle.left_s, self._first_s or 0.0))
        rom_deg = self._rom(cycle, limb)
        if rom_deg < _AGREES * cycle.excursion:
            if cycle.excursion < self._reps.minimum_excursion:
                objection = reasons.main_angle(self._exercise.signal, rom_deg, _AGREES * cycle.excursion)
                self._attempts.reject(cycle, self._side(cycle, limb), objection)
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
        return self._record(self._pairing.enter(finished, others_out_since, time), time)

    def _objection(self, cycle: Cycle, limb: int) -> Reason | None:
        """Why a cycle only looks like a rep, if it does."""
        if not cycle.proper:
            return self._attempts.grounds.of_turn(cycle, limb)
        if self._separate_limbs and cycle.trust < SEEN:
            return self._attempts.grounds.hidden_in(cycle, limb)
        walked = self._walked(cycle)
        return reasons.walked(walked, _ON_THE_SPOT) if walked > _ON_THE_SPOT else None

    def _track_position(self, time: float, aside: float) -> None:
        """Track how far the body walks across the frame."""
        last_s, gone = self._places[-1]
        step, self._aside = aside - self._aside, aside
        since_s = time - last_s
        walked = since_s <= _TRACKED_S and abs(step) <= _FASTEST * since_s
        self._places.append((time, gone + step * walked))

    def _walked(self, cycle: Cycle) -> float:
        """How far the body walked during a cycle or shortly before it, in trunk lengths; 0 if it may."""
        if not self._exercise.position.on_the_spot:
            return 0.0
        since_s = cycle.left_s - _BEFORE_S
        places = [place for time, place in self._places if since_s <= time <= cycle.end_s]
        return max(places) - min(places) if places else 0.0

    def _settle(self, time: float) -> list[Event]:
        is_out = any(machine.out_since is not None for machine in self._machines)
        return self._record(self._pairing.settle(time, other_is_out=is_out), time)

    def _rest(self, time: float) -> list[Event]:
        moving = any(machine.out_since is not None for machine in self._machines)
        if moving or not self._sets.is_resting(time):
            return []
        return self.end_set(time, cut=False)

    def _record(self, reps: list[Rep], time: float) -> list[Event]:
        events: list[Event] = []
        for rep in map(self._levels.rated, reps):
            events += self._sets.start(time, rep.start_s)
            self._sets.add(rep)
            self._attempts.count(rep.number, rep.side, rep.start_s, rep.turn_s, rep.end_s)
            self._sets.range_used = self._standard.range_used
            events.append(RepCompleted(time, self._sets.number, rep))
        return events

    def _store(self, angles: Angles, time: float, levels: tuple[float, ...]) -> None:
        main = levels if self._main is None else self._main.read(angles, time).levels
        side_by = self._exercise.signal.side_by
        self._evidence.observe(angles, time)
        self._track_position(time, angles.aside)
        self._roms.append((time, main, bent_side(angles, side_by) if side_by else None))

    def _side(self, cycle: Cycle, limb: int) -> RepSide:
        if self._separate_limbs:
            return _LIMBS[limb]
        sides = [side for time, _, side in self._roms if abs(time - cycle.turn_s) <= AROUND_S]
        for side in _LIMBS:
            if 2 * sides.count(side) > len(sides):
                return side
        return "both"

    def _rom(self, cycle: Cycle, limb: int) -> float:
        """Range of motion of the main angle between start position and turning point, degrees."""
        return abs(self._around(cycle.turn_s, limb) - self._around(cycle.left_s, limb))

    def _around(self, moment: float, limb: int) -> float:
        near = [main[limb] for time, main, _ in self._roms if abs(time - moment) <= AROUND_S]
        return median(near) if near else min(self._roms, key=lambda each: abs(each[0] - moment))[1][limb]


def joint_rows(signal: Signal) -> list[int]:
    """Rows of :class:`Angles` that an exercise needs: those of the signal and the main angle.

    The attitude of the trunk comes from the shoulders and hips, so it needs the row of the hips.
    """
    joints: set[str] = {signal.angle, *signal.counted}
    return [row for row, joint in enumerate(JOINTS) if joint in joints] or [JOINTS.index("hip")]
