"""A film is analysed once; the second result comes from the cache and is equal."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import pytest

from coach.body.recording.recording import Recording, read_recording
from coach.body.recording.recording_writer import write_recording
from coach.body.stream import Sighting, SourceFacts
from coach.errors import FilmMissing, FilmUnreadable, InvalidOption, RecordingUnreadable, RecordingUnwritable
from coach.vision.film.recording_cache import CachedRecording, cached_recording, recordings_folder
from coach.vision.landmarker.landmarker import LandmarkerOptions
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import PoseModel


def analysed(
    film: Path, model: PoseModel, *, use_cache: bool = True
) -> tuple[list[Sighting], list[str], str | None]:
    notes: list[str] = []
    with open_source(film, model_path=model.path, use_cache=use_cache, on_note=notes.append) as source:
        return list(source), notes, source.trouble


def cached() -> list[Path]:
    return sorted(recordings_folder().glob("*"))


def test_the_second_analysis_is_equal(squat_film: Path, pose_model: PoseModel) -> None:
    first, no_notes, _ = analysed(squat_film, pose_model)
    (file,) = cached()
    second, notes, _ = analysed(squat_film, pose_model)
    assert no_notes == []
    assert notes == [f"{squat_film.name} was analysed before; its landmarks come from the cache."]
    assert len(first) == len(second)
    for before, after in zip(first, second, strict=True):
        assert before.time == after.time
        if before.pose is None or after.pose is None:
            assert before.pose is after.pose
        else:
            np.testing.assert_array_equal(before.pose.world, after.pose.world)
            np.testing.assert_array_equal(before.pose.image, after.pose.image)
    assert cached() == [file]


def test_a_damaged_cache_file_is_replaced(squat_film: Path, pose_model: PoseModel) -> None:
    analysed(squat_film, pose_model)
    (file,) = cached()
    file.write_bytes(file.read_bytes()[:5000])
    sightings, notes, _ = analysed(squat_film, pose_model)
    assert (notes, cached()) == ([], [file])
    assert len(read_recording(file).times) == len(sightings)


def test_an_unfinished_analysis_is_not_cached(squat_film: Path, pose_model: PoseModel) -> None:
    with open_source(squat_film, model_path=pose_model.path) as source:
        for _ in zip(range(5), source, strict=False):
            pass
    assert cached() == []


def test_trouble_is_cached(squat_film: Path, pose_model: PoseModel, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    content = bytearray(squat_film.read_bytes())
    third = len(content) // 3
    content[third : third + 3000] = bytes(3000)
    broken.write_bytes(content)
    first, second = analysed(broken, pose_model), analysed(broken, pose_model)
    assert first[2] is not None
    assert second[2] == first[2]
    assert second[1] != []


def test_other_options_are_analysed_again(squat_film: Path, pose_model: PoseModel) -> None:
    analysed(squat_film, pose_model)
    options = LandmarkerOptions(min_tracking=0.6)
    with open_source(squat_film, model_path=pose_model.path, options=options) as source:
        assert not isinstance(source, Recording)


def test_without_the_cache_nothing_is_read_or_saved(squat_film: Path, pose_model: PoseModel) -> None:
    analysed(squat_film, pose_model, use_cache=False)
    assert cached() == []
    analysed(squat_film, pose_model)
    assert analysed(squat_film, pose_model, use_cache=False)[1] == []


def test_frames_never_come_from_the_cache(squat_film: Path, pose_model: PoseModel) -> None:
    analysed(squat_film, pose_model)
    with open_source(squat_film, model_path=pose_model.path, keep_frames=True) as source:
        assert next(iter(source)).frame is not None


def test_a_recording_opens_under_any_name(squat_film: Path, pose_model: PoseModel, tmp_path: Path) -> None:
    with open_source(squat_film, model_path=pose_model.path, use_cache=False) as source:
        sightings = list(source)
    for name in ("squat.npz", "squat.mp4"):
        write_recording(tmp_path / name, source.facts, sightings)
        notes: list[str] = []
        with open_source(tmp_path / name, picture=PictureOptions(rotate=90), on_note=notes.append) as again:
            assert notes == [f"{name} has no pictures; --rotate, --mirror and --person are ignored."]
            assert len(list(again)) == len(sightings)
            assert again.facts.model_sha256 == pose_model.sha256
    named_wrong = tmp_path / "film.npz"
    named_wrong.write_bytes(squat_film.read_bytes())
    with open_source(named_wrong, model_path=pose_model.path, use_cache=False) as film:
        assert film.facts.kind == "film"


def test_a_recording_is_saved_where_requested(
    squat_film: Path, pose_model: PoseModel, tmp_path: Path
) -> None:
    """During analysis, from the cache and from a recording: equal each time."""
    outs = [tmp_path / f"{name}.npz" for name in ("analysed", "cached", "copied")]
    notes: list[str] = []
    for film, out in zip((squat_film, squat_film, outs[0]), outs, strict=True):
        with open_source(film, model_path=pose_model.path, keep=out, on_note=notes.append) as source:
            sightings = list(source)
    assert len(notes) == 1
    assert len(cached()) == 1
    first = read_recording(outs[0])
    assert (first.facts.name, len(first.times)) == (squat_film.name, len(sightings))
    for out in outs[1:]:
        again = read_recording(out)
        assert again.facts == first.facts
        np.testing.assert_array_equal(again.landmarks, first.landmarks)


def test_a_film_is_never_overwritten(squat_film: Path, pose_model: PoseModel, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(squat_film.read_bytes())
    with pytest.raises(RecordingUnwritable, match="the existing file is not a recording"):
        open_source(film, model_path=pose_model.path, keep=film)


def test_a_recording_without_a_film_has_its_own_hash(tmp_path: Path) -> None:
    path = tmp_path / "truth.npz"
    write_recording(path, SourceFacts("performance", "truth", (640, 360)), [Sighting(0.0, None)])
    with open_source(path) as source:
        assert source.facts.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_archive_is_neither_a_recording_nor_a_film(tmp_path: Path) -> None:
    archive = tmp_path / "films.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("film.mp4", "a film")
    with pytest.raises(FilmUnreadable, match="is an archive, not a film"):
        open_source(archive)


def test_errors_of_unusable_files(tmp_path: Path, squat_film: Path) -> None:
    rubbish = tmp_path / "rubbish.npz"
    rubbish.write_bytes(b"rubbish" * 100)
    with pytest.raises(RecordingUnreadable):
        open_source(rubbish)
    with pytest.raises(FilmMissing):
        open_source(tmp_path / "none.mp4")
    with pytest.raises(FilmUnreadable):
        open_source(tmp_path)
    with pytest.raises(InvalidOption):
        open_source(squat_film, grade="huge")


def test_a_full_cache_deletes_its_oldest_recording(squat_film: Path, pose_model: PoseModel) -> None:
    analysed(squat_film, pose_model)
    (large,) = cached()
    recording = read_recording(large)
    paths = [large.with_name(f"{letter}.npz") for letter in "abc"]
    for path in paths:
        with CachedRecording(path, most_bytes=large.stat().st_size + 5_000) as writer:
            writer.add(Sighting(0.0, None))
            writer.finish(recording.facts, None)
    assert cached_recording(large) is not None
    assert cached_recording(paths[0]) is not None
    with CachedRecording(paths[1], most_bytes=5_000) as writer:
        writer.add(Sighting(0.0, None))
        writer.finish(recording.facts, None)
    assert cached_recording(paths[1]) is not None
    assert large not in cached()


def test_a_read_only_cache_is_not_an_error(squat_film: Path, pose_model: PoseModel, home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("a file where the folder should be")
    sightings, _, trouble = analysed(squat_film, pose_model)
    assert (len(sightings) > 30, trouble) == (True, None)
