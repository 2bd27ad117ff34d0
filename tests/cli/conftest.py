"""Fixtures: the command line, in this process or a child process, and films."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.performer.film import rendered_film
from coach.performer.motion.act import Act
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.movement_loop import endless_set
from coach.performer.render.camera import Camera
from tests.cli.in_process import Coach as Coach
from tests.cli.in_process import CommandResult as CommandResult
from tests.cli.in_process import in_this_process
from tests.cli.recorded import recorded

_KEPT = Path(tempfile.gettempdir()) / "coach-tests" / "performances"


@pytest.fixture
def coach(home: Path, tmp_path: Path) -> Coach:
    """Runs ``coach`` in this process, in its own home and folder; a child takes a second longer."""

    def run(*typed: object, **environment: str) -> CommandResult:
        return in_this_process(typed, tmp_path, environment)

    return run


@pytest.fixture
def coach_process(home: Path, tmp_path: Path) -> Coach:
    """Runs ``coach`` as a child process, to test its start, signals and descriptors."""

    def run(*typed: object, **environment: str) -> CommandResult:
        done = subprocess.run(
            [sys.executable, "-m", "coach", *map(str, typed)],
            cwd=tmp_path,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return CommandResult(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def squats() -> Performance:
    """Four squats and a shallow one, filmed from the side, with their true reps."""
    poses = load_exercise("squat").poses
    return Performance("squat", poses, depths=(1.0, 0.95, 1.0, 0.4, 1.0), camera=Camera(yaw_deg=90.0))


@pytest.fixture(scope="session")
def squats_recording(squats: Performance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those squats as a landmark recording."""
    path = tmp_path_factory.mktemp("recordings") / "squats.npz"
    return recorded(path, squats)


@pytest.fixture(scope="session")
def squats_film(squats: Performance) -> Path:
    """Those squats as a film, rendered once for all runs."""
    return rendered_film(squats, folder=_KEPT)


@pytest.fixture(scope="session")
def one_squat_film() -> Path:
    """One quick squat as a film, for what needs any film and real detection."""
    beat = Beat(out_s=0.6, turn_s=0.1, back_s=0.6)
    poses = load_exercise("squat").poses
    camera = Camera(yaw_deg=90.0)
    act = Performance("squat", poses, depths=(1.0,), beat=beat, camera=camera, rest_before_s=1.0)
    return rendered_film(act, folder=_KEPT)


def put_film(home: Path, performance: Act) -> None:
    """Put a rendered film into the cache; it is rendered once for all runs."""
    film = rendered_film(performance, folder=_KEPT)
    place = home / "cache" / "performances" / film.name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(film, place)


@pytest.fixture
def athlete(home: Path) -> None:
    """The cached film of the rendered athlete's endless squats."""
    put_film(home, endless_set(load_exercise("squat")))


@pytest.fixture(scope="session")
def few(clips_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of clips: squats and no exercise of five people, one lunge, and a broken film."""
    folder = tmp_path_factory.mktemp("few")
    lines = ["path,exercise,group,reps"]
    for label in ("squat", "none", "lunge"):
        for person in sorted((clips_folder / label).iterdir()):
            [clip] = person.iterdir()
            shutil.copy(clip, folder / f"{label}-{person.name}.npz")
            lines.append(f"{label}-{person.name}.npz,{label},{person.name},3")
    (folder / "broken.mp4").write_bytes(b"no film at all")
    (folder / "few.csv").write_text("\n".join(lines) + "\n")
    (folder / "broken.csv").write_text("\n".join([*lines, "broken.mp4,squat,plain,3"]) + "\n")
    return folder
