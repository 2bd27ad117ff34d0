"""A performance as a source: rendered frames, or true landmarks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame, Sighting, SourceFacts
from coach.kinematics.skeleton import Array
from coach.performer.motion.act import Act
from coach.performer.render.renderer import Renderer
from coach.performer.render.scene import Room

_SEEN = 0.5
"""Lowest share of the landmarks inside the picture for a person to be detected."""


class _Stage(Closing):
    """Base of both sources: facts, notes, nothing to close."""

    trouble: str | None = None
    notes: PictureNotes = ()

    def __init__(self, performance: Act) -> None:
        self.performance = performance

    @property
    def facts(self) -> SourceFacts:
        """The facts known before the first frame."""
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
    """A performance as rendered pictures: a FrameSource."""

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
    """A performance as true landmarks: a PoseSource without pictures."""

    def __init__(self, performance: Act, target: Array | None = None) -> None:
        """Prepare the landmarks.

        Args:
            performance: The performance.
            target: The camera's target in metres, shape (3,); by default the middle of the performance.
        """
        super().__init__(performance)
        self._target = performance.middle if target is None else target

    def __iter__(self) -> Iterator[Sighting]:
        performance = self.performance
        camera, size = performance.camera, performance.camera.size
        in_camera = camera.to_camera(performance.figure.landmarks, self._target)
        hips = in_camera[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
        world = in_camera - hips
        image = np.concatenate([camera.pixels(in_camera) / size, world[..., 2:]], axis=2)
        image[..., 2] *= camera.focal / hips[..., 2] / size[0]
        inside = ((image[..., :2] >= 0) & (image[..., :2] <= 1)).all(axis=2) & (in_camera[..., 2] > 0)
        inside = inside.astype(float)
        there = inside.mean(axis=1) >= _SEEN
        for frame, time in enumerate(performance.times):
            pose = Pose(float(time), image[frame], world[frame], inside[frame], inside[frame], size)
            yield Sighting(float(time), pose if there[frame] else None)
