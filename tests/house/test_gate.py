"""All output passes the gate of ``coach.terminal_text``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import coach

_ROOT = Path(coach.__file__).parent

_BYPASSES = {
    r"\b(?<!Safe)Console\((?!\))": (set[str](), "SafeConsole, or screen() and error_screen(), of ui.theme"),
    r"\bungated\b": (
        {"terminal_text.py", "ui/theme.py", "vision/landmarker/native_stderr.py"},
        "sys.stdout as it is",
    ),
    r"sys\.__std(?:out|err)__": ({"vision/landmarker/native_stderr.py"}, "sys.stdout as it is"),
    r"std(?:out|err)\.buffer": (set[str](), "text"),
    r"from_ansi|AnsiDecoder|Style\(link=": (set[str](), "Text"),
    r"\b(?<!def )input\(": (set[str](), "typer.confirm: input() writes its prompt past Python"),
}
"""Code that bypasses the gate: the files that may use it, and what to use instead."""


@pytest.mark.parametrize("bypass", _BYPASSES)
def test_no_code_bypasses_the_gate(bypass: str) -> None:
    allowed, instead = _BYPASSES[bypass]
    found = {
        path.relative_to(_ROOT).as_posix()
        for path in _ROOT.rglob("*.py")
        if re.search(bypass, path.read_text(encoding="utf-8"))
    }

    assert found <= allowed, f"use {instead}"


def test_commands_write_json_with_json_line() -> None:
    writing = re.compile(r"json\.dumps?\(|print\([\w.]*model_dump_json")
    for path in (*(_ROOT / "cli").rglob("*.py"), _ROOT / "sinks" / "event_stream.py"):
        assert not writing.search(path.read_text(encoding="utf-8")), f"{path.name}: use json_line"
