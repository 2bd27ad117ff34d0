"""A film as a source of poses: surveyed while its first frames are analysed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from coach.body.crop import WHOLE
from coach.body.picture_notes import PictureNotes
from coach.body.stream import Closing, FrameSource, Sighting, SourceFacts
from coach.vision.film.detection_pass import DetectionPass
from coach.vision.film.film_surveyor import FilmSurveyor
from coach.vision.film.person_follower import Followed
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, LandmarkerOptions
from coach.vision.picture.picture_conditions import PictureConditions
from coach.vision.picture.picture_view import AS_IT_IS, PictureView
from coach.vision.pose_model.pose_model import PoseModel

MOST_HELD = 1500
"""Sightings held back during the survey: about a minute, without frames, at 2 kB each."""
_FIRST = 30
"""Sightings that decide whether a crop is needed: the same ones however busy the machine is."""
_MOSTLY = 0.5
"""Share of the first frames with a body from which no crop is needed."""


class FilmPoses(Closing):
    """Sightings of a film; can be iterated once.

    With a surveyor, the first sightings are held back until the survey is done. Mostly it keeps the view, and
    no work is lost; otherwise the analysis restarts from the beginning.

    Attributes:
        trouble: What is missing or damaged, after the last sighting; otherwise None.
    """

    def __init__(
        self,
        film: FrameSource,
        model: PoseModel,
        options: LandmarkerOptions = DEFAULT_OPTIONS,
        *,
        keep_frames: bool = False,
        view: PictureView = AS_IT_IS,
        surveyor: FilmSurveyor | None = None,
    ) -> None:
        """Prepare the analysis.

        Args:
            film: The source of frames; closed together with this one.
            model: The pose model.
            options: Options of the landmarker.
            keep_frames: Whether each sighting carries its frame.
            view: Rotation and mirroring, as far as given.
            surveyor: Determines the view; None keeps ``view``.
        """
        self._surveyed_notes: PictureNotes = ()
        self._model, self._options, self._keep_frames = model, options, keep_frames
        self._surveyor = surveyor
        self._facts = replace(film.facts, model_sha256=model.sha256, model_grade=model.grade)
        self._pass = self._detection_pass(film, view)

    @property
    def facts(self) -> SourceFacts:
        """Facts about the film and the model; the size is after rotation."""
        return replace(self._facts, size=self._pass.view.size_of(self._facts.size))

    @property
    def trouble(self) -> str | None:
        """What is missing or damaged, after the last sighting; otherwise None."""
        return self._pass.trouble

    @property
    def conditions(self) -> PictureConditions:
        """Measures the pictures."""
        return self._pass.conditions

    @property
    def notes(self) -> PictureNotes:
        """Picture notes of the film and of the analysis so far."""
        return (*self._surveyed_notes, *self._pass.notes)

    def __iter__(self) -> Iterator[Sighting]:
        if self._surveyor is None:
            yield from self._pass
        else:
            yield from self._surveyed(self._surveyor)

    def close(self) -> None:
        """Stop, and close the film, the landmarker and the surveyor."""
        if self._surveyor is not None:
            self._surveyor.close()
        self._pass.close()

    def _surveyed(self, surveyor: FilmSurveyor) -> Iterator[Sighting]:
        surveyor.start()
        sightings = iter(self._pass)
        held: list[Sighting] = []
        if not self._keep_frames:
            for sighting in sightings:
                held.append(sighting)
                if surveyor.done or surveyor.is_tracking or len(held) >= MOST_HELD:
                    break
        survey = surveyor.result()
        view, self._surveyed_notes = survey.view, survey.notes
        if view.crop != WHOLE:
            held += islice(sightings, max(0, _FIRST - len(held)))
        if view.crop != WHOLE and _has_body(held[:_FIRST]):
            # Single frames show no body, but the sequence does: no crop is needed.
            view = replace(view, crop=WHOLE)
            self._surveyed_notes = tuple(note for note in survey.notes if note.problem != "small")
        if view != self._pass.view or survey.followed is not None:
            held = []
            self._pass.close()
            self._pass = self._detection_pass(surveyor.open(), view, survey.followed)
            sightings = iter(self._pass)
        yield from held
        yield from sightings

    def _detection_pass(
        self, film: FrameSource, view: PictureView, followed: Followed | None = None
    ) -> DetectionPass:
        return DetectionPass(
            film, self._model, self._options, view=view, keep_frames=self._keep_frames, followed=followed
        )


def _has_body(sightings: Sequence[Sighting]) -> bool:
    """Whether most sightings have a body."""
    return sum(each.pose is not None for each in sightings) > _MOSTLY * len(sightings)
