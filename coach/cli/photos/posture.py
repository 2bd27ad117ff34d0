"""``coach posture``: standing posture in photos, saved so that its trend shows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from coach import __version__
from coach.cli import options
from coach.cli.photos.photo_run import PhotoReading, PhotoRequest, read_photos
from coach.cli.photos.posture_json import changes_json, history_json, posture_json
from coach.cli.planning.profile import writing
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice
from coach.errors import NothingToEdit
from coach.judging.effort.set_figures import Estimate
from coach.photo.posture_measures import Reference
from coach.photo.standing_posture import StandingPosture, compared, standing_posture
from coach.store.planning.active_profile import active_profile
from coach.store.posture.posture_log import PosturePhoto, delete_posture, postures, save_posture
from coach.terminal_text import json_line
from coach.ui.formatting import local_time
from coach.ui.photo.posture_tables import (
    NO_DIAGNOSIS,
    PostureHistory,
    PostureTable,
    comparison_lines,
    signs_note,
)
from coach.ui.theme import ASIDE, screen
from coach.vision.film.film_file import film_hash

_MOST_PHOTOS = 2


def posture(
    images: Annotated[
        list[Path] | None,
        typer.Argument(metavar="IMAGE [IMAGE]", help="Measure this photo, or compare two."),
    ] = None,
    level: Annotated[
        bool,
        typer.Option("--level", help="The camera was level: measure against the picture, not your own line."),
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Show the posture in all saved photos, and its change.")
    ] = False,
    delete: Annotated[
        int | None, typer.Option("--delete", metavar="NUMBER", min=1, help="Delete a saved posture.")
    ] = None,
    profile: options.Profile = None,
    date: options.Date = None,
    no_save: options.NoSave = False,
    model: options.Model = None,
    min_detection: options.MinDetection = None,
    min_presence: options.MinPresence = None,
    delegate: options.Delegate = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per photo instead.")
    ] = False,
) -> int:
    """Measure how level and upright someone stands in a photo, and compare two.

    Stand upright, the whole body in the picture, facing the camera, with your back to it, or side on. From
    the front: shoulders, hips, trunk and knees. From the side: head, trunk and the near knee. The measures
    are saved to your history, the photo is not. It is a measurement, not a diagnosis.
    """
    person = profile or active_profile()
    images = images or []
    _check(images, alone=history or delete is not None, dated=date is not None)
    if delete is not None:
        return _delete(person, delete)
    if history:
        return _show_history(person, as_json=as_json)
    grade, model_path = model_choice(model)
    chosen = landmarker_options(
        num_poses=1, min_detection=min_detection, min_presence=min_presence, delegate=delegate
    )
    run = _PostureRun(person, "picture" if level else "body", date, save=not no_save, as_json=as_json)
    code = read_photos(PhotoRequest(images, grade, model_path, chosen, as_json), run.receive)
    run.finish()
    return code


def _check(images: list[Path], *, alone: bool, dated: bool) -> None:
    if alone and images:
        raise typer.BadParameter("--history and --delete take no photo.", param_hint="IMAGE")
    if not alone and not images:
        raise typer.BadParameter("name a photo, or add --history.", param_hint="IMAGE")
    if len(images) > _MOST_PHOTOS:
        raise typer.BadParameter("name one photo, or two to compare.", param_hint="IMAGE")
    if dated and len(images) > 1:
        raise typer.BadParameter("it dates one photo; measure them one by one.", param_hint="--date")


class _PostureRun:
    """Measures each photo, saves and prints it, and compares two at the end."""

    def __init__(
        self, person: str, reference: Reference, date: datetime | None, *, save: bool, as_json: bool
    ) -> None:
        self._person, self._reference, self._date = person, reference, date
        self._save, self._as_json = save, as_json
        self._measured: list[tuple[Path, StandingPosture]] = []

    def receive(self, reading: PhotoReading) -> None:
        """Measure one photo."""
        found = standing_posture(reading.people[0], self._reference)
        self._measured.append((reading.path, found))
        taken_at = self._date or reading.photo.taken_at or _changed_at(reading.path)
        photo = PosturePhoto(
            taken_at=taken_at,
            photo=reading.path.name,
            sha256=film_hash(reading.photo.path),
            view=found.view,
            reference=found.reference,
            figures={each.measure: Estimate(each.value_deg, each.error_deg) for each in found.figures},
            model_sha256=reading.model.sha256,
            coach_version=__version__,
        )
        number = None
        if self._save and found.figures:
            with writing() as connection:
                number = save_posture(connection, self._person, photo)
        if self._as_json:
            print(json_line(posture_json(reading.path, found, taken_at, number)))
            return
        console = screen()
        console.print(str(reading.path), style=ASIDE, soft_wrap=True)
        console.print(PostureTable(found))
        if number is not None:
            when = local_time(taken_at, day_only=True)
            console.print(f"Saved as number {number}, taken on {when}, for {self._person}.", style=ASIDE)
        console.print()

    def finish(self) -> None:
        """Compare two photos, and say what the measures are not."""
        if len(self._measured) == _MOST_PHOTOS:
            (first, before), (second, after) = self._measured
            changes = compared(before.figures, after.figures) if before.view == after.view else []
            if self._as_json:
                print(json_line(changes_json(first, second, changes)))
            elif changes:
                print(f"From {first.name} to {second.name}:", *comparison_lines(changes), "", sep="\n")
            else:
                print("The two photos have no measure in common: take both from the same view.\n")
        if self._measured and not self._as_json:
            print(NO_DIAGNOSIS)


def _changed_at(path: Path) -> datetime:
    """When a photo's file was changed, if the camera says nothing."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _show_history(person: str, *, as_json: bool) -> int:
    with writing() as connection:
        saved = postures(connection, person)
    if as_json:
        for line in history_json(saved):
            print(json_line(line))
        return 0
    if not saved:
        print(f"No posture is saved for {person}. 'coach posture IMAGE' measures a photo.")
        return 0
    console = screen()
    console.print(PostureHistory(saved))
    console.print(signs_note([each.view for each in saved]), style=ASIDE)
    print(NO_DIAGNOSIS)
    return 0


def _delete(person: str, number: int) -> int:
    with writing() as connection:
        gone = delete_posture(connection, person, number)
    if gone is None:
        raise NothingToEdit(
            f"{person} has no posture with number {number}.", hint="'coach posture --history' lists them."
        )
    print(f"Deleted the posture of {local_time(gone.taken_at, day_only=True)}.")
    return 0
