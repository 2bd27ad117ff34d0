"""Names of exercises as people type them: written alike, abbreviated, or only nearly right."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from coach.catalogue.definition import Exercise

_MOST = 3
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
_HOW = (
    "band banded bands bar barbell bodyweight box cable dumbbell ez kettlebell machine ring smith trx "
    "weighted assisted back bent bulgarian close curtsy decline deficit diamond front full grip half incline "
    "kneeling lying narrow neutral over overhand pike pistol reverse seated side standing sumo underhand "
    "wide alternate alternating archer concentration explosive fast hammer hindu hold jump jumping negative "
    "partial pause paused plyo preacher slow strict tempo walk walking zottman "
    "a an and exercise for i my on please rep set some the to with workout"
)
_QUALIFIERS = frozenset(_HOW.split(" "))
"""Words that say how, not what: 'weighted pull-up' is a pull-up, whatever hangs on you."""
_ALIKE, _NEARLY_SAME, _EACH_WORD = 0.8, 0.85, 0.6
"""Likeness of whole names, of such with a word that differs much, and of each pair of words."""
_LONGEST = 100
"""Letters beyond which nothing is compared: nobody types as many, and it would take minutes."""
_SHORTEST = 4
"""Letters from which a slip can be told from another word: 'row' is no 'rdl'."""


def plain_name(name: str) -> str:
    """Letters and figures only, in lower case and without accents: 'Push-Up' and 'pushup' are one name."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", name.casefold()))


def in_full(name: str) -> str:
    """A name with its abbreviations written out: 'db curl' is 'dumbbell curl'."""
    return " ".join(_ABBREVIATED.get(word, word) for word in _words(name))


def near_names(name: str, exercises: Iterable[Exercise]) -> list[str]:
    """The canonical names of the exercises that are probably meant, the likeliest first, three at most."""
    if len(name) > _LONGEST:
        return []
    every = [_singular(word) for word in in_full(name).split()]
    said = [_singular(word) for word in _ONE_LIMB.sub("", in_full(name)).split()]
    core = [word for word in said if word not in _QUALIFIERS and not word[0].isdigit()]
    likeness = {each.name: _likeness([every, core], each) for each in exercises}
    best = sorted(filter(likeness.get, likeness), key=lambda found: -likeness[found])
    return [found for found in best if likeness[found] == 1 or likeness[best[0]] < 1][:_MOST]


def _likeness(wanted: Iterable[list[str]], exercise: Exercise) -> float:
    """How like a name is to any of the exercise's: from 0, not at all, to 1, the same."""
    names = (exercise.name, exercise.title, *exercise.aliases)
    known = [[_singular(word) for word in _words(each)] for each in names if len(each) <= _LONGEST]
    return max((_alike(one, each) for each in known for one in wanted), default=0.0)


def _alike(wanted: list[str], known: list[str]) -> float:
    one, other = "".join(wanted), "".join(known)
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _SHORTEST:
        return 0.0
    ratio = _ratio(one, other)
    if len(wanted) == 1:
        return max(ratio if ratio >= _ALIKE else 0.0, _EACH_WORD if wanted[0] in known else 0.0)
    if len(wanted) != len(known) or any(
        _ratio(*pair) < _EACH_WORD for pair in zip(wanted, known, strict=True)
    ):
        return ratio if ratio >= _NEARLY_SAME else 0.0
    return ratio


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _words(name: str) -> list[str]:
    """The words of a name in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W_]+", "".join(each for each in decomposed if not unicodedata.combining(each)))


def _singular(word: str) -> str:
    """A word without the ending of a plural, or of what somebody is at: 'squatting'."""
    if word.endswith(("sses", "ches")):
        return word[:-2]
    if word.endswith("tting"):
        return word[:-4]
    return word.removesuffix("s") if len(word) > 2 and not word.endswith("ss") else word
