"""The report of ``coach train``, as text and as JSON, and a model's card."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from coach.catalogue.library import all_exercises
from coach.learning.active_model import NAME, unused_folder
from coach.learning.card import Card, Interval
from coach.learning.clips import Clip
from coach.learning.comparison import ModelComparison, compare_clips
from coach.learning.evaluation import Evaluation, groups_by_view
from coach.learning.scores import ENOUGH_FILMS, ENOUGH_GROUPS
from coach.learning.table import WindowTable
from coach.ui.bench_tables import figures
from coach.ui.model_report import confusion, interval, percent, wrong_films
from coach.ui.theme import HEADING, screen

if TYPE_CHECKING:
    Worded = Callable[[float | None, float | None, float | None], str]

FORMAT = 1
BACK = "'coach models reset' restores the shipped model."
_FEW = 3
"""With fewer people, a view is under-represented."""


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """The result of ``coach train``.

    Attributes:
        card: The model's card.
        evaluation: The cross-validation.
        table: The training data.
        folder: The folder of the model.
        notes: Notes on the clips.
        left_out: Clips that could not be used, and why.
        comparison: What the model recognises compared with the previous one.
        used: Whether the model is now in use.
    """

    card: Card
    evaluation: Evaluation
    table: WindowTable
    folder: Path
    notes: Sequence[str]
    left_out: Mapping[str, str]
    comparison: ModelComparison
    used: bool

    @property
    def json_values(self) -> dict[str, Any]:
        """The report as JSON."""
        films = self.evaluation.films
        rejection = self.evaluation.rejection
        return {
            "format": FORMAT,
            "folder": str(self.folder),
            "card": self.card.model_dump(),
            "confusion": {
                "classes": list(self.table.classes),
                "films": [list(row) for row in films.confusion],
            },
            "wrong": [asdict(each) for each in self.evaluation.wrong],
            "falsely_named": {name: asdict(each) for name, each in rejection.by_raw_label.items()}
            if rejection
            else {},
            "people_by_view": self.views(),
            "left_out": dict(self.left_out),
            "notes": list(self.notes),
            "used": self.used,
            "recognised": list(self.comparison.recognised),
            "lost": list(self.comparison.lost),
            "gained": list(self.comparison.gained),
            "objections": list(self.comparison.objections),
        }

    def views(self) -> dict[str, dict[str, int]]:
        """The number of people per exercise, for each view in its file."""
        wanted = {name: tuple(each.camera.views) for name, each in all_exercises().items()}
        return groups_by_view(self.table, wanted)


def print_report(report: TrainingReport) -> None:
    """Print the report of ``coach train``."""
    console = screen()
    print_card(report.card, console, evaluation=report.evaluation)
    console.print("\nConfusion matrix, in films (rows: true, columns: predicted):", style=HEADING)
    console.print(confusion(report.table.classes, report.evaluation.films.confusion))
    _print_misclassified(report.evaluation, console)
    _print_thin_views(report.views(), console)
    console.print(f"\nThe model and its card are in {report.folder}.", soft_wrap=True)
    console.print("\n".join(changes(report.comparison, used=report.used)))
    if report.card.data.provenance == "own films":
        typed = f"coach models import {shlex.quote(str(report.folder / NAME))}.joblib"
        console.print(_use_notice(report, typed), soft_wrap=True)


def _use_notice(report: TrainingReport, typed: str) -> str:
    """Whether the new model is in use, and the command to change that."""
    if report.used:
        return f"The model is now in use. {BACK}"
    if report.folder == unused_folder():
        objections = "; ".join(report.comparison.objections)
        return f"The model is not in use: {objections}.\nTo use it anyway: {typed}"
    return f"To use it: {typed}"


def changes(comparison: ModelComparison, *, used: bool) -> list[str]:
    """What a model recognises, gains and loses compared with the previous one; a line each.

    Args:
        comparison: The comparison of the two.
        used: Whether the new model is now in use.
    """
    number = len(comparison.recognised)
    lines = [f"It recognises {number} exercise{'s' * (number != 1)}: {', '.join(comparison.recognised)}."]
    if comparison.gained:
        lines.append(f"New: {', '.join(comparison.gained)}.")
    if comparison.lost:
        head = "No longer recognised" if used else "Not recognised, unlike with the current model"
        lines.append(f"{head}: {', '.join(comparison.lost)}.")
    return lines


def not_used_notes(clips: Sequence[Clip]) -> list[str]:
    """A warning before training if the new model will not be used, and why."""
    objections = compare_clips(clips).objections
    if not objections:
        return []
    return [
        f"The new model will not be used unless you add --use: {'; '.join(objections)}.",
        f"To be scored, an exercise needs {ENOUGH_FILMS} clips of {ENOUGH_GROUPS} people.",
    ]


def print_card(card: Card, console: Console, *, evaluation: Evaluation | None = None) -> None:
    """Print a model's training data and accuracy."""
    data, scores = card.data, card.scores
    console.print(
        f"{data.films} films of {data.groups} people or sources, {data.windows} windows, and "
        f"{data.rendered_windows} windows of rendered athletes (for training only). "
        f"{scores.folds}-fold cross-validation, split by person. 95 % intervals over people in brackets."
    )
    if data.rebuilt_told_apart is not None:
        console.print(
            f"{data.rebuilt_windows} windows of rebuilt recordings (for training only). A classifier tells "
            f"them from film with an area under the curve of {data.rebuilt_told_apart:.2f} (0.5 by chance)."
        )
    classes = {name: of for name, of in card.classes.items() if of.evaluable}
    rows = [
        [
            name,
            str(of.films),
            str(of.groups),
            _text(interval, of.precision),
            _text(interval, of.recall),
            _short(of.f1),
        ]
        for name, of in classes.items()
    ]
    head = ["", "films", "people", "precision", "recall", "F1"]
    console.print()
    console.print(figures(head, rows) if rows else "No class has enough films to be scored.")
    console.print(f"\nfilm accuracy  {_text(interval, scores.film_accuracy)}", style=HEADING)
    console.print(f"macro-F1       {_text(interval, scores.macro_f1)}", style=HEADING)
    if scores.named_film_accuracy != scores.film_accuracy:
        console.print(
            "without films of unnamed exercises, which count as 'none' above: "
            f"{_text(interval, scores.named_film_accuracy)} and {_text(interval, scores.named_macro_f1)}"
        )
    _print_not_scored(card, console, evaluation)
    _print_rejection(card, console)
    _print_leak(card, console)


