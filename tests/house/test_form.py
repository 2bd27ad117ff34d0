"""The form of the source tree: sizes, names and forbidden text."""

from __future__ import annotations

import os
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXCLUDED_FOLDERS = {".git", ".venv", "venv", "__pycache__", "build", "dist", ".hypothesis"}
VAGUE_NAMES = {"util", "utils", "helper", "helpers", "common", "core", "manager", "base", "misc"}
TEXT_SUFFIXES = {".py", ".toml", ".md", ".yml", ".mako", ".ini", ".txt", ""}

HOSTS = {
    "127.0.0.1",
    "flatbuffers.dev",
    "keepachangelog.com",
    "me",  # a user name in an example address
    "phone",
    "phone.",
    "phone.example",
    "proxy.example",
    "semver.org",
    "storage.googleapis.com",
    "www.apache.org",
    "www.w3.org",  # names the namespace of SVG; nothing is loaded from there
}


def _files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if name not in EXCLUDED_FOLDERS and not name.endswith("_cache")
        ]
        yield from (Path(folder, name) for name in names)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_400_lines() -> None:
    sizes = {path.relative_to(ROOT): _lines(path) for path in _files() if path.suffix == ".py"}
    assert not {path: lines for path, lines in sizes.items() if lines > 400}
    ours = [lines for path, lines in sizes.items() if path.parts[0] == "coach" and path.name != "__init__.py"]
    assert statistics.median(ours) <= 120


def test_no_name_is_vague() -> None:
    parts = {part for path in _files() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not parts & VAGUE_NAMES


def _matches(pattern: str) -> list[str]:
    """Every match of a pattern in the source tree, as 'file: match'."""
    wanted = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}: {match[match.lastindex or 0]}"
        for path in _files()
        if path.suffix in TEXT_SUFFIXES and path != Path(__file__)
        for match in wanted.finditer(path.read_text(encoding="utf-8"))
    ]


def test_no_absolute_path_is_in_the_tree() -> None:
    assert not _matches(r"/(?:home|Users)/[a-z]\w+/|/(?:work|root)/(?:main|shared|\.)|index-url")


def test_addresses_use_known_hosts_only() -> None:
    # Packages are installed by name, so no registry's host is allowed.
    hosts = {found.rpartition(" ")[2] for found in _matches(r"https?://([\w.-]+)")}
    assert hosts <= HOSTS


def test_the_repository_stays_under_40_megabytes() -> None:
    assert sum(path.stat().st_size for path in _files()) < 40_000_000


def test_no_line_disables_the_rules_on_errors_printing_and_size() -> None:
    # ruff and mypy check these rules; this checks that no line disables them, or all rules at once.
    disabled = re.compile(r"noqa(?!:)|noqa:.*(?:BLE|T20|C901|PTH|E501)|type: ignore(?!\[)")
    files = [*(ROOT / "coach").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]
    assert not [path.name for path in files if disabled.search(path.read_text(encoding="utf-8"))]


def test_typed_paths_are_checked_by_functions_that_never_raise() -> None:
    # Path.exists and the like raise for a name that is too long and for a folder without access.
    raising = re.compile(r"\.(?:exists|is_dir|is_file)\(\)")
    files = (ROOT / "coach" / "cli").rglob("*.py")
    assert not [path.name for path in files if raising.search(path.read_text(encoding="utf-8"))]
