"""The model card: version, training data, scores, and hashes of the model's files."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach import __version__
from coach.catalogue.poses import Name
from coach.errors import ModelDamaged, ModelMissing, ModelOutdated
from coach.learning.active_model import repair_hint
from coach.learning.evaluation import Evaluation
from coach.learning.rebuilt import told_apart
from coach.learning.scores import ClassScore, ScoreWithSpread
from coach.learning.table import WindowTable
from coach.recognition.features import VERSION
from coach.regular_file import read_regular

FORMAT = 1
LIBRARIES = ("scikit-learn", "numpy", "joblib", "mediapipe")
Provenance = Literal["private films", "own films"]
_MOST_BYTES = 1 << 20
"""The shipped card has 9,000 bytes."""

Hash = str
Text = Annotated[str, Field(max_length=200)]
Count = Annotated[int, Field(ge=0, le=10**9)]


class _CardPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Interval(_CardPart):
    """A share and its 95 % interval; null if it can't be computed."""

    value: float | None
    low: float | None
    high: float | None


class ClassCard(_CardPart):
    """The amount of data and the scores of a class."""

    films: Count
    groups: Count
    evaluable: bool
    precision: Interval
    recall: Interval
    f1: Interval


class Data(_CardPart):
    """The training data.

    Attributes:
        provenance: Where the films are from.
        films: Number of films.
        groups: Number of people or sources.
        windows: Number of windows of film.
        rendered_windows: Number of windows of rendered athletes.
        rebuilt_windows: Number of windows of rebuilt recordings, with their augmented copies.
        rebuilt_told_apart: How well rebuilt windows can be told from film of the same exercise, as the area
            under the curve: 0.5 by chance, 1 if always; None without rebuilt recordings.
    """

    provenance: Provenance
    films: Count
    groups: Count
    windows: Count
    rendered_windows: Count = 0
    rebuilt_windows: Count = 0
    rebuilt_told_apart: float | None = None


class CardScores(_CardPart):
    """Scores on people not in the training data; the leaky ones are of a random split.

    Attributes:
        folds: Number of folds of the cross-validation by person.
        film_accuracy: Share of films classified correctly, of the evaluable classes.
        macro_f1: Mean F1 of the evaluable classes.
        named_film_accuracy: ``film_accuracy`` without films of exercises that coach doesn't know.
        named_macro_f1: ``macro_f1`` without those films.
        window_accuracy: Share of windows classified correctly, of all classes.
        leaky_window_accuracy: ``window_accuracy`` with every film on both sides of the split.
        leaky_film_accuracy: ``film_accuracy`` with every film on both sides of the split.
        falsely_named: Share of windows without an exercise that are named as one.
        wrongly_named: Share of windows of an unknown exercise that are named as a known one.
        unnamed: Share of windows of known exercises that are not named.
        misnamed: Share of windows of known exercises that are named as another.
        calibration_error: Expected calibration error of windows.
    """

    folds: Count
    film_accuracy: Interval
    macro_f1: Interval
    named_film_accuracy: Interval
    named_macro_f1: Interval
    window_accuracy: Interval
    leaky_window_accuracy: Interval
    leaky_film_accuracy: Interval
    falsely_named: Interval
    wrongly_named: Interval
    unnamed: Interval
    misnamed: Interval
    calibration_error: float


class Card(_CardPart):
    """A model card.

    Attributes:
        format: Version of the card's format.
        trained_on: Date of the training.
        coach: Version of coach that trained it.
        features: Name and version of its features.
        temperature: Temperature of the calibration.
        threshold: The lowest probability at which an exercise is named.
        classes: Its classes, by name.
        data: The training data.
        scores: The scores.
        python: Version of Python that trained it.
        libraries: Versions of the libraries that trained it.
        sha256: Hash of the model file in hex.
        features_sha256: Hash of the file of training features in hex.
    """

    format: Literal[1] = 1
    trained_on: Text
    coach: Text
    features: Text
    temperature: float = Field(gt=0)
    threshold: float = Field(ge=0, le=1)
    classes: dict[Name, ClassCard] = Field(min_length=2, max_length=200)
    data: Data
    scores: CardScores
    python: Text
    libraries: dict[Text, Text] = Field(max_length=100)
    sha256: Hash = Field(pattern="^[0-9a-f]{64}$")
    features_sha256: Hash = Field(pattern="^[0-9a-f]{64}$")

    @property
    def names(self) -> tuple[str, ...]:
        """The classes in alphabetical order, which is the order of the columns of probabilities."""
        return tuple(sorted(self.classes))


