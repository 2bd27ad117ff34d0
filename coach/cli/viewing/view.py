"""``coach view``: the skeleton of a film, a recording or a camera in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from coach.body.angles import angles_of
from coach.body.stream import Sighting
from coach.cli import options
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.viewing.skeleton_viewer import LiveViewer, RecordingViewer
from coach.cli.viewing.viewed_source import ViewedSource
from coach.terminal_text import json_line
from coach.ui.theme import screen
from coach.ui.viewer.skeleton_view import SkeletonView, angle_lines, box_around, frame_angles

_INTERRUPTED = 130
_STILL_ROWS = 20
_MOST_S = 12 * 3600.0


def view(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A film, a recording (npz), a camera, an address, or 'performer'.",
            show_default=False,
        ),
    ],
    at: Annotated[
        float | None,
        typer.Option(
            "--at",
            metavar="TIME",
            parser=options.duration(0, _MOST_S),
            help="Print the body at this second, and end.",
        ),
    ] = None,
    model: options.Model = None,
    min_detection: options.MinDetection = None,
    min_presence: options.MinPresence = None,
    min_tracking: options.MinTracking = None,
    delegate: options.Delegate = None,
    rotate: options.Rotate = None,
    mirror: options.Mirror = None,
    person: options.Person = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the figures at the second of --at as a line of JSON.")
    ] = False,
) -> int:
    """Show the skeleton and the joint angles in the terminal; nothing is counted or saved.

    Keys: space plays and stops; left and right go a frame, up and down a second; home and end; + and -
    change the speed; v turns the body; q quits.
    """
    if as_json and at is None:
        raise typer.BadParameter("say at which second with --at.", param_hint="--json")
    viewed = ViewedSource(
        source,
        model=model,
        options=landmarker_options(
            min_detection=min_detection,
            min_presence=min_presence,
            min_tracking=min_tracking,
            delegate=delegate,
        ),
        rotate=rotate,
        mirror=mirror,
        person=person,
    )
    is_screen = sys.stdout.isatty() and sys.stdin.isatty() and not screen().is_dumb_terminal
    if viewed.is_live:
        if at is not None or not is_screen:
            raise typer.BadParameter(
                "a camera is shown in a terminal only; 'coach record' saves it.", param_hint="SOURCE"
            )
        return _show_live(viewed)
    try:
        sightings = viewed.all_sightings(silent=as_json)
    except KeyboardInterrupt:
        return _INTERRUPTED
    if at is None and is_screen:
        RecordingViewer(viewed.name, sightings).run()
        return 0
    _print_still(viewed.name, sightings, at or 0.0, as_json=as_json)
    return 0


def _show_live(viewed: ViewedSource) -> int:
    with ProgressBar(f"Opening {viewed.name}", silent=False) as bar, viewed.open(bar) as poses:
        bar.stop()
        viewer = LiveViewer(viewed.name, poses)
        viewer.run()
        if viewer.trouble is not None:
            raise viewer.trouble
    return 0


def _print_still(name: str, sightings: Sequence[Sighting], at_s: float, *, as_json: bool) -> None:
    """Print the frame nearest to a time."""
    shown = min(sightings, key=lambda each: abs(each.time - at_s))
    if as_json:
        print(_json(name, shown))
        return
    console = screen()
    box = box_around([each.pose for each in sightings if each.pose is not None])
    print(f"{name} at {shown.time:.2f} s" + ("" if shown.pose is not None else ": nobody detected"))
    if shown.pose is not None:
        console.print(SkeletonView(shown.pose, (min(console.width, 71), _STILL_ROWS), "as filmed", box))
        print("\n".join(angle_lines(shown.pose)))


def _json(name: str, shown: Sighting) -> str:
    figures = [] if shown.pose is None else frame_angles(shown.pose)
    view = None if shown.pose is None else angles_of(shown.pose).view
    return json_line(
        {
            "format": 1,
            "source": name,
            "time_s": round(shown.time, 3),
            "view": view,
            "angles": [asdict(each) for each in figures],
        }
    )
