"""The shipped windows of rendered athletes, which give every training run some data of every exercise."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.body.recording.array_archive import ArchiveDamaged, ArrayArchive
from coach.catalogue.library import all_exercises
from coach.errors import ModelDamaged
from coach.learning.table import TrainingWindows, joined_windows
from coach.learning.trust import put
from coach.recognition.features import NAMES, VERSION
from coach.recognition.sequence_decoder import NONE
from coach.resources import shipped

_FILE = "athletes.npz"
_MOST_WINDOWS = 200_000


def athletes_file() -> Path:
    """Path of the shipped windows."""
    return shipped("models") / _FILE


def further_athletes_file() -> Path:
    """Path for the windows of further athletes: the first that is free."""
    path, number = athletes_file(), 1
    while path.exists():
        number += 1
        path = athletes_file().with_stem(f"athletes-{number}")
    return path


def save_athletes(athletes: TrainingWindows, path: Path) -> None:
    """Write windows that ship with coach; for use in a checkout.

    Raises:
        ModelError: The file can't be written.
    """
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        version=np.array(VERSION),
        features=athletes.features.astype(np.float16),
        label=athletes.label,
        who=athletes.who,
    )
    put(path, packed.getvalue(), private=False)


def labels_without_athletes() -> list[str]:
    """The exercises, and perhaps ``none``, that no shipped athlete performs.

    Raises:
        ModelDamaged: The file is damaged, or has other features.
    """
    labels = [*sorted(all_exercises()), NONE]
    present = set(shipped_athletes(labels).label.tolist())
    return [label for label in labels if label not in present]


def shipped_athletes(labels: Sequence[str]) -> TrainingWindows:
    """The shipped windows of some labels.

    Args:
        labels: Canonical names, ``none`` among them or not.

    Raises:
        ModelDamaged: The file is damaged, or has other features.
    """
    files = sorted(athletes_file().parent.glob("athletes*.npz"))
    return joined_windows(_read_windows(path, labels) for path in files)


def _read_windows(path: Path, labels: Sequence[str]) -> TrainingWindows:
    most = len(NAMES) * _MOST_WINDOWS * 2
    try:
        with ArrayArchive(path) as archive:
            version = str(archive.read("version", "U", (), 400))
            features = archive.read("features", "<f2", (None, None), most)
            label, who = (archive.read(name, "U", (len(features),), most) for name in ("label", "who"))
            chosen = np.isin(label, list(labels))
            found = TrainingWindows(features[chosen].astype(np.float32), label[chosen], who[chosen])
    except (OSError, ArchiveDamaged, ValueError) as error:
        raise ModelDamaged(f"{path} is damaged.", hint="Reinstall coach.") from error
    if version != VERSION or found.features.shape[1] != len(NAMES):
        raise ModelDamaged(
            f"{path} has other features ({version}) than this version of coach.", hint="Reinstall coach."
        )
    return found
