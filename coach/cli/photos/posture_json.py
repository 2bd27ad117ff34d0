"""Posture as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.photo.standing_posture import PostureComparison, StandingPosture
from coach.store.posture.posture_log import PosturePhoto

FORMAT = 1


def posture_json(
    path: Path, posture: StandingPosture, taken_at: datetime, number: int | None
) -> dict[str, Any]:
    """The posture in a photo; the keys are documented in docs/photos.md."""
    return {
        "format": FORMAT,
        "image": str(path),
        "taken_at": taken_at.isoformat(),
        "number": number,
        "view": posture.view,
        "yaw_deg": round(posture.yaw_deg, 1),
        "reference": posture.reference,
        "measures": [
            _measure(each.measure, each.value_deg, each.error_deg, clear=each.is_clear)
            for each in posture.figures
        ],
        "withheld": [{"measure": measure, "reason": reason} for measure, reason in posture.withheld],
    }


def changes_json(first: Path, second: Path, changes: Sequence[PostureComparison]) -> dict[str, Any]:
    """How the second photo differs from the first."""
    return {
        "format": FORMAT,
        "compared": [str(first), str(second)],
        "changes": [
            _measure(each.measure, each.change_deg, each.error_deg, clear=each.is_clear) for each in changes
        ],
    }


def history_json(photos: Sequence[PosturePhoto]) -> Iterator[dict[str, Any]]:
    """A line for each saved photo, oldest first."""
    for each in photos:
        facts = asdict(each)
        figures = facts.pop("figures")
        yield {
            "format": FORMAT,
            **facts,
            "taken_at": each.taken_at.isoformat(),
            "measures": [
                _measure(name, figure["value"], figure["error"], clear=abs(figure["value"]) > figure["error"])
                for name, figure in figures.items()
            ],
        }


def _measure(name: str, value_deg: float, error_deg: float, *, clear: bool) -> dict[str, Any]:
    return {
        "measure": name,
        "value_deg": round(value_deg, 1),
        "error_deg": round(error_deg, 1),
        "clear": clear,
    }
