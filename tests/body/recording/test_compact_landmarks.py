"""Compact recordings: a third of the size, and the same counts."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np

from coach.body.recording.compact_landmarks import BYTES, blocks, unpacked
from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import RecordingWriter, write_recording
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def test_landmarks_come_back_within_half_a_step() -> None:
    table = np.random.default_rng(1).uniform(-2, 2, (9000, 33, 8)).astype(np.float32)
    packed = blocks(io.BytesIO(table.tobytes()))
    assert packed.shape == (9000 * BYTES,)
    assert np.abs(unpacked(packed) - table).max() <= 0.51e-4


def test_far_landmarks_are_cut_off() -> None:
    table = np.full((2, 33, 8), 50.0, np.float32)
    table[1] = -50.0
    back = unpacked(blocks(io.BytesIO(table.tobytes())))
    assert np.allclose(back[0], 3.2, atol=1e-4)
    assert np.allclose(back[1], -3.2, atol=1e-4)


def test_no_body_makes_an_empty_table() -> None:
    assert unpacked(blocks(io.BytesIO(b""))).shape == (0, 33, 8)


def test_a_compact_recording_counts_like_its_source(tmp_path: Path) -> None:
    squat = load_exercise("squat")
    source = Truth(perform(squat, depths=(1.0,) * 4))
    sightings = list(source)
    whole, compact = tmp_path / "whole.npz", tmp_path / "compact.npz"
    write_recording(whole, source.facts, sightings)
    with RecordingWriter(compact, compact=True) as writer:
        for each in sightings:
            writer.add(each)
        writer.finish(source.facts)
    assert compact.stat().st_size < whole.stat().st_size / 2
    assert read_recording(compact).facts.frame_count == len(sightings)
    counts = [_reps(squat, list(read_recording(each))) for each in (whole, compact)]
    assert counts[0] == counts[1]
    assert len(counts[0]) == 4


def _reps(exercise: Exercise, sightings: list[Sighting]) -> list[tuple[str, int]]:
    judge = Judge(exercise)
    for each in sightings:
        judge.observe(each.pose, each.time)
    return [(rep.verdict, round(rep.rom_deg)) for one in judge.finish().sets for rep in one.reps]
