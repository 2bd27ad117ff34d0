"""Charts made of characters."""

from __future__ import annotations

_EIGHTHS = "▏▎▍▌▋▊▉█"


def bar(value: float, scale: float, width: int, *, ascii_only: bool = False) -> str:
    """A bar that is full at ``scale``, to an eighth of a character, filled up with spaces to ``width``.

    Args:
        value: What to show; below zero counts as zero, above ``scale`` as ``scale``.
        scale: What fills the whole width.
        width: Characters.
        ascii_only: Draw with plain characters, to whole ones.
    """
    share = min(max(value / scale, 0.0), 1.0) if scale > 0 else 0.0
    if ascii_only:
        return ("#" * round(share * width)).ljust(width)
    whole, eighths = divmod(round(share * width * 8), 8)
    return ("█" * whole + (_EIGHTHS[eighths - 1] if eighths else "")).ljust(width)
