"""Writes pictures to an mp4 with their own times, the shape of a pixel and a display matrix."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import numpy as np

from coach.bench.transforms import Matrix, Picture
from coach.body.stream import Frame
from coach.pyav import av

_TICKS = 90_000
_ONE = 1 << 16
_LAST = 1 << 30
"""1 as the display matrix has it: in its last column, and elsewhere."""
_PRESET = "veryfast"


def write_pictures(
    frames: Iterable[Frame],
    path: Path,
    *,
    crf: int,
    pixel_aspect: Fraction = Fraction(1),
    matrix: Matrix | None = None,
) -> None:
    """Write pictures as H.264; a row or a column at an edge may be left out, for there are only even sizes.

    Args:
        frames: In order; all of one size.
        path: Where to; an mp4.
        crf: How coarsely.
        pixel_aspect: Width of a pixel as a share of its height.
        matrix: What a player is to do to each picture, row by row.
    """
    with av.open(path, "w") as film:
        stream = film.add_stream("libx264", options={"crf": str(crf), "preset": _PRESET})
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = stream.time_base = Fraction(1, _TICKS)
        stream.codec_context.sample_aspect_ratio = pixel_aspect
        for frame in frames:
            picture = _even(frame.picture)
            shown = av.VideoFrame.from_ndarray(picture, "bgr24")
            if not stream.codec_context.is_open:
                stream.width, stream.height = shown.width, shown.height
            shown.pts, shown.time_base = round(frame.time * _TICKS), Fraction(1, _TICKS)
            film.mux(stream.encode(shown))
        film.mux(stream.encode(None))
    if matrix is not None:
        _set_matrix(path, matrix)


def _even(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    return np.ascontiguousarray(picture[: height // 2 * 2, : width // 2 * 2])


def _set_matrix(path: Path, matrix: Matrix) -> None:
    """Put a display matrix into the track's header, which PyAV can't (ISO 14496-12, 8.3.2)."""
    content = bytearray(path.read_bytes())
    head = content.rindex(b"tkhd") + 4
    at = head + (52 if content[head] else 40)
    a, b, c, d = (each * _ONE for each in matrix)
    struct.pack_into(">9i", content, at, a, b, 0, c, d, 0, 0, 0, _LAST)
    path.write_bytes(content)
