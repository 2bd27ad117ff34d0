import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.terminal_text import Gate, gate_output, json_line, one_line, printable, ungated

ANY_TEXT = st.text(st.characters())
FACTS = st.recursive(
    ANY_TEXT | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner)
)
WRITTEN = ["Kniebeuge", "深蹲 90°", "می\u200cخواهم", "🏋🏽\u200d♀️ 12×", "a\tb\n", "'squats' – 7 + 3 partial"]


def control_characters(text: str) -> set[str]:
    """Characters that control a terminal or are displayed differently, by their Unicode categories."""
    return {
        each
        for each in text
        if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(each) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        or each in "\u200b\u200e\u200f\u061c\u2060\ufeff"
    } - {"\n", "\t"}


def test_every_control_character_is_replaced() -> None:
    everything = "".join(map(chr, range(0x110000)))

    assert not control_characters(printable(everything))


@given(ANY_TEXT)
def test_text_keeps_its_length_and_safe_text_is_unchanged(text: str) -> None:
    safe = printable(text)

    assert len(safe) == len(text)
    assert printable(safe) == safe
    safe.encode()  # no surrogates are left


@pytest.mark.parametrize(
    "text", ["Kniebeuge", "深蹲 90°", "می‌خواهم", "🏋🏽‍♀️ 12×", "a\tb\n", "'squats' – 7 + 3 partial"]
)
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert printable(text) == text


def test_a_name_is_one_line() -> None:
    assert one_line("a\nb\r\x1b]0;x\x07") == "a␊b␍␛]0;x␇"


@given(FACTS)
def test_a_line_of_json_is_safe_and_parses_to_the_same_value(facts: object) -> None:
    line = json_line(facts)

    assert "\n" not in line
    assert printable(line) == line
    assert json.loads(line) == facts


def test_a_gate_filters_printed_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, getattr(sys, name))  # restored afterwards
    behind = sys.stdout
    gate_output()
    gate_output()
    sys.stdout.write("\x1b[2J a\x9b2Jb\n")
    sys.stderr.write("\x1b]0;x\x07\n")
    sys.stdout.writelines(["\x1b\n"])

    assert isinstance(sys.stdout, Gate)
    assert ungated(sys.stdout) is behind
    assert capsys.readouterr() == ("␛[2J a�2Jb\n␛\n", "␛]0;x␇\n")
