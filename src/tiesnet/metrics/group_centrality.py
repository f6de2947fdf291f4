"""How central groups of actors are, taken as one: stages, towns, sectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._groups import groups
from tiesnet.metrics._partition import one_of
from tiesnet.metrics._paths import along, blocks, levels
from tiesnet.metrics._shared import ratio
from tiesnet.network import Network, adjacency

_Values = NDArray[np.float64]
_RULES: dict[str, Callable[..., _Values]] = {"min": np.min, "mean": np.mean, "max": np.max}


@metric(
    label="Centrality of groups",
    unit="actors, index, shortest paths",
    level="table",
    source="everett1999",
    needs={"census", "stage"},
    extra=True,
    limit=500,
    reading="A group can be central though none of its members is. Compare the normalised "
    "columns: groups differ in size.",
)
def group_centrality(
    net: Network, *, by: str = "stage", distance: str = "min", direction: str = "out"
) -> pd.DataFrame:
    """Degree, closeness and betweenness of each group, taken as one actor.

    Degree: actors outside the group tied to any member (normalised: divided by the number of
    actors outside). Closeness: number of actors outside divided by the sum of their distances to
    the group, empty when one cannot be reached; harmonic: mean of 1 / distance, 0 for whom cannot
    be reached. Betweenness: sum over pairs outside the group of the share of their shortest paths
    that pass any member (normalised: divided by the number of pairs). Everett & Borgatti (1999).
    Degree and closeness to the nearest member as networkx, whose closeness looks at incoming ties
    and counts the unreachable as distance 0. Its betweenness (3.6) agrees for groups of one or two
    without arrows; for larger groups and for arrows it is known to be wrong.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of actors that sorts them into groups.
    distance : str, default "min"
        To the group: to its nearest member (min), farthest (max), or the mean over members.
    direction : str, default "out"
        Degree and closeness along outgoing ties, in, or both (directions ignored). Betweenness
        always follows the arrows.
    """
    one_of("distance", distance, _RULES)
    found = groups(net, by)
    steps = along(net, direction)
    rows = []
    for code, label in enumerate(found.labels):
        inside = found.codes == code
        row: dict[str, Any] = {"group": label, "members": int(inside.sum())}
        row |= _degree(steps, inside) | _closeness(steps, inside, distance)
        rows.append(row | _betweenness(net, inside))
    return pd.DataFrame(rows, columns=[*_COLUMNS])


_COLUMNS = (
    "group",
    "members",
    "degree",
    "degree_normalised",
    "closeness",
    "harmonic_closeness",
    "betweenness",
    "betweenness_normalised",
)


def _degree(steps: sparse.csr_array, inside: NDArray[np.bool_]) -> dict[str, float]:
    tied = (steps.T @ inside.astype(float) > 0) & ~inside
    return {
        "degree": float(tied.sum()),
        "degree_normalised": ratio(float(tied.sum()), float((~inside).sum())),
    }


def _closeness(
    steps: sparse.csr_array, inside: NDArray[np.bool_], distance: str
) -> dict[str, float]:
    ways = _distances(steps, np.flatnonzero(inside), together=distance == "min")
    away = _RULES[distance](ways[~inside], axis=1)
    closeness = ratio(len(away), away.sum()) if np.isfinite(away).all() else float("nan")
    return {"closeness": closeness, "harmonic_closeness": ratio((1 / away).sum(), len(away))}


def _distances(steps: sparse.csr_array, members: NDArray[np.intp], together: bool) -> _Values:
    """Give the distance of every actor from each member, or from all of them as one."""
    ways = np.full((steps.shape[0], 1 if together else len(members)), np.inf)
    for step, front in enumerate(levels(steps, members, together), start=1):
        ways[front > 0] = step
    return ways


def _betweenness(net: Network, inside: NDArray[np.bool_]) -> dict[str, float]:
    whole = adjacency(net)
    keep = sparse.diags_array((~inside).astype(float))
    around = sparse.csr_array(keep @ whole @ keep)
    around.eliminate_zeros()
    others = np.flatnonzero(~inside)
    total = 0.0
    for block in blocks(len(inside), others):
        total += _through(whole, around, block, others)
    pairs = len(others) * (len(others) - 1.0)
    found = total if net.directed else total / 2
    return {"betweenness": found, "betweenness_normalised": ratio(total, pairs)}


def _through(
    whole: sparse.csr_array,
    around: sparse.csr_array,
    block: NDArray[np.intp],
    others: NDArray[np.intp],
) -> float:
    """Sum the shares of shortest paths that pass the group, from a block of actors outside.

    A shortest path that avoids the group is a path around it of the same length.
    """
    ends = np.isin(np.arange(whole.shape[0]), others)[:, None]
    avoiding = levels(around, block)
    total = 0.0
    for front in levels(whole, block):
        free = next(avoiding, np.zeros_like(front))
        there = (front > 0) & ends
        # Farther away than without the group's ties: `free` is empty there.
        total += (1.0 - np.divide(free, front, out=np.zeros_like(front), where=there))[there].sum()
    return float(total)
