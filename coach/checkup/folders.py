"""The folders that the coach keeps its files in: there, writable, private, and with room."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from coach.checkup.check_group import refused
from coach.errors import PlaceUnusable
from coach.finding import Finding, fail, ok, warn
from coach.resources import cache_folder, config_folder, data_folder, may

_ROOM = 500_000_000
"""Bytes that a season takes: pose models 45 MB, the cache of recordings up to 500 MB."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def places() -> Iterator[Finding]:
    """Each folder once, even if it holds more than one kind of file."""
    kinds: dict[Path, list[str]] = {}
    unusable: dict[Path, Finding] = {}
    for kind, where in (("history", data_folder), ("settings", config_folder), ("cache", cache_folder)):
        try:
            kinds.setdefault(where(), []).append(kind)
        except PlaceUnusable as error:
            if not unusable.keys() & {error.folder, *error.folder.parents}:
                unusable[error.folder] = refused(error)
    yield from unusable.values()
    for folder, held in kinds.items():
        yield place(folder, " and ".join(held))


def place(folder: Path, held: str, *, wanted: int = _ROOM) -> Finding:
    """How a folder is.

    Args:
        folder: One that can be entered, or could be made.
        held: What is kept there, in a word or two.
        wanted: Bytes that should be free.
    """
    there = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    told = f"{held} in {folder}"
    if not may(there, os.W_OK | os.X_OK):
        return fail(f"{told}: {there} can't be written to", "Set COACH_HOME to a folder of yours.")
    free = shutil.disk_usage(there).free
    room = f"{free / 1e9:.1f} GB free"
    if free < wanted:
        return warn(f"{told}: only {free / 1e6:.0f} MB free", "Make room, or workouts may not be kept.")
    if there != folder:
        return ok(f"{told}: not there yet, is made when needed, {room}")
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        hint = f"To keep others from changing what is in it: chmod go-w '{folder}'"
        return warn(f"{told}: others may write there", hint)
    private = "private" if not mode & _OTHERS else "others may look into it"
    return ok(f"{told}: writable, {private}, {room}")