def _print_not_scored(card: Card, console: Console, evaluation: Evaluation | None) -> None:
    rest = {name: of for name, of in card.classes.items() if not of.evaluable}
    if not rest:
        return
    right = {}
    if evaluation is not None:
        for number, row in enumerate(evaluation.films.confusion):
            right[evaluation.films.classes[number].name] = f", {row[number]} correct"
    classes = [
        f"{name} ({of.films} film{'s' * (of.films != 1)} of {of.groups}{right.get(name, '')})"
        for name, of in rest.items()
    ]
    console.print("\nNot scored (fewer than 5 films or 3 people), and not included above:")
    console.print("; ".join(classes))


def _print_rejection(card: Card, console: Console) -> None:
    scores = card.scores
    if scores.falsely_named.value is None:
        console.print(
            "\nThere are no films without an exercise, so the rate of false recognitions is unknown."
        )
        return
    console.print(
        f"\nAt the threshold of {card.threshold:.2f}, {_text(percent, scores.falsely_named)} of windows "
        f"without an exercise and {_text(percent, scores.wrongly_named)} of windows with an unnamed "
        "movement are recognised as an exercise. Of windows with an exercise, "
        f"{_text(percent, scores.unnamed)} are not recognised and "
        f"{_text(percent, scores.misnamed)} are recognised as another exercise."
    )


def _print_leak(card: Card, console: Console) -> None:
    scores = card.scores
    console.print(
        "\nFor comparison, a random split of windows, with the same people in training and test data, "
        f"gives an accuracy of {_short(scores.leaky_window_accuracy)} instead of "
        f"{_short(scores.window_accuracy)} for windows, and {_short(scores.leaky_film_accuracy)} instead of "
        f"{_short(scores.film_accuracy)} for films."
    )


def _print_misclassified(evaluation: Evaluation, console: Console) -> None:
    if not evaluation.wrong:
        console.print("\nEvery film was classified correctly.")
        return
    console.print(f"\nMisclassified films ({len(evaluation.wrong)}):", style=HEADING)
    console.print(
        wrong_films([(each.label, each.called, each.probability, each.name) for each in evaluation.wrong])
    )


def _print_thin_views(views: Mapping[str, Mapping[str, int]], console: Console) -> None:
    thin = [
        f"{name}: " + ", ".join(f"{view} {people or 'none'}" for view, people in of.items() if people < _FEW)
        for name, of in views.items()
        if any(people < _FEW for people in of.values())
    ]
    if thin:
        console.print(f"\nUnder-represented views, with fewer than {_FEW} people:", style=HEADING)
        console.print("\n".join(thin))


def _text(worded: Worded, interval: Interval) -> str:
    return worded(interval.value, interval.low, interval.high)


def _short(interval: Interval) -> str:
    return "–" if interval.value is None else f"{interval.value:.2f}"
