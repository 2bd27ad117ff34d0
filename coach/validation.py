"""Words pydantic's errors as plain messages about an exercise or settings file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from coach.addresses import without_passwords
from coach.terminal_text import one_line
from coach.toml_file import quoted_value

_NUMBER, _WHOLE, _TABLE = "must be a number", "must be a whole number", "must be a table"

_MESSAGES = {
    "missing": "is missing",
    "greater_than": "must be above {gt:g}, not {given}",
    "greater_than_equal": "must be at least {ge:g}, not {given}",
    "less_than": "must be below {lt:g}, not {given}",
    "less_than_equal": "must be at most {le:g}, not {given}",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": "must be a finite number, not {given}",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "string_type": 'must be text, in "quotes"',
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list, in [brackets]",
    "too_short": "needs at least {min_length}, has {actual_length}",
    "too_long": "takes at most {max_length}, has {actual_length}",
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "value_error": "{error}",
}
"""Message for each pydantic error type; other types keep pydantic's own message."""

_PATTERNS = {
    "name": 'must be lowercase letters, digits and single hyphens, such as "box-squat"',
    "tempo": 'must be four digits or X joined by hyphens, such as "3-0-1-0"',
}
_MAX_CHOICES = 10
_MAX_KEY_LENGTH = 60


def error_messages(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """Every error as 'place: what is wrong'; list entries count from 1.

    Args:
        error: What pydantic found.
        model: The model that it validated the file against.
    """
    return [f"{_place(each['loc'])}: {_message(each, model)}" for each in _one_per_value(error)]


def _one_per_value(error: ValidationError) -> Iterator[Mapping[str, Any]]:
    """Reduce the errors to one per value; pydantic has one for every member of a union.

    The error of the first member stays, with the choices of the others added.
    """
    merged: list[dict[str, Any]] = []
    kinds: dict[tuple[object, ...], object] = {}
    for each in map(dict[str, Any], error.errors(include_url=False)):
        place = each["loc"]
        each["choices"] = re.findall(r"'([^']*)'", each.get("ctx", {}).get("expected", ""))
        tried = [index for index in range(len(place)) if _is_union_member(place, index, each["type"])]
        fork = next(iter(tried), None)
        each["loc"] = tuple(part for index, part in enumerate(place) if index not in tried)
        if fork is not None and kinds.setdefault(place[:fork], place[fork]) != place[fork]:
            for same in merged:
                if same["loc"] == each["loc"] and same["type"] == each["type"] == "literal_error":
                    same["choices"] += each["choices"]
            continue
        merged.append(each)
    yield from merged


def _is_union_member(place: Sequence[object], index: int, error: str) -> bool:
    """Whether a part of a place is a type that pydantic tried, such as 'tuple[...]', not a key."""
    part, after = place[index], place[index + 1 : index + 2]
    if not isinstance(part, str) or part == "[key]" or "[" not in part:
        return False
    return after != ("[key]",) and (error != "extra_forbidden" or bool(after))


def _place(parts: Sequence[object]) -> str:
    """A place such as 'position.turn[1].measure'."""
    place = ""
    for part in parts:
        if isinstance(part, int):
            place += f"[{part + 1}]"
        elif part != "[key]":
            key = one_line(without_passwords(str(part)))[:_MAX_KEY_LENGTH]
            place += f".{key}" if place else key
    return place or "file"


def _message(each: Mapping[str, Any], model: type[BaseModel]) -> str:
    kind, place = each["type"], each["loc"]
    given = quoted_value(each["input"])
    if kind == "extra_forbidden":
        return "unknown key" + _suggestion(place[-1], _keys(model, place[:-1]))
    if kind == "literal_error":
        return _choice_message(given, each["choices"], each)
    if kind == "string_pattern_mismatch" and place[-1] in _PATTERNS:
        return f"{_PATTERNS[place[-1]]}, not {given}"
    template = _MESSAGES.get(kind)
    return str(each["msg"]) if template is None else template.format(given=given, **each.get("ctx", {}))


def _choice_message(given: str, choices: Sequence[str], each: Mapping[str, Any]) -> str:
    """Message for a value that is none of the choices."""
    meant = _suggestion(each["input"], choices)
    if each["loc"][-1] == "[key]":
        return "unknown key" + meant
    if not choices:
        return f"must be {each['ctx']['expected']}, not {given}"
    if len(choices) > _MAX_CHOICES:
        return f"unknown value {given}" + meant
    *others, last = choices
    either = f"{', '.join(others)} or {last}" if others else last
    return f"must be {either}, not {given}{meant}"


def _suggestion(given: object, known: Sequence[str]) -> str:
    word = given[:_MAX_KEY_LENGTH] if isinstance(given, str) else quoted_value(given)
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _keys(model: type[BaseModel], place: Sequence[object]) -> list[str]:
    """The keys allowed in the table at a place."""
    for part in place:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models(model.model_fields[part].annotation), model)
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
