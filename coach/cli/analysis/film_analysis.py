"""Runs an analysis from the source to the report, for analyze, start and demo."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from coach import __version__
from coach.annotation.pose_track import PoseTrack
from coach.body.stream import PoseSource, SourceFacts
from coach.cli.analysis.film_dates import date_notice, with_date
from coach.cli.analysis.film_folder import no_film
from coach.cli.analysis.film_speed import is_speed_unknown, with_slow_motion
from coach.cli.analysis.json_output import analysis_line, error_line
from coach.cli.analysis.judge_choice import (
    camera_notice,
    judge_of,
    own_model_notice,
    recognition,
    unnamed_notice,
)
from coach.cli.analysis.request import INTERRUPTED, Analysis, AnalysisRequest
from coach.cli.analysis.saved_notice import saved_notice, stop_notice, unsaved
from coach.cli.analysis.spooled_workouts import save_spooled
from coach.cli.analysis.training_notices import record_notices
from coach.cli.analysis.zero_count import other_exercise_notice, rotation_notice, why_none
from coach.cli.pictures.drawing import AnalysedFilm, check_drawn, draw_pictures
from coach.cli.pictures.drawn_pictures import DrawnPictures
from coach.cli.pictures.output_paths import place_for, recording_notice
from coach.cli.progress import ProgressBar
from coach.errors import CoachError, HistoryError, LibraryError
from coach.judging.effort.workout_review import WorkoutReview, review_sets
from coach.judging.figures.coaching_facts import CoachingFacts, facts_of
from coach.judging.observation import Summary
from coach.pipeline import Judging, run
from coach.regular_file import is_folder, is_regular
from coach.resources import database_file
from coach.sinks import Sink
from coach.sinks.best_attempt import BestAttempt
from coach.sinks.logbook import Logbook
from coach.sinks.picture_watch import PictureWatch
from coach.sinks.screen import Screen
from coach.sinks.workout_recording import WorkoutRecording
from coach.store.history import open_history
from coach.store.planning.active_profile import active_profile
from coach.store.velocity_trend import compared_with_usual
from coach.store.writer import WorkoutFacts
from coach.ui.report import set_report
from coach.ui.theme import screen
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import find_model

_HURRY_S = 0.1
"""How long a live workout waits for a locked database; the next rep tries again."""
SOME_FAILED = 3


def analyze_films(
    films: Sequence[Path],
    request: AnalysisRequest,
    picture_of: Callable[[Path], PictureOptions] | None = None,
) -> int:
    """Analyse films one after the other and print a report of each; a failure doesn't stop the others.

    Args:
        films: The films, or recordings.
        request: The options for each film.
        picture_of: The picture options of each film; by default those of ``request``.

    Returns:
        The exit code: 0; 1 if every film failed or could not be saved; 3 if some did; 130 after
        Ctrl-C.
    """
    if request.save:
        save_spooled(request.database or database_file())
    failed: list[str] = []
    unsaved_films = 0
    for number, film in enumerate(films, start=1):
        try:
            picture = request.picture if picture_of is None else picture_of(film)
            analysis = analyze_film(film, replace(request, picture=picture))
        except LibraryError:  # without the library, every film would fail
            raise
        except CoachError as error:
            failed.append(film.name)
            print_error(str(film), error, as_json=request.as_json, alone=len(films) == 1)
            continue
        print_analysis(str(film), analysis, as_json=request.as_json, why=request.why)
        if len(films) > 1 and not request.as_json:
            print(flush=True)
        if analysis.interrupted:
            _warn_of_skipped(films[number:])
            return INTERRUPTED
        unsaved_films += analysis.incomplete
    _warn_of_failed(failed, len(films))
    missing = len(failed) + unsaved_films
    if missing == len(films):
        return 1
    return SOME_FAILED if missing else 0


def _warn_of_failed(failed: Sequence[str], films: int) -> None:
    if failed and films > 1:
        print(
            f"{films - len(failed)} of {films} films analysed. Failed: {', '.join(failed)}", file=sys.stderr
        )


def _warn_of_skipped(films: Sequence[Path]) -> None:
    if films:
        print(f"Not analysed: {', '.join(film.name for film in films)}", file=sys.stderr)


def analyze_film(
    film: Path, request: AnalysisRequest, *, title: str = "", screen: Screen | None = None
) -> Analysis:
    """Analyse a film or a recording: detect, judge and save.

    Args:
        film: The film, or a recording.
        request: The options.
        title: The title of the progress bar; the film's name if empty.
        screen: Shows the film in real time; None shows the progress bar.

    Raises:
        CoachError: The film, the pose model or the database can't be used.
    """
    if is_folder(film):
        raise no_film(film)
    place = place_for(film, request.recording)
    drawn = request.drawn.of(film)
    check_drawn(film, drawn)
    judge, track = judge_of(request), PoseTrack()

    def opened(bar: ProgressBar) -> PoseSource:
        return open_source(
            film,
            grade=request.grade,
            model_path=request.model_path,
            options=request.landmarker,
            picture=request.picture_options,
            use_cache=request.use_cache,
            keep_frames=screen is not None,
            paced=screen is not None,
            keep=place,
            on_progress=bar.prepare,
            on_note=bar.note,
        )

    shown = () if screen is None else (screen,)
    watching = (track,) if drawn.wanted else ()
    analysis = run_analysis(
        opened, request, title=title or film.name, sinks=shown, watching=watching, judge=judge
    )
    unrecorded = place is not None and str(place) in (analysis.trouble or "")
    where = [] if unrecorded else recording_notice(place, interrupted=analysis.interrupted)
    if screen is None and request.use_cache and analysis.is_unexplained:
        analysis = replace(analysis, why_none=other_exercise_notice(film, request) or analysis.why_none)
    analysis = replace(analysis, notes=(*analysis.notes, *where), unrecorded=unrecorded)
    return _with_drawn(film, drawn, analysis, request, track, judge) if drawn.wanted else analysis


def _with_drawn(
    film: Path,
    drawn: DrawnPictures,
    analysis: Analysis,
    request: AnalysisRequest,
    track: PoseTrack,
    judge: Judging,
) -> Analysis:
    """The analysis with its pictures drawn."""
    if analysis.interrupted:
        note = "Nothing was drawn: the analysis has to reach the end of the film."
        return replace(analysis, notes=(*analysis.notes, note))
    analysed = AnalysedFilm(
        film,
        analysis.summary,
        analysis.picture_notes,
        request.picture,
        request.exercises,
        track,
        analysis.review,
        partial(find_model, request.grade, request.model_path),
        request.landmarker,
        as_json=request.as_json,
    )
    result = draw_pictures(analysed, drawn, judge)
    return replace(
        analysis,
        notes=(*analysis.notes, *result.notes),
        written=result.written,
        undrawn=result.failed,
        interrupted=result.interrupted,
        chart=result.chart,
    )


def run_analysis(
    opened: Callable[[ProgressBar], PoseSource],
    request: AnalysisRequest,
    *,
    title: str,
    sinks: Sequence[Sink] = (),
    watching: Sequence[Sink] = (),
    judge: Judging | None = None,
) -> Analysis:
    """Judge, show and save everything that a source delivers.

    Args:
        opened: Opens the source; gets the bar to show its progress.
        request: The options.
        title: The title of the progress bar.
        sinks: Sinks besides the database; if there are any, they replace the progress bar.
        watching: Sinks that show nothing, so that the progress bar stays.
        judge: The judge; by default one without targets, which recognises the exercise if none is named.

    Raises:
        ModelError: The exercise classifier can't be used.
    """
    judge = judge or judge_of(request)
    logbook: Logbook | None = None
    with stop_notice(lambda: logbook.saved_id if logbook else None), ExitStack() as stack:
        bar = stack.enter_context(ProgressBar(title, silent=request.as_json))
        source = stack.enter_context(opened(bar))
        facts = with_date(source.facts, request.date)
        watch, reach = _watch(source, request), BestAttempt()
        saving: list[Sink] = []
        if request.save:
            logbook = stack.enter_context(_logbook(facts, request, watch))
            saving = [logbook, *_recording(stack, facts, request, logbook, watch)]
        bar.expect(source.facts.frame_count)
        if sinks:
            bar.stop()
        shown = [stack.enter_context(sink) for sink in sinks] or [bar]
        summary, interrupted = run(
            source,
            judge,
            [watch, reach, *watching, *saving, *shown],
        )
        summary = with_slow_motion(summary, watch.notes)
        if logbook is not None and logbook.corrected is not None:
            summary = replace(summary, sets=tuple(each.summary for each in logbook.corrected))
        return Analysis(
            facts=facts,
            summary=summary,
            interrupted=interrupted,
            trouble=source.trouble,
            weight_kg=logbook.weight_kg if logbook else request.weight_kg,
            workout_id=logbook.workout_id if logbook else None,
            unsaved=unsaved(logbook),
            notes=_notes(logbook, request, facts, summary, interrupted=interrupted),
            recogniser=recognition().identity if request.exercise is None else None,
            picture_notes=watch.notes,
            why_none="" if interrupted else why_none(summary, request.exercise, watch.notes, reach.depth),
            units=request.units,
            review=_with_usual(
                _review(request, summary, logbook.weight_kg if logbook else request.weight_kg),
                logbook.workout_id if logbook else None,
                request.database,
            ),
        )


def _review(request: AnalysisRequest, summary: Summary, weight_kg: float | None) -> WorkoutReview:
    """The review of the sets; an exercise that is not among the requested ones is reviewed by its figures."""
    exercises = {each.name: each for each in request.exercises}
    tempo = request.plan.tempo
    sets = [
        (
            each,
            facts_of(exercises[each.exercise], tempo)
            if each.exercise in exercises
            else CoachingFacts(each.exercise),
            weight_kg,
        )
        for each in summary.sets
    ]
    return review_sets(sets, view=summary.view, height_m=request.height_m)


def _with_usual(review: WorkoutReview, number: int | None, database: Path | None) -> WorkoutReview:
    """The review compared with earlier workouts; as it is if the history can't be read now."""
    if number is None or not review.sets:
        return review
    try:
        with open_history(database) as history:
            return compared_with_usual(review, history, history.workout(number))
    except HistoryError:
        return review


