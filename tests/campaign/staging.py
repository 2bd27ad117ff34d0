"""Sets up the cases of a campaign, each in its own temporary folder."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

import coach.cli  # noqa: F401 - imported before cases are forked, so that they don't have to
from coach.catalogue.library import load_exercise
from coach.performer.film import rendered_film
from coach.performer.motion.choreography import Performance
from coach.resources import database_file
from coach.vision.pose_model.pose_model import find_model
from tests.campaign.kinds import KINDS, Stage, sound_recording
from tests.campaign.watched_run import Outcome, watch
from tests.store.workouts import counted_set, facts, mixed_sets, remember, rep

_SHARED_HOME = Path(tempfile.gettempdir()) / "coach-tests"


@dataclass(frozen=True, slots=True)
class Supplies:
    """Files for the cases.

    Attributes:
        folder: Folder of the cases.
        model: The pose model.
        database: An intact history.
        recording: An intact recording.
        films: A folder of small intact films.
    """

    folder: Path
    model: Path
    database: Path
    recording: Path
    films: Path


def supplied(folder: Path) -> Supplies:
    """Create the files for the cases in ``folder``."""
    recording = folder / "sound.npz"
    recording.write_bytes(sound_recording())
    os.environ["COACH_HOME"] = str(_SHARED_HOME)
    model = find_model().path
    os.environ["COACH_HOME"] = str(folder / "home")
    remember(None, facts(), counted_set([rep(1), rep(2), rep(3, 40.0)]))
    remember(None, facts(film="mixed.mp4", sha256="cd" * 32, exercise=None), *mixed_sets(), interrupted=True)
    return Supplies(folder, model, database_file(), recording, _films(folder / "films"))


def _films(folder: Path) -> Path:
    """A small film of one squat in each common format."""
    folder.mkdir()
    poses = load_exercise("squat").poses
    squat = Performance("squat", poses, depths=(1.0,), rest_before_s=0.2, rest_after_s=0.2)
    rendered = rendered_film(squat, folder=_SHARED_HOME / "performances")
    small = ("-i", str(rendered), "-vf", "scale=160:-2", "-r", "10")
    for name, codec in (("a.mp4", "libx264"), ("b.avi", "mpeg4"), ("c.webm", "libvpx"), ("d.gif", "gif")):
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *small, "-c:v", codec]
        subprocess.run([*command, str(folder / name)], check=True)
    return folder


def played(kind: str, number: int, seed: int, supplies: Supplies) -> Outcome:
    """Set up one case, run it, and delete its folder."""
    folder = Path(tempfile.mkdtemp(prefix=f"{number}-", dir=supplies.folder))
    chance = random.Random(f"{seed} {kind} {number}")
    try:
        stage = Stage(folder, chance, supplies.model, supplies.database, supplies.recording, supplies.films)
        return watch(KINDS[kind](stage), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
