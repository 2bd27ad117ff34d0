"""What is imported is what is asked for: no library that comes along only by luck, none that nobody uses."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CALLED = {"cv2": "opencv-contrib-python", "sklearn": "scikit-learn", "yaml": "pyyaml"}
NOT_IMPORTED = {"pip"}
"""It is run as a program, to fetch the pose model."""


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ \[]", each, maxsplit=1)[0] for each in requirements}


def _imported(folder: str) -> Iterator[str]:
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield str(node.module).partition(".")[0]


def _asked_for(folder: str) -> set[str]:
    foreign = set(_imported(folder)) - sys.stdlib_module_names - {"coach", "tests"}
    return {CALLED.get(name, name.replace("_", "-")) for name in foreign}


def test_every_library_that_is_imported_is_declared_and_the_other_way_round() -> None:
    declared = _names(PROJECT["dependencies"])
    used = _asked_for("coach") | _asked_for("migrations")
    assert used <= declared
    assert declared - used == NOT_IMPORTED


def test_the_tests_import_only_what_a_checkout_installs() -> None:
    declared = _names(PROJECT["dependencies"]) | _names(PROJECT["optional-dependencies"]["dev"])
    assert _asked_for("tests") <= declared


def test_opencv_is_the_one_that_mediapipe_brings() -> None:
    assert not {"opencv-python", "opencv-python-headless"} & _names(PROJECT["dependencies"])
