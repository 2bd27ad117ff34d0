"""What the settings say about one source: a camera, an address, a film, or the folder of films it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coach.addresses import without_password
from coach.errors import SourceError
from coach.regular_file import path_exists
from coach.settings import Settings, SourceSettings
from coach.vision.address_kind import meant_source
from coach.vision.live.camera import camera_index, cameras
from coach.vision.source_kind import source_kind


def source_settings(source: str | None, settings: Settings) -> SourceSettings:
    """The settings for a source; the defaults if it has none.

    If several names fit, the most exact one goes first: the source as typed, then the longest name.

    Args:
        source: As it was typed; None for the first camera.
        settings: The user's settings.
    """
    if not settings.sources:
        return SourceSettings()
    fitting = [name for name in settings.sources if name == source]
    fitting += sorted((name for name in settings.sources if _is_meant(name, source)), key=len, reverse=True)
    return settings.sources[fitting[0]] if fitting else SourceSettings()


def _is_meant(name: str, source: str | None) -> bool:
    """Whether a name in the settings means this source."""
    kind = "index" if source is None else source_kind(source)
    if source is not None and kind == "address":
        return _address(meant_source(name)) == _address(source)
    if source is not None and kind in ("film", "recording"):
        return _is_film(name, Path(source))
    if kind == "performer":
        return name == source
    return _is_camera(name, list(_camera_names(source)))


def _address(text: str) -> str:
    """An address as it is compared: without password, and whatever its case."""
    return without_password(text).rstrip("/").casefold()


def _is_film(name: str, film: Path) -> bool:
    """Whether a film, or the folder that it lies in, is called so."""
    if name == film.name:
        return True
    here, named = film.absolute(), Path(name).absolute()
    if path_exists(film) and path_exists(named):
        here, named = here.resolve(), named.resolve()
    return named == here or named in here.parents


def _is_camera(name: str, names: list[str]) -> bool:
    """Whether a camera is called so: its index, its device file, or part of its name."""
    wanted = name.casefold()
    if wanted.isdecimal() or "/" in wanted:
        return wanted in names
    return any(wanted in each for each in names)


def _camera_names(source: str | None) -> Iterator[str]:
    """Everything a camera is called, in small letters."""
    known = cameras()
    if source is not None:
        yield source.casefold()
        try:
            index = camera_index(source)
        except SourceError:  # whoever opens it says what is wrong
            return
    else:
        index = known[0].index if known else 0
    yield from (str(index), f"/dev/video{index}")
    yield from (each.name.casefold() for each in known if each.index == index)
