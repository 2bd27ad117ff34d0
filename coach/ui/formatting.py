"""Figures and names as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from coach.body.view import View
from coach.judging.events import Fault, FaultCoverage, Rep, SetSummary, Tempo


def spoken(exercise: str) -> str:
    """A canonical name as it is said: ``biceps-curl`` is 'biceps curl', ``push-up`` stays."""
    return exercise if exercise.endswith("-up") else exercise.replace("-", " ")


def plural(exercise: str, number: int) -> str:
    """The exercise so many times, such as 'squats' for 12."""
    name = spoken(exercise)
    if number == 1 or (name.endswith("s") and not name.endswith("ss")):
        return name
    return name + ("es" if name.endswith(("s", "sh", "ch", "x")) else "s")


def counted(full: int, partial: int) -> str:
    """A count, such as '7 + 3 partial'."""
    return f"{full} + {partial} partial" if partial else str(full)


def corrected(summary: SetSummary) -> str:
    """What the person put right in a count; empty where nothing was."""
    by = abs(summary.added)
    if not by:
        return ""
    return f"{summary.seen_full} seen, {by} {'put in' if summary.added > 0 else 'taken out'} by hand"


def seconds(held_s: float) -> str:
    """A time held, such as '45.2 s' or '1:05 min'."""
    if held_s < 59.95:  # from there on the rounded figure would read 60.0 s
        return f"{held_s:.1f} s"
    minutes, rest = divmod(round(held_s), 60)
    return f"{minutes}:{rest:02} min"


def recognised(confidence: float | None) -> str:
    """How sure it is that it was this exercise; empty where somebody said so."""
    return "" if confidence is None else f"recognised, {percent(confidence)} sure"


def coverage(faults: Sequence[FaultCoverage]) -> list[str]:
    """Which faults could not be looked for, or not all the time; nothing where all could."""
    never = [each.title for each in faults if not each.judged]
    lines = [f"Not seen well enough to judge: {', '.join(never)}"] if never else []
    partly = [_partly(each) for each in faults if 0 < each.judged < each.of]
    return [*lines, *([f"Judged only in part: {', '.join(partly)}"] if partly else [])]


def _partly(each: FaultCoverage) -> str:
    return f"{each.title} ({each.judged} of {each.of} {'s' if each.unit == 's' else 'reps'})"


def where(faults: Sequence[Fault]) -> str:
    """In which repetitions, or when in a hold, such as 'in reps 3 and 5' or 'at 12 s'."""
    reps = [fault.rep for fault in faults if fault.rep is not None]
    if not reps:
        return "at " + either([f"{fault.time:.0f} s" for fault in faults], "and")
    return f"in rep{'s' if len(reps) > 1 else ''} " + either([str(rep) for rep in reps], "and")


def degrees(angle_deg: float | None, error_deg: float | None = None) -> str:
    """Whole degrees, with their error bar where that is known, or a dash where there are none."""
    if angle_deg is None:
        return "–"
    return f"{angle_deg:.0f}°" + ("" if error_deg is None else f" ± {error_deg:.0f}")


def verdict(rep: Rep) -> str:
    """A verdict, with a question mark where it is a guess."""
    return f"{rep.verdict}?" if rep.is_doubtful else rep.verdict


def unmeasured(reps: Sequence[Rep]) -> str:
    """Why the range of motion of some repetitions is not told; empty where it was always measured."""
    guessed = [rep for rep in reps if rep.unmeasured]
    if not guessed:
        return ""
    where = "" if len(guessed) == len(reps) else f" in {len(guessed)} of {len(reps)} reps"
    whys = "; ".join(dict.fromkeys(rep.unmeasured for rep in guessed))
    verdicts = " Verdicts with '?' are guesses." if any(rep.is_doubtful for rep in guessed) else ""
    return f"Range of motion not measured{where}: {whys}.{verdicts}"


def pace(speed: float | None) -> str:
    """How a film goes by, such as '4 times slower'; empty where that is as it happened, or unknown."""
    if speed is None or speed == 1.0:
        return ""
    return f"{1.0 / speed:.3g} times slower" if speed < 1.0 else f"{speed:.3g} times faster"


UNTIMED = "slow motion?"
"""What stands in place of a tempo that nobody knows."""


def tempo_figures(tempo: Tempo | None) -> str:
    """The four figures, or a dash where there are none."""
    return "–" if tempo is None else str(tempo)


def seen_from(view: View | None, share: float | None, frames: int | None, *, shared: bool = True) -> str:
    """From where, and unless it is told already in how many of the frames, somebody was seen."""
    if not frames or share is None:
        return "no frame was looked at" if frames == 0 else "how much was seen is not known"
    if not share:
        return f"nobody seen in {frames} frames"
    place = "" if view is None else f" {'' if view == 'oblique' else 'from the '}{_PLACES[view]}"
    return f"seen{place} in {percent(share)} of {frames} frames" if shared else f"seen{place}"


def either(names: Sequence[str], word: str = "or") -> str:
    """Names to choose from, such as 'side, oblique or front'; with 'and' all of them."""
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def better_seen(exercise: str, view: View | None, views: Sequence[View]) -> str:
    """Where the camera should have stood; empty where it stood well, or nobody knows where."""
    if view is None or view in views:
        return ""
    here = "obliquely" if view == "oblique" else f"from the {_PLACES[view]}"
    name = plural(exercise, 2)
    return f"Filmed {here}; the best view of {name} is {either(views)}."


_PLACES: dict[View, str] = {
    "front": "front",
    "oblique": "obliquely",
    "side": "side",
    "rear": "back",
}


def percent(share: float) -> str:
    """Whole per cent, where neither 0 nor 100 is said of what only comes near."""
    return f"{min(max(round(share * 100), 1), 99 if share < 1 else 100)} %"


def tilted(tilt_deg: float | None) -> str:
    """How the camera stands; empty where nobody knows."""
    if tilt_deg is None:
        return ""
    if abs(tilt_deg) < 0.5:
        return "camera level"
    return f"camera looks {'up' if tilt_deg > 0 else 'down'} {abs(tilt_deg):.0f}°"


def local_time(moment: datetime, *, day_only: bool = False) -> str:
    """A moment on the clock of this machine; at midnight sharp, as of a day that was typed, the day alone."""
    here = moment.astimezone()
    day_only = day_only or here.time() == time()
    return here.strftime("%Y-%m-%d" if day_only else "%Y-%m-%d %H:%M")


def long_date(moment: datetime) -> str:
    """A day on the calendar of this machine, in words, such as '8 March 2026'."""
    here = moment.astimezone()
    return f"{here.day} {_MONTHS[here.month - 1]} {here.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
