"""Changes of the settings file that keep its comments, and what each setting means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError

from coach.atomic_file import write_atomically
from coach.errors import InvalidSettings, SettingsError, UnknownSetting
from coach.resources import settings_file
from coach.settings import TEMPLATE, Settings, read_settings
from coach.toml_file import read_file, toml_table
from coach.validation import error_messages

_FREE = ("standards", "heights", "sources")
"""Tables whose keys are the user's own names."""
_PART = re.compile(r'"([^"]*)"|([^."]+)')


def setting_parts(name: str) -> list[str]:
    """The parts of a setting's name: 'sources."webcam".rotate' has three.

    Raises:
        UnknownSetting: There is no such setting.
    """
    parts = [quoted or plain for quoted, plain in _PART.findall(name)]
    model: Any = Settings
    for place, part in enumerate(parts):
        fields = model.model_fields
        if part not in fields or part == "format":
            raise UnknownSetting(name, setting_names())
        inner = fields[part].annotation
        left = parts[place + 1 :]
        if part in _FREE:
            if len(left) == (2 if part == "sources" else 1):
                return parts
            raise UnknownSetting(name, setting_names())
        if not hasattr(inner, "model_fields"):
            if left:
                raise UnknownSetting(name, setting_names())
            return parts
        model = inner
    raise UnknownSetting(name, setting_names())


def setting_names() -> list[str]:
    """The names of all settings that have one; those of exercises, people and sources are not among them."""
    return [name for name, _, _ in Settings().lines() if name not in ("format", *_FREE)]


def change_setting(name: str, typed: str | None, path: Path | None = None) -> Settings:
    """Set a setting, or take its line away; everything else in the file stays, comments too.

    Without a file, one with the defaults and an explanation of each setting is written first.

    Args:
        name: Its name, such as 'cues.praise'.
        typed: The value as typed; None to use the default again.
        path: The file; None for the user's own.

    Returns:
        The settings as they are now.

    Raises:
        UnknownSetting: There is no such setting.
        InvalidSettings: The value does not fit, or the file is wrong already; nothing was changed.
        SettingsError: The file can't be read or written.
    """
    path = path or settings_file()
    parts = setting_parts(name)
    read_settings(path)  # a wrong file is reported, not made worse
    try:
        text = read_file(path).decode("utf-8-sig")
    except FileNotFoundError:
        text = TEMPLATE
    document = tomlkit.parse(text)
    if typed is None:
        _remove(document, parts)
    else:
        _put(document, parts, _value(typed))
    content = tomlkit.dumps(document).encode()
    try:
        changed = Settings.model_validate(toml_table(content))
    except ValidationError as error:
        raise InvalidSettings(path, error_messages(error, Settings), hint="Nothing was changed.") from error
    try:
        write_atomically(path, content)
    except OSError as error:
        raise SettingsError(
            f"The settings {path} can't be written: {error.strerror or error}.",
            hint="Free some space there, or set COACH_HOME to a writable folder.",
        ) from error
    return changed


def explanation(name: str) -> str:
    """What a setting means, from the comments of the file that 'coach settings init' writes.

    Raises:
        UnknownSetting: There is no such setting.
    """
    parts = setting_parts(name)
    comment: list[str] = []
    last = ""
    for line in TEMPLATE.splitlines():
        words = line.removeprefix("# ")
        is_entry = re.match(rf"(\[{parts[0]}[\].]|{parts[0]} = )", words)
        if is_entry:
            return " ".join(comment or [last])
        if line.startswith("# ") and not re.match(r'[\w"-]+ = |\[', words):
            comment.append(words)
        else:
            last, comment = " ".join(comment) or last, []
    raise UnknownSetting(name, setting_names())


def _value(typed: str) -> Any:
    """A typed value: TOML where it is, else text."""
    try:
        return tomlkit.value(typed)
    except (TOMLKitError, ValueError):
        return typed


def _put(document: tomlkit.TOMLDocument, parts: Sequence[str], value: Any) -> None:
    table: Any = document
    for part in parts[:-1]:
        if part not in table:
            table[part] = tomlkit.table()
        table = table[part]
    table[parts[-1]] = value


def _remove(document: tomlkit.TOMLDocument, parts: Sequence[str]) -> None:
    if parts[0] not in document:
        return
    if len(parts) == 1:
        del document[parts[0]]
        return
    _remove(document[parts[0]], parts[1:])
    if not document[parts[0]]:
        del document[parts[0]]
