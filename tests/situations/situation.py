"""What a situation is: a film that is shown otherwise, what it stands for, and what is expected of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.body.picture_notes import PictureProblem


@dataclass(frozen=True, slots=True)
class Base:
    """A film that is counted rightly as it is; every situation is made from one.

    Attributes:
        path: The film.
        exercise: What is trained in it.
        reps: Repetitions that are in it.
        size: Width and height in pixels.
        rate: Frames a second.
        seconds: How long it lasts.
        top: Where the head is at its highest, as a share of the picture's height.
        bottom: Where the feet are at their lowest.
        knees: Where the knees are, on the whole.
        shoulders: Where the shoulders are, on the whole.
        turns_s: When each repetition was at its turning point.
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
        """How much of the picture's height the body takes."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Others:
    """Further films that some situations are put together from.

    Attributes:
        empty: The room with nobody in it.
        slow: The same set, done four times slower.
        walker: Somebody who walks to and fro.
        second: Somebody else who does the same exercise.
    """

    empty: Path
    slow: Base
    walker: Path
    second: Base


Steps = list[list[str]]
"""What FFmpeg is given, call by call; ``{base}`` is the base, ``{in}`` what the call before made."""
Recipe = Callable[[Base, Others], Steps]


@dataclass(frozen=True, slots=True)
class Expected:
    """What has to come of a situation.

    Attributes:
        share: How many times the base's repetitions are to be counted; None where any count will do.
        fewer: How many repetitions fewer, where a film begins within one.
        says: What has to be told of the pictures, one of these; empty for nothing.
        instead: Whether telling that will do in place of the count.
        lasts: Whether it is to be told how long it took in life, though it was slow.
        alike: Whether each repetition's range of motion is to be that of the base, within its error bar.
    """

    share: int | None = 1
    fewer: int = 0
    says: tuple[PictureProblem, ...] = ()
    instead: bool = False
    lasts: bool = False
    alike: bool = False

    def in_words(self, reps: int) -> str:
        """What is expected of a film in which that many repetitions are."""
        count = "" if self.share is None else str(self.share * reps - self.fewer)
        says = " or ".join(f"'{each}'" for each in self.says)
        return (" or " if self.instead else " and ").join(filter(None, (count, says)))


@dataclass(frozen=True, slots=True)
class Situation:
    """One way to show a film.

    Attributes:
        name: Of it.
        stands_for: The kind of films that it stands for.
        recipe: How it is made.
        expected: What has to come of it.
        typed: Options that are typed with it.
        ending: What the film's name ends with.
        exercises: Those whose films it is made of; empty for any.
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
    """What came of a situation.

    Attributes:
        name: Of the situation.
        stands_for: As there.
        film: What it was made from.
        expected: In words.
        came: In words.
        passed: Whether that is as expected.
    """

    name: str
    stands_for: str
    film: str
    expected: str
    came: str
    passed: bool
