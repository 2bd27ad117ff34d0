"""What was taught, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coach.body.view import view_name
from coach.catalogue.measure_text import measure_name, measure_value
from coach.performer.exercise_check import ExerciseCheck
from coach.teaching.teacher import TaughtExercise

FORMAT = 1


def lesson_text(taught: TaughtExercise, played: Sequence[ExerciseCheck]) -> str:
    """What was taught, a line for each fact."""
    exercise = taught.exercise
    lines = [f"{exercise.title}, seen from {view_name(*exercise.camera.views)}"]
    if taught.held_s is not None:
        lines.append(f"  held       {taught.held_s:.0f} s are counted in the film itself")
    else:
        assert exercise.reps is not None, "what is not held is counted in reps"
        measure = exercise.signal.counted[0]
        low, middle, high = (measure_value(measure, each) for each in taught.range)
        names = " and ".join(measure_name(each) for each in exercise.signal.counted)
        least = measure_value(measure, exercise.reps.minimum_excursion)
        number = len(taught.reps)
        limbs = ", each limb on its own" if exercise.signal.limbs == "each" else ""
        lines += [
            f"  reps       {number} found and {number} counted by the file; {_left_out_text(taught)}",
            f"  signal     {names}, {exercise.signal.turn} at the turning point{limbs}",
            f"  range      {middle} shown ({low} to {high}); a rep needs {least}",
        ]
        if exercise.target.tempo is not None:
            lines.append(f"  tempo      {exercise.target.tempo} (lowering, pause, effort, pause)")
    for each in played:
        lines += [f"  note       the rendered athlete, {each.view}: {text}" for text in each.contradictions]
    return "\n".join(lines)


def _left_out_text(taught: TaughtExercise) -> str:
    number = len(taught.left_out)
    return f"also if taught without one of them ({number} of {number} times)"


def lesson_json(taught: TaughtExercise, played: Sequence[ExerciseCheck], path: Path) -> dict[str, Any]:
    """What was taught, as JSON."""
    exercise = taught.exercise
    least, middle, most = taught.range
    return {
        "format": FORMAT,
        "name": exercise.name,
        "file": str(path),
        "views": exercise.camera.views,
        "counts": "seconds" if exercise.hold else "reps",
        "reps": [
            {"start_s": round(each.left_s, 3), "turn_s": round(each.turn_s, 3), "end_s": round(each.end_s, 3)}
            for each in taught.reps
        ],
        "counted_without_one": taught.left_out,
        "held_s": None if taught.held_s is None else round(taught.held_s, 1),
        "signal": {
            "counted": exercise.signal.counted,
            "turn": exercise.signal.turn,
            "limbs": exercise.signal.limbs,
        },
        "range": {"least": round(least, 2), "median": round(middle, 2), "most": round(most, 2)},
        "minimum_excursion": None if exercise.reps is None else exercise.reps.minimum_excursion,
        "tempo": exercise.target.tempo,
        "contradictions": [f"{each.view}: {text}" for each in played for text in each.contradictions],
        "recognised": False,
    }
