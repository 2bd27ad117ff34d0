"""Only regular files are opened; pipes and devices can't block."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from coach.regular_file import is_regular, open_regular, path_exists, read_regular


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"content")
    assert read_regular(tmp_path / "a") == b"content"


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder", "device"])
def test_other_kinds_are_refused_by_name(tmp_path: Path, kind: str) -> None:
    path = Path("/dev/zero") if kind == "device" else tmp_path / kind
    with socket.socket(socket.AF_UNIX) as listening:
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "socket":
            listening.bind(str(path))
        with pytest.raises(OSError, match=kind):
            open_regular(path)
        assert not is_regular(path)


def test_predicates_never_raise(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / ("n" * 300), tmp_path / "nul\0", tmp_path / "missing"):
        assert not is_regular(path)
        assert not path_exists(path)
