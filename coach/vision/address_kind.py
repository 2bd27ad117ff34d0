"""What an address that somebody types leads to, and what to do where coach can't look at it."""

from __future__ import annotations

import difflib
import re
import shlex
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from coach.addresses import without_password
from coach.errors import FilmMissing, StreamRefused
from coach.regular_file import path_exists

AddressKind = Literal["film page", "web", "live stream", "file server", "mistyped"]

_PAGES = (
    "youtube.com youtube-nocookie.com youtu.be vimeo.com dailymotion.com dai.ly tiktok.com instagram.com "
    "facebook.com fb.watch x.com twitter.com twitch.tv bilibili.com reddit.com redd.it threads.net "
    "drive.google.com photos.google.com photos.app.goo.gl dropbox.com icloud.com onedrive.live.com 1drv.ms "
    "wetransfer.com we.tl streamable.com"
)
_FILM_PAGES = tuple(_PAGES.split(" "))
_LIVE = ("mms", "mmsh", "rtmp", "rtmpe", "rtmps", "rtmpt", "rtp", "rtsp", "rtsps", "srt", "udp", "webrtc")
_FILE_SERVERS = (
    "afp",
    "blob",
    "dav",
    "davs",
    "ftp",
    "ftps",
    "gs",
    "magnet",
    "nfs",
    "s3",
    "scp",
    "sftp",
    "smb",
)
_SAVED = "Save the film on this machine first, then type 'coach analyze film.mp4'."
_ONLY_HTTP = "only http:// and https:// addresses can be opened"
_HOST_WITH_PORT = r"(?=[\d.]*[a-z])[\w-]+(?:\.[\w-]+)*:\d{3,5}"
_LOCAL_NAME = r"[\w-]+(?:\.[\w-]+)*\.(?:local|lan|home|internal)"
_LOCAL = rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{3}}|\[[\da-f:]+\]|localhost|{_LOCAL_NAME})(?::\d{{1,5}})?"
_WITHOUT_SCHEME = re.compile(rf"(?:[^\s/@]+@)?(?:{_HOST_WITH_PORT}|{_LOCAL})(?:[/?].*)?", re.IGNORECASE)
_HALF_A_SCHEME = re.compile(r"(?:[a-z]{3,6}[:;]/{1,3}|https?/{1,3})(?=[\w\[])", re.IGNORECASE)
_FILE = re.compile(r"file:/*(?=/)(?:/localhost(?=/))?", re.IGNORECASE)


def address_kind(address: str) -> AddressKind:
    """What an address with a scheme leads to, as far as it says so itself."""
    scheme = address.partition(":")[0].lower()
    if scheme in _LIVE:
        return "live stream"
    if scheme in _FILE_SERVERS:
        return "file server"
    if scheme not in ("http", "https"):
        return "mistyped"
    return "film page" if _is_film_page(_host(address)) else "web"


def meant_source(typed: str) -> str:
    """A source as it is meant: ``file://`` is a path, and an address of a camera may lack its ``http://``."""
    if _FILE.match(typed):
        return str(file_path(Path(typed)))
    if not path_exists(Path(typed)) and (_WITHOUT_SCHEME.fullmatch(typed) or _is_bare_film_page(typed)):
        return f"http://{typed}"
    return typed


def file_path(typed: Path) -> Path:
    """The path that a ``file://`` address leads to; any other path as it is."""
    text = str(typed)
    found = _FILE.match(text)
    if found is None or path_exists(typed):
        return typed
    path = unquote(text[found.end() :])
    return Path(path[1:] if re.match(r"/[A-Za-z]:/", path) else path)


def near_address(typed: str) -> str | None:
    """The http address that was probably meant by something that is nearly one, or None."""
    half = _HALF_A_SCHEME.match(typed)
    if half is None or path_exists(Path(typed)):
        return None
    meant = difflib.get_close_matches(re.sub(r"[:;/]+", "", half[0]).lower(), ("http", "https"), n=1)
    return f"{meant[0]}://{typed[half.end() :]}" if meant else None


def not_downloaded(path: Path) -> FilmMissing | None:
    """The error for an address that was typed where a film goes; None for what is no address.

    Args:
        path: As it was typed, in which two strokes have become one.
    """
    address = re.sub(r"^([A-Za-z][A-Za-z0-9+.-]+):/+", r"\1://", meant_source(str(path)))
    address = near_address(address) or address
    if "://" not in address:
        return None
    shown = without_password(address)
    match address_kind(address):
        case "film page":
            return FilmMissing(
                f"coach doesn't download films, and {shown} is a web page.", path=path, hint=_SAVED
            )
        case "live stream":
            record = f"ffmpeg -i {shlex.quote(shown)} -t 60 -c copy film.mp4"
            return FilmMissing(
                f"{shown} is a live stream, not a film.",
                path=path,
                hint=f"Record it first, for example '{record}', then type 'coach analyze film.mp4'.",
            )
        case kind:
            train = f"coach start --source {shlex.quote(shown)}"
            camera = f" Does a camera send pictures there? '{train}' trains in front of it."
            return FilmMissing(
                f"coach doesn't download films, and {shown} is not on this machine.",
                path=path,
                hint=_SAVED + (camera if kind == "web" else ""),
            )


def check_stream_address(address: str) -> None:
    """See that motion JPEG may come from an address, before anybody connects to it.

    Raises:
        StreamRefused: It can't.
    """
    shown = without_password(address)
    match address_kind(address):
        case "film page":
            raise StreamRefused(shown, "that is a web page, and coach doesn't download films", hint=_SAVED)
        case "live stream":
            scheme = address.partition(":")[0].upper()
            bridge = (
                f"ffmpeg -i {shlex.quote(shown)} -f mpjpeg -content_type "
                '"multipart/x-mixed-replace;boundary=ffmpeg" -listen 1 http://127.0.0.1:8090'
            )
            raise StreamRefused(
                shown,
                f"coach reads motion JPEG (http://), not {scheme}",
                hint="Many cameras offer MJPEG too: look in their settings. Or let ffmpeg translate: "
                f"'{bridge}', then 'coach start --source http://127.0.0.1:8090'.",
            )
        case "file server":
            raise StreamRefused(shown, _ONLY_HTTP, hint=f"Is it a film that lies there? {_SAVED}")
        case "mistyped":
            near = near_address(address)
            hint = f"Did you mean {near}?" if near else "Begin a camera's address with 'http://'."
            raise StreamRefused(shown, _ONLY_HTTP, hint=hint)
        case "web":
            return


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # brackets without end
        return ""


def _is_film_page(host: str) -> bool:
    return any(host == page or host.endswith(f".{page}") for page in _FILM_PAGES)


def _is_bare_film_page(typed: str) -> bool:
    """Whether a film's page was typed without its scheme, such as 'youtu.be/…'."""
    host, stroke, _ = typed.partition("/")
    return bool(stroke) and _is_film_page(host.lower())
