"""All causes of doubt together: missing answers, lost actors and ties, the survey's choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiesnet.errors import TiesnetError
from tiesnet.inference.missing.intervals import DRAWS, SHARES, Cause, rank_intervals
from tiesnet.inference.missing.specification import specification_curve
from tiesnet.inference.outcome import Outcome
from tiesnet.language import say, word
from tiesnet.network import build_network
from tiesnet.survey import Survey

CHOICES = "choices"
EVERYTHING = ("nonresponse", "lost actors", "lost ties", CHOICES)
"""The causes, in the order they are told."""
_WORDS = {
    "nonresponse": word("Missing answers"),
    "lost actors": word("Lost actors"),
    "lost ties": word("Lost ties"),
    CHOICES: word("Choices"),
}


def robustness(
    survey: Survey,
    metrics: Iterable[str] | None = None,
    *,
    layers: Iterable[str] | None = None,
    causes: Sequence[str] = EVERYTHING,
    shares: Sequence[float] = SHARES,
    level: float = 0.9,
    draws: int = DRAWS,
    top: int = 5,
    seed: int = 1,
    workers: int | None = None,
    building: Mapping[str, Any] | None = None,
) -> Outcome:
    """Say how far results may be off, for every cause in turn.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    metrics, layers
        As in `rank_intervals`.
    causes : sequence of str
        Some of "nonresponse", "lost actors", "lost ties" (see `rank_intervals`) and "choices"
        (see `specification_curve`).
    shares : sequence of float, default (0.05, 0.1, 0.2, 0.3)
        How much is lost, step by step.
    level, draws, top, seed, workers
        As in `rank_intervals`.
    building : mapping, optional
        Further options of `build_network`.

    Returns
    -------
    Outcome
        The tables of all causes; their keys begin with the cause: "nonresponse_firms",
        "lost_ties_steps", "choices_holds".

    Raises
    ------
    TiesnetError
        A cause is not known, or none is named; whatever the causes raise.
    """
    unknown = [cause for cause in causes if cause not in EVERYTHING]
    if unknown or not causes:
        raise TiesnetError(
            say(
                "No such cause of doubt: {unknown}.",
                unknown=", ".join(unknown) or word("none was named"),
            ),
            say("Choose among: {everything}.", everything=", ".join(EVERYTHING)),
        )
    chosen = None if metrics is None else list(metrics)
    named = None if layers is None else list(layers)
    asked: dict[str, Any] = {"layers": named, "top": top, "seed": seed, "workers": workers}
    net = build_network(survey, **(building or {}), seed=seed)
    found: dict[str, Outcome] = {}
    for cause in dict.fromkeys(causes):
        if cause == CHOICES:
            found[cause] = specification_curve(survey, chosen, building=building, **asked)
        else:
            of: Cause = cause  # type: ignore[assignment]
            found[cause] = rank_intervals(
                net, chosen, cause=of, share=shares, level=level, draws=draws, **asked
            )
    return next(iter(found.values())) if len(found) == 1 else _together(found)


def _together(found: Mapping[str, Outcome]) -> Outcome:
    """Put outcomes side by side; every sentence says which it belongs to."""

    def all_of(field: str, with_cause: bool) -> tuple[str, ...]:
        said = [
            f"{say(_WORDS[cause])}. {text}" if with_cause else text
            for cause, outcome in found.items()
            for text in getattr(outcome, field)
        ]
        return tuple(dict.fromkeys(said))

    tables = tuple(
        replace(
            table,
            key=f"{cause.replace(' ', '_')}_{table.key}",
            title=f"{say(_WORDS[cause])}: {table.title}",
        )
        for cause, outcome in found.items()
        for table in outcome.tables
    )
    parameters = {
        f"{say(_WORDS[cause])}: {name}": value
        for cause, outcome in found.items()
        for name, value in outcome.parameters.items()
    }
    return Outcome(
        "robustness",
        say("How sure are the results?"),
        tables,
        all_of("sentences", True),
        " ".join(f"{say(_WORDS[cause])}: {outcome.method}" for cause, outcome in found.items()),
        all_of("assumptions", False),
        all_of("cautions", False),
        all_of("source", False),
        parameters,
        next(iter(found.values())).net,
    )
