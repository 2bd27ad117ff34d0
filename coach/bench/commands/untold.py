"""``coach bench films --auto``: films of which nobody tells what is done in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coach.bench.accuracy.auto_recognition import AutoRecognition, count_untold, shown
from coach.bench.accuracy.films import FilmList
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
from coach.bench.commands.performance_tables import Section
from coach.cli.progress import ProgressBar
from coach.learning.clips import read_clips
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures, share
from coach.ui.theme import screen


@dataclass(frozen=True, slots=True)
class RecognitionResults:
    """What came of a list.

    Attributes:
        films: Of each film, in the list's order.
        shipped: Whether the model in use recognised, not one that never saw the people.
    """

    films: tuple[AutoRecognition, ...]
    shipped: bool

    @property
    def counted(self) -> list[Counted]:
        """The counts beside the truth, where there is one."""
        return [counted for each in self.films if (counted := each.counted) is not None]

    @property
    def exercises(self) -> list[AutoRecognition]:
        """The films of exercises, counted by eye or not."""
        return [each for each in self.films if not each.no_exercise]

    @property
    def nothing(self) -> dict[str, list[AutoRecognition]]:
        """The films of no exercise, by how little is done."""
        none = [each for each in self.films if each.no_exercise]
        return {
            "no exercise at all": [each for each in none if each.idle],
            "an exercise without a name here": [each for each in none if not each.idle],
        }


def recognised(
    listing: Path, listed: FilmList, seeing: recognition_models.DetectionSettings, *, shipped: bool
) -> RecognitionResults:
    """Recognise and count every film of a list.

    Args:
        listing: The list.
        listed: Its films whose count is known.
        seeing: How they are seen.
        shipped: Whether by the model in use.
    """
    clips = read_clips(listing).clips
    models: Models = (
        recognition_models.in_use()
        if shipped
        else recognition_models.learn(recognition_models.look(clips, seeing), seeing)
    )
    films = shown(clips, listed.films)
    told: list[AutoRecognition] = []
    with ProgressBar("Bench", silent=seeing.silent, unit="films") as bar:
        bar.expect(len(films))
        for each in count_untold(
            films, models, grade=seeing.grade, use_cache=seeing.use_cache, workers=seeing.workers
        ):
            told.append(each)
            bar.count(len(told))
    return RecognitionResults(tuple(told), shipped)


def tell(measured: RecognitionResults, *, as_json: bool) -> bool:
    """Print what it came to, and say whether every film could be looked at."""
    if as_json:
        print(json_line(facts(measured)))
    else:
        out = screen()
        for head, rows in sections(measured):
            out.print(figures(head, rows), "")
        out.print(_by(measured))
    return all(each.took is not None for each in measured.films)


def _by(measured: RecognitionResults) -> str:
    if measured.shipped:
        return "Recognised by the model in use: it says nothing if that has learned from these films."
    return "Each film recognised by a model that learned from none of its group."


def sections(measured: RecognitionResults) -> Iterator[Section]:
    """The tables, one after another."""
    yield from _single(measured)
    yield _scores(measured)
    yield _naming(measured)
    yield _nothing(measured)


def _single(measured: RecognitionResults) -> Iterator[Section]:
    """The films that came out otherwise than they should, one by one."""
    wrong = [
        (each, counted)
        for each in measured.films
        if (counted := each.counted) is not None and counted.counted not in (counted.truth, None)
    ]
    if wrong:
        head = ["counted differently", "truth", "counted", "partial", "named otherwise"]
        yield (
            head,
            [
                [each.film, str(counted.truth), str(counted.counted), str(counted.partial), otherwise(each)]
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
            ["named otherwise", "is", "was"],
            [[each.film, each.label, otherwise(each)] for each in misnamed],
        )
    for name, films in measured.nothing.items():
        taken = [each for each in films if any(took.reps or took.held_s for took in each.elsewhere.values())]
        if taken:
            yield (
                [f"counted in {name}", "is", "was"],
                [[each.film, each.told, otherwise(each)] for each in taken],
            )
    failed = [each for each in measured.films if each.took is None]
    if failed:
        yield ["failed", "why"], [[each.film, each.why or ""] for each in failed]


def otherwise(film: AutoRecognition) -> str:
    """What a film was taken for besides what it is: counts, and names that nothing was counted of."""
    told = []
    for name, took in film.elsewhere.items():
        counts = [f"{took.full} + {took.partial}"] if took.reps else []
        counts += [f"{took.held_s:.0f} s"] if took.held_s else []
        told.append(f"{name} {', '.join(counts)}")
    named = dict.fromkeys(film.named)
    told += [name for name in named if name is not None and name != film.label and name not in film.elsewhere]
    if not told:
        return "" if film.label in named or film.own.reps else "not named"
    return "; ".join(told)


def _scores(measured: RecognitionResults) -> Section:
    rows = []
    for name, scores in parts(measured.counted).items():
        if scores is None:
            continue
        rows.append([name, str(scores.n), share(scores.exact), share(scores.off_by_one), share(scores.mae)])
        if name == "all films":
            rows.append(["*the bar*", "", share(EXACT_BAR), share(OFF_BY_ONE_BAR), ""])
    return ["", "films", "exact", "OBO", "MAE"], rows


def _naming(measured: RecognitionResults) -> Section:
    exercises = sorted({each.label for each in measured.exercises})
    groups = {name: [each for each in measured.exercises if each.label == name] for name in exercises}
    groups["all films of exercises"] = measured.exercises
    groups["those that were counted by eye"] = [each for each in measured.exercises if each.truth is not None]
    rows = [
        [
            name,
            str(told.films),
            share(told.rightly),
            str(told.unnamed),
            str(told.otherwise),
            str(told.reps_otherwise),
            f"{told.held_otherwise_s:.0f} s",
        ]
        for name, films in groups.items()
        if (told := naming(films)) is not None
    ]
    return ["", "films", "named rightly", "not named", "counted in others", "repetitions", "held"], rows


def _nothing(measured: RecognitionResults) -> Section:
    rows = [
        [
            name,
            str(told.films),
            share(told.named),
            str(told.counted),
            str(told.reps),
            f"{told.held_s:.0f} s",
        ]
        for name, films in measured.nothing.items()
        if (told := nothing(films)) is not None
    ]
    rows.append(["*the bar*", "", "", "", str(REPS_OF_NOTHING_BAR), ""])
    return ["films of", "films", "named", "with repetitions", "repetitions", "held"], rows


def facts(measured: RecognitionResults) -> dict[str, Any]:
    """All of it as JSON says it."""
    told, counted = naming(measured.exercises), measured.counted
    of_nothing = {name: nothing(films) for name, films in measured.nothing.items()}
    return {
        "format": 1,
        "recognised_by": "the model in use" if measured.shipped else "models that never saw the group",
        "bars": {
            "exact": EXACT_BAR,
            "off_by_one": OFF_BY_ONE_BAR,
            "repetitions in films of no exercise": REPS_OF_NOTHING_BAR,
        },
        "scores": {name: scores and asdict(scores) for name, scores in parts(counted).items()},
        "group_mean_exact": group_mean(counted),
        "groups": len({each.group for each in counted}),
        "naming": told and asdict(told),
        "nothing": {name: of and asdict(of) for name, of in of_nothing.items()},
        "films": [asdict(each) | {"named_rightly": each.rightly} for each in measured.films],
        "failed": sum(each.took is None for each in measured.films),
    }
