"""UCINET's table of whole-network measures, line by line, for comparison with published ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._parts import pairs_of, strong_components
from tiesnet.metrics._shared import flat_graph, partners, ratio
from tiesnet.metrics._steps import pairs_at
from tiesnet.metrics.census import transitivity_index
from tiesnet.metrics.cohesion import density_all, transitivity
from tiesnet.network import Network, adjacency

_EMPTY = float("nan")


@dataclass(frozen=True)
class _Line:
    """A line of UCINET's table."""

    name: str
    measure: str
    remark: str = ""


_LINES = (
    _Line("# of nodes", "n_actors"),
    _Line("# of ties", "n_ties", word("without arrows every pair counts twice")),
    _Line("Avg Degree", "mean_degree", word("ties divided by actors: the option of = out")),
    _Line("Indeg H-Index", "", word("the largest h for which h actors are named h times or more")),
    _Line("K-core index", "core_number", word("the highest core number, directions ignored")),
    _Line("Deg Centralization", "degree_centralisation", "directions ignored"),
    _Line("Out-Centralization", "out_degree_centralisation", word("divided by (n - 1) squared")),
    _Line("In-Centralization", "in_degree_centralisation", word("divided by (n - 1) squared")),
    _Line("Indeg Corr", "", word("of being tied with the difference of incoming ties")),
    _Line("Outdeg Corr", "", word("of being tied with the difference of outgoing ties")),
    _Line("Density", "density_all"),
    _Line("Components", "n_strong_components", "strong components"),
    _Line("Largest Component", "", word("actors in the largest strong component")),
    _Line("Component Ratio", "component_ratio", word("the option strong = yes")),
    _Line("Connectedness", "reachability", word("along arrows; Krackhardt's is connectedness")),
    _Line("Fragmentation", "", word("along arrows; here fragmentation ignores directions")),
    _Line("Transitivity/Closure", "transitivity"),
    _Line("Transitivity Index", "transitivity_index"),
    _Line("Avg Distance", "mean_distance"),
    _Line("Prop within 3", "within_steps"),
    _Line("SD Distance", "distance_sd"),
    _Line("Diameter", "diameter"),
    _Line("Wiener Index", "wiener_index", word("every ordered pair counts")),
    _Line("Dependency Sum", "dependency_sum"),
    _Line("Breadth", "breadth"),
    _Line("Compactness", "compactness"),
    _Line("Small Worldness", "small_worldness", word("only when everybody reaches everybody")),
    _Line("Mutuals", "dyad_census", word("share of all pairs")),
    _Line("Asymmetrics", "dyad_census", word("share of all pairs")),
    _Line("Nulls", "dyad_census", word("share of all pairs")),
    _Line("Arc Reciprocity", "reciprocity"),
    _Line("Dyad Reciprocity", "reciprocity_dyad"),
    _Line("Reciprocity Index", "reciprocity_index"),
)
"""The 33 lines UCINET 6.849 prints, in its order and under its names."""


@metric(
    label="UCINET's cohesion table",
    unit="as each line says",
    source="borgatti2002",
    level="table",
    needs={"census"},
    reading="For setting beside a table made with UCINET; remarks say where a line differs from "
    "the measure of that name here.",
    extra=True,
    limit=2_000,
)
def ucinet_cohesion(net: Network) -> pd.DataFrame:
    """The 33 whole-network measures of UCINET, under its names and in its order.

    Network, whole-network measures, multiple measures of UCINET 6.849. Ties are there or not,
    strengths are not used. As in UCINET, actors who did not answer count as actors without ties
    of their own; the measures named beside the lines treat them with more care, and equal the
    lines when all answered. A value is empty where UCINET prints nothing.
    """
    values = _values(net) if len(net.actors) > 1 else [_EMPTY] * len(_LINES)
    return pd.DataFrame(
        {
            "line": np.arange(1, len(_LINES) + 1),
            "ucinet": [line.name for line in _LINES],
            "value": np.array(values, dtype=np.float64),
            "measure": [line.measure for line in _LINES],
            "remark": [line.remark for line in _LINES],
        }
    )


def _values(net: Network) -> list[float]:
    return [*_sizes(net), *_parts(net), *_closure(net), *_steps(net), *_returned(net)]


