"""What is performed, and the truth of it: repetitions in time, and every joint angle at every moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np

from coach.body.landmarks import Side
from coach.catalogue.poses import Acted, KeyPoses, Prop
from coach.performer.figure.body import Body
from coach.performer.figure.skeleton import Array, Figure, angle_row, mirrored
from coach.performer.motion.act import Act, wavering
from coach.performer.motion.passage import Passage, along, together
from coach.performer.motion.trajectory import Trajectory, smooth
from coach.performer.motion.walk_in import coming, going
from coach.performer.render.camera import Camera

_CLEAN = Acted()
_SHORTEST_CHANGE_S = 0.2
"""From one repetition's start position to the next one's takes at least this long."""


@dataclass(frozen=True, slots=True)
class Beat:
    """The seconds of a repetition's four parts, in the order they come.

    Attributes:
        out_s: From the start position to the turning point.
        turn_s: Pause at the turning point.
        back_s: From the turning point to the start position.
        start_s: Pause at the start position, before the next repetition.
    """

    out_s: float = 1.1
    turn_s: float = 0.2
    back_s: float = 1.0
    start_s: float = 0.4


@dataclass(frozen=True, slots=True)
class TrueRep:
    """A repetition as it was performed; times in seconds since the first frame.

    Attributes:
        number: Place in the performance, from 1.
        side: The limb that leads where limbs alternate, else "both".
        start_s: When the start position is left.
        turn_s: When the turning point is reached.
        end_s: When the start position is reached again.
        depth: Share of the way to the turning point; 1 is all of it.
        fault: What was done wrongly, or None.
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
        """Whether all of it is seen: it was not under way already at the first frame."""
        return self.start_s >= 0


