"""Chooses which of several people to follow: the one who exercises, or the user's choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import TRIPLES, joint_angles
from coach.body.picture_notes import PictureNote
from coach.body.placement import inside
from coach.body.pose import FloatArray
from coach.body.tracks import Track, Tracks, frame_px
from coach.errors import InvalidOption

SWING_DEG = 25.0
"""Least swing of a joint that counts as movement: four times the error of an angle in one frame (6°)."""
_VISIBLE = 0.5
_JOINTS = slice(0, 8)
"""Elbows, shoulders, hips, knees; ankles are too noisy."""
_LIMBS = 3
"""Number of most moving joints that count: a curl moves two elbows, most exercises move more."""
_STRIDE = 0.5
"""Horizontal speed in radii per second that counts as walking (0.3 m/s); exercise is slower."""
_PLENTY = 4
"""Swings of one joint that prove exercise: twice to and fro."""
_TO_AND_FRO = 2
_ALIKE = 0.7
"""Share of the highest liveliness from which people count as equally lively; then the largest is followed."""
_CLOSE = 0.5
_LEAST_FRAMES = 3
_LEAST_SHARE = 0.2
"""Least share of frames; others are passers-by or false detections."""
_STANDING_SHARE = 0.5
_SIDES, _MIDDLE = 2, 3


Reason = Literal["moves", "several move", "still", "wish"]


@dataclass(frozen=True, slots=True, eq=False)
class PersonChoice:
    """The person to follow.

    Attributes:
        track: Their track.
        number: Their number, counted from the left, from 1.
        reason: Why: only they move, they are the largest of several who move, no one moves, or the user
            chose them.
    """

    track: Track
    number: int
    reason: Reason

    @property
    def close(self) -> bool:
        """Whether the choice is uncertain."""
        return self.reason in ("several move", "still")


def people_of(tracks: Tracks) -> list[Track]:
    """People present for much of the time, by column from the left and within a column from the top."""
    least = max(_LEAST_FRAMES, _LEAST_SHARE * len(tracks.times))
    people = [track for track in tracks.tracks if len(track.poses) >= least]
    return [track for column in _columns(people) for track in column]


def _columns(people: Sequence[Track]) -> list[list[Track]]:
    """Columns of people from the left; a split screen has people above one another."""
    columns: list[list[Track]] = []
    for track in sorted(people, key=lambda track: track.x):
        beside = columns[-1][-1] if columns else None
        if beside and (track.x - beside.x) * track.poses[0].size[0] < track.radius_px:
            columns[-1].append(track)
        else:
            columns.append([track])
    return [sorted(column, key=lambda track: track.y) for column in columns]


def choose(people: Sequence[Track], person: str) -> PersonChoice:
    """Choose the person to follow.

    Args:
        people: All people from the left; at least one.
        person: "auto", "left", "right", "largest" or a number from 1, counted from the left.

    Raises:
        InvalidOption: There are fewer people than that number.
    """
    if person == "auto":
        return _liveliest(people)
    number = _named(people, person)
    return PersonChoice(people[number], number + 1, "wish")


def _named(people: Sequence[Track], person: str) -> int:
    match person:
        case "left":
            return 0
        case "right":
            return len(people) - 1
        case "largest":
            return _largest(people, range(len(people)))
    number = int(person)
    if not 1 <= number <= len(people):
        raise InvalidOption(
            f"--person {number}: there {_people_count(len(people))} in this film.",
            hint=f"Use 1 to {len(people)}, counted from the left."
            if len(people) > 1
            else "Leave out --person.",
        )
    return number - 1


def _people_count(count: int) -> str:
    return "is only one person" if count == 1 else f"are only {count} people"


def _liveliest(people: Sequence[Track]) -> PersonChoice:
    moves = [liveliness(track) for track in people]
    most = max(moves)
    if most > 0:
        chosen = _largest(people, [number for number, moved in enumerate(moves) if moved >= _ALIKE * most])
        alone = sum(moved >= _CLOSE * most for moved in moves) == 1
        return PersonChoice(people[chosen], chosen + 1, "moves" if alone else "several move")
    down = [number for number, track in enumerate(people) if not _stands(track)]
    chosen = _largest(people, down or range(len(people)))
    return PersonChoice(people[chosen], chosen + 1, "still")


def _largest(people: Sequence[Track], numbers: Sequence[int]) -> int:
    return max(numbers, key=lambda number: people[number].radius_px)


def liveliness(track: Track) -> float:
    """Amount of exercise-like movement: degrees per second that the joints move to and fro.

    Only movement that returns counts: not sitting down once, and not walking.
    """
    swings = _swings(track)
    if not swings:
        return 0.0
    span_s = max(track.last_s - track.first_s, 1.0)
    returned = sorted((sum(each) - max(each) for each in swings if each), reverse=True)
    return float(sum(returned[:_LIMBS]) / _LIMBS / span_s)


def is_plain(track: Track) -> bool:
    """Whether a body clearly exercises."""
    return any(len(each) >= _PLENTY for each in _swings(track))


def moves_to_and_fro(track: Track) -> bool:
    """Whether a joint has moved to and fro at least once."""
    return any(len(each) >= _TO_AND_FRO for each in _swings(track))


def _swings(track: Track) -> list[list[float]]:
    """Degrees between successive turning points of each joint, where it is visible."""
    if len(track.poses) < _LEAST_FRAMES:
        return []
    angles = joint_angles(np.array([pose.world for pose in track.poses])).reshape(len(track.poses), -1)
    angles = np.where(_usable(track), angles, np.nan)[:, _JOINTS]
    return [_between_turns(angles[:, joint]) for joint in range(angles.shape[1])]


def _usable(track: Track) -> NDArray[np.bool_]:
    """Which angles are visible while the person is not walking, shape (frames, 10)."""
    visible = np.array([(pose.visibility > _VISIBLE) & inside(pose) for pose in track.poses])
    usable: NDArray[np.bool_] = visible[:, TRIPLES].all(axis=2) & ~_walks(track)[:, None]
    return usable


def _walks(track: Track) -> NDArray[np.bool_]:
    """Frames in which the body moves horizontally, shape (frames,)."""
    times = np.array([pose.time for pose in track.poses])
    x = np.array([frame_px(pose)[:, 0].mean() for pose in track.poses]) / track.radius_px
    before, after = np.interp(times - 0.5, times, x), np.interp(times + 0.5, times, x)
    walks: NDArray[np.bool_] = np.abs(after - before) > _STRIDE
    return walks


def _between_turns(angles: FloatArray) -> list[float]:
    """Degrees between an angle's turning points, ignoring swings as small as noise."""
    turns: list[float] = []
    upward = 0
    low, high, extreme = np.inf, -np.inf, 0.0
    for angle in angles[~np.isnan(angles)].tolist():
        if not upward:
            low, high = min(low, angle), max(high, angle)
            if high - low >= SWING_DEG:
                upward, extreme = (1 if angle == high else -1), angle
                turns = [low if upward > 0 else high]
        elif (angle - extreme) * upward > 0:
            extreme = angle
        elif (extreme - angle) * upward >= SWING_DEG:
            turns.append(extreme)
            upward, extreme = -upward, angle
    return np.abs(np.diff([*turns, extreme])).tolist() if turns else []


