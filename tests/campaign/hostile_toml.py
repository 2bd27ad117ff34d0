"""Unexpected contents of a user's TOML file."""

from __future__ import annotations

from collections.abc import Iterator


def not_toml() -> Iterator[tuple[str, bytes]]:
    """Contents that are not TOML, or are refused."""
    yield "half-character", b'a = "\\ud800"'
    yield "digits", b"a = " + b"9" * 5000
    yield "arrays", b"a = " + b"[" * 20_000 + b"]" * 20_000
    yield "tables", b"a = " + b"{a = " * 20_000
    yield "no-utf-8", b'a = "\xff\xfe"'
    yield "utf-16", 'a = "b"'.encode("utf-16")
    yield "nul", b'a = "\x00"'
    yield "escape", b'a = "\x1b[2J"'
    yield "delete", b'a = "\x7f"'
    yield "carriage-return", b"a = 1\rb = 2"
    yield "unclosed", b'a = "b'
    yield "twice", b"a = 1\na = 2"
    yield "day", b"a = 2026-02-30"
    yield "offset", b"a = 2026-01-01T00:00:00+99:99"
    yield "prose", b"Three sets of ten, please."
    yield "binary", bytes(range(256)) * 20


def odd_values() -> Iterator[tuple[str, bytes]]:
    """Valid TOML values to replace any other value."""
    yield "nan", b"nan"
    yield "infinite", b"-inf"
    yield "hexadecimal", b"0x" + b"f" * 5000
    yield "wide", b"9" * 400
    yield "exponent", b"1e999"
    yield "year-one", b"0001-01-01T00:00:00+23:59"
    yield "last-year", b"9999-12-31T23:59:59-23:59"
    yield "time", b"23:59:59.999999999"
    yield "empty", b'""'
    yield "long", b'"' + b"x" * 200_000 + b'"'
    yield "control", b'"\\u001b]0;PWNED\\u0007\\u009b2J\\u202e"'
    yield "table", b'{"a[b]" = {"[key]" = 1}}'
    yield "dotted", b"{" + b"a." * 20_000 + b"a = 1}"
    yield "list", b'[[[1, "a"], {}], nan]'
    yield "boolean", b"true"
    yield "negative", b"-1"


def odd_keys() -> Iterator[tuple[str, bytes]]:
    """Keys that are not in any table."""
    yield "bracket", b'"a[b"'
    yield "kind", b'"tuple[int]"'
    yield "key", b'"[key]"'
    yield "nothing", b'""'
    yield "control", b'"\\u001b]0;PWNED\\u0007\\u202e"'
    yield "long", b"a" * 100_000
    yield "deep", b"a." * 20_000 + b"a"
    yield "newline", b'"a\\nb: is sound"'
    yield "format", b'"{given}"'
