"""Connects to a stream on the network, asks for it, and hands on what it sends."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import httpx

from coach.addresses import without_password
from coach.body.stream import Closing
from coach.errors import StreamLost, StreamRefused

_MOST_REDIRECTS = 5
_UNASKED_FOR = (ValueError, KeyError)
"""What httpx lets through of a challenge, or a length, that nobody can understand."""


class StreamConnection(Closing):
    """What a server sends, after it has answered that it is motion JPEG. No proxy is used.

    Raises:
        StreamRefused: Nobody answers there, or what answers sends no motion JPEG.
    """

    def __init__(self, address: str, *, timeout_s: float, patience_s: float) -> None:
        """Connect and ask.

        Args:
            address: Where; a name and a password may stand before the host.
            timeout_s: How long nothing may come.
            patience_s: How long the answer may take in all.
        """
        self.address = without_password(address)
        self._known, self._asked = _apart(address)
        self._timeout_s, self._patience_s = timeout_s, patience_s
        self._sockets: list[socket.socket] = []
        self._late = False
        with ExitStack() as closing:
            self._client = closing.enter_context(httpx.Client(timeout=timeout_s, trust_env=False))
            with self._in_time():
                self._response = self._answer()
            closing.callback(self._response.close)
            self._check()
            self._open = closing.pop_all()

    def close(self) -> None:
        """Hang up."""
        self._open.close()

    def pieces(self) -> Iterator[bytes]:
        """What is sent, as it comes.

        Raises:
            StreamLost: It stopped sending.
        """
        try:
            yield from self._response.iter_raw()
        except (httpx.HTTPError, httpx.StreamError, OSError, *_UNASKED_FOR) as error:
            raise StreamLost(self.address, _reason(error, self._timeout_s)) from error

    def _answer(self) -> httpx.Response:
        """The answer of whoever it leads to on the same host."""
        try:
            url = self._url()
            for _ in range(_MOST_REDIRECTS):
                response = self._ask(url)
                if response.next_request is None:
                    return response
                response.close()
                url = self._followed(url, response.next_request.url)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, *_UNASKED_FOR) as error:
            if self._late:
                reason = f"no whole answer came in {self._patience_s:.0f} s"
            else:
                reason = _reason(error, self._timeout_s)
            raise StreamRefused(self.address, reason) from error
        raise StreamRefused(self.address, "it sends you from one address to the next without end")

    def _url(self) -> httpx.URL:
        try:
            url = httpx.URL(self._asked)
        except httpx.InvalidURL as error:
            raise StreamRefused(self.address, "the address is not complete") from error
        if url.scheme not in ("http", "https"):
            raise StreamRefused(self.address, "only http:// and https:// addresses can be opened")
        if not url.host:
            raise StreamRefused(self.address, "the address is not complete")
        return url

    def _followed(self, here: httpx.URL, there: httpx.URL) -> httpx.URL:
        if there.scheme not in ("http", "https"):
            raise StreamRefused(self.address, f"it sends you on to a {there.scheme} address")
        if there.host != here.host:
            raise StreamRefused(self.address, f"it sends you on to another host, {there.host}")
        if here.scheme == "https" and there.scheme != "https":
            raise StreamRefused(self.address, "it sends you on to a connection without encryption")
        return there.copy_with(username=None, password=None)

    def _ask(self, url: httpx.URL) -> httpx.Response:
        """The answer, with name and password where it wants them."""
        response = self._send(url, None)
        if response.status_code != HTTPStatus.UNAUTHORIZED or self._known is None:
            return response
        response.close()
        asked = response.headers.get("www-authenticate", "").lower()
        kind = httpx.DigestAuth if "digest " in asked else httpx.BasicAuth
        return self._send(url, kind(*self._known))

    def _send(self, url: httpx.URL, auth: httpx.Auth | None) -> httpx.Response:
        request = self._client.build_request(
            "GET",
            url,
            headers={"Accept": "multipart/x-mixed-replace", "Accept-Encoding": "identity"},
            extensions={"trace": self._note},
        )
        return self._client.send(request, stream=True, auth=auth)

    def _note(self, event: str, facts: dict[str, Any]) -> None:
        """Remember the socket, so that an answer without end can be cut off."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._sockets.append(facts["return_value"].get_extra_info("socket"))

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        timer = threading.Timer(self._patience_s, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self._late = True
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _check(self) -> None:
        response = self._response
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        packed = response.headers.get("content-encoding", "identity").lower()
        reason = ""
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            reason = "it wants a name and a password: put both before the host, with a colon and an at sign"
            if self._known is not None:
                reason = "it does not accept this name and password"
        elif response.status_code != HTTPStatus.OK:
            reason = f"it answers {response.status_code} {response.reason_phrase}"
        elif kind != "multipart/x-mixed-replace":
            reason = f"it sends {kind or 'something without a type'}, not motion JPEG"
        elif packed != "identity":
            reason = f"it sends its pictures packed ({packed})"
        if reason:
            raise StreamRefused(
                self.address, reason, hint=_other_content(kind) if response.is_success else ""
            )


def _other_content(kind: str) -> str:
    """What to do where something else than motion JPEG comes; empty where nobody knows."""
    if kind in ("text/html", "application/xhtml+xml"):
        return (
            "That is a web page: look on it, or in the camera's app, for the address of the picture itself. "
            "It often ends in /video, /mjpeg or /stream."
        )
    if kind.startswith("image/"):
        return "That is a single picture: look in the camera's app for the address of its MJPEG stream."
    if "mpegurl" in kind or "dash+xml" in kind:
        return "That is a stream for players (HLS or DASH): look in the camera's settings for MJPEG."
    if kind.startswith("video/"):
        return "That is a film: save it on this machine, then type 'coach analyze film.mp4'."
    return ""


def _apart(address: str) -> tuple[tuple[str, str] | None, str]:
    """Name and password, and the address without them; a password may hold a slash or an '@'."""
    scheme, mark, rest = address.partition("://")
    place, _, _ = rest.partition("/")
    _, colon, port = place.rpartition(":")
    odd = bool(colon) and "@" not in place and not port.isdecimal() and not place.startswith("[")
    known, at, place = rest.rpartition("@") if odd else rest[: len(place)].rpartition("@")
    if not at:
        return None, address
    name, _, password = known.partition(":")
    return (unquote(name), unquote(password)), f"{scheme}{mark}{rest[len(known) + 1 :]}"


def _reason(error: BaseException, timeout_s: float) -> str:
    cause = _cause(error)
    if isinstance(error, httpx.TimeoutException):
        return f"nothing came for {timeout_s:.0f} s"
    match cause:
        case socket.gaierror():
            return "there is no such host"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not trusted ({cause.verify_message})"
        case ssl.SSLError():
            return "no encrypted connection could be made; try http://"
        case ConnectionRefusedError():
            return "nobody listens there"
        case OSError():
            return (cause.strerror or str(cause) or "the connection broke").lower()
        case httpx.InvalidURL() | UnicodeError():
            return "that is no address"
        case _:
            return "it breaks off, or does not speak HTTP"


def _cause(error: BaseException) -> BaseException:
    """The system's own error that lies at the bottom, or the error itself."""
    below: BaseException | None = error
    while below is not None:
        if isinstance(below, OSError):
            return below
        below = below.__cause__ or below.__context__
    return error
