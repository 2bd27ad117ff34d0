"""``coach models``: the pose models and the exercise classifier."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from coach.body import stream
from coach.cli.completion import grades
from coach.cli.model_report import BACK, changes, print_card
from coach.errors import ModelDamaged, ModelUntrusted
from coach.learning.active_model import (
    NAME,
    card_path,
    folder_in_use,
    is_shipped,
    own_folder,
    retire_own_model,
)
from coach.learning.artefact import install_model, verified_content
from coach.learning.card import read_card
from coach.learning.comparison import compare_classes
from coach.learning.trust import is_trusted
from coach.terminal_text import json_line
from coach.ui.theme import ASIDE, error_screen, open_table, screen
from coach.vision.pose_model.model_registry import DEFAULT_GRADE, GRADES
from coach.vision.pose_model.pose_model import (
    CachedModel,
    cached_model,
    edition_of,
    fetch_model,
    models_folder,
)

app = typer.Typer(
    rich_markup_mode=None,
    help="List, download and verify pose models; show, import or reset the exercise classifier.",
)

GradeArgument = Annotated[
    str, typer.Argument(autocompletion=grades, help=f"Choose {', '.join(GRADES[:-1])} or {GRADES[-1]}.")
]


@app.callback(invoke_without_command=True)
def list_models(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """List the pose models and whether they are downloaded."""
    if context.invoked_subcommand is not None:
        return

    models = _models()
    if as_json:
        print(json_line({"format": 1, "models": [_row(model) for model in models]}))
        return

    console = screen()
    table = open_table(console.options)
    for heading in ("grade", "downloaded", "size", "time per frame"):
        table.add_column(heading, justify="right" if heading in ("size", "time per frame") else "left")
    for model in models:
        name = (
            f"{model.edition.grade} (default)"
            if model.edition.grade == DEFAULT_GRADE
            else model.edition.grade
        )
        size = f"{(model.size or model.edition.size) / 1e6:.1f} MB"
        table.add_row(name, _state(model), size, f"{model.edition.milliseconds} ms")
    console.print(table)
    console.print(f"\nFolder: {models_folder()}", style=ASIDE, soft_wrap=True)
    console.print(f"Exercise classifier: {_classifier_text()}.", style=ASIDE, soft_wrap=True)


@app.command()
def pull(grade: GradeArgument = DEFAULT_GRADE) -> None:
    """Download a pose model, unless it is already here."""
    edition = edition_of(grade)
    model = cached_model(edition)
    if model.verified:
        print(f"{grade} is already downloaded: {model.path}")
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    with Progress(*columns, console=error_screen(), transient=True) as bar:
        task = bar.add_task(f"Downloading {grade}", total=None)

        def show(progress: stream.Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        fetched = fetch_model(edition, show)
    print(f"Downloaded {grade}: {fetched.path}")


@app.command()
def verify() -> None:
    """Check each downloaded pose model against its pinned hash."""
    models = _models()
    damaged = [model for model in models if model.size is not None and not model.verified]
    for model in models:
        print(f"{model.edition.grade:6} {_state(model)}")
    if damaged:
        names = " and ".join(model.edition.grade for model in damaged)
        sys.stdout.flush()
        raise ModelDamaged(
            f"Damaged: {names}.", hint=f"'coach models pull {damaged[0].edition.grade}' downloads it again."
        )


@app.command("import")
def import_model(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Import this .joblib file, with its card (.json) next to it."),
    ],
    trusted: Annotated[bool, typer.Option("--trust", help="Confirm that you trust the author.")] = False,
) -> None:
    """Use an exercise classifier that someone else trained.

    A model file is a program: opening it runs any code its author put into it. It is opened only if you trust
    its author.
    """
    if file.suffix != ".joblib":
        raise typer.BadParameter(f"'{file}' is not a .joblib file.", param_hint="FILE")
    card = read_card(file.with_suffix(".json"))
    verified_content(file, card)
    if not trusted and not is_trusted(card.sha256):
        _ask_for_trust(file)
    comparison = compare_classes(card.names, scored=card.scores.film_accuracy.value is not None)
    install_model(file)
    print(*changes(comparison, used=True), sep="\n")
    print(f"It is now in use, and saved in {own_folder()}. {BACK}")


@app.command()
def reset() -> None:
    """Restore the shipped exercise classifier; yours is saved."""
    saved_in = retire_own_model()
    if saved_in is None:
        print("The shipped model is already in use.")
        return
    print(
        f"The shipped model is now in use. Yours is saved in {saved_in}.\n"
        f"To use it again: coach models import {shlex.quote(str(saved_in / NAME))}.joblib"
    )


def _ask_for_trust(file: Path) -> None:
    print(
        f"{file.name} is a program: opening it runs any code its author put into it, with your permissions.\n"
        "Its card describes it, but anyone can write a card.",
        file=sys.stderr,
    )
    if not (sys.stdin.isatty() and typer.confirm("Do you trust its author?", err=True)):
        raise ModelUntrusted(
            f"{file.name} was not imported: you did not confirm that you trust its author.",
            hint="If you trust its author, add --trust.",
        )


@app.command()
def card(
    as_json: Annotated[bool, typer.Option("--json", help="Print the card as JSON.")] = False,
) -> None:
    """Show the classifier's training data and accuracy."""
    folder = folder_in_use()
    shown = read_card(card_path(folder))
    if as_json:
        print(json_line(json.loads(shown.model_dump_json())))
        return

    console = screen()
    versions = ", ".join(f"{name} {version}" for name, version in shown.libraries.items())
    console.print(
        f"Trained on {shown.trained_on} by coach {shown.coach} on {shown.data.provenance}.", highlight=False
    )
    print_card(shown, console)
    console.print(
        f"\nfeatures {shown.features}; {versions}; Python {shown.python}", style=ASIDE, soft_wrap=True
    )
    console.print(f"sha256 {shown.sha256}", style=ASIDE, soft_wrap=True)
    console.print(f"Folder: {folder}", style=ASIDE, soft_wrap=True)


def _classifier_text() -> str:
    folder = folder_in_use()
    return "the shipped model" if is_shipped(folder) else f"your own model in {folder}"


def _models() -> list[CachedModel]:
    return [cached_model(edition_of(grade)) for grade in GRADES]


def _state(model: CachedModel) -> str:
    if model.size is None:
        return "no"
    return "yes, verified" if model.verified else "damaged"


def _row(model: CachedModel) -> dict[str, object]:
    return {
        "grade": model.edition.grade,
        "present": model.size is not None,
        "verified": model.verified,
        "path": str(model.path),
        "bytes": model.size,
    }
