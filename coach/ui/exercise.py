"""The page of one exercise: description, camera position, counting and form rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coach.body.angles import IN_TRUNK_LENGTHS
from coach.body.view import View
from coach.catalogue.bound import Bound
from coach.catalogue.definition import Exercise, Hold, Reps, Signal, Target
from coach.catalogue.form_rule import FormRule, When
from coach.catalogue.form_text import figure_name, limits_text
from coach.catalogue.measure_text import bound_text, measure_name
from coach.catalogue.standard import At, Criterion
from coach.ui import theme
from coach.ui.formatting import either, seconds

_ACTIONS = {"eccentric": "lowering", "concentric": "effort"}
_MOMENTS: dict[When, str] = {
    "start": "in the start position",
    "turn": "at the turning point",
    "out": "on the way out",
    "back": "on the way back",
    "way": "throughout the rep",
}
_WHERE: dict[At, str] = {
    "start": "in the start position",
    "turn": "at the turning point",
    "range": "from the start position to the turning point",
}
_FROM: dict[View, str] = {
    "front": "the front",
    "oblique": "an oblique angle",
    "side": "the side",
    "rear": "the back",
}
_PLACES = {"away": "not in position", "start": "in position", "hold": "holding"}
_SHARED = {"inclination": "trunk inclination", "body_inclination": "body inclination"}


def exercise_page(exercise: Exercise) -> RenderableType:
    """The contents of an exercise file for people to read, with the reason for every threshold."""
    parts: list[RenderableType] = [
        Text.assemble((exercise.title, theme.HEADLINE), (f"  {exercise.name}", theme.ASIDE)),
        Text(exercise.description),
        Text(),
        _overview(exercise),
    ]
    for heading, rows in (
        ("What counts", _counting(exercise)),
        ("Levels", _levels(exercise)),
        ("Body position", _positions(exercise)),
        ("Good form", _form(exercise)),
    ):
        points = list(rows)
        if points:
            parts += [Text(), Text(heading, style=theme.HEADING), *points]
    return Group(*parts)


def view_text(views: Sequence[View]) -> str:
    """Camera views in words, such as 'from the side or the front'."""
    return f"from {either([_FROM[view] for view in views])}"


def phase_name(exercise: Exercise, phase: str) -> str:
    """The name of a judge's phase for people."""
    if exercise.reps is not None and phase in ("out", "back"):
        return exercise.reps.out.name if phase == "out" else exercise.reps.back.name
    return _PLACES.get(phase, phase)


def _overview(exercise: Exercise) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=theme.ASIDE, no_wrap=True)
    table.add_column()
    place = view_text(exercise.camera.views)
    camera = f"{place[0].upper()}{place[1:]}. {exercise.camera.advice}"
    rows = (
        ("also called", ", ".join(exercise.aliases)),
        ("muscles", ", ".join(exercise.muscles)),
        ("camera", camera),
        ("target", _target(exercise.target)),
        ("cues", " ".join(exercise.cues)),
    )
    for name, fact in rows:
        if fact:
            table.add_row(name, Text(fact))
    return table


def _counting(exercise: Exercise) -> Iterator[RenderableType]:
    if exercise.is_anything and exercise.reps is not None:
        yield _point(
            "At least three movements alike make a set, wherever you are in them.", exercise.reps.why
        )
        return
    if exercise.reps is not None:
        yield from _reps(exercise.reps, exercise.signal)
    if exercise.hold is not None:
        yield from _hold(exercise.hold)


def _reps(reps: Reps, signal: Signal) -> Iterator[RenderableType]:
    phases = f"{reps.out.name} ({_ACTIONS[reps.out.action]}), {reps.back.name} ({_ACTIONS[reps.back.action]})"
    yield _point(f"Phases: {phases}.")
    what = " and ".join(map(_measure_name, signal.counted))
    far = _figure(reps.minimum_excursion, signal.counted[0])
    moves, returns = ("move", "return") if len(signal.counted) > 1 else ("moves", "returns")
    out = f"{what[0].upper()}{what[1:]} {moves} at least {far} from your start position"
    back = f"{returns} {reps.returned:.0%} of the way, in {reps.minimum_duration_s:g} s or more."
    yield _point(f"{out} and {back}", reps.why, reps.source)


