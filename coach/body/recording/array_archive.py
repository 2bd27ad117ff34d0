"""Reads untrusted archives of plain arrays (``.npz``): no pickle, no copy, no unchecked sizes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

import numpy as np
from numpy.typing import NDArray

_PIECE = 1 << 20
"""Bytes to unpack at a time."""
_DIRECTORY_BYTES = 1 << 16
"""Largest directory; recordings have four or five names."""
_END = struct.Struct("<4s4H2LH")
"""End record of a zip file (PKWARE's APPNOTE, 4.3.16), before an optional comment."""
_MOST_COMMENT = 1 << 16
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class ArchiveDamaged(Exception):
    """The file is not an archive of plain arrays, or lacks the requested ones."""


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    EOFError,
    NotImplementedError,  # zipfile raises it for an unknown compression
    MemoryError,
    RuntimeError,  # encrypted, or endlessly nested
    SyntaxError,  # an array's header is a Python literal
    OverflowError,
)


class ArrayArchive:
    """An archive whose arrays are read one by one, straight into their final memory.

    A context manager. Each array must have the expected type and shape and fit into a given size, which is
    checked before memory is allocated.
    """

    def __init__(self, file: Path | IO[bytes]) -> None:
        """Open an archive.

        Raises:
            ArchiveDamaged: It is not an archive.
            OSError: The file can't be opened.
        """
        with _damage_errors():
            _check_directory(file)
            self._zip = zipfile.ZipFile(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its arrays."""
        return tuple(name.removesuffix(".npy") for name in self._zip.namelist())

    def read(self, name: str, kind: str, shape: tuple[int | None, ...], most_bytes: int) -> NDArray[Any]:
        """Read one array.

        Args:
            name: Its name.
            kind: Its dtype in numpy's notation ("<f4"); "U" for short texts of any length.
            shape: Its shape, with None for any length.
            most_bytes: Its largest size.

        Raises:
            ArchiveDamaged: It is missing, duplicated, incomplete, too large, or of another type or shape.
            OSError: The file can't be read.
        """
        with _damage_errors():
            entry = self._entry(f"{name}.npy")
            with self._zip.open(entry) as member:
                found, dtype = _header(member)
                _check_kind(name, dtype, kind)
                fits = len(found) == len(shape) and all(
                    wanted is None or wanted == length for wanted, length in zip(shape, found, strict=True)
                )
                size = dtype.itemsize
                for length in found:
                    size *= length
                if not fits or not 0 <= size <= min(most_bytes, entry.file_size):
                    raise ArchiveDamaged(f"{name} has another shape or is too large")
                array: NDArray[Any] = np.empty(found, dtype)
                _fill(array, member)
                if kind == "U":
                    array.tolist()  # an invalid character raises ValueError
                return array

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entries = [each for each in self._zip.infolist() if each.filename == name]
        if len(entries) != 1:
            raise ArchiveDamaged(f"{name} is there {len(entries)} times")
        [entry] = entries
        if entry.compress_type not in _PLAIN or entry.flag_bits & 0x1:
            raise ArchiveDamaged(f"{name} is packed in another way")
        return entry


@contextmanager
def _damage_errors() -> Iterator[None]:
    """Let whatever zipfile and numpy say to nonsense be one error."""
    try:
        yield
    except _DAMAGE as error:
        raise ArchiveDamaged(str(error)) from error


def _check_directory(file: Path | IO[bytes]) -> None:
    """See that the list of names is short before zipfile makes an object of each."""
    with file.open("rb") if isinstance(file, Path) else _at_start(file) as content:
        size = content.seek(0, 2)
        content.seek(max(size - _END.size - _MOST_COMMENT, 0))
        tail = content.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0 or place + _END.size > len(tail):
        raise ArchiveDamaged("no zip file")
    _, _, _, _, _, directory_bytes, _, _ = _END.unpack_from(tail, place)
    if directory_bytes > _DIRECTORY_BYTES:
        raise ArchiveDamaged("too many names")


@contextmanager
def _at_start(file: IO[bytes]) -> Iterator[IO[bytes]]:
    try:
        yield file
    finally:
        file.seek(0)


def _header(member: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any]]:
    if np.lib.format.read_magic(member) != (1, 0):
        raise ArchiveDamaged("not an array written by coach")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(member)
    if (fortran and len(shape) > 1) or dtype.hasobject:
        raise ArchiveDamaged("not an array written by coach")
    return shape, dtype


def _check_kind(name: str, dtype: np.dtype[Any], kind: str) -> None:
    if (dtype.kind if kind == "U" else dtype.str) != kind:
        raise ArchiveDamaged(f"{name} has another type")


def _fill(array: NDArray[Any], member: IO[bytes]) -> None:
    """Unpack straight into the array; the content must have exactly its size."""
    target = array.reshape(-1).view(np.uint8) if array.size else np.empty(0, np.uint8)
    place = 0
    while place < len(target):
        piece = member.read(min(_PIECE, len(target) - place))
        if not piece:
            raise ArchiveDamaged("it is incomplete")
        target[place : place + len(piece)] = np.frombuffer(piece, np.uint8)
        place += len(piece)
    if member.read(1):  # at the end zipfile also verifies the checksum
        raise ArchiveDamaged("it is longer than its header says")
