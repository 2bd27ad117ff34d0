"""What is performed, and the truth of it: repetitions in time, and every joint angle at every moment."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cached_property

import numpy as np

from coach.body.landmarks import Side
from coach.catalogue.poses import MOVEMENTS, KeyPoses, Movement
from coach.performer.body import Body
from coach.performer.camera import Camera
from coach.performer.placement import Planted, place
from coach.performer.skeleton import Array, Figure, angle_row, mirrored, stand

_NOISE_HZ = 2.0
"""Joints waver this often: the band of human sway, not the jitter of a sensor."""


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
    """A repetition as it was performed; times in seconds.

    Attributes:
        number: Place in the performance, from 1.
        side: The limb that leads where limbs alternate, else "both".
        start_s: When the start position is left.
        turn_s: When the turning point is reached.
        end_s: When the start position is reached again.
        depth: Share of the way to the turning point; 1 is all of it.
    """

    number: int
    side: Side | str
    start_s: float
    turn_s: float
    end_s: float
    depth: float


@dataclass(frozen=True)
class Performance:
    """One set of an exercise by one body before one camera; everything about it is known.

    Attributes:
        exercise: Canonical name.
        poses: The exercise's key poses.
        depths: For each repetition, how far it goes towards the turning point.
        beat: How long each part of a repetition takes.
        hold_s: For an exercise that is held: how long; 0 for one that is counted.
        rest_before_s: Still in the start position before the first repetition.
        rest_after_s: Still in the start position after the last.
        entry_s: Standing first, then getting into the start position; 0 begins there.
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
    entry_s: float = 0.0
    joint_noise_deg: float = 0.0
    seed: int = 0
    body: Body = field(default_factory=Body)
    camera: Camera = field(default_factory=Camera)
    frame_rate: float = 30.0

    @cached_property
    def reps(self) -> tuple[TrueRep, ...]:
        """Every repetition that is performed, in order."""
        beat, reps, time = self.beat, [], self.entry_s + self.rest_before_s
        for index, depth in enumerate(self.depths if not self.hold_s else ()):
            turn = time + beat.out_s
            end = turn + beat.turn_s + beat.back_s
            side = ("left", "right")[index % 2] if self.poses.alternates else "both"
            reps.append(TrueRep(index + 1, side, time, turn, end, depth))
            time = end + beat.start_s
        return tuple(reps)

    @cached_property
    def duration_s(self) -> float:
        """Seconds from the first frame to the end."""
        opening = self.entry_s + self.rest_before_s
        return (self.reps[-1].end_s if self.reps else opening + self.hold_s) + self.rest_after_s

    @cached_property
    def times(self) -> Array:
        """When each frame is, in seconds, shape (frames,)."""
        return np.arange(round(self.duration_s * self.frame_rate)) / self.frame_rate

    @cached_property
    def angles_deg(self) -> Array:
        """The joint angles that are performed, a column for each name in ``MOVEMENTS``."""
        start, turn = angle_row(self.poses.start), angle_row(self.poses.turn)
        rows = np.tile(start, (len(self.times), 1))
        for rep in self.reps:
            target = mirrored(turn) if rep.side == "right" else turn
            share = rep.depth * self._share_of_way(rep)
            rows += share[:, None] * (target - start)
        rows += self._noise()
        standing = angle_row(_STANDING)
        return standing + self._entered[:, None] * (rows - standing)

    @cached_property
    def figure(self) -> Figure:
        """The body at every frame, in its place in the room."""
        free = stand(self.angles_deg, self.body)
        start = stand(angle_row(self.poses.start)[None], self.body)
        placed = place(free, self.poses.support, self.body, self._planted(), start)
        if not self.entry_s:
            return placed
        up = place(free, "feet", self.body, [None] * len(self.times), start)
        return _between(up, placed, self._entered)

    @cached_property
    def digest(self) -> str:
        """What tells this performance from every other one: a hash in hex."""
        told = {**asdict(self), "poses": self.poses.model_dump()}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def _share_of_way(self, rep: TrueRep) -> Array:
        out = smooth((self.times - rep.start_s) / self.beat.out_s)
        back = smooth((self.times - rep.turn_s - self.beat.turn_s) / self.beat.back_s)
        return out - back

    @cached_property
    def _entered(self) -> Array:
        """How far the start position has been entered: standing for a third of the entry, then moving."""
        if not self.entry_s:
            return np.ones(len(self.times))
        return smooth((self.times / self.entry_s - 1 / 3) * 1.5)

    def _planted(self) -> list[Planted]:
        """The foot that stays in each frame: of two legs that move differently, the less flexed."""
        turn = angle_row(self.poses.turn or self.poses.start)
        left, right = (turn[MOVEMENTS.index(f"{side}_hip_flexion")] for side in ("left", "right"))
        planted: list[Planted] = [None] * len(self.times)
        if left == right:
            return planted
        stays: Side = "right" if left > right else "left"
        swaps: Side = "left" if left > right else "right"
        for rep in self.reps:
            for frame in np.flatnonzero((self.times >= rep.start_s) & (self.times <= rep.end_s)):
                planted[frame] = swaps if rep.side == "right" else stays
        return planted

    def _noise(self) -> Array:
        """Slow wavering of every joint, shape (frames, movements)."""
        random = np.random.default_rng(self.seed)
        knots = np.arange(0, self.duration_s + 2 / _NOISE_HZ, 1 / _NOISE_HZ)
        heights = random.normal(0, self.joint_noise_deg, (len(MOVEMENTS), len(knots)))
        return np.stack([np.interp(self.times, knots, row) for row in heights], axis=1)


_STANDING: dict[Movement, float] = {"shoulder_abduction": 8.0, "elbow_flexion": 10.0}


def smooth(share: Array) -> Array:
    """Minimum-jerk way from 0 to 1 (Flash and Hogan 1985); before 0 it is 0, after 1 it is 1."""
    share = np.clip(share, 0.0, 1.0)
    return share**3 * (10 - 15 * share + 6 * share**2)


def _between(one: Figure, other: Figure, share: Array) -> Figure:
    """Blend where two figures of the same angles are; what turns with the place turns at the end."""
    weight = share[:, None, None]
    return Figure(
        landmarks=one.landmarks + weight * (other.landmarks - one.landmarks),
        trunk=np.where(weight < 1, one.trunk, other.trunk),
        head=np.where(weight < 1, one.head, other.head),
        head_middle=one.head_middle + share[:, None] * (other.head_middle - one.head_middle),
    )
