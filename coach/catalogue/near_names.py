"""Matches exercise names as people type them: spelled differently, abbreviated or misspelled."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from coach.catalogue.definition import Exercise

_MAX_NAMES = 3
_ABBREVIATED = {
    "alt": "alternating",
    "bb": "barbell",
    "bss": "bulgarian split squat",
    "bw": "bodyweight",
    "db": "dumbbell",
    "dl": "deadlift",
    "hspu": "handstand push up",
    "kb": "kettlebell",
    "lat": "lateral",
    "mil": "military",
    "oh": "overhead",
    "ohp": "overhead press",
    "sl": "single leg",
    "sldl": "stiff leg deadlift",
}
_ONE_LIMB = re.compile(r"\b(single|one|two|double)[ -]?(arm|leg|hand)(ed|ged)?\b")
_QUALIFYING_WORDS = (
    "band banded bands bar barbell bodyweight box cable dumbbell ez kettlebell machine ring rope smith trx "
    "weighted assisted back bent bulgarian close curtsy decline deficit diamond front full grip half incline "
    "kneeling lying narrow neutral over overhand pike pistol reverse seated side standing sumo underhand "
    "wide alternate alternating archer concentration explosive fast hammer hindu hold jump jumping negative "
    "partial pause paused plyo preacher slow strict tempo walk walking zottman "
    "a an and exercise for i my on please rep set some the to with workout"
)
_QUALIFIERS = frozenset(_QUALIFYING_WORDS.split(" "))
"""Words that don't change the exercise: a 'weighted pull-up' is a pull-up."""
_ONE_WORD, _OTHER_WORDS, _WORD_PAIR = 0.8, 0.85, 0.6
"""Lowest similarity of a single word, of names whose words don't pair up, and of a pair of words."""
_MAX_LETTERS = 100
"""Letters of the longest name that is compared: longer ones would take minutes."""
_MIN_LETTERS = 4
"""Letters of the shortest name in which a typo differs from another word: 'row' is not 'rdl'."""


def plain_name(name: str) -> str:
    """Letters and digits only, lowercase and without accents: 'Push-Up' becomes 'pushup'."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", name.casefold()))


def expand_abbreviations(name: str) -> str:
    """Expand the abbreviations in a name: 'db curl' becomes 'dumbbell curl'."""
    return " ".join(_ABBREVIATED.get(word, word) for word in _words(name))


def near_names(name: str, exercises: Iterable[Exercise]) -> list[str]:
    """Canonical names of up to three exercises with similar names, most similar first."""
    if len(name) > _MAX_LETTERS:
        return []
    every = [_singular(word) for word in expand_abbreviations(name).split()]
    words = [_singular(word) for word in _ONE_LIMB.sub("", expand_abbreviations(name)).split()]
    core = [word for word in words if word not in _QUALIFIERS and not word[0].isdigit()]
    similarity = {each.name: _similarity([every, core], each) for each in exercises}
    best = sorted(filter(similarity.get, similarity), key=lambda found: -similarity[found])
    return [found for found in best if similarity[found] == 1 or similarity[best[0]] < 1][:_MAX_NAMES]


def _similarity(wanted: Iterable[list[str]], exercise: Exercise) -> float:
    """Similarity to the nearest name of an exercise, from 0 (different) to 1 (same)."""
    names = (exercise.name, exercise.title, *exercise.aliases)
    known = [[_singular(word) for word in _words(each)] for each in names if len(each) <= _MAX_LETTERS]
    return max((_words_similarity(one, each) for each in known for one in wanted), default=0.0)


def _words_similarity(wanted: list[str], known: list[str]) -> float:
    one, other = "".join(wanted), "".join(known)
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _MIN_LETTERS:
        return 0.0
    ratio = _letters_similarity(one, other)
    if len(wanted) == 1:
        return max(ratio if ratio >= _ONE_WORD else 0.0, _WORD_PAIR if wanted[0] in known else 0.0)
    if len(wanted) != len(known) or any(
        _letters_similarity(*pair) < _WORD_PAIR for pair in zip(wanted, known, strict=True)
    ):
        return ratio if ratio >= _OTHER_WORDS else 0.0
    return ratio


def _letters_similarity(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _words(name: str) -> list[str]:
    """The words of a name, lowercase and without accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W_]+", "".join(each for each in decomposed if not unicodedata.combining(each)))


def _singular(word: str) -> str:
    """A word without its plural or '-ting' ending: 'squats' and 'squatting' become 'squat'."""
    if word.endswith(("sses", "ches")):
        return word[:-2]
    if word.endswith("tting"):
        return word[:-4]
    return word.removesuffix("s") if len(word) > 2 and not word.endswith("ss") else word
