"""The public API: its names, their documentation, and the snippet in the docs."""

from __future__ import annotations

import inspect
import re
from importlib.metadata import version
from pathlib import Path
from typing import Self

import pytest

import coach
from coach import load_exercise, read_recording, write_recording
from coach.performer.motion.choreography import Performance
from coach.performer.sources import Truth

NAMES = {
    "CoachError",
    "Event",
    "Exercise",
    "Fault",
    "Frame",
    "History",
    "Judge",
    "LandmarkerOptions",
    "Moment",
    "Observation",
    "Performance",
    "Photo",
    "PhotoPerson",
    "PhotoReader",
    "Plan",
    "Pose",
    "PoseSource",
    "Recording",
    "Rendered",
    "Rep",
    "SetRecord",
    "SetSummary",
    "Sighting",
    "Sink",
    "SourceFacts",
    "StandingPosture",
    "Summary",
    "Tempo",
    "Truth",
    "Workout",
    "WorkoutFilter",
    "WorkoutRecord",
    "__version__",
    "all_exercises",
    "export_csv",
    "export_fit",
    "export_json",
    "import_history",
    "load_exercise",
    "open_history",
    "open_live",
    "open_source",
    "perform",
    "photo_people",
    "read_exercise",
    "read_photo",
    "read_recording",
    "run",
    "standing_posture",
    "watch",
    "write_recording",
}


def test_the_public_names() -> None:
    assert set(coach.__all__) == NAMES
    assert dir(coach) == sorted(NAMES)


@pytest.mark.parametrize("name", sorted(NAMES - {"__version__", "Event"}))
def test_each_name_exists_and_is_documented(name: str) -> None:
    assert inspect.getdoc(getattr(coach, name))


def test_each_name_is_visible_to_type_checkers() -> None:
    source = Path(coach.__file__).read_text(encoding="utf-8")
    typed = set(re.findall(r"^    from coach\.\S+ import (\w+) as \1$", source, re.MULTILINE))
    assert typed == NAMES - {"__version__"}


def test_other_names_do_not_exist() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Coach'"):
        getattr(coach, "Coach")  # noqa: B009


def test_the_version_is_that_of_the_package() -> None:
    assert version("coach") == coach.__version__


@pytest.fixture
def squats(tmp_path: Path) -> Path:
    """A recording of three squats, which is accepted in place of a film under any name."""
    stage = Truth(Performance("squat", load_exercise("squat").poses, depths=(1.0, 1.0, 1.0)))
    path = tmp_path / "film.mp4"
    write_recording(path, stage.facts, stage)
    return path


def test_the_snippet_in_the_docs_runs(
    squats: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[1] / "docs" / "programs.md").read_text(encoding="utf-8")
    snippet, *_ = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(squats.parent)
    exec(compile(snippet, "programs.md", "exec"), {})
    output = capsys.readouterr().out
    assert output.count("RepCompleted") == 3
    assert output.endswith("3 full and 0 partial repetitions\n")


def test_custom_sinks(squats: Path) -> None:
    class Counter:
        """A sink that stores its events."""

        def __init__(self) -> None:
            self.times: list[float] = []
            self.full = -1

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *ending: object) -> None: ...

        def receive(self, moment: coach.Moment) -> None:
            self.times.append(moment.time)

        def conclude(self, summary: coach.Summary, *, interrupted: bool) -> None:
            self.full = summary.full

    with Counter() as counter:
        summary, interrupted = coach.run(
            read_recording(squats), coach.Judge(load_exercise("squat")), [counter]
        )
    assert not interrupted
    assert counter.full == summary.full == 3
    assert len(counter.times) == summary.frames
