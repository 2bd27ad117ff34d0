"""Classifies typed addresses, and errors for those that coach can't open."""

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
_SAVE_FIRST = "Save the film on this machine first, then run 'coach analyze film.mp4'."
_ONLY_HTTP = "only http:// and https:// addresses can be opened"
_HOST_WITH_PORT = r"(?=[\d.]*[a-z])[\w-]+(?:\.[\w-]+)*:\d{3,5}"
_LOCAL_NAME = r"[\w-]+(?:\.[\w-]+)*\.(?:local|lan|home|internal)"
_LOCAL = rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{3}}|\[[\da-f:]+\]|localhost|{_LOCAL_NAME})(?::\d{{1,5}})?"
_WITHOUT_SCHEME = re.compile(rf"(?:[^\s/@]+@)?(?:{_HOST_WITH_PORT}|{_LOCAL})(?:[/?].*)?", re.IGNORECASE)
_MISTYPED_SCHEME = re.compile(r"(?:[a-z]{3,6}[:;]/{1,3}|https?/{1,3})(?=[\w\[])", re.IGNORECASE)
_FILE = re.compile(r"file:/*(?=/)(?:/localhost(?=/))?", re.IGNORECASE)


def address_kind(address: str) -> AddressKind:
    """The kind of an address with a scheme, judged by its text alone."""
    scheme = address.partition(":")[0].lower()
    if scheme in _LIVE:
        return "live stream"
    if scheme in _FILE_SERVERS:
        return "file server"
    if scheme not in ("http", "https"):
        return "mistyped"
    return "film page" if _is_film_page(_host(address)) else "web"


def completed_source(typed: str) -> str:
    """Complete a typed source: ``file://`` becomes a path, and a missing ``http://`` is added."""
    if _FILE.match(typed):
        return str(file_path(Path(typed)))
    if not path_exists(Path(typed)) and (_WITHOUT_SCHEME.fullmatch(typed) or _is_bare_film_page(typed)):
        return f"http://{typed}"
    return typed


def file_path(typed: Path) -> Path:
    """The path of a ``file://`` address; any other path unchanged."""
    text = str(typed)
    found = _FILE.match(text)
    if found is None or path_exists(typed):
        return typed
    path = unquote(text[found.end() :])
    return Path(path[1:] if re.match(r"/[A-Za-z]:/", path) else path)


def corrected_address(typed: str) -> str | None:
    """The http address probably meant by a mistyped one, or None."""
    found = _MISTYPED_SCHEME.match(typed)
    if found is None or path_exists(Path(typed)):
        return None
    schemes = difflib.get_close_matches(re.sub(r"[:;/]+", "", found[0]).lower(), ("http", "https"), n=1)
    return f"{schemes[0]}://{typed[found.end() :]}" if schemes else None


def download_error(path: Path) -> FilmMissing | None:
    """The error for an address given in place of a film; None if it is not an address.

    Args:
        path: As typed; as a path, it has lost one of two slashes.
    """
    address = re.sub(r"^([A-Za-z][A-Za-z0-9+.-]+):/+", r"\1://", completed_source(str(path)))
    address = corrected_address(address) or address
    if "://" not in address:
        return None
    shown = without_password(address)
    match address_kind(address):
        case "film page":
            return FilmMissing(
                f"coach doesn't download films, and {shown} is a web page.", path=path, hint=_SAVE_FIRST
            )
        case "live stream":
            record = f"ffmpeg -i {shlex.quote(shown)} -t 60 -c copy film.mp4"
            return FilmMissing(
                f"{shown} is a live stream, not a film.",
                path=path,
                hint=f"Record it first, for example '{record}', then run 'coach analyze film.mp4'.",
            )
        case kind:
            train = f"coach start --source {shlex.quote(shown)}"
            camera = f" If it is a camera, run '{train}'."
            return FilmMissing(
                f"coach doesn't download films, and {shown} is not on this machine.",
                path=path,
                hint=_SAVE_FIRST + (camera if kind == "web" else ""),
            )


def check_stream_address(address: str) -> None:
    """Check that an address may be a motion JPEG stream, before connecting to it.

    Raises:
        StreamRefused: It can't be one.
    """
    shown = without_password(address)
    match address_kind(address):
        case "film page":
            raise StreamRefused(shown, "it is a web page, and coach doesn't download films", hint=_SAVE_FIRST)
        case "live stream":
            scheme = address.partition(":")[0].upper()
            bridge = (
                f"ffmpeg -i {shlex.quote(shown)} -f mpjpeg -content_type "
                '"multipart/x-mixed-replace;boundary=ffmpeg" -listen 1 http://127.0.0.1:8090'
            )
            raise StreamRefused(
                shown,
                f"coach reads motion JPEG (http://), not {scheme}",
                hint="Many cameras also offer MJPEG: check their settings. Or convert the stream: run "
                f"'{bridge}', then 'coach start --source http://127.0.0.1:8090'.",
            )
        case "file server":
            raise StreamRefused(shown, _ONLY_HTTP, hint=_SAVE_FIRST)
        case "mistyped":
            corrected = corrected_address(address)
            hint = f"Did you mean {corrected}?" if corrected else "A camera's address starts with 'http://'."
            raise StreamRefused(shown, _ONLY_HTTP, hint=hint)
        case "web":
            return


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # unclosed bracket
        return ""


def _is_film_page(host: str) -> bool:
    return any(host == page or host.endswith(f".{page}") for page in _FILM_PAGES)


def _is_bare_film_page(typed: str) -> bool:
    """Whether it is a film page without a scheme, such as 'youtu.be/…'."""
    host, slash, _ = typed.partition("/")
    return bool(slash) and _is_film_page(host.lower())
