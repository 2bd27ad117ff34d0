"""Every option of every command, mistyped: a plain sentence and a hint."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer import TyperException
from typer.main import get_command

from coach.catalogue.library import load_exercise
from coach.cli import app
from coach.cli.analysis.film_analysis import run_analysis
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.usage_errors import sentence_and_hint
from coach.judging.observation import Summary
from coach.sinks.plain_log import PlainLog
from coach.vision.opening import open_source

_ROOT = get_command(app)
_OF_A_LIBRARY = re.compile(
    r"Input should|Value error|Invalid|requires|unable to|a integer|a valid|does not take|has to be|Option "
)

_MEASURED = ("--weight", "--rest", "--hold")
"""Options that take a number with its unit."""


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands(below, (*path, name))


def _mistyped() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each command with a mistyped option."""
    for path, command in _commands(_ROOT):
        for each in command.params:
            if each.param_type_name != "option":
                continue
            option = each.opts[0]
            if each.is_flag:
                yield path, (f"{option}=maybe",)
                continue
            yield path, (option,)
            kind = str(each.type_descriptor)
            if re.search(r"\bint\b|\bfloat\b|Literal", kind) or option in _MEASURED:
                yield path, (f"{option}=x",)
                yield path, (f"{option}=1e999",)
                yield path, (f"{option}=-99999999",)
        yield path, ("--nonsense",)


def _said(typed: tuple[str, ...]) -> tuple[str, str]:
    with pytest.raises(TyperException) as mistake:
        _ROOT.main(list(typed), prog_name="coach", standalone_mode=False)
    return sentence_and_hint(mistake.value, _ROOT, typed)


def test_every_mistyped_option_gets_a_plain_sentence() -> None:
    mistyped = list(_mistyped())
    assert len(mistyped) > 200, "every option of every command"
    for path, wrong in mistyped:
        sentence, hint = _said((*path, *wrong))
        assert not _OF_A_LIBRARY.search(sentence), (path, wrong, sentence)
        assert re.match(r"('--|--|There is no option)", sentence), (path, wrong, sentence)
        assert sentence.endswith((".", "?")), (path, wrong, sentence)
        assert f"'{' '.join(('coach', *path))} --help'" in hint, (path, wrong, hint)


def test_hint_names_the_right_command_even_with_command_words_as_values() -> None:
    assert "'coach history edit --help'" in _said(("history", "edit", "1", "--reps"))[1]
    assert "'coach start --help'" in _said(("start", "history", "--reps"))[1]


class _Impatient(PlainLog):
    """Presses Ctrl-C again while the end is saved."""

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("save", [True, False])
def test_a_second_ctrl_c_says_what_is_saved(squats_recording: Path, save: bool) -> None:
    analysis_request = AnalysisRequest(exercise=load_exercise("squat"), save=save)
    with pytest.raises(KeyboardInterrupt) as stopped:
        run_analysis(
            lambda _: open_source(squats_recording),
            analysis_request,
            title="",
            sinks=[_Impatient(lambda _: None)],
        )
    notes = getattr(stopped.value, "__notes__", [])
    assert notes == (["Stopped. The count so far is saved as workout 1."] if save else [])
