"""The shipped windows of rendered athletes, which give every training run some data of every exercise."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.body.recording.array_archive import ArchiveDamaged, ArrayArchive
from coach.errors import ModelDamaged
from coach.learning.table import NOBODY, Athletes
from coach.learning.trust import put
from coach.recognition.features import NAMES, VERSION
from coach.resources import shipped

_FILE = "athletes.npz"
_MOST_WINDOWS = 200_000


def athletes_file() -> Path:
    """Path of the shipped windows."""
    return shipped("models") / _FILE


def save_athletes(athletes: Athletes) -> None:
    """Write the windows that ship with coach; for use in a checkout.

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
    put(athletes_file(), packed.getvalue(), private=False)


def shipped_athletes(labels: Sequence[str]) -> Athletes:
    """The shipped windows of some labels.

    Args:
        labels: Canonical names, ``none`` among them or not.

    Raises:
        ModelDamaged: The file is damaged, or has other features.
    """
    path = athletes_file()
    if not path.is_file():
        return NOBODY
    most = len(NAMES) * _MOST_WINDOWS * 2
    try:
        with ArrayArchive(path) as archive:
            version = str(archive.read("version", "U", (), 400))
            features = archive.read("features", "<f2", (None, None), most)
            label, who = (archive.read(name, "U", (len(features),), most) for name in ("label", "who"))
            chosen = np.isin(label, list(labels))
            found = Athletes(features[chosen].astype(np.float32), label[chosen], who[chosen])
    except (OSError, ArchiveDamaged, ValueError) as error:
        raise ModelDamaged(f"{path} is damaged.", hint="Reinstall coach.") from error
    if version != VERSION or found.features.shape[1] != len(NAMES):
        raise ModelDamaged(
            f"{path} has other features ({version}) than this version of coach.", hint="Reinstall coach."
        )
    return found
