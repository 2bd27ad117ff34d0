"""Peak ranges of joints: three tries, the right view, the near side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.bench.accuracy.acted.acted_faults import noisy_sightings
from coach.bench.accuracy.acted.joint_ranges import ACTED, acted_performance
from coach.body.stream import Sighting
from coach.body.view import View
from coach.measuring.joint_movements import MOVEMENTS
from coach.measuring.range_meter import measured
from coach.ui.measuring.range_text import range_lines


def acted(name: str, view: View, tries: int = 3) -> list[Sighting]:
    return noisy_sightings(acted_performance(name, view, tries=tries))


@pytest.mark.parametrize("name", ACTED)
def test_the_peak_of_three_tries_is_within_the_error(name: str) -> None:
    view, _, true_deg = ACTED[name]
    found = measured(MOVEMENTS[name], acted(name, view))
    known = [each for each in found if each.tries]
    near = max(known, key=lambda each: each.best_deg or 0.0)
    assert near.best_deg is not None and near.error_deg is not None
    assert len(near.tries) == 3
    assert abs(near.best_deg - true_deg) < near.error_deg
    assert near.spread_deg < near.error_deg
    assert near.view == view
    if view == "side":
        assert [each.side for each in known] == ["left"]  # the far one is withheld


def test_the_largest_tries_count_and_a_wobble_is_none() -> None:
    seen = acted("elbow-flexion", "side", tries=5)
    [three] = [each for each in measured(MOVEMENTS["elbow-flexion"], seen) if each.tries][:1]
    [five] = [each for each in measured(MOVEMENTS["elbow-flexion"], seen, 5) if each.tries][:1]
    assert (len(three.tries), len(five.tries)) == (3, 5)
    assert sorted(five.tries)[2:] == sorted(three.tries)
    still = [replace(seen[0], time=number / 15) for number in range(60)]
    assert not any(each.tries for each in measured(MOVEMENTS["elbow-flexion"], still))


def test_a_wrong_view_is_refused_with_what_to_do() -> None:
    left, right = measured(MOVEMENTS["knee-flexion"], acted("knee-flexion", "front"))
    assert (left.tries, right.tries) == ((), ())
    assert left.withheld.startswith("Turn your left side to the camera")
    [line, _] = range_lines(MOVEMENTS["knee-flexion"], (left, right))
    assert line.startswith("left knee flexion: not measured. Turn")
    left, _ = measured(MOVEMENTS["hip-abduction"], acted("hip-abduction", "side"))
    assert left.withheld.startswith("Face the camera")


def test_nobody_is_said() -> None:
    left, _ = measured(MOVEMENTS["knee-flexion"], [Sighting(0.0, None)])
    assert left.withheld == "Nobody was detected."


def test_extension_is_what_lacks_to_straight() -> None:
    assert MOVEMENTS["knee-extension"].degrees(175.0, 0.0) == -5.0
    assert MOVEMENTS["knee-flexion"].degrees(60.0, 0.0) == 120.0
    assert MOVEMENTS["ankle-dorsiflexion"].degrees(95.0, 110.0) == 15.0
    assert MOVEMENTS["ankle-plantarflexion"].degrees(140.0, 110.0) == 30.0


def test_tries_that_lie_further_apart_than_the_error_are_no_measurement() -> None:
    one = noisy_sightings(acted_performance("knee-flexion", "side", tries=2))
    act = acted_performance("knee-flexion", "side", tries=2)
    less = noisy_sightings(replace(act, depths=(0.7, 0.7)))
    end_s = one[-1].time + 0.1
    both = [*one, *(replace(each, time=each.time + end_s) for each in less)]
    left, _ = measured(MOVEMENTS["knee-flexion"], both)
    assert left.tries == () and "apart, more than the error" in left.withheld
