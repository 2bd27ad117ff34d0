"""Finds the pose model's file: the user's own, the cached one, or a fetched one, verified."""

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
    """A pose model's file, verified.

    Attributes:
        grade: lite, full or heavy; None for a file of the user's that is none of these.
        path: The ``.task`` bundle.
        sha256: Hash of the file in hex.
    """

    grade: Grade | None
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class CachedModel:
    """One grade as it lies in the cache.

    Attributes:
        edition: What is known of the grade.
        path: Where its file is, or would be.
        size: Bytes on disk, or None when it is absent.
        verified: Whether its hash is a pinned one; None when it is absent.
    """

    edition: Edition
    path: Path
    size: int | None
    verified: bool | None


def models_folder() -> Path:
    """Where fetched pose models are kept."""
    return cache_folder() / "models"


def find_model(
    grade: str = DEFAULT_GRADE, path: Path | None = None, on_progress: OnProgress | None = None
) -> PoseModel:
    """The pose model of a grade, fetched when it is not here yet.

    Args:
        grade: lite, full or heavy; not looked at when ``path`` is given.
        path: A bundle of the user's own, which may have any hash.
        on_progress: Told how many bytes of a download are here.

    Raises:
        InvalidOption: There is no such grade.
        ModelMissing: ``path`` does not exist, or no way to the file is open.
        ModelDamaged: ``path`` is no pose model bundle.
    """
    if path is not None:
        return _own_model(path)
    edition = edition_of(grade)
    cached = cached_model(edition)
    if not cached.verified:
        return fetch_model(edition, on_progress)
    return PoseModel(edition.grade, cached.path, hash_of(cached.path))


def edition_of(grade: str) -> Edition:
    """What is known of a grade.

    Raises:
        InvalidOption: There is no such grade.
    """
    for name in GRADES:
        if name == grade:
            return EDITIONS[name]
    raise InvalidOption(
        f"There is no pose model of the grade '{grade}'.", hint=f"Choose one of {', '.join(GRADES)}."
    )


def cached_model(edition: Edition) -> CachedModel:
    """How a grade lies in the cache; its hash is computed anew."""
    path = models_folder() / edition.file_name
    try:
        size = path.stat().st_size
        return CachedModel(edition, path, size, hash_of(path) in edition.accepted)
    except FileNotFoundError:
        return CachedModel(edition, path, None, None)
    except OSError:
        return CachedModel(edition, path, None, False)


def fetch_model(edition: Edition, on_progress: OnProgress | None = None) -> PoseModel:
    """Fetch a grade's file into the cache, by the first way that is open, and verify it.

    The file gets its name only when it is whole, so two processes may fetch at the same time.

    Raises:
        ModelMissing: No way to the file is open.
    """
    target = models_folder() / edition.file_name
    tried = []
    for name, route in routes():
        try:
            _LOG.info("fetching the %s pose model from %s", edition.grade, name)
            return _fetched_by(route, edition, target, on_progress)
        except FetchFailed as error:
            tried.append(f"{name} ({error})")
    raise ModelMissing(
        f"The pose model '{edition.grade}' is not here and could not be fetched: tried {', '.join(tried)}.",
        hint=f"Get {edition.address} on another machine and put it at {target}.",
    )


def hash_of(path: Path) -> str:
    """SHA-256 of a file's content in hex."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _own_model(path: Path) -> PoseModel:
    path = path.expanduser()
    if not is_regular(path):
        raise ModelMissing(
            f"There is no pose model at {path}.", hint="Leave the path out to use the coach's own."
        )
    if not is_bundle(path):
        raise ModelDamaged(
            f"{path.name} is no pose model bundle, or a damaged one.",
            hint="It has to be a pose_landmarker .task; leave the path out to use the coach's own.",
        )
    sha256 = hash_of(path)
    return PoseModel(grade_of(sha256), path, sha256)


def _fetched_by(route: Route, edition: Edition, target: Path, on_progress: OnProgress | None) -> PoseModel:
    try:
        make_folder(target.parent)
        with replacing(target) as part:
            route(edition, part, on_progress)
            sha256 = hash_of(part)
            if sha256 not in edition.accepted:
                raise FetchFailed("what came is not the file that was pinned")
    except OSError as error:
        raise ModelMissing(
            f"The pose model can't be kept: {target.parent} can't be written to ({error.strerror or error}).",
            hint="Make room there, or set COACH_HOME to a folder of yours.",
        ) from error
    return PoseModel(edition.grade, target, sha256)
