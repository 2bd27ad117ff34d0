"""``coach bench films --auto``: counts films without naming the exercise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coach.bench.accuracy.auto_recognition import AutoRecognition, count_unnamed, films_to_recognise
from coach.bench.accuracy.films import FilmList
from coach.bench.accuracy.halves import Half, is_in_half
from coach.bench.accuracy.leave_group_out import Models
from coach.bench.accuracy.recognition_accuracy import (
    EXACT_BAR,
    OFF_BY_ONE_BAR,
    REPS_OF_NOTHING_BAR,
    naming,
    nothing,
)
from coach.bench.accuracy.scores import Counted, group_mean, parts
from coach.bench.commands import recognition_models
from coach.bench.commands.tables.count_tables import half_title
from coach.bench.commands.tables.performance_tables import Section
from coach.cli.progress import ProgressBar
from coach.learning.clips import read_clips
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen


@dataclass(frozen=True, slots=True)
class RecognitionResults:
    """The results for a list of films.

    Attributes:
        films: The result for each film, in the order of the list.
        shipped: Whether the current model was used instead of cross-validation.
        half: The half of the list that was counted; None for all of it.
    """

    films: tuple[AutoRecognition, ...]
    shipped: bool
    half: Half | None = None

    @property
    def counted(self) -> list[Counted]:
        """The counts of the films with a known count."""
        return [counted for each in self.films if (counted := each.counted) is not None]

    @property
    def exercises(self) -> list[AutoRecognition]:
        """The films of exercises, whether counted by eye or not."""
        return [each for each in self.films if not each.no_exercise]

    @property
    def nothing(self) -> dict[str, list[AutoRecognition]]:
        """The films without a known exercise: idle, or with an unnamed one."""
        none = [each for each in self.films if each.no_exercise]
        return {
            "no exercise at all": [each for each in none if each.idle],
            "an exercise without a name here": [each for each in none if not each.idle],
        }


def recognise_films(
    listing: Path,
    listed: FilmList,
    detection: recognition_models.DetectionSettings,
    *,
    shipped: bool,
    rebuilt: Path | None = None,
) -> RecognitionResults:
    """Recognise and count every film of a list.

    Args:
        listing: The list.
        listed: Its films with a known count, and its half to use; the models are trained on both halves.
        detection: The settings for detection.
        shipped: Whether to use the current model.
        rebuilt: A list of rebuilt recordings to train on as well.
    """
    clips = read_clips(listing).clips
    models: Models = (
        recognition_models.current_model()
        if shipped
        else recognition_models.train(
            recognition_models.analyse(clips, detection), detection, rebuilt=rebuilt
        )
    )
    films = films_to_recognise([each for each in clips if is_in_half(each.group, listed.half)], listed.films)
    results: list[AutoRecognition] = []
    with ProgressBar("Bench", silent=detection.silent, unit="films") as bar:
        bar.expect(len(films))
        for each in count_unnamed(
            films, models, grade=detection.grade, use_cache=detection.use_cache, workers=detection.workers
        ):
            results.append(each)
            bar.count(len(results))
    return RecognitionResults(tuple(results), shipped, listed.half)


def print_results(measured: RecognitionResults, *, as_json: bool) -> bool:
    """Print the results; False if a film failed."""
    if as_json:
        print(json_line(results_json(measured)))
    else:
        out = screen()
        for head, rows in sections(measured):
            out.print(figures(head, rows), "")
        out.print(_model_note(measured))
    return all(each.took is not None for each in measured.films)


def _model_note(measured: RecognitionResults) -> str:
    if measured.shipped:
        return "Recognised by the current model. The figures mean nothing if it was trained on these films."
    return "Each film was recognised by a model that was not trained on its group."


def sections(measured: RecognitionResults) -> Iterator[Section]:
    """The tables."""
    yield from _single(measured)
    yield _scores(measured)
    yield _naming(measured)
    yield _nothing(measured)


def _single(measured: RecognitionResults) -> Iterator[Section]:
    """The films with a wrong result, one by one."""
    wrong = [
        (each, counted)
        for each in measured.films
        if (counted := each.counted) is not None and counted.counted not in (counted.truth, None)
    ]
    if wrong:
        head = ["count differs", "truth", "counted", "partial", "recognised as"]
        yield (
            head,
            [
                [each.film, str(counted.truth), str(counted.counted), str(counted.partial), other_names(each)]
                for each, counted in wrong
            ],
        )
    known = {each.film for each, _ in wrong}
    misnamed = [
        each
        for each in measured.exercises
        if each.took is not None and not each.rightly and each.film not in known
    ]
    if misnamed:
        yield (
            ["misrecognised", "is", "recognised as"],
            [[each.film, each.label, other_names(each)] for each in misnamed],
        )
    for name, films in measured.nothing.items():
        taken = [each for each in films if any(took.reps or took.held_s for took in each.elsewhere.values())]
        if taken:
            yield (
                [f"counted in {name}", "is", "recognised as"],
                [[each.film, each.told, other_names(each)] for each in taken],
            )
    failed = [each for each in measured.films if each.took is None]
    if failed:
        yield ["failed", "why"], [[each.film, each.why or ""] for each in failed]


def other_names(film: AutoRecognition) -> str:
    """The other exercises recognised in a film, with their counts."""
    names = []
    for name, took in film.elsewhere.items():
        counts = [f"{took.full} + {took.partial}"] if took.reps else []
        counts += [f"{took.held_s:.0f} s"] if took.held_s else []
        names.append(f"{name} {', '.join(counts)}")
    named = dict.fromkeys(film.named)
    names += [
        name for name in named if name is not None and name != film.label and name not in film.elsewhere
    ]
    if not names:
        return "" if film.label in named or film.own.reps else "not recognised"
    return "; ".join(names)


def _scores(measured: RecognitionResults) -> Section:
    rows = []
    for name, scores in parts(measured.counted).items():
        if scores is None:
            continue
        rows.append([name, str(scores.n), share(scores.exact), share(scores.off_by_one), share(scores.mae)])
        if name == "all films":
            rows.append(["*target*", "", share(EXACT_BAR), share(OFF_BY_ONE_BAR), ""])
    return [half_title(measured.half), "films", "exact", "OBO", "MAE"], rows


def _naming(measured: RecognitionResults) -> Section:
    exercises = sorted({each.label for each in measured.exercises})
    groups = {name: [each for each in measured.exercises if each.label == name] for name in exercises}
    groups["all films of exercises"] = measured.exercises
    groups["films counted by eye"] = [each for each in measured.exercises if each.truth is not None]
    rows = [
        [
            name,
            str(result.films),
            share(result.rightly),
            str(result.unnamed),
            str(result.otherwise),
            str(result.reps_otherwise),
            f"{result.held_otherwise_s:.0f} s",
        ]
        for name, films in groups.items()
        if (result := naming(films)) is not None
    ]
    return [
        half_title(measured.half),
        "films",
        "correct",
        "not recognised",
        "counted as others",
        "reps",
        "held",
    ], rows


def _nothing(measured: RecognitionResults) -> Section:
    rows = [
        [
            name,
            str(result.films),
            share(result.named),
            str(result.counted),
            str(result.reps),
            f"{result.held_s:.0f} s",
        ]
        for name, films in measured.nothing.items()
        if (result := nothing(films)) is not None
    ]
    rows.append(["*target*", "", "", "", str(REPS_OF_NOTHING_BAR), ""])
    return ["films of", "films", "recognised", "with reps", "reps", "held"], rows


def results_json(measured: RecognitionResults) -> dict[str, Any]:
    """The results as JSON."""
    named, counted = naming(measured.exercises), measured.counted
    of_nothing = {name: nothing(films) for name, films in measured.nothing.items()}
    return {
        "format": 1,
        "half": measured.half,
        "recognised_by": "the model in use" if measured.shipped else "models that never saw the group",
        "bars": {
            "exact": EXACT_BAR,
            "off_by_one": OFF_BY_ONE_BAR,
            "repetitions in films of no exercise": REPS_OF_NOTHING_BAR,
        },
        "scores": {name: scores and asdict(scores) for name, scores in parts(counted).items()},
        "group_mean_exact": group_mean(counted),
        "groups": len({each.group for each in counted}),
        "naming": named and asdict(named),
        "nothing": {name: of and asdict(of) for name, of in of_nothing.items()},
        "films": [asdict(each) | {"named_rightly": each.rightly} for each in measured.films],
        "failed": sum(each.took is None for each in measured.films),
    }
