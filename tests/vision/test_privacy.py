"""Nothing leaves this machine because of the landmarker: a listening proxy and strace are witnesses."""

from __future__ import annotations

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

from coach.vision.pose_model import PoseModel

_WATCH = """
import sys, time
import numpy as np
from pathlib import Path
from coach.body.stream import Frame
from coach.vision import landmarker
from coach.vision.pose_model import find_model
if sys.argv[2] == "open":  # The control: what happens without the lock.
    landmarker.lock_metrics = lambda: None
    landmarker.distrusting = lambda options: options
with landmarker.Landmarker(find_model(path=Path(sys.argv[1]))) as eyes:
    for number in range(20):  # The library's metrics were seen to set out within three seconds.
        eyes.detect(Frame(number / 4, np.zeros((120, 160, 3), np.uint8)))
        time.sleep(0.25)
"""
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")


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


class Child:
    """A child process that detects for five seconds, watched."""

    def __init__(self, model: PoseModel, lock: str, folder: Path, *, proxied: bool) -> None:
        self._proxy = Proxy()
        self._trace = folder / f"{lock}-{proxied}.strace"
        command = [sys.executable, "-c", _WATCH, str(model.path), lock]
        if shutil.which("strace"):
            command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(self._trace), *command]
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
    """Every address in strace's lines that something was sent to: «127.0.0.1:9», «/run/nscd/socket»."""
    found: set[str] = set()
    for call in calls:
        if not re.search(r" (connect|sendto|sendmsg|sendmmsg)\(", call):
            continue
        for port, address in re.findall(r'htons\((\d+)\).*?"([^"]+)"', call):
            found.add(f"{address}:{port}")
        found.update(re.findall(r'sun_path=@?"([^"]+)"', call))
    return found


@pytest.fixture(scope="module")
def watched(pose_model: PoseModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seen]]:
    """Three children side by side: locked, and two controls without the lock."""
    folder = tmp_path_factory.mktemp("watched")
    children = {
        "locked": Child(pose_model, "locked", folder, proxied=True),
        "open": Child(pose_model, "open", folder, proxied=True),
        "open without a proxy": Child(pose_model, "open", folder, proxied=False),
    }
    yield {name: child.seen() for name, child in children.items()}


def test_nothing_is_asked_of_a_proxy(watched: dict[str, Seen]) -> None:
    assert watched["locked"].asked == []


def test_only_the_closed_port_is_contacted(watched: dict[str, Seen]) -> None:
    calls = watched["locked"].calls
    if calls is None:  # No strace here: the listening proxy above has to do.
        assert not shutil.which("strace")
        return
    assert contacts(calls) <= {"127.0.0.1:9"}


def test_the_proxy_would_have_noticed(watched: dict[str, Seen]) -> None:
    assert any(request.startswith("CONNECT play.googleapis.com") for request in watched["open"].asked)


def test_strace_would_have_noticed(watched: dict[str, Seen]) -> None:
    calls = watched["open without a proxy"].calls
    if calls is None:
        assert not shutil.which("strace")
        return
    assert contacts(calls) - {"127.0.0.1:9"}


def test_python_and_its_children_keep_the_users_own_proxy() -> None:
    script = (
        "import os, subprocess, sys, urllib.request\n"
        "from coach.vision.privacy import lock_metrics\n"
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
