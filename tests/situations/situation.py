"""A situation: a changed film, what it stands for, and the expected result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.body.picture_notes import PictureProblem


@dataclass(frozen=True, slots=True)
class Base:
    """A film that is counted correctly unchanged; every situation is made from one.

    Attributes:
        path: The film.
        exercise: Its exercise.
        reps: Number of reps.
        size: Width and height in pixels.
        rate: Frames per second.
        seconds: Duration.
        top: Highest position of the head, as a share of the picture's height.
        bottom: Lowest position of the feet.
        knees: Median position of the knees.
        shoulders: Median position of the shoulders.
        turns_s: Time of each rep's turning point.
    """

    path: Path
    exercise: str
    reps: int
    size: tuple[int, int]
    rate: float
    seconds: float
    top: float
    bottom: float
    knees: float
    shoulders: float
    turns_s: tuple[float, ...]

    @property
    def tall(self) -> float:
        """Height of the body as a share of the picture's height."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Others:
    """Further films used in some situations.

    Attributes:
        empty: The empty room.
        slow: The same set, four times slower.
        walker: A person who walks to and fro.
        second: Another person who does the same exercise.
    """

    empty: Path
    slow: Base
    walker: Path
    second: Base


Steps = list[list[str]]
"""Arguments of FFmpeg call by call; ``{base}`` is the base, ``{in}`` the output of the previous call."""
Recipe = Callable[[Base, Others], Steps]


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected result of a situation.

    Attributes:
        share: Expected count as a multiple of the base's reps; None for any count.
        fewer: Number of reps that are missing because the film starts within one.
        problems: Picture problems of which one must be reported; empty for none.
        trouble: Words that the report of the film's trouble must contain; "" for none.
        instead: Whether such a report makes up for a wrong count.
        lasts: Whether the reported duration must be in real time, although the film is slow.
        alike: Whether each rep's range of motion must equal the base's, within its error bar.
    """

    share: int | None = 1
    fewer: int = 0
    problems: tuple[PictureProblem, ...] = ()
    trouble: str = ""
    instead: bool = False
    lasts: bool = False
    alike: bool = False

    def in_words(self, reps: int) -> str:
        """The expected result of a film with this number of reps, in words."""
        count = "" if self.share is None else str(self.share * reps - self.fewer)
        problems = " or ".join(f"'{each}'" for each in (*self.problems, *filter(None, [self.trouble])))
        return (" or " if self.instead else " and ").join(filter(None, (count, problems)))


@dataclass(frozen=True, slots=True)
class Situation:
    """One way to change a film.

    Attributes:
        name: Its name.
        stands_for: The kind of films that it stands for.
        recipe: Makes the film.
        expected: The expected result.
        typed: Command line options.
        ending: Suffix of the film.
        exercises: Exercises of suitable bases; empty for any.
        quick: Whether it is always tested.
    """

    name: str
    stands_for: str
    recipe: Recipe
    expected: Expected = Expected()
    typed: tuple[str, ...] = ()
    ending: str = ".mp4"
    exercises: tuple[str, ...] = ()
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a situation.

    Attributes:
        name: Name of the situation.
        stands_for: As in ``Situation``.
        film: The base.
        expected: The expected result in words.
        result: The result in words.
        passed: Whether they agree.
    """

    name: str
    stands_for: str
    film: str
    expected: str
    result: str
    passed: bool
