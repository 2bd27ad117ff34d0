"""``coach measure``: the peak range of one joint, as a physiotherapist writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from coach import __version__
from coach.body.landmarks import Side
from coach.body.stream import PoseSource, Progress
from coach.cli import options
from coach.cli.planning.profile import writing
from coach.cli.progress import ProgressBar
from coach.cli.viewing.viewed_source import ViewedSource
from coach.errors import NothingToMeasure, UnknownMovement
from coach.judging.effort.set_figures import Estimate
from coach.measuring.joint_movements import MOVEMENTS, JointMovement
from coach.measuring.range_meter import RangeMeter, SideRange
from coach.store.measuring.joint_range_log import SavedRange, save_range, saved_ranges
from coach.store.planning.active_profile import active_profile
from coach.terminal_text import json_line
from coach.ui.measuring.range_text import NO_DIAGNOSIS, RangeHistory, range_lines
from coach.ui.theme import ASIDE, screen

_TRIES = 3
_EVERY = 15
"""Live, tries are counted and told every so many pictures."""


def measure(
    movement: Annotated[
        str | None,
        typer.Argument(metavar="MOVEMENT", help="Such as knee-flexion; without it, list all."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE", help="A film, a recording (npz), a camera, an address, or 'performer'."
        ),
    ] = None,
    tries: Annotated[
        int, typer.Option("--tries", metavar="N", min=1, max=20, help="Number of tries.")
    ] = _TRIES,
    side: Annotated[Side | None, typer.Option("--side", help="Measure only this side.")] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Show what was measured before, and its change.")
    ] = False,
    profile: options.Profile = None,
    date: options.Date = None,
    no_save: options.NoSave = False,
    model: options.Model = None,
    rotate: options.Rotate = None,
    mirror: options.Mirror = None,
    person: options.Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> int:
    """Measure the peak range of a joint over three tries, on each side that the camera sees.

    Move to the end of your range and back, three times. Degrees are those of the neutral zero method. With a
    camera, it ends after the tries, or with Ctrl-C; turn around for the other side.
    """
    if movement is None:
        print(*(f"{each.name:20} {each.how}" for each in MOVEMENTS.values()), sep="\n")
        return 0
    if movement not in MOVEMENTS:
        raise UnknownMovement(movement, list(MOVEMENTS))
    chosen, name = MOVEMENTS[movement], profile or active_profile()
    if history:
        return _show_history(chosen, name, as_json=as_json)
    if source is None:
        raise typer.BadParameter(
            "name a film, a recording or a camera, or add --history.", param_hint="SOURCE"
        )
    viewed = ViewedSource(source, model=model, rotate=rotate, mirror=mirror, person=person)
    meter = RangeMeter(chosen, tries)
    with ProgressBar(viewed.name, silent=as_json) as bar, viewed.open(bar) as poses:
        if viewed.is_live and not as_json:
            bar.stop()
            print(f"Turn so that the camera sees the joint. Then {chosen.how}, and come back, {tries} times.")
        _watch(poses, meter, bar, tries if viewed.is_live else None, side, as_json=as_json)
    ranges = [each for each in meter.ranges() if side in (None, each.side)]
    if not any(each.tries for each in ranges):
        raise NothingToMeasure(f"No {chosen.title} was measured.", hint=ranges[0].withheld)
    taken_at = date or (poses.facts.recorded_at if not viewed.is_live else None) or datetime.now(UTC)
    saved = not no_save and _save(name, chosen, ranges, taken_at, viewed.name)
    _print(chosen, ranges, name, saved=saved, as_json=as_json)
    return 0


def _watch(
    poses: PoseSource,
    meter: RangeMeter,
    bar: ProgressBar,
    most: int | None,
    side: Side | None,
    *,
    as_json: bool,
) -> None:
    """Watch a source; a live one ends after so many tries of a side, or with Ctrl-C."""
    told = 0
    try:
        for number, sighting in enumerate(poses, start=1):
            meter.observe(sighting)
            bar.step(Progress(number, poses.facts.frame_count))
            if most is None or number % _EVERY:
                continue
            found = [each for each in meter.ranges() if side in (None, each.side)]
            done = max((len(each.tries) for each in found), default=0)
            if done > told and not as_json:
                best = max(each.best_deg for each in found if each.best_deg is not None)
                print(f"Try {done} of {most}; the best so far: {best:.0f}°", flush=True)
            told = max(told, done)
            if done >= most:
                return
    except KeyboardInterrupt:
        if most is None:
            raise


def _save(
    profile: str, movement: JointMovement, ranges: Sequence[SideRange], taken_at: datetime, source: str
) -> bool:
    measured = [each for each in ranges if each.best_deg is not None]
    if not measured:
        return False
    with writing() as connection:
        for each in measured:
            assert each.best_deg is not None and each.view is not None
            save_range(
                connection,
                profile,
                SavedRange(
                    taken_at=taken_at,
                    movement=movement.name,
                    side=each.side,
                    range_deg=Estimate(each.best_deg, each.error_deg or 0.0),
                    tries=each.tries,
                    view=each.view,
                    source=source,
                    coach_version=__version__,
                ),
            )
    return True


def _print(
    movement: JointMovement, ranges: Sequence[SideRange], profile: str, *, saved: bool, as_json: bool
) -> None:
    if as_json:
        sides = [
            {**asdict(each), "best_deg": each.best_deg, "spread_deg": each.spread_deg} for each in ranges
        ]
        print(json_line({"format": 1, "movement": movement.name, "sides": sides, "saved": saved}))
        return
    print(*range_lines(movement, ranges), sep="\n")
    if saved:
        screen().print(f"Saved for {profile}: 'coach measure {movement.name} --history'", style=ASIDE)
    print(NO_DIAGNOSIS)


def _show_history(movement: JointMovement, profile: str, *, as_json: bool) -> int:
    with writing() as connection:
        saved = saved_ranges(connection, profile, movement.name)
    if as_json:
        for each in saved:
            print(json_line({"format": 1, **asdict(each), "taken_at": each.taken_at.isoformat()}))
        return 0
    if not saved:
        print(f"No {movement.title} is saved for {profile}. 'coach measure {movement.name} FILM'.")
        return 0
    screen().print(RangeHistory(movement, saved))
    print(NO_DIAGNOSIS)
    return 0
