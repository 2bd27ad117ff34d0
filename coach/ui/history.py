"""What is remembered: the list of workouts, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from coach.store.past import PastWorkout, mean_rom_deg, mean_tempo
from coach.ui import theme, words
from coach.ui.report import Timeline, came_to, legend, set_lines, set_name, sight

_ROOM_FOR_FILMS = 110
_ENDLESS = 1000
_CUT_SHORT = "†"
_MINE = "*"


class WorkoutTable:
    """The newest workouts, one a row, or one for each exercise; marks are explained where they occur."""

    def __init__(self, workouts: Sequence[PastWorkout]) -> None:
        self.workouts = workouts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = self._table(options, roomy=True)
        if Measurement.get(console, options.update(max_width=_ENDLESS), table).maximum > options.max_width:
            table = self._table(options, roomy=False)
        yield table
        if any(each.state == "interrupted" for each in self.workouts):
            yield Text(f"{_CUT_SHORT} cut short: what was counted until then", style=theme.ASIDE)
        if any(each.range_used == "mine" for each in self.workouts):
            yield Text(f"{_MINE} full means the person's own range", style=theme.ASIDE)

    def _table(self, options: ConsoleOptions, *, roomy: bool) -> Table:
        films = options.max_width >= _ROOM_FOR_FILMS and any(each.film_name for each in self.workouts)
        people = len({each.profile for each in self.workouts}) > 1
        table = theme.open_table(options, gap=2 if roomy else 1)
        table.add_column("id", justify="right", no_wrap=True)
        table.add_column("date", no_wrap=True)
        if people:
            table.add_column("who", overflow="fold", max_width=12)
        table.add_column("kind", no_wrap=True)
        table.add_column("exercise", overflow="fold")
        table.add_column("sets", justify="right", no_wrap=True)
        table.add_column("reps", no_wrap=True)
        table.add_column("ROM", justify="right", no_wrap=True)
        table.add_column("tempo, s", no_wrap=True)
        if films:
            table.add_column("film", overflow="fold")
        for each in self.workouts:
            about = [
                str(each.id),
                words.local_time(each.started_at, day_only=not roomy),
                *([each.profile] if people else []),
                each.kind + (_CUT_SHORT if each.state == "interrupted" else ""),
            ]
            film = [each.film_name or ""] if films else []
            for part in _parts(each):
                table.add_row(*about, *_figures(part), *film)
                about, film = [""] * len(about), [""] * len(film)
        return table


def _parts(workout: PastWorkout) -> list[PastWorkout]:
    """The workout exercise by exercise; figures of several together would say nothing."""
    if len(workout.exercises) <= 1:
        return [workout]
    return [
        replace(workout, sets=tuple(each for each in workout.sets if each.summary.exercise == name))
        for name in workout.exercises
    ]


def _figures(workout: PastWorkout) -> list[str]:
    return [
        ", ".join(workout.exercises) or "–",
        str(len(workout.sets)),
        done(workout),
        words.degrees(mean_rom_deg(workout.reps)) + (_MINE if workout.range_used == "mine" else ""),
        words.tempo_figures(mean_tempo(workout.reps)),
    ]


def done(workout: PastWorkout) -> str:
    """What a workout of one exercise came to: repetitions, or the time held."""
    if workout.hold_s is not None and not workout.reps:
        return words.seconds(workout.hold_s)
    return words.counted(workout.full, workout.partial)


def workout_view(workout: PastWorkout) -> RenderableType:
    """One workout: its sets repetition by repetition, and what judged it."""
    sets = [each.summary for each in workout.sets]
    title = Text(came_to(sets, workout.exercises), style=theme.HEADLINE)
    title.append(f"  workout {workout.id}, {words.local_time(workout.started_at)}", style="not bold dim")
    lines: list[RenderableType] = [title, Text()]
    for each in workout.sets:
        name = set_name(each.summary) if len(sets) > 1 else ""
        lines += [*set_lines(each.summary, name=name, weight_kg=each.weight_kg), Text()]
    if workout.segments and not len(workout.segments) == len(sets) == 1:
        lines += [Timeline(workout.segments), Text()]
    lines += legend(sets)
    rate = "" if workout.frame_rate is None else f"{workout.frame_rate:.3g} fps"
    tilt = words.tilted(workout.tilt_deg)
    lines.append(sight(workout.view, workout.seen_share, workout.frames, rate, tilt))
    lines += [Text(line, style=theme.ASIDE) for line in _facts(workout)]
    return Group(*lines)


def _facts(workout: PastWorkout) -> list[str]:
    """Where it came from and what judged it."""
    lines = []
    if workout.film_name:
        dated = "" if workout.film_date is None else f" of {words.local_time(workout.film_date)}"
        lines.append(f"{workout.kind.capitalize()} {workout.film_name}{dated}{_hash(workout.film_sha256)}")
    hashes = {each.summary.exercise: each.exercise_sha256 for each in workout.sets}
    files = "".join(f", {name}.toml{_hash(sha256)}" for name, sha256 in hashes.items())
    model = f"pose model {workout.model_grade or 'of your own'}{_hash(workout.model_sha256)}"
    lines.append(f"Judged by coach {workout.coach_version}, {model}{files}")
    if workout.state == "running":
        lines.append("It is still running")
    elif workout.state == "interrupted":
        lines.append("It was cut short: this is what was counted until then")
    if not workout.as_training:
        lines.append(f"Remembered as a {workout.kind}, not as training")
    return lines


def _hash(sha256: str | None) -> str:
    return "" if sha256 is None else f" ({sha256[:8]})"
