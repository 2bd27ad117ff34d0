"""HTTP connection to a stream: requests it and yields its data."""

from __future__ import annotations

import logging
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

_LOG = logging.getLogger(__name__)

_MOST_REDIRECTS = 5
_PARSING_ERRORS = (ValueError, KeyError)
"""Errors that httpx doesn't catch when it parses an invalid challenge or length."""


class StreamConnection(Closing):
    """An open response of type motion JPEG. No proxy is used.

    Raises:
        StreamRefused: There is no motion JPEG stream at this address.
    """

    def __init__(self, address: str, *, timeout_s: float, patience_s: float) -> None:
        """Connect and send the request.

        Args:
            address: May contain a user name and password before the host.
            timeout_s: Longest time without data, in seconds.
            patience_s: Longest time until the response, in seconds.
        """
        self.address = without_password(address)
        self._login, self._requested = _split_login(address)
        self._timeout_s, self._patience_s = timeout_s, patience_s
        self._sockets: list[socket.socket] = []
        self._late = False
        with ExitStack() as closing:
            self._client = closing.enter_context(httpx.Client(timeout=timeout_s, trust_env=False))
            with self._time_limit():
                self._response = self._request()
            closing.callback(self._response.close)
            self._check()
            self._open = closing.pop_all()

    def close(self) -> None:
        """Close the connection."""
        self._open.close()

    def pieces(self) -> Iterator[bytes]:
        """The data as it arrives.

        Raises:
            StreamLost: The stream stopped.
        """
        try:
            yield from self._response.iter_raw()
        except (httpx.HTTPError, httpx.StreamError, OSError, *_PARSING_ERRORS) as error:
            raise StreamLost(self.address, _reason(error, self._timeout_s)) from error

    def _request(self) -> httpx.Response:
        """The response after redirects within the same host."""
        try:
            url = self._url()
            for _ in range(_MOST_REDIRECTS):
                response = self._get(url)
                if response.next_request is None:
                    return response
                response.close()
                url = self._redirected(url, response.next_request.url)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, *_PARSING_ERRORS) as error:
            if self._late:
                reason = f"no complete response in {self._patience_s:.0f} s"
            else:
                reason = _reason(error, self._timeout_s)
            raise StreamRefused(self.address, reason) from error
        raise StreamRefused(self.address, "it redirects too many times")

    def _url(self) -> httpx.URL:
        try:
            url = httpx.URL(self._requested)
        except httpx.InvalidURL as error:
            raise StreamRefused(self.address, "the address is incomplete") from error
        if url.scheme not in ("http", "https"):
            raise StreamRefused(self.address, "only http:// and https:// addresses can be opened")
        if not url.host:
            raise StreamRefused(self.address, "the address is incomplete")
        return url

    def _redirected(self, here: httpx.URL, there: httpx.URL) -> httpx.URL:
        if there.scheme not in ("http", "https"):
            raise StreamRefused(self.address, f"it redirects to a {there.scheme} address")
        if there.host != here.host:
            raise StreamRefused(self.address, f"it redirects to another host, {there.host}")
        if here.scheme == "https" and there.scheme != "https":
            raise StreamRefused(self.address, "it redirects to an unencrypted connection")
        return there.copy_with(username=None, password=None)

    def _get(self, url: httpx.URL) -> httpx.Response:
        """The response, with user name and password if required."""
        response = self._send(url, None)
        if response.status_code != HTTPStatus.UNAUTHORIZED or self._login is None:
            return response
        response.close()
        challenge = response.headers.get("www-authenticate", "").lower()
        kind = httpx.DigestAuth if "digest " in challenge else httpx.BasicAuth
        return self._send(url, kind(*self._login))

    def _send(self, url: httpx.URL, auth: httpx.Auth | None) -> httpx.Response:
        request = self._client.build_request(
            "GET",
            url,
            headers={"Accept": "multipart/x-mixed-replace", "Accept-Encoding": "identity"},
            extensions={"trace": self._on_trace},
        )
        response = self._client.send(request, stream=True, auth=auth)
        _LOG.debug("%s answers %d", url.host, response.status_code)
        return response

    def _on_trace(self, event: str, facts: dict[str, Any]) -> None:
        """Store the socket, so that an endless response can be aborted."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._sockets.append(facts["return_value"].get_extra_info("socket"))

    @contextmanager
    def _time_limit(self) -> Iterator[None]:
        timer = threading.Timer(self._patience_s, self._abort)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _abort(self) -> None:
        self._late = True
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _check(self) -> None:
        response = self._response
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        encoding = response.headers.get("content-encoding", "identity").lower()
        reason = ""
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            reason = (
                "it requires a user name and password: put them before the host, with a colon and an at sign"
            )
            if self._login is not None:
                reason = "it rejects this user name and password"
        elif response.status_code != HTTPStatus.OK:
            reason = f"it answers {response.status_code} {response.reason_phrase}"
        elif kind != "multipart/x-mixed-replace":
            reason = f"it sends {kind or 'content without a type'}, not motion JPEG"
        elif encoding != "identity":
            reason = f"it compresses its pictures ({encoding})"
        if reason:
            raise StreamRefused(
                self.address, reason, hint=_other_content(kind) if response.is_success else ""
            )


def _other_content(kind: str) -> str:
    """What to do about other content than motion JPEG; empty if unknown."""
    if kind in ("text/html", "application/xhtml+xml"):
        return (
            "This is a web page. Look there, or in the camera's app, for the address of the stream itself; "
            "it often ends in /video, /mjpeg or /stream."
        )
    if kind.startswith("image/"):
        return "This is a single picture. Look in the camera's app for the address of its MJPEG stream."
    if "mpegurl" in kind or "dash+xml" in kind:
        return "This is a stream for players (HLS or DASH). Look in the camera's settings for MJPEG."
    if kind.startswith("video/"):
        return "This is a film. Save it on this machine, then run 'coach analyze film.mp4'."
    return ""


def _split_login(address: str) -> tuple[tuple[str, str] | None, str]:
    """User name and password, and the address without them; a password may contain a slash or an '@'."""
    scheme, mark, rest = address.partition("://")
    place, _, _ = rest.partition("/")
    _, colon, port = place.rpartition(":")
    odd = bool(colon) and "@" not in place and not port.isdecimal() and not place.startswith("[")
    login, at, place = rest.rpartition("@") if odd else rest[: len(place)].rpartition("@")
    if not at:
        return None, address
    name, _, password = login.partition(":")
    return (unquote(name), unquote(password)), f"{scheme}{mark}{rest[len(login) + 1 :]}"


def _reason(error: BaseException, timeout_s: float) -> str:
    cause = _cause(error)
    if isinstance(error, httpx.TimeoutException):
        return f"no data for {timeout_s:.0f} s"
    match cause:
        case socket.gaierror():
            return "there is no such host"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not trusted ({cause.verify_message})"
        case ssl.SSLError():
            return "it does not support encryption; try http://"
        case ConnectionRefusedError():
            return "the connection was refused"
        case OSError():
            return (cause.strerror or str(cause) or "the connection broke off").lower()
        case httpx.InvalidURL() | UnicodeError():
            return "the address is invalid"
        case _:
            return "its response is broken or not HTTP"


def _cause(error: BaseException) -> BaseException:
    """The underlying system error, or the error itself."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return error
