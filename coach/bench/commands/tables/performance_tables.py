"""The results of ``coach bench performer``, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from coach.bench.accuracy.everyday import EverydayCount, allowed_partials
from coach.bench.accuracy.grid_shares import EXACT_BAR, PARTIALS_BAR, along_axes
from coach.bench.accuracy.performances import CountedPerformance
from coach.bench.cost.rendering_speed import RenderingSpeed
from coach.body.angle_errors import AngleErrors
from coach.body.angles import IN_TRUNK_LENGTHS
from coach.ui.bench_tables import share


@dataclass(frozen=True, slots=True)
class PerformanceResults:
    """The results of one run.

    Attributes:
        performed: The performances.
        taken: The counts in everyday movements.
        errors: The errors of the detected angles; None without performances.
        speed: The rendering speed; None if not measured.
    """

    performed: list[CountedPerformance]
    taken: list[EverydayCount]
    errors: AngleErrors | None
    speed: RenderingSpeed | None


Section = tuple[list[str], list[list[str]]]
"""A table's head and its rows."""


def sections(measured: PerformanceResults) -> Iterator[Section]:
    """The tables."""
    yield from _wrong(measured.performed)
    yield _shares(measured.performed)
    if measured.taken:
        yield _everyday(measured.taken)
    if measured.errors is not None:
        yield error_bars(measured.errors)
        yield _main_angles(measured.errors)
    if measured.speed is not None:
        yield _speed(measured.speed)


def _wrong(performed: list[CountedPerformance]) -> Iterator[Section]:
    wrong = [each for each in performed if not each.exact or each.partials_full]
    if wrong:
        head = ["coach bench performer --case", "performed", "counted", "partial", "as full", "detected"]
        yield head, [[each.cell.name, *_figures(each)] for each in wrong]
    failed = [each for each in wrong if each.why]
    if failed:
        yield ["failed", "why"], [[each.cell.name, each.why or ""] for each in failed]


def _figures(each: CountedPerformance) -> list[str]:
    detected = f"{each.found / max(each.frames, 1):.0%}"
    if each.hold_s is not None:
        return [f"{each.hold_s:.1f} s", f"{each.held_s or 0.0:.1f} s", "", "", detected]
    partial = f"{each.partial_counted} of {each.partials}"
    return [str(each.truth), str(each.counted), partial, str(each.partials_full), detected]


def _shares(performed: list[CountedPerformance]) -> Section:
    rows = [
        [name, str(shares.n), share(shares.exact), str(shares.partials), share(shares.kept_apart)]
        for name, shares in along_axes(performed).items()
    ]
    rows.insert(1, ["*target*", "", share(EXACT_BAR), "", share(PARTIALS_BAR)])
    return ["", "performances", "counted exactly", "partial ones", "not counted as full"], rows


def _everyday(taken: list[EverydayCount]) -> Section:
    rows = []
    for activity in dict.fromkeys(each.activity for each in taken):
        some = [each for each in taken if each.activity == activity]
        most = max(some, key=lambda each: each.partial)
        by = [each.exercise for each in some if each.full or each.partial or each.held_s]
        rows.append(
            [
                f"{activity}, {most.duration_s:.0f} s",
                str(len(some)),
                str(sum(each.full for each in some)),
                str(most.partial),
                f"{sum(each.held_s for each in some):.0f} s",
                f"0, {allowed_partials(activity)}, 0 s",
                ", ".join(by) or "none",
            ]
        )
    return ["", "exercises", "full", "partial at most", "held", "target", "counted by"], rows


def error_bars(errors: AngleErrors) -> Section:
    """The error bar of every measure in every view, with the errors by camera pitch."""
    rows = []
    for bar in errors.bars:
        is_length = bar.angle in IN_TRUNK_LENGTHS
        by_pitch = {
            each.pitch_deg: f"{each.mae_deg:.{1 + is_length}f}"
            for each in errors.errors
            if (each.angle, each.view, each.exercise) == (bar.angle, bar.view, None)
        }
        figures = [by_pitch.get(pitch, "–") for pitch in (None, 0, 15, 25)]
        published = "–" if bar.published_deg is None else f"{bar.published_deg:.1f}"
        error = f"± {bar.bar_deg:.{2 * is_length}f}"
        rows.append([f"{bar.angle}, {bar.view}", *figures, published, error, bar.because])
    return ["angle, view", "error °", "level", "up 15°", "up 25°", "published °", "bar °", "source"], rows


def _main_angles(errors: AngleErrors) -> Section:
    """The error of each exercise's main angle in the views in its file."""
    rows = [
        [
            f"{each.exercise}, {each.view}",
            each.angle,
            f"{each.mae_deg:.1f}",
            f"{each.bias_deg:+.1f}",
            str(each.frames),
            str(each.hidden),
        ]
        for each in errors.errors
        if each.exercise is not None
    ]
    return ["exercise, view", "angle", "error °", "bias °", "frames", "hidden"], rows


def _speed(speed: RenderingSpeed) -> Section:
    rows = [
        ["frames rendered per second on one core", f"{speed.frames_per_s:.0f}", "60"],
        ["frames rendered per detected frame", f"{speed.ratio:.2f}", "1.00"],
    ]
    return ["", "measured", "target"], rows


def results_json(measured: PerformanceResults) -> dict[str, Any]:
    """The results as JSON."""
    return {
        "format": 1,
        "shares": {name: asdict(shares) for name, shares in along_axes(measured.performed).items()},
        "performances": [_performance_json(each) for each in measured.performed],
        "everyday": [asdict(each) for each in measured.taken],
        "angles": measured.errors and measured.errors.model_dump(),
        "rendering": measured.speed
        and {"frames_per_s": measured.speed.frames_per_s, "ratio": measured.speed.ratio},
    }


def _performance_json(each: CountedPerformance) -> dict[str, Any]:
    fields = asdict(each)
    return {"case": each.cell.name, "exact": each.exact} | {
        name: fields[name] for name in fields if name not in ("cell", "reps", "comparison")
    }


def one_case(each: CountedPerformance) -> Iterator[Section]:
    """A performance, and its count rep by rep."""
    yield ["", "performed", "counted", "partial", "as full", "detected"], [[each.cell.name, *_figures(each)]]
    rows = [
        [
            f"{rep.verdict}, {rep.side}",
            f"{rep.start_s:.1f}",
            f"{rep.turn_s:.1f}",
            f"{rep.end_s:.1f}",
            rep.reason,
        ]
        for rep in each.reps
    ]
    if rows:
        yield ["counted", "from, s", "turned, s", "to, s", "why"], rows
