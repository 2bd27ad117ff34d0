"""What ``coach`` alone says: what one can do now."""

from __future__ import annotations

from coach import __version__
from coach.regular_file import path_exists
from coach.resources import database_file, shipped, user_exercises


def welcome() -> str:
    """A few commands to go on with, the ones that fit what is here already."""
    number = len(
        {path.stem for folder in (shipped("exercises"), user_exercises()) for path in folder.glob("*.toml")}
    )
    steps = [
        ("coach demo", "see it work, on a rendered athlete"),
        ("coach start", "train before the camera: it recognises what you do"),
        ("coach analyze film.mp4", "count what is trained in a film of yours"),
        ("coach doctor", "check that this machine and room are ready"),
        ("coach exercises", f"the {number} exercises it knows"),
    ]
    if path_exists(database_file()):
        steps.append(("coach history", "what it remembers"))
    width = max(len(command) for command, _ in steps)
    lines = (f"  {command:<{width}}   {meaning}" for command, meaning in steps)
    return "\n".join(
        (
            f"coach {__version__} counts, judges and remembers your repetitions, on your own machine.",
            "",
            *lines,
            "",
            "'coach --help' lists every command, 'coach COMMAND --help' what it takes.",
        )
    )
