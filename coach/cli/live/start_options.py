"""Which options of ``coach start`` apply to which source; others are refused, not ignored."""

from __future__ import annotations

from collections.abc import Mapping

import typer

from coach.vision.source_kind import SourceKind


def check_options(kind: SourceKind | None, typed: Mapping[str, bool], *, realtime: bool) -> None:
    """Check that every typed option applies to the source.

    Args:
        kind: The kind of source; None for the first camera.
        typed: Whether each option was typed, by its name.
        realtime: Whether a film plays at normal speed.

    Raises:
        typer.BadParameter: An option would be ignored.
    """
    from_film = kind in ("film", "recording")
    if from_film and not realtime:
        live = [name for name, is_typed in typed.items() if is_typed and name not in _ONLY_ANALYSED]
        if live:
            verb = "applies" if len(live) == 1 else "apply"
            raise typer.BadParameter(
                f"{', '.join(live)} {verb} to a film only with --realtime; without it, the film is analysed "
                "as fast as possible, as by 'coach analyze'.",
                param_hint="--source",
            )
        return
    if realtime and not from_film:
        raise typer.BadParameter(
            "this needs a film or a recording (--source FILM); a camera is always in real time.",
            param_hint="--realtime",
        )
    of_films = [name for name in _OF_FILMS if typed[name]]
    if of_films and not from_film:
        raise typer.BadParameter(
            "this needs a film or a recording (--source FILM); a camera is always live.",
            param_hint=of_films[0],
        )
    if typed["--person"]:
        raise typer.BadParameter(
            "this needs a film without --realtime; in real time, only one person may be in the picture.",
            param_hint="--person",
        )
    if typed["--no-cache"]:
        raise typer.BadParameter(
            "in real time nothing is read from the cache; leave this option out.", param_hint="--no-cache"
        )
    if kind == "recording" and typed["--picture"]:
        raise typer.BadParameter(
            "a landmark recording has no pictures; use the film itself.", param_hint="--picture"
        )


_OF_FILMS = ("--speed", "--date")
_ONLY_ANALYSED = frozenset(("--no-cache", "--person", "--tempo", *_OF_FILMS))
