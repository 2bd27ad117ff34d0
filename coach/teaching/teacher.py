"""Teaches an exercise: drafts its file, and takes the first draft that counts what it was taught from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mode

from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.defaults import with_defaults
from coach.catalogue.definition import Exercise
from coach.errors import Unteachable
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.judging.pattern.movement_pattern import Repetition
from coach.teaching.exercise_file import Draft, LessonSource, exercise_file, hold_file
from coach.teaching.held_position import held_frames, held_position
from coach.teaching.key_poses import held_pose, key_poses
from coach.teaching.rep_rows import Reps, rep_rows
from coach.teaching.signal_choice import signal_choices
from coach.teaching.taught_movement import TaughtMovement, taught_movement
from coach.toml_file import toml_table

_SHARES = (0.5, 0.4)
"""The minimum range as a share of the one that was shown. The shipped files ask for 0.3 to 0.5 of what people
do on film; the first share that counts the film is taken."""


_FEWEST = 12
"""Frames with a body that three movements need, as for counting anything that repeats."""
_TURNED = 0.5
"""Nearer to the turning point than to the start position."""
_MOST_ROWS = 2
"""Rows of repetitions that are tried: each takes several counts of the film."""
_HELD = 0.8
"""Share of a held position that its file must count: the first and the last moment may be missed."""
_HINT = "Film the whole body from one side, with a still camera and in good light."
_MOST_LEFT_OUT = 5
"""Repetitions that are left out, one at a time; each takes another count of the film."""


@dataclass(frozen=True, slots=True)
class TaughtExercise:
    """An exercise that was taught.

    Attributes:
        exercise: The exercise.
        text: Its file.
        reps: The repetitions that it was taught from; empty for a hold.
        range: The range that was shown: the least, the median and the largest excursion, in degrees or trunk
            lengths.
        left_out: For each repetition, the reps counted in the film by a file taught without it.
        held_s: Seconds of the hold; None for repetitions.
    """

    exercise: Exercise
    text: str
    reps: tuple[Repetition, ...]
    range: tuple[float, float, float] = (0.0, 0.0, 0.0)
    left_out: tuple[int, ...] = ()
    held_s: float | None = None


def teach(
    name: str,
    source: str,
    sightings: Sequence[Sighting],
    *,
    reps: int | None = None,
    view: View | None = None,
) -> TaughtExercise:
    """Teach an exercise from a film.

    Args:
        name: Name of the exercise.
        source: Name of the film.
        sightings: The film.
        reps: Number of repetitions in it; None to find out.
        view: The view in which it was filmed; None to find out.

    Raises:
        Unteachable: The film doesn't show so many repetitions, or no file counts them.
    """
    if sum(each.pose is not None for each in sightings) < _FEWEST:
        raise Unteachable(f"Hardly anybody can be seen in {source}.", hint=_HINT)
    rows = rep_rows(sightings)
    if not rows and reps is None:
        return _taught_hold(name, source, sightings, view)
    movements = [taught_movement(sightings, row) for row in _fitting(rows, reps, source)]
    movements.sort(key=lambda each: each.begins_and_ends_turned > _TURNED)
    results: list[int] = []
    for movement in movements[:_MOST_ROWS]:
        lesson = LessonSource(name, source, (view,) if view is not None else movement.views)
        for draft in _drafts(lesson, movement):
            exercise = parsed(exercise_file(lesson, movement, draft))
            results.append(_full(exercise, sightings))
            if results[-1] != len(movement.reps):
                continue
            left_out = _left_out(lesson, movement, draft, sightings)
            if all(each == len(movement.reps) for each in left_out):
                text = exercise_file(lesson, movement, draft)
                return TaughtExercise(exercise, text, movement.reps, draft.signal.limits, left_out)
    raise _uncountable(source, len(movements[0].reps), results)


def parsed(text: str) -> Exercise:
    """The exercise in the text of a file."""
    return Exercise.model_validate(with_defaults(toml_table(text.encode())))


def counted(exercise: Exercise, sightings: Sequence[Sighting]) -> Summary:
    """What an exercise's rules count in a film."""
    judge = Judge(exercise)
    for each in sightings:
        judge.observe(each.pose, each.time)
    return judge.finish()


