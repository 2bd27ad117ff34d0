"""Sources in real time and in a loop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pytest

from coach.body.stream import Closing, Frame, SourceFacts
from coach.errors import FilmMissing
from coach.vision.pacing import Looped, Paced


class _Pictures(Closing):
    """Ten frames per second."""

    trouble = "It was cut short."
    notes = ()
    facts = SourceFacts(
        kind="film", name="pictures", size=(2, 2), frame_rate=10.0, frame_count=6, duration_s=0.6, sha256="ab"
    )

    def __init__(self, begin_s: float = 5.0) -> None:
        self.closed = False
        self._begin_s = begin_s

    def __iter__(self) -> Iterator[Frame]:
        for number in range(6):
            yield Frame(self._begin_s + number / 10, np.zeros((2, 2, 3), np.uint8))

    def close(self) -> None:
        self.closed = True


class _Time:
    """A clock that only advances on waits and by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def test_frames_arrive_at_their_times_after_the_first() -> None:
    clock = _Time()
    came = [clock.now for _ in Paced(_Pictures(), clock=clock, wait=clock.wait)]
    assert came == pytest.approx([100.0, 100.1, 100.2, 100.3, 100.4, 100.5])


def test_a_slow_consumer_catches_up_without_waiting() -> None:
    clock, came = _Time(), []
    for number, frame in enumerate(Paced(_Pictures(), clock=clock, wait=clock.wait)):
        came.append((clock.now, frame.time))
        clock.now += 0.25 if number == 1 else 0.01
    assert [now for now, _ in came] == pytest.approx([100.0, 100.1, 100.35, 100.36, 100.4, 100.5])
    assert [of for _, of in came] == pytest.approx([5.0, 5.1, 5.2, 5.3, 5.4, 5.5])


def test_the_default_clock_is_real_time() -> None:
    began = time.monotonic()
    assert len(list(Paced(_Pictures()))) == 6
    assert 0.49 < time.monotonic() - began < 2.0


def test_facts_trouble_and_closing_are_those_of_the_source() -> None:
    pictures = _Pictures()
    with Paced(pictures) as paced:
        assert (paced.facts, paced.trouble) == (pictures.facts, pictures.trouble)
        assert not pictures.closed
    assert pictures.closed


def test_a_loop_has_ascending_times_and_one_open_source() -> None:
    opened: list[_Pictures] = []

    def opener() -> _Pictures:
        opened.append(_Pictures(begin_s=0.0))
        return opened[-1]

    with Looped(opener, "a rendered squat") as looped:
        times = [frame.time for frame in islice(looped, 15)]
        assert times == pytest.approx([number / 10 for number in range(15)])
        assert [each.closed for each in opened] == [True, True, False]
        facts = looped.facts
    assert (facts.kind, facts.name, facts.frame_rate) == ("performance", "a rendered squat", 10.0)
    assert (facts.frame_count, facts.duration_s, facts.sha256) == (None, None, None), (
        "it has no file and no end"
    )
    assert opened[-1].closed


def test_a_loop_raises_if_its_film_disappears() -> None:
    pictures = _Pictures(begin_s=0.0)
    there = iter([pictures])

    def opener() -> _Pictures:
        if (film := next(there, None)) is None:
            raise FilmMissing("There is no film.")
        return film

    with Looped(opener, "a rendered squat") as looped, pytest.raises(FilmMissing):
        list(looped)
    assert pictures.closed
