"""``coach bench form``: compares verdicts on the form of push-ups with labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.bench.accuracy.form.form_verdicts import (
    PUBLISHED,
    TARGET,
    FormVerdict,
    confusions,
    form_verdicts,
)
from coach.bench.accuracy.form.labelled_sets import FRAME_RATE, read_labelled_sets
from coach.bench.accuracy.form.named_wrong import NamedWrong, named_wrong
from coach.bench.commands.tables.performance_tables import Section
from coach.catalogue.library import load_exercise
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen

_WIDE = 16 / 9


def form(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Read correct-*.npz and wrong-*.npz from this folder.")
    ],
    clips: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Also list this list's films that are named incorrect or wrong."),
    ] = None,
    aspect: Annotated[
        float,
        typer.Option(
            min=0.2, max=5.0, show_default="16:9", help="Assume this width of the picture by its height."
        ),
    ] = _WIDE,
    model: Annotated[
        str, typer.Option("--model", metavar="GRADE", help="Choose lite, full or heavy for the list's films.")
    ] = "full",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Judge the form of labelled push-ups, and compare.

    Each file holds landmarks in the picture ('landmarks': frames, 33, x y z visibility). Frame rate and
    shape of the picture are assumed. Judged are: the rules of push-up.toml rep by rep; the line of the body,
    knees and head over the whole set; and two small forests: one learns from how far a set is from good form,
    the other from single moments. They are tested in 5 folds, with near-duplicate films in one fold; they are
    part of this benchmark only.
    """
    sets = read_labelled_sets(folder, aspect)
    verdicts = form_verdicts(sets, load_exercise("push-up"))
    named = [] if clips is None else list(named_wrong(clips, grade=model))
    if as_json:
        print(json_line(results_json(verdicts, named, aspect)))
        return
    out = screen()
    for head, rows in sections(verdicts, named):
        out.print(figures(head, rows), "")
    groups = len({each.group for each in verdicts})
    out.print(
        f"{len(verdicts)} sets in {groups} groups of near-duplicates. "
        f"Assumed: {FRAME_RATE:.0f} frames per second, width by height {aspect:.2f}."
    )


def sections(verdicts: Sequence[FormVerdict], named: Sequence[NamedWrong]) -> Iterator[Section]:
    """The tables."""
    if named:
        yield (
            ["named incorrect or wrong", "reps", "faults by rep", "over the whole set"],
            [
                [
                    each.film,
                    str(each.reps),
                    each.why or ", ".join(f"{title} ({times})" for title, times in each.faults) or "none",
                    ", ".join(each.set_faults) or "–",
                ]
                for each in named
            ],
        )
    rows = [
        [
            name,
            share(each.balanced_accuracy),
            share(each.accuracy),
            f"{each.passed} of {each.correct}",
            f"{each.flagged} of {each.wrong}",
        ]
        for name, each in confusions(verdicts).items()
    ]
    rows += [[f"published: {name}", "–", share(value), "–", "–"] for name, value in PUBLISHED.items()]
    rows.append(["target", f"≥ {TARGET}", "–", "–", "–"])
    yield ["judged by", "balanced accuracy", "accuracy", "correct passed", "wrong flagged"], rows


def results_json(
    verdicts: Sequence[FormVerdict], named: Sequence[NamedWrong], aspect: float
) -> dict[str, Any]:
    """The results as JSON."""
    return {
        "format": 1,
        "assumed": {"aspect": round(aspect, 4), "frames_per_s": FRAME_RATE},
        "groups": len({each.group for each in verdicts}),
        "scores": {
            name: {"balanced_accuracy": each.balanced_accuracy, "accuracy": each.accuracy, **asdict(each)}
            for name, each in confusions(verdicts).items()
        },
        "published_accuracy": PUBLISHED,
        "target": TARGET,
        "sets": [asdict(each) for each in verdicts],
        "named_wrong": [asdict(each) for each in named],
    }
