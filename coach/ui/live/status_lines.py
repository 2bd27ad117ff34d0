"""The text lines of the live screen: exercise and set, verdict, advice, tracking and keys."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.picture_notes import PictureProblem
from coach.judging.events import Rep
from coach.judging.level import figure_text, level_name
from coach.judging.observation import Tracking, WorkoutState
from coach.ui import theme
from coach.ui.charts import bar
from coach.ui.exercise import phase_name
from coach.ui.formatting import exercise_text, percent
from coach.ui.live.big_text import letters
from coach.ui.live.live_state import Activity, LiveState
from coach.ui.row_layout import Part, Row, filled, high, row, spread, wrapped

_TRACKING = 8
_TEMPO_BAR = 24
_UNSURE_REPS, _UNSURE_S = 3, 5.0
"""The confidence is shown only early in a set; later, the count says enough."""
_FEWEST_FRAMES = 10.0
"""Frames per second below which reps are missed."""
_WARM_UP_S = 3.0
"""The first frames of a session take longer."""
_ACTIVE: frozenset[Activity] = frozenset({"waiting", "starting", "training", "recognising"})
"""Activities that need you in view."""
_CALLED: dict[PictureProblem, str] = {
    "dark": "Too dark",
    "blurred": "Blurred picture",
    "camera moved": "Camera moved",
}
_BELOW_LETTERS = 2
"""Rows for the words after a colon."""


@dataclass(frozen=True, slots=True)
class StatusText:
    """A line to show in large letters.

    Attributes:
        text: The words.
        style: Style of the words.
        label: The kind of message, on a line above; may be empty.
        mark: The kind of message as a mark before the words, if there is no label.
        spare: Whether to show it only if large letters fit, because it also stands elsewhere.
    """

    text: str
    style: str
    label: str = ""
    mark: str = ""
    spare: bool = False

    @property
    def marked(self) -> str:
        """The words with their mark."""
        return f"{self.mark} {self.text}".strip()


def status_text(state: LiveState) -> StatusText | None:
    """The most important message: no picture first, then what the set waits for, then advice."""
    flow = state.flow
    if wrong := _picture(state):
        return wrong
    match state.activity:
        case "waiting" if flow is not None and flow.waits_for:
            return StatusText(flow.waits_for, "bold", label="waiting")
        case "starting" | "waiting":
            return StatusText("Get ready", "bold")
        case "resting" | "over" if flow is not None:
            return _between_sets(state, flow)
        case "nothing":
            return StatusText("No picture yet", "bold")
        case "training" | "recognising":
            return _advice(state)
        case "paused":
            return StatusText("Paused", "bold")
    return None


def _between_sets(state: LiveState, flow: WorkoutState) -> StatusText | None:
    """What comes next, with what matters of the last set."""
    review = f": {state.review}" if state.review else ""
    if flow.stage == "resting":
        return StatusText(f"Rest, then set {flow.set_number}{review}", "bold")
    return StatusText(f"Done{review}", "bold") if review else None


def _picture(state: LiveState) -> StatusText | None:
    """A problem with the picture and a hint, short enough to read from across the room."""
    live = state.live
    if live is None:
        return None
    if not live.connected:
        return StatusText("Reconnecting", theme.WARNING, label=live.trouble or "no frames arriving")
    if state.activity not in _ACTIVE:
        return None
    note = live.note
    if note is not None and note.problem in _CALLED:
        return StatusText(_CALLED[note.problem], theme.WARNING, label=note.hint or note.what)
    return StatusText("No picture", theme.WARNING, label=live.trouble) if live.trouble else None


def _advice(state: LiveState) -> StatusText | None:
    flow, cue = state.flow, state.cue
    rate, moment = state.frames_a_second, state.moment
    warm = moment is not None and moment.time > _WARM_UP_S
    if state.live is not None and warm and rate is not None and rate < _FEWEST_FRAMES:
        label = f"only {rate:.0f} frames per second: press v to hide the picture, or use --model lite"
        return StatusText("Too slow to count", theme.WARNING, label=label)
    if state.lost:
        return StatusText(state.lost, theme.WARNING, label="not counting")
    done = 0.0 if flow is None else flow.full if flow.hold_s is None else flow.hold_s
    if flow is not None and flow.target and done >= flow.target:
        return StatusText("Target reached", theme.FULL, mark="✓")
    if cue is None:
        return _tempo(flow) or _guess(state) or _last_verdict(state)
    return (
        StatusText(cue.text, theme.FULL, mark="✓")
        if cue.kind == "praise"
        else StatusText(cue.text, theme.WARNING, mark="!")
    )


def _tempo(flow: WorkoutState | None) -> StatusText | None:
    """What the tempo guide says now, with a bar that fills until the next phase."""
    if flow is None or flow.guide is None:
        return None
    guide = flow.guide
    left_s = guide.duration_s * (1 - guide.share)
    filled_bar = bar(guide.share, 1.0, _TEMPO_BAR, ascii_only=True).replace(" ", ".")
    return StatusText(guide.name.upper(), "bold", label=f"{filled_bar} {left_s:3.1f} s")


def _guess(state: LiveState) -> StatusText | None:
    guess = state.recognised.guess if state.recognised is not None else None
    return (
        StatusText(f"{exercise_text(guess).capitalize()}?", "bold")
        if guess and state.exercise is None
        else None
    )


def _last_verdict(state: LiveState) -> StatusText | None:
    """The verdict on the last rep, shown large if there is no cue."""
    if state.rep is None or state.note or state.not_counted:
        return None
    if state.rep.verdict == "full":
        return StatusText(_full_name(state).capitalize(), theme.FULL, mark="✓", spare=True)
    return StatusText("Partial", theme.PARTIAL, mark="✗", spare=True)


def confidence_text(state: LiveState) -> str:
    """The confidence early in a set, or 'pinned'; empty if the user named the exercise."""
    recognised, exercise, flow = state.recognised, state.exercise, state.flow
    if recognised is None or exercise is None:
        return ""
    if recognised.pinned:
        return "   pinned"
    done = flow is not None and (flow.full + flow.partial > _UNSURE_REPS or (flow.hold_s or 0.0) > _UNSURE_S)
    if done or state.activity != "training" or recognised.exercise != exercise.name:
        return ""
    return f"   {percent(recognised.confidence)} sure"


@dataclass(frozen=True, slots=True)
class StatusLines:
    """The text lines, each as wide as the terminal.

    Attributes:
        state: What to show.
        width: Characters.
        ascii_only: Draw with plain characters.
    """

    state: LiveState
    width: int
    ascii_only: bool

    def top(self) -> Row:
        """The exercise, the set and the source."""
        state, flow = self.state, self.state.flow
        title = "Recognising" if state.exercise is None else state.exercise.title
        left: list[Part] = [(title, theme.HEADLINE), confidence_text(state)]
        if flow is not None:
            of = f" of {flow.sets}" if flow.sets is not None else ""
            left.append(f"   set {flow.set_number}{of}")
        right: list[Part] = [(state.heading, theme.ASIDE)]
        if state.muted:
            right += ["  ", (" muted ", "reverse")]
        return spread(self.width, left, right, ascii_only=self.ascii_only)

    def verdict(self, thick: int) -> list[Row]:
        """The last verdict with its reason, in reverse over the whole width; a partial rep is hatched."""
        text, style, fill = self._verdict()
        if not (text and thick):
            return [row(self.width)] * thick
        around = [row(self.width, ("", style), fill=fill)] * (thick // 2)
        words = row(self.width, (f" {text} ", style), ("", style), ascii_only=self.ascii_only, fill=fill)
        return [*around, words, *around]

    def _verdict(self) -> tuple[str, str, str]:
        state, hatch = self.state, "/" if self.ascii_only else "╱"
        if state.note:
            return state.note, "reverse", " "
        if state.not_counted:
            return f"{state.not_counted[0].upper()}{state.not_counted[1:]}", "reverse", " "
        rep, observed = state.rep, state.observed
        if rep is not None:
            # Without the rep's number: the count leaves partial reps out, so the two would differ.
            side = "" if rep.side == "both" else f", {rep.side}"
            if rep.verdict == "full":
                return f"✓ {_full_text(rep, side, _full_name(state))}", f"bold reverse {theme.FULL}", " "
            return f"✗ PARTIAL{side}   {rep.reason}", f"bold reverse {theme.PARTIAL}", hatch
        if observed is None or state.exercise is None:
            return "", "", " "
        if observed.hold_s is not None and state.activity == "training":
            phase = phase_name(state.exercise, observed.phase)
            if observed.phase == "hold":
                return f"✓ {phase.upper()}", f"bold reverse {theme.FULL}", " "
            return f"✗ {phase.upper()}", f"bold reverse {theme.PARTIAL}", hatch
        return "", "", " "

    def message(self, height: int) -> list[Row]:
        """The most important message, in letters as large as fit."""
        status = status_text(self.state)
        if status is None:
            return [row(self.width)] * height
        rows = []
        if status.label and height > 1:
            label = (f" {status.label} ", f"reverse {status.style}")
            rows.append(row(self.width, label, "", ascii_only=self.ascii_only))
        left = height - len(rows)
        words = self.large(status, left)
        if not (words or status.spare):
            words = self._plain(status.marked, status.style, left)
        air = [row(self.width)] * (len(words) < left)
        return high(rows + air + words, height, self.width)

    def large(self, status: StatusText, height: int) -> list[Row]:
        """A message in large letters, or only its words before a colon; empty if neither fits."""
        for words, rest in ((status.marked, ""), status.marked.split(": ", 1)):
            below = self._plain(rest, status.style, _BELOW_LETTERS) if rest else []
            room = height - len(below) - bool(below)
            drawn = letters(words, self.width - 1, room, ascii_only=self.ascii_only)
            if drawn:
                rows = filled([f" {line}" for line in drawn], status.style, self.width)
                return rows + [row(self.width)] * bool(below) + below
            if ": " not in status.marked:
                break
        return []

    def _plain(self, words: str, style: str, height: int) -> list[Row]:
        lines = wrapped(words, f"bold {style}", self.width - 1, height, ascii_only=self.ascii_only)
        return [[*row(1), *line] for line in lines]

    def status(self) -> Row:
        """How well the body is tracked, and the frame rate."""
        return spread(self.width, self._tracking(), self._frame_rate(), ascii_only=self.ascii_only)

    def foot(self) -> Row:
        """The most important keys."""
        return row(self.width, (self.state.foot, theme.ASIDE), "", ascii_only=self.ascii_only)

    def _tracking(self) -> list[Part]:
        moment = self.state.moment
        if moment is None:
            return []
        tracking = moment.observation.tracking
        if moment.pose is None:
            return [(" no one detected ", f"reverse {theme.WARNING}")]
        if tracking is None:
            return []
        drawn = bar(tracking.quality, 1.0, _TRACKING, ascii_only=self.ascii_only).rstrip()
        rest = ("." if self.ascii_only else "░") * (_TRACKING - len(drawn))
        parts: list[Part] = [
            ("tracking ", theme.ASIDE),
            (drawn, theme.ASIDE),
            (rest, theme.ASIDE),
            f" {tracking.quality:.0%}",
        ]
        if tracking.hidden:
            parts += ["  ", (f" {visibility_problem(tracking)} ", f"reverse {theme.WARNING}")]
        return parts

    def _frame_rate(self) -> list[Part]:
        live, rate = self.state.live, self.state.frames_a_second
        if live is None:
            return []
        parts = [] if rate is None else [f"{rate:.0f} frames/s"]
        parts.append(f"{live.skipped} dropped")
        if live.reconnected:
            parts.append(f"reconnected {live.reconnected}×")
        return [(" · ".join(parts), theme.ASIDE)]


def _full_name(state: LiveState) -> str:
    """What a rep is that is not partial; an unnamed movement has no range, so it only counts."""
    return "COUNTED" if state.exercise is not None and state.exercise.is_anything else "FULL"


def _full_text(rep: Rep, side: str, full: str) -> str:
    """A full rep by its level and the figure that decided, else by its reason."""
    level = rep.level
    if level is None or not level.name:
        return f"{full}{side}   {rep.reason}"
    return f"{level_name(level.name).upper()}{side}   {figure_text(level)}"


def visibility_problem(tracking: Tracking) -> str:
    """The limb that is not visible and why, such as 'left ankle out of frame'."""
    return f"{tracking.hidden} {'out of frame' if tracking.outside else 'hidden'}"
