"""Ctrl-C during detection is delivered afterwards, and nothing breaks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from coach.vision.landmarker.defer_sigint import DeferSigint
from coach.vision.pose_model.pose_model import PoseModel

CHILD = """
import os, random, signal, sys, threading, time
from pathlib import Path
import numpy as np
from coach.body.stream import Frame
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import find_model

def later():
    time.sleep(random.random() * 0.02)
    os.kill(os.getpid(), signal.SIGINT)

interrupted = 0
with Landmarker(find_model(path=Path(sys.argv[1]))) as landmarker:
    for number in range(150):
        try:
            threading.Thread(target=later).start()
            for part in range(100):
                landmarker.detect(Frame(number + part / 100, np.zeros((480, 480, 3), np.uint8)))
        except KeyboardInterrupt:
            interrupted += 1
print(interrupted)
"""


def test_a_frame_stays_alive_during_detection(pose_model: PoseModel) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(pose_model.path)],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    # An interrupt during the release of a Python object is only printed.
    assert int(done.stdout.split()[-1]) > 140


def test_the_interrupt_is_delivered_at_the_end() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), DeferSigint():
        signal.raise_signal(signal.SIGINT)
        done.append("all of it")
    assert done == ["all of it"]


def test_ignored_interrupts_stay_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with DeferSigint():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_are_left_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    handlers: list[object] = []

    def elsewhere() -> None:
        with DeferSigint():
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert handlers == [before]
