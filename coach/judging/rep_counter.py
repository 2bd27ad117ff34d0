"""Counts reps: from the signal through state machines and pairing to sets."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from coach.body.angles import JOINTS, Angles
from coach.body.pose import Pose
from coach.catalogue.definition import Exercise, Reps, Signal
from coach.judging.admission.rep_admission import RepAdmission
from coach.judging.admission.rep_reconciler import Explained
from coach.judging.assessment.rep_assessment import RepAssessment
from coach.judging.attempts import Reason
from coach.judging.bounds import may_be_of_posture, meets, meets_visible
from coach.judging.candidates import reasons
from coach.judging.candidates.attempt_finder import AttemptFinder
from coach.judging.candidates.motion_log import MotionLog
from coach.judging.candidates.walk_tracker import WalkTracker
from coach.judging.cycle import Cycle, Dropped, Instant
from coach.judging.events import Event, RangeUsed, RepSide
from coach.judging.evidence import Evidence
from coach.judging.range_standard import RangeStandard
from coach.judging.rep_pairing import Finished, RepPairing
from coach.judging.rep_state_machine import ABANDONED_S, RepPhase, RepStateMachine
from coach.judging.sets import Sets
from coach.judging.signal import SEEN, SignalReader

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
_UNDECIDED_S = 1.5
"""How long a movement that the state machine has not finished is left to it."""
_MOSTLY = 0.5
"""Share of a movement that must be made in the exercise's posture."""
_BOTH = 0.5
"""Two limbs moved if the lesser one moved at least this share of the other."""


