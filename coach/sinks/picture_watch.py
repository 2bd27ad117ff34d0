"""The sink that finds problems with the picture and the visibility of the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from coach.body.picture_notes import PictureNote, PictureNotes, PictureProblem
from coach.body.stream import Closing, Source
from coach.body.visibility_tally import Span, Visibility, VisibilityTally, limbs_over
from coach.catalogue.definition import Exercise
from coach.catalogue.limbs import needed_limbs
from coach.judging.events import FEWEST_FRAMES
from coach.judging.observation import Summary
from coach.judging.pace.sweep_durations import SweepTally
from coach.moment import Moment
from coach.sinks.frame_times import FrameTimes
from coach.ui.body_notes import (
    WHOLE_BODY,
    cut_off_note,
    few_frames_note,
    hidden_note,
    no_person_note,
    slow_motion_note,
)
from coach.ui.formatting import plural
from coach.vision.film.small_bodies import SMALL, small_note

_DETECTED_SHARE = 0.8
"""Share of frames with a person in them below which a note is due."""
_OUT_SHARE = 0.2
_HIDDEN_SHARE = 0.5
_LONG_ENOUGH_S = 3.0
_ORDER = {problem: place for place, problem in enumerate(get_args(PictureProblem))}
_CAUSES: frozenset[PictureProblem] = frozenset({"dark", "blurred", "small"})
"""Problems that explain why no one is detected; a note on one replaces that note."""


class PictureWatch(Closing):
    """Collects notes on the picture for the report.

    Problems matter within the sets, or everywhere if nothing was counted.

    Attributes:
        notes: The notes so far, the most important first.
    """

    def __init__(
        self,
        source: Source,
        exercises: Mapping[str, Exercise],
        *,
        live: bool = False,
        speed_unknown: bool = False,
    ) -> None:
        """Create a watch.

        Args:
            source: The source of the moments; it has notes of its own.
            exercises: Every possible exercise by its canonical name.
            live: Whether this is a live workout.
            speed_unknown: Whether the film may be undeclared slow motion.
        """
        self._source, self._exercises, self._live = source, exercises, live
        self._speed_unknown = speed_unknown
        self._tally, self._sweeps = VisibilityTally(), SweepTally()
        self._times = FrameTimes()
        self._summary: Summary | None = None

    def receive(self, moment: Moment) -> None:
        """Take one moment."""
        self._tally.observe(moment.pose, moment.time)
        self._times.add(moment.time)
        if self._speed_unknown:
            self._sweeps.observe(moment.observation.angles, moment.time)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Take the summary with the times of the sets."""
        self._summary = summary

    @property
    def notes(self) -> PictureNotes:
        """The notes so far, the most important first."""
        return ranked((*self._source.notes, *self._visibility_notes()))

    def _visibility_notes(self) -> PictureNotes:
        summary = self._summary
        if summary is None:
            return ()
        done = [each for each in summary.sets if not each.is_empty]
        spans: list[Span] = [(each.start_s, each.end_s) for each in done]
        named = [self._exercises[name] for name in summary.exercises if name in self._exercises]
        exercise = named[0] if len(named) == 1 else None
        whole = self._tally.seeing()
        if not whole.detected:
            return (no_person_note(whole.frames, 0.0, _advice(exercise)),) if whole.frames else ()
        limbs = needed_limbs(exercise) if exercise else []
        seeing = self._tally.seeing(spans, limbs) if spans else self._tally.seeing((), limbs)
        return (*self._speed(summary), *self._few_frames(summary, spans), *_body(seeing, exercise))

    def _few_frames(self, summary: Summary, spans: Sequence[Span]) -> PictureNotes:
        """A note if the frame rate of a set, or of all without sets, is too low; history marks the same."""
        rates = [self._times.rate(*span) for span in spans]
        if not spans and summary.duration_s >= _LONG_ENOUGH_S:
            rates = [summary.frames / summary.duration_s]
        slowest = min((rate for rate in rates if rate is not None), default=FEWEST_FRAMES)
        if slowest >= FEWEST_FRAMES:
            return ()
        return (few_frames_note(slowest, live=self._live, recorded=self._source.facts.frame_rate),)

    def _speed(self, summary: Summary) -> PictureNotes:
        """A note if the film looks like undeclared slow motion."""
        if not self._speed_unknown:
            return ()
        all_of_it = self._sweeps.is_slowed or (summary.sets and all(each.slowed for each in summary.sets))
        slowed = [each for each in summary.sets if each.slowed]
        return (slow_motion_note([] if all_of_it else slowed),) if all_of_it or slowed else ()


def ranked(notes: Sequence[PictureNote]) -> PictureNotes:
    """Each problem once, those that make counts doubtful first; 'nobody' is dropped if its cause is known."""
    first: dict[PictureProblem, PictureNote] = {}
    for note in notes:
        first.setdefault(note.problem, note)
    if any(first[cause].doubtful for cause in _CAUSES & first.keys()):
        first.pop("nobody", None)
    return tuple(sorted(first.values(), key=lambda note: (not note.doubtful, _ORDER[note.problem])))


def _body(seeing: Visibility, exercise: Exercise | None) -> PictureNotes:
    notes: list[PictureNote] = []
    if seeing.share < _DETECTED_SHARE:
        notes.append(no_person_note(seeing.frames, seeing.share, _advice(exercise)))
    if seeing.size is not None and seeing.size < SMALL:
        notes.append(small_note(seeing.size))
    if exercise is None:
        return tuple(notes)
    needed, counted = needed_limbs(exercise), plural(exercise.name, 2)
    out = limbs_over(_OUT_SHARE, seeing.outside, needed)
    if out:
        notes.append(cut_off_note({limb: seeing.outside[limb] for limb in out}, counted, _advice(exercise)))
    hidden = [limb for limb in limbs_over(_HIDDEN_SHARE, seeing.hidden, needed) if limb not in out]
    if hidden:
        notes.append(hidden_note({limb: seeing.hidden[limb] for limb in hidden}, counted))
    return tuple(notes)


def _advice(exercise: Exercise | None) -> str:
    return exercise.camera.advice if exercise else WHOLE_BODY
