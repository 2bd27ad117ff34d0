"""``coach analyze --people``: everyone is counted on their own and saved under their name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from coach.bench.fixtures.crossings import CAMERAS, crossing
from coach.cli.people.people_analysis import chosen_people
from coach.cli.people.people_choice import people_choice
from coach.errors import InvalidOption
from coach.performer.ensemble import Ensemble
from coach.vision.people.people_tracks import TrackedPerson
from tests.cli.conftest import Coach


@pytest.fixture(scope="module")
def film_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people who stay where they are: two squats on the left, one on the right."""
    path = tmp_path_factory.mktemp("people") / "two.mp4"
    acts = crossing("different bodies", CAMERAS["waist"], reps=((2, 1), (1, 1)), frame_rate=10.0).acts
    rests_s = (0.8, 3.5)
    parts = [replace(act.parts[0], rest_after_s=rest_s) for act, rest_s in zip(acts, rests_s, strict=True)]
    staying = Ensemble(
        [replace(act, parts=(part,), walk_s=0.0) for act, part in zip(acts, parts, strict=True)]
    )
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10.0, (640, 480))
    for frame in staying:
        writer.write(frame.picture)
    writer.release()
    return path


@pytest.mark.slow
def test_named_people_are_saved_under_their_names(coach: Coach, film_of_two: Path) -> None:
    [line] = coach("analyze", film_of_two, "-e", "squat", "--people", "anna,ben", "--json").lines
    assert [(each["name"], each["place"], each["reps"]) for each in line["people"]] == [
        ("anna", "on the left", 2),
        ("ben", "on the right", 1),
    ]
    saved = [coach("history", "show", each["workout"], "--json").lines[0] for each in line["people"]]
    assert [(each["profile"], each["reps"]) for each in saved] == [("anna", 2), ("ben", 1)]


@pytest.mark.slow
def test_people_without_names_are_counted_and_not_saved(coach: Coach, film_of_two: Path) -> None:
    shown = coach("analyze", film_of_two, "-e", "squat", "--people", "all").out
    assert "two.mp4, person 1 (on the left)" in shown
    assert "two.mp4, person 2 (on the right)" in shown
    assert shown.count("Not saved.") == 2
    assert "To save them, name everyone from left to right: --people anna,ben" in shown


def test_too_few_people_are_reported() -> None:
    people = (TrackedPerson((), 0.1), TrackedPerson((), 0.9))
    assert chosen_people(people, people_choice("all"), "two.mp4") == people
    with pytest.raises(
        InvalidOption, match=r"^two.mp4: --people asks for 3, and coach finds only 2 people\.$"
    ):
        chosen_people(people, people_choice("anna,ben,carl"), "two.mp4")


def test_people_exclude_options_for_one_person(coach: Coach, squats_recording: Path) -> None:
    for option in (("--person", "left"), ("--profile", "anna"), ("--chart",)):
        assert coach("analyze", squats_recording, "--people", "2", *option).code == 2
    assert coach("analyze", squats_recording, "--people", "anna,,ben").code == 2
    result = coach("analyze", squats_recording, "--people", "2", "-e", "squat")
    assert result.code == 1
    assert "is a recording of one person" in result.err
