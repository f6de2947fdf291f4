"""What a test of the app is: a question, the choices it leaves, and how it is run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from tiesnet.app.sessions import Session
from tiesnet.inference import Outcome
from tiesnet.language import say
from tiesnet.progress import tell

FILES = (
    "together",
    "explain_ties",
    "beside_chance",
    "attributes",
    "explain_firms",
    "alike",
    "ranks",
    "waves",
)
"""The files that register tests, in the order of the list."""

Values = Mapping[str, Any]
Choice = tuple[str, str]
"""A value, and the words a person reads."""


@dataclass(frozen=True)
class Field:
    """One choice of a test.

    Attributes
    ----------
    key : str
    label, help : str
        In words, said where they are shown.
    kind : {"one", "many", "text", "number"}
        Choose one, choose several, write, or give a whole number.
    choices : callable, optional
        The choices a session has.
    first : callable, optional
        What is chosen at first in a session; nothing otherwise.
    optional : bool
        Whether nothing may be chosen.
    """

    key: str
    label: str
    kind: Literal["one", "many", "text", "number"]
    choices: Callable[[Session], list[Choice]] | None = None
    first: Callable[[Session], Any] | None = None
    help: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Trial:
    """A test with its words.

    Attributes
    ----------
    name : str
    label : str
        The question it answers; said where it is shown.
    about : str
        What is done, in one or two sentences.
    fields : tuple of Field
    run : callable
        Takes the session and the values of its fields, gives an `Outcome`.
    lacks : callable
        Why a session cannot run it; "" when it can.
    """

    name: str
    label: str
    about: str
    fields: tuple[Field, ...]
    run: Callable[[Session, Values], Outcome]
    lacks: Callable[[Session], str] = lambda _session: ""


def trials() -> Mapping[str, Trial]:
    """Give every test by name, in the order of the list."""
    return _all()


@functools.cache
def _all() -> Mapping[str, Trial]:
    made = (import_module(f"tiesnet.app.trials.{file}").TRIAL for file in FILES)
    return {one.name: one for one in made}


def values_of(session: Session, trial: Trial) -> dict[str, Any]:
    """Give what is chosen now, or at first where nothing was."""
    chosen = session.shown.get(f"trial/{trial.name}", {})
    return {
        field.key: chosen.get(field.key, field.first(session) if field.first else None)
        for field in trial.fields
    }


def run_trial(session: Session, name: str) -> None:
    """Begin a test with what is chosen; its outcome stands before the earlier ones."""
    trial = trials()[name]
    values = values_of(session, trial)

    def work() -> None:
        outcome = trial.run(session, values)
        tell("", 0, 0)  # what was asked to stop shows no result, however near its end it was
        session.outcomes.insert(0, outcome)
        session.changed("outcomes")

    session.start(say(trial.label), work)
