"""Numbers, names and dates as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from coach.body.view import View
from coach.judging.events import Fault, FaultCoverage, Rep, SetSummary
from coach.judging.figures.rep_effort import Tempo
from coach.judging.level import Level, figure_text, level_name, level_text
from coach.judging.set_tally import level_counts


def exercise_text(exercise: str) -> str:
    """A canonical name in plain words: ``biceps-curl`` is 'biceps curl', ``push-up`` stays."""
    is_foreign = exercise != exercise.lower()  # as another program calls it, such as 'Shrug (Barbell)'
    return exercise if is_foreign or exercise.endswith("-up") else exercise.replace("-", " ")


def plural(exercise: str, number: int) -> str:
    """The name of the exercise for a number of reps, such as 'squats' for 12."""
    if exercise != exercise.lower():
        return f"× {exercise}"
    name = "unnamed rep" if exercise == "anything" else exercise_text(exercise)
    if number == 1 or (name.endswith("s") and not name.endswith("ss")):
        return name
    return name + ("es" if name.endswith(("s", "sh", "ch", "x")) else "s")


def count_text(full: int, partial: int) -> str:
    """A count, such as '7 + 3 partial'."""
    return f"{full} + {partial} partial" if partial else str(full)


def correction_note(summary: SetSummary) -> str:
    """What the user corrected in a count; empty without a correction."""
    by = abs(summary.added)
    if not by or summary.is_logged:
        return ""
    return f"{summary.detected_full} detected, {by} {'added' if summary.added > 0 else 'removed'} by hand"


def seconds(held_s: float) -> str:
    """A duration, such as '45.2 s' or '1:05 min'."""
    if held_s < 59.95:  # anything longer would round to 60.0 s
        return f"{held_s:.1f} s"
    minutes, rest = divmod(round(held_s), 60)
    return f"{minutes}:{rest:02} min"


def recognition_text(confidence: float | None) -> str:
    """The confidence of the recognition; empty if the user named the exercise."""
    return "" if confidence is None else f"recognised, {percent(confidence)} sure"


def coverage(faults: Sequence[FaultCoverage]) -> list[str]:
    """Faults that could not be judged, or only in part; empty if all could."""
    reasons: dict[str, list[str]] = {}
    for each in faults:
        if not each.judged and each.of:
            reasons.setdefault(each.reason or "not visible", []).append(each.title)
    never = [f"{', '.join(titles)} ({reason})" for reason, titles in reasons.items()]
    lines = [f"Not judged: {'; '.join(never)}"] if never else []
    partly = [_partly(each) for each in faults if 0 < each.judged < each.of]
    return [*lines, *([f"Only partly judged: {', '.join(partly)}"] if partly else [])]


def _partly(each: FaultCoverage) -> str:
    return f"{each.title} ({each.judged} of {each.of} {'s' if each.unit == 's' else 'reps'})"


def fault_places(faults: Sequence[Fault]) -> str:
    """The reps, or the seconds of a hold, with a fault, such as 'in reps 3 and 5' or 'at 12 s'."""
    reps = [fault.rep for fault in faults if fault.rep is not None]
    if not reps:
        return "at " + either([f"{fault.time:.0f} s" for fault in faults], "and")
    return f"in rep{'s' if len(reps) > 1 else ''} " + either([str(rep) for rep in reps], "and")


def degrees(angle_deg: float | None, error_deg: float | None = None) -> str:
    """Whole degrees, with the error bar if known; a dash for None."""
    if angle_deg is None:
        return "–"
    return f"{angle_deg:.0f}°" + ("" if error_deg is None else f" ± {error_deg:.0f}")


def verdict(rep: Rep) -> str:
    """A verdict, with a question mark if it is a guess."""
    return f"{rep.verdict}?" if rep.is_doubtful else rep.verdict


def level_cell(level: Level | None, *, with_figure: bool) -> str:
    """A rep's level in a table, such as 'parallel', or 'parallel, knee 67° ± 14'; a dash if not judged."""
    if level is None or not level.name:
        return "–"
    name = level_name(level.name)
    return f"{name}, {figure_text(level)}" if with_figure else name


