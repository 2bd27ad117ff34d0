"""The lines above and below on the live screen: whose set it is, the verdict, what to do, how it is seen."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.picture_notes import PictureProblem
from coach.judging.observation import Tracking
from coach.ui import theme
from coach.ui.charts import bar
from coach.ui.exercise import phase_called
from coach.ui.formatting import percent, spoken
from coach.ui.live.big_text import letters
from coach.ui.live.live_state import LiveState, State
from coach.ui.row_layout import Part, Row, filled, high, row, spread, wrapped

_TRACKING = 8
_UNSURE_REPS, _UNSURE_S = 3, 5.0
"""How surely an exercise was recognised is of use only while its set is young: later the count tells."""
_FEWEST_FRAMES = 10.0
"""Frames a second below which repetitions are missed."""
_WARM_UP_S = 3.0
"""The first pictures of a session take longer."""
_LOOKED_AT: frozenset[State] = frozenset({"waiting", "starting", "training", "recognising"})
"""When somebody is to be seen."""
_CALLED: dict[PictureProblem, str] = {
    "dark": "Too dark",
    "blurred": "Blurred picture",
    "camera moved": "Camera moved",
}
_BELOW_LETTERS = 2
"""Rows for what stands after a colon."""


@dataclass(frozen=True, slots=True)
class StatusText:
    """What is said large: what it is, and the words.

    Attributes:
        text: The words.
        style: How they look.
        label: What kind of thing it is, on a line above; empty for a line that needs none.
        mark: The same as a mark before the words, where there is no label.
        spare: Whether it is said only where there is room in large letters: it stands elsewhere, too.
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


def said(seen: LiveState) -> StatusText | None:
    """The one most important thing to say: no picture, then what is waited for, then what to mend."""
    flow = seen.flow
    if wrong := _picture(seen):
        return wrong
    match seen.state:
        case "waiting" if flow is not None and flow.waits_for:
            return StatusText(flow.waits_for, "bold", label="waiting")
        case "starting" | "waiting":
            return StatusText("Get ready", "bold")
        case "resting" if flow is not None:
            return StatusText(f"Rest, then set {flow.set_number}", "bold")
        case "nothing":
            return StatusText("No picture yet", "bold")
        case "training" | "recognising":
            return _advice(seen)
        case "paused":
            return StatusText("Paused", "bold")
    return None


def _picture(seen: LiveState) -> StatusText | None:
    """What is wrong with the pictures, in words that are read from where one trains, and what to do."""
    live = seen.live
    if live is None:
        return None
    if not live.connected:
        return StatusText("Reconnecting", theme.WARNING, label=live.trouble or "no frames arriving")
    if seen.state not in _LOOKED_AT:
        return None
    note = live.note
    if note is not None and note.problem in _CALLED:
        return StatusText(_CALLED[note.problem], theme.WARNING, label=note.hint or note.what)
    return StatusText("No picture", theme.WARNING, label=live.trouble) if live.trouble else None


def _advice(seen: LiveState) -> StatusText | None:
    flow, cue = seen.flow, seen.cue
    rate, moment = seen.frames_a_second, seen.moment
    warm = moment is not None and moment.time > _WARM_UP_S
    if seen.live is not None and warm and rate is not None and rate < _FEWEST_FRAMES:
        label = f"only {rate:.0f} frames per second: press v to hide the picture, or use --model lite"
        return StatusText("Too slow to count", theme.WARNING, label=label)
    if seen.lost:
        return StatusText(seen.lost, theme.WARNING, label="not counting")
    done = 0.0 if flow is None else flow.full if flow.hold_s is None else flow.hold_s
    if flow is not None and flow.target and done >= flow.target:
        return StatusText("Target reached", theme.FULL, mark="✓")
    if cue is None:
        return _guess(seen) or _last_verdict(seen)
    return (
        StatusText(cue.text, theme.FULL, mark="✓")
        if cue.kind == "praise"
        else StatusText(cue.text, theme.WARNING, mark="!")
    )


def _guess(seen: LiveState) -> StatusText | None:
    guess = seen.recognised.guess if seen.recognised is not None else None
    return StatusText(f"{spoken(guess).capitalize()}?", "bold") if guess and seen.exercise is None else None


def _last_verdict(seen: LiveState) -> StatusText | None:
    """With nothing to mend, how the last repetition was: what can be read from farther than its reason."""
    if seen.rep is None or seen.note:
        return None
    if seen.rep.verdict == "full":
        return StatusText("Full", theme.FULL, mark="✓", spare=True)
    return StatusText("Partial", theme.PARTIAL, mark="✗", spare=True)


def sureness(seen: LiveState) -> str:
    """How sure it is what is trained while a set is young, or that it stays so; empty where it was given."""
    recognised, exercise, flow = seen.recognised, seen.exercise, seen.flow
    if recognised is None or exercise is None:
        return ""
    if recognised.pinned:
        return "   pinned"
    done = flow is not None and (flow.full + flow.partial > _UNSURE_REPS or (flow.hold_s or 0.0) > _UNSURE_S)
    if done or seen.state != "training" or recognised.exercise != exercise.name:
        return ""
    return f"   {percent(recognised.confidence)} sure"


