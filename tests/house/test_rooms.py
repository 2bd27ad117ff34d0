"""The rooms of the package: small enough to see at a glance, and every class named once."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from pathlib import Path

import coach

ROOT = Path(coach.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
MOST_FILES = 20
MOST_LOCAL_IMPORTS = 25


def test_no_room_has_more_than_20_modules() -> None:
    rooms = Counter(path.parent.relative_to(ROOT) for path in FILES if path.name != "__init__.py")
    assert not {room: count for room, count in rooms.items() if count > MOST_FILES}


def test_modules_are_imported_at_the_top_with_few_exceptions() -> None:
    local = [
        f"{path.relative_to(ROOT)}:{statement.lineno}"
        for path, tree in TREES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in ast.walk(function)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    ]
    assert len(local) <= MOST_LOCAL_IMPORTS, local


def test_every_class_name_stands_once() -> None:
    places = defaultdict(list)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(ROOT))
    assert not {name: found for name, found in places.items() if len(found) > 1}
