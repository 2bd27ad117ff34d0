"""Why a movement does not count, in words, with the measured value and the limit."""

from __future__ import annotations

from coach.catalogue.definition import Signal
from coach.catalogue.measure_text import compared, measure_name
from coach.judging.attempts import Reason
from coach.judging.cycle import Dropped
from coach.judging.pattern.course import ALONG_FIRST, ALONG_LATER, Course

UNFINISHED = Reason("unfinished", "it ended before the way back did")
BEGUN_BEFORE = Reason("unfinished", "it began before it could be seen")


def not_completed(dropped: Dropped, least_s: float, most_s: float, cut_off_by: Reason | None) -> Reason:
    """A movement that the state machine did not complete.

    Args:
        dropped: The movement.
        least_s: The shortest rep, in seconds.
        most_s: The longest one.
        cut_off_by: What cut it off; None if the source ended.
    """
    duration_s = dropped.cycle.end_s - dropped.cycle.left_s
    match dropped.why:
        case "too-fast":
            return too_fast(duration_s, least_s)
        case "no-return":
            return stayed_out(duration_s, most_s)
        case "cut-off":
            return cut_off_by or UNFINISHED


def too_fast(duration_s: float, least_s: float) -> Reason:
    """A movement that took less time than the shortest rep."""
    text = f"took {duration_s:.2f} s, at least {least_s:.2f} s required"
    return Reason("too-fast", text, "duration_s", duration_s, least_s)


def stayed_out(duration_s: float, most_s: float) -> Reason:
    """A movement that did not come back in time."""
    return Reason("no-return", f"did not come back within {most_s:.0f} s", "duration_s", duration_s, most_s)


def came_back_short(share: float, least: float) -> Reason:
    """A movement that turned round again on its way back."""
    text = f"came back {share:.0%} of the way, at least {least:.0%} required"
    return Reason("no-return", text, "returned", share, least)


def undetected(gap_s: float, most_s: float) -> Reason:
    """A movement in which no one was detected for too long."""
    text = f"no one detected for {gap_s:.1f} s, at most {most_s:.1f} s allowed"
    return Reason("gap", text, "gap_s", gap_s, most_s)


def walked(aside: float, most: float) -> Reason:
    """A movement in which the body walked, in trunk lengths."""
    text = f"moved {aside:.1f} trunk lengths sideways, at most {most:.1f} allowed"
    return Reason("walked", text, "aside", aside, most)


def main_angle(signal: Signal, rom_deg: float, least: float) -> Reason:
    """A movement in which the exercise's main angle hardly took part."""
    moved, required = compared(signal.angle, rom_deg, least)
    text = f"{measure_name(signal.angle)} moved only {moved}, at least {required} required"
    return Reason("main-angle", text, signal.angle, rom_deg, least)


def other_course(course: Course, *, first: bool) -> Reason:
    """A single movement, ``first`` of its set or not, that hardly goes the exercise's way."""
    along = ALONG_FIRST if first else ALONG_LATER
    if course.along < along:
        text = f"the whole body moves another way: likeness {course.along:.2f}, at least {along:.2f} required"
        return Reason("course", text, "along", course.along, along)
    if not course.comes_back:
        text = f"the whole body ends {course.apart:.0%} of the way from where it began"
        return Reason("course", text, "net", course.net, 0.0)
    text = f"the whole body moves only {course.size:.0%} of the way, at least {course.least:.0%} required"
    return Reason("course", text, "size", course.size, course.least)
