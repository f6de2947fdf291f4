"""QAP correlation: whether relations, likeness and distance go together more than by chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.correlation.asked import Two, asked, contains
from tiesnet.inference.correlation.coefficients import COEFFICIENTS, Coefficient
from tiesnet.inference.correlation.crossed import Crossed
from tiesnet.inference.correlation.pairing import Pairing, pair_up
from tiesnet.inference.correlation.told import NULL, TEST, Run, told
from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.models.design import MOST_ACTORS
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import orders, respondents
from tiesnet.inference.result import summarise
from tiesnet.language import localised, say, word
from tiesnet.network import Network

FROM_WORK = 100_000_000
"""From so many cells looked up on the compiled loops are worth their start."""
LEAST = 4
"""Fewer actors that can change places make no test."""
_CHUNK = 250  # permutations in one go, which take a fraction of a millisecond each
_Values = NDArray[np.float64]


def qap(
    net: Network,
    variables: Iterable[str] | None = None,
    *,
    coefficients: Iterable[str] = ("pearson", "jaccard", "matching"),
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Test whether variables over pairs of actors go together more than chance would give.

    The labels of the actors of one variable are permuted, which keeps everything about either
    variable but how they lie on each other. Only pairs known in both are used, and only actors
    change places that answered all layers compared and of whom the same pairs are known. With two
    variables without direction every pair counts once; otherwise both directions of every pair
    are compared, a tie without arrows standing in both.

    Parameters
    ----------
    net : Network
        The actors inside the cluster are used. Arrows are compared as the survey asked for them;
        ``transposed(layer)`` turns them round.
    variables : iterable of str, optional
        As in formulas: a layer (``"advice"``, ``"formal"``), ``"valued(advice)"``,
        ``"same(stage)"``, ``"absdiff(size)"``, ``"distance(km)"`` and so on. Every two of them are
        compared. By default every two layers, membership left out, and formal beside informal
        ones.
    coefficients : iterable of {"pearson", "jaccard", "matching"}
        Pearson's correlation of all pairs (of ties the phi coefficient); pairs tied in both over
        pairs tied in either; the share of pairs on which both agree. The last two are for
        variables that are 0 or 1.
    replications : int, default 999
        How many permutations.
    seed : int, default 1
        The same seed gives the same result.
    workers : int, optional
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Its table has a row for every two variables and coefficient: what was observed, the mean,
        standard deviation, lowest and highest of the permutations, p of both sides and two-sided
        (of the correlation the share at least as far from 0), p adjusted for the number of pairs
        compared (Holm), cells, actors moved. A coefficient that does not exist is empty; the
        remark says why.

    Raises
    ------
    TiesnetError
        Names that do not exist, fewer than two variables, an unknown coefficient, too many
        actors.

    References
    ----------
    Hubert & Schultz (1976); Krackhardt (1987, 1988); Holm (1979); Phipson & Smyth (2010) for
    p = (b + 1) / (m + 1).
    """
    chosen = _coefficients(coefficients)
    inside = net.inside()
    _refuse_large(len(inside.actors))
    found, pairs = asked(inside, variables)
    run = Run(replications, seed, workers)
    rows = [row for two in pairs for row in _tested(inside, two, chosen, run)]
    return told(net, inside, found, pairs, chosen, rows, run)


def _coefficients(names: Iterable[str]) -> list[Coefficient]:
    asked_for = [names] if isinstance(names, str) else list(dict.fromkeys(names))
    unknown = [name for name in asked_for if name not in COEFFICIENTS]
    if unknown or not asked_for:
        what = (
            say("There is no coefficient {unknown}", unknown=f"{unknown[0]!r}")
            if unknown
            else say("No coefficient is named")
        )
        raise TiesnetError(
            f"{what}.", say("Choose among {coefficients}.", coefficients=", ".join(COEFFICIENTS))
        )
    return [COEFFICIENTS[name] for name in asked_for]


def _refuse_large(actors: int) -> None:
    if actors > MOST_ACTORS:
        raise TiesnetError(
            say(
                "Tables of all pairs are compared up to {most_actors} actors, and there "
                "are {actors}.",
                most_actors=localised(f"{MOST_ACTORS:,}"),
                actors=localised(f"{actors:,}"),
            ),
            say("Choose fewer with net.firms() or net.keep(ids)."),
        )


def _tested(net: Network, two: Two, chosen: list[Coefficient], run: Run) -> list[dict[str, Any]]:
    """Compare two variables: a row for each coefficient."""
    one, other = two
    among = respondents(net, {*one.layers, *other.layers})
    pairing = pair_up(one.values, other.values, among)
    return compare(pairing, chosen, run, contains(net, one, other))


def compare(
    pairing: Pairing, chosen: Sequence[Coefficient], run: Run, remark: str = ""
) -> list[dict[str, Any]]:
    """Test coefficients of two variables: a row for each.

    Parameters
    ----------
    pairing : Pairing
    chosen : sequence of Coefficient
    run : Run
    remark : str
        What is to be said of them.
    """
    head = {
        "one": pairing.one.label,
        "other": pairing.other.label,
        "variables": f"{pairing.one.name}, {pairing.other.name}",
        "binary": pairing.binary,
        "cells": len(pairing.rows),
        "compared": word("every pair once") if pairing.symmetric else word("both directions"),
        "moved": pairing.moved,
    }
    crossed = pairing.crossed(_large(pairing, run))
    observed = crossed.sums(np.arange(len(pairing.groups))[None, :])
    drawn = _drawn(pairing, crossed, run)
    if drawn is None:
        remark = say(
            "not tested: {moved} actors can change places, {least} are needed",
            moved=pairing.moved,
            least=LEAST,
        )
        drawn = np.empty(0)
    sums = np.concatenate([observed, drawn])
    return [head | _row(coefficient, pairing, sums, run, remark) for coefficient in chosen]


def _row(
    coefficient: Coefficient, pairing: Pairing, sums: _Values, run: Run, remark: str
) -> dict[str, Any]:
    """Test one coefficient; the first sum is the one observed."""
    missing = (
        coefficient.undefined(pairing) if len(pairing.rows) else word("no pair is known in both")
    )
    values = np.full(1, np.nan) if missing else coefficient.value(sums, pairing)
    drawn = values[1:]
    result = summarise(
        float(values[0]), drawn, run.seed, NULL, test=TEST, two_sided=coefficient.two_sided
    )
    return {
        "coefficient": coefficient.name,
        "coefficient_label": coefficient.label,
        "lowest": drawn.min() if len(drawn) else np.nan,
        "highest": drawn.max() if len(drawn) else np.nan,
        "remark": say("not defined: {missing}", missing=missing) if missing else remark,
    } | result.row()


def _drawn(pairing: Pairing, crossed: Crossed, run: Run) -> _Values | None:
    """Draw sums of products of permuted labels; nothing when too few can change places."""
    sizes = np.bincount(pairing.groups[pairing.groups >= 0], minlength=1)
    if sizes.max() < LEAST:
        return None

    def draw(chunk: Chunk) -> _Values:
        return crossed.sums(orders(pairing.groups, chunk.size, chunk.rng()))

    return replicate(
        draw,
        run.replications,
        seed=run.seed,
        workers=run.workers,
        label="Permuting labels",
        size=_CHUNK,
        threads=True,
    )


def _large(pairing: Pairing, run: Run) -> bool:
    cells = int(min(np.count_nonzero(pairing.first), np.count_nonzero(pairing.second)))
    return cells * run.replications >= FROM_WORK and find_spec("numba") is not None
