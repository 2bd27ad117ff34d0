"""MediaPipe sends no telemetry, as a listening proxy and strace confirm.

The controls, which don't block telemetry, reach no one either: one meets our listening proxy; for the other,
strace makes every network call fail and still logs it.
"""

from __future__ import annotations

import ast
import functools
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

import coach
from coach.vision.pose_model.pose_model import PoseModel

_WATCH = """
import sys, time
import numpy as np
from pathlib import Path
from coach.body.stream import Frame
from coach.vision.landmarker import landmarker, mediapipe_library
from coach.vision.pose_model.pose_model import find_model
if sys.argv[2] == "open":  # The control: what happens without the lock.
    mediapipe_library.block_telemetry = lambda: None
    landmarker.without_certificates = lambda options: options
with landmarker.Landmarker(find_model(path=Path(sys.argv[1]))) as eyes:
    for number in range(20):  # The library sends its first telemetry within three seconds.
        eyes.detect(Frame(number / 4, np.zeros((120, 160, 3), np.uint8)))
        time.sleep(0.25)
"""
_CLOSED = ("-e", "inject=connect,sendto,sendmsg,sendmmsg:error=ENETUNREACH")
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_SENT = re.compile(r" (connect|sendto|sendmsg|sendmmsg)(\(.*[^>]$| resumed>)")
"""A line with a result; strace writes the result later if another thread interrupts the call."""

_SENDING = re.compile(r" (connect|sendto|sendmsg|sendmmsg)\(")


class Proxy:
    """A fake proxy that stores the first line of each request and closes the connection."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.requests: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with closing(connection):
                connection.settimeout(5)
                self.requests.append(connection.recv(1000).decode("latin-1").partition("\r\n")[0])

    def close(self) -> None:
        self._server.close()


@dataclass(frozen=True)
class Traffic:
    """A child's network traffic: requests to the proxy, and strace's lines or None."""

    requests: list[str]
    calls: list[str] | None


@functools.cache
def strace_can(*options: str) -> bool:
    """Whether strace works here with these options."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    attempt = [strace, "-qq", "-o", os.devnull, *options, sys.executable, "-c", ""]
    return subprocess.run(attempt, check=False, capture_output=True, timeout=60).returncode == 0


class Child:
    """A child process that detects for five seconds, with its traffic recorded."""

    def __init__(self, model: PoseModel, lock: str, folder: Path, *, proxied: bool) -> None:
        self._proxy = Proxy()
        self._trace = folder / f"{lock}-{proxied}.strace"
        command = [sys.executable, "-c", _WATCH, str(model.path), lock]
        if strace_can():
            closed = () if proxied else _CLOSED
            watch = ["strace", "-f", "-qq", "-e", "trace=network", *closed, "-o", str(self._trace)]
            command = [*watch, *command]
        environment = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
        for name in _PROXIES:
            environment.pop(name, None)
            if proxied:
                environment[name] = f"http://127.0.0.1:{self._proxy.port}"
        self._process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)

    def traffic(self) -> Traffic:
        """Wait for the child's end and return its traffic."""
        with closing(self._proxy):
            _, errors = self._process.communicate(timeout=60)
        assert self._process.returncode == 0, errors.decode()
        calls = self._trace.read_text().splitlines() if self._trace.exists() else None
        return Traffic(list(self._proxy.requests), calls)


def contacts(calls: list[str]) -> set[str]:
    """All addresses in strace's lines to which data was sent, such as '127.0.0.1:9' or '/run/nscd/socket'."""
    found: set[str] = set()
    for call in calls:
        if not _SENDING.search(call):
            continue
        for port, address in re.findall(r'htons\((\d+)\).*?"([^"]+)"', call):
            found.add(f"{address}:{port}")
        found.update(re.findall(r'sun_path=@?"([^"]+)"', call))
    return found


