"""Plays an exercise file for 'coach exercises check', and reports contradictions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coach.catalogue.definition import Exercise
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.errors import ContradictoryExercise
from coach.performer.exercise_check import CLEAN, HOLD_S, PARTIAL, ExerciseCheck, frames_to_play, play
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Playing:
    """The results of playing an exercise file.

    Attributes:
        on_truth: The result for each view with the athlete's true landmarks.
        on_sight: The result for each view with the pose model's landmarks; empty if it was not used.
    """

    on_truth: list[ExerciseCheck]
    on_sight: list[ExerciseCheck]

    @property
    def json_values(self) -> dict[str, Any]:
        """The results as JSON."""
        return {
            "format": FORMAT,
            "on_true_landmarks": [_json(each) for each in self.on_truth],
            "as_seen": [_json(each) for each in self.on_sight],
        }

    def raise_contradictions(self, file: Path) -> None:
        """Raise an error if the file contradicts itself; the pose model's results go first.

        Raises:
            ContradictoryExercise: The count or a verdict differs from what was performed.
        """
        contradictions = _contradictions(self.on_sight or self.on_truth)
        if contradictions:
            raise ContradictoryExercise(file, contradictions)


def play_file(exercise: Exercise, model: str | None, *, as_json: bool) -> Playing:
    """Play an exercise with the true landmarks, then through the pose model, and print the results.

    Args:
        exercise: The exercise.
        model: Grade or file of the pose model; None uses only the true landmarks.
        as_json: Print nothing.
    """
    on_truth = list(play(exercise))
    if model is None:
        playing = Playing(on_truth, [])
    else:
        if not as_json:
            _warn(_contradictions(on_truth))
        playing = Playing(on_truth, _detect(exercise, model, as_json=as_json))
    if not as_json:
        _print(exercise, playing.on_sight or on_truth)
    return playing


def _detect(exercise: Exercise, model: str, *, as_json: bool) -> list[ExerciseCheck]:
    grade, path = model_choice(model)
    with ProgressBar("Playing the exercise", silent=as_json) as bar:
        pose_model = find_model(grade, path, bar.prepare)
        bar.expect(frames_to_play(exercise))
        return list(play(exercise, pose_model, on_frame=bar.count))


def _warn(contradictions: list[str]) -> None:
    if contradictions:
        print("Contradictions with the athlete's true landmarks:")
        print(*(f"  {each}" for each in contradictions), sep="\n", flush=True)


def _contradictions(played: list[ExerciseCheck]) -> list[str]:
    """The contradictions, each with its views."""
    views: dict[str, list[str]] = {}
    for each in played:
        for contradiction in each.contradictions:
            views.setdefault(contradiction, []).append(each.view)
    return [f"{', '.join(where)}: {contradiction}" for contradiction, where in views.items()]


def _print(exercise: Exercise, played: list[ExerciseCheck]) -> None:
    titles = {
        rule.fault: rule.title for rule in exercise.form if any(rule.fault in each.flagged for each in played)
    }
    results = ["held"] if exercise.hold is not None else ["clean", "partial"]
    rows = []
    for each in played:
        if each.held_s is not None:
            counts = [f"{each.held_s:.1f} of {HOLD_S:g} s"]
        else:
            counts = [f"{each.clean} of {CLEAN}", f"{each.partial} of {PARTIAL}"]
        rows.append([each.view, *counts, *(_flag(each.flagged.get(fault)) for fault in titles)])
    console = screen()
    console.print()
    console.print(figures(["view", *results, *titles.values()], rows))
    if titles:
        console.print("A dash means that the fault can't be judged from this view.", style="dim")


def _flag(flagged: bool | None) -> str:
    return "–" if flagged is None else "flagged" if flagged else "not flagged"


def _json(played: ExerciseCheck) -> dict[str, Any]:
    return asdict(played)
