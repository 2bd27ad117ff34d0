"""The file of a routine: a new one with comments, an example, and new targets in the person's own."""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

import tomlkit

from coach.workout.routine import FORMAT, Progression, RoutineExercise

_TARGETS = ("reps", "hold_s", "weight_kg")
_STARTS = ("from_reps", "from_s")

EXAMPLE: tuple[RoutineExercise, ...] = (
    RoutineExercise(
        exercise="squat",
        sets=3,
        reps=8,
        rest_s=120,
        tempo="3-0-1-0",
        progression=Progression(add_reps=1, from_reps=8, up_to_reps=12),
    ),
    RoutineExercise(
        exercise="push-up", sets=3, reps=6, progression=Progression(add_reps=1, from_reps=6, up_to_reps=15)
    ),
    RoutineExercise(
        exercise="row",
        sets=3,
        reps=8,
        weight_kg=10,
        progression=Progression(add_reps=1, from_reps=8, up_to_reps=12, add_kg=2.5),
    ),
    RoutineExercise(
        exercise="plank", sets=2, hold_s=30, rest_s=60, progression=Progression(add_s=5, up_to_s=60)
    ),
)
"""A workout of the whole body for beginners: the legs, a push, a pull and the trunk."""
EXAMPLE_TITLE = "Whole body"


def routine_text(title: str, exercises: Sequence[RoutineExercise]) -> str:
    """A routine as a file with comments."""
    parts = [
        "# A routine of coach. Edit it as you like; 'coach routine show' checks it.",
        f"format = {FORMAT}",
        f"title = {_quoted(title)}",
        "",
        "# Each exercise has sets, and reps or hold_s (seconds). You may add rest_s, weight_kg and tempo.",
        "# progression: once you met a target in two workouts in a row, coach proposes add_reps more reps,",
        "# up to up_to_reps; then add_kg more load, and reps begin anew at from_reps. A hold grows by add_s,",
        "# up to up_to_s. 'coach routine start NAME --progress' writes the new targets to this file.",
    ]
    for each in exercises:
        parts += ["", "[[exercises]]", *_lines_of(each)]
    return "\n".join(parts) + "\n"


def _lines_of(each: RoutineExercise) -> Iterator[str]:
    yield f"exercise = {_quoted(each.exercise)}"
    yield f"sets = {each.sets}"
    yield f"reps = {each.reps}" if each.reps is not None else f"hold_s = {each.hold_s}"
    yield f"rest_s = {each.rest_s:g}"
    yield "# weight_kg = 20" if each.weight_kg is None else f"weight_kg = {each.weight_kg:g}"
    if each.tempo is not None:
        yield f"tempo = {_quoted(each.tempo)}"
    elif each.reps is not None:
        yield '# tempo = "3-0-1-0"'
    yield f"progression = {{ {', '.join(_rule_parts(each))} }}"


def _rule_parts(each: RoutineExercise) -> Iterator[str]:
    rule = each.progression
    keys = ("add_s", "from_s", "up_to_s") if each.reps is None else ("add_reps", "from_reps", "up_to_reps")
    for key in keys:
        value = getattr(rule, key)
        if value is not None:
            yield f"{key} = {value}"
    yield f"add_kg = {rule.add_kg:g}"


def _quoted(text: str) -> str:
    """A text as in TOML, whose basic strings are written as in JSON."""
    return json.dumps(text, ensure_ascii=False)


def text_with_targets(text: str, before: Sequence[RoutineExercise], after: Sequence[RoutineExercise]) -> str:
    """The text of a routine with new targets; comments, order and all other values stay as they are.

    Args:
        text: The file.
        before: Its exercises.
        after: The same exercises with new targets.
    """
    document = tomlkit.parse(text)
    for table, old, new in zip(_tables(document["exercises"]), before, after, strict=True):
        _change(table, {key: getattr(new, key) for key in _TARGETS if getattr(new, key) != getattr(old, key)})
        starts = {
            key: getattr(new.progression, key)
            for key in _STARTS
            if getattr(new.progression, key) != getattr(old.progression, key)
        }
        if starts:
            _change(table["progression"], starts)
    return tomlkit.dumps(document)


def _tables(exercises: Any) -> list[MutableMapping[str, Any]]:
    return list(exercises)


def _change(table: MutableMapping[str, Any], values: dict[str, float]) -> None:
    """Change values of a table; whole numbers stay whole, as a person types them."""
    for key, value in values.items():
        table[key] = int(value) if float(value).is_integer() else value
