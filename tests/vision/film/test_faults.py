"""Damaged films and recordings cause no traceback, no crash and no hang."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from select import select

import pytest

from coach.body.recording.recording_writer import write_recording
from coach.vision.opening import open_source
from coach.vision.pose_model.pose_model import PoseModel
from tests.vision.conftest import FFmpeg
from tests.vision.film.faults import SPOILS, Case, spoilt_files

SEED = 20261122
LIMIT_S = 40
"""Seconds per file, including the start of Python; a sound file takes half a second."""

_WORKER = """
import json, sys
from pathlib import Path
from coach.errors import CoachError
from coach.vision.opening import open_source
for path in map(Path, sys.argv[2:]):
    try:
        with open_source(path, model_path=Path(sys.argv[1]), use_cache=False) as source:
            frames = sum(1 for _ in source)
        sentence = source.trouble or "used as if nothing had happened"
        outcome = {"kind": "used", "sentence": sentence, "frames": frames}
    except CoachError as error:
        outcome = {"kind": type(error).__name__, "sentence": str(error), "hint": error.hint}
    print(json.dumps({"path": str(path), **outcome}), flush=True)
"""


def outcomes(cases: list[Case], model: PoseModel) -> Iterator[dict[str, str]]:
    """The outcome of each file, from a child process with a time-out."""
    command = [sys.executable, "-c", _WORKER, str(model.path), *(str(case.path) for case in cases)]
    with subprocess.Popen(
        command, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        for case in cases:
            ready, _, _ = select([child.stdout], [], [], LIMIT_S)
            if not ready:
                child.kill()
                pytest.fail(f"{case} hung")
            line = child.stdout.readline()
            if not line:
                pytest.fail(f"{case} ended the process: {child.stderr.read().decode()}")
            outcome = json.loads(line)
            assert outcome["path"] == str(case.path)
            yield outcome
        assert child.stderr.read() == b""


def plain(sentence: str) -> str:
    """A sentence without file names and figures, for counting."""
    sentence = re.sub(r"\d{3}(\.\w+)?\b(?= )", "FILE", sentence, count=1)
    return re.sub(r"\d+(\.\d+)?", "N", sentence)


def markdown(table: Counter[tuple[str, str, str]]) -> Iterator[str]:
    """A table of sentences by error class, with counts per fault."""
    faults = [*SPOILS, "wrong ending"]
    yield f"| class | sentence | {' | '.join(faults)} |"
    yield f"|---|---|{'---:|' * len(faults)}"
    sentences = sorted({(kind, sentence) for _, kind, sentence in table})
    for kind, sentence in sorted(sentences, key=lambda row: row[0] == "used"):
        counts = (str(table[fault, kind, sentence] or "") for fault in faults)
        name = "none" if kind == "used" else f"`{kind}`"
        yield f"| {name} | {sentence} | {' | '.join(counts)} |"


@pytest.mark.slow
def test_no_damaged_file_causes_a_traceback_or_a_hang(
    squat_film: Path,
    pose_model: PoseModel,
    ffmpeg: FFmpeg,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    capfd: pytest.CaptureFixture[str],
) -> None:
    source = ("-i", squat_film, "-vf", "scale=160:-2", "-r", "10")
    sound = [
        ffmpeg("sound.mp4", *source, "-c:v", "mpeg4"),
        ffmpeg("start.mp4", *source, "-c:v", "libx264", "-movflags", "+faststart"),
        ffmpeg("sound.avi", *source, "-c:v", "mpeg4"),
        ffmpeg("sound.webm", *source, "-c:v", "libvpx"),
        ffmpeg("sound.gif", *source),
        tmp_path / "sound.npz",
    ]
    with open_source(sound[0], model_path=pose_model.path, use_cache=False) as poses:
        write_recording(sound[-1], poses.facts, poses)
    folder = tmp_path / "spoilt"
    folder.mkdir()
    wanted = request.config.getoption("--spoilt-files")
    cases = list(spoilt_files(sound, folder, wanted, SEED))

    table: Counter[tuple[str, str, str]] = Counter()
    for case, outcome in zip(cases, outcomes(cases, pose_model), strict=True):
        assert outcome["kind"] == "used" or outcome["hint"], outcome
        assert "\n" not in outcome["sentence"]
        table[case.fault, outcome["kind"], plain(outcome["sentence"])] += 1

    assert sum(table.values()) == wanted
    assert {kind for _, kind, _ in table} >= {"used", "FilmUnreadable", "RecordingUnreadable"}
    with capfd.disabled():
        writer = request.config.get_terminal_writer()
        writer.line()
        for line in markdown(table):
            writer.line(line)
