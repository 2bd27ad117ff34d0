"""Fixtures: films by ffmpeg."""

from __future__ import annotations

from tests.vision.conftest import colours as colours
from tests.vision.conftest import ffmpeg as ffmpeg
