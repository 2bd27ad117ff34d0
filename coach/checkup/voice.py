"""Whether anything here can speak."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from coach.errors import SettingsError
from coach.finding import Finding, ok, warn
from coach.settings import Settings, read_settings
from coach.sinks.speech_queue import speaker


def voice() -> Iterator[Finding]:
    """Which program would speak; what is wrong with the settings, which may name one, is told elsewhere."""
    try:
        settings = read_settings()
    except SettingsError:
        settings = Settings()
    by = speaker(settings.speaker)
    if by is None:
        yield warn(
            "nothing here can speak, so counts and cues are only shown",
            "On Debian and Ubuntu 'apt-get install espeak-ng' brings a voice.",
        )
    elif shutil.which(by.name) is None:
        yield warn(
            "the program that is to speak is not here", "Mend 'speaker' in your settings, or leave it out."
        )
    elif settings.voice == "off":
        yield ok("off, as your settings want it")
    else:
        yield ok(f"spoken by {by.name if settings.speaker is None else 'the program of your settings'}")
