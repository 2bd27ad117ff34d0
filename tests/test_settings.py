"""Settings: the file overrides the defaults, and all its errors are reported at once."""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import InvalidSettings, PlaceUnusable, SettingsError
from coach.resources import settings_file
from coach.settings import TEMPLATE, Settings, read_settings, write_settings
from coach.workout.cues import CuePolicy


def written(text: str) -> Path:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def errors_of(text: str) -> tuple[str, ...]:
    with pytest.raises(InvalidSettings) as caught:
        read_settings(written(text))
    assert caught.value.hint
    assert str(settings_file()) in str(caught.value)
    return caught.value.errors


def test_without_a_file_the_defaults_apply(home: Path) -> None:
    assert read_settings() == Settings()
    assert not home.exists(), "reading writes nothing"
    assert not [name for name, _, is_set in Settings().lines() if is_set]


def test_the_file_overrides_only_what_it_sets() -> None:
    written(
        """
        voice = "cues"
        speaker = ["say", "-v", "Anna"]
        flash = true
        source = 1
        rest_s = 90
        [cues]
        every_reps = 5
        [hands_free]
        gesture = false
        """
    )
    settings = read_settings()
    assert (settings.voice, settings.flash, settings.picture, settings.source, settings.rest_s) == (
        "cues",
        True,
        True,
        "1",
        90.0,
    )
    assert settings.speaker == ("say", "-v", "Anna")
    assert settings.cue_policy == CuePolicy(every_reps=5)
    assert settings.hands_free.model_dump() == {"waits": True, "steps_out": True, "gesture": False}
    set_by_file = {name for name, _, by_file in settings.lines() if by_file}
    assert set_by_file == {
        "voice",
        "speaker",
        "flash",
        "source",
        "rest_s",
        "cues.every_reps",
        "hands_free.gesture",
    }


def test_cue_defaults_match_the_policy() -> None:
    assert Settings().cue_policy == CuePolicy()
    assert set(Settings().cues.model_dump()) == set(asdict(CuePolicy()))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('speaker = "espeak-ng -s 150"', ("espeak-ng", "-s", "150")),
        ("speaker = \"sh -c 'say {phrase}'\"", ("sh", "-c", "say {phrase}")),
        ('speaker = ["my voice", ""]', ("my voice", "")),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="splitting into words depends on the platform")
def test_the_speaker_is_text_or_a_list(line: str, words: tuple[str, ...]) -> None:
    assert read_settings(written(line)).speaker == words


def test_a_source_has_its_own_table() -> None:
    settings = read_settings(
        written("""
        [sources."http://me:s3cr3t@phone:8080/video"]
        rotate = 90
        [sources.webcam]
        mirror = true
        person = 2
        """)
    )
    assert settings.sources["http://me:s3cr3t@phone:8080/video"].rotate == 90
    assert settings.sources["webcam"].model_dump() == {"rotate": "auto", "mirror": True, "person": "2"}
    rows = {name: (value, is_set) for name, value, is_set in settings.lines() if name.startswith("sources")}
    assert rows['sources."http://phone:8080/video".rotate'] == (90, True)
    assert rows['sources."webcam".rotate'] == ("auto", False)
    assert "s3cr3t" not in str(rows)


def test_levels_are_set_by_exercise() -> None:
    written("[standards]\nsquat = 'parallel'\npush-up = 'strict'")
    settings = read_settings()
    assert settings.standards == {"squat": "parallel", "push-up": "strict"}
    assert ("standards.push-up", "strict", True) in list(settings.lines())


def test_no_error_shows_a_long_password() -> None:
    [error] = errors_of(f'[sources."http://me:{"s3cr3t" * 20}@phone/video"]\nrotate = 1')
    assert error.startswith("sources.http://phone/video.rotate: ")


