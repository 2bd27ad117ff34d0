"""Checks of coach's folders: writable, private and with enough space."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from coach.checkup.check_group import error_finding
from coach.errors import PlaceUnusable
from coach.finding import Finding, fail, ok, warn
from coach.resources import cache_folder, config_folder, data_folder, may

_ROOM = 500_000_000
"""Bytes: pose models take 45 MB, the cache of recordings up to 500 MB."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def folder_findings() -> Iterator[Finding]:
    """One finding per folder, even if it holds several kinds of files."""
    kinds: dict[Path, list[str]] = {}
    unusable: dict[Path, Finding] = {}
    for kind, folder_of in (("history", data_folder), ("settings", config_folder), ("cache", cache_folder)):
        try:
            kinds.setdefault(folder_of(), []).append(kind)
        except PlaceUnusable as error:
            if not unusable.keys() & {error.folder, *error.folder.parents}:
                unusable[error.folder] = error_finding(error)
    yield from unusable.values()
    for folder, names in kinds.items():
        yield folder_finding(folder, " and ".join(names))


def folder_finding(folder: Path, contents: str, *, wanted: int = _ROOM) -> Finding:
    """The state of a folder.

    Args:
        folder: Exists, or can be created.
        contents: What it holds, in a word or two.
        wanted: Bytes that should be free.
    """
    existing = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    what = f"{contents} in {folder}"
    if not may(existing, os.W_OK | os.X_OK):
        return fail(f"{what}: {existing} is not writable", "Set COACH_HOME to a folder you own.")
    free = shutil.disk_usage(existing).free
    room = f"{free / 1e9:.1f} GB free"
    if free < wanted:
        return warn(
            f"{what}: only {free / 1e6:.0f} MB free", "Free some space so that workouts can be saved."
        )
    if existing != folder:
        return ok(f"{what}: not there yet, created when needed, {room}")
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        hint = f"To stop other users from changing it: chmod go-w '{folder}'"
        return warn(f"{what}: other users can write to it", hint)
    private = "private" if not mode & _OTHERS else "readable by other users"
    return ok(f"{what}: writable, {private}, {room}")
