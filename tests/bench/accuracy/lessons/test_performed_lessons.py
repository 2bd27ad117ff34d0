"""A lesson of one rendered body counts two others; one that can't be taught counts as wrong."""

from __future__ import annotations

from coach.bench.accuracy.lessons.performed_lessons import PUPILS, performed_lesson
from coach.bench.commands.lessons.teach import performed_sections
from coach.catalogue.library import load_exercise


def test_a_hold_taught_by_one_body_is_held_by_two_others() -> None:
    lesson = performed_lesson(load_exercise("plank"), "side", None)
    assert lesson.why is None and lesson.exact == (True,) * len(PUPILS)
    [(head, rows)] = performed_sections([lesson])
    assert head[0] == "rendered athlete"
    assert ["other bodies counted exactly", "2", "1.000"] in [list(row) for row in rows]


def test_an_exercise_that_hardly_moves_teaches_nothing_and_is_listed() -> None:
    squat = load_exercise("squat")
    still = squat.model_copy(
        update={"poses": squat.poses.model_copy(update={"turn": squat.poses.start, "between": ()})}
    )
    lesson = performed_lesson(still, "side", None)
    assert lesson.why is not None and not any(lesson.exact)
    failed, scores = performed_sections([lesson])
    assert failed[1][0][0] == "squat"
    assert scores[1][0] == ["lessons learned", "1", "0.000"]
