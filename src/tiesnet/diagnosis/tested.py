"""What stands beside every p: its error, the replications, the seed, the test, the null."""

from __future__ import annotations

import math
from typing import Any

from tiesnet.diagnosis.evidence import Field
from tiesnet.inference import TEST_FIELDS, TestResult
from tiesnet.language import localised, say, say_n

_KEYS = ("p_error", "replications", "seed", "test", "null")
BESIDE_P = tuple(field for field in TEST_FIELDS if field.key in _KEYS)
"""Columns that follow p in every table."""


def error_of(prefix: str, label: str) -> Field:
    """Head the error of one p among several in a row; the label is marked as a `word`."""
    return Field(f"{prefix}_p_error", label, "number", "", BESIDE_P[0].definition)


def beside(result: TestResult | None, *prefixes: str) -> dict[str, Any]:
    """Give p and what belongs beside it as cells of a row; empty where nothing was tested.

    Parameters
    ----------
    result : TestResult or None
    *prefixes : str
        Of p and its error, where a row has several: ``firms`` for ``firms_p``.
    """
    tested = result is not None and not math.isnan(result.p)
    empty: dict[str, Any] = {"test": None, "null": None}
    cells = {
        key: getattr(result, key) if tested else empty.get(key, math.nan) for key in ("p", *_KEYS)
    }
    for prefix in prefixes:
        cells |= {f"{prefix}_{key}": cells[key] for key in ("p", "p_error")}
    return {k: v for k, v in cells.items() if not (prefixes and k in ("p", "p_error"))}


def how_tested(result: TestResult) -> str:
    """Say of a p in a sentence how it was found.

    >>> how_tested(TestResult(1, 0, 1, 0.01, 1, 0.02, 0.006, 999, 7, "a test", "labels shuffled"))
    'p: a test, labels shuffled; 999 replications, seed 7, error of p 0.006.'
    """
    error = localised(f"{result.p_error:.3f}")
    if result.p_error < 0.0005:
        error = say("under {number}", number=localised("0.001"))
    return say_n(
        result.replications,
        "p: {test}, {null}; {n} replication, seed {seed}, error of p {error}.",
        "p: {test}, {null}; {n} replications, seed {seed}, error of p {error}.",
        test=say(result.test),
        null=say(result.null),
        seed=str(result.seed),
        error=error,
    )
