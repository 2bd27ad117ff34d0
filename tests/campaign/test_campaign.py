"""A small fixed part of the campaign, each kind in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaign.__main__ import campaign
from tests.campaign.kinds import KINDS
from tests.campaign.staging import supplied

EACH = 4
SEED = 20261130


@pytest.mark.slow
def test_hostile_input_causes_no_traceback_hang_or_escape(tmp_path: Path) -> None:
    quick = [kind for kind in KINDS if kind != "streams"]  # each takes ten seconds
    cases = [(kind, number) for number in range(EACH) for kind in quick]
    outcomes = campaign(cases, SEED, supplied(tmp_path), workers=1)
    assert len(outcomes) == len(cases)
    assert [(kind, each.name, each.faults, each.err[-500:]) for kind, each in outcomes if each.faults] == []
    assert {each.code for _, each in outcomes} >= {0, 1, 2}, "some go well, some are refused"
