"""What 'coach exercises check' says of an exercise file that was played."""

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
    """An exercise file that was played.

    Attributes:
        on_truth: What came of each view on the athlete's true landmarks.
        on_sight: What came of each view as the pose model saw it; empty where it was not asked.
    """

    on_truth: list[ExerciseCheck]
    on_sight: list[ExerciseCheck]

    @property
    def facts(self) -> dict[str, Any]:
        """All of it, for programs."""
        return {
            "format": FORMAT,
            "on_true_landmarks": [_facts(each) for each in self.on_truth],
            "as_seen": [_facts(each) for each in self.on_sight],
        }

    def complain(self, file: Path) -> None:
        """Say what contradicts itself; what the pose model saw counts where it was asked.

        Raises:
            ContradictoryExercise: Something was counted or judged otherwise than it was performed.
        """
        contradictions = _contradictions(self.on_sight or self.on_truth)
        if contradictions:
            raise ContradictoryExercise(file, contradictions)


def play_file(exercise: Exercise, model: str | None, *, as_json: bool) -> Playing:
    """Play an exercise, on its true landmarks and then through the pose model, and say what came of it.

    Args:
        exercise: As its file says it.
        model: Grade or file of the pose model; None leaves it at the true landmarks.
        as_json: Whether a program reads along: nothing is said.
    """
    on_truth = list(play(exercise))
    if model is None:
        playing = Playing(on_truth, [])
    else:
        if not as_json:
            _warn(_contradictions(on_truth))
        playing = Playing(on_truth, _see(exercise, model, as_json=as_json))
    if not as_json:
        _print(exercise, playing.on_sight or on_truth)
    return playing


def _see(exercise: Exercise, model: str, *, as_json: bool) -> list[ExerciseCheck]:
    grade, path = model_choice(model)
    with ProgressBar("Playing it", silent=as_json) as bar:
        pose_model = find_model(grade, path, bar.prepare)
        bar.expect(frames_to_play(exercise))
        return list(play(exercise, pose_model, on_frame=bar.count))


def _warn(contradictions: list[str]) -> None:
    if contradictions:
        print("Even on the athlete's true landmarks it does not come out:")
        print(*(f"  {each}" for each in contradictions), sep="\n", flush=True)


def _contradictions(played: list[ExerciseCheck]) -> list[str]:
    """Each with the views it is true of."""
    views: dict[str, list[str]] = {}
    for each in played:
        for contradiction in each.contradictions:
            views.setdefault(contradiction, []).append(each.view)
    return [f"{', '.join(where)}: {contradiction}" for contradiction, where in views.items()]


def _print(exercise: Exercise, played: list[ExerciseCheck]) -> None:
    titles = {
        rule.fault: rule.title for rule in exercise.form if any(rule.fault in each.flagged for each in played)
    }
    done = ["held"] if exercise.hold is not None else ["clean", "partial"]
    rows = []
    for each in played:
        if each.held_s is not None:
            came_to = [f"{each.held_s:.1f} of {HOLD_S:g} s"]
        else:
            came_to = [f"{each.clean} of {CLEAN}", f"{each.partial} of {PARTIAL}"]
        rows.append([each.view, *came_to, *(_flag(each.flagged.get(fault)) for fault in titles)])
    console = screen()
    console.print()
    console.print(figures(["view", *done, *titles.values()], rows))
    if titles:
        console.print("A fault that a view can't judge has a dash.", style="dim")


def _flag(flagged: bool | None) -> str:
    return "–" if flagged is None else "flagged" if flagged else "not flagged"


def _facts(played: ExerciseCheck) -> dict[str, Any]:
    return asdict(played)
