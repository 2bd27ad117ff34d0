"""Fixtures for every test: a home folder, the pose model, real films and small generated films."""

from __future__ import annotations

import csv
import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from coach.vision.pose_model.pose_model import PoseModel, find_model

pytest_plugins = ["tests.performances", "tests.labelled", "tests.postgresql", "tests.schedule"]

_SHARED_HOME = Path(tempfile.gettempdir()) / "coach-tests"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty COACH_HOME, so that no test touches the user's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    for size in ("COLUMNS", "LINES"):  # of the developer's terminal, which would change the output
        monkeypatch.delenv(size, raising=False)
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB; if it can't be mounted, a folder with a limit of 1 MB per file."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "coach-test", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, before[1]))
    yield folder
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


@pytest.fixture(scope="session")
def pose_model() -> Iterator[PoseModel]:
    """The default pose model, downloaded by coach and cached between runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_HOME", str(_SHARED_HOME))
        yield find_model()


@dataclass(frozen=True)
class RealFilm:
    """A real film and its hand count."""

    path: Path
    exercise: str
    reps: int | None
    certainty: str
    group: str


@pytest.fixture(scope="session")
def films() -> list[RealFilm]:
    """Real films from the CSV in ``COACH_CLIPS``; the only fixture that may skip."""
    listing = os.environ.get("COACH_CLIPS")
    if not listing:
        pytest.skip("COACH_CLIPS is not set to a list of real films")
    return listed_films(Path(listing))


def listed_films(path: Path) -> list[RealFilm]:
    """The real films in a list."""
    with path.open(newline="", encoding="utf-8") as file:
        return [_real_film(path.parent, row) for row in csv.DictReader(file)]


def _real_film(folder: Path, row: dict[str, str]) -> RealFilm:
    reps = int(row["reps"]) if row["reps"] else None
    return RealFilm(folder / row["path"], row["exercise"], reps, row["certainty"], row["group"])


MakeFilm = Callable[..., Path]


@pytest.fixture
def make_film(tmp_path: Path) -> MakeFilm:
    """A function that writes a small film of a moving square."""

    def make(
        name: str = "film.mp4",
        *,
        frames: int = 30,
        rate: float = 30.0,
        size: tuple[int, int] = (160, 120),
        fourcc: str = "mp4v",
    ) -> Path:
        path = tmp_path / name
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*fourcc), rate, size)
        assert writer.isOpened()
        width, height = size
        for number in range(frames):
            picture = np.full((height, width, 3), 96, np.uint8)
            left = number * 3 % (width - 20)
            picture[height // 3 : height // 3 + 20, left : left + 20] = (40, 200, 240)
            writer.write(picture)
        writer.release()
        return path

    return make
