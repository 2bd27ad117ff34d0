"""Command groups that import a command's module when the command runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command is, and its line in the list of commands.

    Attributes:
        module: The module to import.
        name: The command's function in it, or its ``typer.Typer``.
        help: One line.
    """

    module: str
    name: str
    help: str


class _Commands(MutableMapping[str, Any]):
    """Typer's commands by name, each imported when it is first used."""

    def __init__(self, table: Mapping[str, LazyCommand], loaded: Mapping[str, Any]) -> None:
        self._table = table
        self._loaded = dict(loaded)

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = _imported(name, self._table[name])
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._table, **self._loaded})

    def __len__(self) -> int:
        return len({**self._table, **self._loaded})


class LazyGroup(TyperGroup):
    """A command group that shows its help without importing its commands. Subclasses set ``table``.

    Attributes:
        table: Its commands by name, in the order of the help.
    """

    table: ClassVar[Mapping[str, LazyCommand]] = {}

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands(self.table, self.commands)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands."""
        return list(self.table)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in self.table.items()])


def _imported(name: str, command: LazyCommand) -> Any:
    found = getattr(import_module(command.module), command.name)
    if isinstance(found, typer.Typer):
        group = get_group(found)
        group.name = name
        return group
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(found)
    return get_command(alone)
