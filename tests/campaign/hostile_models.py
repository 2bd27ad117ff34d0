"""Damaged or malicious cards, trust lists and models: pairs of a name and the file's content."""

from __future__ import annotations

import copy
import io
import json
import pickle
import random
import zlib
from collections.abc import Iterator
from typing import Any

import joblib

_DEEP = 200_000
ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 10**300, 1e308, float("nan"), float("inf"), "", "x" * 100_000, "\ud800", "\x1b]0;x\x07",
    [], {}, {"a": 1}, [[[]]], "[/x]", "../../etc",
)  # fmt: skip
"""JSON values of wrong types."""


def nested(depth: int = _DEEP) -> bytes:
    """JSON nested beyond Python's recursion limit."""
    return b"[" * depth + b"]" * depth


def hostile_cards(sound: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Cards that must not be used.

    Args:
        sound: A valid card.
    """
    yield "empty", b""
    yield "no UTF-8", b"\xff\xfe{"
    yield "NULs", bytes(1000)
    yield "nested 200,000 deep", nested()
    yield "nested in a part", json.dumps({**sound, "data": 0}).encode().replace(b": 0", b": " + nested(), 1)
    yield "2 MB of blanks", json.dumps(sound).encode() + b" " * (2 << 20)
    yield "a list", b"[]"
    yield "5,000 digits", json.dumps(sound).encode().replace(b'"films":', b'"films": ' + b"9" * 5000, 1)
    yield "half a character", _with(sound, ("trained_on",), "\ud800")
    yield "a class with half a character", _with(sound, ("classes",), {"\ud800": 0, "squat": 0})
    yield "a class that is a path", _renamed(sound, "../../squat")
    yield "a class that clears the screen", _renamed(sound, "\x1b[2J")
    yield "one class", _with(sound, ("classes",), {"squat": sound["classes"]["squat"]})
    for path in (("temperature",), ("threshold",), ("scores", "calibration_error")):
        for odd in (float("nan"), float("inf"), 1e400, "hot", None):
            yield f"{'.'.join(path)} {odd}", _with(sound, path, odd)
    yield "a temperature of nothing", _with(sound, ("temperature",), 0)
    yield "a hash of another length", _with(sound, ("sha256",), "ab")
    yield "an unknown fact", _with(sound, ("owner",), "nobody")
    yield "a library without a version", _with(sound, ("libraries",), {"scikit-learn": None})


def newer_cards(sound: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Cards of later formats, for which coach must be updated."""
    for version in (2, 3, 10**6):
        yield f"format {version}", _with(sound, ("format",), version)
        yield f"format {version}, all else new", json.dumps({"format": version, "new": []}, indent=3).encode()


def mutated_cards(sound: dict[str, Any], seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """A valid card with one value of the wrong type or some bytes changed; it may still be valid."""
    chance = random.Random(seed)
    paths = list(_paths(sound))
    for number in range(count):
        if chance.random() < 0.7:
            path = chance.choice(paths)
            yield f"{seed}-{number} {'.'.join(path)}", _with(sound, path, chance.choice(ODD_VALUES))
        else:
            yield f"{seed}-{number} bytes", _spoilt(chance, json.dumps(sound).encode())


def hostile_trust_lists() -> Iterator[tuple[str, bytes]]:
    """Trust lists without a valid entry."""
    yield "empty", b""
    yield "nested 200,000 deep", nested()
    yield "nested in the list", b'{"format": 1, "trusted": ' + nested() + b"}"
    yield "no UTF-8", b"\xff"
    yield "5,000 digits", b'{"format": ' + b"9" * 5000 + b', "trusted": {}}'
    yield "a list", b"[]"
    yield "a list in the list", b'{"format": 1, "trusted": []}'
    yield "a word in the list", b'{"format": 1, "trusted": "all"}'
    yield "half a character", b'{"format": 1, "trusted": {"\\ud800": 1}}'
    yield "a newer format", b'{"format": 3, "trusted": {}}'


def hostile_joblibs(sound: bytes) -> Iterator[tuple[str, bytes]]:
    """Unusable model files, opened as trusted.

    Args:
        sound: A valid model file, compressed with zlib.
    """
    plain = zlib.decompress(sound)
    yield "empty", b""
    yield "text", b"not a model"
    yield "NULs", bytes(5000)
    yield "cut in half", sound[: len(sound) // 2]
    yield "cut in half, unpacked", plain[: len(plain) // 2]
    yield "without its last thousand bytes", sound[:-1000]
    yield "spoilt in the middle", sound[:2000] + bytes(50) + sound[2050:]
    yield "looks packed by lzma", b"\xfd7zXZ\x00" + bytes(100)
    yield "looks packed by gzip", b"\x1f\x8b\x08" + bytes(100)
    yield "looks packed by bzip2", b"BZh9" + bytes(100)
    yield "a number", pickle.dumps(7)
    yield "a list nested deep", b"(" * 100_000 + b"l." * 10
    yield "a module that is not here", b"cno_such_module\nthing\n."
    yield "a name that is not there", b"ccoach.judging.classifier\nNobody\n."
    yield "a call with nonsense", b"cbuiltins\nint\n(Vx\ntR."
    yield "a division by nothing", b"c_operator\ntruediv\n(I1\nI0\ntR."
    yield "a stack without end", b"\x80\x04" + b"0" * 50
    for name, spoil in _SPOILT.items():
        classifier = joblib.load(io.BytesIO(sound))
        spoil(classifier)
        packed = io.BytesIO()
        joblib.dump(classifier, packed)
        yield name, packed.getvalue()


def mutated_joblibs(sound: bytes, seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """A valid, uncompressed model with some bytes changed; changed numbers leave it valid."""
    chance = random.Random(seed)
    plain = zlib.decompress(sound)
    for number in range(count):
        yield f"{seed}-{number}", _spoilt(chance, plain)


def _set(path: str, value: Any) -> Any:
    def spoil(classifier: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            classifier = getattr(classifier, step)
        object.__setattr__(classifier, last, value)

    return spoil


_SPOILT = {
    "a classifier of other classes": _set("classes_", ["a", "b"]),
    "a classifier of a number": _set("classes_", 7),
    "a classifier of other features": _set("n_features_in_", 3),
    "a classifier without a forest": _set("forest_", None),
    "a classifier without a discriminant": _set("discriminant_", None),
    "a forest without end": _set("forest_.depth", 10**12),
    "a forest of no depth": _set("forest_.depth", "deep"),
    "a forest without leaves": _set("forest_.leaf", None),
    "a discriminant of text": _set("discriminant_.slopes", "slopes"),
}


def _with(sound: dict[str, Any], path: tuple[str, ...], value: Any) -> bytes:
    card = copy.deepcopy(sound)
    *way, last = path
    part = card
    for step in way:
        part = part[step]
    part[last] = value
    return json.dumps(card).encode()


def _renamed(sound: dict[str, Any], name: str) -> bytes:
    classes = {**sound["classes"], name: next(iter(sound["classes"].values()))}
    return json.dumps({**sound, "classes": classes}).encode()


def _paths(part: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in part.items():
        yield (*above, name)
        if isinstance(value, dict):
            yield from _paths(value, (*above, name))


def _spoilt(chance: random.Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        near = chance.randrange(min(len(spoilt), 4000))
        place = chance.choice((near, -1 - near, chance.randrange(len(spoilt))))
        spoilt[place] = chance.randrange(256)
    return bytes(spoilt)
