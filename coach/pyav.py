"""PyAV (FFmpeg) with clear import errors: ``from coach.pyav import av``.

Raises:
    LibraryError: It can't be loaded.
"""

from __future__ import annotations

from coach.native_libraries import loading

with loading("PyAV", "av"):
    import av
    import av.error
    import av.sidedata.sidedata
    import av.video.reformatter

__all__ = ["av"]
