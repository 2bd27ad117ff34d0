"""Invariance: comparison of analyses of original and transformed films."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np

from coach.bench.accuracy.films import Listed
from coach.bench.fixtures.film_writer import write_pictures
from coach.bench.fixtures.transforms import TRANSFORMS, BodyPlace, Transform, body_place
from coach.body.angle_errors import Angle, read_angle_errors
from coach.body.angles import JOINTS, TRIPLES, joint_angles
from coach.body.mirror_image import mirror_images
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Frame, Sighting
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.errors import BenchError, CoachError, LibraryError
from coach.judging.events import Rep
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.judging.signal import TRUST_POWER
from coach.vision.film.film import open_film
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions

_SAME_REP_S = 0.5
"""Reps whose turning points are at most this far apart are the same."""
_SAME_TIME_S = 0.02
_LEAST_VISIBILITY = 0.01


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """The counts of a film, original or transformed.

    Attributes:
        full: Full reps.
        partial: Partial reps.
        seen: Share of the frames in which a person was detected.
    """

    full: int
    partial: int
    seen: float


@dataclass(frozen=True, slots=True)
class JointGap:
    """Differences of one joint's angle from the original film, frame by frame.

    Attributes:
        joint: The joint; the more visible of two limbs weighs more, as in judging.
        gaps_deg: Signed differences.
    """

    joint: Angle
    gaps_deg: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A transformed film compared with the original.

    Attributes:
        film: Its path in the list.
        exercise: Canonical name.
        group: The person or footage.
        transform: Name of the transform.
        view: The view in the original film.
        plain: Counts of the original film; None if it could not be analysed.
        other: Counts of the transformed film.
        same_verdicts: Whether the sequences of verdicts are the same.
        rom_gaps_deg: Difference of the range of motion for each rep found in both films.
        bar_deg: Error bar of the exercise's angle in that view, or None.
        joints: Differences of the joints' angles.
        why: Why it could not be analysed, or None.
    """

    film: str
    exercise: str
    group: str
    transform: str
    view: View | None = None
    plain: ShownFilm | None = None
    other: ShownFilm | None = None
    same_verdicts: bool = False
    rom_gaps_deg: tuple[float, ...] = ()
    bar_deg: float | None = None
    joints: tuple[JointGap, ...] = ()
    why: str | None = None

    @property
    def same_count(self) -> bool:
        """Whether the numbers of full reps are the same."""
        return self.plain is not None and self.other is not None and self.plain.full == self.other.full


def few_of_each(films: Sequence[Listed], most: int | None) -> list[Listed]:
    """At most this many films of each exercise, of as many groups as possible."""
    if most is None:
        return list(films)
    numbers: Counter[str] = Counter()
    groups: Counter[tuple[str, str]] = Counter()
    turns = []
    for film in films:
        key = film.exercise.name, film.group
        turns.append((groups[key], film))
        groups[key] += 1
    chosen = set()
    for _, film in sorted(turns, key=lambda each: each[0]):
        if numbers[film.exercise.name] < most:
            numbers[film.exercise.name] += 1
            chosen.add(film.name)
    return [film for film in films if film.name in chosen]


def known_transforms(names: Sequence[str]) -> list[str]:
    """The transforms with these names; 'all' stands for all of them.

    Raises:
        BenchError: A name is unknown.
    """
    for name in names:
        if name not in TRANSFORMS and name != "all":
            known = ", ".join(TRANSFORMS)
            raise BenchError(f"There is no transform '{name}'.", hint=f"Choose from: {known}, or all.")
    return list(TRANSFORMS) if "all" in names else list(dict.fromkeys(names))


def compare_films(
    films: Sequence[Listed],
    transforms: Sequence[str],
    *,
    grade: str = "full",
    use_cache: bool = True,
    workers: int = 1,
) -> Iterator[list[Compared]]:
    """Analyse each film with and without each transform, in parallel; yields in the list's order."""
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(_compared)(film, transforms, grade, use_cache) for film in films)


