"""Names from users are printed literally, even if they look like rich markup."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import RenderableType
from typer.testing import CliRunner

import coach
from coach.catalogue.library import load_exercise
from coach.cli import app
from coach.cli.progress import ProgressBar
from coach.finding import Group, warn
from coach.judging.events import FaultCoverage
from coach.judging.observation import Segment
from coach.ui import bench_tables, model_report
from coach.ui.checkup import group_view
from coach.ui.exercise import exercise_page
from coach.ui.history import workout_view
from coach.ui.report import set_report
from tests.store.workouts import counted_set, facts, faulty_set, remember, rep, summary_of
from tests.ui.drawing import drawn
from tests.ui.test_screens import list_of, saved_workout

NAMES = ("[/x]", "[red]x[nope]", ":warning:", "a\\[b]", "[link=x]y", "[@click=quit]z")
SOURCE = Path(coach.__file__).parent


def _faulty(name: str) -> RenderableType:
    original = faulty_set()
    faults = tuple(replace(each, title=name, cue=name, reason=name) for each in original.faults)
    reps = tuple(replace(each, reason=name) for each in original.reps)
    summary = summary_of(replace(original, exercise=name, reps=reps, faults=faults), exercise=name)
    return set_report(
        replace(summary, coverage=(FaultCoverage(name, 0, 1, "rep"),)), source=name, notes=[name]
    )


def _recognised(name: str) -> RenderableType:
    sets = (replace(counted_set([rep(1)], exercise=name), confidence=0.9), counted_set([rep(2)], number=2))
    return set_report(summary_of(*sets, exercise=None, segments=(Segment(0.0, 9.0, name, 0.9),)), source=name)


def _past(name: str) -> RenderableType:
    workout = saved_workout(1, counted_set([rep(1)], exercise=name), exercise=name)
    return workout_view(replace(workout, film_name=name, coach_version=name, model_grade=name))


def _listed(name: str) -> RenderableType:
    other = replace(saved_workout(2, counted_set([rep(1)])), profile="Ada")
    mine = replace(saved_workout(1, counted_set([rep(1)], exercise=name)), profile=name, film_name=name)
    return list_of(mine, other)


def _exercise(name: str) -> RenderableType:
    known = load_exercise("squat")
    return exercise_page(known.model_copy(update={"name": name, "muscles": (name,), "cues": (name,)}))


RENDERABLES: dict[str, Callable[[str], RenderableType]] = {
    "report": _faulty,
    "report of what was recognised": _recognised,
    "workout": _past,
    "list of workouts": _listed,
    "exercise": _exercise,
    "checkup": lambda name: group_view(Group(name, (warn(name, name),))),
    "figures": lambda name: bench_tables.figures([name], [[name]], title=name),
    "confusion": lambda name: model_report.confusion([name], [[1]]),
    "wrong films": lambda name: model_report.wrong_films([(name, name, 0.5, name)]),
    "a bare text": lambda name: name,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("renderable", RENDERABLES)
def test_a_name_is_printed_as_it_is(renderable: str, name: str) -> None:
    output = drawn(RENDERABLES[renderable](name), 160).export_text()
    assert name in output


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_the_history(name: str) -> None:
    remember(
        None, facts(film=f"{name}.mp4", profile=name, exercise=name), counted_set([rep(1)], exercise=name)
    )
    remember(None, facts(sha256="1" * 64), counted_set([rep(1)]))
    for typed in ([], ["show", "1"]):
        output = CliRunner().invoke(app, ["history", *typed], catch_exceptions=False).stdout
        assert f"{name}.mp4" in output


@pytest.mark.parametrize("name", NAMES)
def test_progress_shows_the_name_of_the_film(name: str) -> None:
    with ProgressBar(name, silent=False) as bar:
        output = drawn(bar._bar.get_renderable(), 160).export_text()
    assert name in output


def _calls(path: Path) -> list[tuple[str, ast.Call]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    return [(ast.unparse(each.func).rpartition(".")[2], each) for each in calls]


def _reads_markup(name: str, call: ast.Call) -> bool:
    """Whether a call makes rich read markup in any console."""
    literal = any(each.arg == "markup" and ast.unparse(each.value) == "False" for each in call.keywords)
    if name == "TextColumn":
        return not literal
    if name in ("status", "Status", "Spinner") and call.args:
        return not ast.unparse(call.args[-1]).startswith("Text(")
    titled = any(each.arg in ("title", "subtitle") for each in call.keywords)
    return name in ("Console", "from_markup", "render_markup") or (name == "Panel" and titled)


def test_every_console_comes_from_one_place() -> None:
    """``Text.from_markup``, a status, a spinner and progress columns read markup in every console."""
    around = [
        f"{path.relative_to(SOURCE)}:{call.lineno} {name}"
        for path in SOURCE.rglob("*.py")
        for name, call in _calls(path)
        if _reads_markup(name, call)
    ]
    assert around == []
