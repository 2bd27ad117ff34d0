"""Writes small FlatBuffers, and prepends a new head to an existing one.

It covers only what TFLite metadata needs, and always writes the same bytes for the same content: the layout
of the official writer changes between versions, but the result is pinned by hash. The format (tables,
vtables, forward offsets) is described at https://flatbuffers.dev/internals/.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_ALIGNED = 16


@dataclass(frozen=True, slots=True)
class Number:
    """A scalar field: a ``struct`` letter (``I``, ``B``) and its value."""

    letter: str
    value: int


@dataclass(frozen=True, slots=True)
class OldOffset:
    """An object at ``place`` in the old buffer."""

    place: int


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table: its fields by slot."""

    fields: Mapping[int, Node | Number]


@dataclass(frozen=True, slots=True)
class Vector:
    """A vector of tables or strings."""

    items: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Raw:
    """A vector of plain numbers, or a string: the count and the bytes, aligned to 16."""

    count: int
    content: bytes


Node = FlatTable | Vector | Raw | OldOffset


def text(value: str) -> Raw:
    """A string; its terminating zero is not counted."""
    content = value.encode()
    return Raw(len(content), content + b"\0")


def floats(*values: float) -> Raw:
    """A vector of 32-bit floats."""
    return Raw(len(values), struct.pack(f"<{len(values)}f", *values))


def write(root: FlatTable, identifier: bytes, old: bytes = b"") -> bytes:
    """The buffer with this root; ``old`` follows it and can be referenced by :class:`OldOffset`."""
    writer = _Writer()
    writer.content += b"\0\0\0\0" + identifier
    writer.point(0, root)
    writer.align(_ALIGNED)
    for place, target in writer.into_old:
        writer.patch(place, len(writer.content) + target)
    return bytes(writer.content) + old


@dataclass(slots=True)
class _Writer:
    content: bytearray = field(default_factory=bytearray)
    into_old: list[tuple[int, int]] = field(default_factory=list)

    def align(self, size: int, ahead: int = 0) -> None:
        """Pad so that the position ``ahead`` bytes further is a multiple of ``size``."""
        self.content += bytes(-(len(self.content) + ahead) % size)

    def patch(self, place: int, target: int) -> None:
        """Make the offset at ``place`` point to ``target``, which must be after it."""
        struct.pack_into("<I", self.content, place, target - place)

    def point(self, place: int, node: Node) -> None:
        """Write ``node`` at the end and make the offset at ``place`` point to it."""
        if isinstance(node, OldOffset):
            self.into_old.append((place, node.place))
        elif isinstance(node, Raw):
            self.align(_ALIGNED, ahead=4)
            self.patch(place, len(self.content))
            self.content += struct.pack("<I", node.count) + node.content
        elif isinstance(node, Vector):
            self._vector(place, node)
        else:
            self._table(place, node)

    def _vector(self, place: int, vector: Vector) -> None:
        self.align(4)
        start = len(self.content)
        self.patch(place, start)
        self.content += struct.pack("<I", len(vector.items)) + bytes(4 * len(vector.items))
        for index, item in enumerate(vector.items):
            self.point(start + 4 + 4 * index, item)

    def _table(self, place: int, table: FlatTable) -> None:
        """Write a vtable and the table, with four bytes for each field of any kind."""
        slots = max(table.fields, default=-1) + 1
        self.align(4)
        vtable = len(self.content)
        used = {slot: 4 + 4 * index for index, slot in enumerate(sorted(table.fields))}
        size = 4 + 4 * len(used)
        self.content += struct.pack("<HH", 4 + 2 * slots, size)
        self.content += struct.pack(f"<{slots}H", *(used.get(slot, 0) for slot in range(slots)))
        self.align(4)
        start = len(self.content)
        self.patch(place, start)
        self.content += struct.pack("<i", start - vtable) + bytes(size - 4)
        for slot, offset in used.items():
            value = table.fields[slot]
            if isinstance(value, Number):
                struct.pack_into(f"<{value.letter}", self.content, start + offset, value.value)
            else:
                self.point(start + offset, value)


def root_of(buffer: bytes) -> int:
    """Position of the root table."""
    return follow(buffer, 0)


def follow(buffer: bytes, place: int) -> int:
    """Position to which the offset at ``place`` points."""
    return place + int(struct.unpack_from("<I", buffer, place)[0])


def slots_of(buffer: bytes, table: int) -> dict[int, int]:
    """Position of each present field of a table, by slot."""
    vtable = table - int(struct.unpack_from("<i", buffer, table)[0])
    size = int(struct.unpack_from("<H", buffer, vtable)[0])
    offsets = struct.unpack_from(f"<{(size - 4) // 2}H", buffer, vtable + 4)
    return {slot: table + offset for slot, offset in enumerate(offsets) if offset}


def items_of(buffer: bytes, vector: int) -> list[OldOffset]:
    """The tables in a vector of the old buffer."""
    count = struct.unpack_from("<I", buffer, vector)[0]
    return [OldOffset(follow(buffer, vector + 4 + 4 * index)) for index in range(count)]
