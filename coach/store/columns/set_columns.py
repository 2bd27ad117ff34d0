"""The columns of a set, its reps and its faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coach.judging.attempts import Attempt
from coach.judging.events import Fault, Rep, SetSummary
from coach.judging.figures.rep_effort import Tempo
from coach.judging.level import Level
from coach.store.columns.effort_columns import effort_from_row
from coach.store.columns.note_columns import doubts_from_text
from coach.store.records import SetRecord

Row = Mapping[str, Any]


def set_from_row(
    row: Row, reps: Sequence[Row], faults: Sequence[Row], attempts: Sequence[Attempt], *, is_logged: bool
) -> SetRecord:
    """A set with its reps, faults and attempts."""
    doubts = doubts_from_text(row["doubts"])
    summary = SetSummary(
        number=row["position"],
        exercise=row["exercise"],
        start_s=row["start_s"],
        end_s=row["end_s"],
        reps=tuple(_rep(each) for each in reps),
        hold_s=_hold_s(row),
        range_used=row["range_used"],
        faults=tuple(_fault(each) for each in faults),
        added=row["added"],
        confidence=row["confidence"],
        slowed="slow motion" in doubts,
        attempts=tuple(attempts),
        level=_level(row),
        is_logged=is_logged,
    )
    by_hand = row["corrected_reps"] is not None or row["corrected_hold_s"] is not None
    corrected = by_hand or (bool(row["added"]) and not is_logged)
    return SetRecord(
        summary,
        row["exercise_sha256"],
        row["weight_kg"],
        row["target"],
        is_corrected=corrected,
        seen_frame_rate=row["seen_frame_rate"],
        doubts=doubts,
        tempo_target=row["tempo_target"],
        detected_exercise=row["detected_exercise"],
        note=row["note"],
    )


def _hold_s(row: Row) -> float | None:
    """Hold time in seconds, corrected if the user corrected it."""
    detected: float | None = row["hold_s"]
    corrected: float | None = row["corrected_hold_s"]
    return detected if corrected is None else corrected


def _rep(row: Row) -> Rep:
    tempo = (row[name] for name in ("eccentric_s", "pause_stretched_s", "concentric_s", "pause_contracted_s"))
    return Rep(
        number=row["number"],
        side=row["side"],
        start_s=row["start_s"],
        turn_s=row["turn_s"],
        end_s=row["end_s"],
        rom_deg=row["rom_deg"],
        tempo=Tempo(*tempo),
        verdict=row["verdict"],
        share=row["share"],
        reason=row["reason"],
        rom_error_deg=row["rom_error_deg"],
        unmeasured=row["unmeasured"] or "",
        is_doubtful=bool(row["is_doubtful"]),
        level=_level(row),
        effort=effort_from_row(row),
    )


def _level(row: Row) -> Level | None:
    """The level of a rep or a hold; None without a standard."""
    if row["level_measure"] is None:
        return None
    return Level(
        row["level"] or "",
        row["level_measure"],
        row["level_value"],
        row["level_error"],
        row["level_not_judged"] or "",
    )


def _fault(row: Row) -> Fault:
    return Fault(row["name"], row["title"], row["cue"], row["reason"], row["rep"], row["time_s"])
