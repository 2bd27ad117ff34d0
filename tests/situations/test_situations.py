"""A few situations; with '--all-films' all of them, with rendered and real films."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from coach.vision.pose_model.pose_model import PoseModel
from tests.conftest import RealFilm
from tests.situations.bases import performed, real
from tests.situations.catalogue import SITUATIONS
from tests.situations.playing import played
from tests.situations.situation import Base, Others, Situation

_KINDS = 40
"""Required number of situations."""
_NAMED = {situation.name: situation for situation in SITUATIONS}


@pytest.fixture(scope="session")
def rendered(pose_model: PoseModel) -> tuple[list[Base], Others]:
    """The performer's bases."""
    return performed()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All situations with ``--all-films``, otherwise the quick ones."""
    every = bool(metafunc.config.getoption("--all-films"))
    if "situation" in metafunc.fixturenames:
        metafunc.parametrize("situation", [each.name for each in SITUATIONS if each.quick or every])


def test_there_are_enough_situations() -> None:
    assert len(_NAMED) == len(SITUATIONS) >= _KINDS


def test_rendered_films_are_judged_as_expected(
    situation: str, rendered: tuple[list[Base], Others], tmp_path: Path
) -> None:
    bases, others = rendered
    wanted = _NAMED[situation]
    outcomes = [played(wanted, base, others, tmp_path) for base in bases[:1] if _is_of(wanted, base)]
    assert [each for each in outcomes if not each.passed] == []


def test_real_films_are_judged_as_expected(
    films: list[RealFilm], rendered: tuple[list[Base], Others], request: pytest.FixtureRequest
) -> None:
    _, others = rendered
    every = request.config.getoption("--all-films")
    wrong = []
    for base in real(films, most=2 if every else 1):
        for situation in SITUATIONS:
            quick = situation.quick and situation.name != "plain"  # real() has counted the film unchanged
            if _is_of(situation, base) and (every or quick):
                with tempfile.TemporaryDirectory() as folder:
                    outcome = played(situation, base, others, Path(folder))
                wrong += [] if outcome.passed else [outcome]
    assert wrong == []


def _is_of(situation: Situation, base: Base) -> bool:
    return not situation.exercises or base.exercise in situation.exercises
