"""Counting with the state machines, from the signal to the rep."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.catalogue.library import load_exercise
from coach.judging.events import RangeUsed, Rep
from coach.judging.rep_counter import RepCounter
from coach.judging.sets import Sets
from tests.judging.bodies import Cycle, count, curling, depths, lying, squatting


def counter(name: str = "squat", range_used: RangeUsed = "minimum") -> RepCounter:
    exercise = load_exercise(name)
    assert exercise.reps is not None
    return RepCounter(exercise, exercise.reps, range_used, Sets(exercise.name))


def squats(cycles: list[Cycle], rate: float = 30.0, **ends: float) -> list[Rep]:
    return count(counter(), [(time, squatting(depth)) for time, depth in depths(cycles, rate, **ends)])


def verdicts(reps: list[Rep]) -> list[str]:
    return [rep.verdict for rep in reps]


cycles = st.builds(
    Cycle,
    out_s=st.floats(0.48, 0.72) | st.floats(0.8, 1.2) | st.floats(1.6, 2.4),
    turn_s=st.sampled_from([0.0, 0.5, 5.0]),
    back_s=st.floats(0.48, 0.72) | st.floats(0.8, 1.2) | st.floats(1.6, 2.4),
    before_s=st.sampled_from([0.0, 0.3, 5.0]),
    depth=st.floats(0.9, 1.1),
)
"""A quarter of a rep can be unseen at its turn, which hides a quarter of its depth; a full rep has 0.6 of the
own range. So depths differ by a fifth at most: the verdict on a shallower one is rightly a partial rep."""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(cycles, min_size=1, max_size=8),
    st.sampled_from([12.0, 15.0, 24.0, 29.97, 60.0, 120.0]),
    st.floats(0.0, 3.0),
    st.floats(-8.0, 8.0),
    st.floats(0.0, 0.5),
    st.integers(0, 2**32 - 1),
)
def test_n_cycles_are_n_reps(
    performed: list[Cycle], rate: float, noise_deg: float, drift_deg: float, gap_s: float, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    moments = depths(performed, rate)
    gaps = _gaps(moments, performed, gap_s, 1.0 / rate)
    length = moments[-1][0]
    squatters = []
    for time, depth in moments:
        if any(start < time < end for start, end in gaps):
            continue
        wander = chance.normal(0.0, noise_deg) + drift_deg * time / length
        shifted = squatting(depth + wander / 87.5)
        squatters.append((time, shifted))
    reps = count(counter(), squatters)
    assert verdicts(reps) == ["full"] * len(performed)
    for rep in reps:
        assert 0.0 <= rep.start_s < rep.turn_s < rep.end_s
        moving = rep.tempo.eccentric + rep.tempo.pause_stretched + rep.tempo.concentric
        assert moving == pytest.approx(rep.end_s - rep.start_s, abs=0.51 / rate)
    assert all(one.end_s <= next_.start_s + 1e-9 for one, next_ in pairwise(reps))


def _gaps(
    moments: list[tuple[float, float]], performed: list[Cycle], gap_s: float, step_s: float
) -> list[tuple[float, float]]:
    """A gap around each turning point; with the frame step beside it, a quarter of its repetition at most.

    What is unseen reaches from frame to frame. When a third of a repetition of one second is unseen, what is
    left of it is a shallow one.
    """
    gaps, time = [], 1.0
    for cycle in performed:
        time += cycle.before_s + cycle.out_s
        middle = time + cycle.turn_s / 2
        half = min(gap_s, (cycle.out_s + cycle.turn_s + cycle.back_s) / 4 - step_s) / 2
        gaps.append((middle - half, middle + half))
        time += cycle.turn_s + cycle.back_s
    assert moments[-1][0] > gaps[-1][1]
    return gaps


@settings(max_examples=30, deadline=None)
@given(st.floats(0.0, 4.0), st.sampled_from([12.0, 30.0, 120.0]), st.integers(0, 2**32 - 1))
def test_standing_still_counts_nothing(noise_deg: float, rate: float, seed: int) -> None:
    chance = np.random.default_rng(seed)
    still = [(i / rate, squatting(chance.normal(0.0, noise_deg) / 87.5)) for i in range(int(20 * rate))]
    assert count(counter(), still) == []


def test_times_of_a_rep() -> None:
    (rep,) = squats([Cycle(out_s=2.0, turn_s=1.0, back_s=1.0, before_s=0.0)])
    assert rep.start_s == pytest.approx(1.0, abs=0.2)
    assert 3.0 <= rep.turn_s <= 4.0
    assert rep.end_s == pytest.approx(5.0, abs=0.2)
    assert rep.rom_deg == pytest.approx(90.0, abs=6.0)


def test_tempo_has_four_figures() -> None:
    reps = squats([Cycle(3.0, 1.0, 1.5, 2.0), Cycle(3.0, 1.0, 1.5, 2.0)])
    tempo = reps[1].tempo
    assert tempo.eccentric == pytest.approx(3.0, abs=0.3)
    assert tempo.pause_stretched == pytest.approx(1.0, abs=0.3)
    assert tempo.concentric == pytest.approx(1.5, abs=0.3)
    assert tempo.pause_contracted == pytest.approx(2.0, abs=0.4)


def test_the_effort_of_a_curl_is_its_way_up() -> None:
    moments = depths([Cycle(1.0, 0.0, 3.0, 0.5)] * 2, 30.0)
    reps = count(counter("biceps-curl"), [(time, curling(depth, depth)) for time, depth in moments])
    assert reps[0].tempo.concentric < reps[0].tempo.eccentric


def test_a_shallow_rep_is_partial_and_gives_its_excursion() -> None:
    reps = squats([Cycle(depth=1.0), Cycle(depth=0.3), Cycle(depth=1.0)])
    assert verdicts(reps) == ["full", "partial", "full"]
    assert reps[1].share == pytest.approx(0.3 * 87.5 / 40.0, abs=0.1)
    assert reps[1].reason == "knee moved 27°, 65% of the minimum range"


def test_less_than_two_fifths_of_the_minimum_does_not_count() -> None:
    assert squats([Cycle(depth=0.15)] * 3) == []


def test_the_own_range_raises_the_minimum_after_three_reps() -> None:
    half = Cycle(depth=0.5)
    assert verdicts(squats([half])) == ["full"]
    deep = [Cycle(depth=1.2)] * 3
    assert verdicts(squats([*deep, half])) == ["full"] * 3 + ["partial"]


def test_the_own_range_can_replace_the_minimum() -> None:
    small = [Cycle(depth=0.3)] * 5
    moments = depths([*small, Cycle(depth=0.2)], 30.0)
    mine = count(counter(range_used="mine"), [(time, squatting(depth)) for time, depth in moments])
    assert verdicts(mine) == ["partial"] * 3 + ["full"] * 2 + ["partial"]
    assert mine[5].reason == "knee moved 17°, 66% of your own range, 80% required"
    assert mine[2].reason.endswith("of the minimum range")
    assert verdicts(squats(small)) == ["partial"] * 5


def test_a_verdict_is_given_at_the_return_and_only_once() -> None:
    machine = counter()
    events = [
        (time, event)
        for time, depth in depths([Cycle()] * 3, 30.0)
        for event in machine.observe(squatting(depth), time)
        if hasattr(event, "rep")
    ]
    assert len(events) == 3
    for time, event in events:
        assert abs(time - event.rep.end_s) <= 0.3


def test_no_count_at_the_bottom_without_standing_up() -> None:
    bounces = [(0.0, 0.0), (1.0, 0.0), (2.0, 1.0)]
    moments = [(time, _between(bounces, time)) for time in np.arange(0.0, 2.0, 1 / 30)]
    moments += [(2.0 + i / 30, 0.85 + 0.15 * np.cos(i / 5)) for i in range(300)]
    assert count(counter(), [(float(t), squatting(float(d))) for t, d in moments]) == []


def _between(knots: list[tuple[float, float]], time: float) -> float:
    return float(np.interp(time, [t for t, _ in knots], [d for _, d in knots]))


def test_a_start_at_the_bottom_and_an_end_on_the_way_down_are_no_reps() -> None:
    moments = depths([Cycle()] * 3, 30.0, lead_s=0.0, end_s=0.0)
    bottom_first = [(time, depth) for time, depth in moments if 1.3 <= time <= 5.9]
    reps = count(counter(), [(time, squatting(depth)) for time, depth in bottom_first])
    assert len(reps) == 1


def test_the_last_rep_counts_if_the_film_ends_on_its_way_up() -> None:
    whole = depths([Cycle(before_s=0.0)], 30.0, end_s=0.0)
    cut = [(time, squatting(depth)) for time, depth in whole if time <= 2.65]
    assert len(count(counter(), cut)) == 1
    too_early = [(time, squatting(depth)) for time, depth in whole if time <= 2.35]
    assert count(counter(), too_early) == []


def test_a_file_can_require_more_of_the_return_when_the_film_ends() -> None:
    squat = load_exercise("squat")
    assert squat.reps is not None
    reps = squat.reps.model_copy(update={"last_returned": 0.9})
    whole = depths([Cycle(before_s=0.0)], 30.0, end_s=0.0)
    for end_s, counted in ((2.65, 0), (3.0, 1)):
        strict = RepCounter(squat, reps, "minimum", Sets(squat.name))
        cut = [(time, squatting(depth)) for time, depth in whole if time <= end_s]
        assert len(count(strict, cut)) == counted


def test_lying_down_and_getting_up_is_no_squat() -> None:
    down = depths([Cycle(out_s=2.0)], 30.0)
    half = len(down) // 2
    moments = [(time, squatting(depth)) for time, depth in down[:half]]
    moments += [(down[half][0] + i / 30, lying()) for i in range(90)]
    moments += [(down[half][0] + 3 + i / 30, squatting(0.0)) for i in range(60)]
    assert count(counter(), moments) == []


def test_bending_down_with_straight_knees_is_no_squat() -> None:
    moments = depths([Cycle()] * 2, 30.0)
    assert count(counter(), [(t, squatting(d, knee_deg=15.0, hip_deg=110.0)) for t, d in moments]) == []


def test_a_long_gap_in_detection_discards_the_rep() -> None:
    moments = depths([Cycle(turn_s=4.0)], 30.0)
    assert count(counter(), [(t, squatting(d)) for t, d in moments if not 2.5 < t < 5.5]) == []


def test_alternating_arms_count_separately() -> None:
    left = depths([Cycle(before_s=2.0)] * 3, 30.0)
    right = depths([Cycle(before_s=0.1), Cycle(before_s=2.0), Cycle(before_s=2.0)], 30.0, end_s=4.0)
    moments = [(time, curling(a, b)) for (time, a), (_, b) in zip(left, right, strict=False)]
    reps = count(counter("biceps-curl"), moments)
    assert sorted(rep.side for rep in reps) == ["left"] * 3 + ["right"] * 3


def test_both_arms_at_once_count_once() -> None:
    left = depths([Cycle()] * 4, 30.0)
    lagging = [depth for _, depth in depths([Cycle()] * 4, 30.0, lead_s=1.15)]
    moments = [(time, curling(depth, late)) for (time, depth), late in zip(left, lagging, strict=False)]
    reps = count(counter("biceps-curl"), moments)
    assert [rep.side for rep in reps] == ["both"] * 4


def test_an_arm_lost_while_both_are_up_counts_once() -> None:
    cycle = Cycle(1.5, 0.6, 1.0)
    whole_s = cycle.before_s + cycle.out_s + cycle.turn_s + cycle.back_s
    moments = []
    for time, depth in depths([cycle] * 3, 30.0):
        lost = 3.1 <= (time - 1.0) % whole_s + 1.0 < 3.4
        moments.append((time, curling(0.1 if lost else depth, depth)))
    reps = count(counter("biceps-curl"), moments)
    assert [rep.side for rep in reps] == ["both"] * 3


def test_one_arm_alone_counts_for_its_side() -> None:
    moments = [(time, curling(0.0, depth)) for time, depth in depths([Cycle()] * 3, 30.0)]
    assert [rep.side for rep in count(counter("biceps-curl"), moments)] == ["right"] * 3


def test_a_hidden_arm_guessed_by_the_model_does_not_count() -> None:
    moments = [(time, curling(depth, 0.0, trust=(0.05, 0.95))) for time, depth in depths([Cycle()] * 3, 30.0)]
    assert count(counter("biceps-curl"), moments) == []


def test_a_landmark_that_jumps_for_a_frame_counts_nothing() -> None:
    moments = [(i / 30, squatting(1.0 if i % 40 == 20 else 0.0)) for i in range(300)]
    assert count(counter(), moments) == []


def test_a_rep_in_progress_when_the_film_begins_starts_with_the_film() -> None:
    moments = [(time - 1.4, depth) for time, depth in depths([Cycle()] * 2, 30.0) if time >= 1.4]
    reps = count(counter(), [(time, squatting(depth)) for time, depth in moments])
    assert [rep.start_s >= moments[0][0] for rep in reps] == [True, True]
    assert reps[1].start_s >= reps[0].end_s - 0.1


def test_a_slow_film_outvotes_a_stray_landmark_too() -> None:
    moments = [(i / 15, squatting(1.0 if i % 20 == 10 else 0.0)) for i in range(150)]
    assert count(counter(), moments) == []


def test_full_and_partial_reps_share_their_numbers() -> None:
    reps = squats([Cycle(), Cycle(depth=0.3), Cycle()])
    assert [rep.number for rep in reps] == [1, 2, 3]
