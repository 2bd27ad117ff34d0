"""Writes pictures as an MP4 with H.264 that every browser plays."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import cast

from coach.annotation.frame_pictures import PIXEL_FORMAT, ColourTags
from coach.annotation.sound_copy import SoundCopy
from coach.body.stream import Closing
from coach.errors import FilmUnwritable
from coach.pyav import av

MADE_BY = "Annotated by coach"
"""The comment in a written film, by which it may be overwritten later."""
_ENCODERS: Mapping[str, Mapping[str, str]] = {
    "libx264": {"preset": "superfast", "crf": "22", "bf": "0"},
    "libopenh264": {"b": "6M", "allow_skip_frames": "0"},
    "h264_videotoolbox": {"q": "60"},
}
"""H.264 encoders, best first, with options for a good picture at a small share of an analysis's time."""
_LARGE_PIXELS = 500_000
_LARGE_PRESET = {"preset": "ultrafast", "crf": "23"}
"""From 720p on the quickest preset: its files are larger, but detection takes no longer there either."""
_FASTSTART = {"movflags": "+faststart"}
"""The index comes first, so that a browser can play before it has the whole file."""
_LARGEST_BASE = 1_000_000
_USUAL_BASE = Fraction(1, 90_000)
_KEY_FRAME_S = 2.0
"""Time between key frames, so that a player finds any moment quickly."""
_USUAL_RATE = Fraction(30)
_FREE_BYTES = 4_000_000
"""Bytes that must stay free: FFmpeg does not always report a full disk."""
_CHECK_EVERY = 25


def find_encoder(path: Path) -> str:
    """The name of the best H.264 encoder in PyAV.

    Args:
        path: The film to be written, for the error.

    Raises:
        FilmUnwritable: There is none.
    """
    for name in _ENCODERS:
        try:
            av.codec.Codec(name, "w")
        except ValueError:  # UnknownCodecError
            continue
        return name
    raise FilmUnwritable(
        path,
        "PyAV has no H.264 encoder on this machine",
        "Reinstall it with its own FFmpeg: pip install --force-reinstall --only-binary :all: av",
    )


class FilmEncoder(Closing):
    """Encodes pictures in order, and copies the sound of the source.

    Attributes:
        frames: Number of pictures written.
    """

    def __init__(
        self, path: Path, source: Path, stream: av.VideoStream, size: tuple[int, int], tags: ColourTags
    ) -> None:
        """Create a film.

        Args:
            path: The new file.
            source: The film with the sound.
            stream: The pictures of the source.
            size: Width and height of the new pictures in pixels, both even.
            tags: Colour tags of the new pictures.

        Raises:
            OSError: It can't be written.
            FilmUnwritable: There is no H.264 encoder.
        """
        self.frames = 0
        self._path = path
        self._last: int | None = None
        name = find_encoder(path)
        options = dict(_ENCODERS[name])
        if name == "libx264" and size[0] * size[1] > _LARGE_PIXELS:
            options |= _LARGE_PRESET
        with ExitStack() as closing:
            self._output = closing.enter_context(av.open(str(path), "w", format="mp4", options=_FASTSTART))
            self._output.metadata["comment"] = MADE_BY
            rate = Fraction(stream.average_rate or stream.guessed_rate or _USUAL_RATE)
            self._stream = cast("av.VideoStream", self._output.add_stream(name, rate=rate, options=options))
            self._stream.width, self._stream.height = size
            self._stream.pix_fmt = PIXEL_FORMAT
            context = self._stream.codec_context
            context.gop_size = max(1, round(_KEY_FRAME_S * float(rate)))
            self._base = _time_base(stream)
            context.time_base = self._stream.time_base = self._base
            context.colorspace, context.color_primaries, context.color_trc = (
                tags.matrix,
                tags.primaries,
                tags.transfer,
            )
            context.color_range = 1
            self.sound = closing.enter_context(SoundCopy(source, self._output))
            self._closing = closing.pop_all()

    def write(self, frame: av.VideoFrame, stamp_s: Fraction, duration_s: Fraction) -> None:
        """Encode the next picture.

        Args:
            frame: The picture.
            stamp_s: Its time in the source's container.
            duration_s: How long it is shown; 0 if unknown.

        Raises:
            OSError: It can't be written.
        """
        stamp = round(stamp_s / self._base)
        if self._last is not None:
            stamp = max(stamp, self._last + 1)
        self._last = stamp
        frame.pts, frame.time_base = stamp, self._base
        frame.duration = round(duration_s / self._base)
        self.sound.copy_until(float(stamp * self._base))
        self._output.mux(self._stream.encode(frame))
        self.frames += 1
        if self.frames % _CHECK_EVERY == 1 and shutil.disk_usage(self._path.parent).free < _FREE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def finish(self) -> None:
        """Write what is still in the encoder, the rest of the sound, and the index.

        Raises:
            OSError: It can't be written.
        """
        self._output.mux(self._stream.encode(None))
        self.sound.copy_until(float("inf"))
        self._output.close()

    def close(self) -> None:
        """Close the files; an unfinished film is not playable."""
        self._closing.close()


def _time_base(stream: av.VideoStream) -> Fraction:
    """The source's unit of time, so that its stamps stay exact, unless it is too fine for an MP4."""
    base = stream.time_base
    return base if base and base.denominator <= _LARGEST_BASE else _USUAL_BASE
