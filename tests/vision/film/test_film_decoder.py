"""A film's name is always a file: never an address and never a pattern."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import av.error
import pytest

import coach
from coach.errors import FilmUnreadable
from coach.vision.film.film import open_film
from coach.vision.film.film_decoder import FilmDecoder
from tests.conftest import MakeFilm

_NAMES = (
    "12:30.mp4",
    "-i.mp4",
    "--json.mp4",
    "frames-%03d.mp4",
    "%d.jpg",
    "100%.mp4",
    "concat:a.mp4|b.mp4",
    "pipe:0",
    "data:text,x.mp4",
    "file:x.mp4",
    "subfile,,start,0,end,0,,:x.mp4",
    "crypto:x.mp4",
    "lavfi:testsrc",
    "caf\udce9.mp4",
    "caf\udce9-%d.mp4",
    "a b'\"$(x)`.mp4",
    "a\nb\x1b[2J.mp4",
)


class Listener:
    """A socket that counts connections."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.connections = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Listens on this machine during the test."""
    listening = Listener()
    yield listening
    listening.close()


@pytest.mark.parametrize("name", _NAMES)
def test_a_film_may_have_any_name(
    make_film: MakeFilm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make_film(frames=12).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for path in (Path(name), Path(".", name), tmp_path / name):
        with open_film(path) as film:
            assert sum(1 for _ in film) == 12


@pytest.mark.parametrize("scheme", ["http", "tcp", "rtsp", "tls", "ftp", "rtmp", "httpproxy", "cache:http"])
def test_a_films_path_opens_no_connection(
    make_film: MakeFilm,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    listener: Listener,
    scheme: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(f"{scheme}://127.0.0.1:{listener.port}/f.mp4")
    path.parent.mkdir(parents=True)
    shutil.copy(make_film(frames=12), path)
    with open_film(path) as film:
        assert sum(1 for _ in film) == 12
    assert not listener.connections


@pytest.mark.parametrize("kind", ["m3u8", "ffconcat", "sdp"])
def test_references_inside_a_film_are_not_opened(
    make_film: MakeFilm, tmp_path: Path, listener: Listener, kind: str
) -> None:
    """Neither on another machine nor on this one: a playlist could name any file."""
    film = make_film("film.ts", frames=12)
    for place in (f"http://127.0.0.1:{listener.port}/f.ts", str(film), "film.ts"):
        playlist = {
            "m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{place}\n#EXT-X-ENDLIST\n",
            "ffconcat": f"ffconcat version 1.0\nfile '{place}'\n",
            "sdp": f"v=0\ns=x\nc=IN IP4 127.0.0.1\nm=video {listener.port} RTP/AVP 96\n",
        }[kind]
        path = tmp_path / f"list.{kind}"
        path.write_text(playlist)
        with pytest.raises(FilmUnreadable, match="is not a film"):
            open_film(path)
        with pytest.raises((av.error.FFmpegError, OSError)):
            FilmDecoder(path)
    assert not listener.connections


def test_only_one_module_decodes_named_files() -> None:
    root = Path(coach.__file__).parent
    opening = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if re.search(r"VideoCapture\(|av\.open\((?!file\b)", path.read_text(encoding="utf-8"))
    }
    rendered_by_coach = {
        *("performer/film.py", "bench/fixtures/film_writer.py"),
        "annotation/film_encoder.py",  # only writes
    }
    compared_with = {"bench/cost/decoding.py"}
    assert opening - rendered_by_coach - compared_with == {
        "vision/film/film_decoder.py",
        "vision/live/camera.py",
    }
