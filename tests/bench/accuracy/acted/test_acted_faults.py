"""Acted faults: what is clear, and one rule performed in a view that shows it and one that doesn't."""

from __future__ import annotations

import pytest

from coach.bench.accuracy.acted.acted_faults import (
    ActedFaults,
    FaultCell,
    act_fault,
    clear_figure,
    fault_cells,
)
from coach.bench.commands.tables.fault_tables import rule_shares
from coach.catalogue.library import load_exercise

PLANK = load_exercise("plank")


@pytest.mark.parametrize(
    ("fault", "error", "clear"),
    [
        ("hips-sagging", 11.0, 30.0),
        ("hips-sagging", 2.0, 16.0),
        ("hips-high", 11.0, -32.0),
        ("bent-knees", 13.0, 138.0),
    ],
)
def test_a_clear_fault_is_beyond_the_limit_by_twice_the_error_or_twice_the_limit(
    fault: str, error: float, clear: float
) -> None:
    rule = next(each for each in PLANK.form if each.fault == fault)
    assert clear_figure(rule, error)[1] == clear


def test_a_clear_fault_is_flagged_and_withheld_in_a_view_that_does_not_show_it() -> None:
    side, front = (
        act_fault(FaultCell("plank", "hips-sagging", view, "ordinary"), PLANK, None)
        for view in ("side", "front")
    )
    assert (side.is_valid, side.acted, side.flagged, side.clean, side.silent) == (True, 1, 1, 1, 1)
    assert side.figure >= side.clear == pytest.approx(30.8)
    assert (front.is_valid, front.spoken) == (False, 0)


@pytest.mark.parametrize(
    "cell",
    [
        FaultCell("squat", "hip-shift", "front", "long-limbed"),
        FaultCell("side-plank", "hips-out-of-line", "oblique", "stocky"),
    ],
    ids=["a body that sways", "hips that sag far"],
)
def test_a_fault_is_acted_clearly_in_every_faulty_rep_and_flagged(cell: FaultCell) -> None:
    found = act_fault(cell, load_exercise(cell.exercise), None)
    assert abs(found.figure - found.limit) >= abs(found.clear - found.limit)
    assert (found.flagged, found.silent) == (found.acted, found.clean)


def test_every_rule_is_acted_in_every_view_by_every_body() -> None:
    assert len(fault_cells([PLANK])) == len(PLANK.form) * 4 * 3


def test_the_table_adds_up_bodies_and_wrong_views() -> None:
    cells = [FaultCell("plank", "hips-sagging", view, "ordinary") for view in ("side", "front")]
    found = [
        ActedFaults(cells[0], True, 3, 2, 4, 4, 2, 8.0, 30.0, 31.0),
        ActedFaults(cells[1], False, 3, 0, 4, 4, 1, 8.0, 30.0, 0.0),
    ]
    both, of_rule = rule_shares(found)
    assert (both.name, both.acted, both.clean, both.spoken) == ("all", 3, 4, 1)
    assert of_rule.flagged == pytest.approx(2 / 3)
    assert not of_rule.is_met
