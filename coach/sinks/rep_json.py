"""The JSON fields of a rep and of an attempt; guessed figures are null."""

from __future__ import annotations

from coach.judging.attempts import Attempt
from coach.judging.events import Rep
from coach.judging.figures.rep_effort import RepEffort, Tempo
from coach.judging.level import Level

Fact = str | int | float | Tempo | None


def rep_json(rep: Rep) -> dict[str, Fact]:
    """The fields of a rep in the order of every command's JSON, not rounded."""
    return {
        "number": rep.number,
        "side": rep.side,
        "start_s": rep.start_s,
        "turn_s": rep.turn_s,
        "end_s": rep.end_s,
        "rom_deg": rep.measured_rom_deg,
        "rom_error_deg": rep.rom_error_deg,
        "measured": not rep.unmeasured,
        "unmeasured": rep.unmeasured or None,
        "tempo": rep.tempo,
        "verdict": rep.verdict,
        "doubtful": rep.is_doubtful,
        "share": None if rep.is_doubtful else min(rep.share, 1.0),
        "reason": rep.reason,
        **level_json(rep.level),
        **effort_json(rep.effort),
    }


def level_json(level: Level | None) -> dict[str, Fact]:
    """The level of a rep or a hold, and the figure that decided; null where it was not judged."""
    if level is None:
        level = Level("", "")
    return {
        "level": level.name or None,
        "level_measure": level.measure or None,
        "level_value": level.value,
        "level_error": level.error,
        "level_not_judged": level.not_judged or None,
    }


def effort_json(effort: RepEffort | None) -> dict[str, Fact]:
    """The velocity of a rep and the range of each side; null where the camera can't know."""
    known = effort or RepEffort()
    return {
        "velocity_deg_s": known.velocity_deg_s,
        "velocity_error_deg_s": known.velocity_error_deg_s,
        "speed_heights_s": known.speed,
        "speed_error_heights_s": known.speed_error,
        "speed_of": known.point,
        "rom_left_deg": known.left_rom_deg,
        "rom_right_deg": known.right_rom_deg,
        "rom_sides_error_deg": known.sides_error_deg,
    }


def attempt_json(attempt: Attempt) -> dict[str, str | float | None]:
    """The fields of an attempt in the order of every command's JSON, not rounded."""
    return {
        "start_s": attempt.start_s,
        "turn_s": attempt.turn_s,
        "end_s": attempt.end_s,
        "side": attempt.side,
        "excursion": attempt.excursion,
        "verdict": attempt.verdict,
        "rule": attempt.rule,
        "text": attempt.text,
        "measure": attempt.measure or None,
        "value": attempt.value,
        "limit": attempt.limit,
    }
