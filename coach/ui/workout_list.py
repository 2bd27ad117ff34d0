"""The list of workouts: one row per workout and exercise.

Column widths come from the extent of the list and the width of the terminal, not from the rows, so that rows
print while they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from coach.quantities import WeightUnit, weight_text
from coach.store import listing
from coach.store.listing import ExerciseFigures, Extent, ListedWorkout
from coach.ui import formatting, theme

_CUT_SHORT = "†"
_MINE = "*"
_DOUBTFUL = "?"
_NOTHING = "–"
_LEAST_SOURCE, _FAIR_SOURCE, _ROOMY_SOURCE = 6, 20, 24
"""Characters for the source: a kind of workout; a shortened name that still tells films apart; most names."""
_INDENT = 3
_LONGEST_NAME = 16
_EXTRAS = (("sets", 4), ("ROM", 4), ("tempo, s", 15))
"""Optional columns and their widths."""
_HEADINGS = {"day": "date"}
_SHORTENED = {"who", "exercise"}
_TO_THE_RIGHT = {"id", "reps", "full", "partial", "weight", "sets", "ROM"}


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a row.

    Attributes:
        columns: Headings and widths from left to right; the source takes the rest of the row.
        gap: Spaces between columns.
        width: Characters in total.
        whole: Whether to print the source in full, however long it is.
    """

    columns: tuple[tuple[str, int], ...]
    gap: int
    width: int
    whole: bool = False

    @property
    def left(self) -> int:
        """Characters left for the source."""
        return self.width - sum(width + self.gap for _, width in self.columns)

    def has_room_for(self, source: str) -> bool:
        """Whether a row shows a source in full, or most of it."""
        return self.whole or self.left >= _FAIR_SOURCE or cell_len(source) <= self.left

    def source_line(self, source: str) -> str:
        """A line for a source alone."""
        return " " * _INDENT + shortened(source, self.width - _INDENT)

    def row(self, cells: dict[str, str], source: str) -> str:
        """A row; a figure wider than its column keeps all its digits, and the source gets less room."""
        gap = " " * self.gap
        before = gap.join([_fitted(cells.get(name, ""), width, name) for name, width in self.columns]) + gap
        if self.whole:
            return (before + source).rstrip()
        if before.isascii() and source.isascii() and len(before) + len(source) <= self.width:
            return (before + source).rstrip()  # true for nearly every row
        short = shortened(source, self.width - cell_len(before))
        return set_cell_size(before + short, self.width).rstrip()


def layout(extent: Extent, width: int) -> Layout:
    """The fullest layout that leaves enough room for the source, or else the narrowest."""
    name = max(min(extent.name_width, _LONGEST_NAME), len("exercise"))
    number = ("id", max(len(str(extent.largest_id)), 2))
    who = [("who", max(min(extent.person_width, 12), 3))] if extent.people > 1 else []
    weight = [("weight", 8)] if extent.weighed else []
    full = [number, ("date", 17), *who, ("exercise", name), ("full", 8), ("partial", 7), *weight]
    roomy = [number, ("date", 17), *who, ("exercise", name), ("reps", 8), *weight]
    compact = [number, ("date", 17), *who, ("exercise", min(name, 12)), ("reps", 8), *weight]
    day = [number, ("day", 11), ("exercise", min(name, 12)), ("reps", 8), *weight]
    plans = [
        *((Layout((*full, *_EXTRAS[:more]), 2, width), _ROOMY_SOURCE) for more in (3, 2, 1, 0)),
        (Layout(tuple(full), 1, width), _FAIR_SOURCE),
        (Layout(tuple(roomy), 1, width), _FAIR_SOURCE),
        (Layout(tuple(compact), 1, width), _LEAST_SOURCE),
        (Layout(tuple(day), 1, width), _LEAST_SOURCE),
    ]
    barest = Layout((number, ("day", 11), ("exercise", 8), ("reps", 8)), 1, width)
    return next((plan for plan, source in plans if plan.left >= source), barest)