def levels_note(summary: SetSummary) -> str:
    """The levels of a set's reps, such as 'Levels: 6 parallel, 2 half', or of a hold; empty without any."""
    if summary.level is not None:
        named = level_text(summary.level) if summary.level.name else figure_text(summary.level)
        return f"Level: {named[0].lower()}{named[1:]}"
    reached = [f"{number} {level_name(name)}" for name, number in level_counts(summary.reps).items()]
    unjudged = [rep.level.not_judged for rep in summary.reps if rep.level and rep.level.not_judged]
    if unjudged:
        whys = "; ".join(dict.fromkeys(unjudged))
        reached.append(f"{len(unjudged)} not judged ({whys})" if reached else f"not judged: {whys}")
    return f"Levels: {', '.join(reached)}" if reached else ""


def unmeasured_note(reps: Sequence[Rep]) -> str:
    """Why some reps show no range of motion; empty if all were measured."""
    guessed = [rep for rep in reps if rep.unmeasured]
    if not guessed:
        return ""
    where = "" if len(guessed) == len(reps) else f" in {len(guessed)} of {len(reps)} reps"
    whys = "; ".join(dict.fromkeys(rep.unmeasured for rep in guessed))
    verdicts = " Verdicts with '?' are guesses." if any(rep.is_doubtful for rep in guessed) else ""
    return f"Range of motion not measured{where}: {whys}.{verdicts}"


def pace(speed: float | None) -> str:
    """The playback speed of a film, such as '4 times slower'; empty at normal or unknown speed."""
    if speed is None or speed == 1.0:
        return ""
    return f"{1.0 / speed:.3g} times slower" if speed < 1.0 else f"{speed:.3g} times faster"


UNTIMED = "slow motion?"
"""Shown in place of an unknown tempo."""


def tempo_figures(tempo: Tempo | None) -> str:
    """The four figures of a tempo, or a dash for None."""
    return "–" if tempo is None else str(tempo)


def detection_text(view: View | None, share: float | None, frames: int | None, *, shared: bool = True) -> str:
    """The view of the camera and the share of frames with a person in them.

    Args:
        view: The view, if known.
        share: Share of the frames with a person in them; None if unknown.
        frames: Frames analysed; None if unknown.
        shared: Whether to state the share.
    """
    if not frames or share is None:
        return "no frames analysed" if frames == 0 else "number of frames not known"
    if not share:
        return f"no one detected in {frames} frames"
    place = "" if view is None else f" {_PLACES[view]}"
    return f"detected{place} in {percent(share)} of {frames} frames" if shared else f"detected{place}"


def either(names: Sequence[str], word: str = "or") -> str:
    """A list in words, such as 'side, oblique or front'; ``word`` joins the last two."""
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def better_view(exercise: str, view: View | None, views: Sequence[View]) -> str:
    """A better camera view for an exercise; empty if the view suits it or is unknown."""
    if view is None or view in views:
        return ""
    return f"Filmed {_PLACES[view]}; the best view for {plural(exercise, 2)} is {either(views)}."


_PLACES: dict[View, str] = {
    "front": "from the front",
    "oblique": "from an oblique angle",
    "side": "from the side",
    "rear": "from the back",
}


def percent(share: float) -> str:
    """Whole per cent; 0 and 100 only appear for exactly none and all."""
    return f"{min(max(round(share * 100), 1), 99 if share < 1 else 100)} %"


def tilt_text(tilt_deg: float | None) -> str:
    """The tilt of the camera; empty if unknown."""
    if tilt_deg is None:
        return ""
    if abs(tilt_deg) < 0.5:
        return "camera level"
    return f"camera tilted {'up' if tilt_deg > 0 else 'down'} {abs(tilt_deg):.0f}°"


def local_time(moment: datetime, *, day_only: bool = False) -> str:
    """A moment in local time; the day alone at exactly midnight, as for a date that was typed."""
    here = moment.astimezone()
    day_only = day_only or here.time() == time()
    return here.strftime("%Y-%m-%d" if day_only else "%Y-%m-%d %H:%M")


def long_date(moment: datetime) -> str:
    """A day in local time, in words, such as '8 March 2026'."""
    here = moment.astimezone()
    return f"{here.day} {_MONTHS[here.month - 1]} {here.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
