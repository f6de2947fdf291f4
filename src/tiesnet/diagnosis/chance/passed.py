"""Tests passed on: their tables as evidence, and what is said where one cannot be made."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pandas as pd

from tiesnet.diagnosis.evidence import Evidence, Gap
from tiesnet.diagnosis.kept import seed_of
from tiesnet.errors import TiesnetError
from tiesnet.inference import Outcome
from tiesnet.language import say, word
from tiesnet.metrics import Measures

REPLICATIONS = 999
LEVEL = 0.05
"""Largest p called more or less than chance."""


def tested(
    make: Callable[..., Outcome], *given: Any, what: str, ask: str, **options: Any
) -> Outcome | Gap:
    """Make a test; where the network is too small for it, say so and what to ask.

    Parameters
    ----------
    make : callable
        A function of `tiesnet.inference`.
    *given, **options
        What it takes.
    what, ask : str
        What cannot be said without it, and what the next survey should ask.
    """
    try:
        return make(*given, **options)
    except TiesnetError:
        return Gap(what, ask)


def evidence_of(
    outcome: Outcome, prefix: str, open_: Collection[str] = (), left: Collection[str] = ()
) -> tuple[Evidence, ...]:
    """Give the tables of an outcome as evidence of a diagnosis.

    Parameters
    ----------
    outcome : Outcome
    prefix : str
        Put before the keys, which must differ between diagnoses.
    open_ : collection of str
        Keys of the tables the page shows; the workbook has the others too.
    left : collection of str
        Keys of the tables left out.
    """
    return tuple(
        _passed(one, prefix, one.key in open_) for one in outcome.tables if one.key not in left
    )


def _passed(one: Evidence, prefix: str, open_: bool) -> Evidence:
    key = one.key if one.key.startswith(prefix) else f"{prefix}_{one.key}"
    rows = own_columns(one)
    return replace(one, key=key, rows=rows, shown="page" if open_ else "workbook")


def own_columns(one: Evidence) -> pd.DataFrame:
    """Give the rows with the columns that are shown, numbered from 0."""
    kept = [field.key for field in one.fields if field.key in one.rows]
    rows: pd.DataFrame = one.rows[kept].reset_index(drop=True)
    return rows


def too_many(measures: Measures, most: int, command: str) -> str:
    """Say that a network is too large to be tested in passing; empty when it is not."""
    size = len(measures.net.inside().actors)
    if size <= most:
        return ""
    return say(
        "With {n} actors inside this takes minutes and was left out; {command} tests it.",
        n=size,
        command=command,
    )


def drawn(measures: Measures, replications: int, **more: Any) -> dict[str, Any]:
    """Name replications, seed and level, and further choices, for the outputs."""
    return {
        **more,
        word("Replications"): replications,
        word("Seed"): seed_of(measures),
        word("Largest p called more or less than chance"): LEVEL,
    }
