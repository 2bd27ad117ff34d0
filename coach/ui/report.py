"""Reports on sets and films."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from coach.body.picture_notes import PictureNote, PictureNotes, clock
from coach.body.view import View
from coach.catalogue.unnamed import ANYTHING
from coach.judging.candidates.attempt_list import listed_attempts
from coach.judging.effort.workout_review import ReviewedSet, WorkoutReview
from coach.judging.events import Fault, RangeUsed, Rep, SetSummary
from coach.judging.level import level_text
from coach.judging.observation import Segment, Summary
from coach.judging.set_tally import mean_rom_deg, mean_tempo
from coach.quantities import WeightUnit, weight_text
from coach.ui import formatting, theme
from coach.ui.attempt_table import AttemptTable
from coach.ui.charts import bar
from coach.ui.review import (
    closing_lines,
    figure_lines,
    lead_lines,
    reviewed_of,
    set_lead_lines,
    velocity_texts,
)

_BAR = 12
_ROOM_FOR_REASONS = 100
_RANGES: dict[RangeUsed, str] = {
    "minimum": "A full rep reaches the exercise's minimum range",
    "mine": "A full rep reaches the person's own range",
}
_ENOUGH_DETECTED = 0.8
"""Share of frames with a person in them below which the report warns."""


class RepTable:
    """The reps of a set: range of motion with a bar, tempo, verdict, level, and why a rep is partial.

    On a wide terminal, the level comes with the figure that decided, and there are velocities. Without
    ``timed`` there is no tempo.
    """

    def __init__(
        self, reps: Sequence[Rep], *, timed: bool = True, velocities: Mapping[int, str] | None = None
    ) -> None:
        self.reps, self.timed, self.velocities = reps, timed, velocities or {}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        sides = any(rep.side != "both" for rep in self.reps)
        roomy = options.max_width >= _ROOM_FOR_REASONS
        deepest = max((rep.measured_rom_deg or 0.0 for rep in self.reps), default=0.0)
        table = theme.open_table(options)
        table.add_column("rep", justify="right")
        if sides:
            table.add_column("side")
        table.add_column("range of motion", no_wrap=True)
        if self.timed:
            table.add_column("tempo, s", no_wrap=True)
        paced = roomy and bool(self.velocities)
        if paced:
            table.add_column("velocity", no_wrap=True)
        table.add_column("verdict", no_wrap=True)
        leveled = any(rep.level is not None and rep.level.name for rep in self.reps)
        if leveled:
            table.add_column("level", no_wrap=True)
        explained = any(rep.verdict == "partial" and not rep.is_doubtful for rep in self.reps)
        if explained:
            table.add_column("reason")
        for rep in self.reps:
            style = theme.FULL if rep.verdict == "full" else theme.PARTIAL
            rom_deg = rep.measured_rom_deg
            extent = Text(bar(rom_deg or 0.0, deepest, _BAR, ascii_only=options.ascii_only), style=style)
            extent.append(f" {formatting.degrees(rom_deg, rep.rom_error_deg):>4}", style="default")
            why = rep.reason if rep.verdict == "partial" and not rep.is_doubtful else ""
            if rep.level is not None and rep.level.name:  # it has a column of its own
                why = why.removeprefix(f"{level_text(rep.level)}; ")
            table.add_row(
                str(rep.number),
                *([rep.side] if sides else []),
                extent,
                *([str(rep.tempo)] if self.timed else []),
                *([self.velocities.get(rep.number, "–")] if paced else []),
                Text(formatting.verdict(rep), style=style),
                *([formatting.level_cell(rep.level, with_figure=roomy)] if leveled else []),
                *([why] if explained else []),
            )
        yield table


class Timeline:
    """The recognised exercises in order, with start, end and confidence."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = theme.open_table(options)
        table.add_column("from", justify="right", no_wrap=True)
        table.add_column("to", justify="right", no_wrap=True)
        table.add_column("exercise")
        table.add_column("confidence", justify="right", no_wrap=True)
        for each in self.segments:
            what = (
                "unrecognised movement" if each.exercise is None else formatting.exercise_text(each.exercise)
            )
            table.add_row(
                clock(each.start_s),
                clock(each.end_s),
                what,
                formatting.percent(each.confidence),
                style=theme.ASIDE if each.exercise is None else None,
            )
        yield table


def headline(exercise: str, full: int, partial: int, hold_s: float | None) -> str:
    """A result in a few words, such as '12 squats + 2 partial'."""
    if hold_s is not None:
        return f"{formatting.exercise_text(exercise).capitalize()} held for {formatting.seconds(hold_s)}"
    name = formatting.plural(exercise, full)
    if not full and not partial:
        return f"No {name} counted"
    if not full:
        return f"No full {name}, {partial} partial"
    return f"{full} {name} + {partial} partial" if partial else f"{full} {name}"


