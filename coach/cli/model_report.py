"""What a training came to, said to people and to programs; and a model's card."""

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
BACK = "'coach models reset' goes back to the shipped one."
_FEW = 3
"""People from a view, fewer than whom say little."""


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a training came to.

    Attributes:
        card: The model's.
        known: What is known of it.
        table: What it learned from.
        folder: Where it is.
        notes: What should be said about the clips.
        left_out: Clips that could not be learned from, and why.
        comparison: What it recognises, beside the model that was in use.
        used: Whether it is used from now on.
    """

    card: Card
    known: Evaluation
    table: WindowTable
    folder: Path
    notes: Sequence[str]
    left_out: Mapping[str, str]
    comparison: ModelComparison
    used: bool

    @property
    def facts(self) -> dict[str, Any]:
        """All of it, for programs."""
        films = self.known.films
        rejection = self.known.rejection
        return {
            "format": FORMAT,
            "folder": str(self.folder),
            "card": self.card.model_dump(),
            "confusion": {
                "classes": list(self.table.classes),
                "films": [list(row) for row in films.confusion],
            },
            "wrong": [asdict(each) for each in self.known.wrong],
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
        """Of how many people there are films of each exercise, from each view that its file wants."""
        wanted = {name: tuple(each.camera.views) for name, each in all_exercises().items()}
        return groups_by_view(self.table, wanted)


def tell(told: TrainingReport) -> None:
    """Say to people what a training came to."""
    console = screen()
    tell_card(told.card, console, known=told.known)
    console.print("\nWhat (rows) was called what (columns), in films:", style=HEADING)
    console.print(confusion(told.table.classes, told.known.films.confusion))
    _tell_wrong(told.known, console)
    _tell_thin(told.views(), console)
    console.print(f"\nThe model and its card are in {told.folder}.", soft_wrap=True)
    console.print("\n".join(changes(told.comparison, used=told.used)))
    if told.card.data.provenance == "own films":
        typed = f"coach models import {shlex.quote(str(told.folder / NAME))}.joblib"
        console.print(_used(told, typed), soft_wrap=True)


def _used(told: TrainingReport, typed: str) -> str:
    """Whether the new model is used, and what to type where it is not what is wanted."""
    if told.used:
        return f"It is used from now on. {BACK}"
    if told.folder == unused_folder():
        return f"It is not used: {'; '.join(told.comparison.objections)}.\nTo use it all the same: {typed}"
    return f"To use it: {typed}"


def changes(comparison: ModelComparison, *, used: bool) -> list[str]:
    """What a model recognises, and what not any more, beside the one in use; a line each.

    Args:
        comparison: The two.
        used: Whether it has taken the other's place.
    """
    number = len(comparison.recognised)
    lines = [f"It recognises {number} exercise{'s' * (number != 1)}: {', '.join(comparison.recognised)}."]
    if comparison.gained:
        lines.append(f"New: {', '.join(comparison.gained)}.")
    if comparison.lost:
        head = "Not recognised any more" if used else "Not recognised, unlike by the model in use"
        lines.append(f"{head}: {', '.join(comparison.lost)}.")
    return lines


def not_used_notes(clips: Sequence[Clip]) -> list[str]:
    """Said before any work: that a model from these clips will not be used by itself, and why."""
    objections = compare_clips(clips).objections
    if not objections:
        return []
    return [
        f"The new model will not be used unless you add --use: {'; '.join(objections)}.",
        f"To be scored, an exercise needs {ENOUGH_FILMS} clips of {ENOUGH_GROUPS} people.",
    ]


def tell_card(card: Card, console: Console, *, known: Evaluation | None = None) -> None:
    """Say what a model is and how well it does."""
    data, scores = card.data, card.scores
    console.print(
        f"{data.films} films of {data.groups} people or footages, {data.windows} windows, and "
        f"{data.rendered_windows} of rendered athletes, who are only learned from. Scored in {scores.folds} "
        "parts, nobody in two of them. In brackets 95 % intervals over people."
    )
    classes = {name: of for name, of in card.classes.items() if of.evaluable}
    rows = [
        [
            name,
            str(of.films),
            str(of.groups),
            _told(interval, of.precision),
            _told(interval, of.recall),
            _short(of.f1),
        ]
        for name, of in classes.items()
    ]
    head = ["", "films", "people", "precision", "recall", "F1"]
    console.print()
    console.print(figures(head, rows) if rows else "No class has enough films to be scored.")
    console.print(f"\nfilm accuracy  {_told(interval, scores.film_accuracy)}", style=HEADING)
    console.print(f"macro-F1       {_told(interval, scores.macro_f1)}", style=HEADING)
    if scores.named_film_accuracy != scores.film_accuracy:
        console.print(
            "without the films of exercises that have no name here, which count as none above: "
            f"{_told(interval, scores.named_film_accuracy)} and {_told(interval, scores.named_macro_f1)}"
        )
    _tell_not_evaluable(card, console, known)
    _tell_rejection(card, console)
    _tell_leak(card, console)


def _tell_not_evaluable(card: Card, console: Console, known: Evaluation | None) -> None:
    rest = {name: of for name, of in card.classes.items() if not of.evaluable}
    if not rest:
        return
    right = {}
    if known is not None:
        for number, row in enumerate(known.films.confusion):
            right[known.films.classes[number].name] = f", {row[number]} called rightly"
    told = [
        f"{name} ({of.films} film{'s' * (of.films != 1)} of {of.groups}{right.get(name, '')})"
        for name, of in rest.items()
    ]
    console.print("\nNot evaluable, with fewer than 5 films or 3 people, and in no figure above:")
    console.print("; ".join(told))


def _tell_rejection(card: Card, console: Console) -> None:
    scores = card.scores
    if scores.falsely_named.value is None:
        console.print(
            "\nThere are no films of no exercise: how often it names one where there is none is unknown."
        )
        return
    console.print(
        f"\nAt the threshold of {card.threshold:.2f}, {_told(percent, scores.falsely_named)} of the windows "
        "without an exercise are named as one, and of those with a movement that has no name here "
        f"{_told(percent, scores.wrongly_named)}. Of those with an exercise, "
        f"{_told(percent, scores.unnamed)} are not named and {_told(percent, scores.misnamed)} are named as "
        "another."
    )


def _tell_leak(card: Card, console: Console) -> None:
    scores = card.scores
    console.print(
        "\nSplitting windows at random, so that everybody is learned from, would have claimed "
        f"{_short(scores.leaky_window_accuracy)} of windows in place of {_short(scores.window_accuracy)}, "
        f"and {_short(scores.leaky_film_accuracy)} of films in place of {_short(scores.film_accuracy)}."
    )


def _tell_wrong(known: Evaluation, console: Console) -> None:
    if not known.wrong:
        console.print("\nEvery film was called rightly.")
        return
    console.print(f"\nCalled wrongly, {len(known.wrong)} of the films:", style=HEADING)
    console.print(
        wrong_films([(each.label, each.called, each.probability, each.name) for each in known.wrong])
    )


def _tell_thin(views: Mapping[str, Mapping[str, int]], console: Console) -> None:
    thin = [
        f"{name}: "
        + ", ".join(f"{view} {people or 'nobody'}" for view, people in of.items() if people < _FEW)
        for name, of in views.items()
        if any(people < _FEW for people in of.values())
    ]
    if thin:
        console.print(
            f"\nUnder-represented, fewer than {_FEW} people from a view it is filmed from:", style=HEADING
        )
        console.print("\n".join(thin))


def _told(worded: Worded, interval: Interval) -> str:
    return worded(interval.value, interval.low, interval.high)


def _short(interval: Interval) -> str:
    return "–" if interval.value is None else f"{interval.value:.2f}"
