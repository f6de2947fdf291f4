"""Several outcomes as one: what a command gives that asks several questions at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tiesnet.inference.outcome import Outcome
from tiesnet.language import say


def together(name: str, title: str, outcomes: Sequence[Outcome]) -> Outcome:
    """Put outcomes one after the other; what is said twice is said once.

    Parameters
    ----------
    name, title : str
        Of the whole.
    outcomes : sequence of Outcome
        At least one. Their tables must have names of their own.

    Raises
    ------
    ValueError
        There is none, or two tables have one name.
    """
    if not outcomes:
        raise ValueError(say("There is nothing to put together."))
    tables = [table for one in outcomes for table in one.tables]
    keys = [table.key for table in tables]
    if len(set(keys)) < len(keys):
        raise ValueError(say("Two tables have one name: {keys}.", keys=keys))
    parameters: dict[str, Any] = {}
    for one in outcomes:
        parameters |= {key: value for key, value in one.parameters.items() if key not in parameters}
    return Outcome(
        name,
        title,
        tuple(tables),
        _once(sentence for one in outcomes for sentence in one.sentences),
        " ".join(one.method for one in outcomes),
        _once(sentence for one in outcomes for sentence in one.assumptions),
        _once(sentence for one in outcomes for sentence in one.cautions),
        _once(key for one in outcomes for key in one.source),
        parameters,
        next((one.net for one in outcomes if one.net is not None), None),
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
