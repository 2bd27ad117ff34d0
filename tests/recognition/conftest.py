"""A classifier, trained once for all tests."""

from __future__ import annotations

import pytest

from tests.recognition.taught import Taught, teach


@pytest.fixture(scope="session")
def taught() -> Taught:
    """A classifier of three exercises and ``none``."""
    return teach()