@dataclass(frozen=True)
class Performance(Act):
    """One set of an exercise by one body before one camera; everything about it is known.

    Attributes:
        exercise: Canonical name.
        poses: The exercise's key poses.
        depths: For each repetition, how far it goes towards the turning point.
        beat: How long each part of a repetition takes.
        hold_s: For an exercise that is held: how long; 0 for one that is counted.
        rest_before_s: Still in the start position before the first repetition.
        rest_after_s: Still in the start position after the last.
        pauses: After which repetition, by its number, the start position is kept how many seconds longer.
        acted: For each repetition what is done wrongly, by the fault's name, or None; shorter than
            ``depths`` means nothing in those that follow.
        fault: What is done wrongly in a hold.
        faults: How the faults look.
        entry_s: Coming in and getting into the start position; 0 begins there.
        exit_s: Getting up and leaving; 0 ends in the start position.
        begin_s: The film begins this long after the performance did: what was before is not seen, and all
            times of the truth count from the first frame.
        joint_noise_deg: Standard deviation of a slow wavering of every joint.
        seed: Of the wavering.
        body: Who performs.
        camera: Who looks on.
        frame_rate: Frames a second.
    """

    exercise: str
    poses: KeyPoses
    depths: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 1.0)
    beat: Beat = field(default_factory=Beat)
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
        """Since 3 the fault of a repetition begins in its own start position, not on the way there."""
        return "3" if self.acted else super().version

    @property
    def props(self) -> tuple[Prop, ...]:
        """What is held or stood at."""
        return self.poses.props

    @cached_property
    def reps(self) -> tuple[TrueRep, ...]:
        """Every repetition of which something is seen, in order."""
        return tuple(rep for rep in self._reps if rep.end_s > 0)

    @cached_property
    def duration_s(self) -> float:
        """Seconds from the first frame to the end."""
        return self._done_s + self.exit_s

    @cached_property
    def angles_deg(self) -> Array:
        """The joint angles that are performed, a column for each name in ``MOVEMENTS``."""
        return self._passage.rows

    @property
    def figure(self) -> Figure:
        """The body at every frame, in its place in the room."""
        return self._passage.figure

    @property
    def sweep(self) -> Figure:
        """The body all along the way out and back, in its place in the room."""
        return self._way.sweep

    @cached_property
    def _reps(self) -> tuple[TrueRep, ...]:
        beat, reps, pauses = self.beat, [], dict(self.pauses)
        time = self.entry_s + self.rest_before_s - self.begin_s
        for index, depth in enumerate(self.depths if not self.hold_s else ()):
            turn = time + beat.out_s
            end = turn + beat.turn_s + beat.back_s
            side = ("left", "right")[index % 2] if self.poses.alternates else "both"
            fault = self.acted[index] if index < len(self.acted) else None
            reps.append(TrueRep(index + 1, side, time, turn, end, depth, fault))
            time = end + beat.start_s + pauses.get(index + 1, 0.0)
        return tuple(reps)

    @property
    def _done_s(self) -> float:
        """When the start position is left for good."""
        opening = self.entry_s + self.rest_before_s - self.begin_s
        pause = dict(self.pauses).get(len(self._reps), 0.0)
        last = self._reps[-1].end_s + pause if self._reps else opening + self.hold_s
        return last + self.rest_after_s

    @cached_property
    def _way(self) -> Trajectory:
        return Trajectory(self.poses, self.body)

    @cached_property
    def _passage(self) -> Passage:
        times, entered_s, yaw_deg = self.times, self.entry_s - self.begin_s, self.camera.yaw_deg
        noise = wavering(times, self.joint_noise_deg, self.seed)
        before, after = times < entered_s, times >= self._done_s
        during = ~before & ~after
        parts = self._set(times[during], noise[during])
        if before.any():
            clock = times[before] + self.begin_s
            parts.insert(0, coming(clock, self.entry_s, self._way, yaw_deg, noise[before]))
        if after.any():
            clock = times[after] - self._done_s
            parts.append(going(clock, self.exit_s, self._way, yaw_deg, noise[after]))
        return together(parts)

    def _set(self, times: Array, noise: Array) -> list[Passage]:
        """The exercise itself: still in the start position, out and back, and still again."""
        change = self._change(self._reps[0] if self._reps else None)
        still = times < (self._reps[0].start_s if self._reps else np.inf)
        parts = [along(self._way, np.zeros(still.sum()), noise[still], change=change)]
        for index, rep in enumerate(self._reps):
            later = self._reps[index + 1] if index + 1 < len(self._reps) else None
            parts += self._rep(rep, later, times, noise)
        return parts

    def _rep(self, rep: TrueRep, later: TrueRep | None, times: Array, noise: Array) -> list[Passage]:
        """A repetition and the stillness after it, in which the next one's start position is taken."""
        change, beat = self._change(rep), self.beat
        turned_s = rep.turn_s + beat.turn_s
        onward = self._onward(rep, later, times)
        out = (times >= rep.start_s) & (times < turned_s)
        back = (times >= turned_s) & (times < rep.end_s)
        still = (times >= rep.end_s) & (times < (later.start_s if later else np.inf))
        mirror = rep.side == "right"
        whence = self._way.rows(np.array([rep.depth]), "out", mirror=mirror, change=change)
        go = partial(along, self._way, depth=rep.depth, mirror=mirror, change=change)
        homeward = 1 - smooth((times[back] - turned_s) / beat.back_s)
        return [
            go(smooth((times[out] - rep.start_s) / beat.out_s), noise[out]),
            go(homeward, noise[back] + onward[back], "back", whence=whence),
            go(np.zeros(still.sum()), noise[still] + onward[still], "back"),
        ]

    def _onward(self, rep: TrueRep, later: TrueRep | None, times: Array) -> Array:
        """What leads from a repetition's start position to the next one's, with that one's fault in it.

        It is done while the body is still; where there is no time for that, at the end of the way back.

        Returns:
            Degrees that are added, shape (frames, movements).
        """
        if later is None:
            return np.zeros((len(times), 1))
        over_s = max(later.start_s - rep.end_s, _SHORTEST_CHANGE_S)
        share = smooth((times - later.start_s + over_s) / over_s)
        added: Array = share[:, None] * (self._change(later)[0] - self._change(rep)[0])
        return added

    def _change(self, rep: TrueRep | None) -> Array:
        """What the fault in a repetition, or in a hold, adds to start and turn, shape (2, movements)."""
        name = self.fault if rep is None else rep.fault
        fault = _CLEAN if name is None else self.faults[name]
        change = np.stack([angle_row(fault.start), angle_row(fault.turn)])
        return mirrored(change) if rep is not None and rep.side == "right" else change
