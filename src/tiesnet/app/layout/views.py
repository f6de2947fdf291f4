"""The views, in the order of their use: what each is called, and when it is to be drawn again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tiesnet.app.sessions import Session
from tiesnet.language import word


@dataclass(frozen=True)
class View:
    """One view.

    Attributes
    ----------
    name : str
        Of its file, which has a function ``show``.
    label : str
        As the list of views calls it; said where it is shown.
    parts : tuple of str
        The parts of a session it is made from.
    ready : callable
        Whether there is something to show.
    themed : bool
        Whether it is drawn another way in the dark.
    """

    name: str
    label: str
    parts: tuple[str, ...]
    ready: Callable[[Session], bool]
    themed: bool = False

    def show(self, session: Session, dark: bool) -> Any:
        """Draw it."""
        module = import_module(f"tiesnet.app.layout.{self.name}")
        return module.show(session, dark) if self.themed else module.show(session)


def _always(_session: Session) -> bool:
    return True


def _opened(session: Session) -> bool:
    return session.source is not None


def _read(session: Session) -> bool:
    return session.survey is not None


def _measured(session: Session) -> bool:
    return session.measures is not None


VIEWS = {
    one.name: one
    for one in (
        View("start", word("Survey"), ("survey", "measures"), _always),
        View("problems", word("Problems"), ("survey", "shown"), _opened),
        View("columns", word("Columns"), ("survey", "columns", "shown"), _opened),
        View("names", word("Names"), ("survey", "names", "shown"), _read),
        View("findings", word("Findings"), ("survey", "measures"), _read),
        View("report", word("Report"), ("measures", "report"), _measured),
        View("figures", word("Figures"), ("measures", "figure"), _measured, True),
        View("firms", word("Firms"), ("measures",), _measured),
        View("trials", word("Tests"), ("measures", "trial"), _measured),
        View(
            "downloads",
            word("Download"),
            ("survey", "measures", "columns", "names", "outcomes"),
            _opened,
        ),
    )
}
FIRST = "start"
