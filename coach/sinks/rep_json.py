"""The JSON fields of a rep; guessed figures are null."""

from __future__ import annotations

from coach.judging.events import Rep, Tempo

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
        "share": None if rep.is_doubtful else rep.share,
        "reason": rep.reason,
    }
