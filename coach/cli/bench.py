"""``coach bench``: what the coach claims, measured."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from coach.bench.films import Failed
    from coach.bench.scores import Counted, Scores

app = typer.Typer(help="Measure what the coach claims.", no_args_is_help=True, rich_markup_mode=None)

_MANY = 3


@app.command()
def films(
    listing: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="Films and their truth: path, exercise, reps, certainty, group."),
    ],
    certainty: Annotated[
        str, typer.Option(help="Which rows to take: those of this certainty, or «all».")
    ] = "sure",
    model: Annotated[str, typer.Option("--model", metavar="GRADE", help="lite, full or heavy.")] = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Films counted at once.")
    ] = os.cpu_count() or 1,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="See every film anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Count films that a person has counted, and say how well the counts agree."""
    from coach.bench.films import Failed, count_films, read_list
    from coach.cli.progress import Bar

    listed = read_list(listing, certainty=None if certainty == "all" else certainty)
    counted: list[Counted] = []
    failed: list[Failed] = []
    with Bar("Films", silent=as_json) as bar:
        bar.expect(len(listed))
        for done, each in enumerate(
            count_films(listed, grade=model, use_cache=not no_cache, workers=jobs), start=1
        ):
            (failed if isinstance(each, Failed) else counted).append(each)  # type: ignore[arg-type]
            bar.count(done)
    if as_json:
        print(json.dumps(_films_json(counted, failed), ensure_ascii=False))
    else:
        _print_films(counted, failed)


def _parts(counted: list[Counted]) -> dict[str, Scores | None]:
    """The scores of every part of the list that is told apart."""
    from coach.bench.scores import always_one, score

    many = [each for each in counted if each.truth >= _MANY]
    exercises = sorted({each.exercise for each in counted})
    parts = {name: score([each for each in counted if each.exercise == name]) for name in exercises}
    parts["all films"] = score(counted)
    parts[f"films of {_MANY} and more"] = score(many)
    parts["always 1, all films"] = score(always_one(counted))
    parts[f"always 1, films of {_MANY} and more"] = score(always_one(many))
    return parts


def _films_json(counted: list[Counted], failed: list[Failed]) -> dict[str, Any]:
    from coach.bench.scores import group_mean

    return {
        "format": 1,
        "scores": {name: scores and asdict(scores) for name, scores in _parts(counted).items()},
        "group_mean_exact": group_mean(counted),
        "groups": len({each.group for each in counted}),
        "films": [asdict(each) for each in counted],
        "failed": [asdict(each) for each in failed],
    }


def _print_films(counted: list[Counted], failed: list[Failed]) -> None:
    from coach.bench.scores import group_mean
    from coach.ui.bench import figures, share
    from coach.ui.theme import screen

    out = screen()
    wrong = [each for each in counted if each.counted != each.truth]
    if wrong:
        rows = [[each.film, str(each.truth), str(each.counted), str(each.partial)] for each in wrong]
        out.print(figures(["counted differently", "truth", "counted", "partial"], rows), "")
    if failed:
        out.print(figures(["failed", "why"], [[each.film, each.why] for each in failed]), "")
    scored = [
        [name, str(scores.n), share(scores.exact), share(scores.off_by_one), share(scores.mae)]
        for name, scores in _parts(counted).items()
        if scores is not None
    ]
    out.print(figures(["", "films", "exact", "OBO", "MAE"], scored))
    groups = len({each.group for each in counted})
    out.print(f"\nmean over {groups} groups weighing the same: exact {share(group_mean(counted))}")
    out.print(f"failed: {len(failed)}")


@app.command()
def speed(
    film: Annotated[Path, typer.Argument(metavar="FILM", help="A film of half a minute or more.")],
    exercise: Annotated[str, typer.Option(help="What is judged in it.")] = "squats",
    model: Annotated[str, typer.Option("--model", metavar="GRADE", help="lite, full or heavy.")] = "full",
    rounds: Annotated[int, typer.Option(min=1, help="How often both are timed.")] = 5,
    memory: Annotated[
        bool, typer.Option("--memory/--no-memory", help="Compare peak memory with a film four times as long.")
    ] = True,
) -> None:
    """Time a whole analysis against the bare loop «decode, convert, detect»."""
    from coach.bench.speed import measure_memory, measure_speed
    from coach.catalogue.library import load_exercise
    from coach.cli.analysis import Wishes, analyze_film
    from coach.cli.progress import Bar
    from coach.ui.bench import figures
    from coach.ui.theme import screen
    from coach.vision.film_file import check_file
    from coach.vision.pose_model import find_model

    check_file(film)
    chosen, pose_model = load_exercise(exercise), find_model(model)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "speed.sqlite3"
        wishes = Wishes(
            exercise=chosen, model_path=pose_model.path, use_cache=False, as_json=True, database=database
        )
        with Bar("Rounds", silent=False) as bar:
            bar.expect(rounds)
            measured = measure_speed(
                film,
                pose_model,
                chosen,
                partial(analyze_film, film, wishes),
                rounds=rounds,
                on_progress=lambda progress: bar.count(progress.done),
            )
    out = screen()
    rows = [
        [str(number), f"{bare:.2f}", f"{whole:.2f}", f"{whole / bare:.3f}"]
        for number, (bare, whole) in enumerate(zip(measured.bare_s, measured.whole_s, strict=True), start=1)
    ]
    out.print(figures(["round", "bare loop, s", "whole analysis, s", "ratio"], rows))
    frame_ms, judging_ms = 1000 * measured.bare_frame_s, 1000 * measured.judging_s
    out.print(f"\n{measured.frames} frames, {frame_ms:.1f} ms each in the bare loop")
    out.print(f"judging: {judging_ms:.2f} ms a frame, {measured.judging_share:.1%} of one bare detection")
    if memory:
        used = measure_memory(film, pose_model, chosen, times=4)
        out.print(
            f"peak memory: {used.once:.0f} MB, of a film {used.times} times as long {used.longer:.0f} MB"
        )
    out.print(f"ratio {measured.ratio:.2f}")
