"""Opens the address of a stream; until then nobody waits for an HTTP client to load."""

from __future__ import annotations

from coach.body.stream import Clock, FrameSource
from coach.vision.address_kind import check_stream_address


def open_stream(address: str, clock: Clock) -> FrameSource:
    """Open a motion JPEG stream.

    Raises:
        StreamRefused: Nobody answers there, or what answers sends no motion JPEG.
    """
    check_stream_address(address)
    from coach.vision.live.mjpeg import MjpegStream

    return MjpegStream(address, clock)
