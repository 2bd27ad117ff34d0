"""Counts of sets that are mirrored, pitched, thinned, noisy, cropped, cut, or joined to walking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import joblib

from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.performances import judged
from coach.bench.accuracy.scores import Counted, CountScores, score
from coach.bench.fixtures.pose_transforms import POSE_TRANSFORMS, begun_at
from coach.body.stream import Sighting
from coach.errors import BenchError, CoachError, LibraryError
from coach.judging.observation import Summary
from coach.performer.postures import expected_postures
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

MID_REP = "mid-rep"
"""Begins at the turning point of the first full rep, as counted in the unperturbed set.

Whether what is left of that rep counts is a matter of taste, so the true count and one less are both exact.
A set of which no rep is counted has no such point, and is left out here.
"""
PERTURBATIONS = (*POSE_TRANSFORMS, MID_REP)
EXACT_MARGIN = 0.02
"""How far the share counted exactly may fall for each perturbation."""


@dataclass(frozen=True, slots=True)
class PerturbedSet:
    """The counts of a set, unperturbed and perturbed.

    Attributes:
        plain: The count of the unperturbed set.
        perturbed: The count for each perturbation that applies to the set.
    """

    plain: Counted
    perturbed: dict[str, Counted]


@dataclass(frozen=True, slots=True)
class PerturbationScores:
    """The scores for one perturbation.

    Attributes:
        plain: Scores of the same sets, unperturbed.
        perturbed: Scores of the perturbed sets.
    """

    plain: CountScores
    perturbed: CountScores

    @property
    def change(self) -> float:
        """Change of the share counted exactly; negative if it falls."""
        return self.perturbed.exact - self.plain.exact

    @property
    def is_within_bar(self) -> bool:
        """Whether the share falls by no more than allowed."""
        return self.change >= -EXACT_MARGIN - 1e-9


def known_perturbations(names: Sequence[str]) -> list[str]:
    """The perturbations with these names; all of them without names.

    Raises:
        BenchError: A name is unknown.
    """
    for name in names:
        if name not in PERTURBATIONS:
            known = ", ".join(PERTURBATIONS)
            raise BenchError(f"There is no perturbation '{name}'.", hint=f"Choose from: {known}.")
    return list(dict.fromkeys(names or PERTURBATIONS))


def count_perturbed(
    films: Sequence[Listed],
    names: Sequence[str],
    *,
    grade: str = "full",
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[PerturbedSet]:
    """Count each set with and without each perturbation, in parallel; yields in the list's order.

    Args:
        films: The films or recordings.
        names: The perturbations.
        grade: Grade of the pose model.
        use_cache: Whether to read and write the cache of recordings.
        workers: Number of processes.
    """
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_count)(film, names, grade, use_cache) for film in films)


def _count(film: Listed, names: Sequence[str], grade: str, use_cache: bool) -> PerturbedSet:
    try:
        picture = PictureOptions(expected=expected_postures([film.exercise]))
        with open_source(film.path, grade=grade, picture=picture, use_cache=use_cache) as source:
            sightings = [Sighting(each.time, each.pose) for each in source]
    except LibraryError:  # affects every film
        raise
    except CoachError as error:
        failed = Counted(film.name, film.listed_as, film.group, film.reps, None, why=str(error))
        return PerturbedSet(failed, dict.fromkeys(names, failed))
    return count_perturbations(film, sightings, names)


def count_perturbations(film: Listed, sightings: Sequence[Sighting], names: Sequence[str]) -> PerturbedSet:
    """Count the sightings of a set with and without perturbations."""
    plain = judged(film.exercise, sightings)
    perturbed = {
        name: _counted(film, judged(film.exercise, POSE_TRANSFORMS[name](sightings)))
        for name in names
        if name != MID_REP
    }
    turn_s = _first_turn_s(plain)
    if MID_REP in names and turn_s is not None:
        found = _counted(film, judged(film.exercise, begun_at(turn_s, sightings)))
        perturbed[MID_REP] = replace(found, least=max(film.reps - 1, 0))
    return PerturbedSet(_counted(film, plain), perturbed)


def _counted(film: Listed, summary: Summary) -> Counted:
    return Counted(film.name, film.listed_as, film.group, film.reps, summary.full, summary.partial)


def _first_turn_s(summary: Summary) -> float | None:
    """When the first full rep turned; None without one."""
    turns_s = [rep.turn_s for each in summary.sets for rep in each.reps if rep.verdict == "full"]
    return min(turns_s, default=None)


def perturbation_scores(sets: Sequence[PerturbedSet], name: str) -> PerturbationScores | None:
    """The scores for one perturbation; None if it applies to no set."""
    pairs = [(each.plain, each.perturbed[name]) for each in sets if name in each.perturbed]
    plain, perturbed = score([pair[0] for pair in pairs]), score([pair[1] for pair in pairs])
    return None if plain is None or perturbed is None else PerturbationScores(plain, perturbed)


def newly_wrong(sets: Sequence[PerturbedSet], name: str) -> list[PerturbedSet]:
    """The sets that are counted exactly unperturbed, but not with this perturbation."""
    return [
        each
        for each in sets
        if name in each.perturbed and each.plain.off_by == 0 and each.perturbed[name].off_by
    ]
