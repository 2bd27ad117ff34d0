"""Tracking people and choosing one, on true landmarks of rendered athletes in one picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from coach.body.person_choice import choose, is_plain, liveliness, people_of, several_people
from coach.body.pose import Pose
from coach.body.tracks import Track, Tracks, distinct
from coach.catalogue.library import load_exercise
from coach.errors import InvalidOption
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

EVERY = 6
"""Frames between analysed ones: a fifth of a second."""


def poses_of(exercise: str, reps: int = 3) -> list[Pose]:
    act = perform(load_exercise(exercise), depths=(1.0,) * reps)
    return [sighting.pose for sighting in list(Truth(act))[::EVERY] if sighting.pose is not None]


SQUATS, CURLS, PUSH_UPS = poses_of("squat"), poses_of("biceps-curl"), poses_of("push-up")


def placed(poses: list[Pose], x: float, y: float = 0.5, scale: float = 0.3) -> list[Pose]:
    """The poses as a part of a larger picture, centred there."""
    corner = np.array([x - scale / 2, y - scale / 2, 0.0])
    return [replace(pose, image=pose.image * scale + corner) for pose in poses]


def standing(poses: list[Pose]) -> list[Pose]:
    """The first pose all the time, with joint noise of 5 mm as from the pose model."""
    noise = np.random.default_rng(7)
    return [
        replace(poses[0], time=pose.time, world=poses[0].world + noise.normal(0, 0.005, (33, 3)))
        for pose in poses
    ]


def walking(poses: list[Pose]) -> list[Pose]:
    """Walking across the picture with swinging arms and legs."""
    return [
        replace(pose, image=pose.image + np.array([0.1 * (place - 5), 0, 0]))
        for place, pose in enumerate(poses[:10])
    ]


def frames_of(*people: list[Pose]) -> Iterator[tuple[float, list[Pose]]]:
    """All poses frame by frame, in changing order."""
    turn = np.random.default_rng(1)
    for number in range(min(map(len, people))):
        bodies = [poses[number] for poses in people]
        yield bodies[0].time, [bodies[place] for place in turn.permutation(len(bodies))]


def tracked(*people: list[Pose]) -> list[Track]:
    tracks = Tracks()
    for time, bodies in frames_of(*people):
        tracks.assign(time, bodies)
    return people_of(tracks)


def test_tracks_do_not_depend_on_the_order_of_detections() -> None:
    people = tracked(placed(SQUATS, 0.2), placed(CURLS, 0.4), placed(SQUATS, 0.8))
    assert [round(track.x, 1) for track in people] == [0.2, 0.4, 0.8]
    assert len({len(track.poses) for track in people}) == 1


def test_a_person_hidden_for_a_while_keeps_their_track() -> None:
    tracks = Tracks()
    for number, (time, bodies) in enumerate(frames_of(placed(SQUATS, 0.3), placed(CURLS, 0.7))):
        tracks.assign(time, [body for body in bodies if body.image[0, 0] > 0.5 or not 10 < number < 20])
    assert len(tracks.tracks) == 2


def test_a_body_detected_twice_is_one() -> None:
    body, beside = placed(SQUATS, 0.3)[0], placed(SQUATS, 0.5)[0]
    again = replace(body, image=body.image + 0.01)
    assert distinct([body, again, beside]) == [body, beside]


@pytest.mark.parametrize("exercise", [SQUATS, CURLS, PUSH_UPS])
def test_a_moving_person_is_preferred_to_a_large_one(exercise: list[Pose]) -> None:
    people = tracked(placed(standing(SQUATS), 0.3, scale=0.6), placed(exercise, 0.8, 0.6))
    choice = choose(people, "auto")
    assert (choice.number, choice.reason) == (2, "moves")
    note = several_people(people, choice)
    assert note.what == "There are 2 people in this film; coach follows the one who moves (on the right)."
    assert not note.doubtful


def test_a_passer_by_is_not_followed() -> None:
    (walker,) = tracked(placed(walking(SQUATS), 0.5))
    assert liveliness(walker) == 0
    assert not is_plain(walker)


def test_getting_down_once_is_not_exercise() -> None:
    half = SQUATS[: len(SQUATS) // 6]
    down = half + [replace(half[-1], time=pose.time) for pose in SQUATS[len(half) :]]
    (track,) = tracked(down)
    assert liveliness(track) == 0


def test_of_two_moving_people_the_larger_is_followed() -> None:
    people = tracked(placed(SQUATS, 0.2, scale=0.3), placed(SQUATS, 0.7, scale=0.5))
    choice = choose(people, "auto")
    assert (choice.number, choice.reason) == (2, "several move")
    assert several_people(people, choice).doubtful


def test_if_no_one_moves_a_lying_person_is_followed() -> None:
    plank = poses_of("plank")
    people = tracked(placed(standing(SQUATS), 0.3, scale=0.6), placed(standing(plank), 0.8, 0.6))
    choice = choose(people, "auto")
    assert (choice.number, choice.reason) == (2, "still")
    assert several_people(people, choice).doubtful


@pytest.mark.parametrize(
    ("person", "number"), [("left", 1), ("right", 3), ("largest", 2), ("1", 1), ("3", 3)]
)
def test_the_requested_person_is_followed(person: str, number: int) -> None:
    people = tracked(placed(SQUATS, 0.2), placed(standing(SQUATS), 0.5, scale=0.4), placed(CURLS, 0.8))
    choice = choose(people, person)
    assert (choice.number, choice.reason) == (number, "wish")


def test_a_number_that_is_too_high_is_refused() -> None:
    people = tracked(placed(SQUATS, 0.2), placed(CURLS, 0.8))
    with pytest.raises(InvalidOption, match="only 2 people") as refused:
        choose(people, "3")
    assert "1 to 2" in refused.value.hint
    with pytest.raises(InvalidOption, match="only one person"):
        choose(people[:1], "2")


def test_positions_in_words() -> None:
    grid = tracked(*(placed(CURLS, x, y) for x in (0.25, 0.75) for y in (0.25, 0.75)))
    sentences = [several_people(grid, choose(grid, str(number))).what for number in range(1, 5)]
    places = ("at the top left", "at the bottom left", "at the top right", "at the bottom right")
    assert all(place in what for place, what in zip(places, sentences, strict=True))
    row = tracked(*(placed(CURLS, x) for x in (0.1, 0.35, 0.6, 0.85)))
    assert "second from the left" in several_people(row, choose(row, "2")).what