def results_text(sets: Sequence[SetSummary], names: Sequence[str]) -> str:
    """The result of a workout by exercise, such as '12 squats, 8 push-ups + 1 partial'.

    Args:
        sets: The sets.
        names: The given or recognised exercises, to name if nothing was counted.
    """
    done = list(dict.fromkeys(each.exercise for each in sets))
    if not done:
        missed = formatting.either([formatting.plural(name, 0) for name in names])
        return f"No {missed} counted" if missed else "No exercise recognised"
    if len(done) == 1:
        return headline(*_sum(done[0], sets))
    results = ", ".join(_list_item(*_sum(name, sets)) for name in done)
    return f"{results[0].upper()}{results[1:]}"


def _sum(exercise: str, sets: Sequence[SetSummary]) -> tuple[str, int, int, float | None]:
    """An exercise's full and partial reps and seconds held, over all its sets."""
    mine = [each for each in sets if each.exercise == exercise]
    held = [each.hold_s for each in mine if each.hold_s is not None]
    full, partial = sum(each.full for each in mine), sum(each.partial for each in mine)
    return exercise, full, partial, sum(held) if held else None


def _list_item(exercise: str, full: int, partial: int, hold_s: float | None) -> str:
    """A headline as one of a list: without a capital or a comma."""
    if hold_s is None and partial and not full:
        return f"{partial} partial {formatting.plural(exercise, partial)}"
    text = headline(exercise, full, partial, hold_s)
    return f"{text[0].lower()}{text[1:]}"


def set_lines(
    summary: SetSummary,
    *,
    name: str = "",
    weight_kg: float | None = None,
    units: WeightUnit = "kg",
    reviewed: ReviewedSet | None = None,
) -> list[RenderableType]:
    """One set: its name and what matters of it, its reps one by one, and their means."""
    lines: list[RenderableType] = []
    timed = not _is_rhythm(reviewed)
    sure = formatting.recognition_text(summary.confidence)
    if name:
        lines.append(Text.assemble((name, theme.HEADLINE), (f" ({sure})" if sure else "", theme.ASIDE)))
    if name and reviewed is not None:
        lines += set_lead_lines(reviewed)
    if summary.reps and summary.exercise != ANYTHING:  # an unnamed movement has no range and no verdict
        lines.append(
            RepTable(summary.reps, timed=timed and not summary.slowed, velocities=velocity_texts(reviewed))
        )
    guessed = formatting.unmeasured_note(summary.reps)
    lines += [Text(guessed, style=theme.WARNING)] if guessed else []
    levels = formatting.levels_note(summary)
    lines += [Text(levels)] if levels else []
    lines += fault_lines(summary.faults)
    lines.append(
        Text(_means(summary, weight_kg, units, "" if name else sure, timed=timed), style=theme.ASIDE)
    )
    return lines + ([] if reviewed is None else figure_lines(reviewed, units))


def _is_rhythm(reviewed: ReviewedSet | None) -> bool:
    """Whether an exercise has a rhythm instead of a tempo."""
    return reviewed is not None and reviewed.review.facts.pace == "rhythm"


def fault_lines(faults: Sequence[Fault]) -> list[RenderableType]:
    """Each fault once: in which reps, the measurement behind it, and its cue."""
    lines: list[RenderableType] = []
    for name in dict.fromkeys(fault.name for fault in faults):
        same = [fault for fault in faults if fault.name == name]
        title = same[0].title
        line = Text(f"{title[0].upper()}{title[1:]} {formatting.fault_places(same)}", style=theme.PARTIAL)
        line.append(f": {same[0].reason}. {same[0].cue}", style="default")
        lines.append(line)
    return lines


def legend(sets: Sequence[SetSummary], review: WorkoutReview | None = None) -> list[RenderableType]:
    """What makes a rep full, and the order of the tempo's figures; empty without reps."""
    sets = [each for each in sets if each.exercise != ANYTHING]
    ranges = {each.range_used for each in sets if each.reps}
    timed = any(
        each.reps and not each.slowed and not _is_rhythm(reviewed_of(review, place))
        for place, each in enumerate(sets)
    )
    order = " · tempo: lowering-pause-effort-pause" if timed else ""
    leveled = any(rep.below_standard for each in sets for rep in each.reps)
    level = " and the required level" if leveled else ""
    lines = [f"{_RANGES[used]}{level}{order}" for used in sorted(ranges)]
    return [Text(line, style=theme.ASIDE) for line in lines]


def picture_lines(notes: Sequence[PictureNote]) -> list[RenderableType]:
    """Notes on the picture with their hints; those that make a count doubtful stand out."""
    lines: list[RenderableType] = []
    for note in notes:
        line = Text(f"! {note.what}" if note.doubtful else note.what, theme.WARNING if note.doubtful else "")
        lines.append(line.append(f" {note.hint}" if note.hint else "", "default"))
    return lines


