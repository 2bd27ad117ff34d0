"""The library's front door: its names, that they are documented, and that the README's snippet runs."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import coach

NAMES = {
    "CoachError",
    "Event",
    "Exercise",
    "Frame",
    "Judge",
    "Moment",
    "Observation",
    "Pose",
    "PoseSource",
    "Recording",
    "Rep",
    "SetSummary",
    "Sighting",
    "Sink",
    "SourceFacts",
    "Summary",
    "Tempo",
    "__version__",
    "all_exercises",
    "load_exercise",
    "open_source",
    "read_exercise",
    "read_recording",
    "run",
    "watch",
    "write_recording",
}


def test_the_names_are_these_and_no_others() -> None:
    assert set(coach.__all__) == NAMES
    assert dir(coach) == sorted(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__", "Event"}))
def test_each_name_is_there_and_documented(name: str) -> None:
    assert inspect.getdoc(getattr(coach, name))


def test_each_name_is_also_known_to_type_checkers() -> None:
    source = Path(coach.__file__).read_text(encoding="utf-8")
    typed = set(re.findall(r"^    from coach\.\S+ import (\w+) as \1$", source, re.MULTILINE))
    assert typed == NAMES - {"__version__"}


def test_no_other_name_is_made_up() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Coach'"):
        getattr(coach, "Coach")  # noqa: B009


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert version("coach") == coach.__version__