def installed() -> dict[str, str]:
    """Installed versions of the libraries that a model depends on."""
    return {name: importlib.metadata.version(name) for name in LIBRARIES}


def card_of(
    table: WindowTable,
    known: Evaluation,
    *,
    provenance: Provenance,
    day: str,
    sha256: str,
    features_sha256: str,
) -> Card:
    """Make a model's card.

    Args:
        table: The training data.
        known: Its evaluation.
        provenance: Where the films are from.
        day: Date of the training.
        sha256: Hash of the model file in hex.
        features_sha256: Hash of the file of training features in hex.
    """
    return Card(
        trained_on=day,
        coach=__version__,
        features=VERSION,
        temperature=round(known.temperature, 4),
        threshold=known.threshold,
        classes={each.name: _of_class(each) for each in known.films.classes},
        data=Data(
            provenance=provenance,
            films=len(table.films),
            groups=len({film.group for film in table.films}),
            windows=len(table.film),
            rendered_windows=len(table.athletes.who),
            rebuilt_windows=len(table.rebuilt.who),
            rebuilt_told_apart=_rounded(told_apart(table)),
        ),
        scores=_scores(known),
        python=platform.python_version(),
        libraries=installed(),
        sha256=sha256,
        features_sha256=features_sha256,
    )


def read_card(path: Path) -> Card:
    """Read a card.

    Raises:
        ModelMissing: There is no card.
        ModelOutdated: A newer version of coach wrote it, or its model needs other features.
        ModelDamaged: The file is not a card.
    """
    try:
        text = read_regular(path, most_bytes=_MOST_BYTES).decode("utf-8")
    except FileNotFoundError as error:
        raise ModelMissing(
            f"There is no model card at {path}.",
            hint="A model's card lies beside it, with the same name and the ending .json.",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ModelDamaged(f"The card {path} can't be read.", hint=repair_hint(path)) from error
    try:
        card = Card.model_validate_json(text)
    except ValidationError as error:
        raise _refused(path, text) from error
    if card.features != VERSION:
        raise ModelOutdated(
            f"The model of {path} needs the features {card.features}; this version of coach has {VERSION}.",
            hint="Retrain it: 'coach train CLIPS'.",
        )
    return card


def _refused(path: Path, text: str) -> ModelDamaged | ModelOutdated:
    if _format_of(text) > FORMAT:
        return ModelOutdated(
            f"The card {path} was written by a newer version of coach.", hint="Update coach."
        )
    return ModelDamaged(f"{path} is not a model card, or is damaged.", hint=repair_hint(path))


def _format_of(text: str) -> int:
    """The format that a card claims; 0 if it claims none."""
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError):
        return 0
    claimed = facts.get("format") if isinstance(facts, dict) else None
    return claimed if isinstance(claimed, int) else 0


def _of_class(score: ClassScore) -> ClassCard:
    figures = [_interval(each) for each in (score.precision, score.recall, score.f1)]
    precision, recall, f1 = figures if score.evaluable else [_NOTHING] * 3
    return ClassCard(
        films=score.films,
        groups=score.groups,
        evaluable=score.evaluable,
        precision=precision,
        recall=recall,
        f1=f1,
    )


def _scores(known: Evaluation) -> CardScores:
    rejection, leak = known.rejection, known.leak
    return CardScores(
        folds=known.folds,
        film_accuracy=_interval(known.films.accuracy),
        macro_f1=_interval(known.films.macro_f1),
        named_film_accuracy=_interval(known.with_names.accuracy),
        named_macro_f1=_interval(known.with_names.macro_f1),
        window_accuracy=_interval(leak.by_group),
        leaky_window_accuracy=_interval(leak.at_random),
        leaky_film_accuracy=_interval(leak.film_accuracy_at_random),
        falsely_named=_interval(rejection.falsely_named) if rejection else _NOTHING,
        wrongly_named=_interval(rejection.wrongly_named) if rejection else _NOTHING,
        unnamed=_interval(rejection.unnamed) if rejection else _NOTHING,
        misnamed=_interval(rejection.misnamed) if rejection else _NOTHING,
        calibration_error=round(known.calibration[1], 4),
    )


def _interval(figure: ScoreWithSpread) -> Interval:
    value, low, high = (
        None if each is None else round(each, 4) for each in (figure.value, figure.low, figure.high)
    )
    return Interval(value=value, low=low, high=high)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


_NOTHING = Interval(value=None, low=None, high=None)
