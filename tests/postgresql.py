"""A real PostgreSQL server for the tests, where one is installed, and an empty database on it for each."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from coach.database_server import VARIABLE
from coach.resources import database_file
from coach.store.schema import open_database

PASSWORD = "correct-horse-7"
_TEMPLATE = "ready"
_SETTINGS = ("fsync=off", "full_page_writes=off", "autovacuum=off", "max_connections=60")


@dataclass
class Server:
    """A server of the test run, for the user 'coach'."""

    programs: Path
    folder: Path
    port: int

    def url(self, database: str, password: str = PASSWORD) -> str:
        return f"postgresql://coach:{password}@localhost:{self.port}/{database}"

    def start(self) -> None:
        options = " ".join(f"-c {each}" for each in (*_SETTINGS, f"unix_socket_directories={self.folder}"))
        self._control("start", "-w", "-l", str(self.folder / "log"), "-o", f"-p {self.port} {options}")

    def stop(self) -> None:
        """Stop it as a power cut would: connections just end."""
        self._control("stop", "-m", "immediate")

    def command(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def _control(self, *arguments: str) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), *arguments)

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of the server, which refuses to run as root."""
        other = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **other,  # type: ignore[call-overload]
        )


def _programs() -> Path | None:
    found = shutil.which("pg_ctl")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))  # Debian puts it there
    return versions[-1].parent if versions else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A running server; skips where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="coach-postgresql-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    secret = folder / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    with closing(socket.socket()) as probe:
        probe.bind(("localhost", 0))
        server = Server(programs, folder, probe.getsockname()[1])
    server.run(
        *("initdb", "-D", str(folder / "data"), "-U", "coach", "-E", "UTF8", "--locale=C", "--no-sync"),
        *("--auth=scram-sha-256", f"--pwfile={secret}"),
    )
    server.start()
    try:
        server.command(f"CREATE DATABASE {_TEMPLATE}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(VARIABLE, server.url(_TEMPLATE))
            patch.setenv("COACH_HOME", str(folder / "home"))
            with open_database():
                pass
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


NewDatabase = Callable[[], Path]


@pytest.fixture
def new_on_server(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewDatabase]:
    """Makes databases without workouts on the server; COACH_DATABASE names the latest."""
    made: list[str] = []

    def new() -> Path:
        made.append(f"test_{uuid.uuid4().hex[:12]}")
        postgresql.command(f"CREATE DATABASE {made[-1]} TEMPLATE {_TEMPLATE}")
        monkeypatch.setenv(VARIABLE, postgresql.url(made[-1]))
        return database_file()

    yield new
    for name in made:
        postgresql.command(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["file", "server"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    """Makes databases that are files, and databases on a server: the same tests for both."""
    if request.param == "server":
        on_server: NewDatabase = request.getfixturevalue("new_on_server")
        return on_server
    return lambda: Path(tempfile.mkdtemp(dir=tmp_path)) / "coach.sqlite3"


@pytest.fixture
def database(new_database: NewDatabase) -> Path:
    """A new database."""
    return new_database()


def rows_in(database: Path, query: str) -> list[tuple[object, ...]]:
    """The rows of a query, from a file or from a server."""
    with open_database(database) as engine, engine.begin() as connection:
        result = connection.exec_driver_sql(query)
        return [tuple(row) for row in result] if result.returns_rows else []
