"""What changes for the others when an actor leaves, or when a tie ends.

Always among the others: what they had before, less what they have then. Directions are ignored, as
in fragmentation; actors of whom nothing is known are left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import localised, say, word
from tiesnet.metrics._blocks import removals
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._pairs import unknown_pairs
from tiesnet.metrics._parts import seen
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import flat, flat_graph, note, once, partners, series
from tiesnet.network import Network

_FEW = word("there are fewer than two others")
_DISTANCES = 200
"""Up to this many actors distances are taken anew for every actor that leaves."""
_TWO_STEPS = 20_000
"""Up to this many actors the pairs with a partner in common are listed."""


@metric(
    label="Fragmentation added if it leaves",
    unit="share of pairs",
    bounds=(0, 1),
    source="borgatti2006, hopcroft1973",
    needs={"census"},
    undefined=_FEW,
    reading="High: many others reach each other only through the firm. 0: they would all still "
    "reach each other.",
)
def fragmentation_added(net: Network) -> pd.Series:
    """Share of the pairs of others that can reach each other now, and no more if the actor leaves.

    Fragmentation among the others without the actor, minus fragmentation among the same others
    with it. Directions are ignored. Ties that silent actors did not report could still hold
    others together, so with silent actors it may be less.
    """
    n = int(seen(net).sum())
    others = (n - 1) * (n - 2) / 2
    cut = removals(net).pairs_cut
    return series(net, cut / others if n > 2 else np.full(len(cut), np.nan))


@metric(
    label="Pairs cut off if it leaves",
    unit="pairs",
    source="borgatti2006, hopcroft1973",
    needs={"census"},
    extra=True,
    reading="How many pairs of others reach each other only through the firm.",
)
def pairs_cut_off(net: Network) -> pd.Series:
    """Number of pairs of others that can reach each other now, and no more if the actor leaves.

    Over any number of steps, directions ignored. Positive for cut points only.
    """
    return series(net, removals(net).pairs_cut)


@metric(
    label="Parts added if it leaves",
    unit="components",
    source="hopcroft1973",
    needs={"census"},
    extra=True,
    reading="1 or more: the firm is a cut point; the others would fall apart.",
)
def components_added(net: Network) -> pd.Series:
    """Number of parts that the others would fall into, beyond those they are in now.

    Components among the others without the actor, minus components among the others with it. It
    is 0 for isolates and for actors with a single partner.
    """
    return series(net, np.maximum(removals(net).pieces - 1, 0))


@metric(
    label="Isolates added if it leaves",
    unit="actors",
    source="borgatti2006",
    needs={"census"},
    extra=True,
    reading="How many firms have no other partner than this one.",
)
def isolates_added(net: Network) -> pd.Series:
    """Number of others whose only partner is the actor, and who would be isolates without it.

    Only others that answered count: of a silent one, further ties may not be known.
    """
    hanging = (partners(net) == 1) & observed(net)
    return series(net, flat(net) @ hanging.astype(float))


@metric(
    label="Pairs within two steps lost if it leaves",
    unit="pairs",
    source="granovetter1973, burt1992",
    needs={"census"},
    extra=True,
    limit=_TWO_STEPS,
    reading="High: many others meet, or could be introduced, through the firm alone.",
)
def two_step_pairs_lost(net: Network) -> pd.Series:
    """Number of pairs of others that are two steps apart now, and farther if the actor leaves.

    They have no tie and share no other partner: the firm is the only one who can introduce them.
    Directions are ignored.
    """
    tied = flat(net)
    common = sparse.csr_array(tied @ tied)
    common.data = np.where(common.data == 1, 1.0, 0.0)  # one partner in common
    apart = sparse.csr_array(common - common.multiply(tied))
    apart.setdiag(0)
    between = sparse.csr_array(tied @ apart).multiply(tied)
    return series(net, np.asarray(between.sum(axis=1)).reshape(-1) / 2)


@metric(
    label="Distance-weighted fragmentation added if it leaves",
    unit="index",
    bounds=(0, 1),
    source="borgatti2006",
    needs={"census"},
    undefined=_FEW,
    extra=True,
    limit=_DISTANCES,
    reading="High: without the firm the others are cut off or much farther from each other.",
)
def distance_fragmentation_added(net: Network) -> pd.Series:
    """How much farther apart the others are if the actor leaves, who is cut off counting most.

    Sum over pairs of others of 1 / distance now, minus the same sum without the actor, over the
    number of pairs; who cannot be reached adds 0. It is the change of Borgatti's distance-weighted
    fragmentation among the others. Directions are ignored.
    """
    return series(net, _by_distance(net)[0])


@metric(
    label="Mean distance added if it leaves",
    unit="steps",
    source="borgatti2006",
    needs={"census"},
    undefined="no two others would reach each other",
    extra=True,
    limit=_DISTANCES,
    reading="High: the firm is a shortcut; without it news takes more steps.",
)
def mean_distance_added(net: Network) -> pd.Series:
    """Mean number of steps that two others are farther apart if the actor leaves.

    Over pairs of others that reach each other still; those cut off are left out here and counted
    in the fragmentation added. Directions are ignored.
    """
    return series(net, _by_distance(net)[1])


@metric(
    label="Critical ties",
    unit="table",
    source="granovetter1973, hopcroft1973, borgatti2006",
    level="table",
    needs={"census"},
    extra=True,
    limit=_DISTANCES,
    reading="A bridge is the only connection between two parts. A local bridge ties two actors "
    "without a common partner; the span says how long the way round is.",
)
def critical_ties(net: Network) -> pd.DataFrame:
    """Every tie whose two ends share no partner, and what its end would mean for the network.

    Columns: the two ends; bridge or local bridge (Granovetter 1973); pairs cut off and the
    fragmentation added without the tie (over all pairs); the span, the number of steps between
    the two ends without it (empty for a bridge); distance-weighted fragmentation added. Directions
    are ignored. A tie between actors with a common partner has a span of 2 and is left out.
    Spans are the same as in networkx, which gives bridges an infinite one. A pair that is not
    known counts as not tied; a note says how many there are.
    """
    if unknown := unknown_pairs(net):
        note(
            net,
            "critical_ties",
            say(
                "{unknown} pairs are not known and count as not tied",
                unknown=localised(f"{unknown:,}"),
            ),
        )
    one, other = _without_common_partner(net)
    found = removals(net)
    cut = dict(zip(map(tuple, found.bridges.tolist()), found.bridge_pairs.tolist(), strict=True))
    held = np.array([cut.get(pair, 0) for pair in zip(one.tolist(), other.tolist(), strict=True)])
    span, lost = _span_and_loss(net, one, other)
    pairs = max(int(seen(net).sum()) * (int(seen(net).sum()) - 1) / 2, 1)
    ids = net.actors.index
    table = pd.DataFrame(
        {
            "actor": ids[one],
            "other": ids[other],
            "kind": np.where(held > 0, "bridge", "local bridge"),
            "pairs_cut_off": held.astype(np.int64),
            "fragmentation_added": held / pairs,
            "span": span,
            "distance_fragmentation_added": lost / pairs,
        }
    )
    order = ["pairs_cut_off", "distance_fragmentation_added", "actor", "other"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _by_distance(net: Network) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give, for each actor that leaves, the loss of nearness and the mean distance added."""

    def make() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        found = [_without(net, actor) for actor in range(len(net.actors))]
        pairs = np.array(found, dtype=np.float64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    both: tuple[NDArray[np.float64], NDArray[np.float64]] = once(net, "by distance", make)
    return both


def _without(net: Network, actor: int) -> tuple[float, float]:
    others = np.flatnonzero(seen(net) & (np.arange(len(net.actors)) != actor))
    if len(others) < 2:
        return np.nan, np.nan
    before = _distances(net)[np.ix_(others, others)]
    then = before
    if _between(net)[actor]:  # else no shortest path changes
        graph = flat_graph(net).induced_subgraph(others.tolist())
        then = np.array(graph.distances(), dtype=np.float64)
    still = np.isfinite(then) & ~np.eye(len(others), dtype=bool)
    lost = (_nearness(before) - _nearness(then)) / (len(others) * (len(others) - 1))
    farther = then[still] - before[still]
    return max(lost, 0.0), float(farther.mean()) if len(farther) else np.nan


def _nearness(distance: NDArray[np.float64]) -> float:
    """Sum 1 / distance over ordered pairs."""
    return float((1 / distance[distance > 0]).sum())


def _distances(net: Network) -> NDArray[np.float64]:
    found: NDArray[np.float64] = once(
        net, "flat distances", lambda: np.array(flat_graph(net).distances(), dtype=np.float64)
    )
    return found


def _between(net: Network) -> NDArray[np.bool_]:
    """Tell which actors lie on any shortest path between two others."""
    found: NDArray[np.bool_] = once(
        net, "between", lambda: np.asarray(flat_graph(net).betweenness()) > 0
    )
    return found


def _without_common_partner(net: Network) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give the ties whose ends share no partner, first end before second."""
    matrix = flat(net)
    common = sparse.csr_array(matrix @ matrix).multiply(matrix)
    cells = sparse.triu(matrix - common.sign()).tocoo()
    kept = cells.data > 0
    return cells.row[kept], cells.col[kept]


def _span_and_loss(
    net: Network, one: NDArray[Any], other: NDArray[Any]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the steps between the ends, and the loss of nearness over pairs, without each tie."""
    graph = flat_graph(net)
    span, lost = np.full(len(one), np.nan), np.zeros(len(one))
    near = _nearness(_distances(net)) if len(one) else 0.0
    for k, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        rest = graph.copy()
        rest.delete_edges([(a, b)])
        distance = np.array(rest.distances(), dtype=np.float64)
        span[k] = distance[a, b] if np.isfinite(distance[a, b]) else np.nan
        lost[k] = (near - _nearness(distance)) / 2
    return span, lost
