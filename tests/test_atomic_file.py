"""A file gets its name only when complete, and no temporary file is left."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.atomic_file import make_folder, replacing, write_atomically


def test_an_interrupted_write_leaves_only_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    path.write_text("old")
    with pytest.raises(ValueError, match="midway"), replacing(path) as part:
        part.write_text("half")
        raise ValueError("midway")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o644)])
def test_permissions_do_not_depend_on_the_umask(tmp_path: Path, private: bool, mode: int) -> None:
    mask = os.umask(0)
    try:
        write_atomically(tmp_path / "new" / "er" / "a.gif", b"whole", private=private)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new" / "er" / "a.gif").stat().st_mode) == mode
    assert {stat.S_IMODE((tmp_path / each).stat().st_mode) for each in ("new", "new/er")} == {0o700}


def test_a_name_of_255_bytes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".npz")
    write_atomically(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "settings.toml"
    link.symlink_to(tmp_path / "dotfiles.toml")
    write_atomically(link, b"whole")
    assert link.is_symlink()
    assert (tmp_path / "dotfiles.toml").read_bytes() == b"whole"


def test_only_files_are_replaced(tmp_path: Path) -> None:
    pipe, folder, loop = tmp_path / "pipe", tmp_path / "folder", tmp_path / "loop"
    os.mkfifo(pipe)
    folder.mkdir()
    loop.symlink_to(loop)
    for path in (pipe, folder, loop, Path("/dev/full")):
        with pytest.raises(OSError, match="it is"), replacing(path):
            pass
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_folder_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("file", "dangling"):
        with pytest.raises(FileExistsError):
            make_folder(tmp_path / name)


def test_leftovers_of_killed_writers_are_removed(tmp_path: Path) -> None:
    die = f"""
import os, pathlib
from coach.atomic_file import replacing
with replacing(pathlib.Path({str(tmp_path / "film.mp4")!r})) as part:
    part.write_bytes(b"half")
    os._exit(0)
"""
    subprocess.run([sys.executable, "-c", die], check=True)
    (abandoned,) = tmp_path.iterdir()
    foreign = tmp_path / ".mine.part"
    foreign.touch()
    with replacing(tmp_path / "other.mp4") as living:
        old = time.time() - 3600
        for each in (abandoned, foreign, living):
            os.utime(each, (old, old))
        write_atomically(tmp_path / "third.npz", b"whole")
        assert not abandoned.exists()
        assert living.exists()
        assert foreign.exists()
