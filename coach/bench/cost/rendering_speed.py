"""Speed of rendering athletes, compared with bare detection of the same pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from coach.body.stream import Frame
from coach.opencv import cv2
from coach.performer.motion.act import Act
from coach.performer.render.renderer import Renderer
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import PoseModel

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class RenderingSpeed:
    """CPU times of one frame in each round, in seconds.

    Attributes:
        rendered_s: Time to render one frame on one thread.
        detected_s: Time of one bare detection of such a frame.
    """

    rendered_s: tuple[float, ...]
    detected_s: tuple[float, ...]

    @property
    def frames_per_s(self) -> float:
        """Frames rendered per second in the best round; other programs disturb the others."""
        return 1 / min(self.rendered_s)

    @property
    def ratio(self) -> float:
        """Frames rendered in the time of one detection, each in its best round; 1 keeps up."""
        return min(self.detected_s) / min(self.rendered_s)


def measure_rendering(act: Act, model: PoseModel, *, frames: int = 30, rounds: int = 5) -> RenderingSpeed:
    """Time rendering and bare detection alternately, after a warm-up round of each.

    Args:
        act: The performance.
        model: The pose model.
        frames: Number of pictures, spread evenly over the performance.
        rounds: Number of rounds.
    """
    renderer = Renderer(act.body, act.camera, act.middle, props=act.props)
    count = len(act.times)
    numbers = [round(step * (count - 1) / max(frames - 1, 1)) for step in range(frames)]
    rendered: list[float] = []
    detected: list[float] = []
    with _one_thread(), Landmarker(model) as landmarker:
        pictures = [renderer.draw(act.figure, number) for number in numbers]
        for round_ in range(rounds + 1):
            prepared = [
                landmarker.prepare(Frame((round_ * frames + place) / 30, picture))
                for place, picture in enumerate(pictures)
            ]
            rendered.append(each_s(lambda number: renderer.draw(act.figure, number), numbers))
            detected.append(each_s(landmarker.find, prepared))
    return RenderingSpeed(tuple(rendered[1:]), tuple(detected[1:]))


def each_s(work: Callable[[_Item], object], items: Sequence[_Item]) -> float:
    """Average CPU time per item, in seconds."""
    start = time.process_time()
    for item in items:
        work(item)
    return (time.process_time() - start) / len(items)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Restrict OpenCV to one thread within the block."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(threads)
