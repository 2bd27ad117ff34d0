"""Scores of the film benchmark, from artificial counts."""

from __future__ import annotations

import pytest

from coach.bench.accuracy.scores import Counted, always_one, group_mean, parts, score


def film(truth: int, counted: int, group: str = "a") -> Counted:
    return Counted(f"{truth}-{counted}.mp4", "squat", group, truth, counted)


def test_scores() -> None:
    scores = score([film(4, 4), film(4, 5), film(10, 5), film(1, 1)])
    assert scores is not None
    assert scores.n == 4
    assert scores.exact == 0.5
    assert scores.off_by_one == 0.75
    assert scores.mae == pytest.approx((0.25 + 0.5) / 4)


def test_films_without_reps_have_no_relative_error() -> None:
    scores = score([film(0, 1), film(2, 2)])
    assert scores is not None
    assert (scores.exact, scores.off_by_one, scores.mae) == (0.5, 1.0, 0.0)
    only = score([film(0, 0)])
    assert only is not None and only.mae is None


def test_a_failed_film_is_wrong_in_every_score() -> None:
    failed = Counted("a.mp4", "squat", "a", 1, None, why="no film")
    scores = score([failed])
    assert scores is not None
    assert (scores.exact, scores.off_by_one, scores.mae) == (0.0, 0.0, 2.0)
    assert group_mean([failed]) == 0.0


def test_a_film_that_begins_within_a_rep_may_count_it_or_not() -> None:
    counts = [Counted("a.npz", "squat", "a", 4, counted, least=3) for counted in (2, 3, 4, 5)]
    assert [each.off_by for each in counts] == [1, 0, 0, 1]


def test_no_films_have_no_scores() -> None:
    assert score([]) is None
    assert group_mean([]) is None


def test_every_group_weighs_the_same() -> None:
    films = [film(3, 3, "a"), film(3, 3, "a"), film(3, 3, "a"), film(3, 2, "b")]
    assert group_mean(films) == 0.5


def test_the_baseline_counts_one() -> None:
    scores = score(always_one([film(1, 7), film(3, 3)]))
    assert scores is not None
    assert (scores.exact, scores.off_by_one) == (0.5, 0.5)


def test_scores_are_split_by_exercise_and_number_of_reps() -> None:
    by_part = parts([film(4, 4), film(1, 2), Counted("p.mp4", "push-up", "b", 3, 1)])
    counts = {name: scores and (scores.n, scores.exact) for name, scores in by_part.items()}
    assert counts == {
        "push-up": (1, 0.0),
        "squat": (2, 0.5),
        "all films": (3, pytest.approx(1 / 3)),
        "films of 3 and more": (2, 0.5),
        "always 1, all films": (3, pytest.approx(1 / 3)),
        "always 1, films of 3 and more": (2, 0.0),
    }
    assert set(parts([]).values()) == {None}
