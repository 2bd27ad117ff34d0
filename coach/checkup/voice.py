"""Check of speech output."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from coach.errors import SettingsError
from coach.finding import Finding, ok, warn
from coach.settings import Settings, read_settings
from coach.sinks.speech_queue import speaker


def voice() -> Iterator[Finding]:
    """Which program would speak; errors in the settings are a finding of their own."""
    try:
        settings = read_settings()
    except SettingsError:
        settings = Settings()
    program = speaker(settings.speaker)
    if program is None:
        yield warn(
            "no speech program is installed, so counts and cues are only shown",
            "On Debian and Ubuntu, run 'sudo apt-get install espeak-ng'.",
        )
    elif shutil.which(program.name) is None:
        yield warn(
            "the speech program in your settings is not installed",
            "Fix 'speaker' in your settings, or remove it.",
        )
    elif settings.voice == "off":
        yield ok("off in your settings")
    else:
        yield ok(f"speech by {program.name if settings.speaker is None else 'the program in your settings'}")
