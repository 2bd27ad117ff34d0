"""Imported libraries match the declared dependencies."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PACKAGE_OF_MODULE = {
    "cv2": "opencv-contrib-python",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
    "PIL": "pillow",
}
NOT_IMPORTED = {"pip"}
"""Run as a program, to download the pose model."""


def _package_names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ \[]", each, maxsplit=1)[0] for each in requirements}


def _imported_modules(folder: str) -> Iterator[str]:
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield str(node.module).partition(".")[0]


def _required_packages(folder: str) -> set[str]:
    foreign = set(_imported_modules(folder)) - sys.stdlib_module_names - {"coach", "tests"}
    return {PACKAGE_OF_MODULE.get(name, name.replace("_", "-")) for name in foreign}


def test_imports_and_dependencies_match() -> None:
    declared = _package_names(PROJECT["dependencies"])
    used = _required_packages("coach") | _required_packages("migrations")
    assert used <= declared
    assert declared - used == NOT_IMPORTED


def test_the_tests_import_only_declared_packages() -> None:
    declared = _package_names(PROJECT["dependencies"]) | _package_names(
        PROJECT["optional-dependencies"]["dev"]
    )
    assert _required_packages("tests") <= declared


def test_there_is_only_the_opencv_of_mediapipe() -> None:
    assert not {"opencv-python", "opencv-python-headless"} & _package_names(PROJECT["dependencies"])