def _compared(film: Listed, transforms: Sequence[str], grade: str, use_cache: bool) -> list[Compared]:
    try:
        plain = _sightings(film.path, grade, AS_SHOWN, use_cache=use_cache)
    except LibraryError:
        raise
    except CoachError as error:
        return [_failed(film, name, error) for name in transforms]
    place = body_place([each.pose for each in plain if each.pose is not None])
    return [_transformed(film, name, plain, place, grade) for name in transforms]


def _failed(film: Listed, transform: str, error: CoachError) -> Compared:
    return Compared(film.name, film.exercise.name, film.group, transform, why=str(error))


def _transformed(film: Listed, name: str, plain: list[Sighting], place: BodyPlace, grade: str) -> Compared:
    transform = TRANSFORMS[name]
    with tempfile.TemporaryDirectory(prefix="coach-transform-") as folder:
        path = Path(folder) / f"{name}.mp4"
        try:
            write_pictures(
                _changed(film.path, transform, place),
                path,
                crf=transform.crf,
                pixel_aspect=transform.pixel_aspect,
                matrix=transform.matrix,
            )
            other = _sightings(path, grade, transform.options, use_cache=False)
        except LibraryError:
            raise
        except CoachError as error:
            return _failed(film, name, error)
    if transform.mirrored:
        other = list(mirror_images(other))
    return compare_sightings(film, name, plain, other)


def _changed(path: Path, transform: Transform, place: BodyPlace) -> Iterator[Frame]:
    due_s = float("-inf")
    with open_film(path) as film:
        for frame in film:
            if frame.time < due_s - _SAME_TIME_S / 2:
                continue
            if transform.rate is not None:
                due_s = max(due_s, frame.time) + 1 / transform.rate
            yield Frame(frame.time, transform.change(frame.picture, place))


def _sightings(path: Path, grade: str, picture: PictureOptions, *, use_cache: bool) -> list[Sighting]:
    with open_source(path, grade=grade, picture=picture, use_cache=use_cache) as source:
        return [Sighting(each.time, each.pose) for each in source]


def compare_sightings(film: Listed, transform: str, plain: list[Sighting], other: list[Sighting]) -> Compared:
    """Compare the sightings of a transformed film with those of the original."""
    exercise = film.exercise
    one, two = _judged(exercise, plain), _judged(exercise, other)
    reps, others = (tuple(rep for each in summary.sets for rep in each.reps) for summary in (one, two))
    bar = read_angle_errors().bar(exercise.signal.angle, one.view)
    return Compared(
        film.name,
        exercise.name,
        film.group,
        transform,
        view=one.view,
        plain=_shown(one),
        other=_shown(two),
        same_verdicts=[rep.verdict for rep in reps] == [rep.verdict for rep in others],
        rom_gaps_deg=tuple(_rom_gaps(reps, others)),
        bar_deg=bar.bar_deg if bar else None,
        joints=_joint_gaps(plain, other),
    )


def _judged(exercise: Exercise, sightings: Sequence[Sighting]) -> Summary:
    judge = Judge(exercise)
    for each in sightings:
        judge.observe(each.pose, each.time)
    return judge.finish()


def _shown(summary: Summary) -> ShownFilm:
    return ShownFilm(summary.full, summary.partial, summary.frames_with_pose / max(summary.frames, 1))


def _rom_gaps(reps: Sequence[Rep], others: Sequence[Rep]) -> Iterator[float]:
    for rep in reps:
        nearest = min(others, key=lambda each: abs(each.turn_s - rep.turn_s), default=None)
        if nearest is not None and abs(nearest.turn_s - rep.turn_s) <= _SAME_REP_S:
            yield nearest.rom_deg - rep.rom_deg


def _joint_gaps(plain: Sequence[Sighting], other: Sequence[Sighting]) -> tuple[JointGap, ...]:
    times = np.array([each.time for each in plain])
    pairs = []
    for each in other:
        at = int(np.abs(times - each.time).argmin())
        one = plain[at].pose
        if one is not None and each.pose is not None and abs(times[at] - each.time) <= _SAME_TIME_S:
            pairs.append((one, each.pose))
    if not pairs:
        return ()
    before, after = (_of_better_side([pair[place] for pair in pairs]) for place in (0, 1))
    gaps = np.round(after - before, 1)
    return tuple(JointGap(joint, tuple(gaps[:, row].tolist())) for row, joint in enumerate(JOINTS))


