"""The README says what there is, in the words that there are."""

from __future__ import annotations

import html
import re
import textwrap
from pathlib import Path

import pytest

import coach
from coach.resources import shipped
from tests.house import readme


@pytest.fixture(scope="module")
def text() -> str:
    return readme.README.read_text(encoding="utf-8")


def test_every_command_is_in_it(text: str) -> None:
    missing = [" ".join(typed) for typed in readme.commands() if f"coach {' '.join(typed)}" not in text]
    assert not missing


def test_every_command_has_its_help_in_it_and_no_other(text: str) -> None:
    shown = re.findall(r"<!-- help: coach (\S+) -->", text)
    assert sorted(shown) == sorted({typed[0] for typed in readme.commands()})


def test_every_shipped_exercise_is_in_it(text: str) -> None:
    names = [path.stem for path in shipped("exercises").glob("*.toml")]
    assert len(names) >= 9
    assert not [name for name in names if f"| {name} |" not in text]


def test_the_generated_parts_are_as_generated(text: str) -> None:
    assert readme.written(text) == text, "run 'poe readme'"


def test_the_pictures_are_small_and_of_what_is_printed_and_shown_today(text: str) -> None:
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
    told = {
        ".github/demo.svg": ("5 squats + 1 partial", "range of motion", "tempo: lowering-pause-effort-pause"),
        ".github/screen.svg": ("✓ FULL   ", "▲ yours", "last tempo"),
    }
    assert shown == list(told)
    for name in shown:
        picture = readme.README.parent / name
        assert picture.stat().st_size < 100_000
        words = html.unescape(picture.read_text(encoding="utf-8")).replace("\xa0", " ")
        for said in told[name]:
            assert said in words
        assert "src:" not in words, "a picture fetches nothing"


def test_the_way_of_a_frame_is_drawn_as_in_the_package(text: str) -> None:
    drawing = re.compile(r"^ *camera / film.*?JSON lines$", re.DOTALL | re.MULTILINE)
    in_package, in_readme = (drawing.search(prose) for prose in (coach.__doc__ or "", text))
    assert in_package is not None
    assert in_readme is not None
    assert textwrap.dedent(in_package[0]) == textwrap.dedent(in_readme[0])


def test_nothing_is_promised_that_does_not_exist_yet(text: str) -> None:
    """Take a word out of the list with the commit that brings the thing."""
    package = (path.read_text(encoding="utf-8") for path in Path(coach.__file__).parent.rglob("*.py"))
    said = "\n".join((text, *package))
    assert not re.findall(r"\bstreaks?\b|\bpersonal (?:best|record)s?\b", said)
