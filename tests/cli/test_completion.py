"""Shell completion, called as shells call it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.catalogue.library import all_exercises
from coach.cli import main
from coach.cli.completion import complete_at_once, exercise_names
from coach.resources import user_exercises

Offered = Callable[..., list[str]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Offered:
    def ask(*words: str) -> list[str]:
        monkeypatch.setattr(sys, "argv", ["coach"])
        monkeypatch.setenv("_COACH_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", " ".join(("coach", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 0
        return capsys.readouterr().out.split()

    return ask


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("start", "sq"), ["squat"]),
        (("demo", "pu"), ["pull-up", "push-up"]),
        (("doctor", "pl"), ["plank"]),
        (("exercises", "show", "wall"), ["wall-sit"]),
        (("analyze", "film.mp4", "--exercise", "sh"), ["shoulder-press"]),
        (("history", "-e", "lun"), ["lunge"]),
        (("models", "pull", "h"), ["heavy"]),
        (("analyze", "film.mp4", "--model", ""), ["lite", "full", "heavy"]),
        (("start", "--vo"), ["--voice"]),
        (("start", "--voice", "c"), ["cues", "counts"]),
        (("exer",), ["exercises"]),
        (("analyze", "fil"), []),  # no completions: the shell completes file names
        (("start", "nosuch"), []),
    ],
    ids=" ".join,
)
def test_names_and_options_are_completed(words: tuple[str, ...], wanted: list[str], offered: Offered) -> None:
    assert offered(*words) == wanted


def test_all_exercises_are_completed_including_the_users_own() -> None:
    assert exercise_names("") == sorted([*all_exercises(), "anything"])
    own = user_exercises()
    own.mkdir(parents=True)
    shipped_squat = (Path(__file__).parents[2] / "exercises" / "squat.toml").read_text()
    (own / "mine.toml").write_text(shipped_squat.replace('name = "squat"', 'name = "squat-jump"'))
    (own / "broken.toml").write_bytes(b"\xff[[[")
    (own / "folder.toml").mkdir()
    assert exercise_names("squ") == ["squat", "squat-jump"]


def test_zsh_completes_at_the_first_tab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    complete_at_once()  # without an installation, nothing happens
    script = tmp_path / ".zfunc" / "_coach"
    script.parent.mkdir()
    script.write_text("#compdef coach\n\n_coach_completion() {\n}\n\ncompdef _coach_completion coach")
    complete_at_once()
    complete_at_once()
    lines = script.read_text().splitlines()
    assert lines[0] == "#compdef coach"
    assert lines[-1] == '_coach_completion "$@"'
    assert lines.count(lines[-1]) == 1


def test_bash_completes_after_installation(tmp_path: Path) -> None:
    bin_folder = Path(sys.executable).parent
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{bin_folder}:{os.environ['PATH']}"}

    def bash(script: str) -> str:
        typed = ["bash", "--norc", "-c", script]
        done = subprocess.run(typed, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    assert "bash completion installed" in bash("coach --install-completion; true")
    command = "source ~/.bashrc; COMP_WORDS=(coach start sq); COMP_CWORD=2; _coach_completion coach"
    assert bash(f'{command}; echo "${{COMPREPLY[@]}}"').strip() == "squat"
