"""Personal records, and those that a workout breaks."""

from __future__ import annotations

from coach.store.progress.personal_records import broken_records, personal_records
from tests.store.progress.test_exercise_trend import a_set


def test_records_by_rep_range_reps_and_consistent_range() -> None:
    sets = [
        a_set(5, workout=1, weight_kg=60.0, measured=5, least_rom_deg=88.0, rom_error_deg=8.0),
        a_set(12, workout=2, weight_kg=40.0, measured=12, least_rom_deg=84.0, rom_error_deg=8.0),
        a_set(4, workout=3, weight_kg=62.5, measured=4, least_rom_deg=99.0, rom_error_deg=8.0),
        a_set(14, workout=4, weight_kg=20.0, measured=13, least_rom_deg=99.0, rom_error_deg=8.0),
    ]
    found = {(each.kind, each.reps): (each.value, each.workout) for each in personal_records(sets)}
    assert found == {
        ("load", (4, 6)): (62.5, 3),
        ("load", (10, 12)): (40.0, 2),
        ("load", (13, None)): (20.0, 4),
        ("reps", None): (14, 4),
        ("range", None): (88.0, 1),
    }, "a range counts if all of five or more full reps reached it and all were measured"


def test_a_doubtful_count_and_a_tie_hold_no_record() -> None:
    sets = [a_set(10, workout=1), a_set(40, workout=2, is_doubtful=True), a_set(10, workout=3)]
    [most] = personal_records(sets)
    assert (most.value, most.workout) == (10, 1)


def test_a_workout_breaks_records_but_the_first_none_and_a_range_only_beyond_its_error() -> None:
    before = [a_set(10, measured=10, least_rom_deg=80.0, rom_error_deg=8.0)]
    little = [a_set(11, workout=2, measured=11, least_rom_deg=87.0, rom_error_deg=8.0)]
    much = [a_set(10, workout=2, measured=10, least_rom_deg=89.0, rom_error_deg=8.0)]
    [broken] = broken_records(before, little)
    assert (broken.now.kind, broken.now.value, broken.before.value) == ("reps", 11, 10)
    assert [each.now.kind for each in broken_records(before, much)] == ["range"]
    assert broken_records([], little) == []


def test_exercises_are_apart() -> None:
    sets = [a_set(0, hold_s=60.0, exercise="plank"), a_set(9, exercise="squat")]
    assert [(each.exercise, each.kind, each.value) for each in personal_records(sets)] == [
        ("plank", "hold", 60.0),
        ("squat", "reps", 9),
    ]
