"""Performances of exercises with their truth: reps and joint angles over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from coach.body.landmarks import Side
from coach.catalogue.poses import Acted, KeyPoses, Prop
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, Figure, angle_row, mirrored
from coach.kinematics.trajectory import Trajectory, smooth
from coach.performer.motion.act import Act, joint_noise
from coach.performer.motion.passage import Passage, joined_passages, move_along
from coach.performer.motion.walk_in import entry_passage, exit_passage
from coach.performer.render.camera import Camera

_CLEAN = Acted()
_SHORTEST_CHANGE_S = 0.2
"""Shortest time from one rep's start position to the next one's."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Durations of a rep's four parts in seconds, in order.

    Attributes:
        out_s: From the start position to the turning point.
        turn_s: Pause at the turning point.
        back_s: From the turning point to the start position.
        start_s: Pause at the start position, before the next rep.
    """

    out_s: float = 1.1
    turn_s: float = 0.2
    back_s: float = 1.0
    start_s: float = 0.4


@dataclass(frozen=True, slots=True)
class TrueRep:
    """A rep as performed; times in seconds since the first frame.

    Attributes:
        number: Number in the performance, from 1.
        side: The leading limb if limbs alternate, else "both".
        start_s: Time at which the start position is left.
        turn_s: Time at which the turning point is reached.
        end_s: Time at which the start position is reached again.
        depth: Share of the way to the turning point.
        fault: Name of its fault, or None.
    """

    number: int
    side: Side | str
    start_s: float
    turn_s: float
    end_s: float
    depth: float
    fault: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it starts after the first frame."""
        return self.start_s >= 0