def _hold(hold: Hold) -> Iterator[RenderableType]:
    settle = f"Seconds count once you have been in the position below for {seconds(hold.settle_s)}."
    grace = f"Losing it for up to {seconds(hold.grace_s)} does not stop the clock."
    yield _point(f"{settle} {grace}", hold.why, hold.source)
    if hold.tipped is not None:
        yield _point(
            f"The trunk tips by at most {hold.tipped:g}° on the way in; if it tips more, stand up again."
        )


def _levels(exercise: Exercise) -> Iterator[RenderableType]:
    if exercise.standard is None:
        return
    for level in exercise.standard.levels:
        own, *others = exercise.standard.criteria(level)
        held = exercise.hold is not None
        limits = " and ".join(_criterion(each, held=held) for each in (own, *others))
        yield _point(f"{level.name}: {limits}.", level.why, level.source)


def _criterion(each: Criterion, *, held: bool) -> str:
    limit = f"at least {each.at_least:g}" if each.at_most is None else f"at most {each.at_most:g}"
    unit = " trunk lengths" if each.measure in IN_TRUNK_LENGTHS else "°"
    when = "throughout the hold" if held else _WHERE[each.at]
    return f"{_measure_name(each.measure)} {limit}{unit} {when}"


def _positions(exercise: Exercise) -> Iterator[RenderableType]:
    position = exercise.position
    places = (
        ("Throughout", position.during),
        ("At the start", position.start),
        ("At the turning point", position.turn),
    )
    for place, bounds in places:
        for bound in bounds:
            yield _point(f"{place}: {_bound(bound, exercise.signal)}.", bound.why)
    yield _point(f"At rest: {position.rest}")


def _form(exercise: Exercise) -> Iterator[RenderableType]:
    for rule in exercise.form_rules:
        yield Padding(
            Text.assemble((rule.title, theme.WARNING), f": '{rule.cue}'"), (0, 0, 0, 2), expand=False
        )
        when = "throughout the hold" if exercise.hold is not None else _MOMENTS[rule.at]
        if rule.figure == "travel":
            when = "from the start position to the turning point"
        fact = f"{_rule(rule, exercise)} {when}; judged {view_text(rule.views)}."
        yield _point(fact, rule.why, rule.source, indent=4)


def _point(fact: str, why: str = "", source: str = "", indent: int = 2) -> RenderableType:
    """A fact, with its reason and source dimmed below it."""
    lines: list[RenderableType] = [Padding(Text(fact), (0, 0, 0, indent), expand=False)]
    reason = " ".join(filter(None, (why, source and f"({source})")))
    if reason:
        lines.append(Padding(Text(reason, style=theme.ASIDE), (0, 0, 0, indent + 2), expand=False))
    return Group(*lines)


def _bound(bound: Bound, signal: Signal) -> str:
    allowed = bound_text(bound, lambda limit: _figure(limit, bound.measure))
    what = (
        " and ".join(map(_measure_name, signal.counted))
        if bound.measure == "signal"
        else _measure_name(bound.measure)
    )
    whose = " on both sides" if bound.both else ""
    when = " of an arm that moves alone" if bound.if_alone else ""
    return f"{what}{when} {allowed}{whose}"


def _rule(rule: FormRule, exercise: Exercise) -> str:
    """What a form rule requires, such as 'Knee at most 75°, level parallel'."""
    name = figure_name(rule)
    if rule.measure == "signal":
        name = " and ".join(map(_measure_name, exercise.signal.counted))
    level = f", level {rule.level.replace('-', ' ')}" if rule.level else ""
    own = " from your first good reps" if rule.against == "baseline" else ""
    lasting = f" for {rule.for_s:g} s" if rule.for_s else ""
    return f"{name[0].upper()}{name[1:]} {limits_text(rule)}{level}{own}{lasting}"


def _measure_name(measure: str) -> str:
    return _SHARED.get(measure, measure_name(measure))


def _figure(amount: float, measure: str) -> str:
    return f"{amount:g} trunk lengths" if measure in IN_TRUNK_LENGTHS else f"{amount:g}°"


def _target(target: Target) -> str:
    parts = (
        _span(target.reps, "reps"),
        _span(target.hold_s, "seconds"),
        f"tempo {target.tempo} (lowering-pause-effort-pause)" if target.tempo else "",
    )
    return ", ".join(filter(None, parts))


def _span(figures: Sequence[int] | None, what: str) -> str:
    return f"{figures[0]} to {figures[1]} {what}" if figures else ""
