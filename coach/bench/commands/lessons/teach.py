"""``coach bench teach``: exercises taught from a few repetitions, counted in other people."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Annotated

import typer

from coach.bench.accuracy.films import read_list
from coach.bench.accuracy.lessons.film_lessons import (
    FilmLesson,
    PupilFilm,
    film_lessons,
    lesson_films,
    lesson_scores,
    pupil_films,
)
from coach.bench.accuracy.lessons.performed_lessons import PerformedLesson, performed_lessons
from coach.bench.commands.tables.count_tables import HalfOption
from coach.bench.commands.tables.performance_tables import Section
from coach.catalogue.library import all_exercises, load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model


def teach(
    listing: Annotated[
        Path | None,
        typer.Argument(
            metavar="CSV",
            show_default="the rendered athlete",
            help="Teach from films of this list: path, exercise, reps, certainty, group.",
        ),
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Use only this exercise; repeatable.",
        ),
    ] = None,
    rendered: Annotated[
        bool,
        typer.Option("--rendered/--true-landmarks", help="Use the pose model, or true landmarks with noise."),
    ] = False,
    half: HalfOption = None,
    teachers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Films that teach, at most, for each exercise.")
    ] = 3,
    model: options.Model = "full",
    jobs: Annotated[
        int, typer.Option(min=1, show_default="every core", help="Teach this many exercises at once.")
    ] = os.cpu_count() or 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Teach exercises from a few repetitions, and count other people with them.

    Without a list, one rendered body teaches each exercise in each view with five reps; two others perform
    five clean reps, and a set with two partial ones. With a list, a film of one group teaches, and every film
    of the other groups is counted.
    """
    names = None if exercise is None else {load_exercise(each).name for each in exercise}
    grade, model_path = model_choice(model)
    if listing is None:
        chosen = [each for each in all_exercises().values() if names is None or each.name in names]
        with ProgressBar("Teaching", silent=as_json, unit="lessons") as bar:
            pose_model = find_model(grade, model_path, bar.prepare) if rendered else None
            bar.expect(sum(len(each.camera.views) for each in chosen))
            lessons = []
            for each in performed_lessons(chosen, pose_model, workers=jobs):
                lessons.append(each)
                bar.count(len(lessons))
        _print(list(performed_sections(lessons)), [asdict(each) for each in lessons], as_json=as_json)
        return
    films = [
        each for each in read_list(listing, half=half).films if names is None or each.exercise.name in names
    ]
    with ProgressBar("Teaching", silent=as_json, unit="films") as bar:
        taught = list(film_lessons(lesson_films(films, teachers), grade, workers=jobs))
        bar.expect(None)
        counts: list[PupilFilm] = []
        for found in pupil_films(films, taught, grade, workers=jobs):
            counts += found
            bar.count(len(counts))
    _print(list(film_sections(taught, counts)), [asdict(each) for each in counts], as_json=as_json)


def _print(sections: Sequence[Section], rows: Sequence[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        print(json_line({"format": 1, "results": rows}))
        return
    out = screen()
    for head, lines in sections:
        out.print(figures(head, lines), "")


def performed_sections(lessons: Sequence[PerformedLesson]) -> Iterator[Section]:
    """The tables of performed lessons: what failed, and the shares."""
    failed = [each for each in lessons if not all(each.exact) or each.partials_full or each.why]
    if failed:
        yield (
            ["not right", "view", "exact", "partial as full", "why"],
            [
                [
                    each.exercise,
                    each.view,
                    f"{sum(each.exact)} of {len(each.exact)}",
                    f"{each.partials_full} of {each.partials}",
                    each.why or "",
                ]
                for each in failed
            ],
        )
    exact = [each for lesson in lessons for each in lesson.exact]
    partials = sum(each.partials for each in lessons)
    short = sum(each.partials - each.partials_full for each in lessons if each.why is None)
    kept = short / partials if partials else None
    yield (
        ["rendered athlete", "n", "share"],
        [
            ["lessons learned", str(len(lessons)), share(_mean([each.why is None for each in lessons]))],
            ["other bodies counted exactly", str(len(exact)), share(_mean(exact))],
            ["partial reps not counted as full", str(partials), share(kept)],
        ],
    )


def film_sections(lessons: Sequence[FilmLesson], counts: Sequence[PupilFilm]) -> Iterator[Section]:
    """The tables of films: what taught nothing, each wrong count, and the scores."""
    failed = [each for each in lessons if each.text is None]
    if failed:
        yield (
            ["teaches nothing", "reps", "why"],
            [[e.film.name, str(e.film.reps), e.why or ""] for e in failed],
        )
    wrong = [each for each in counts if each.counted != each.truth]
    if wrong:
        yield (
            ["counted differently", "taught from", "truth", "counted"],
            [[each.film, each.teacher, str(each.truth), str(each.counted)] for each in wrong],
        )
    scores = lesson_scores(counts)
    rows = [[name, str(of.n), share(of.exact), share(of.off_by_one)] for name, of in scores.items()]
    exact = _mean([of.exact for of in scores.values()])
    off_by_one = _mean([of.off_by_one for of in scores.values()])
    rows.append(["mean of exercises", str(len(counts)), share(exact), share(off_by_one)])
    learned = sum(each.text is not None for each in lessons)
    rows.append(
        ["lessons learned", str(len(lessons)), share(learned / len(lessons) if lessons else None), ""]
    )
    yield ["other groups", "n", "exact", "within 1"], rows


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