@dataclass(frozen=True, slots=True)
class StatusLines:
    """The lines above and below, each as wide as the terminal.

    Attributes:
        seen: What is known.
        width: Characters.
        ascii_only: Draw with plain characters.
    """

    seen: LiveState
    width: int
    ascii_only: bool

    def top(self) -> Row:
        """What is trained, which set, and who is watched."""
        seen, flow = self.seen, self.seen.flow
        title = "Recognising" if seen.exercise is None else seen.exercise.title
        left: list[Part] = [(title, theme.HEADLINE), sureness(seen)]
        if flow is not None:
            of = f" of {flow.sets}" if flow.sets is not None else ""
            left.append(f"   set {flow.set_number}{of}")
        right: list[Part] = [(seen.heading, theme.ASIDE)]
        if seen.muted:
            right += ["  ", (" muted ", "reverse")]
        return spread(self.width, left, right, ascii_only=self.ascii_only)

    def verdict(self, thick: int) -> list[Row]:
        """The last verdict with its reason, in reverse over the whole width; a partial one is hatched too."""
        text, style, fill = self._verdict()
        if not (text and thick):
            return [row(self.width)] * thick
        around = [row(self.width, ("", style), fill=fill)] * (thick // 2)
        words = row(self.width, (f" {text} ", style), ("", style), ascii_only=self.ascii_only, fill=fill)
        return [*around, words, *around]

    def _verdict(self) -> tuple[str, str, str]:
        seen, hatch = self.seen, "/" if self.ascii_only else "╱"
        if seen.note:
            return seen.note, "reverse", " "
        rep, observed = seen.rep, seen.observed
        if rep is not None:
            # Without its number: the count beside it leaves partial ones out, so the two would not agree.
            side = "" if rep.side == "both" else f", {rep.side}"
            if rep.verdict == "full":
                return f"✓ FULL{side}   {rep.reason}", f"bold reverse {theme.FULL}", " "
            return f"✗ PARTIAL{side}   {rep.reason}", f"bold reverse {theme.PARTIAL}", hatch
        if observed is None or seen.exercise is None:
            return "", "", " "
        if observed.hold_s is not None and seen.state == "training":
            phase = phase_called(seen.exercise, observed.phase)
            if observed.phase == "hold":
                return f"✓ {phase.upper()}", f"bold reverse {theme.FULL}", " "
            return f"✗ {phase.upper()}", f"bold reverse {theme.PARTIAL}", hatch
        return "", "", " "

    def spoken(self, height: int) -> list[Row]:
        """What is said, in letters as large as there is room for."""
        saying = said(self.seen)
        if saying is None:
            return [row(self.width)] * height
        rows = []
        if saying.label and height > 1:
            label = (f" {saying.label} ", f"reverse {saying.style}")
            rows.append(row(self.width, label, "", ascii_only=self.ascii_only))
        left = height - len(rows)
        words = self.large(saying, left)
        if not (words or saying.spare):
            words = self._plain(saying.marked, saying.style, left)
        air = [row(self.width)] * (len(words) < left)
        return high(rows + air + words, height, self.width)

    def large(self, saying: StatusText, height: int) -> list[Row]:
        """Words in letters, or only those before a colon; empty where neither fits."""
        for words, rest in ((saying.marked, ""), saying.marked.split(": ", 1)):
            told = self._plain(rest, saying.style, _BELOW_LETTERS) if rest else []
            room = height - len(told) - bool(told)
            drawn = letters(words, self.width - 1, room, ascii_only=self.ascii_only)
            if drawn:
                rows = filled([f" {line}" for line in drawn], saying.style, self.width)
                return rows + [row(self.width)] * bool(told) + told
            if ": " not in saying.marked:
                break
        return []

    def _plain(self, words: str, style: str, height: int) -> list[Row]:
        told = wrapped(words, f"bold {style}", self.width - 1, height, ascii_only=self.ascii_only)
        return [[*row(1), *line] for line in told]

    def status(self) -> Row:
        """How well the body is seen, and how the live way is doing."""
        return spread(self.width, self._tracked(), self._live(), ascii_only=self.ascii_only)

    def foot(self) -> Row:
        """What can be pressed."""
        return row(self.width, (self.seen.foot, theme.ASIDE), "", ascii_only=self.ascii_only)

    def _tracked(self) -> list[Part]:
        moment = self.seen.moment
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
            parts += ["  ", (f" {hidden(tracking)} ", f"reverse {theme.WARNING}")]
        return parts

    def _live(self) -> list[Part]:
        live, rate = self.seen.live, self.seen.frames_a_second
        if live is None:
            return []
        told = [] if rate is None else [f"{rate:.0f} frames/s"]
        told.append(f"{live.skipped} dropped")
        if live.reconnected:
            told.append(f"reconnected {live.reconnected}×")
        return [(" · ".join(told), theme.ASIDE)]


def hidden(tracking: Tracking) -> str:
    """Which limb can't be relied on, and why, such as 'left ankle out of frame'."""
    return f"{tracking.hidden} {'out of frame' if tracking.outside else 'hidden'}"
