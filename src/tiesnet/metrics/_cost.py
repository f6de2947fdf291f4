"""What a step along a tie costs: one step each, or less the stronger the tie is."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.language import localised, say, word
from tiesnet.metrics._shared import note, once
from tiesnet.network import Network, adjacency

COSTS = ("inverse", "reversed")


def check_cost(cost: str | None, alpha: float) -> None:
    """Refuse an unknown conversion, and an exponent without the one it belongs to.

    Raises
    ------
    TiesnetError
        The conversion is not known, or alpha would do nothing or make no sense.
    """
    if cost is not None and cost not in COSTS:
        raise TiesnetError(
            say("Strengths cannot be turned into costs by {cost}.", cost=f"{cost!r}"),
            say("Use one of: {costs}; or leave it out to count steps.", costs=", ".join(COSTS)),
        )
    if alpha != 1 and (cost != "inverse" or alpha < 0):
        raise TiesnetError(
            say("The exponent alpha belongs to the cost 'inverse' and is 0 or more."),
            say("Ask for cost = inverse, or leave alpha out."),
        )


def cost_matrix(net: Network, cost: str, alpha: float = 1.0) -> sparse.csr_array:
    """Give the cost of each tie where `adjacency` has a 1.

    Parameters
    ----------
    net : Network
        A single layer with a strength above 0 for every tie.
    cost : str
        inverse: 1 / strength to the power alpha (Opsahl, Agneessens & Skvoretz 2010).
        reversed: the top of the scale plus 1, minus the strength.
    alpha : float, default 1
        How much the strength counts; at 0 every tie costs 1.

    Raises
    ------
    NeedsError
        A strength is missing, or is 0 or less.
    """
    matrix: sparse.csr_array = once(
        net, f"costs {cost} {alpha}", lambda: _cost_matrix(net, cost, alpha)
    )
    return matrix


def edge_costs(
    net: Network, metric: str, cost: str | None, alpha: float = 1.0
) -> list[float] | None:
    """Give the costs in the order of the edges of `as_igraph`, noted; None to count steps."""
    check_cost(cost, alpha)
    if cost is None:
        return None
    matrix = cost_matrix(net, cost, alpha)
    note(net, metric, _in_words(net, cost, alpha))
    return _in_order(net, matrix)


def strengths(net: Network) -> sparse.csr_array:
    """Give the matrix of strengths; every one is above 0.

    Raises
    ------
    NeedsError
        A strength is missing, or is 0 or less.
    """
    matrix = adjacency(net, weighted=True)
    if (matrix.data <= 0).any():
        raise NeedsError(
            say("A tie has a strength of 0 or less."),
            say("Correct the column 'strength' of the table 'ties', or ask without strengths."),
        )
    return matrix


def edge_strengths(net: Network) -> list[float]:
    """Give the strengths in the order of the edges of `as_igraph`."""
    return _in_order(net, strengths(net))


def flat_strengths(net: Network) -> sparse.csr_array:
    """Give the strengths with directions ignored: of two arrows the stronger one."""
    matrix = strengths(net)
    return sparse.csr_array(matrix.maximum(matrix.T)) if net.directed else matrix


def _in_order(net: Network, matrix: sparse.csr_array) -> list[float]:
    values: list[float] = (matrix if net.directed else sparse.triu(matrix)).tocoo().data.tolist()
    return values


def _cost_matrix(net: Network, cost: str, alpha: float) -> sparse.csr_array:
    matrix = strengths(net).copy()
    data: NDArray[Any] = matrix.data
    matrix.data = 1.0 / data**alpha if cost == "inverse" else _top(net) + 1.0 - data
    return matrix


def _top(net: Network) -> float:
    """Give the top of the question's scale, or the largest strength where that is more."""
    scale = float(net.layers["scale_max"].iloc[0])
    largest = float(adjacency(net, weighted=True).data.max(initial=0))
    return float(np.nanmax([scale, largest]))


def _in_words(net: Network, cost: str, alpha: float) -> str:
    if cost == "inverse":
        return word("a step costs 1 / strength") + (
            "" if alpha == 1 else say(" to the power {alpha}", alpha=localised(f"{alpha:g}"))
        )
    scale = float(net.layers["scale_max"].iloc[0])
    top = _top(net)
    which = word("the top of the scale") if top == scale else word("the largest strength")
    return say(
        "a step costs {top} - strength ({which} is {top2})",
        top=localised(f"{top + 1:g}"),
        which=which,
        top2=localised(f"{top:g}"),
    )
