"""Processes that are started without SIGINT."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from coach.vision.worker_processes import without_sigint

BLOCKED = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"


def _is_blocked_in_child() -> bool:
    out = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=True).stdout
    return out == "True\n"


def test_only_processes_started_in_the_block_never_get_ctrl_c() -> None:
    with without_sigint():
        assert _is_blocked_in_child()
    assert not _is_blocked_in_child()


def test_ctrl_c_within_the_block_comes_after_it() -> None:
    done = False
    with pytest.raises(KeyboardInterrupt), without_sigint():
        signal.raise_signal(signal.SIGINT)
        done = True
    assert done
