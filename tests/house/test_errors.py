"""The drawing of the exception tree matches the exceptions."""

from __future__ import annotations

import re
from pathlib import Path

from coach import errors
from coach.errors import CoachError, InvalidExercise, UnknownExercise


def _drawn_exceptions() -> list[tuple[int, str]]:
    """Depth and name of each exception in the module's drawing."""
    branches = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"    (?P<bars>[│├└─ ]*)(?P<name>[A-Z]\w+)", line)
        if found:
            branches.append((len(found["bars"]) // 4, found["name"]))
    return branches


def _defined_exceptions(parent: type[CoachError], depth: int = 0) -> list[tuple[int, str]]:
    below = sorted(parent.__subclasses__(), key=lambda kind: kind.__name__)
    children = [
        each
        for kind in below
        if kind.__module__.startswith("coach.errors")
        for each in _defined_exceptions(kind, depth + 1)
    ]
    return [(depth, parent.__name__), *children]


def test_the_drawing_has_every_exception() -> None:
    assert sorted(_drawn_exceptions()) == sorted(_defined_exceptions(CoachError))


def test_each_exception_is_drawn_below_its_parent() -> None:
    above: dict[int, str] = {}
    for depth, name in _drawn_exceptions():
        above[depth] = name
        if depth:
            assert issubclass(getattr(errors, name), getattr(errors, above[depth - 1])), name


def test_all_exceptions_are_defined_in_the_errors_package() -> None:
    subclass = re.compile(
        rf"^class \w+\((?:errors\.)?(?:{'|'.join(name for _, name in _drawn_exceptions())})\)", re.MULTILINE
    )
    tree = Path(errors.__file__).parent
    outside = {path.parent for path in tree.parent.rglob("*.py") if subclass.search(path.read_text())}
    assert outside == {tree}


def test_errors_have_a_message_and_a_hint() -> None:
    unknown = UnknownExercise("sqat", ["squat"])
    assert str(unknown) == "There is no exercise called 'sqat'."
    assert unknown.hint == "Did you mean squat?"
    invalid = InvalidExercise(Path("mine.toml"), ["name: missing", "reps.why: empty"])
    assert "2 errors" in str(invalid)
    assert "coach exercises check mine.toml" in invalid.hint
