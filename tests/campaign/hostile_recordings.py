"""Damaged or malicious recordings: pairs of a name and the file's content.

The generators are deterministic by seed; the first has a fixed size, the second any requested size.
"""

from __future__ import annotations

import io
import json
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

FRAMES = 40
Parts = dict[str, Any]
_DEEP = 200_000


def sound() -> Parts:
    """The arrays of an intact recording; ``about`` is its JSON as a dictionary."""
    generator = np.random.default_rng(11)
    facts = {
        "kind": "film",
        "name": "squats.mp4",
        "size": [640, 360],
        "frame_rate": 30.0,
        "frame_count": FRAMES,
        "duration_s": FRAMES / 30,
        "sha256": "ab" * 32,
        "recorded_at": "2024-05-06T07:08:09+00:00",
        "model_sha256": "cd" * 32,
        "model_grade": "full",
    }
    return {
        "about": {"format": 1, "facts": facts, "trouble": None},
        "time": np.arange(FRAMES) / 30,
        "found": np.ones(FRAMES, bool),
        "landmarks": generator.uniform(0.1, 0.9, (FRAMES, 33, 8)).astype(np.float32),
    }


def packed(parts: Mapping[str, Any], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a file; bytes become a member's whole content."""
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zipfile, about duplicate names
        with zipfile.ZipFile(content, "w", method) as archive:
            for name, part in parts.items():
                archive.writestr(f"{name.removesuffix('!')}.npy", _member(part))
    return content.getvalue()


def _member(part: Any) -> bytes:
    if isinstance(part, bytes):
        return part
    if isinstance(part, np.ndarray):
        return _npy(part)
    text = part if isinstance(part, str) else json.dumps(part)
    return _npy(np.frombuffer(text.encode(errors="surrogatepass"), np.uint8))


def _npy(array: NDArray[Any]) -> bytes:
    member = io.BytesIO()
    np.lib.format.write_array(member, array, (1, 0))
    return member.getvalue()


def header(description: str) -> bytes:
    """A member with only a header."""
    text = description.encode("latin-1")
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text


def claiming(frames: int, *, kind: str = "<f4", shape: str = ", 33, 8") -> bytes:
    """A header that declares this number of frames."""
    return header(f"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({frames}{shape},)}}\n")


def bomb(frames: int) -> bytes:
    """A file of a few megabytes whose landmarks are this number of empty frames."""
    parts = sound()
    parts["about"]["facts"]["frame_count"] = frames
    zeros = io.BytesIO()
    with zipfile.ZipFile(zeros, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("about.npy", _member(parts["about"]))
        archive.writestr("time.npy", _npy(np.arange(frames) / 30))
        archive.writestr("found.npy", _npy(np.ones(frames, bool)))
        with archive.open("landmarks.npy", "w", force_zip64=True) as member:
            member.write(claiming(frames))
            blank = bytes(33 * 8 * 4 * 1000)
            for _ in range(frames // 1000):
                member.write(blank)
            member.write(bytes(33 * 8 * 4 * (frames % 1000)))
    return zeros.getvalue()


def hostile_recordings() -> Iterator[tuple[str, bytes]]:
    """One of each kind; none of them may be read as a recording."""
    for name, change in _CHANGES.items():
        parts = sound()
        change(parts)
        yield name, packed(parts)
    whole = packed(sound())
    yield "empty", b""
    yield "a zip file without members", packed({})
    yield "no zip file", b"not a zip file" * 100
    yield "packed by lzma", packed(sound(), method=zipfile.ZIP_LZMA)
    yield "packed by bzip2", packed(sound(), method=zipfile.ZIP_BZIP2)
    yield "encrypted", _with_flag(whole, 0x1)
    yield "a hundred thousand members", _many(100_000)
    yield "an end of directory alone", b"PK\5\6"
    yield "a directory beyond the end", b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 9, 9, 60_000, 1 << 30, 0)


def mutated_recordings(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Intact recordings with bytes changed, removed or doubled, or with facts of the wrong type.

    They may still be valid, such as with a changed letter in a name.
    """
    chance = random.Random(seed)
    whole, loose = packed(sound()), packed(sound(), method=zipfile.ZIP_STORED)
    for number in range(count):
        kind = chance.choice(("bytes", "cut", "doubled", "fact", "fact", "member"))
        yield f"{seed}-{number} {kind}", _mutated(chance, kind, chance.choice((whole, loose)))


def _mutated(chance: random.Random, kind: str, content: bytes) -> bytes:
    place = chance.randrange(len(content))
    if kind == "cut":
        return content[:place]
    if kind == "doubled":
        return content[:place] + content[place // 2 :]
    if kind == "bytes":
        spoilt = bytearray(content)
        for _ in range(chance.randint(1, 20)):
            spoilt[chance.choice((chance.randrange(len(spoilt)), -chance.randint(1, 300)))] = (
                chance.randrange(256)
            )
        return bytes(spoilt)
    parts = sound()
    value = chance.choice(ODD_VALUES)
    if kind == "fact":
        parts["about"]["facts"][chance.choice(sorted(parts["about"]["facts"]))] = value
        return packed(parts)
    name = chance.choice(sorted(parts))
    array = chance.choice(ODD_ARRAYS)
    parts[name] = value if name == "about" else array(parts[name]) if callable(array) else array
    return packed(parts)


ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 10**9, 10**300, 1e308, -0.5, float("nan"), float("inf"), "", "x" * 100_000, "\ud800",
    "\x1b[2J", [], [[]], [1, 2], ["a", "b"], [10**300, 1], [True, True], {}, {"a": {}},
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "2024-13-45",
)  # fmt: skip
"""JSON values of wrong types."""

ODD_ARRAYS: tuple[NDArray[Any] | Callable[[NDArray[Any]], NDArray[Any]], ...] = (
    lambda each: each[:-1],
    lambda each: each[::-1].copy(),
    lambda each: each.astype(np.float16),
    lambda each: each.astype(np.complex128),
    lambda each: each.astype("S8"),
    lambda each: each.astype("U8"),
    lambda each: np.asfortranarray(each[None]),
    lambda each: each * np.nan,
    np.zeros((), np.float64),
    np.zeros((0,), np.float64),
    np.zeros((0, 33, 8), np.float32),
    np.zeros(3, [("a", "<f4"), ("b", "<i8")]),
    np.zeros(3, "M8[s]"),
)
"""Replacements for an array."""


def _change(name: str, value: Any) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: value})


def _fact(name: str, value: Any) -> Callable[[Parts], None]:
    return lambda parts: parts["about"]["facts"].update({name: value})


def _metadata(name: str, value: Any) -> Callable[[Parts], None]:
    return lambda parts: parts["about"].update({name: value})


_NESTED = '{"format": 1, "facts": ' + "[" * _DEEP + "]" * _DEEP + "}"
_LONG = '{"format": 1, "facts": {"frame_count": ' + "9" * 5000 + "}}"
_TIMES = np.arange(FRAMES) / 30
_CHANGES: dict[str, Callable[[Parts], None]] = {
    "facts nested 200,000 deep": _change("about", _NESTED),
    "a number of 5,000 digits": _change("about", _LONG),
    "about is no UTF-8": _change("about", np.frombuffer(b"\xff\xfe{}", np.uint8)),
    "about is no JSON": _change("about", "{"),
    "about is a list": _change("about", []),
    "about is 2 MB": _change("about", {"format": 1, "padding": "x" * (2 << 20)}),
    "about is of texts": _change("about", np.array(["{}"])),
    "no such format": _metadata("format", 0),
    "a format in words": _metadata("format", "one"),
    "a format that is no number": _metadata("format", float("nan")),
    "facts are a list": _metadata("facts", []),
    "trouble is half a character": _metadata("trouble", "\udcff"),
    "trouble is a list": _metadata("trouble", ["a"]),
    "trouble is a megabyte": _metadata("trouble", "x" * 900_000),
    "name is half a character": _fact("name", "\ud800.mp4"),
    "name is null": _fact("name", None),
    "name is a number": _fact("name", 7),
    "name is a list": _fact("name", ["a"]),
    "a size without end": _fact("size", [10**300, 10**300]),
    "a size of truths": _fact("size", [True, True]),
    "a size that is no list": _fact("size", 5),
    "more frames than there are": _fact("frame_count", FRAMES + 1),
    "frames without end": _fact("frame_count", 10**300),
    "a year of frames": _fact("frame_count", 10**9),
    "frames of true": _fact("frame_count", True),
    "fewer than no frames": _fact("frame_count", -1),
    "an endless rate": _fact("frame_rate", float("inf")),
    "a rate that is no number": _fact("frame_rate", float("nan")),
    "a rate in words": _fact("frame_rate", "30"),
    "an absurd rate": _fact("frame_rate", 1e300),
    "an absurd length": _fact("duration_s", 1e300),
    "the year 1": _fact("recorded_at", "0001-01-01T00:00:00+14:00"),
    "the year 9999": _fact("recorded_at", "9999-12-31T23:59:59-14:00"),
    "a date with half a character": _fact("recorded_at", "2024-05-06\ud80007:08:09"),
    "a hash with half a character": _fact("sha256", "\ud800"),
    "a date of numbers": _fact("recorded_at", 20240506),
    "times are objects": _change("time", header("{'descr': '|O', 'fortran_order': False, 'shape': (40,)}\n")),
    "times are no numbers": _change("time", np.full(FRAMES, np.nan)),
    "times fall": _change("time", _TIMES[::-1].copy()),
    "times stand": _change("time", np.zeros(FRAMES)),
    "times without end": _change("time", np.append(_TIMES[:-1], np.inf)),
    "times of 1e300": _change("time", np.append(_TIMES[:-1], 1e300)),
    "times in a square": _change("time", _TIMES.reshape(4, 10)),
    "times of another kind": _change("time", _TIMES.astype(np.float32)),
    "times in another order of bytes": _change("time", _TIMES.astype(">f8")),
    "found is 2": _change("found", np.full(FRAMES, 2, np.uint8).view(np.bool_)),
    "found is of numbers": _change("found", np.ones(FRAMES, np.uint8)),
    "fewer found than stored": _change("found", np.zeros(FRAMES, bool)),
    "landmarks of another kind": _change("landmarks", np.zeros((FRAMES, 33, 8))),
    "landmarks without end": _change("landmarks", np.full((FRAMES, 33, 8), np.inf, np.float32)),
    "landmarks that are no numbers": _change("landmarks", np.full((FRAMES, 33, 8), np.nan, np.float32)),
    "landmarks of 1e38": _change("landmarks", np.full((FRAMES, 33, 8), 1e38, np.float32)),
    "landmarks of another body": _change("landmarks", np.zeros((FRAMES, 34, 8), np.float32)),
    "landmarks that promise a petabyte": _change("landmarks", claiming(10**12)),
    "landmarks of fewer than none": _change("landmarks", claiming(-40)),
    "landmarks with more than they say": lambda parts: parts.update(
        landmarks=_npy(parts["landmarks"]) + bytes(9)
    ),
    "landmarks cut off": lambda parts: parts.update(landmarks=_npy(parts["landmarks"])[:-9]),
    "times that promise a petabyte": _change("time", claiming(10**14, kind="<f8", shape="")),
    "a header that is a program": _change("time", header("__import__('os').system('true')\n")),
    "a header nested deep": _change("time", header("(" * 9000 + ")" * 9000)),
    "a header without end": _change("time", b"\x93NUMPY\x01\x00\xff\xff{"),
    "a header of 5,000 digits": _change("time", claiming(int("9" * 4000), kind="<f8", shape="")),
    "a header of version 3": _change("time", b"\x93NUMPY\x03\x00" + bytes(20)),
    "a header with odd keys": _change("time", header("{'descr': '<f8', 'shape': (40,)}\n")),
    "a header of half a type": _change("time", header("{'descr': '<', 'fortran_order': False, 'shape': ()}")),
    "no header": _change("time", b""),
    "landmarks twice": lambda parts: parts.update({"landmarks!": parts["landmarks"]}),
    "no times": lambda parts: parts.pop("time"),
}  # fmt: skip


def _with_flag(content: bytes, flag: int) -> bytes:
    """The same file with a flag set on every member, in both headers."""
    spoilt = bytearray(content)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = spoilt.find(mark)
        while place >= 0:
            spoilt[place + offset] |= flag
            place = spoilt.find(mark, place + 1)
    return bytes(spoilt)


def _many(count: int) -> bytes:
    """A file that lists this number of members, none of which exists."""
    entry = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    end = struct.pack("<4H2LH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entry) * count, 0, 0)
    return entry * count + b"PK\5\6" + end


def mutated_archives(sound: bytes, seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Any archive of arrays with damage that its checksums detect."""
    chance = random.Random(seed)
    for number in range(count):
        place = chance.randrange(len(sound) // 10, len(sound) * 9 // 10)
        if number % 2:
            yield f"{seed}-{number} cut", sound[:place]
        else:
            yield f"{seed}-{number} bytes", sound[:place] + bytes(64) + sound[place + 64 :]
