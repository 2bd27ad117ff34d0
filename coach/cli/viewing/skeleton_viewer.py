"""The viewers of ``coach view``: one plays what was recorded, one follows a camera."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Static

from coach.body.pose import FloatArray, Pose
from coach.body.stream import PoseSource, Sighting
from coach.errors import CoachError
from coach.ui.viewer.skeleton_view import PROJECTIONS, Projection, SkeletonView, box_around

_TICK_S = 1 / 30
_STEP_S = 1.0
_SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
_USUAL = _SPEEDS.index(1.0)


class _Viewer(App[None]):
    """A skeleton above a line of text."""

    CSS = """
    Screen { layout: vertical; }
    #body { height: 1fr; }
    #status { height: 1; padding: 0 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "turn", "Turn the body"),
        Binding("q,escape", "quit", "Quit"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__(ansi_color=True)
        self._source_name = name
        self._side = 0

    def compose(self) -> ComposeResult:
        """The body, the line below it, and the keys."""
        yield Static(id="body")
        yield Static(id="status")
        yield Footer()

    def on_resize(self) -> None:
        """Draw the body at its new size, which is known after the next layout."""
        self.call_after_refresh(self.draw)

    def action_turn(self) -> None:
        """See it from the next side."""
        self._side = (self._side + 1) % len(PROJECTIONS)
        self.draw()

    @property
    def projection(self) -> Projection:
        """From where it is seen."""
        return PROJECTIONS[self._side]

    def draw(self) -> None:
        """Draw what is current."""

    def show(self, pose: Pose | None, status: str, box: FloatArray | None = None) -> None:
        """Draw a body, with a line below it."""
        field = self.query_one("#body", Static)
        view = SkeletonView(pose, (field.size.width, field.size.height), self.projection, box)
        field.update(view)
        self.query_one("#status", Static).update(Text(f"{self._source_name} · {self.projection} · {status}"))


class RecordingViewer(_Viewer):
    """Plays the sightings of a film or a recording, and steps through them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "Play, stop"),
        Binding("right", "go(1)", "Frame", key_display="←→"),
        Binding("left", "go(-1)", "Frame back", show=False),
        Binding("up", "jump(1)", "Second", key_display="↑↓"),
        Binding("down", "jump(-1)", "Second back", show=False),
        Binding("home", "edge(0)", "Start", show=False),
        Binding("end", "edge(1)", "End", show=False),
        Binding("plus,equals_sign", "faster(1)", "Speed", key_display="+-"),
        Binding("minus", "faster(-1)", "Slower", show=False),
    ]

    def __init__(self, name: str, sightings: Sequence[Sighting]) -> None:
        """Set what is played.

        Args:
            name: The source's name.
            sightings: At least one, in order of time.
        """
        super().__init__(name)
        self._sightings = sightings
        self._times = [each.time for each in sightings]
        self._box = box_around([each.pose for each in sightings if each.pose is not None])
        self._speed = _USUAL
        self._began: tuple[float, float] | None = None
        self.position = 0

    def on_mount(self) -> None:
        """Draw, and start the clock."""
        self.call_after_refresh(self.draw)
        self.set_interval(_TICK_S, self._tick)

    def draw(self) -> None:
        """Draw the current frame."""
        shown = self._sightings[self.position]
        state = "playing" if self._began is not None else "stopped"
        status = (
            f"{shown.time - self._times[0]:.2f} of {self._times[-1] - self._times[0]:.2f} s"
            f" · frame {self.position + 1} of {len(self._times)} · {_SPEEDS[self._speed]:g} × · {state}"
        )
        self.show(shown.pose, status, self._box)

    def _tick(self) -> None:
        """Go on to the frame that is due."""
        if self._began is None:
            return
        clock, start_s = self._began
        due_s = start_s + (time.monotonic() - clock) * _SPEEDS[self._speed]
        last = len(self._times) - 1
        position = min(max(bisect_left(self._times, due_s), self.position), last)
        if position == last:
            self._began = None
        if position != self.position or self._began is None:
            self.position = position
            self.draw()

    def _place(self, position: int) -> None:
        """Go to a frame; playing goes on from there."""
        self.position = min(max(position, 0), len(self._times) - 1)
        if self._began is not None:
            self._began = time.monotonic(), self._times[self.position]
        self.draw()

    def action_play(self) -> None:
        """Play or stop; at the end, play from the start."""
        if self._began is not None:
            self._began = None
        else:
            if self.position == len(self._times) - 1:
                self.position = 0
            self._began = time.monotonic(), self._times[self.position]
        self.draw()

    def action_go(self, frames: int) -> None:
        """Stop, and go so many frames."""
        self._began = None
        self._place(self.position + frames)

    def action_jump(self, seconds: int) -> None:
        """Go so many seconds."""
        self._place(bisect_left(self._times, self._times[self.position] + seconds * _STEP_S))

    def action_edge(self, end: int) -> None:
        """Go to the start or to the end."""
        self._place(end * (len(self._times) - 1))

    def action_faster(self, steps: int) -> None:
        """Play faster or slower."""
        self._speed = min(max(self._speed + steps, 0), len(_SPEEDS) - 1)
        self._place(self.position)


class LiveViewer(_Viewer):
    """Shows the latest pose of a camera.

    Attributes:
        pictures: Number of pictures so far.
        trouble: The error that ended it, or None.
    """

    def __init__(self, name: str, poses: PoseSource) -> None:
        """Set the source, which is open.

        Args:
            name: Its name.
            poses: The source.
        """
        super().__init__(name)
        self._poses = poses
        self._latest: Sighting | None = None
        self.pictures = 0
        self.trouble: CoachError | None = None

    def on_mount(self) -> None:
        """Start to follow the source."""
        self.run_worker(self._follow, thread=True, exit_on_error=True)
        self.set_interval(_TICK_S, self.draw)

    def _follow(self) -> None:
        try:
            for sighting in self._poses:
                if not self.is_running:
                    return
                self._latest, self.pictures = sighting, self.pictures + 1
        except CoachError as error:
            self.trouble = error
        self.call_from_thread(self.exit)

    def draw(self) -> None:
        """Draw the latest pose."""
        shown = self._latest
        if shown is None:
            self.show(None, "waiting for the first picture")
        else:
            self.show(shown.pose, f"{shown.time:.1f} s · {self.pictures} pictures")
