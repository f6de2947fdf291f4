"""What the page reacts to: one file per matter, each with a function ``register``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tiesnet.app.callbacks._act import revision
from tiesnet.app.sessions import Sessions

__all__ = ["FILES", "register", "revision"]

FILES = (
    "begin",
    "render",
    "progress",
    "navigate",
    "language",
    "theme",
    "samples",
    "choose",
    "sort",
    "pieces",
    "columns",
    "names",
    "network",
    "figures",
    "trials",
    "downloads",
)


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register every callback."""
    for file in FILES:
        import_module(f"tiesnet.app.callbacks.{file}").register(app, sessions, setting)
