"""The text that ``coach`` prints without a command."""

from __future__ import annotations

from coach import __version__
from coach.resources import database_exists, database_file, shipped, user_exercises


def welcome() -> str:
    """A few commands to start with; ``coach history`` once there is a history."""
    number = len(
        {path.stem for folder in (shipped("exercises"), user_exercises()) for path in folder.glob("*.toml")}
    )
    steps = [
        ("coach demo", "see how it works, with a rendered athlete"),
        ("coach start", "start a workout; coach recognises what you do"),
        ("coach analyze film.mp4", "count the reps in a film"),
        ("coach doctor", "check that this machine and room are ready"),
        ("coach exercises", f"list the {number} exercises coach knows"),
    ]
    if database_exists(database_file()):
        steps.append(("coach history", "list your workouts"))
    width = max(len(command) for command, _ in steps)
    lines = (f"  {command:<{width}}   {meaning}" for command, meaning in steps)
    return "\n".join(
        (
            f"coach {__version__} counts and judges your reps, live or from films, on your own machine.",
            "",
            *lines,
            "",
            "'coach --help' lists every command, 'coach COMMAND --help' explains one.",
        )
    )
