"""Errors a user can act on: what was expected, what came, how to repair it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class TiesnetError(Exception):
    """Base of every error tiesnet raises on purpose.

    Parameters
    ----------
    problem : str
        What was expected and what came instead, in one sentence.
    repair : str, optional
        What the user can do about it, in one sentence.
    """

    def __init__(self, problem: str, repair: str = "") -> None:
        self.problem = problem
        self.repair = repair
        super().__init__(f"{problem} {repair}".strip())


class SurveyError(TiesnetError):
    """The survey cannot be read into tables at all.

    Parameters
    ----------
    problem : str
        The headline.
    problems : sequence of dict
        Every problem found, one row each, in the columns of ``Survey.problems``.
    repair : str, optional
        The first thing to do.
    """

    def __init__(
        self, problem: str, problems: Sequence[dict[str, Any]] = (), repair: str = ""
    ) -> None:
        self.problems = tuple(problems)
        super().__init__(problem, repair)


class NeedsError(TiesnetError):
    """A measure was asked of a network that lacks what it needs (stages, strengths, ...)."""


class OutputError(TiesnetError):
    """An output cannot be written without losing something of the user's."""
