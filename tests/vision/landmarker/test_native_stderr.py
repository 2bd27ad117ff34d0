"""Native stderr output is dropped, Python's is not, also on other threads."""

from __future__ import annotations

import subprocess
import sys


def _stderr_of(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stderr


def test_only_native_output_is_dropped() -> None:
    script = """
import os, sys
from coach.vision.landmarker.native_stderr import native_stderr_off
os.write(2, b"before\\n")
with native_stderr_off():
    os.write(2, b"noise\\n")
    print("python", file=sys.stderr)
    with native_stderr_off():
        os.write(2, b"nested noise\\n")
    os.write(2, b"still noise\\n")
os.write(2, b"after\\n")
print("python again", file=sys.stderr)
assert sys.stderr is sys.__stderr__
"""
    assert _stderr_of(script) == "before\npython\nafter\npython again\n"


def test_threads_may_overlap() -> None:
    script = """
import os, sys, threading
from coach.vision.landmarker.native_stderr import native_stderr_off
def work():
    for _ in range(300):
        with native_stderr_off():
            os.write(2, b"noise\\n")
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
os.write(2, b"after\\n")
print(len(os.listdir("/proc/self/fd")) < 12 if os.path.isdir("/proc/self/fd") else True, file=sys.stderr)
"""
    assert _stderr_of(script) == "after\nTrue\n"


def test_a_process_without_stderr_is_fine() -> None:
    script = """
import os
os.close(2)
from coach.vision.landmarker.native_stderr import native_stderr_off
with native_stderr_off():
    pass
"""
    assert _stderr_of(script) == ""