class RepCounter:
    """Counts the reps of one exercise."""

    def __init__(
        self,
        exercise: Exercise,
        reps: Reps,
        range_used: RangeUsed,
        sets: Sets,
        assessment: RepAssessment | None = None,
    ) -> None:
        signal = exercise.signal
        self._standard = standard = RangeStandard(reps, range_used)
        self._exercise = exercise
        self._reps = reps
        self._sets = sets
        self._separate_limbs = signal.limbs == "each"
        self._rows = joint_rows(signal)
        self._sign = -1.0 if signal.turn == "low" else 1.0
        self._reader = SignalReader(signal)
        self._evidence = Evidence(signal)
        self._machines = [
            RepStateMachine(reps, attempt=standard.attempt) for _ in range(1 + self._separate_limbs)
        ]
        self._pairing = RepPairing(reps)
        self._attempts = AttemptFinder(exercise, reps, self._rows, self._sign, attempt=standard.attempt)
        self._admission = RepAdmission(
            exercise, reps, standard, sets, self._attempts, assessment or RepAssessment(exercise)
        )
        self._log = MotionLog(signal)
        self._walk = WalkTracker()
        self._first_s: float | None = None
        self._detected_s: float | None = None
        self._in_position_s = 0.0
        self.level: float | None = None

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

    def observe(self, angles: Angles, time: float, pose: Pose | None = None) -> list[Event]:
        """Take the body at one moment; without its ``pose``, nothing is known of what repeats."""
        if pose is not None:
            self._admission.observe(pose, time)
        self._detect(time)
        reading = self._reader.read(angles, time)
        self._attempts.observe(time, angles, reading.levels, self._machines)
        self.level = self._sign * max(reading.levels)
        in_position = self._track_position(angles, time)
        of_posture = may_be_of_posture(self._exercise.position.during, angles)
        self._evidence.observe(angles, time)
        self._walk.observe(time, angles.aside)
        self._log.observe(angles, time, reading.levels, of_posture=of_posture)
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
        events += self._explain(time)
        judged = self._judged_attempts(time)
        return [*events, *judged] if events else [*judged, *self._rest(time)]

    def cut(self, time: float) -> list[Event]:
        """Decide what is under way as at the end of a film, and begin anew: the body is elsewhere at once."""
        events = self.finish(time)
        self._admission.forget_moments()
        self._attempts.forget_movements()
        self._reader = SignalReader(self._exercise.signal)
        self._walk = WalkTracker()
        self._first_s = self._detected_s = None
        return events

    def _detect(self, time: float) -> None:
        """Note that someone was detected; a movement with a long gap is discarded."""
        if self._detected_s is not None and time - self._detected_s > _UNDETECTED_S:
            self._leave(time, gap_s=time - self._detected_s)
        self._detected_s = time
        if self._first_s is None:
            self._first_s = time

    def _track_position(self, angles: Angles, time: float) -> bool:
        """Whether the body is in the exercise's position; a movement out of it is discarded."""
        in_position = meets(self._exercise.position.during, angles, None, self.level)
        if in_position:
            self._in_position_s = time
        elif time - self._in_position_s > _OUT_OF_POSITION_S:
            self._leave(time)
        return in_position

    def finish(self, time: float) -> list[Event]:
        """Count a rep that is returning when the source ends."""
        ended = [(limb, machine.finish()) for limb, machine in enumerate(self._machines)]
        completed = [
            (limb, replace(cycle, end_s=min(cycle.end_s, time))) for limb, cycle in ended if cycle is not None
        ]
        for limb, machine in enumerate(self._machines):
            if machine.dropped is not None:
                self._drop(machine.dropped, limb, reasons.UNFINISHED)
        events = self._add_cycles(completed, time) + self._settle(time) + self._explain(time, ended=True)
        return events + self._judged_attempts(time)

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the set: at its target, or ``cut`` off, when a returning rep still counts."""
        events = self.finish(time) if cut else self._settle(time) + self._admission.release(None, time)
        self._pairing.new_set()
        self._admission.new_set()
        return [*events, *self._sets.end(time)]

    def undo(self) -> None:
        """Remove the last rep: its number is free again, and its range is forgotten."""
        self._admission.undo()

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
        reason = reasons.not_completed(dropped, self._reps.minimum_duration_s, ABANDONED_S, cut_off_by)
        self._attempts.reject(cycle, self._log.side(cycle, limb), reason)

    def _judged_attempts(self, time: float) -> list[Event]:
        """The attempts that do not count, once that is decided."""
        if not self._attempts.has_open:
            return []
        waits = self._pairing.is_waiting or self._admission.is_waiting
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
            self._attempts.reject(cycle, self._log.side(cycle, limb), objection)
            return []
        cycle = replace(cycle, left_s=max(cycle.left_s, self._first_s or 0.0))
        rom_deg = self._log.rom(cycle, limb)
        if rom_deg < _AGREES * cycle.excursion:
            if cycle.excursion < self._reps.minimum_excursion:
                objection = reasons.main_angle(self._exercise.signal, rom_deg, _AGREES * cycle.excursion)
                self._attempts.reject(cycle, self._log.side(cycle, limb), objection)
                return []
            rom_deg = cycle.excursion
        finished = self._finished(cycle, limb, self._log.side(cycle, limb), rom_deg)
        return self._admission.admit(self._pairing.enter(finished, others_out_since, time), time)

    def _objection(self, cycle: Cycle, limb: int) -> Reason | None:
        """Why a cycle only looks like a rep, if it does."""
        if not cycle.proper:
            return self._attempts.grounds.of_turn(cycle, limb)
        if self._separate_limbs and cycle.trust < SEEN:
            return self._attempts.grounds.hidden_in(cycle, limb)
        walked = self._walked(cycle)
        return reasons.walked(walked, _ON_THE_SPOT) if walked > _ON_THE_SPOT else None

    def _walked(self, cycle: Cycle) -> float:
        """How far the body walked around a movement, in trunk lengths; 0 if it may."""
        return self._walk.walked(cycle.left_s, cycle.end_s) if self._exercise.position.on_the_spot else 0.0

    def _settle(self, time: float) -> list[Event]:
        is_out = any(machine.out_since is not None for machine in self._machines)
        return self._admission.admit(self._pairing.settle(time, other_is_out=is_out), time)

    def _rest(self, time: float) -> list[Event]:
        moving = any(machine.out_since is not None for machine in self._machines)
        if moving or not self._sets.is_resting(time):
            return []
        return self._explain(time, ended=True) + self.end_set(time, cut=False)

    def _explain(self, time: float, *, ended: bool = False) -> list[Event]:
        """Count the movements that repeat and that the state machine has missed."""
        events: list[Event] = []
        until = time if ended else self._undecided_since(time)
        for explained in self._admission.explained(time, until, ended=ended):
            finished = self._missed(explained)
            if self._is_in_place(finished.cycle):
                events += self._admission.count(finished, time, alike=explained.repetition.alike)
        return events + self._admission.release(None if ended else time, time)

    def _is_in_place(self, cycle: Cycle) -> bool:
        """Whether a movement that repeats was made in the exercise's posture, and came back to its place."""
        went = self._walk.went(cycle.left_s, cycle.end_s) if self._exercise.position.on_the_spot else 0.0
        return self._log.of_posture(cycle) >= _MOSTLY and went <= _ON_THE_SPOT

    def _undecided_since(self, time: float) -> float:
        """From when on the state machine may still finish a movement itself."""
        since = [machine.out_since for machine in self._machines if machine.out_since is not None]
        if self._pairing.is_waiting:
            return time - _UNDECIDED_S
        return max(time - _UNDECIDED_S, min(since, default=time))

    def _missed(self, explained: Explained) -> Finished:
        """A repetition as a finished movement, read from the exercise's own signal."""
        if explained.waiting is not None:
            return explained.waiting
        repetition = explained.repetition
        each_limb = [
            (self._log.level(repetition.left_s, limb), self._log.level(repetition.turn_s, limb))
            for limb in range(len(self._machines))
        ]
        moved = [turn - start for start, turn in each_limb]
        limb = moved.index(max(moved))
        cycle = Cycle(
            left_s=repetition.left_s,
            reached_s=repetition.reached_s,
            turn_s=repetition.turn_s,
            turned_s=repetition.turned_s,
            end_s=repetition.end_s,
            base=each_limb[limb][0],
            peak=max(each_limb[limb]),
            proper=True,
            trust=1.0,
        )
        both = self._separate_limbs and min(moved) >= _BOTH * max(moved)
        side: RepSide = "both" if both else self._log.side(cycle, limb)
        return self._finished(cycle, limb, side, self._log.rom(cycle, limb))

    def _finished(self, cycle: Cycle, limb: int, side: RepSide, rom_deg: float) -> Finished:
        evidence = self._evidence
        return Finished(
            cycle,
            side,
            rom_deg,
            rom_error_deg=evidence.error_deg(cycle),
            unmeasured=evidence.unmeasured(cycle, limb),
            is_doubtful=evidence.is_doubtful(cycle, limb),
            step_s=evidence.step_s(cycle),
        )


def joint_rows(signal: Signal) -> list[int]:
    """Rows of :class:`Angles` that an exercise needs: those of the signal and the main angle.

    The attitude of the trunk comes from the shoulders and hips, so it needs the row of the hips.
    """
    joints: set[str] = {signal.angle, *signal.counted}
    return [row for row, joint in enumerate(JOINTS) if joint in joints] or [JOINTS.index("hip")]