def print_analysis(film: str, analysis: Analysis, *, as_json: bool, why: bool = False) -> None:
    """Print an analysis: a report, or a line of JSON; with ``why`` every movement too."""
    with stop_notice(lambda: analysis.workout_id):
        if as_json:
            print(analysis_line(film, analysis, why=why), flush=True)
        else:
            analysis_report(Path(film).name if is_regular(Path(film)) else film, analysis, why=why)


def analysis_report(source: str, analysis: Analysis, *, why: bool) -> None:
    """Print the report of an analysis; ``source`` is its title."""
    notes = (*filter(None, (analysis.trouble, analysis.why_none)), *analysis.notes)
    screen().print(
        set_report(
            analysis.summary,
            source=source,
            weight_kg=analysis.weight_kg,
            units=analysis.units,
            picture=analysis.picture_notes,
            notes=notes,
            why=why,
            review=analysis.review,
        )
    )
    if analysis.chart is not None:
        screen().print(analysis.chart)


def _watch(source: PoseSource, request: AnalysisRequest) -> PictureWatch:
    exercises = {each.name: each for each in request.exercises}
    unknown = is_speed_unknown(source.facts, request)
    return PictureWatch(source, exercises, live=request.kind == "live", speed_unknown=unknown)


def _recording(
    stack: ExitStack, facts: SourceFacts, request: AnalysisRequest, logbook: Logbook, watch: PictureWatch
) -> list[Sink]:
    """The recording that stays with the workout, unless the settings say otherwise."""
    if not request.keep_recording:
        return []
    database = request.database or database_file()
    recording = WorkoutRecording(
        facts, database, workout_id=lambda: logbook.workout_id, notes=lambda: watch.notes
    )
    return [stack.enter_context(recording)]


