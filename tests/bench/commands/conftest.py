"""The command line, as in the tests of ``coach.cli``."""

from __future__ import annotations

from tests.cli.conftest import coach, coach_process, few, squats, squats_film, squats_recording

__all__ = ["coach", "coach_process", "few", "squats", "squats_film", "squats_recording"]
