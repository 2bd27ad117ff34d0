"""The wheel is whole: in a bare environment, away from the checkout, it starts and lists."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as it would be published."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [path] = folder.glob("*.whl")
    return path


def test_it_brings_exercises_migrations_and_types(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("exercises", "migrations", "models"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"coach/_shipped/{path.relative_to(ROOT).as_posix()}" in inside
    assert "coach/py.typed" in inside
    assert not [name for name in inside if name.startswith("tests/")]


@pytest.mark.slow
def test_it_works_in_a_bare_environment(wheel: Path, tmp_path: Path) -> None:
    # The libraries come from where the tests run, the package itself from the wheel alone.
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    packages = next((bare / "lib").glob("python*")) / "site-packages"
    zipfile.ZipFile(wheel).extractall(packages)
    around = [path for path in map(Path, sys.path) if path.name == "site-packages"]
    (packages / "libraries.pth").write_text("\n".join(map(str, around)))
    environment = {**os.environ, "COACH_HOME": str(tmp_path / "home")}

    def say(*typed: str) -> str:
        done = subprocess.run(
            [bare / "bin" / "python", "-P", "-m", "coach", *typed],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    where = subprocess.run(
        [bare / "bin" / "python", "-P", "-c", "import coach; print(coach.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(packages))
    assert say("--version").startswith("coach ")
    assert "squat" in say("exercises")
    assert "Nothing is remembered yet" in say("history")
    assert "lite" in say("models")
