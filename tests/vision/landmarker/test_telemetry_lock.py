"""Nothing leaves this machine because of the landmarker: a listening proxy and strace are witnesses.

The controls, which leave the lock off, reach nobody either: one finds our own listening proxy, the other has
every way out closed by strace, which makes each attempt fail and still writes it down.
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
from coach.vision import landmarker, mediapipe_library
from coach.vision.pose_model.pose_model import find_model
if sys.argv[2] == "open":  # The control: what happens without the lock.
    mediapipe_library.lock_metrics = lambda: None
    landmarker.distrusting = lambda options: options
with landmarker.Landmarker(find_model(path=Path(sys.argv[1]))) as eyes:
    for number in range(20):  # The library's metrics were seen to set out within three seconds.
        eyes.detect(Frame(number / 4, np.zeros((120, 160, 3), np.uint8)))
        time.sleep(0.25)
"""
_CLOSED = ("-e", "inject=connect,sendto,sendmsg,sendmmsg:error=ENETUNREACH")
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_SENT = re.compile(r" (connect|sendto|sendmsg|sendmmsg)(\(.*[^>]$| resumed>)")
"""A line with what came of it: of a call that another thread interrupts, strace writes that later."""

_SENDING = re.compile(r" (connect|sendto|sendmsg|sendmmsg)\(")


class Proxy:
    """Listens where a proxy would be, notes the first line of whatever is asked, and hangs up."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.asked: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with closing(connection):
                connection.settimeout(5)
                self.asked.append(connection.recv(1000).decode("latin-1").partition("\r\n")[0])

    def close(self) -> None:
        self._server.close()


@dataclass(frozen=True)
class Seen:
    """What a child asked of the network: requests to a proxy, and strace's lines or None."""

    asked: list[str]
    calls: list[str] | None


@functools.cache
def strace_can(*options: str) -> bool:
    """Whether there is a strace that may be used here, with these options."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    attempt = [strace, "-qq", "-o", os.devnull, *options, sys.executable, "-c", ""]
    return subprocess.run(attempt, check=False, capture_output=True, timeout=60).returncode == 0


class Child:
    """A child process that detects for five seconds, watched."""

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

    def seen(self) -> Seen:
        """Wait for its end and say what it asked."""
        with closing(self._proxy):
            _, errors = self._process.communicate(timeout=60)
        assert self._process.returncode == 0, errors.decode()
        calls = self._trace.read_text().splitlines() if self._trace.exists() else None
        return Seen(list(self._proxy.asked), calls)


def contacts(calls: list[str]) -> set[str]:
    """Every address in strace's lines that something was sent to: '127.0.0.1:9', '/run/nscd/socket'."""
    found: set[str] = set()
    for call in calls:
        if not _SENDING.search(call):
            continue
        for port, address in re.findall(r'htons\((\d+)\).*?"([^"]+)"', call):
            found.add(f"{address}:{port}")
        found.update(re.findall(r'sun_path=@?"([^"]+)"', call))
    return found


@pytest.fixture(scope="module")
def watched(pose_model: PoseModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seen]]:
    """Children side by side: a locked one, and one or two controls without the lock."""
    folder = tmp_path_factory.mktemp("watched")
    children = {
        "locked": Child(pose_model, "locked", folder, proxied=True),
        "open": Child(pose_model, "open", folder, proxied=True),
    }
    if strace_can(*_CLOSED):
        children["open, closed in"] = Child(pose_model, "open", folder, proxied=False)
    yield {name: child.seen() for name, child in children.items()}


def test_nothing_is_asked_of_a_proxy(watched: dict[str, Seen]) -> None:
    assert watched["locked"].asked == []


def test_only_the_closed_port_is_contacted(watched: dict[str, Seen]) -> None:
    calls = watched["locked"].calls
    if calls is None:  # No strace here: the listening proxy above has to do.
        assert not strace_can()
        return
    assert contacts(calls) <= {"127.0.0.1:9"}


def test_the_proxy_would_have_noticed(watched: dict[str, Seen]) -> None:
    assert any(request.startswith("CONNECT play.googleapis.com") for request in watched["open"].asked)


def test_strace_would_have_noticed(watched: dict[str, Seen]) -> None:
    if "open, closed in" not in watched:  # The listening proxy, which noticed the other control, has to do.
        assert not strace_can(*_CLOSED)
        return
    calls = watched["open, closed in"].calls
    assert calls is not None
    assert contacts(calls) - {"127.0.0.1:9"}


def test_the_controls_reach_nobody(watched: dict[str, Seen]) -> None:
    """``poe check`` must not do on anybody's machine what it is there to rule out."""
    open_calls = watched["open"].calls
    if open_calls is not None:
        assert {contact.partition(":")[0] for contact in contacts(open_calls)} == {"127.0.0.1"}
    if "open, closed in" in watched:
        tried = [call for call in watched["open, closed in"].calls or () if _SENT.search(call)]
        assert tried
        assert not [call for call in tried if not call.endswith("(INJECTED)")]


def test_every_child_of_ours_is_given_the_users_own_environment() -> None:
    """Without ``env`` it would inherit the lock: it stands in the native environment, not in os.environ."""
    rooms = Path(coach.__file__).parent
    started = [
        (path.name, {keyword.arg for keyword in node.keywords})
        for path in rooms.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("subprocess.run", "subprocess.Popen")
    ]
    files = {
        "analysis_speed.py",
        "mjpeg_server.py",
        "model_download.py",
        "recognition_cost.py",
        "soak.py",
        "speech_queue.py",
    }
    assert {name for name, _ in started} == files
    assert not [name for name, keywords in started if "env" not in keywords]


def test_python_and_its_children_keep_the_users_own_proxy() -> None:
    script = (
        "import os, subprocess, sys, urllib.request\n"
        "from coach.vision.landmarker.telemetry_lock import lock_metrics\n"
        "lock_metrics()\n"
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
