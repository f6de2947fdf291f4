"""Large networks: paths from some actors drawn at random, and how far off the result can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say
from tiesnet.metrics._shared import note
from tiesnet.network import Network

PIVOTS = 1_000
"""How many actors are drawn where a network is too large to use all of them."""
CERTAINTY = 0.95
_HALVINGS = 60
_Values = NDArray[np.float64]


def draw(net: Network, pivots: int | str | None, exact_up_to: int) -> NDArray[np.intp] | None:
    """Draw the actors from which paths are followed; None when all of them are used.

    Parameters
    ----------
    net : Network
        Any view; its seed decides who is drawn.
    pivots : int, "all" or None
        How many, without replacement; 0 or "all": everybody. By default `PIVOTS` in networks
        that are too large, everybody in others.
    exact_up_to : int
        The number of actors above which a network is too large.

    Raises
    ------
    TiesnetError
        It is no such number.
    """
    size = len(net.actors)
    if pivots is None:
        pivots = PIVOTS if size > exact_up_to else 0
    if pivots == "all":
        pivots = 0
    if isinstance(pivots, str) or pivots % 1 != 0 or pivots < 0:
        raise TiesnetError(
            say("The number of pivots cannot be {pivots}.", pivots=f"{pivots!r}"),
            say("Give a whole number, or 'all'."),
        )
    if not 0 < pivots < size:
        return None
    random = np.random.default_rng(_seed(net))
    return np.sort(random.choice(size, int(pivots), replace=False))


def interval(share: _Values, drawn: int) -> tuple[_Values, _Values]:
    """Give where the true means lie, all of them at once, with the stated certainty.

    Each value is the mean of numbers between 0 and 1 over actors drawn without replacement. The
    chance that such a mean reaches x or more when the true one is m is at most
    exp(-drawn * KL(x, m)), KL(x, m) = x ln(x/m) + (1-x) ln((1-x)/(1-m)), and likewise below
    (Hoeffding 1963, theorem 1; section 6 for drawing without replacement). The error allowed is
    shared out over both sides of every value, so the intervals hold together.

    Parameters
    ----------
    share : array of float, shape (actors,)
        The means found, between 0 and 1.
    drawn : int
        How many actors were drawn.
    """
    allowed = np.log(2 * max(len(share), 1) / (1 - CERTAINTY)) / drawn
    return _edge(share, np.zeros_like(share), allowed), _edge(share, np.ones_like(share), allowed)


def error(share: _Values, drawn: int) -> _Values:
    """Give how far each mean can be from the true one, all at once; see `interval`."""
    low, high = interval(np.clip(share, 0.0, 1.0), drawn)
    return np.maximum(share - low, high - share)


def say_sampled(net: Network, metric: str, drawn: int, largest: float) -> None:
    """Note that a measure was sampled, from how many, with which seed, and how exact it is."""
    note(
        net,
        metric,
        say(
            "estimated from paths of {drawn} of {n} actors, drawn at random with "
            "seed {net}; with {certainty} certainty no actor's value is further than "
            "{largest} from the exact one",
            drawn=localised(f"{drawn:,}"),
            n=localised(f"{len(net.actors):,}"),
            net=_seed(net),
            certainty=localised(f"{CERTAINTY:.0%}"),
            largest=localised(f"{largest:.3g}"),
        ),
    )


def _seed(net: Network) -> int:
    return int(net.origin.parameters["seed"])


def _edge(share: _Values, far: _Values, allowed: float) -> _Values:
    """Move from a mean towards 0 or 1 until the divergence is what is allowed."""
    near = share.copy()
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        inside = _divergence(share, middle) <= allowed
        near, far = np.where(inside, middle, near), np.where(inside, far, middle)
    return far


def _divergence(one: _Values, other: _Values) -> _Values:
    return _part(one, other) + _part(1 - one, 1 - other)


def _part(one: _Values, other: _Values) -> _Values:
    there = one > 0
    safe = np.maximum(other, np.finfo(float).tiny)
    return np.where(there, one * np.log(np.where(there, one, 1.0) / safe), 0.0)