def visibility_line(
    view: View | None, share: float | None, frames: int | None, *more: str, has_note: bool = False
) -> Text:
    """The view and how often a person was detected, as a warning if that is too rare.

    Args:
        view: The view of the camera, if known.
        share: Share of the frames with a person in them; None if unknown.
        frames: Number of frames; None if unknown.
        more: Further facts to append.
        has_note: Whether a note already states the share.
    """
    text = formatting.detection_text(view, share, frames, shared=not has_note)
    scarce = not has_note and share is not None and share < _ENOUGH_DETECTED
    line = Text(f"{text[0].upper()}{text[1:]}", style=theme.WARNING if scarce else theme.ASIDE)
    if scarce and share:
        line.append(": frames without a person are not counted")
    return line.append("".join(f" · {each}" for each in more if each), style=theme.ASIDE)


def _means(summary: SetSummary, weight_kg: float | None, units: WeightUnit, sure: str, *, timed: bool) -> str:
    parts = [f"{summary.start_s:.1f} to {summary.end_s:.1f} s"]
    parts += filter(None, (sure, formatting.correction_note(summary)))
    if weight_kg is not None:
        parts.append(weight_text(weight_kg, units=units))
    tempo = mean_tempo(summary.reps)
    if tempo is not None:
        pace = "slow motion? tempo not judged" if summary.slowed else f"tempo {tempo}" if timed else ""
        rom = mean_rom_deg(summary.reps)
        if summary.exercise == ANYTHING:
            return " · ".join((*parts, _durations(summary.reps)))
        means = "" if rom is None else f"full reps average {formatting.degrees(rom)}"
        parts.append(", ".join(filter(None, (means, pace))) or "mean")
    return " · ".join(parts)


def _durations(reps: Sequence[Rep]) -> str:
    """The median duration of reps, with the shortest and the longest."""
    took = [rep.end_s - rep.start_s for rep in reps]
    return f"each {median(took):.1f} s ({min(took):.1f} to {max(took):.1f})"


def set_report(
    summary: Summary,
    *,
    source: str,
    weight_kg: float | None = None,
    units: WeightUnit = "kg",
    picture: PictureNotes = (),
    notes: Sequence[str] = (),
    why: bool = False,
    review: WorkoutReview | None = None,
) -> RenderableType:
    """The report on a film or a live workout.

    Args:
        summary: The judge's summary.
        source: The film's name, or the camera.
        weight_kg: The load, or None without one.
        units: The unit of the load.
        picture: Notes on the picture, the most important first.
        notes: Sentences for the end: what was cut short, updated or saved.
        why: Whether to list every movement, counted or not.
        review: The review, which leads; None without one.
    """
    head = results_text(summary.sets, exercise_names(summary))
    lines: list[RenderableType] = [
        Text.assemble((head, theme.HEADLINE), (f"  {source}", theme.ASIDE)),
        Text(),
    ]
    if review is not None and (lead := lead_lines(review)):
        lines += [*lead, Text()]
    several = len(summary.sets) > 1
    for place, each in enumerate(summary.sets):
        name = set_name(each) if several else ""
        reviewed = reviewed_of(review, place)
        shown = set_lines(each, name=name, weight_kg=weight_kg, units=units, reviewed=reviewed)
        lines += [*shown, Text()]
    if summary.segments and not len(summary.segments) == len(summary.sets) == 1:
        lines += [Timeline(summary.segments), Text()]
    if why:
        lines += [AttemptTable(listed_attempts(summary.sets, summary.between_sets)), Text()]
    lines += picture_lines(picture)
    lines += legend(summary.sets, review)
    share = summary.frames_with_pose / summary.frames if summary.frames else None
    has_note = any(note.problem == "nobody" for note in picture)
    if share or not has_note:
        lines.append(
            visibility_line(
                summary.view, share, summary.frames, formatting.tilt_text(summary.tilt_deg), has_note=has_note
            )
        )
    lines += [Text(line, style=theme.ASIDE) for line in formatting.coverage(summary.coverage)]
    lines += [] if review is None else closing_lines(review, with_form=not summary.coverage)
    lines += [Text(note) for note in notes]
    return Group(*lines)


def set_name(summary: SetSummary) -> str:
    """The heading of one of several sets, such as 'Set 2: 8 push-ups'."""
    return f"Set {summary.number}: {results_text([summary], ())}"


def exercise_names(summary: Summary) -> tuple[str, ...]:
    """The given exercise, or every recognised one, counted or not."""
    if summary.exercise is not None:
        return (summary.exercise,)
    found = (each.exercise for each in summary.segments or ())
    return tuple(dict.fromkeys(name for name in found if name is not None))
