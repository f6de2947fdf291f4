"""Numbers of many drawn networks at once: the same as the measures of these names, only sooner.

What the catalogue defines is defined there; a test holds each of these equal to it, draw by draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.inference.graphs.drawn import Graphs
from tiesnet.metrics import triad_census_counts
from tiesnet.network import Network

_Values = NDArray[np.float64]
_Fast = Callable[[Graphs, "Known"], _Values]
_registry: dict[str, _Fast] = {}


@dataclass(frozen=True, eq=False)
class Known:
    """What the numbers need to know of the actors; the same in every draw.

    Attributes
    ----------
    view : Network
        What was observed.
    """

    view: Network

    @cached_property
    def answered(self) -> NDArray[np.bool_]:
        """Who answered everything this view holds."""
        flags: NDArray[np.bool_] = self.view.respondents.observed().to_numpy()
        return flags

    @cached_property
    def stage(self) -> NDArray[np.intp]:
        """The stage of each firm, -1 where it is not known and for institutions."""
        actors = self.view.actors
        firm = (actors["kind"] == "firm").to_numpy()
        codes: NDArray[np.intp] = actors["stage"].where(firm).factorize()[0]
        return codes

    def sure(self, source: NDArray[Any], target: NDArray[Any]) -> NDArray[np.bool_]:
        """Tell which pairs are known, as the measures of known pairs have it."""
        told = self.view.respondents
        known = told.known(source, target)
        return known if self.view.directed else known & told.known(target, source)


def fast_statistics() -> Mapping[str, _Fast]:
    """Give the numbers that are computed for many networks at once, by name of the measure."""
    return MappingProxyType(_registry)


def _fast(function: _Fast) -> _Fast:
    _registry[function.__name__] = function
    return function


def _ratio(above: NDArray[Any], below: NDArray[Any] | float) -> _Values:
    top, bottom = np.broadcast_arrays(np.asarray(above, float), np.asarray(below, float))
    parts: _Values = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return parts


@_fast
def n_ties(graphs: Graphs, known: Known) -> _Values:
    """Count the ties."""
    return graphs.counted.arrows / (2 - graphs.frame.directed)


@_fast
def density_all(graphs: Graphs, known: Known) -> _Values:
    """Ties as a share of all pairs."""
    n = graphs.frame.actors
    return _ratio(graphs.counted.arrows, n * (n - 1))


@_fast
def density_known(graphs: Graphs, known: Known) -> _Values:
    """Ties as a share of the known pairs."""
    frame = graphs.frame
    unsure = int((~known.sure(*frame.fixed)).sum())
    pairs = known.view.respondents.known_pairs(both=not frame.directed).sum()
    arrows = graphs.counted.arrows - unsure * (2 - frame.directed)
    return _ratio(arrows, float(pairs))


@_fast
def reciprocity(graphs: Graphs, known: Known) -> _Values:
    """Arrows that are returned, as a share of all."""
    return _ratio(graphs.counted.returned, graphs.counted.arrows)


@_fast
def reciprocity_known(graphs: Graphs, known: Known) -> _Values:
    """Arrows that are returned, as a share of those of which that is known."""
    frame = graphs.frame
    drawn = graphs.table[:, : frame.cells]
    there, back = np.split(drawn, 2, axis=1)
    source, target = frame.fixed
    told = known.view.respondents
    sure = told.known(source, target) & told.known(target, source)
    arcs = np.sort(source[sure] * frame.actors + target[sure])
    again = np.isin(target[sure] * frame.actors + source[sure], arcs)
    returned = 2 * (there & back).sum(axis=1, dtype=np.int64) + int(again.sum())
    return _ratio(returned, drawn.sum(axis=1, dtype=np.int64) + len(arcs))


@_fast
def transitivity(graphs: Graphs, known: Known) -> _Values:
    """Two-step paths that are closed, as a share of all."""
    return _ratio(graphs.counted.closed, graphs.counted.paths)


@_fast
def degree_centralisation(graphs: Graphs, known: Known) -> _Values:
    """How far ties are concentrated on one actor."""
    found, arrows = graphs.counted, graphs.frame.directed
    total = found.given + found.received if arrows else found.given
    return _centralised(graphs, known, total, lambda n: (n - 1) * (n - 2) * (1 + arrows))


@_fast
def in_degree_centralisation(graphs: Graphs, known: Known) -> _Values:
    """The same of ties received."""
    return _centralised(graphs, known, graphs.counted.received, lambda n: (n - 1) ** 2)


@_fast
def out_degree_centralisation(graphs: Graphs, known: Known) -> _Values:
    """The same of ties given."""
    return _centralised(graphs, known, graphs.counted.given, lambda n: (n - 1) ** 2)


@_fast
def betweenness_centralisation(graphs: Graphs, known: Known) -> _Values:
    """How far shortest paths are concentrated on one actor; igraph finds them."""
    values = np.array([graphs.graph(k).betweenness() for k in range(graphs.size)])
    arrows = graphs.frame.directed
    return _centralised(graphs, known, values, lambda n: (n - 1) ** 2 * (n - 2) / (2 - arrows))


@_fast
def n_isolates(graphs: Graphs, known: Known) -> _Values:
    """Count those who answered and have no tie."""
    alone = (_partners(graphs) == 0) & known.answered
    return np.asarray(alone.sum(axis=1), dtype=float)


@_fast
def n_components(graphs: Graphs, known: Known) -> _Values:
    """Count the parts, directions ignored, among those of whom anything is known."""
    label, seen = graphs.components, _seen(graphs, known)
    draw = np.repeat(np.arange(graphs.size), graphs.frame.actors)[seen.ravel()]
    _, first = np.unique(label.ravel()[seen.ravel()], return_index=True)
    return np.bincount(draw[first], minlength=graphs.size).astype(float)


@_fast
def mean_distance(graphs: Graphs, known: Known) -> _Values:
    """Mean steps between actors that reach each other; igraph counts them."""
    return np.array([graphs.graph(k).average_path_length() for k in range(graphs.size)])


@_fast
def ei_index(graphs: Graphs, known: Known) -> _Values:
    """Ties between stages less those within, divided by their sum, over known pairs."""
    frame, stage = graphs.frame, known.stage
    draw, source, target = graphs.ends
    one, other = stage[source], stage[target]
    use = (one >= 0) & (other >= 0)
    if frame.fixed.shape[1]:
        use &= known.sure(source, target)
    alike = np.bincount(draw[use & (one == other)], minlength=graphs.size)
    every = np.bincount(draw[use], minlength=graphs.size)
    return _ratio(every - 2 * alike, every)


def _partners(graphs: Graphs) -> NDArray[np.int64]:
    """Ties of each actor in either direction: 0 only for those who have none."""
    return graphs.counted.given + graphs.counted.received


def _seen(graphs: Graphs, known: Known) -> NDArray[np.bool_]:
    return known.answered | (_partners(graphs) > 0)


def _centralised(
    graphs: Graphs, known: Known, values: NDArray[Any], most: Callable[[NDArray[Any]], Any]
) -> _Values:
    """Divide the sum of the differences to the largest value by the most it can be."""
    seen = _seen(graphs, known)
    n = seen.sum(axis=1)
    top = np.where(seen, values, -np.inf).max(axis=1, initial=-np.inf)
    gap = n * np.where(n > 0, top, 0.0) - np.where(seen, values, 0.0).sum(axis=1)
    return np.where(n > 2, gap / np.maximum(most(np.maximum(n, 3)), 1), np.nan)


def triads(graphs: Graphs) -> NDArray[np.float64]:
    """Count the threesomes of each of the 16 kinds; shape (draws, 16), in the usual order."""
    counts = np.empty((graphs.size, 16))
    n = graphs.frame.actors
    for draw in range(graphs.size):
        source, target = graphs.pairs(draw)
        if not graphs.frame.directed:
            source, target = np.append(source, target), np.append(target, source)
        cells = (np.ones(len(source)), (source, target))
        counts[draw] = triad_census_counts(sparse.csr_array(cells, shape=(n, n)))
    return counts
