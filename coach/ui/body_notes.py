"""What is wrong with how a body was seen, as notes: one sentence and one hint for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.body.picture_notes import PictureNote
from coach.body.placement import Limb
from coach.judging.events import FEWEST_FRAMES, SetSummary
from coach.ui.formatting import either, percent

WHOLE_BODY = "Step back, or turn the camera, until head and feet are in the picture."
UNCOVER = "Move what is in front of them (a plate, a bench, a chair, the hands), or turn a little."
BE_SEEN = "One person, the whole body in the picture, nothing in front of it, light on it."
FASTER_LIVE = "Use '--model lite --no-picture', and close other programs."
REAL_SPEED = (
    "If it is, say how fast it plays: '--speed 0.25' for four times slower than real time. "
    "If you moved that slowly, add '--speed 1'."
)
FASTER_FILM = f"Record films with {FEWEST_FRAMES:.0f} frames a second or more."


def nobody_note(frames: int, share: float, hint: str = BE_SEEN) -> PictureNote:
    """Nobody was found, or not often.

    Args:
        frames: In how many pictures somebody was looked for.
        share: In what share of them somebody was found.
        hint: Where to stand.
    """
    if not share:
        what = f"Nobody was seen in any of {frames} frames."
    else:
        what = f"Somebody was seen in only {percent(share)} of {frames} frames: the rest isn't counted."
    return PictureNote("nobody", what, hint, doubtful=True)


def cut_off_note(limbs: Mapping[Limb, float], counted: str, hint: str = WHOLE_BODY) -> PictureNote:
    """Limbs that something is counted by are outside the picture.

    Args:
        limbs: In what share of the pictures each was outside.
        counted: What is counted by them, such as 'squats'; empty where that is not known.
        hint: What to do.
    """
    told = f"Out of the picture: {_shared(limbs)}"
    by = f"; {counted} are counted by them" if counted else ""
    return PictureNote("cut off", f"{told}{by}.", hint, doubtful=True)


def hidden_note(limbs: Mapping[Limb, float], counted: str) -> PictureNote:
    """Limbs that something is counted by are in the picture and can't be seen."""
    what = f"Hidden: {_shared(limbs)}; {counted} are counted by them."
    return PictureNote("hidden", what, UNCOVER, doubtful=True)


def few_frames_note(rate: float, *, live: bool, recorded: float | None = None) -> PictureNote:
    """So few pictures a second that a quick repetition is missed, and whether film or machine is too slow.

    Args:
        rate: Pictures a second that were seen.
        live: Whether somebody trained meanwhile.
        recorded: Pictures a second that the film has; None where nobody knows, or there is no film.
    """
    missing = "repetitions may be missing, and it is not your fault"
    what = f"Only {rate:.1f} frames a second were seen: {missing}."
    if live or recorded is None:
        return PictureNote("few frames", what, FASTER_LIVE if live else FASTER_FILM, doubtful=True)
    if recorded < FEWEST_FRAMES:
        what = f"The film has only {recorded:.1f} frames a second: repetitions may be missing."
        return PictureNote("few frames", what, FASTER_FILM, doubtful=True)
    what = f"Only {rate:.1f} of the film's {recorded:.0f} frames a second were seen: {missing}."
    return PictureNote("few frames", what, FASTER_LIVE, doubtful=True)


def slow_motion_note(sets: Sequence[SetSummary]) -> PictureNote:
    """That a film looks like slow motion, and nothing says so.

    Args:
        sets: Those that do, in order; none of them where all of it does.
    """
    what = "Slow motion? Every movement is slower, and smoother, than people move. Tempo not judged."
    if sets:
        what = "Slow motion? A set is slower, and smoother, than people move. Its tempo is not judged."
    return PictureNote(
        "slow motion",
        what,
        REAL_SPEED,
        doubtful=True,
        start_s=sets[0].start_s if sets else None,
        end_s=sets[-1].end_s if sets else None,
    )


def _shared(limbs: Mapping[Limb, float]) -> str:
    """Limbs with their shares, one figure where it is nearly the same for all."""
    low, high = min(limbs.values()), max(limbs.values())
    names: Sequence[str] = list(limbs)
    if high - low < _ALIKE:
        return f"{either(names, 'and')} ({percent(high)} of the time)"
    return either([f"{limb} ({percent(share)} of the time)" for limb, share in limbs.items()], "and")


_ALIKE = 0.1
