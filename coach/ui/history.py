"""The page of one saved workout, rep by rep."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from coach.judging.candidates.attempt_list import listed_attempts
from coach.judging.effort.workout_review import WorkoutReview
from coach.quantities import WeightUnit, weight_text
from coach.store.records import SetRecord, WorkoutRecord
from coach.ui import formatting, theme
from coach.ui.attempt_table import AttemptTable
from coach.ui.report import (
    Timeline,
    headline,
    legend,
    picture_lines,
    results_text,
    set_lines,
    set_name,
    visibility_line,
)
from coach.ui.review import ScoreTable, closing_lines, lead_lines, reviewed_of


def workout_view(
    workout: WorkoutRecord,
    units: WeightUnit = "kg",
    *,
    why: bool = False,
    review: WorkoutReview | None = None,
    score: bool = False,
) -> RenderableType:
    """One workout: its sets rep by rep, weights in ``units``, and what judged it.

    With ``why`` it lists every movement, counted or not; with a ``review``, that leads; with
    ``score``, every part of the scores is shown.
    """
    if workout.kind == "import":
        return _logged_view(workout, units)
    return _counted_view(workout, units, why=why, review=review, score=score)


def _logged_view(workout: WorkoutRecord, units: WeightUnit) -> RenderableType:
    """A workout that another program logged: its sets as they were entered there."""
    sets = [each.summary for each in workout.sets]
    title = Text(results_text(sets, workout.exercises), style=theme.HEADLINE)
    title.append(f"  workout {workout.id}, {formatting.local_time(workout.trained_at)}", style="not bold dim")
    lines = [title, *([Text(workout.note)] if workout.note else []), Text()]
    lines += [Text(_logged_set_text(each, units)) for each in workout.sets]
    source = workout.imported_from or "another program"
    lines += [Text(), Text(f"Imported from {source}: coach did not count it", style=theme.ASIDE)]
    return Group(*lines)


def _logged_set_text(each: SetRecord, units: WeightUnit) -> str:
    """One set, such as '2. 10 squats, 80 kg (RPE 8)'."""
    summary = each.summary
    weight = "" if each.weight_kg is None else f", {weight_text(each.weight_kg, units=units)}"
    corrected = ", corrected by you" if each.is_corrected else ""
    note = f" ({each.note})" if each.note else ""
    done = headline(summary.exercise, summary.full, summary.partial, summary.hold_s)
    return f"{summary.number}. {done}{weight}{corrected}{note}"


def _counted_view(
    workout: WorkoutRecord, units: WeightUnit, *, why: bool, review: WorkoutReview | None, score: bool
) -> RenderableType:
    sets = [each.summary for each in workout.sets]
    title = Text(results_text(sets, workout.exercises), style=theme.HEADLINE)
    title.append(f"  workout {workout.id}, {formatting.local_time(workout.trained_at)}", style="not bold dim")
    lines: list[RenderableType] = [title, Text()]
    if review is not None and (lead := lead_lines(review)):
        lines += [*lead, Text()]
    for place, each in enumerate(workout.sets):
        name = set_name(each.summary) if len(sets) > 1 else ""
        reviewed = reviewed_of(review, place)
        lines += set_lines(each.summary, name=name, weight_kg=each.weight_kg, units=units, reviewed=reviewed)
        if score and reviewed is not None and reviewed.review.score is not None:
            lines.append(ScoreTable(reviewed.review.score))
        if each.has_too_few_frames:
            rate = f"Too few frames: {each.seen_frame_rate:.1f} per second. Reps may be missing."
            lines.append(Text(rate, style=theme.WARNING))
        doubts = [problem for problem in each.doubts if problem != "few frames"]
        if doubts:
            lines.append(
                Text(f"Doubtful: {formatting.either(doubts, 'and')}, see below", style=theme.WARNING)
            )
        lines.append(Text())
    if workout.segments and not len(workout.segments) == len(sets) == 1:
        lines += [Timeline(workout.segments), Text()]
    if why:
        lines += [AttemptTable(listed_attempts(sets, workout.between_sets)), Text()]
    found = [note for note in workout.picture_notes if note.problem != "few frames" or not sets]
    lines += picture_lines(found)
    lines += legend(sets, review)
    lines += [] if review is None else closing_lines(review, with_form=True)
    rate = "" if workout.frame_rate is None else f"{workout.frame_rate:.3g} fps"
    tilt = formatting.tilt_text(workout.tilt_deg)
    has_note = any(note.problem == "nobody" for note in found)
    share, frames = workout.seen_share, workout.frames
    lines.append(visibility_line(workout.view, share, frames, rate, tilt, has_note=has_note))
    lines += [Text(line, style=theme.ASIDE) for line in _provenance(workout)]
    return Group(*lines)


def _provenance(workout: WorkoutRecord) -> list[str]:
    """The source of the workout and what judged it."""
    lines = []
    if workout.film_name:
        lines.append(f"{workout.kind.capitalize()} {workout.film_name}{_hash(workout.film_sha256)}")
    if pace := formatting.pace(workout.speed):
        lines.append(f"The film plays {pace} than real time")
    if workout.trained_at != workout.started_at:
        lines.append(f"First analysed {formatting.local_time(workout.started_at)}")
    hashes = {each.summary.exercise: each.exercise_sha256 for each in workout.sets}
    hashes.pop("anything", None)  # it has no file
    files = "".join(f", {name}.toml{_hash(sha256)}" for name, sha256 in hashes.items())
    model = f"pose model {workout.model_grade or 'of your own'}{_hash(workout.model_sha256)}"
    lines.append(f"Judged by coach {workout.coach_version}, {model}{files}")
    if workout.state == "running":
        lines.append("Still running")
    elif workout.state == "interrupted":
        lines.append("Cut short: shows what was counted up to that point")
    if not workout.as_training:
        lines.append(f"Saved as a {workout.kind}, not as training")
    return lines


def _hash(sha256: str | None) -> str:
    return "" if sha256 is None else f" ({sha256[:8]})"
