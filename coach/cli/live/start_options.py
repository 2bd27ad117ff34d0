"""Which options of ``coach start`` apply to which source; the others are refused, never ignored."""

from __future__ import annotations

from collections.abc import Mapping

import typer

from coach.vision.source_kind import SourceKind


def check_options(kind: SourceKind | None, typed: Mapping[str, bool], *, realtime: bool) -> None:
    """See that every option that was typed does something.

    Args:
        kind: What the source is; None for the first camera.
        typed: Whether each option was typed, by its name.
        realtime: Whether a film is to go by as it happened.

    Raises:
        typer.BadParameter: One would be ignored.
    """
    along_film = kind in ("film", "recording")
    if along_film and not realtime:
        live = [name for name, is_typed in typed.items() if is_typed and name not in _ONLY_ANALYSED]
        if live:
            verb = "applies" if len(live) == 1 else "apply"
            raise typer.BadParameter(
                f"{', '.join(live)} {verb} to a film only with --realtime: without it the film is analyzed "
                "as fast as possible, as by 'coach analyze'.",
                param_hint="--source",
            )
        return
    if realtime and not along_film:
        raise typer.BadParameter(
            "this is for a film or a recording, with --source FILM; a camera is always in real time.",
            param_hint="--realtime",
        )
    told = [name for name in _OF_FILMS if typed[name]]
    if told and not along_film:
        raise typer.BadParameter(
            "this is for a film or a recording, with --source FILM; "
            "what is in front of a camera happens now, and as fast as it happens.",
            param_hint=told[0],
        )
    if typed["--person"]:
        raise typer.BadParameter(
            "this is for a film that is analyzed; in real time, only one person may be in the picture.",
            param_hint="--person",
        )
    if typed["--no-cache"]:
        raise typer.BadParameter(
            "in real time nothing is read from the cache; leave it out.", param_hint="--no-cache"
        )
    if kind == "recording" and typed["--picture"]:
        raise typer.BadParameter(
            "a landmark recording holds no pictures; give the film itself to see it.", param_hint="--picture"
        )


_OF_FILMS = ("--speed", "--date")
_ONLY_ANALYSED = frozenset(("--no-cache", "--person", *_OF_FILMS))
