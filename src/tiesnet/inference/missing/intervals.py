"""How far values and ranks may be off: missing answers, lost actors, lost ties."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.missing.filled import Gaps, gaps_of
from tiesnet.inference.missing.loss import checked_shares, row_without_actors, row_without_ties
from tiesnet.inference.missing.ranking import LOWEST_FIRST, enough_draws
from tiesnet.inference.missing.run import Run
from tiesnet.inference.missing.slots import (
    SEVERAL,
    Slot,
    drawn_row,
    observed_row,
    slots_of,
    views_of,
)
from tiesnet.inference.missing.told import outcome_of
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.words import percent
from tiesnet.language import say, word
from tiesnet.network import Network

DRAWS = 200
SHARES = (0.05, 0.1, 0.2, 0.3)
"""The steps in which a network loses actors or ties when nothing else is asked for."""
CAUSES = ("nonresponse", "lost actors", "lost ties")
Cause = Literal["nonresponse", "lost actors", "lost ties"]
_SIZE = 20
_SALT = 50


@dataclass(frozen=True)
class Drawing:
    """How often to draw, what an interval holds, and how many firms are the top.

    Attributes
    ----------
    level : float
        The share of draws an interval holds at least.
    draws : int
    seed : int
    workers : int, optional
    top : int
        How many firms are looked at as those on top.
    """

    level: float = 0.9
    draws: int = DRAWS
    seed: int = 1
    workers: int | None = None
    top: int = 5


def rank_intervals(
    net: Network,
    metrics: Iterable[str] | None = None,
    *,
    layers: Iterable[str] | None = None,
    cause: Cause = "nonresponse",
    share: float | Sequence[float] = 0.1,
    level: float = 0.9,
    draws: int = DRAWS,
    seed: int = 1,
    workers: int | None = None,
    top: int = 5,
    lowest: Collection[str] = LOWEST_FIRST,
    by: str = "stage",
) -> Outcome:
    """Give every value and rank an interval: what would change if other answers had come in.

    Under ``cause="nonresponse"`` the ties that silent actors were asked for and did not tell are
    drawn many times from a model of the known ones (see `tiesnet.inference.missing.model`), its
    parameters included, and everything is computed on each completed network (multiple
    imputation). Under "lost actors" and "lost ties" a share of them, drawn at random, is taken
    away, as in Borgatti, Carley & Krackhardt (2006); the intervals then tell how far numbers
    move, not where the truth lies.

    Parameters
    ----------
    net : Network
        Actors outside the cluster are left out.
    metrics : iterable of str, optional
        Measures of actors or of the network, or topics; by default degree, betweenness and
        constraint.
    layers : iterable of str, optional
        By default all ties; in a network of one layer that one.
    cause : {"nonresponse", "lost actors", "lost ties"}
    share : float or sequence of float, default 0.1
        How much is lost; several shares are steps.
    level : float, default 0.9
        Share of the draws an interval holds at least.
    draws : int, default 200
        For each share.
    seed : int, default 1
    workers : int, optional
        See `replicate`; the result is the same for any number.
    top : int, default 5
        How many firms are the top.
    lowest : collection of str
        Measures whose lowest value has rank 1; by default the constraints.
    by : str, default "stage"
        The column of the actors that tells the blocks whose densities are used.

    Returns
    -------
    Outcome
        Tables "firms" (value and rank of every actor, each with its interval), "labels" (of
        measures in words), "network", "top" (whether the same actors are on top) and, for
        losses, "steps" (correlation of ranks with the full network, by share).

    Raises
    ------
    TiesnetError
        A measure, layer, column or cause is not known; too few draws for the level; fewer than
        four respondents to draw from; a share that is none.

    References
    ----------
    Rubin (1987); Huisman (2009); Costenbader & Valente (2003); Borgatti, Carley & Krackhardt
    (2006). How often the intervals hold the truth: docs/robustness.md.
    """
    how = Drawing(level, draws, seed, workers, top)
    _check(cause, how)
    inner = net.inside()
    if len(inner.actors) < 2:
        raise TiesnetError(
            say("There are fewer than two actors to rank."), say("Choose a larger network.")
        )
    slots = slots_of(inner, metrics, layers)
    run = Run(
        net, inner, slots, observed_row(slots, views_of(inner)), cause, how, frozenset(lowest)
    )
    if cause == "nonresponse":
        gaps = gaps_of(inner, _wanted(slots), by=by)
        drawn = _answers_drawn(gaps, slots, how) if gaps.layers else None
        return outcome_of(run, {0.0: drawn}, gaps)
    steps = checked_shares(share if isinstance(share, int | float) else tuple(share))
    lose = row_without_actors if cause == "lost actors" else row_without_ties
    return outcome_of(run, {one: _lost(inner, slots, how, lose, one) for one in steps}, None)


def _check(cause: str, how: Drawing) -> None:
    """Refuse what cannot be drawn."""
    if cause not in CAUSES:
        raise TiesnetError(
            say("There is no cause {cause}.", cause=f"{cause!r}"),
            say("Choose among: {causes}.", causes=", ".join(CAUSES)),
        )
    enough_draws(how.draws, how.level)
    if how.top < 1:
        raise TiesnetError(
            say("The top has at least 1 firm, not {top}.", top=how.top), say("Ask for 5.")
        )


def _wanted(slots: Iterable[Slot]) -> list[str] | None:
    """Name the layers that need to be filled in; all for measures of several at once."""
    names = [slot.layer for slot in slots]
    return None if SEVERAL in names else names


def _answers_drawn(gaps: Gaps, slots: tuple[Slot, ...], how: Drawing) -> NDArray[Any]:
    def work(chunk: Chunk) -> NDArray[Any]:
        rng = chunk.rng()
        return np.stack([drawn_row(slots, views_of(gaps.draw(rng))) for _ in range(chunk.size)])

    return replicate(
        work,
        how.draws,
        seed=how.seed,
        workers=how.workers,
        label=word("Drawing missing answers"),
        size=_SIZE,
        salt=_SALT,
    )


def _lost(
    net: Network, slots: tuple[Slot, ...], how: Drawing, lose: Callable[..., Any], share: float
) -> NDArray[Any]:
    views = {slot.layer: views_of(net)(slot.layer) for slot in slots}

    def work(chunk: Chunk) -> NDArray[Any]:
        rng = chunk.rng()
        return np.stack([lose(views, slots, share, rng) for _ in range(chunk.size)])

    return replicate(
        work,
        how.draws,
        seed=how.seed,
        workers=how.workers,
        label=say("Losing {share}", share=percent(share)),
        size=_SIZE,
        salt=_SALT + round(1000 * share),
    )