@pytest.fixture(scope="module")
def watched(pose_model: PoseModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Traffic]]:
    """Parallel children: one with telemetry blocked, and one or two controls without."""
    folder = tmp_path_factory.mktemp("watched")
    children = {
        "locked": Child(pose_model, "locked", folder, proxied=True),
        "open": Child(pose_model, "open", folder, proxied=True),
    }
    if strace_can(*_CLOSED):
        children["open, closed in"] = Child(pose_model, "open", folder, proxied=False)
    yield {name: child.traffic() for name, child in children.items()}


def test_the_proxy_gets_no_requests(watched: dict[str, Traffic]) -> None:
    assert watched["locked"].requests == []


def test_only_the_closed_port_is_contacted(watched: dict[str, Traffic]) -> None:
    calls = watched["locked"].calls
    if calls is None:  # Without strace, only the listening proxy is checked.
        assert not strace_can()
        return
    assert contacts(calls) <= {"127.0.0.1:9"}


def test_the_proxy_notices_unblocked_telemetry(watched: dict[str, Traffic]) -> None:
    assert any(request.startswith("CONNECT play.googleapis.com") for request in watched["open"].requests)


def test_strace_notices_unblocked_telemetry(watched: dict[str, Traffic]) -> None:
    if "open, closed in" not in watched:  # Without strace, only the proxy's control is checked.
        assert not strace_can(*_CLOSED)
        return
    calls = watched["open, closed in"].calls
    assert calls is not None
    assert contacts(calls) - {"127.0.0.1:9"}


def test_the_controls_reach_no_one(watched: dict[str, Traffic]) -> None:
    """The tests themselves must not send telemetry."""
    open_calls = watched["open"].calls
    if open_calls is not None:
        assert {contact.partition(":")[0] for contact in contacts(open_calls)} == {"127.0.0.1"}
    if "open, closed in" in watched:
        tried = [call for call in watched["open, closed in"].calls or () if _SENT.search(call)]
        assert tried
        assert not [call for call in tried if not call.endswith("(INJECTED)")]


def test_every_child_process_gets_the_users_environment() -> None:
    """Without ``env`` it would inherit the blocked proxies of the native environment."""
    rooms = Path(coach.__file__).parent
    started = [
        (path.name, {keyword.arg for keyword in node.keywords})
        for path in rooms.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("subprocess.run", "subprocess.Popen")
    ]
    files = {
        "analysis_speed.py",
        "history_cost.py",
        "mjpeg_server.py",
        "model_download.py",
        "recognition_cost.py",
        "routine.py",
        "soak.py",
        "speech_queue.py",
    }
    assert {name for name, _ in started} == files
    assert not [name for name, keywords in started if "env" not in keywords]


def test_python_and_its_children_keep_the_users_proxy() -> None:
    script = (
        "import os, subprocess, sys, urllib.request\n"
        "from coach.vision.landmarker.telemetry_lock import block_telemetry\n"
        "block_telemetry()\n"
        "print(urllib.request.getproxies()['https'])\n"
        "child = [sys.executable, '-c', \"import os; print(os.environ['https_proxy'])\"]\n"
        "subprocess.run(child, env=dict(os.environ), check=True)\n"
    )
    own = "http://proxy.example:3128"
    environment = {key: value for key, value in os.environ.items() if key not in _PROXIES}
    done = subprocess.run(
        [sys.executable, "-u", "-c", script],
        env={**environment, "https_proxy": own},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == [own, own]


def test_a_block_that_was_lifted_is_put_back() -> None:
    script = (
        "import os\n"
        "from coach.vision.landmarker.telemetry_lock import block_telemetry, telemetry_blocked\n"
        "block_telemetry()\n"
        "os.environ['https_proxy'] = 'http://proxy.example:3128'\n"
        "del os.environ['https_proxy']\n"
        "lifted = not telemetry_blocked()\n"
        "block_telemetry()\n"
        "print(lifted, telemetry_blocked())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert done.stdout == "True True\n"
