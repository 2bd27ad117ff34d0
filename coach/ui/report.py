"""What one set, and one film, came to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from coach.body.view import View
from coach.judging.events import Fault, RangeUsed, Rep, SetSummary
from coach.judging.judge import Summary
from coach.store.past import mean_rom_deg, mean_tempo
from coach.ui import theme, words
from coach.ui.charts import bar

_BAR = 12
_ROOM_FOR_REASONS = 100
_RANGES: dict[RangeUsed, str] = {
    "minimum": "Full means at least the exercise's minimum",
    "mine": "Full means the person's own range",
}
_SEEN_ENOUGH = 0.8
"""Share of frames with a body in them below which the report warns."""


class RepTable:
    """Every repetition of a set: its range in degrees and beside the deepest one's, tempo, verdict and why.

    Where there is little room, only what fell short says why.
    """

    def __init__(self, reps: Sequence[Rep]) -> None:
        self.reps = reps

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        sides = any(rep.side != "both" for rep in self.reps)
        roomy = options.max_width >= _ROOM_FOR_REASONS
        deepest = max((rep.rom_deg for rep in self.reps), default=0.0)
        table = theme.open_table(options)
        table.add_column("rep", justify="right")
        if sides:
            table.add_column("side")
        table.add_column("range of motion", no_wrap=True)
        table.add_column("tempo, s", no_wrap=True)
        table.add_column("verdict", no_wrap=True)
        if roomy or any(rep.verdict == "partial" for rep in self.reps):
            table.add_column("why")
        for rep in self.reps:
            style = theme.FULL if rep.verdict == "full" else theme.PARTIAL
            extent = Text(bar(rep.rom_deg, deepest, _BAR, ascii_only=options.ascii_only), style=style)
            extent.append(f" {words.degrees(rep.rom_deg):>4}", style="default")
            why = rep.reason if roomy or rep.verdict == "partial" else ""
            table.add_row(
                str(rep.number),
                *([rep.side] if sides else []),
                extent,
                str(rep.tempo),
                Text(rep.verdict, style=style),
                why,
            )
        yield table


def headline(exercise: str, full: int, partial: int, hold_s: float | None) -> str:
    """What it came to in a few words, such as «12 squats + 2 partial»."""
    if hold_s is not None:
        return f"{words.spoken(exercise).capitalize()} held for {words.seconds(hold_s)}"
    name = words.plural(exercise, full)
    if not full and not partial:
        return f"No {name} counted"
    if not full:
        return f"No full {name}, {partial} partial"
    return f"{full} {name} + {partial} partial" if partial else f"{full} {name}"


def set_lines(summary: SetSummary, *, name: str = "", weight_kg: float | None = None) -> list[RenderableType]:
    """One set: what it is called, its repetitions one by one, and their means."""
    lines: list[RenderableType] = []
    if name:
        lines.append(Text(name, style=theme.HEADLINE))
    if summary.reps:
        lines.append(RepTable(summary.reps))
    lines += fault_lines(summary.faults)
    lines.append(Text(_means(summary, weight_kg), style=theme.ASIDE))
    return lines


def fault_lines(faults: Sequence[Fault]) -> list[RenderableType]:
    """What is to be mended: each fault once, where it was, how the coach knows and what to do."""
    lines: list[RenderableType] = []
    for name in dict.fromkeys(fault.name for fault in faults):
        same = [fault for fault in faults if fault.name == name]
        title = same[0].title
        line = Text(f"{title[0].upper()}{title[1:]} {words.where(same)}", style=theme.PARTIAL)
        line.append(f": {same[0].reason}. {same[0].cue}", style="default")
        lines.append(line)
    return lines


def legend(sets: Sequence[SetSummary]) -> list[RenderableType]:
    """What full means, and the order of the tempo's figures; nothing where no repetition was counted."""
    ranges = {each.range_used for each in sets if each.reps}
    lines = [f"{_RANGES[used]} · tempo: lowering-pause-effort-pause" for used in sorted(ranges)]
    return [Text(line, style=theme.ASIDE) for line in lines]


def sight(view: View | None, share: float | None, frames: int | None, *more: str) -> Text:
    """From where and how much somebody was seen, loud where too little, and what else is known of it."""
    seen = words.seen_from(view, share, frames)
    scarce = share is not None and share < _SEEN_ENOUGH
    line = Text(f"{seen[0].upper()}{seen[1:]}", style=theme.WARNING if scarce else theme.ASIDE)
    if scarce and share:
        line.append(": what was not seen is not counted")
    return line.append("".join(f" · {each}" for each in more if each), style=theme.ASIDE)


def _means(summary: SetSummary, weight_kg: float | None) -> str:
    parts = [f"{summary.start_s:.1f} to {summary.end_s:.1f} s"]
    if summary.added:
        parts.append(words.corrected(summary))
    if weight_kg is not None:
        parts.append(f"{weight_kg:g} kg")
    rom = mean_rom_deg(summary.reps)
    if rom is not None:
        parts.append(f"full ones on average {words.degrees(rom)}, tempo {mean_tempo(summary.reps)}")
    return " · ".join(parts)


def set_report(
    summary: Summary, *, source: str, weight_kg: float | None = None, notes: Sequence[str] = ()
) -> RenderableType:
    """The report on one film, or on one set before the camera.

    Args:
        summary: What the judge made of it.
        source: What was watched: the film's name.
        weight_kg: The load, or None without one.
        notes: Sentences to say at the end: what was cut short, what was updated, where it is kept.
    """
    head = headline(summary.exercise, summary.full, summary.partial, summary.hold_s)
    lines: list[RenderableType] = [
        Text.assemble((head, theme.HEADLINE), (f"  {source}", theme.ASIDE)),
        Text(),
    ]
    several = len(summary.sets) > 1
    for each in summary.sets:
        name = f"Set {each.number}: {_in_set(each)}" if several else ""
        lines += [*set_lines(each, name=name, weight_kg=weight_kg), Text()]
    lines += legend(summary.sets)
    share = summary.frames_with_pose / summary.frames if summary.frames else None
    lines.append(sight(summary.view, share, summary.frames, words.tilted(summary.tilt_deg)))
    if summary.withheld:
        lines.append(
            Text(
                f"Not judged, for this view does not show it: {', '.join(summary.withheld)}",
                style=theme.ASIDE,
            )
        )
    lines += [Text(note) for note in notes]
    return Group(*lines)


def _in_set(summary: SetSummary) -> str:
    return headline(summary.exercise, summary.full, summary.partial, summary.hold_s)