def _sizes(net: Network) -> list[float]:
    """Give lines 1 to 11: size, degrees and density."""
    matrix, n = adjacency(net), len(net.actors)
    into, out = matrix.sum(axis=0), matrix.sum(axis=1)
    ranked = np.sort(into)[::-1]
    return [
        float(n),
        float(matrix.nnz),
        matrix.nnz / n,
        float((ranked >= np.arange(1, n + 1)).sum()),
        float(max(flat_graph(net).coreness())),
        _centralised(partners(net), (n - 1) * (n - 2)),
        _centralised(out, (n - 1) ** 2),
        _centralised(into, (n - 1) ** 2),
        _apart(matrix, into),
        _apart(matrix, out),
        density_all(net),
    ]


def _parts(net: Network) -> list[float]:
    """Give lines 12 to 16: strong components and who reaches whom."""
    sizes, n = np.bincount(strong_components(net)), len(net.actors)
    reached = pairs_at(net).sum() / (n * (n - 1))
    ratio_of = (len(sizes) - 1) / (n - 1)
    return [float(len(sizes)), float(sizes.max()), ratio_of, reached, 1 - reached]


def _closure(net: Network) -> list[float]:
    """Give lines 17 and 18."""
    return [transitivity(net), transitivity_index(net)]


def _steps(net: Network) -> list[float]:
    """Give lines 19 to 27: distances along the arrows."""
    pairs, n = pairs_at(net), len(net.actors)
    steps, every = np.arange(len(pairs)), n * (n - 1)
    total, reached = float(pairs @ steps), float(pairs.sum())
    mean = ratio(total, reached)
    spread = ratio(float(pairs @ (steps - mean) ** 2), reached)
    compact = float((pairs[1:] / steps[1:]).sum()) / every
    longest = float(steps[-1]) if reached else _EMPTY
    within = float(pairs[:4].sum()) / every
    return [
        mean,
        within,
        float(np.sqrt(spread)),
        longest,
        total,
        total - reached,
        1 - compact,
        compact,
        _small_world(net, mean),
    ]


def _returned(net: Network) -> list[float]:
    """Give lines 28 to 33: pairs by kind, and reciprocity."""
    matrix, n = adjacency(net), len(net.actors)
    pairs = n * (n - 1) / 2
    mutual = float(matrix.multiply(matrix.T).sum()) / 2
    single = matrix.nnz - 2 * mutual
    arcs = ratio(2 * mutual, matrix.nnz)
    density = density_all(net)
    return [
        mutual / pairs,
        single / pairs,
        1 - (mutual + single) / pairs,
        arcs,
        ratio(mutual, mutual + single),
        ratio(arcs - density, 1 - density),
    ]


def _centralised(degree: NDArray[np.float64], most: float) -> float:
    return ratio(float((degree.max() - degree).sum()), most)


def _apart(matrix: sparse.csr_array, degree: NDArray[np.float64]) -> float:
    """Correlate being tied with the difference of degrees, over all ordered pairs of actors."""
    cells, pairs = matrix.tocoo(), pairs_of(np.array([len(degree)]))
    tied = float(np.abs(degree[cells.row] - degree[cells.col]).sum())
    rank = 2 * np.arange(len(degree)) - len(degree) + 1
    total = 2 * float((rank * np.sort(degree)).sum())
    squares = 2 * float(len(degree) * (degree**2).sum() - degree.sum() ** 2)
    share = matrix.nnz / pairs
    spread = (squares / pairs - (total / pairs) ** 2) * share * (1 - share)
    if spread <= 1e-12:
        return _EMPTY
    return float((tied / pairs - total / pairs * share) / np.sqrt(spread))


def _small_world(net: Network, mean: float) -> float:
    """Give UCINET's small-worldness; see the measure of that name."""
    matrix, n = adjacency(net), len(net.actors)
    if len(np.unique(strong_components(net))) > 1 or matrix.nnz <= n:
        return _EMPTY
    random = (np.log(n) - np.euler_gamma) / np.log(matrix.nnz / n) + 0.5
    return float(transitivity(net) * random / (density_all(net) * mean))
