"""Several performers in one room before one camera: a FrameSource with the truth about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Closing, Frame, Sighting, SourceFacts
from coach.kinematics.skeleton import Array
from coach.performer.place_change import PlaceChange
from coach.performer.render.camera import Camera
from coach.performer.render.renderer import Renderer
from coach.performer.render.scene import Picture, Room
from coach.performer.sources import Truth


class Ensemble(Closing):
    """Several acts in one room, drawn from the farthest to the nearest; the shortest one ends it.

    Bodies must not touch: each is wholly in front of the other or behind it.

    Attributes:
        acts: The acts, all with the same camera and frame rate.
        target: The camera's target in metres, shape (3,).
        trouble: None.
        notes: Empty.
    """

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(
        self, acts: Sequence[PlaceChange], target: Array | None = None, room: Room | None = None
    ) -> None:
        """Prepare the acts.

        Args:
            acts: The acts.
            target: The camera's target in metres, shape (3,); by default the middle of all acts.
            room: Colours of wall and floor.
        """
        self.acts = tuple(acts)
        self.target = np.mean([act.middle for act in acts], axis=0) if target is None else target
        self._room = room

    @property
    def camera(self) -> Camera:
        """The camera."""
        return self.acts[0].camera

    @cached_property
    def times(self) -> Array:
        """Time of each frame in seconds, shape (frames,)."""
        times: Array = min((act.times for act in self.acts), key=len)
        return times

    @property
    def facts(self) -> SourceFacts:
        """The facts known before the first frame."""
        return SourceFacts(
            kind="performance",
            name=" and ".join(f"a rendered {act.name}" for act in self.acts),
            size=self.camera.size,
            frame_rate=self.acts[0].frame_rate,
            frame_count=len(self.times),
            duration_s=len(self.times) / self.acts[0].frame_rate,
        )

    def __iter__(self) -> Iterator[Frame]:
        renderers = [Renderer(act.body, self.camera, self.target, self._room) for act in self.acts]
        for frame, time in enumerate(self.times):
            yield Frame(float(time), self._drawn(renderers, frame))

    def truths(self) -> list[list[Sighting]]:
        """The true landmarks of each performer in every frame, as if no one stood in front of them."""
        return [list(Truth(act, self.target))[: len(self.times)] for act in self.acts]

    def _drawn(self, renderers: Sequence[Renderer], frame: int) -> Picture:
        bodies = [
            (renderer, renderer.lit_body(act.figure, frame))
            for renderer, act in zip(renderers, self.acts, strict=True)
        ]
        picture = renderers[0].empty_room()
        for renderer, body in bodies:
            renderer.cast_shadow(picture, body)
        for renderer, body in sorted(bodies, key=lambda each: -each[0].distance_m(each[1])):
            renderer.place(picture, body)
        return picture
