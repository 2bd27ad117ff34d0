"""What is said where too little was seen to count by."""

from __future__ import annotations

import pytest

from coach.catalogue.library import load_exercise
from coach.cli.judged import too_few_frames
from coach.judging.judge import Judge, Summary


def looked(rate: float, seconds: float) -> Summary:
    judge = Judge(load_exercise("squat"))
    for number in range(round(rate * seconds) + 1):
        judge.observe(None, number / rate)
    return judge.finish()


@pytest.mark.parametrize(
    ("rate", "seconds", "told"), [(2.0, 20.0, True), (12.0, 20.0, False), (2.0, 2.0, False)]
)
def test_below_ten_frames_a_second_it_is_the_machine_that_is_blamed(
    rate: float, seconds: float, told: bool
) -> None:
    said = too_few_frames(looked(rate, seconds), live=True)
    assert bool(said) == told
    if told:
        assert said.startswith(("Only 2.0 frames a second were seen", "Only 2.1 frames"))
        assert "--model lite --no-picture" in said
    assert "--model" not in too_few_frames(looked(rate, seconds), live=False)
