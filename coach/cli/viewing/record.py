"""``coach record``: saves the landmarks of a source, without judging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from coach.body.recording.recording_tee import NamedRecording, check_recording_path
from coach.body.stream import PoseSource, Progress, Sighting
from coach.cli import options
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.viewing.viewed_source import ViewedSource
from coach.terminal_text import json_line

_INTERRUPTED = 130
_MOST_S = 12 * 3600.0


@dataclass(slots=True)
class _Tally:
    """What was recorded.

    Attributes:
        frames: Number of frames.
        bodies: Frames with a body.
        first_s: Time of the first frame, or None.
        last_s: Time of the last frame.
    """

    frames: int = 0
    bodies: int = 0
    first_s: float | None = None
    last_s: float = 0.0

    def add(self, sighting: Sighting) -> None:
        """Count a frame."""
        self.frames += 1
        self.bodies += sighting.pose is not None
        self.first_s = sighting.time if self.first_s is None else self.first_s
        self.last_s = sighting.time

    @property
    def duration_s(self) -> float:
        """Seconds from the first to the last frame."""
        return 0.0 if self.first_s is None else self.last_s - self.first_s


def record(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="A film, a camera, an address, or 'performer'.", show_default=False
        ),
    ],
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="The recording to write, such as squats.npz.")
    ],
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds",
            metavar="TIME",
            parser=options.duration(0.1, _MOST_S),
            help="Stop after this time, such as 30 or 2m.",
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
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON instead.")] = False,
) -> int:
    """Save the landmarks of a film or a camera to a recording; nothing is counted.

    A recording holds landmarks and no pictures. 'coach analyze' counts it, 'coach view' shows it, and
    'coach export --recording' writes it for other programs. Ctrl-C ends a camera's recording.
    """
    output = output if output.suffix == ".npz" else output.with_name(output.name + ".npz")
    check_recording_path(output)
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
    tally = _Tally()
    interrupted = False
    with ProgressBar(viewed.name, silent=as_json) as bar, viewed.open(bar) as poses:
        with NamedRecording(output) as file:
            try:
                for sighting in until(poses, seconds):
                    file.add(sighting)
                    tally.add(sighting)
                    bar.step(Progress(tally.frames, poses.facts.frame_count))
            except KeyboardInterrupt:
                interrupted = True
            if tally.frames:
                ended = "It was ended by you." if interrupted and not viewed.is_live else None
                file.finish(poses.facts, " ".join(filter(None, (poses.trouble, ended))) or None, poses.notes)
        trouble = poses.trouble
    if not tally.frames:
        raise viewed.no_frame()
    print(_json(output, tally) if as_json else _text(output, tally, trouble))
    return _INTERRUPTED if interrupted and not viewed.is_live else 0


def until(poses: PoseSource, seconds: float | None) -> Iterator[Sighting]:
    """The sightings of the first seconds; all without ``seconds``."""
    first: float | None = None
    for sighting in poses:
        first = sighting.time if first is None else first
        if seconds is not None and sighting.time - first > seconds:
            return
        yield sighting


def _json(output: Path, tally: _Tally) -> str:
    return json_line(
        {
            "format": 1,
            "recording": str(output),
            "frames": tally.frames,
            "frames_with_body": tally.bodies,
            "duration_s": round(tally.duration_s, 3),
            "bytes": output.stat().st_size,
        }
    )


def _text(output: Path, tally: _Tally, trouble: str | None) -> str:
    share = round(100 * tally.bodies / tally.frames)
    lines = [
        f"Saved {tally.frames} frames ({tally.duration_s:.1f} s) to {output},"
        f" {output.stat().st_size / 1e6:.1f} MB. A body was detected in {share} %.",
        f"Look at it: coach view {output}. Count it: coach analyze {output}",
    ]
    return "\n".join([*([trouble] if trouble else []), *lines])
