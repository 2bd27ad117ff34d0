"""Copies the sound of a film, without decoding it, next to new pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.body.stream import Closing
from coach.pyav import av
from coach.vision.film.film_decoder import TROUBLE, FilmDecoder

_PLAYABLE = frozenset(("aac", "mp3", "opus", "flac", "ac3", "eac3", "alac"))
"""Codecs that belong into an MP4 and that players expect there."""


class SoundCopy(Closing):
    """The packets of a film's sound in step with its pictures.

    Attributes:
        missing: Why there is no sound in the copy though the film has some; empty otherwise.
    """

    def __init__(self, film: Path, output: av.container.OutputContainer) -> None:
        """Add the sound to a container that has no packets yet.

        Args:
            film: The film with the sound.
            output: The new film.
        """
        self.missing = ""
        self._output = output
        self._decoder = FilmDecoder(film, threads=1)
        self._packets: Iterator[Any] = iter(())
        self._next: Any = None
        source = self._decoder.container.streams.best("audio")
        if not isinstance(source, av.AudioStream):
            return
        codec = source.codec_context.name
        if codec not in _PLAYABLE:
            self.missing = f"its sound ({codec}) does not fit into an MP4"
            return
        self._stream = output.add_stream_from_template(source)
        self._packets = self._demuxed(source)
        self._next = next(self._packets, None)

    def copy_until(self, time_s: float) -> None:
        """Copy the packets up to a time of the container in seconds."""
        while self._next is not None and _time_s(self._next) <= time_s:
            self._next.stream = self._stream
            self._output.mux(self._next)
            self._next = next(self._packets, None)

    def close(self) -> None:
        """Close the film."""
        self._decoder.close()

    def _demuxed(self, source: av.AudioStream) -> Iterator[Any]:
        """All readable packets; what is damaged ends the sound."""
        try:
            for packet in self._decoder.container.demux(source):
                if packet.dts is not None and packet.size:
                    yield packet
        except TROUBLE:
            self.missing = "its sound is damaged"


def _time_s(packet: Any) -> float:
    return float((packet.dts or 0) * packet.time_base)