def _of_better_side(poses: Sequence[Pose]) -> FloatArray:
    """Every joint's angle, shape (n, 5); the more visible of two limbs weighs more."""
    world = np.stack([pose.world for pose in poses])
    visibility = np.stack([pose.visibility for pose in poses])
    visible = visibility[:, TRIPLES].min(axis=2).reshape(len(poses), len(JOINTS), 2)
    weight = np.maximum(visible, _LEAST_VISIBILITY) ** TRUST_POWER
    angles: FloatArray = (joint_angles(world) * weight).sum(axis=2) / weight.sum(axis=2)
    return angles


@dataclass(frozen=True, slots=True)
class FigureAgreement:
    """Agreement of figures for one transform.

    Attributes:
        films: Number of films analysed with and without the transform.
        failed: Number of other films.
        same_count: Share of films with the same count.
        same_verdicts: Share of films with the same verdicts.
        rom_mean_deg: Mean difference of the range of motion; None without reps.
        rom_95_deg: 95th percentile of the absolute differences.
        within_bar: Share of the reps with a difference within the error bar.
        seen_plain: Share of frames with a person in the original films.
        seen: Share of frames with a person in the transformed films.
    """

    films: int
    failed: int
    same_count: float | None
    same_verdicts: float | None
    rom_mean_deg: float | None
    rom_95_deg: float | None
    within_bar: float | None
    seen_plain: float | None
    seen: float | None


def figure_agreement(found: Sequence[Compared]) -> FigureAgreement:
    """Sum up the films for one transform."""
    done = [(each, each.plain, each.other) for each in found if each.plain and each.other]
    gaps = np.array([gap for each, _, _ in done for gap in each.rom_gaps_deg])
    within = [abs(gap) <= each.bar_deg for each, _, _ in done if each.bar_deg for gap in each.rom_gaps_deg]
    return FigureAgreement(
        films=len(done),
        failed=len(found) - len(done),
        same_count=_mean([each.same_count for each, _, _ in done]),
        same_verdicts=_mean([each.same_verdicts for each, _, _ in done]),
        rom_mean_deg=_mean(gaps),
        rom_95_deg=float(np.quantile(np.abs(gaps), 0.95)) if len(gaps) else None,
        within_bar=_mean(within),
        seen_plain=_mean([plain.seen for _, plain, _ in done]),
        seen=_mean([other.seen for _, _, other in done]),
    )


@dataclass(frozen=True, slots=True)
class JointAgreement:
    """Agreement of one joint's angle in one view.

    Attributes:
        joint: The joint.
        view: The view.
        frames: Frames compared.
        bias_deg: Mean difference.
        mae_deg: Mean absolute difference.
        within_95_deg: 95th percentile of the absolute differences.
    """

    joint: Angle
    view: View
    frames: int
    bias_deg: float
    mae_deg: float
    within_95_deg: float


def joint_agreement(found: Sequence[Compared]) -> list[JointAgreement]:
    """The agreement of each joint's angle with the original films, by view."""
    gaps: dict[tuple[Angle, View], list[float]] = {}
    for each in found:
        for joint in each.joints if each.view else ():
            assert each.view is not None
            gaps.setdefault((joint.joint, each.view), []).extend(joint.gaps_deg)
    return [
        JointAgreement(
            joint,
            view,
            frames=len(some),
            bias_deg=round(float(np.mean(some)), 1),
            mae_deg=round(float(np.abs(some).mean()), 1),
            within_95_deg=round(float(np.quantile(np.abs(some), 0.95)), 1),
        )
        for (joint, view), some in sorted(gaps.items())
    ]


def _mean(values: Sequence[float] | FloatArray) -> float | None:
    return float(np.mean(values)) if len(values) else None
