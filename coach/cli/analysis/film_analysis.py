"""What analyze, start and demo share: one film in, a counted and remembered set out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.cli.analysis.film_dates import dated, when_recorded
from coach.cli.analysis.film_folder import no_film
from coach.cli.analysis.film_speed import is_speed_unknown, timed
from coach.cli.analysis.json_output import analysis_line, error_line
from coach.cli.analysis.judge_choice import (
    better_place,
    judge_of,
    own_model,
    possible,
    recognition,
)
from coach.cli.analysis.recording_path import place_for, told_place
from coach.cli.analysis.saved_notice import told_when_stopped, unsaved, where_kept
from coach.cli.analysis.spooled_workouts import tell_taken_in
from coach.cli.analysis.zero_count import done_instead, turned_as_told, why_none
from coach.errors import CoachError, LibraryError
from coach.quantities import WeightUnit
from coach.regular_file import is_folder, is_regular
from coach.resources import database_file
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.workout.plan import JUST_COUNT, Plan

if TYPE_CHECKING:
    from coach.body.picture_notes import PictureNotes
    from coach.body.stream import PoseSource, SourceFacts
    from coach.catalogue.definition import Exercise
    from coach.cli.progress import Bar
    from coach.judging.events import RangeUsed
    from coach.judging.observation import Summary
    from coach.pipeline import Judging
    from coach.sinks import Sink
    from coach.sinks.logbook import Logbook
    from coach.sinks.picture_watch import PictureWatch
    from coach.sinks.screen import Screen
    from coach.store.kinds import Kind
    from coach.vision.pose_model.model_registry import Grade

_HURRY_S = 0.1
"""Who trains waits for no other program that holds the database: the next repetition tries again."""
SOME_FAILED = 3
INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is asked of an analysis.

    Attributes:
        exercise: What is trained, or None where it is to be recognised.
        kind: What the workout is remembered as.
        grade: Grade of the pose model.
        model_path: A pose model of the user's, in place of a grade.
        range_used: What a full repetition is measured against.
        profile: Whose workout it is, or None for the one who sits here.
        weight_kg: The load, or None without one.
        units: The unit that weights are shown in.
        save: Whether it is remembered.
        use_cache: Whether a recording of an earlier run may stand in for detection.
        recording: Where the landmark recording is put too, a file or a folder, or None.
        as_training: Whether a film is remembered as training.
        as_json: Whether a program reads along: no bar, no report, JSON on stdout.
        database: The database to remember in, or None for the user's.
        plan: What is set out to be done, and how hands-free it goes.
        goes_on: The number of an interrupted workout that goes on, or None.
        date: When the film was recorded, as the person says; None where the film knows.
        picture: Which way up the pictures are, whom to follow, how fast they go by.
    """

    exercise: Exercise | None
    kind: Kind = "film"
    grade: Grade = "full"
    model_path: Path | None = None
    range_used: RangeUsed = "minimum"
    profile: str | None = None
    weight_kg: float | None = None
    units: WeightUnit = "kg"
    save: bool = True
    use_cache: bool = True
    recording: Path | None = None
    as_training: bool = False
    as_json: bool = False
    database: Path | None = None
    plan: Plan = JUST_COUNT
    goes_on: int | None = None
    date: datetime | None = None
    picture: PictureOptions = AS_SHOWN

    @property
    def pictured(self) -> PictureOptions:
        """The same with how the body is held: in the exercise, or in all that may be recognised."""
        from coach.performer.postures import any_postures, expected_postures

        expected = any_postures if self.kind == "live" else expected_postures
        return replace(self.picture, expected=expected(possible(self)))


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an analysis came to.

    Attributes:
        facts: What is known of the source.
        summary: What was counted.
        interrupted: Whether Ctrl-C ended it early.
        trouble: What cut the source short, or None.
        weight_kg: The load, also one that was told earlier; None without one.
        workout_id: The workout it is remembered as, or None.
        unsaved: Why it could not be remembered, or None.
        notes: What else should be said about it, a sentence each.
        recogniser: Which model recognised, for programs; None where the exercise was named.
        unrecorded: Whether a recording was asked for and could not be written to its end.
        picture_notes: What was found about the pictures.
        why_none: Why nothing was counted in full; empty where something was, or the pictures are the reason.
        units: The unit that weights are shown in.
    """

    facts: SourceFacts
    summary: Summary
    interrupted: bool
    trouble: str | None
    weight_kg: float | None
    workout_id: int | None
    unsaved: str | None
    notes: tuple[str, ...]
    recogniser: dict[str, object] | None = None
    unrecorded: bool = False
    picture_notes: PictureNotes = ()
    why_none: str = ""
    units: WeightUnit = "kg"

    @property
    def is_unexplained(self) -> bool:
        """Whether somebody was seen well, and nothing of what was asked for."""
        return bool(self.why_none) and not self.summary.sets

    @property
    def incomplete(self) -> bool:
        """Whether something that was asked for could not be kept."""
        return self.unsaved is not None or self.unrecorded

    @property
    def exit_code(self) -> int:
        """130 after Ctrl-C, 1 when it could not be remembered or recorded, else 0."""
        if self.interrupted:
            return INTERRUPTED
        return 1 if self.incomplete else 0


def analyze_films(
    films: Sequence[Path], wishes: Wishes, picture_of: Callable[[Path], PictureOptions] | None = None
) -> int:
    """Analyse films one after the other and say what each came to; one that fails doesn't stop the others.

    Args:
        films: The films, or recordings.
        wishes: What is asked of each.
        picture_of: The picture options of each film; those of ``wishes`` if left out.

    Returns:
        The exit code: 0, 1 when every film failed or could not be kept, 3 when some did, 130 after
        Ctrl-C.
    """
    if wishes.save:
        tell_taken_in(wishes.database or database_file())
    failed: list[str] = []
    forgotten = 0
    for number, film in enumerate(films, start=1):
        try:
            picture = wishes.picture if picture_of is None else picture_of(film)
            analysis = analyze_film(film, replace(wishes, picture=picture))
        except LibraryError:  # no film can be seen
            raise
        except CoachError as error:
            failed.append(film.name)
            _tell_error(str(film), error, as_json=wishes.as_json, alone=len(films) == 1)
            continue
        tell(str(film), analysis, as_json=wishes.as_json)
        if len(films) > 1 and not wishes.as_json:
            print(flush=True)
        if analysis.interrupted:
            _tell_not_reached(films[number:])
            return INTERRUPTED
        forgotten += analysis.incomplete
    _tell_failed(failed, len(films))
    missing = len(failed) + forgotten
    if missing == len(films):
        return 1
    return SOME_FAILED if missing else 0


def _tell_failed(failed: Sequence[str], films: int) -> None:
    if failed and films > 1:
        print(f"{films - len(failed)} of {films} films counted; not: {', '.join(failed)}", file=sys.stderr)


def _tell_not_reached(films: Sequence[Path]) -> None:
    if films:
        print(f"Not looked at: {', '.join(film.name for film in films)}", file=sys.stderr)


def analyze_film(film: Path, wishes: Wishes, *, title: str = "", screen: Screen | None = None) -> Analysis:
    """Send a film or a recording the whole way: seen, judged, remembered.

    Args:
        film: The film, or a recording.
        wishes: What is asked of it.
        title: What the bar calls it; the film's name where empty.
        screen: Where it is shown while it happens, in real time; None shows the bar.

    Raises:
        CoachError: The film, the pose model or the database can't be used.
    """
    from coach.vision.opening import open_source

    if is_folder(film):
        raise no_film(film)
    place = place_for(film, wishes.recording)

    def opened(bar: Bar) -> PoseSource:
        return open_source(
            film,
            grade=wishes.grade,
            model_path=wishes.model_path,
            picture=wishes.pictured,
            use_cache=wishes.use_cache,
            keep_frames=screen is not None,
            paced=screen is not None,
            keep=place,
            on_progress=bar.prepare,
            on_note=bar.note,
        )

    shown = () if screen is None else (screen,)
    analysis = follow(opened, wishes, title=title or film.name, sinks=shown)
    unrecorded = place is not None and str(place) in (analysis.trouble or "")
    told = [] if unrecorded else told_place(place, interrupted=analysis.interrupted)
    if screen is None and wishes.use_cache and analysis.is_unexplained:
        analysis = replace(analysis, why_none=done_instead(film, wishes) or analysis.why_none)
    return replace(analysis, notes=(*analysis.notes, *told), unrecorded=unrecorded)


def follow(
    opened: Callable[[Bar], PoseSource],
    wishes: Wishes,
    *,
    title: str,
    sinks: Sequence[Sink] = (),
    judge: Judging | None = None,
) -> Analysis:
    """Send whatever a source gives the whole way: judged, shown, remembered.

    Args:
        opened: Opens the source; what takes time it tells to the bar.
        wishes: What is asked of it.
        title: What the bar calls it.
        sinks: Where else than to the database moments go while they happen; without any the bar goes on.
        judge: Who judges; by default a judge who only counts, and recognises where no exercise is named.

    Raises:
        ModelError: What recognises can't be used.
    """
    from coach.cli.progress import Bar
    from coach.pipeline import run
    from coach.sinks.best_attempt import Reach

    judge = judge or judge_of(wishes)
    logbook: Logbook | None = None
    with told_when_stopped(lambda: logbook.kept_id if logbook else None), ExitStack() as stack:
        bar = stack.enter_context(Bar(title, silent=wishes.as_json))
        source = stack.enter_context(opened(bar))
        facts = dated(source.facts, wishes.date)
        watch, reach = _watch(source, wishes), Reach()
        logbook = stack.enter_context(_logbook(facts, wishes, watch)) if wishes.save else None
        bar.expect(source.facts.frame_count)
        if sinks:
            bar.stop()
        shown = [stack.enter_context(sink) for sink in sinks] or [bar]
        summary, interrupted = run(
            source,
            judge,
            [watch, reach, *shown] if logbook is None else [watch, reach, logbook, *shown],
        )
        summary = timed(summary, watch.notes)
        if logbook is not None and logbook.corrected is not None:
            summary = replace(summary, sets=tuple(each.summary for each in logbook.corrected))
        return Analysis(
            facts=facts,
            summary=summary,
            interrupted=interrupted,
            trouble=source.trouble,
            weight_kg=logbook.weight_kg if logbook else wishes.weight_kg,
            workout_id=logbook.workout_id if logbook else None,
            unsaved=unsaved(logbook),
            notes=_notes(logbook, wishes, facts, summary, interrupted=interrupted),
            recogniser=recognition().facts if wishes.exercise is None else None,
            picture_notes=watch.notes,
            why_none="" if interrupted else why_none(summary, wishes.exercise, watch.notes, reach.depth),
            units=wishes.units,
        )


def tell(film: str, analysis: Analysis, *, as_json: bool) -> None:
    """Say what an analysis came to: a report for people, a line for programs."""
    with told_when_stopped(lambda: analysis.workout_id):
        if as_json:
            print(analysis_line(film, analysis), flush=True)
        else:
            _report(film, analysis)


def _report(film: str, analysis: Analysis) -> None:
    from coach.ui.report import set_report
    from coach.ui.theme import screen

    notes = (*filter(None, (analysis.trouble, analysis.why_none)), *analysis.notes)
    called = Path(film).name if is_regular(Path(film)) else film
    screen().print(
        set_report(
            analysis.summary,
            source=called,
            weight_kg=analysis.weight_kg,
            units=analysis.units,
            picture=analysis.picture_notes,
            notes=notes,
        )
    )


def _watch(source: PoseSource, wishes: Wishes) -> PictureWatch:
    from coach.sinks.picture_watch import PictureWatch

    exercises = {each.name: each for each in possible(wishes)}
    unknown = is_speed_unknown(source.facts, wishes)
    return PictureWatch(source, exercises, live=wishes.kind == "live", speed_unknown=unknown)


def _logbook(facts: SourceFacts, wishes: Wishes, watch: PictureWatch) -> Logbook:
    from coach.sinks.logbook import Logbook
    from coach.store.kinds import DEFAULT_PROFILE
    from coach.store.writer import WorkoutFacts

    exercises = possible(wishes)
    return Logbook(
        WorkoutFacts(
            kind=wishes.kind,
            source=facts,
            exercise=wishes.exercise.name if wishes.exercise else None,
            exercise_hashes={each.name: each.sha256 for each in exercises},
            coach_version=__version__,
            profile=wishes.profile or DEFAULT_PROFILE,
            weight_kg=wishes.weight_kg,
            as_training=wishes.as_training,
            range_used=wishes.range_used,
            targets={each.name: wishes.plan.target(held=each.hold is not None) for each in exercises},
        ),
        wishes.database,
        hurry_s=_HURRY_S if wishes.kind == "live" else None,
        goes_on=wishes.goes_on,
        notes=lambda: watch.notes,
    )


def _notes(
    logbook: Logbook | None,
    wishes: Wishes,
    facts: SourceFacts,
    summary: Summary,
    *,
    interrupted: bool,
) -> tuple[str, ...]:
    stopped = "You stopped it: what was counted up to there stands." if interrupted else ""
    place = better_place(wishes, summary)
    kept = where_kept(logbook, wishes, summary)
    kept_id = None if logbook is None else logbook.workout_id
    when = "" if logbook is None or kept_id is None else when_recorded(facts, logbook.film_date)
    turned = turned_as_told(wishes.picture, summary)
    return tuple(filter(None, (place, turned, stopped, own_model(wishes), when, kept)))


def _tell_error(film: str, error: CoachError, *, as_json: bool, alone: bool) -> None:
    end = "\n" if alone or as_json else "\n\n"
    print("\n".join(part for part in (str(error), error.hint) if part), end=end, file=sys.stderr)
    if as_json:
        print(error_line(film, error), flush=True)
