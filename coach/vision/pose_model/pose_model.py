"""Finds and verifies the pose model's file: a custom, cached or downloaded one."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from coach.atomic_file import make_folder, replacing
from coach.body.stream import OnProgress
from coach.errors import InvalidOption, ModelDamaged, ModelMissing
from coach.regular_file import is_regular, open_regular
from coach.resources import cache_folder
from coach.vision.pose_model.model_bundle import is_bundle
from coach.vision.pose_model.model_download import FetchFailed, Route, routes
from coach.vision.pose_model.model_registry import DEFAULT_GRADE, EDITIONS, GRADES, Edition, Grade, grade_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PoseModel:
    """A verified pose model file.

    Attributes:
        grade: lite, full or heavy; None for any other custom file.
        path: The ``.task`` bundle.
        sha256: Hash of the file in hex.
    """

    grade: Grade | None
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class CachedModel:
    """The state of one grade in the cache.

    Attributes:
        edition: The grade.
        path: Path of its file, which may not exist.
        size: Bytes on disk; None if absent.
        verified: Whether its hash is accepted; None if absent.
    """

    edition: Edition
    path: Path
    size: int | None
    verified: bool | None


def models_folder() -> Path:
    """Folder of downloaded pose models."""
    return cache_folder() / "models"


def find_model(
    grade: str = DEFAULT_GRADE, path: Path | None = None, on_progress: OnProgress | None = None
) -> PoseModel:
    """The pose model of a grade, downloaded if necessary.

    Args:
        grade: lite, full or heavy; ignored if ``path`` is given.
        path: A custom bundle with any hash.
        on_progress: Called with the progress of a download in bytes.

    Raises:
        InvalidOption: There is no such grade.
        ModelMissing: ``path`` does not exist, or the download failed.
        ModelDamaged: ``path`` is not a pose model bundle.
    """
    if path is not None:
        return _custom_model(path)
    edition = edition_of(grade)
    cached = cached_model(edition)
    if not cached.verified:
        return fetch_model(edition, on_progress)
    return PoseModel(edition.grade, cached.path, hash_of(cached.path))


def edition_of(grade: str) -> Edition:
    """The edition of a grade.

    Raises:
        InvalidOption: There is no such grade.
    """
    for name in GRADES:
        if name == grade:
            return EDITIONS[name]
    raise InvalidOption(
        f"There is no pose model of grade '{grade}'.", hint=f"Use one of {', '.join(GRADES)}."
    )


def cached_model(edition: Edition) -> CachedModel:
    """The state of a grade in the cache; its hash is computed again."""
    path = models_folder() / edition.file_name
    try:
        size = path.stat().st_size
        return CachedModel(edition, path, size, hash_of(path) in edition.accepted)
    except FileNotFoundError:
        return CachedModel(edition, path, None, None)
    except OSError:
        return CachedModel(edition, path, None, False)


def fetch_model(edition: Edition, on_progress: OnProgress | None = None) -> PoseModel:
    """Download a grade's file into the cache by the first working route, and verify it.

    The file gets its name only when complete, so two processes may download at the same time.

    Raises:
        ModelMissing: All routes failed.
    """
    target = models_folder() / edition.file_name
    tried = []
    for name, route in routes():
        try:
            _LOG.info("downloading the %s pose model from %s", edition.grade, name)
            return _fetch_by(route, edition, target, on_progress)
        except FetchFailed as error:
            tried.append(f"{name} ({error})")
    raise ModelMissing(
        f"The pose model '{edition.grade}' could not be downloaded. Tried {', '.join(tried)}.",
        hint=f"Download {edition.address} on another machine and copy it to {target}.",
    )


def hash_of(path: Path) -> str:
    """SHA-256 of a file's content in hex."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _custom_model(path: Path) -> PoseModel:
    path = path.expanduser()
    if not is_regular(path):
        raise ModelMissing(f"There is no pose model at {path}.", hint="Omit the path to use coach's own.")
    if not is_bundle(path):
        raise ModelDamaged(
            f"{path.name} is not a pose model bundle, or is damaged.",
            hint="It must be a pose_landmarker .task; omit the path to use coach's own.",
        )
    sha256 = hash_of(path)
    return PoseModel(grade_of(sha256), path, sha256)


def _fetch_by(route: Route, edition: Edition, target: Path, on_progress: OnProgress | None) -> PoseModel:
    try:
        make_folder(target.parent)
        with replacing(target) as part:
            route(edition, part, on_progress)
            sha256 = hash_of(part)
            if sha256 not in edition.accepted:
                raise FetchFailed("the file has the wrong checksum")
    except OSError as error:
        raise ModelMissing(
            f"The pose model can't be saved: {target.parent} is not writable ({error.strerror or error}).",
            hint="Make room there, or set COACH_HOME to a folder you own.",
        ) from error
    return PoseModel(edition.grade, target, sha256)
