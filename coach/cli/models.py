"""``coach models``: the pose models that are here, and the model that recognises exercises."""

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
from coach.cli.model_report import BACK, changes, tell_card
from coach.errors import ModelDamaged, ModelUntrusted
from coach.learning.active_model import NAME, card_path, folder_in_use, is_shipped, own_folder, put_aside
from coach.learning.artefact import bring, checked
from coach.learning.card import read_card
from coach.learning.comparison import compared
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
    help="List, fetch and verify the pose models; show or bring the one that recognises.",
)

GradeArgument = Annotated[str, typer.Argument(autocompletion=grades, help=f"One of {', '.join(GRADES)}.")]


@app.callback(invoke_without_command=True)
def list_models(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON instead of a table.")] = False,
) -> None:
    """List the pose models and whether they are here."""
    if context.invoked_subcommand is not None:
        return

    models = _models()
    if as_json:
        print(json_line({"format": 1, "models": [_row(model) for model in models]}))
        return

    console = screen()
    table = open_table(console.options)
    for heading in ("grade", "here", "size", "a frame takes"):
        table.add_column(heading, justify="right" if heading in ("size", "a frame takes") else "left")
    for model in models:
        name = (
            f"{model.edition.grade} (default)"
            if model.edition.grade == DEFAULT_GRADE
            else model.edition.grade
        )
        size = f"{(model.size or model.edition.size) / 1e6:.1f} MB"
        table.add_row(name, _state(model), size, f"{model.edition.milliseconds} ms")
    console.print(table)
    console.print(f"\nKept in {models_folder()}", style=ASIDE, soft_wrap=True)
    console.print(f"Exercises are recognised by {_recogniser()}.", style=ASIDE, soft_wrap=True)


@app.command()
def pull(grade: GradeArgument = DEFAULT_GRADE) -> None:
    """Fetch a pose model, unless it is here already."""
    edition = edition_of(grade)
    model = cached_model(edition)
    if model.verified:
        print(f"{grade} is here already: {model.path}")
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    with Progress(*columns, console=error_screen(), transient=True) as bar:
        task = bar.add_task(f"Fetching {grade}", total=None)

        def show(progress: stream.Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        fetched = fetch_model(edition, show)
    print(f"{grade} is here now: {fetched.path}")


@app.command()
def verify() -> None:
    """Check every pose model that is here against its pinned hash."""
    models = _models()
    damaged = [model for model in models if model.size is not None and not model.verified]
    for model in models:
        print(f"{model.edition.grade:6} {_state(model)}")
    if damaged:
        names = " and ".join(model.edition.grade for model in damaged)
        sys.stdout.flush()
        raise ModelDamaged(
            f"Damaged: {names}.", hint=f"'coach models pull {damaged[0].edition.grade}' fetches it again."
        )


@app.command("import")
def import_model(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A model's .joblib; its card lies beside it, .json.")
    ],
    trusted: Annotated[
        bool, typer.Option("--trust", help="Say without being asked that you trust who made it.")
    ] = False,
) -> None:
    """Use a model that somebody else trained to recognise exercises.

    A model file is a program: opening it runs whatever its maker put into it. So it is opened only if you
    trust who made it.
    """
    if file.suffix != ".joblib":
        raise typer.BadParameter(f"'{file}' is no .joblib file.", param_hint="FILE")
    card = read_card(file.with_suffix(".json"))
    checked(file, card)
    if not trusted and not is_trusted(card.sha256):
        _ask_for_trust(file)
    comparison = compared(card.names, scored=card.scores.film_accuracy.value is not None)
    bring(file)
    print(*changes(comparison, used=True), sep="\n")
    print(f"It is used from now on, and kept in {own_folder()}. {BACK}")


@app.command()
def reset() -> None:
    """Go back to the shipped model that recognises exercises; your own is kept."""
    kept = put_aside()
    if kept is None:
        print("The shipped model is in use already.")
        return
    print(
        f"The shipped model is used from now on. Yours is kept in {kept}.\n"
        f"To use it again: coach models import {shlex.quote(str(kept / NAME))}.joblib"
    )


def _ask_for_trust(file: Path) -> None:
    print(
        f"{file.name} is a program: opening it runs whatever its maker put into it, as if you had typed it.\n"
        "Its card says what it is, but anybody can write a card.",
        file=sys.stderr,
    )
    if not (sys.stdin.isatty() and typer.confirm("Do you trust who made it?", err=True)):
        raise ModelUntrusted(
            f"{file.name} was not imported: nobody said that its maker is trusted.",
            hint="If you trust who made it: --trust.",
        )


@app.command()
def card(
    as_json: Annotated[bool, typer.Option("--json", help="The card as it is, as JSON.")] = False,
) -> None:
    """Show the card of the model that recognises exercises: what it learned from, how well it does."""
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
    tell_card(shown, console)
    console.print(
        f"\nfeatures {shown.features}; {versions}; Python {shown.python}", style=ASIDE, soft_wrap=True
    )
    console.print(f"sha256 {shown.sha256}", style=ASIDE, soft_wrap=True)
    console.print(f"In {folder}", style=ASIDE, soft_wrap=True)


def _recogniser() -> str:
    folder = folder_in_use()
    return "the shipped model" if is_shipped(folder) else f"a model of your own in {folder}"


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
