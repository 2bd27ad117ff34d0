"""What is taught once for all tests of judging."""

from __future__ import annotations

import pytest

from tests.recognition.taught import Taught, teach


@pytest.fixture(scope="session")
def taught() -> Taught:
    """A classifier of three exercises and none."""
    return teach()
