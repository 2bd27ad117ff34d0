"""Notes on body visibility: one sentence and one hint for each problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.body.picture_notes import PictureNote
from coach.body.placement import Limb
from coach.judging.events import FEWEST_FRAMES, SetSummary
from coach.ui.formatting import either, percent

WHOLE_BODY = "Step back or turn the camera until your head and feet are in the frame."
UNCOVER = "Move whatever covers them (a plate, a bench, a chair, your hands), or turn slightly."
BE_SEEN = "Film one person, the whole body in the frame, well lit, with nothing in front of it."
FASTER_LIVE = "Use '--model lite --no-picture' and close other programs."
REAL_SPEED = (
    "If so, give its speed: '--speed 0.25' means four times slower than real time. "
    "If you really moved that slowly, use '--speed 1'."
)
FASTER_FILM = f"Record films at {FEWEST_FRAMES:.0f} frames per second or more."


def no_person_note(frames: int, share: float, hint: str = BE_SEEN) -> PictureNote:
    """No person was detected, or only in some frames.

    Args:
        frames: Number of frames analysed.
        share: Share of them with a person in them, 0 to 1.
        hint: Where to stand.
    """
    if not share:
        what = f"No one was detected in any of {frames} frames."
    else:
        what = f"A person was detected in only {percent(share)} of {frames} frames; the rest is not counted."
    return PictureNote("nobody", what, hint, doubtful=True)


def cut_off_note(limbs: Mapping[Limb, float], counted: str, hint: str = WHOLE_BODY) -> PictureNote:
    """Limbs needed for counting are out of frame.

    Args:
        limbs: Share of the frames in which each limb was out of frame.
        counted: The exercise that needs them, such as 'squats'; empty if unknown.
        hint: What to do.
    """
    what = f"Out of frame: {_shares(limbs)}."
    need = f" They are needed to count {counted}." if counted else ""
    return PictureNote("cut off", what + need, hint, doubtful=True)


def hidden_note(limbs: Mapping[Limb, float], counted: str) -> PictureNote:
    """Limbs needed for counting are in the frame but hidden."""
    what = f"Hidden: {_shares(limbs)}. They are needed to count {counted}."
    return PictureNote("hidden", what, UNCOVER, doubtful=True)


def few_frames_note(rate: float, *, live: bool, recorded: float | None = None) -> PictureNote:
    """The frame rate is too low to count quick reps; names the film or this computer as the cause.

    Args:
        rate: Frames analysed per second.
        live: Whether this is a live workout.
        recorded: Frame rate of the film; None if unknown or live.
    """
    missing = "reps may be missing, and it is not your fault"
    what = f"Only {rate:.1f} frames per second were analysed: {missing}."
    if live or recorded is None:
        return PictureNote("few frames", what, FASTER_LIVE if live else FASTER_FILM, doubtful=True)
    if recorded < FEWEST_FRAMES:
        what = f"The film has only {recorded:.1f} frames per second: reps may be missing."
        return PictureNote("few frames", what, FASTER_FILM, doubtful=True)
    what = f"Only {rate:.1f} of the film's {recorded:.0f} frames per second were analysed: {missing}."
    return PictureNote("few frames", what, FASTER_LIVE, doubtful=True)


def slow_motion_note(sets: Sequence[SetSummary]) -> PictureNote:
    """A film looks like slow motion and nothing states its speed.

    Args:
        sets: The sets that look slowed, in order; empty if the whole film does.
    """
    what = "Slow motion? All movement is slower and smoother than people move. Tempo is not judged."
    if sets:
        what = "Slow motion? One set is slower and smoother than people move. Its tempo is not judged."
    return PictureNote(
        "slow motion",
        what,
        REAL_SPEED,
        doubtful=True,
        start_s=sets[0].start_s if sets else None,
        end_s=sets[-1].end_s if sets else None,
    )


def _shares(limbs: Mapping[Limb, float]) -> str:
    """Limbs with their shares; a single figure if the shares are nearly equal."""
    low, high = min(limbs.values()), max(limbs.values())
    names: Sequence[str] = list(limbs)
    if high - low < _ALIKE:
        return f"{either(names, 'and')} ({percent(high)} of the time)"
    return either([f"{limb} ({percent(share)} of the time)" for limb, share in limbs.items()], "and")


_ALIKE = 0.1
