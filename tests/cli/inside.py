"""The command line in this process: the whole of it, mouth and gate included, without a child's start-up."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from coach.cli import main
from tests.cli.conftest import Told

Inside = Callable[..., Told]


@pytest.fixture
def inside(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    """Runs ``coach`` in this process; nothing of what it changes for itself is left afterwards."""

    def run(*typed: object) -> Told:
        capfd.readouterr()
        with monkeypatch.context() as here:
            for name in ("stdout", "stderr", "excepthook"):
                here.setattr(sys, name, getattr(sys, name))
            here.setattr(sys, "argv", ["coach", *map(str, typed)])
            with pytest.raises(SystemExit) as left:
                main()
        written = capfd.readouterr()
        return Told(int(left.value.code or 0), written.out, written.err)

    return run
