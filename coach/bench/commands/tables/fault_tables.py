"""The results of ``coach bench performer --faults``, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from coach.bench.accuracy.acted.acted_faults import FLAGGED_BAR, SILENT_BAR, ActedFaults
from coach.bench.commands.tables.performance_tables import Section
from coach.ui.bench_tables import share


@dataclass(frozen=True, slots=True)
class RuleShares:
    """The results of a rule in one of its views, or of all of them; over all bodies.

    Attributes:
        name: Exercise, rule and view.
        acted: Acted faults.
        flagged: Share of them that was flagged.
        clean: Clean reps.
        silent: Share of them without any fault.
        spoken: Times that the rule spoke in views that don't show it.
        limit: What is required; None for all rules together.
        clear: What was acted at least; None for all rules together.
    """

    name: str
    acted: int
    flagged: float | None
    clean: int
    silent: float | None
    spoken: int
    limit: float | None = None
    clear: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether it meets the bars."""
        flagged, silent = self.flagged, self.silent
        return (flagged is None or flagged >= FLAGGED_BAR) and (silent is None or silent >= SILENT_BAR)


def rule_shares(found: Sequence[ActedFaults]) -> list[RuleShares]:
    """The results of each rule in each of its views, after those of all rules together."""
    rows = [_shares("all", found)]
    for cell in dict.fromkeys((each.cell.exercise, each.cell.fault) for each in found):
        of_rule = [each for each in found if (each.cell.exercise, each.cell.fault) == cell]
        for view in dict.fromkeys(each.cell.view for each in of_rule if each.is_valid):
            some = [each for each in of_rule if each.cell.view == view or not each.is_valid]
            rows.append(_shares(f"{cell[0]}: {cell[1]}, {view}", some))
    return rows


def _shares(name: str, found: Sequence[ActedFaults]) -> RuleShares:
    valid = [each for each in found if each.is_valid]
    acted, clean = sum(each.acted for each in valid), sum(each.clean for each in valid)
    return RuleShares(
        name,
        acted,
        sum(each.flagged for each in valid) / acted if acted else None,
        clean,
        sum(each.silent for each in valid) / clean if clean else None,
        sum(each.spoken for each in found if not each.is_valid),
        valid[0].limit if valid and name != "all" else None,
        valid[0].clear if valid and name != "all" else None,
    )


def fault_section(found: Sequence[ActedFaults]) -> Section:
    """The table."""
    head = [
        "rule, view",
        "limit",
        "acted from",
        "faults",
        "flagged",
        "clean reps",
        "silent",
        "in wrong views",
        "",
    ]
    rows = [["*target*", "", "", "", share(FLAGGED_BAR), "", share(SILENT_BAR), "0", ""]]
    for each in rule_shares(found):
        limit, clear = ("" if figure is None else f"{figure:.2f}" for figure in (each.limit, each.clear))
        figures = [str(each.acted), _share(each.flagged), str(each.clean), _share(each.silent)]
        missed = "" if each.is_met and not each.spoken else "missed"
        rows.append([each.name, limit, clear, *figures, str(each.spoken), missed])
    return head, rows


def _share(amount: float | None) -> str:
    return "" if amount is None else share(amount)


def faults_json(found: Sequence[ActedFaults]) -> dict[str, Any]:
    """The same figures for programs."""
    return {"rules": [asdict(each) for each in rule_shares(found)]}
