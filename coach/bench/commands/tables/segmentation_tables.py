"""The results of ``coach bench workouts``, as tables and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from coach.bench.accuracy.segmentation import (
    FOUND_BAR,
    WITHIN_S,
    Cut,
    Ends,
    SegmentedWorkout,
    Spread,
    figures,
)
from coach.bench.commands.tables.performance_tables import Section
from coach.ui import bench_tables
from coach.ui.bench_tables import share
from coach.ui.theme import screen

_UNNAMED = "unnamed movement"


def print_tables(groups: Mapping[str, Sequence[SegmentedWorkout]], *, markdown: bool) -> None:
    """Print the tables."""
    out = screen()
    for head, rows in sections(groups):
        if markdown:
            print(bench_tables.markdown(head, rows), end="\n\n")
        else:
            out.print(bench_tables.figures(head, rows), "")


def sections(groups: Mapping[str, Sequence[SegmentedWorkout]]) -> Iterator[Section]:
    """The tables."""
    for name, workouts in groups.items():
        missed = [(each, cut) for each in workouts for cut in each.cuts if not cut.found]
        if missed:
            head = [
                f"{name}: not within {WITHIN_S} s",
                "is",
                "from, to, s",
                "segment off by, s",
                "sets off by, s",
                "recognised as",
            ]
            yield head, [_missed(workout, cut) for workout, cut in missed]
    yield _found(groups)
    yield _ends(groups)
    for name, workouts in groups.items():
        yield from _other_names(name, workouts)


def _missed(workout: SegmentedWorkout, cut: Cut) -> list[str]:
    stretch = cut.stretch
    return [
        workout.name,
        stretch.exercise,
        f"{stretch.start_s:.1f}, {stretch.end_s:.1f}",
        _off(cut.segment),
        _off(cut.sets),
        ", ".join(name or _UNNAMED for name in cut.otherwise),
    ]


def _off(ends: Ends | None) -> str:
    return "–" if ends is None else f"{ends.start_s:+.1f}, {ends.end_s:+.1f}"


def _found(groups: Mapping[str, Sequence[SegmentedWorkout]]) -> Section:
    rows = []
    for name, workouts in groups.items():
        result = figures(workouts)
        rows.append(
            [
                name,
                str(len(workouts)),
                f"{result.found} of {result.stretches}",
                share(result.share),
                str(result.named),
                str(result.otherwise),
                str(result.aside),
            ]
        )
    rows.append(["*target*", "", "", share(FOUND_BAR), "", "", ""])
    return ["", "workouts", "found", "share", "named", "as another exercise", "without an exercise"], rows


def _ends(groups: Mapping[str, Sequence[SegmentedWorkout]]) -> Section:
    rows = []
    for name, workouts in groups.items():
        result = figures(workouts)
        for what, spread in (
            ("segments' starts", result.segment_starts),
            ("segments' ends", result.segment_ends),
            ("first reps' starts", result.set_starts),
            ("last reps' ends", result.set_ends),
        ):
            rows.append([f"{name}: {what}", str(spread.n), *_spread(spread)])
    return ["off by", "of", "median, s", "90th percentile, s"], rows


def _spread(spread: Spread) -> list[str]:
    return ["–" if value is None else f"{value:.2f}" for value in (spread.median_s, spread.most_s)]


def _other_names(name: str, workouts: Sequence[SegmentedWorkout]) -> Iterator[Section]:
    """Exercises recognised as others, and segments found where there was no exercise."""
    cuts = [cut for each in workouts for cut in each.cuts]
    taken = Counter((cut.stretch.exercise, other or _UNNAMED) for cut in cuts for other in cut.otherwise)
    if taken:
        rows = [[is_, was, str(times)] for (is_, was), times in sorted(taken.items())]
        yield [f"{name}: is", "recognised as", "times"], rows
    aside = [(each.name, segment) for each in workouts for segment in each.aside]
    if aside:
        yield (
            [f"{name}: without an exercise", "recognised as", "from, s", "to, s", "confidence"],
            [
                [
                    where,
                    segment.exercise or _UNNAMED,
                    f"{segment.start_s:.1f}",
                    f"{segment.end_s:.1f}",
                    f"{segment.confidence:.2f}",
                ]
                for where, segment in aside
            ],
        )


def results_json(groups: Mapping[str, Sequence[SegmentedWorkout]]) -> dict[str, Any]:
    """The results as JSON."""
    return {
        "format": 1,
        "bars": {"found": FOUND_BAR, "within_s": WITHIN_S},
        "figures": {
            name: asdict(result := figures(workouts)) | {"share": result.share}
            for name, workouts in groups.items()
        },
        "workouts": {
            name: [
                asdict(each) | {"cuts": [asdict(cut) | {"found": cut.found} for cut in each.cuts]}
                for each in workouts
            ]
            for name, workouts in groups.items()
        },
    }
