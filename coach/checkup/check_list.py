"""The rounds of a checkup in their order; what is heavy is loaded by the check that needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coach.catalogue.library import all_exercises
from coach.checkup import database, folders, machine, models, voice
from coach.checkup.check_group import CheckGroup
from coach.checkup.terminal import TerminalFacts, terminal
from coach.finding import Finding, warn
from coach.performer.postures import expected_postures
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.source_kind import is_film

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise
    from coach.checkup.cameras import CameraSource


def rounds(
    source: str | None,
    exercise: Exercise | None,
    facts: TerminalFacts,
    environment: Mapping[str, str],
    picture: PictureOptions = AS_SHOWN,
) -> list[CheckGroup]:
    """Everything there is to look at.

    Args:
        source: What is trained before: a camera, an address or a film; None looks at every camera.
        exercise: What is to be trained, or None where nobody said.
        facts: What is known of the terminal.
        environment: The variables of the process.
        picture: Which way up the source's pictures are, and who is meant.
    """
    looking = _Looking(source, exercise, picture)
    return [
        CheckGroup(
            "Program",
            (
                machine.versions,
                machine.libraries,
                machine.ownership,
                machine.privacy,
                machine.preferences,
            ),
        ),
        CheckGroup("Terminal", (partial(terminal, facts, environment),)),
        CheckGroup("Pose model", (models.grades, models.speed)),
        CheckGroup("Camera", (looking.camera, looking.picture)),
        CheckGroup("You in the picture", (looking.person,)),
        CheckGroup("Folders", (folders.places,)),
        CheckGroup("History", (database.history,)),
        CheckGroup("Voice", (voice.voice,)),
    ]


def expected_exercises(source: str | None, exercise: Exercise | None) -> list[Exercise]:
    """What may be done in the pictures of a checkup: before a camera people stand, whatever they will train.

    Args:
        source: What is looked through; None for a camera.
        exercise: What is to be trained, or None where nobody said.
    """
    if exercise is not None and source is not None and is_film(source):
        return [exercise]
    return list(all_exercises().values())


class _Looking:
    """Three checks of one look through the camera."""

    def __init__(self, source: str | None, exercise: Exercise | None, picture: PictureOptions) -> None:
        self._source, self._exercise, self._picture = source, exercise, picture
        self._eyes: CameraSource | None = None

    def camera(self) -> Iterator[Finding]:
        from coach.checkup.cameras import CameraSource

        self._eyes = CameraSource(
            self._source, self._exercise.name if self._exercise else "squat", self._picture
        )
        yield from self._eyes.look()

    def picture(self) -> Iterator[Finding]:
        if self._eyes is not None:
            yield from self._eyes.picture()

    def person(self) -> Iterator[Finding]:
        sample = self._eyes.sample if self._eyes is not None else None
        if sample is None or not sample.frames:
            return
        from coach.checkup.person import find_person, judge_person

        found = models.here()
        if not found:
            yield warn("not looked for: no pose model is here", "'coach models pull' fetches it.")
            return
        best = next((each for each in found if each.grade == DEFAULT_GRADE), found[-1])
        trained = expected_exercises(self._source, self._exercise)
        picture = replace(self._picture, expected=expected_postures(trained))
        poses, notes = find_person(sample, best, picture)
        yield from judge_person(poses, len(sample.frames), self._exercise, notes)
