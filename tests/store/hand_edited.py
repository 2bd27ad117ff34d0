"""Databases edited by hand: each has one invalid value; the same seed gives the same databases."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coach.store.readable import TABLES

Change = Callable[[sqlite3.Connection], object]


@dataclass(frozen=True, slots=True)
class HandEdit:
    """An edit of a database.

    Attributes:
        name: What was done, for people.
        change: Does it.
    """

    name: str
    change: Change

    def __str__(self) -> str:
        return self.name

    def make(self, path: Path) -> None:
        """Apply the edit, with all of SQLite's checks disabled."""
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in ("foreign_keys = OFF", "ignore_check_constraints = ON"):
                connection.execute(f"PRAGMA {pragma}")
            self.change(connection)


VALUES: dict[str, str] = {
    "no UTF-8": "CAST(X'7371FF75FE' AS TEXT)",
    "half a character": "CAST(X'E282' AS TEXT)",
    "a lone surrogate": "CAST(X'EDA080' AS TEXT)",
    "a blob": "X'00FF80'",
    "an empty blob": "X''",
    "a word": "'yesterday'",
    "nothing": "''",
    "a zero byte": "'a' || char(0) || 'b'",
    "an escape": "char(27) || ']0;x' || char(7)",
    "zero": "0",
    "minus one": "-1",
    "a fraction": "2.5",
    "the largest integer": "9223372036854775807",
    "the smallest integer": "-9223372036854775807 - 1",
    "infinity": "9e999",
    "minus infinity": "-9e999",
    "a tremendous figure": "1.7e308",
    "half a tremendous figure in words": "'1e308'",
    "year 1": "'0001-01-01 00:00:00.000000'",
    "year 9999": "'9999-12-31 23:59:59.999999'",
    "year 0": "'0000-00-00 00:00:00.000000'",
    "a day that is none": "'2026-02-31 10:00:00.000000'",
    "an hour that is none": "'2026-02-03 24:61:00'",
    "a date with a zone": "'2026-02-03T10:00:00+14:00'",
    "a date alone": "'2026-02-03'",
    "a long text": "hex(zeroblob(100000))",
    "markup": "'[/x]:bell:'",
    "a list of figures": "'[1, 2]'",
    "a list that never ends": "'[\"dark\", '",
    "an entry that lacks all": "'[{}]'",
    "an unknown problem": """'[{"problem": "fog", "what": "", "hint": "", "doubtful": true}]'""",
    "a negative time": """'[{"problem": "dark", "what": "", "hint": "", "doubtful": true,'"""
    """|| '"start_s": -1}]'""",
}


def _set(table: str, column: str, value: str) -> Change:
    return lambda connection: connection.execute(
        f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})"
    )


def _values() -> Iterator[HandEdit]:
    for table in TABLES:
        for column in table.columns:
            for called, value in VALUES.items():
                if not column.primary_key:
                    yield HandEdit(
                        f"{table.name}.{column.name}: {called}", _set(table.name, column.name, value)
                    )


def _nulls() -> Iterator[HandEdit]:
    """NULL in required columns: some database browsers edit the schema itself."""
    for table in TABLES:
        for column in table.columns:
            if not column.primary_key:
                yield HandEdit(f"{table.name}.{column.name}: NULL", _null(table.name, column.name))


def _null(table: str, column: str) -> Change:
    def change(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = ?", (table,)
        )
        [version] = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute(f"PRAGMA schema_version = {version + 1}")
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(f"UPDATE {table} SET {column} = NULL")

    return change


_STATEMENTS: dict[str, tuple[str, ...]] = {
    "no profiles": ("DELETE FROM profile",),
    "no workouts": ("DELETE FROM workout",),
    "no sets": ("DELETE FROM workout_set",),
    "one workout is gone, its sets are not": ("DELETE FROM workout WHERE id = 1",),
    "one set is gone, its repetitions are not": ("DELETE FROM workout_set WHERE id = 1",),
    "sets of a workout that never was": ("UPDATE workout_set SET workout_id = 999 + id",),
    "a negative number": ("UPDATE workout SET id = -5 WHERE id = 1",),
    "the largest number there is": ("UPDATE workout SET id = 9223372036854775807 WHERE id = 6",),
    "no version": ("DELETE FROM alembic_version",),
    "two versions": ("INSERT INTO alembic_version VALUES ('0001')",),
    "a version that is a number": ("UPDATE alembic_version SET version_num = 4",),
    "a version that is a blob": ("UPDATE alembic_version SET version_num = X'FF'",),
    "a version that is no UTF-8": ("UPDATE alembic_version SET version_num = CAST(X'30FF' AS TEXT)",),
    "a version that is nothing": ("UPDATE alembic_version SET version_num = ''",),
    "a newer version": ("UPDATE alembic_version SET version_num = '9999'",),
    "an older version than it is": ("UPDATE alembic_version SET version_num = '0001'",),
    "the version's table is another": ("DROP TABLE alembic_version", "CREATE TABLE alembic_version (x)"),
    "no repetitions' table": ("DROP TABLE rep",),
    "no faults' table": ("DROP TABLE fault",),
    "no segments' table": ("DROP TABLE segment",),
    "no attempts' table": ("DROP TABLE attempt",),
    "no workouts' table": ("DROP TABLE workout",),
    "a column less": ("ALTER TABLE rep DROP COLUMN reason",),
    "a column renamed": ("ALTER TABLE workout RENAME COLUMN film_name TO film",),
    "a table renamed": ("ALTER TABLE profile RENAME TO person",),
    "a table is a view": ("ALTER TABLE fault RENAME TO f", "CREATE VIEW fault AS SELECT * FROM f"),
    "a trigger that refuses": (
        "CREATE TRIGGER t BEFORE INSERT ON workout BEGIN SELECT RAISE(ABORT, 'no'); END",
    ),
    "a trigger that fails": ("CREATE TRIGGER t BEFORE UPDATE ON workout BEGIN SELECT * FROM nowhere; END",),
    "a check in the past": ("PRAGMA user_version = -2147483648",),
    "a check in the future": ("PRAGMA user_version = 2147483647",),
}


def _statements(*statements: str) -> Change:
    return lambda connection: [connection.execute(each) for each in statements]


def hand_edits(number: int | None = None, seed: int = 0) -> list[HandEdit]:
    """Some hand-edited databases; all of them without a number.

    All that is done to whole rows and tables comes first, then a choice of wrong values by the seed.
    """
    rows = [HandEdit(name, _statements(*each)) for name, each in _STATEMENTS.items()]
    values = [*_values(), *_nulls()]
    if number is None:
        return rows + values
    return rows + random.Random(seed).sample(values, number - len(rows))