def test_all_errors_are_reported_with_their_places() -> None:
    assert errors_of(
        """
        voice = "loud"
        voise = "all"
        flash = 1
        rest_s = "90"
        [cues]
        every_reps = 0
        every = 2
        praise = "no"
        """
    ) == (
        'voice: must be all, cues, counts or off, not "loud"',
        "flash: must be true or false",
        "rest_s: must be a number",
        "cues.every_reps: must be at least 1, not 0",
        "cues.praise: must be true or false",
        "cues.every: unknown key; did you mean every_s?",
        "voise: unknown key; did you mean voice?",
    )


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("speaker = []", "speaker: must not be empty; remove the line instead"),
        ('speaker = ""', "speaker: must not be empty; remove the line instead"),
        ("speaker = [1]", 'speaker[1]: must be text, in "quotes"'),
        ("speaker = 'say \"'", "speaker: has an unclosed quotation mark"),
        ("speaker = 3", 'speaker: must be text or a list of texts, such as ["espeak-ng", "-s", "150"]'),
        ('source = ""', "source: must not be empty"),
        ("source = -1", "source: must be a camera index from 0, a camera name or an address"),
        ("source = true", 'source: must be text, in "quotes"'),
        ("[sources.webcam]\nrotate = 45", 'sources.webcam.rotate: must be 0, 90, 180, 270 or "auto"'),
        ("[sources.webcam]\nrotate = false", 'sources.webcam.rotate: must be 0, 90, 180, 270 or "auto"'),
        (
            "[sources.webcam]\nperson = 0",
            'sources.webcam.person: must be "auto", "left", "right", "largest" or a number from 1',
        ),
        (
            "[sources.webcam]\nmirrored = true",
            "sources.webcam.mirrored: unknown key; did you mean mirror?",
        ),
        ("sources = 3", "sources: must be a table"),
        ("cues = 3", "cues: must be a table"),
        ("rest_s = -1", "rest_s: must be at least 0, not -1"),
        ("format = 2", "format: 2 is for a newer version of coach; this one reads 1"),
        ("voice =", "not TOML: Invalid value (at end of document)"),
        ("format = 1\nflash = maybe", "not TOML: Invalid value (at line 2, column 9)"),
    ],
)
def test_an_error_is_in_plain_words(line: str, error: str) -> None:
    assert errors_of(line) == (error,)


def test_a_byte_order_mark_is_accepted() -> None:
    path = written("")
    path.write_bytes(b"\xef\xbb\xbfflash = true\r\n")
    assert read_settings().flash


def test_an_unreadable_file_is_an_error() -> None:
    written("").write_bytes(b"voice = '\xff'")
    with pytest.raises(InvalidSettings, match="not UTF-8 text"):
        read_settings()
    settings_file().unlink()
    settings_file().mkdir()
    with pytest.raises(SettingsError, match="can't be read: it is a folder") as caught:
        read_settings()
    assert caught.value.hint


def test_the_template_has_every_setting_with_its_default() -> None:
    path = write_settings()
    assert path == settings_file()
    assert read_settings() == Settings()
    for name, value, _ in Settings().lines():
        key = name.rpartition(".")[2]
        assert f"\n{'# ' if value is None else ''}{key} = " in TEMPLATE, name


def test_commented_out_settings_are_valid() -> None:
    text = "".join(
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
        for line in TEMPLATE.splitlines(keepends=True)
    )
    assert {name for name, value, is_set in read_settings(written(text)).lines() if not is_set} == set()
    assert tomllib.loads(text)["rest_s"] == 90


def test_an_existing_file_is_not_overwritten() -> None:
    path = written("flash = true\n")
    with pytest.raises(SettingsError, match="already have a settings file"):
        write_settings()
    assert path.read_text() == "flash = true\n"


def test_an_unwritable_home_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "file"))
    for use in (write_settings, read_settings):
        with pytest.raises(PlaceUnusable, match="it is not a folder") as caught:
            use()
        assert "COACH_HOME" in caught.value.hint


_scalars = st.one_of(st.text(max_size=5), st.integers(-5, 200), st.booleans(), st.floats(allow_nan=False))
_values = st.one_of(_scalars, st.lists(_scalars, max_size=2))


@given(
    st.dictionaries(st.sampled_from(sorted(Settings.model_fields)), _values),
    st.dictionaries(st.sampled_from(["every_reps", "every_s", "praise", "waits"]), _scalars),
)
def test_any_values_are_read_or_an_error(top: dict[str, object], cues: dict[str, object]) -> None:
    lines = [f"{name} = {_toml(value)}" for name, value in top.items() if name not in ("cues", "hands_free")]
    lines += ["[cues]", *(f"{name} = {_toml(value)}" for name, value in cues.items())]
    path = written("\n".join(lines))
    try:
        settings = read_settings(path)
    except InvalidSettings as caught:
        assert caught.errors
    else:
        assert 1 <= settings.cue_policy.every_reps <= 100


def _toml(value: object) -> str:
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08X}" for letter in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value).lower()
