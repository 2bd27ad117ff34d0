"""The settings for one source: a camera, an address, a film, or a folder of films."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coach.addresses import without_password
from coach.errors import SourceError
from coach.regular_file import path_exists
from coach.settings import Settings, SourceSettings
from coach.vision.address_kind import completed_source
from coach.vision.source_kind import source_kind


def source_settings(source: str | None, settings: Settings) -> SourceSettings:
    """The settings for a source; the defaults if it has none.

    If several names match, the source as typed wins, then the longest name.

    Args:
        source: As typed; None for the first camera.
        settings: The user's settings.
    """
    if not settings.sources:
        return SourceSettings()
    matching = [name for name in settings.sources if name == source]
    matching += sorted((name for name in settings.sources if _matches(name, source)), key=len, reverse=True)
    return settings.sources[matching[0]] if matching else SourceSettings()


def _matches(name: str, source: str | None) -> bool:
    """Whether a name in the settings matches this source."""
    kind = "index" if source is None else source_kind(source)
    if source is not None and kind == "address":
        return _address(completed_source(name)) == _address(source)
    if source is not None and kind in ("film", "recording"):
        return _is_film(name, Path(source))
    if kind == "performer":
        return name == source
    return _is_camera(name, list(_camera_names(source)))


def _address(text: str) -> str:
    """An address for comparison: without password, in lower case."""
    return without_password(text).rstrip("/").casefold()


def _is_film(name: str, film: Path) -> bool:
    """Whether the name is the film's, or that of a folder it is in."""
    if name == film.name:
        return True
    here, named = film.absolute(), Path(name).absolute()
    if path_exists(film) and path_exists(named):
        here, named = here.resolve(), named.resolve()
    return named == here or named in here.parents


def _is_camera(name: str, names: list[str]) -> bool:
    """Whether the name is the camera's index, its device file, or part of its name."""
    wanted = name.casefold()
    if wanted.isdecimal() or "/" in wanted:
        return wanted in names
    return any(wanted in each for each in names)


def _camera_names(source: str | None) -> Iterator[str]:
    """All names of a camera, in lower case."""
    from coach.vision.live.camera import camera_index, cameras  # needs OpenCV, which 'coach doctor' checks

    known = cameras()
    if source is not None:
        yield source.casefold()
        try:
            index = camera_index(source)
        except SourceError:  # reported when the camera is opened
            return
    else:
        index = known[0].index if known else 0
    yield from (str(index), f"/dev/video{index}")
    yield from (each.name.casefold() for each in known if each.index == index)