def _stands(track: Track) -> bool:
    """Whether the body is mostly higher than wide."""
    upright = [np.subtract(*np.ptp(frame_px(pose), axis=0)[::-1]) > 0 for pose in track.poses]
    return float(np.mean(upright)) > _STANDING_SHARE


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def place_in_words(people: Sequence[Track], number: int) -> str:
    """Position of a person in words: "on the left", "second from the left", "at the top right"."""
    columns = _columns(people)
    if len(columns) == len(people):
        return from_left(number, len(people))
    column = next(place for place, each in enumerate(columns) if people[number - 1] in each)
    row = columns[column].index(people[number - 1])
    if len(columns) <= _SIDES and all(len(each) <= _SIDES for each in columns):
        aside = ("left", "right")[column] if len(columns) > 1 else ""
        height = ("top", "bottom")[row] if len(columns[column]) > 1 else ""
        return f"{'at the' if height else 'on the'} {height} {aside}".replace("  ", " ").rstrip()
    return f"number {number}, counted from the left"


def from_left(number: int, count: int) -> str:
    """Place of one of several people who stand in a row, such as "on the left", by number from 1."""
    if number == 1:
        return "on the left"
    if number == count:
        return "on the right"
    if count == _MIDDLE:
        return "in the middle"
    return f"{_ORDINALS[number - 1]} from the left"


def several_people(people: Sequence[Track], choice: PersonChoice) -> PictureNote:
    """The note for a film with several people."""
    place = place_in_words(people, choice.number)
    whom = {
        "moves": f"coach follows the one who moves ({place})",
        "several move": f"several of them move, and coach follows the one {place}",
        "still": f"none of them moves much, and coach follows the one {place}",
        "wish": f"coach follows the one {place}, as requested",
    }[choice.reason]
    return PictureNote(
        "several people",
        f"There are {len(people)} people in this film; {whom}.",
        "To follow someone else, use --person left, right, largest or a number (1 is on the far left).",
        choice.close,
    )
