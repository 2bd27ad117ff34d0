"""``coach models``: the pose models that are here, fetched and verified."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coach.errors import ModelDamaged
from coach.vision.grades import DEFAULT_GRADE, GRADES

if TYPE_CHECKING:
    from coach.body import stream
    from coach.vision.pose_model import CachedModel

app = typer.Typer(rich_markup_mode=None, help="List, fetch and verify the pose models.")

GradeArgument = Annotated[str, typer.Argument(help=f"One of {', '.join(GRADES)}.")]


@app.callback(invoke_without_command=True)
def list_models(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON instead of a table.")] = False,
) -> None:
    """List the pose models and whether they are here."""
    if context.invoked_subcommand is not None:
        return
    from coach.vision.pose_model import models_folder

    models = _models()
    if as_json:
        print(json.dumps({"format": 1, "models": [_row(model) for model in models]}, ensure_ascii=False))
        return
    from coach.ui.theme import ASIDE, open_table, screen

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
    console.print(f"\nKept in {models_folder()}", style=ASIDE, soft_wrap=True, markup=False)


@app.command()
def pull(grade: GradeArgument = DEFAULT_GRADE) -> None:
    """Fetch a pose model, unless it is here already."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    from coach.vision.pose_model import cached_model, edition_of, fetch_model

    edition = edition_of(grade)
    model = cached_model(edition)
    if model.verified:
        print(f"{grade} is here already: {model.path}")
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
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
            f"Damaged: {names}.", hint=f"«coach models pull {damaged[0].edition.grade}» fetches it again."
        )


def _models() -> list[CachedModel]:
    from coach.vision.pose_model import cached_model, edition_of

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
