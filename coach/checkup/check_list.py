"""The groups of checks in order; a check imports what needs OpenCV itself, as that may be missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coach.catalogue.library import all_exercises
from coach.checkup import database, folders, machine, voice
from coach.checkup.check_group import CheckGroup
from coach.checkup.terminal import TerminalFacts, terminal
from coach.finding import Finding
from coach.performer.postures import expected_postures
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.source_kind import is_film

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise
    from coach.checkup.cameras import CameraSource


def check_groups(
    source: str | None,
    exercise: Exercise | None,
    facts: TerminalFacts,
    environment: Mapping[str, str],
    picture: PictureOptions = AS_SHOWN,
) -> list[CheckGroup]:
    """All checks.

    Args:
        source: Camera, address or film; None for every camera.
        exercise: The exercise of the workout; None if not given.
        facts: Facts about the terminal.
        environment: Environment variables.
        picture: Rotation, mirroring and the person to follow.
    """
    source_checks = _SourceChecks(source, exercise, picture)
    return [
        CheckGroup(
            "Program",
            (
                machine.versions,
                machine.libraries,
                machine.cv2_package,
                machine.telemetry,
                machine.settings,
            ),
        ),
        CheckGroup("Terminal", (partial(terminal, facts, environment),)),
        CheckGroup("Pose model", (_model_grades, _model_speed)),
        CheckGroup("Camera", (source_checks.camera, source_checks.picture)),
        CheckGroup("You in the picture", (source_checks.person,)),
        CheckGroup("Folders", (folders.folder_findings,)),
        CheckGroup("History", (database.history,)),
        CheckGroup("Voice", (voice.voice,)),
    ]


def expected_exercises(source: str | None, exercise: Exercise | None) -> list[Exercise]:
    """Exercises whose postures may appear in the sample: in front of a camera, people stand at first.

    Args:
        source: The sampled source; None for a camera.
        exercise: The exercise of the workout; None if not given.
    """
    if exercise is not None and source is not None and is_film(source):
        return [exercise]
    return list(all_exercises().values())


def _model_grades() -> Iterator[Finding]:
    from coach.checkup.models import grades

    yield from grades()


def _model_speed() -> Iterator[Finding]:
    from coach.checkup.models import speed

    yield from speed()


class _SourceChecks:
    """Three checks that share one sample."""

    def __init__(self, source: str | None, exercise: Exercise | None, picture: PictureOptions) -> None:
        self._source, self._exercise, self._picture = source, exercise, picture
        self._camera: CameraSource | None = None

    def camera(self) -> Iterator[Finding]:
        from coach.checkup.cameras import CameraSource

        self._camera = CameraSource(
            self._source, self._exercise.name if self._exercise else "squat", self._picture
        )
        yield from self._camera.rate_findings()

    def picture(self) -> Iterator[Finding]:
        if self._camera is not None:
            yield from self._camera.picture_findings()

    def person(self) -> Iterator[Finding]:
        sample = self._camera.sample if self._camera is not None else None
        if sample is None or not sample.frames:
            return
        from coach.checkup.person import sample_findings

        expected = expected_exercises(self._source, self._exercise)
        picture = replace(self._picture, expected=expected_postures(expected))
        yield from sample_findings(sample, self._exercise, picture)