def _full(exercise: Exercise, sightings: Sequence[Sighting]) -> int:
    """The reps counted in a film; -1 if some are partial, though all were shown in full."""
    summary = counted(exercise, sightings)
    return -1 if summary.partial else summary.full


def _fitting(rows: Sequence[Reps], reps: int | None, source: str) -> list[Reps]:
    """The rows of as many repetitions as were shown; of the plainest row, if that isn't known.

    Raises:
        Unteachable: There is no such row.
    """
    if not rows:
        raise Unteachable(f"Nothing in {source} repeats at least 3 times alike.", hint=_HINT)
    wanted = len(rows[0]) if reps is None else reps
    fitting = [row for row in rows if len(row) == wanted]
    if not fitting:
        found = mode(len(row) for row in rows)
        raise Unteachable(
            f"{source} shows {found} repetitions that are alike, not {wanted}.",
            hint=f"If {found} is right, use '--reps {found}'. Otherwise film {wanted} repetitions alike,"
            " with a rest in the start position before and after.",
        )
    return fitting


def _drafts(lesson: LessonSource, movement: TaughtMovement) -> Iterator[Draft]:
    """The possible choices for a movement, the best first."""
    poses = key_poses(movement)
    for share in _SHARES:
        for signal in signal_choices(movement, lesson.views[0]):
            yield Draft(signal, poses, share)


def _left_out(
    lesson: LessonSource, movement: TaughtMovement, draft: Draft, sightings: Sequence[Sighting]
) -> tuple[int, ...]:
    """The reps counted by files taught without one of the repetitions each."""
    numbers = range(len(movement.reps))[:_MOST_LEFT_OUT]
    found: list[int] = []
    for number in numbers:
        fewer = replace(movement, reps=(*movement.reps[:number], *movement.reps[number + 1 :]))
        signals = signal_choices(fewer, lesson.views[0])
        same = [each for each in signals if each.counted == draft.signal.counted]
        if not same:
            return (*found, 0)
        text = exercise_file(lesson, fewer, replace(draft, signal=same[0], poses=key_poses(fewer)))
        found.append(_full(parsed(text), sightings))
        if found[-1] != len(movement.reps):
            break
    return tuple(found)


def _uncountable(source: str, reps: int, results: Sequence[int]) -> Unteachable:
    """The error if no draft counts the film."""
    if not results:
        return Unteachable(
            f"No joint in {source} moves by more than it is misread.",
            hint="Film a larger movement, or from another side: the joint that moves most must be in view.",
        )
    nearest = min(results, key=lambda each: abs(each - reps))
    what = "some of them as partial reps" if nearest < 0 else f"{nearest} of them"
    if nearest == reps:
        what = f"{reps}, but not if one of them is left out of the lesson"
    return Unteachable(
        f"The {reps} repetitions in {source} can't be told apart: the best file counts {what}.",
        hint="Film it again from another side, with the whole body in view and a moment in the start position"
        " before and after each repetition.",
    )


def _taught_hold(name: str, source: str, sightings: Sequence[Sighting], view: View | None) -> TaughtExercise:
    """Teach a position that is held.

    Raises:
        Unteachable: Nothing is held, or the file doesn't count it.
    """
    movement = taught_movement(sightings, ())
    frames = held_frames(movement)
    if frames is None:
        raise Unteachable(
            f"Nothing in {source} repeats, and nothing is held.",
            hint="Show at least 3 repetitions alike, or hold a position for at least 4 seconds.",
        )
    position = held_position(movement, frames)
    lesson = LessonSource(name, source, (view,) if view is not None else movement.views_in(frames))
    text = hold_file(lesson, held_pose(movement, frames), position)
    exercise = parsed(text)
    held_s = counted(exercise, sightings).hold_s or 0.0
    if held_s < _HELD * position.duration_s:
        raise Unteachable(
            f"The position in {source} is held for {position.duration_s:.0f} s, but its file counts"
            f" {held_s:.0f} s.",
            hint="Hold it still, with the whole body in view.",
        )
    return TaughtExercise(exercise, text, (), held_s=held_s)
