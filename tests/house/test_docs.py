"""README and docs match the program: every command, exercise and picture is there, and up to date."""

from __future__ import annotations

import html
import re
import textwrap
from pathlib import Path

import pytest

import coach
from coach.performer.gif import LARGEST
from coach.resources import shipped
from tests.house import readme

PICTURES = {
    "demo.svg": ("5 squats + 1 partial", "range of motion", "tempo: ", "lowering-pause-effort-pause"),
    "screen.svg": ("± 14", "▲ yours", "last tempo"),
}
"""Words that each picture shows today."""
_PICTURE = re.compile(r"!\[[^]]+\]\(([^)]+)\)")


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text() -> str:
    """README and docs."""
    return "\n".join(map(_text, (readme.README, *sorted(readme.DOCS.rglob("*.md")))))


def test_the_readme_is_read_in_five_minutes() -> None:
    lines = _text(readme.README).splitlines()
    assert len(lines) <= 250
    assert max(map(len, lines)) <= 160


def test_every_command_is_documented() -> None:
    reference = _text(readme.COMMANDS)
    missing = [" ".join(typed) for typed in readme.commands() if f"coach {' '.join(typed)}" not in reference]
    assert not missing


def test_every_command_has_its_help_and_no_other() -> None:
    shown = re.findall(r"^## coach (\S+)$", _text(readme.COMMANDS), re.MULTILINE)
    assert sorted(shown) == sorted({typed[0] for typed in readme.commands()})


def test_every_shipped_exercise_is_documented() -> None:
    names = [path.stem for path in shipped("exercises").glob("*.toml")]
    assert len(names) >= 9
    table = _text(readme.DOCS / "exercises.md")
    assert not [name for name in names if f"| {name} |" not in table]


def test_the_generated_parts_are_up_to_date() -> None:
    assert readme.command_reference() == _text(readme.COMMANDS), "run 'poe reference'"
    for page in readme.WITH_TABLES:
        assert "<!-- end -->" in _text(page)
        assert readme.with_tables(_text(page)) == _text(page), "run 'poe reference'"


def test_the_pictures_are_small_and_show_the_program_of_today() -> None:
    pages = (readme.README, *readme.DOCS.rglob("*.md"))
    shown = {(page.parent / name).resolve() for page in pages for name in _PICTURE.findall(_text(page))}
    assert shown == {readme.DOCS / "pictures" / name for name in (*PICTURES, "screen.gif")}
    for name, words in PICTURES.items():
        picture = readme.DOCS / "pictures" / name
        assert picture.stat().st_size < 100_000
        drawn = html.unescape(_text(picture)).replace("\xa0", " ")
        assert not [each for each in words if each not in drawn], "run 'poe picture'"
        assert "src:" not in drawn, "a picture loads nothing"


def test_the_moving_picture_is_a_small_gif() -> None:
    content = (readme.DOCS / "pictures" / "screen.gif").read_bytes()
    assert content.startswith(b"GIF8")
    assert len(content) <= LARGEST


def test_the_path_of_a_frame_is_drawn_as_in_the_package() -> None:
    drawing = re.compile(r"^ *camera / film.*?JSON lines$", re.DOTALL | re.MULTILINE)
    design = _text(readme.DOCS / "design.md")
    in_package, in_docs = (drawing.search(prose) for prose in (coach.__doc__ or "", design))
    assert in_package is not None
    assert in_docs is not None
    assert textwrap.dedent(in_package[0]) == textwrap.dedent(in_docs[0])
