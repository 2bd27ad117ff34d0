"""Opens a stream and imports the HTTP client only then."""

from __future__ import annotations

from coach.body.stream import Clock, FrameSource
from coach.vision.address_kind import check_stream_address


def open_stream(address: str, clock: Clock) -> FrameSource:
    """Open a motion JPEG stream.

    Raises:
        StreamRefused: There is no motion JPEG stream at this address.
    """
    check_stream_address(address)
    from coach.vision.live.mjpeg import MjpegStream

    return MjpegStream(address, clock)
