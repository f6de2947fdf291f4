"""Who may talk to the app: this machine's browser, on the app's own pages, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

LOOPBACK = "127.0.0.1"
_NAMES = frozenset({LOOPBACK, "localhost"})
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def policy(hashes: Sequence[str]) -> str:
    """Write the policy of the page: everything from this server, nothing from anywhere else.

    Styles stand in the elements themselves, as Dash and plotly write them; scripts are files of
    the packages, and the few lines Dash writes into the page, by their hashes.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes)}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "object-src 'none'",
        ]
    )


def guard(server: Flask, hashes: Callable[[], Sequence[str]]) -> None:
    """Check every request, and put the headers on every answer."""

    def check() -> None:
        if _host(request.host) not in _NAMES:
            abort(403)  # another name for this machine: DNS rebinding
        if request.method in _CHANGING and not same_origin(
            request.headers.get("Origin"), request.host
        ):
            abort(403)

    def protect(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Content-Security-Policy", policy(hashes()))
        if not request.path.startswith(("/_dash-component-suites/", "/assets/")):
            answer.headers["Cache-Control"] = "no-store"
        return answer

    server.before_request(check)
    server.after_request(protect)


def _host(host: str) -> str:
    """Give the name in a Host header without its port.

    >>> _host("127.0.0.1:8050"), _host("evil.example:8050"), _host("[::1]:8050")
    ('127.0.0.1', 'evil.example', '[::1]')
    """
    name, _, port = host.rpartition(":")
    return (name if port.isdigit() and name else host).lower()


def same_origin(origin: str | None, host: str) -> bool:
    """Tell whether a request comes from a page of this very server.

    >>> same_origin("http://127.0.0.1:8050", "127.0.0.1:8050")
    True
    >>> same_origin("http://evil.example", "127.0.0.1:8050"), same_origin(None, "127.0.0.1:8050")
    (False, False)
    """
    if not origin:
        return False
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc == host