def _logbook(facts: SourceFacts, request: AnalysisRequest, watch: PictureWatch) -> Logbook:
    exercises = request.exercises
    return Logbook(
        WorkoutFacts(
            kind=request.kind,
            source=facts,
            exercise=request.exercise.name if request.exercise else None,
            exercise_hashes={each.name: each.sha256 for each in exercises},
            coach_version=__version__,
            profile=request.profile or active_profile(),
            weight_kg=request.weight_kg,
            as_training=request.as_training,
            range_used=request.range_used,
            tempo=request.plan.tempo,
            routine=request.routine,
            targets={each.name: request.plan.target(held=each.hold is not None) for each in exercises},
        ),
        request.database,
        live_patience_s=_HURRY_S if request.kind == "live" else None,
        resume_id=request.resumed_id,
        notes=lambda: watch.notes,
    )


def _notes(
    logbook: Logbook | None,
    request: AnalysisRequest,
    facts: SourceFacts,
    summary: Summary,
    *,
    interrupted: bool,
) -> tuple[str, ...]:
    stopped = "You stopped the analysis; the count up to that point is valid." if interrupted else ""
    camera = camera_notice(request, summary)
    saved = saved_notice(logbook, request, summary)
    saved_id = None if logbook is None else logbook.workout_id
    date = "" if logbook is None or saved_id is None else date_notice(facts, logbook.film_date)
    rotation = rotation_notice(request.picture, summary)
    unnamed = unnamed_notice(request, summary)
    records = () if request.as_json else record_notices(saved_id, request.database, request.units)
    notes = (unnamed, camera, rotation, stopped, own_model_notice(request), date, *records, saved)
    return tuple(filter(None, notes))


def print_error(film: str, error: CoachError, *, as_json: bool, alone: bool) -> None:
    """Print why a film failed."""
    end = "\n" if alone or as_json else "\n\n"
    print("\n".join(part for part in (str(error), error.hint) if part), end=end, file=sys.stderr)
    if as_json:
        print(error_line(film, error), flush=True)
