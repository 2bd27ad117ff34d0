"""Commands and code in the documentation work."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer import TyperException
from typer.main import get_command

from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.cli import app
from coach.performer.motion.choreography import Performance
from coach.performer.render.camera import Camera
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel
from tests.photo.photos import write_photo

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / ".github" / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"python", "sh", "toml", "json", "text"}
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ONLY_NAMED = re.compile(r"^Missing argument|^Usage:|requires an argument\.$")
"""Errors of a command that a sentence only names, such as 'coach analyze'."""


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _blocks(*languages: str) -> list[Any]:
    return [
        pytest.param(code, id=f"{page.stem}-{number}")
        for page in PAGES
        for number, (language, code) in enumerate(_BLOCK.findall(_text(page)))
        if language in languages
    ]


def _commands() -> list[str]:
    """Every coach command in blocks and in sentences."""
    typed: set[str] = set()
    for page in PAGES:
        blocks = "\n".join(code for language, code in _BLOCK.findall(_text(page)) if language != "python")
        prose = _BLOCK.sub("", _text(page))
        typed.update(re.findall(r"^(?:\$ )?(coach [^\n]+)$", blocks, re.MULTILINE))
        typed.update(" ".join(span.split()) for span in re.findall(r"`(coach [^`]+)`", prose))
    return sorted(typed)


def test_every_block_names_its_language() -> None:
    for page in PAGES:
        assert {language for language, _ in _BLOCK.findall(_text(page))} <= LANGUAGES, page.name
        assert _text(page).count("```") == 2 * len(_BLOCK.findall(_text(page))), page.name


def test_the_python_blocks_run(
    tmp_path: Path,
    home: Path,
    pose_model: PoseModel,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Run all blocks in order; the film is a recording of three squats, and the photo shows the athlete."""
    models = home / "cache" / "models"
    models.mkdir(parents=True)
    shutil.copy(pose_model.path, models / "pose_landmarker_full.task")
    write_photo(tmp_path / "photo.png")
    squats = Performance(
        "squat", load_exercise("squat").poses, depths=(1.0, 1.0, 1.0), camera=Camera(yaw_deg=90.0)
    )
    stage = Truth(squats)
    write_recording(tmp_path / "film.npz", stage.facts, stage)
    shutil.move(tmp_path / "film.npz", tmp_path / "film.mp4")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "readme"}
    for page in PAGES:
        for language, code in _BLOCK.findall(_text(page)):
            if language == "python":
                exec(compile(code, page.name, "exec"), names)
    printed = capsys.readouterr().out
    assert "3 full and 0 partial repetitions" in printed
    assert "('squat', " in printed
    assert "1 front left knee 1" in printed
    assert "shoulder_level " in printed


def test_calls_in_sentences_work() -> None:
    """Evaluate calls in prose, such as 'Plan(sets=3)'; they may use public names only."""
    import coach

    for page in PAGES:
        for span in re.findall(r"`([A-Z]\w+\([^`]*\))`", _BLOCK.sub("", _text(page))):
            [call] = ast.parse(span).body
            used = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)}
            assert used <= set(coach.__all__), f"{span}: move it to a block, where it is run"
            eval(span, {name: getattr(coach, name) for name in used})


@pytest.mark.parametrize("code", _blocks("sh"))
def test_the_shell_blocks_parse(code: str) -> None:
    subprocess.run(["bash", "-n", "-c", code], check=True)


@pytest.mark.parametrize("code", [*_blocks("toml", "json"), *_blocks("text")])
def test_toml_and_json_blocks_parse(code: str) -> None:
    lines = [line for line in code.splitlines() if line.startswith("{")]
    for line in lines:
        json.loads(line)
    if not lines and re.match(r"^(?:\[[\w.]+\]|[\w.]+ = )", code):
        tomllib.loads(code)


@pytest.mark.parametrize("typed", _commands())
def test_every_command_parses(typed: str) -> None:
    """Parse each command without running it; optional parts such as [EXERCISE] are filled in."""
    words = shlex.split(re.sub(r"\[([A-Z]+)\]", r"\1", typed).replace("…", "x"), comments=True)[1:]
    if words[:1] == ["help"] or words[0].startswith("-"):
        known = {name for each in get_command(app).params for name in each.opts}
        assert words[0] in {*known, "help", "-h", "--help"}
        return
    try:
        _parse(get_command(app), [word for word in words if word != "--help"])
    except TyperException as error:
        assert _ONLY_NAMED.search(error.format_message()), f"{typed}: {error.format_message()}"


def _parse(command: Any, words: Sequence[str]) -> None:
    context = command.make_context("coach", list(words))
    rest = [*getattr(context, "_protected_args", ()), *context.args]
    if rest and hasattr(command, "resolve_command"):
        _, below, words = command.resolve_command(context, rest)
        _parse(below, words)
