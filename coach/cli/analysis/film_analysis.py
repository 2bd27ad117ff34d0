"""What analyze, start and demo share: one film in, a counted and remembered set out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from coach import __version__
from coach.body.stream import PoseSource, SourceFacts
from coach.cli.analysis.film_dates import dated, when_recorded
from coach.cli.analysis.film_folder import no_film
from coach.cli.analysis.film_speed import is_speed_unknown, timed
from coach.cli.analysis.json_output import analysis_line, error_line
from coach.cli.analysis.judge_choice import (
    better_place,
    judge_of,
    own_model,
    recognition,
)
from coach.cli.analysis.recording_path import place_for, told_place
from coach.cli.analysis.request import INTERRUPTED, Analysis, AnalysisRequest
from coach.cli.analysis.saved_notice import told_when_stopped, unsaved, where_kept
from coach.cli.analysis.spooled_workouts import tell_taken_in
from coach.cli.analysis.zero_count import done_instead, turned_as_told, why_none
from coach.cli.progress import ProgressBar
from coach.errors import CoachError, LibraryError
from coach.judging.observation import Summary
from coach.pipeline import Judging, run
from coach.regular_file import is_folder, is_regular
from coach.resources import database_file
from coach.sinks import Sink
from coach.sinks.best_attempt import BestAttempt
from coach.sinks.logbook import Logbook
from coach.sinks.picture_watch import PictureWatch
from coach.sinks.screen import Screen
from coach.store.kinds import DEFAULT_PROFILE
from coach.store.writer import WorkoutFacts
from coach.ui.report import set_report
from coach.ui.theme import screen
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

_HURRY_S = 0.1
"""Who trains waits for no other program that holds the database: the next repetition tries again."""
SOME_FAILED = 3


def analyze_films(
    films: Sequence[Path],
    request: AnalysisRequest,
    picture_of: Callable[[Path], PictureOptions] | None = None,
) -> int:
    """Analyse films one after the other and say what each came to; one that fails doesn't stop the others.

    Args:
        films: The films, or recordings.
        request: What is asked of each.
        picture_of: The picture options of each film; those of ``request`` if left out.

    Returns:
        The exit code: 0, 1 when every film failed or could not be kept, 3 when some did, 130 after
        Ctrl-C.
    """
    if request.save:
        tell_taken_in(request.database or database_file())
    failed: list[str] = []
    forgotten = 0
    for number, film in enumerate(films, start=1):
        try:
            picture = request.picture if picture_of is None else picture_of(film)
            analysis = analyze_film(film, replace(request, picture=picture))
        except LibraryError:  # no film can be seen
            raise
        except CoachError as error:
            failed.append(film.name)
            _tell_error(str(film), error, as_json=request.as_json, alone=len(films) == 1)
            continue
        tell(str(film), analysis, as_json=request.as_json)
        if len(films) > 1 and not request.as_json:
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


def analyze_film(
    film: Path, request: AnalysisRequest, *, title: str = "", screen: Screen | None = None
) -> Analysis:
    """Send a film or a recording the whole way: seen, judged, remembered.

    Args:
        film: The film, or a recording.
        request: What is asked of it.
        title: What the bar calls it; the film's name where empty.
        screen: Where it is shown while it happens, in real time; None shows the bar.

    Raises:
        CoachError: The film, the pose model or the database can't be used.
    """
    if is_folder(film):
        raise no_film(film)
    place = place_for(film, request.recording)

    def opened(bar: ProgressBar) -> PoseSource:
        return open_source(
            film,
            grade=request.grade,
            model_path=request.model_path,
            picture=request.picture_options,
            use_cache=request.use_cache,
            keep_frames=screen is not None,
            paced=screen is not None,
            keep=place,
            on_progress=bar.prepare,
            on_note=bar.note,
        )

    shown = () if screen is None else (screen,)
    analysis = follow(opened, request, title=title or film.name, sinks=shown)
    unrecorded = place is not None and str(place) in (analysis.trouble or "")
    told = [] if unrecorded else told_place(place, interrupted=analysis.interrupted)
    if screen is None and request.use_cache and analysis.is_unexplained:
        analysis = replace(analysis, why_none=done_instead(film, request) or analysis.why_none)
    return replace(analysis, notes=(*analysis.notes, *told), unrecorded=unrecorded)


def follow(
    opened: Callable[[ProgressBar], PoseSource],
    request: AnalysisRequest,
    *,
    title: str,
    sinks: Sequence[Sink] = (),
    judge: Judging | None = None,
) -> Analysis:
    """Send whatever a source gives the whole way: judged, shown, remembered.

    Args:
        opened: Opens the source; what takes time it tells to the bar.
        request: What is asked of it.
        title: What the bar calls it.
        sinks: Where else than to the database moments go while they happen; without any the bar goes on.
        judge: Who judges; by default a judge who only counts, and recognises where no exercise is named.

    Raises:
        ModelError: What recognises can't be used.
    """
    judge = judge or judge_of(request)
    logbook: Logbook | None = None
    with told_when_stopped(lambda: logbook.kept_id if logbook else None), ExitStack() as stack:
        bar = stack.enter_context(ProgressBar(title, silent=request.as_json))
        source = stack.enter_context(opened(bar))
        facts = dated(source.facts, request.date)
        watch, reach = _watch(source, request), BestAttempt()
        logbook = stack.enter_context(_logbook(facts, request, watch)) if request.save else None
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
            weight_kg=logbook.weight_kg if logbook else request.weight_kg,
            workout_id=logbook.workout_id if logbook else None,
            unsaved=unsaved(logbook),
            notes=_notes(logbook, request, facts, summary, interrupted=interrupted),
            recogniser=recognition().facts if request.exercise is None else None,
            picture_notes=watch.notes,
            why_none="" if interrupted else why_none(summary, request.exercise, watch.notes, reach.depth),
            units=request.units,
        )


def tell(film: str, analysis: Analysis, *, as_json: bool) -> None:
    """Say what an analysis came to: a report for people, a line for programs."""
    with told_when_stopped(lambda: analysis.workout_id):
        if as_json:
            print(analysis_line(film, analysis), flush=True)
        else:
            _report(film, analysis)


def _report(film: str, analysis: Analysis) -> None:
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


def _watch(source: PoseSource, request: AnalysisRequest) -> PictureWatch:
    exercises = {each.name: each for each in request.exercises}
    unknown = is_speed_unknown(source.facts, request)
    return PictureWatch(source, exercises, live=request.kind == "live", speed_unknown=unknown)


def _logbook(facts: SourceFacts, request: AnalysisRequest, watch: PictureWatch) -> Logbook:
    exercises = request.exercises
    return Logbook(
        WorkoutFacts(
            kind=request.kind,
            source=facts,
            exercise=request.exercise.name if request.exercise else None,
            exercise_hashes={each.name: each.sha256 for each in exercises},
            coach_version=__version__,
            profile=request.profile or DEFAULT_PROFILE,
            weight_kg=request.weight_kg,
            as_training=request.as_training,
            range_used=request.range_used,
            targets={each.name: request.plan.target(held=each.hold is not None) for each in exercises},
        ),
        request.database,
        hurry_s=_HURRY_S if request.kind == "live" else None,
        goes_on=request.goes_on,
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
    stopped = "You stopped it: what was counted up to there stands." if interrupted else ""
    place = better_place(request, summary)
    kept = where_kept(logbook, request, summary)
    kept_id = None if logbook is None else logbook.workout_id
    when = "" if logbook is None or kept_id is None else when_recorded(facts, logbook.film_date)
    turned = turned_as_told(request.picture, summary)
    return tuple(filter(None, (place, turned, stopped, own_model(request), when, kept)))


def _tell_error(film: str, error: CoachError, *, as_json: bool, alone: bool) -> None:
    end = "\n" if alone or as_json else "\n\n"
    print("\n".join(part for part in (str(error), error.hint) if part), end=end, file=sys.stderr)
    if as_json:
        print(error_line(film, error), flush=True)
