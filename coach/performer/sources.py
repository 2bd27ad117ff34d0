"""A performance as the rest of the house takes it in: frames to be seen, or its true landmarks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame, Sighting, SourceFacts
from coach.performer.motion.act import Act
from coach.performer.render.renderer import Renderer
from coach.performer.render.scene import Room

_SEEN = 0.5
"""Of whom less than this share is in the picture, nobody says that he is there."""


class _Stage(Closing):
    """What both sources share: facts, an ending, nothing to close."""

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(self, performance: Act) -> None:
        self.performance = performance

    @property
    def facts(self) -> SourceFacts:
        """What is known before the first frame."""
        performance = self.performance
        return SourceFacts(
            kind="performance",
            name=f"a rendered {performance.name}",
            size=performance.camera.size,
            frame_rate=performance.frame_rate,
            frame_count=len(performance.times),
            duration_s=performance.duration_s,
        )


class Rendered(_Stage):
    """A performance as pictures: a FrameSource."""

    def __init__(self, performance: Act, room: Room | None = None) -> None:
        super().__init__(performance)
        self._room = room

    def __iter__(self) -> Iterator[Frame]:
        performance = self.performance
        renderer = Renderer(
            performance.body,
            performance.camera,
            performance.middle,
            self._room,
            performance.props,
            performance.sweep,
        )
        for frame, time in enumerate(performance.times):
            yield Frame(float(time), renderer.draw(performance.figure, frame))


class Truth(_Stage):
    """A performance as the landmarks that are true: a PoseSource without pictures."""

    def __iter__(self) -> Iterator[Sighting]:
        performance = self.performance
        camera, size = performance.camera, performance.camera.size
        seen = camera.seen(performance.figure.landmarks, performance.middle)
        hips = seen[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
        world = seen - hips
        image = np.concatenate([camera.pixels(seen) / size, world[..., 2:]], axis=2)
        image[..., 2] *= camera.focal / hips[..., 2] / size[0]
        inside = ((image[..., :2] >= 0) & (image[..., :2] <= 1)).all(axis=2) & (seen[..., 2] > 0)
        inside = inside.astype(float)
        there = inside.mean(axis=1) >= _SEEN
        for frame, time in enumerate(performance.times):
            pose = Pose(float(time), image[frame], world[frame], inside[frame], inside[frame], size)
            yield Sighting(float(time), pose if there[frame] else None)