class WorkoutList:
    """The rows of a list and a legend of its marks.

    Args:
        workouts: Newest first; iterated once.
        extent: The widths that they need.
        units: The unit of weights.
    """

    def __init__(self, workouts: Iterable[ListedWorkout], extent: Extent, units: WeightUnit = "kg") -> None:
        self._workouts, self._extent, self._units = workouts, extent, units

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(options):
            yield Text(line, no_wrap=True) if isinstance(line, str) else line

    def lines(self, options: ConsoleOptions) -> Iterator[str | Text]:
        """The lines: rows are plain strings, the header and legend have a style."""
        plan = layout(self._extent, options.max_width)
        if not options.is_terminal and options.max_width >= theme.PIPE_WIDTH:
            plan = replace(plan, whole=True)
        yield Text(
            plan.row({name: _HEADINGS.get(name, name) for name, _ in plan.columns}, "source"),
            theme.HEADING,
            no_wrap=True,
        )
        if options.is_terminal:
            yield Text(("-" if options.ascii_only else "─") * options.max_width, no_wrap=True)
        marks: set[str] = set()
        for each in self._workouts:
            about = _workout_cells(each)
            source = _source(each)
            below = "" if plan.has_room_for(source) else source
            source = "" if below else source
            if each.about.state == "interrupted":
                marks.add(_CUT_SHORT)
            for part in each.parts or (None,):
                cells = _empty_cells(each) if part is None else _exercise_cells(part, self._units)
                yield plan.row(about | cells, source)
                about, source = {}, ""
                marks.update(_empty_mark(each) if part is None else _count_marks(part))
            if below:
                yield plan.source_line(below)
        yield from _legend(marks, compact=any(name == "reps" for name, _ in plan.columns))


def _legend(marks: set[str], *, compact: bool) -> Iterator[Text]:
    if compact:
        yield Text("reps: full + partial", style=theme.ASIDE)
    if _CUT_SHORT in marks:
        yield Text(f"{_CUT_SHORT} cut short: counted up to that point", style=theme.ASIDE)
    if _MINE in marks:
        yield Text(f"{_MINE} full reps reach the person's own range", style=theme.ASIDE)
    if _DOUBTFUL in marks:
        yield Text(f"{_DOUBTFUL} doubtful: 'coach history show' says why", style=theme.ASIDE)


def _count_marks(part: ExerciseFigures) -> str:
    """The marks of a count: own range, doubtful."""
    mine = _MINE if part.range_used == "mine" else ""
    return mine + (_DOUBTFUL if part.has_too_few_frames or part.has_doubts else "")


def _empty_mark(each: ListedWorkout) -> str:
    """The mark of a workout without a count."""
    return _DOUBTFUL if any(note.doubtful for note in each.about.picture_notes) else ""


def _workout_cells(each: ListedWorkout) -> dict[str, str]:
    about = each.about
    mark = _CUT_SHORT if about.state == "interrupted" else ""
    date = formatting.local_time(about.trained_at)
    day = date.partition(" ")[0]
    return {"id": str(about.id), "date": f"{date}{mark}", "day": f"{day}{mark}", "who": about.profile}


def _source(each: ListedWorkout) -> str:
    """The film's name, the program that logged it, or the kind of the workout."""
    about = each.about
    if about.imported_from:
        return about.imported_from
    return (about.film_name or "film") if about.kind == "film" else about.kind


def _empty_cells(each: ListedWorkout) -> dict[str, str]:
    """The cells of a workout without a count."""
    counted = _NOTHING + _empty_mark(each)
    return {"exercise": ", ".join(each.exercises) or _NOTHING, "full": counted, "reps": counted}


def _exercise_cells(part: ExerciseFigures, units: WeightUnit) -> dict[str, str]:
    """The cells of one exercise of a workout."""
    full, partial, mark = part.full, part.partial, _count_marks(part)
    means = listing.means((part,))
    cells = {"exercise": part.exercise, "sets": str(part.sets), "weight": _weight(part, units)}
    if means is not None:
        tempo = formatting.UNTIMED if means[1] is None else str(means[1])
        cells |= {"ROM": formatting.degrees(means[0]), "tempo, s": tempo}
    if part.hold_s is not None and not full and not partial:
        held = formatting.seconds(part.hold_s) + mark
        return cells | {"full": held, "reps": held}
    return cells | {
        "full": f"{full}{mark}",
        "partial": str(partial),
        "reps": f"{full}{mark}" + (f"+{partial}" if partial else ""),
    }


def _weight(part: ExerciseFigures, units: WeightUnit) -> str:
    """The range of weights of its sets."""
    if part.lightest is None or part.heaviest is None:
        return ""
    return weight_text(part.lightest, part.heaviest, units=units)


def _fitted(cell: str, width: int, name: str) -> str:
    """A cell of the named column, padded or shortened to its width."""
    if name in _SHORTENED and len(cell) > width // 2:  # no character is wider than two
        cell = shortened(cell, width)
    wider = 0 if cell.isascii() else cell_len(cell) - len(cell)
    return cell.rjust(width - wider) if name in _TO_THE_RIGHT else cell.ljust(width - wider)


def shortened(text: str, width: int) -> str:
    """A name of at most ``width`` cells; the middle is left out, because names often differ at the end."""
    if cell_len(text) <= width:
        return text
    if width < 2:
        return text[: max(width, 0)]
    ending = text[-(width - 1) // 2 :] if width > 2 else ""
    while cell_len(ending) > (width - 1) // 2:
        ending = ending[1:]
    return set_cell_size(text, width - 1 - cell_len(ending)).rstrip() + "…" + ending
