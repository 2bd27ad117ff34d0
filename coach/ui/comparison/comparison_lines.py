"""The differences of two sets in words, and every figure in a table."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from coach.body.view import view_name
from coach.comparison.set_differences import ComparedSets, Difference
from coach.comparison.set_motion import SetMotion
from coach.ui.comparison.rep_curves import curve_lines
from coach.ui.theme import ASIDE, HEADLINE, open_table

_NAMES = {"inclination": "trunk", "body_inclination": "body", "shoulder_slope": "shoulder line"}
_LEAST_WIDE = 60


class ComparisonText:
    """A comparison: what differs first, then all figures, then the curve of the main angle."""

    def __init__(self, comparison: ComparedSets) -> None:
        self._comparison = comparison

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        comparison = self._comparison
        title = comparison.first.exercise.title
        yield Text(f"{title}: {comparison.first.name} and {comparison.second.name}", HEADLINE)
        yield Text(f"A  {_about(comparison.first)}")
        yield Text(f"B  {_about(comparison.second)}")
        yield ""
        for line in difference_lines(comparison):
            yield Text(line)
        for note in comparison.notes:
            yield Text(note, ASIDE)
        yield ""
        yield _table(comparison, options)
        if comparison.first.paths and comparison.second.paths and options.max_width >= _LEAST_WIDE:
            yield ""
            for line in curve_lines(comparison, options.max_width, ascii_only=options.ascii_only):
                yield Text(line)


def difference_lines(comparison: ComparedSets) -> list[str]:
    """What differs by more than the error, a sentence each; or that nothing does."""
    if not comparison.clear:
        return ["No difference beyond the error."]
    return [_sentence(each, comparison) for each in comparison.clear]


def _sentence(each: Difference, comparison: ComparedSets) -> str:
    if each.kind == "tempo":
        much = f"{abs(each.amount):.1f} s {'longer' if each.amount > 0 else 'shorter'}"
        return f"B's {each.measure} is {much}: {each.second:.1f} s, not {each.first:.1f} s."
    if each.kind == "hold":
        much = f"{abs(each.amount):.0f} s {'longer' if each.amount > 0 else 'shorter'}"
        return f"B is held {much}: {each.second:.0f} s, not {each.first:.0f} s."
    much = f"{abs(each.amount):.0f}° ± {each.error or 0.0:.0f}"
    return f"{_how(each, much)}{_where(each, comparison)}{_with_it(each, comparison)}."


def _how(each: Difference, much: str) -> str:
    place = {"depth": " at the turning point", "start": " in the start position"}.get(each.kind, "")
    if each.measure in ("inclination", "body_inclination"):
        which = "further from upright" if each.amount > 0 else "nearer to upright"
        return f"B's {_NAMES[each.measure]} is {much} {which}{place}"
    if each.measure == "shoulder":
        return (
            f"B's upper arm is {much} {'further from' if each.amount > 0 else 'nearer to'} the trunk{place}"
        )
    which = "straighter" if each.amount > 0 else "more bent"
    return f"B's {_NAMES.get(each.measure, each.measure)} is {much} {which}{place}"


def _where(each: Difference, comparison: ComparedSets) -> str:
    """On which way, and where on it."""
    reps = comparison.first.exercise.reps
    if each.leg is None or each.main_at is None or reps is None:
        return ""
    way = {"out": reps.out.name, "back": reps.back.name}[each.leg]
    main = comparison.first.exercise.signal.angle
    return f" on the way '{way}', where the {_NAMES.get(main, main)} is at {each.main_at:.0f}°"


def _with_it(each: Difference, comparison: ComparedSets) -> str:
    """The angles that are measured against the trunk, and turn with it."""
    if each.measure != "inclination":
        return ""
    names = [_NAMES.get(one.measure, one.measure) for one in comparison.differences if one.goes_with]
    return f"; the {' and '.join(names)} angle turns with it" if names else ""


def _about(motion: SetMotion) -> str:
    if motion.hold_s is not None:
        counted = f"{motion.hold_s:.0f} s held"
    else:
        reps = "1 full rep" if motion.full == 1 else f"{motion.full} full reps"
        counted = reps + (f" and {motion.partial} partial" if motion.partial else "")
    return f"{motion.name}: {counted}, {view_name(motion.view)}"


def _table(comparison: ComparedSets, options: ConsoleOptions) -> Table:
    table = open_table(options)
    table.add_column("")
    for heading in ("A", "B", "B - A", "error ±"):
        table.add_column(heading, justify="right")
    for each in comparison.differences:
        table.add_row(*_row(each))
    return table


def _row(each: Difference) -> Iterator[Text]:
    unit, digits = (" s", 1) if each.kind in ("tempo", "hold") else ("°", 0)
    style = HEADLINE if each.is_clear else ""
    what = {"depth": ", turning point", "start": ", start"}.get(each.kind, "")
    error = "unknown" if each.error is None else f"{each.error:.{digits}f}{unit}"
    yield Text(f"{_NAMES.get(each.measure, each.measure)}{what}", style)
    for value in (f"{each.first:.{digits}f}", f"{each.second:.{digits}f}", f"{each.amount:+.{digits}f}"):
        yield Text(value + unit, style)
    yield Text(error, style)