@dataclass(frozen=True)
class Performance(Act):
    """A set of an exercise by one body in front of one camera, with a known truth.

    Attributes:
        exercise: Canonical name.
        poses: The exercise's key poses.
        depths: Depth of each rep, as a share of the way to the turning point.
        beat: Durations of the parts of a rep.
        beats: Those of each rep, if they differ; reps beyond its length have the usual ones.
        hold_s: Duration of a hold; 0 for reps.
        rest_before_s: Time in the start position before the first rep.
        rest_after_s: Time in the start position after the last rep.
        pauses: Extra seconds in the start position after some reps, by number.
        acted: Name of each rep's fault, or None; reps beyond its length have no fault.
        fault: Name of the fault in a hold, or None.
        faults: Changes to the key poses for each fault.
        entry_s: Time to enter and get into the start position; 0 starts there.
        exit_s: Time to get up and leave; 0 ends in the start position.
        begin_s: Time from the start of the performance to the first frame; all true times count from the
            first frame.
        joint_noise_deg: Standard deviation of slow noise of every joint.
        seed: Seed of the noise.
        body: The body.
        camera: The camera.
        frame_rate: Frames per second.
    """

    exercise: str
    poses: KeyPoses
    depths: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 1.0)
    beat: Beat = field(default_factory=Beat)
    beats: tuple[Beat, ...] = ()
    hold_s: float = 0.0
    rest_before_s: float = 1.5
    rest_after_s: float = 1.5
    pauses: tuple[tuple[int, float], ...] = ()
    acted: tuple[str | None, ...] = ()
    fault: str | None = None
    faults: Mapping[str, Acted] = field(default_factory=dict)
    entry_s: float = 0.0
    exit_s: float = 0.0
    begin_s: float = 0.0
    joint_noise_deg: float = 0.0
    seed: int = 0
    body: Body = field(default_factory=Body)
    camera: Camera = field(default_factory=Camera)
    frame_rate: float = 30.0

    @property
    def name(self) -> str:
        """The exercise's name."""
        return self.exercise

    @property
    def version(self) -> str:
        """Since version 3, a rep's fault starts in its own start position, not on the way to it."""
        return "3" if self.acted else super().version

    @property
    def props(self) -> tuple[Prop, ...]:
        """The props."""
        return self.poses.props

    @cached_property
    def reps(self) -> tuple[TrueRep, ...]:
        """All reps that are at least partly visible, in order."""
        return tuple(rep for rep in self._reps if rep.end_s > 0)

    def beat_of(self, number: int) -> Beat:
        """Durations of the parts of a rep, by its number from 1."""
        return self.beats[number - 1] if number <= len(self.beats) else self.beat

    @cached_property
    def duration_s(self) -> float:
        """Duration in seconds."""
        return self._done_s + self.exit_s

    @cached_property
    def angles_deg(self) -> Array:
        """The joint angles in degrees, with a column for each name in ``MOVEMENTS``."""
        return self._passage.rows

    @property
    def figure(self) -> Figure:
        """The body in every frame, at its place in the room."""
        return self._passage.figure

    @property
    def sweep(self) -> Figure:
        """The body on the way out and back, at its place in the room."""
        return self._trajectory.sweep

    @cached_property
    def _reps(self) -> tuple[TrueRep, ...]:
        reps, pauses = [], dict(self.pauses)
        time = self.entry_s + self.rest_before_s - self.begin_s
        for index, depth in enumerate(self.depths if not self.hold_s else ()):
            side = ("left", "right")[index % 2] if self.poses.alternates else "both"
            fault = self.acted[index] if index < len(self.acted) else None
            beat = self._acted_beat(index + 1, fault)
            turn = time + beat.out_s
            end = turn + beat.turn_s + beat.back_s
            reps.append(TrueRep(index + 1, side, time, turn, end, depth, fault))
            time = end + beat.start_s + pauses.get(index + 1, 0.0)
        return tuple(reps)

    @property
    def _done_s(self) -> float:
        """Time at which the start position is finally left."""
        opening = self.entry_s + self.rest_before_s - self.begin_s
        pause = dict(self.pauses).get(len(self._reps), 0.0)
        last = self._reps[-1].end_s + pause if self._reps else opening + self.hold_s
        return last + self.rest_after_s

    @cached_property
    def _trajectory(self) -> Trajectory:
        return Trajectory(self.poses, self.body)

    @cached_property
    def _passage(self) -> Passage:
        times, entered_s, yaw_deg = self.times, self.entry_s - self.begin_s, self.camera.yaw_deg
        noise = joint_noise(times, self.joint_noise_deg, self.seed)
        before, after = times < entered_s, times >= self._done_s
        during = ~before & ~after
        parts = self._set(times[during], noise[during])
        if before.any():
            clock = times[before] + self.begin_s
            parts.insert(0, entry_passage(clock, self.entry_s, self._trajectory, yaw_deg, noise[before]))
        if after.any():
            clock = times[after] - self._done_s
            parts.append(exit_passage(clock, self.exit_s, self._trajectory, yaw_deg, noise[after]))
        return joined_passages(parts)

    def _set(self, times: Array, noise: Array) -> list[Passage]:
        """The exercise itself: start position, reps, start position."""
        change = self._change(self._reps[0] if self._reps else None)
        still = times < (self._reps[0].start_s if self._reps else np.inf)
        parts = [move_along(self._trajectory, np.zeros(still.sum()), noise[still], change=change)]
        for index, rep in enumerate(self._reps):
            later = self._reps[index + 1] if index + 1 < len(self._reps) else None
            parts += self._rep(rep, later, times, noise)
        return parts

    def _rep(self, rep: TrueRep, later: TrueRep | None, times: Array, noise: Array) -> list[Passage]:
        """A rep and the pause after it, in which the next rep's start position is taken."""
        change, beat = self._change(rep), self._acted_beat(rep.number, rep.fault)
        turned_s = rep.turn_s + beat.turn_s
        onward = self._onward(rep, later, times)
        out = (times >= rep.start_s) & (times < turned_s)
        back = (times >= turned_s) & (times < rep.end_s)
        still = (times >= rep.end_s) & (times < (later.start_s if later else np.inf))
        mirror = rep.side == "right"
        back_from = self._trajectory.rows(np.array([rep.depth]), "out", mirror=mirror, change=change)
        go = partial(move_along, self._trajectory, depth=rep.depth, mirror=mirror, change=change)
        outward = smooth((times[out] - rep.start_s) / beat.out_s)
        homeward = 1 - smooth((times[back] - turned_s) / beat.back_s)
        on_out, on_back = self._halfway(rep)
        return [
            go(outward, noise[out] + _bump(outward, on_out)),
            go(homeward, noise[back] + onward[back] + _bump(homeward, on_back), "back", back_from=back_from),
            go(np.zeros(still.sum()), noise[still] + onward[still], "back"),
        ]

    def _onward(self, rep: TrueRep, later: TrueRep | None, times: Array) -> Array:
        """The transition from a rep's start position to the next one's, which may include a fault.

        It is made during the pause, or at the end of the way back if the pause is too short.

        Returns:
            Degrees to add, shape (frames, movements).
        """
        if later is None:
            return np.zeros((len(times), 1))
        over_s = max(later.start_s - rep.end_s, _SHORTEST_CHANGE_S)
        share = smooth((times - later.start_s + over_s) / over_s)
        added: Array = share[:, None] * (self._change(later)[0] - self._change(rep)[0])
        return added

    def _acted_beat(self, number: int, fault: str | None) -> Beat:
        """The durations of a rep; a fault may change them."""
        beat = self.beat_of(number)
        acted = _CLEAN if fault is None else self.faults[fault]
        return replace(
            beat,
            out_s=beat.out_s if acted.out_s is None else acted.out_s,
            back_s=beat.back_s if acted.back_s is None else acted.back_s,
        )

    def _halfway(self, rep: TrueRep) -> Array:
        """The changes by a fault halfway out and back, shape (2, movements)."""
        acted = _CLEAN if rep.fault is None else self.faults[rep.fault]
        change = np.stack([angle_row(acted.out), angle_row(acted.back)])
        return mirrored(change) if rep.side == "right" else change

    def _change(self, rep: TrueRep | None) -> Array:
        """The change by a fault in a rep or hold to start and turning point, shape (2, movements)."""
        name = self.fault if rep is None else rep.fault
        fault = _CLEAN if name is None else self.faults[name]
        change = np.stack([angle_row(fault.start), angle_row(fault.turn)])
        return mirrored(change) if rep is not None and rep.side == "right" else change


def _bump(share: Array, change: Array) -> Array:
    """A change that is largest halfway, shape (frames, movements), for shares of the way."""
    height: Array = np.sin(np.pi * np.clip(share, 0.0, 1.0)) ** 2
    return height[:, None] * change
