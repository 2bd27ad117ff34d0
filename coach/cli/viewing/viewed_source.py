"""A source to look at or to record: a film, a recording, a camera, an address, or the rendered athlete."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coach.addresses import without_password
from coach.body.stream import PoseSource, Progress, Sighting
from coach.catalogue.library import all_exercises
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice, picture_options
from coach.errors import NoPictures
from coach.performer.film import rendered_film
from coach.performer.movement_loop import endless_set
from coach.performer.postures import any_postures
from coach.settings import read_settings
from coach.vision.address_kind import completed_source
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, LandmarkerOptions
from coach.vision.live.live_sources import open_live, open_looped
from coach.vision.opening import open_source
from coach.vision.source_kind import PERFORMER, is_film

_EXERCISE = "squat"
"""What the rendered athlete does."""


class ViewedSource:
    """Opens a source without judging it.

    Attributes:
        is_live: Whether it goes on without an end: a camera, an address or the athlete.
        name: Its name to show.
    """

    def __init__(
        self,
        typed: str,
        *,
        model: str | None,
        options: LandmarkerOptions = DEFAULT_OPTIONS,
        rotate: str | None = None,
        mirror: bool | None = None,
        person: str | None = None,
    ) -> None:
        """Prepare to open it.

        Args:
            typed: The source as typed.
            model: Grade or file of the pose model; None for that of the settings.
            options: Options of the landmarker.
            rotate: Rotation as typed, or None; likewise the others.
            mirror: Whether to flip the picture.
            person: Who to follow.
        """
        self._source = completed_source(typed)
        self.is_live = not is_film(self._source)
        self.name = Path(self._source).name if not self.is_live else without_password(self._source)
        self._grade, self._model_path = model_choice(model)
        self._options = options
        picture = picture_options(self._source, read_settings(), rotate=rotate, mirror=mirror, person=person)
        self._picture = replace(picture, expected=any_postures(all_exercises().values()))

    def open(self, bar: ProgressBar) -> PoseSource:
        """Open it; the bar shows the download of a model.

        Raises:
            SourceError: It can't be opened.
            ModelError: There is no usable pose model.
        """
        if self._source == PERFORMER:
            performance = endless_set(all_exercises()[_EXERCISE])
            return open_looped(
                rendered_film(performance, on_progress=bar.step),
                "the rendered athlete",
                grade=self._grade,
                model_path=self._model_path,
                options=self._options,
                on_progress=bar.prepare,
            )
        if self.is_live:
            return open_live(
                self._source,
                grade=self._grade,
                model_path=self._model_path,
                options=self._options,
                picture=self._picture,
                on_progress=bar.prepare,
            )
        return open_source(
            Path(self._source),
            grade=self._grade,
            model_path=self._model_path,
            options=self._options,
            picture=self._picture,
            on_progress=bar.prepare,
            on_note=bar.note,
        )

    def all_sightings(self, *, silent: bool) -> list[Sighting]:
        """Every sighting of a film or a recording, without its frames; a bar shows the progress.

        Raises:
            SourceError: It can't be read, or has no frame.
        """
        sightings: list[Sighting] = []
        with ProgressBar(self.name, silent=silent) as bar, self.open(bar) as poses:
            for each in poses:
                sightings.append(Sighting(each.time, each.pose))
                bar.step(Progress(len(sightings), poses.facts.frame_count))
        if not sightings:
            raise self.no_frame()
        return sightings

    def no_frame(self) -> NoPictures:
        """The error if it ended before its first frame."""
        return NoPictures(f"{self.name} gave no picture.", hint="Nothing was saved.")
