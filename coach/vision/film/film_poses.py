"""A film as a source of poses: surveyed while its first frames are looked at, then seen in the view found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
"""Sightings held back at most while a film is surveyed: a minute's, without pictures, of 2 kB each."""


_MOSTLY = 0.5
"""Share of the first pictures in which somebody must be seen for the whole picture to be looked at."""


class FilmPoses(Closing):
    """What the landmarker sees in a film; can be gone through once.

    With a surveyor the first sightings are held back until it knows how the pictures are to be looked at:
    mostly as they are, and then nothing was lost. Otherwise the film begins anew.

    Attributes:
        trouble: After the last sighting: what cut the film short, or None.
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
        """Prepare to look at a film.

        Args:
            film: Where the frames come from; it is closed with this one.
            model: The pose model.
            options: How to look for bodies.
            keep_frames: Whether each sighting carries its picture.
            view: How the pictures are looked at, as far as a person said.
            surveyor: Finds out how they are to be looked at; None takes the view as it is.
        """
        self._surveyed_notes: PictureNotes = ()
        self._model, self._options, self._keep_frames = model, options, keep_frames
        self._surveyor = surveyor
        self._facts = replace(film.facts, model_sha256=model.sha256, model_grade=model.grade)
        self._pass = self._looking(film, view)

    @property
    def facts(self) -> SourceFacts:
        """The film's facts and the model's; its size is that of the pictures after turning."""
        return replace(self._facts, size=self._pass.view.size_of(self._facts.size))

    @property
    def trouble(self) -> str | None:
        """After the last sighting: what cut the film short, or None."""
        return self._pass.trouble

    @property
    def conditions(self) -> PictureConditions:
        """What measures its pictures."""
        return self._pass.conditions

    @property
    def notes(self) -> PictureNotes:
        """What the film says of its pictures, and what was found about them so far."""
        return (*self._surveyed_notes, *self._pass.notes)

    def __iter__(self) -> Iterator[Sighting]:
        if self._surveyor is None:
            yield from self._pass
        else:
            yield from self._surveyed(self._surveyor)

    def close(self) -> None:
        """Stop decoding, and let go of the film, the landmarker and the surveyor."""
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
                if surveyor.done or surveyor.closer or len(held) >= MOST_HELD:
                    break
        survey = surveyor.result()
        view, self._surveyed_notes = survey.view, survey.notes
        if view.crop != WHOLE and _is_found(held):
            # Nobody in single pictures, but somebody from picture to picture: no need to go nearer.
            view = replace(view, crop=WHOLE)
            self._surveyed_notes = tuple(note for note in survey.notes if note.problem != "small")
        if view != self._pass.view or survey.followed is not None:
            held = []
            self._pass.close()
            self._pass = self._looking(surveyor.open(), view, survey.followed)
            sightings = iter(self._pass)
        yield from held
        yield from sightings

    def _looking(
        self, film: FrameSource, view: PictureView, followed: Followed | None = None
    ) -> DetectionPass:
        return DetectionPass(
            film, self._model, self._options, view=view, keep_frames=self._keep_frames, followed=followed
        )


def _is_found(sightings: Sequence[Sighting]) -> bool:
    """Whether somebody is seen in most of what was looked at so far."""
    return sum(each.pose is not None for each in sightings) > _MOSTLY * len(sightings)
