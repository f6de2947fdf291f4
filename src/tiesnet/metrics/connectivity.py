"""Groups that stay together when actors leave or ties break: blocks within blocks.

Directions are ignored unless a measure says otherwise.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._cohesive import Block
from tiesnet.metrics._cohesive import cohesive_blocks as find_blocks
from tiesnet.metrics._parts import seen
from tiesnet.metrics._shared import flat_graph, once, series
from tiesnet.network import Network, as_igraph

_FEW = word("there are fewer than two actors")


@metric(
    label="Blocks (bicomponents)",
    unit="blocks",
    source="harary1969, hopcroft1973",
    level="table",
    needs={"census"},
    reading="Within a block of three or more no single firm can cut others off by leaving.",
    extra=True,
)
def bicomponents(net: Network) -> pd.DataFrame:
    """Groups that do not fall apart when any one member leaves.

    Maximal ones, largest first; a tie that lies on no circle is a block of two. An actor in
    several blocks holds them together (a cut point). Same groups as igraph, networkx and R sna
    (which lists those of three or more).
    """
    ids = net.actors.index
    rows = [
        (number, len(block), ", ".join(ids[actor] for actor in block))
        for number, block in enumerate(_blocks(net), start=1)
    ]
    return pd.DataFrame(rows, columns=["block", "size", "members"])


@metric(
    label="Number of blocks",
    unit="blocks",
    source="harary1969",
    level="network",
    needs={"census"},
    reading="1: one block. High: many parts hang on single firms.",
    extra=True,
)
def n_bicomponents(net: Network) -> float:
    """Number of groups that do not fall apart when any one member leaves.

    Ties that lie on no circle count as blocks of two, isolates do not count.
    """
    return float(len(_blocks(net)))


@metric(
    label="Cut points",
    unit="actors",
    source="harary1969, hopcroft1973",
    level="network",
    needs={"census"},
    reading="So many firms would split a component by leaving.",
    extra=True,
)
def n_cut_points(net: Network) -> float:
    """Number of actors without whom a component falls into parts.

    Those who belong to more than one block. Directions are ignored.
    """
    return float(len(flat_graph(net).articulation_points()))


@metric(
    label="Bridges",
    unit="ties",
    source="harary1969",
    level="network",
    needs={"census"},
    reading="So many ties have no way round.",
    extra=True,
)
def n_bridges(net: Network) -> float:
    """Number of ties without which a component falls into two parts.

    Ties that lie on no circle. Directions are ignored, and a pair counts once.
    """
    return float(len(flat_graph(net).bridges()))


@metric(
    label="Blocks the actor belongs to",
    unit="blocks",
    source="harary1969",
    needs={"census"},
    reading="More than 1: the firm is a cut point; without it, blocks lose each other.",
    extra=True,
)
def bicomponent_count(net: Network) -> pd.Series:
    """Number of blocks an actor is a member of.

    0 for isolates, 1 within a block, more for cut points.
    """
    members = [actor for block in _blocks(net) for actor in block]
    counts = np.bincount(np.array(members, dtype=np.intp), minlength=len(net.actors))
    return series(net, counts)


@metric(
    label="Cohesive blocks",
    unit="blocks",
    source="moody2003",
    level="table",
    needs={"census"},
    reading="Blocks within blocks: the deeper, the more firms would have to leave before it falls "
    "apart.",
    extra=True,
    limit=500,
)
def cohesive_blocks(net: Network) -> pd.DataFrame:
    """Groups by the number of actors that must leave before they fall apart, nested.

    The structural cohesion of Moody and White (2003): the cohesion of a block is the smallest
    number of members whose leaving splits it, or all but one when every two are tied. Each block
    lies within another that is less cohesive; blocks may overlap. The first is the whole
    network. igraph and networkx miss some blocks; found here by splitting at smallest cuts.
    """
    ids = net.actors.index
    rows = [
        (
            number,
            block.cohesion,
            "" if block.within is None else str(block.within + 1),
            len(block.members),
            ", ".join(ids[actor] for actor in block.members),
        )
        for number, block in enumerate(_cohesive(net), start=1)
    ]
    return pd.DataFrame(rows, columns=["block", "cohesion", "within_block", "size", "members"])


@metric(
    label="Embeddedness (cohesive blocks)",
    unit="actors",
    source="moody2003",
    needs={"census"},
    reading="High: many firms would have to leave before the firm is cut off from its block.",
    extra=True,
    limit=500,
)
def embeddedness(net: Network) -> pd.Series:
    """Cohesion of the most cohesive block an actor belongs to.

    The nestedness of Moody and White (2003). 0 for isolates in a network with other actors.
    """
    values = np.zeros(len(net.actors))
    for block in _cohesive(net):
        inside = list(block.members)
        values[inside] = np.maximum(values[inside], block.cohesion)
    return series(net, values)


@metric(
    label="Point connectivity",
    unit="actors",
    source="harary1969",
    level="network",
    needs={"census"},
    undefined=_FEW,
    reading="0: not everybody reaches everybody. High: only many firms together can split it.",
    extra=True,
    limit=300,
)
def point_connectivity(net: Network) -> float:
    """Smallest number of actors whose leaving keeps some actor from reaching some other.

    Arrows are followed, as in igraph (vertex connectivity); n - 1 when all pairs are tied. Actors
    who did not answer and whom nobody names are left out.
    """
    graph = _known_part(net)
    return float(graph.vertex_connectivity()) if graph.vcount() > 1 else float("nan")


@metric(
    label="Line connectivity",
    unit="ties",
    source="harary1969",
    level="network",
    needs={"census"},
    undefined=_FEW,
    reading="0: not everybody reaches everybody. High: only many ties together can split it.",
    extra=True,
    limit=300,
)
def line_connectivity(net: Network) -> float:
    """Smallest number of ties whose end keeps some actor from reaching some other.

    Arrows are followed, as in igraph (edge connectivity). Actors who did not answer and whom
    nobody names are left out.
    """
    graph = _known_part(net)
    return float(graph.edge_connectivity()) if graph.vcount() > 1 else float("nan")


def _known_part(net: Network) -> Any:
    """Give the igraph graph of the actors of whom anything is known."""
    return as_igraph(net).induced_subgraph(np.flatnonzero(seen(net)).tolist())


@metric(
    label="Lambda sets",
    unit="sets",
    source="borgatti1990",
    level="table",
    needs={"census"},
    reading="Within a set more separate ways join every two firms than lead out of it.",
    extra=True,
    limit=500,
)
def lambda_sets(net: Network) -> pd.DataFrame:
    """Groups whose members are joined by more separate ways than join any of them to others.

    The line connectivity of two actors is the number of ties that must break to part them. A
    lambda set is a maximal group in which all pairs have at least that of its row (Borgatti,
    Everett and Shirey 1990); sets lie within each other, the tightest first. Directions are
    ignored.
    """
    graph, ids = flat_graph(net), net.actors.index
    rows: list[tuple[int, int, str]] = []
    if graph.ecount():
        tree = graph.gomory_hu_tree()
        known: set[tuple[int, ...]] = set()
        for level in sorted({int(flow) for flow in tree.es["flow"] if flow > 0}, reverse=True):
            kept = tree.subgraph_edges(tree.es.select(flow_ge=level), delete_vertices=False)
            groups = [tuple(sorted(part)) for part in kept.components() if len(part) > 1]
            fresh = sorted((g for g in groups if g not in known), key=lambda g: (-len(g), g))
            known.update(fresh)
            rows += [(level, len(g), ", ".join(ids[actor] for actor in g)) for g in fresh]
    return pd.DataFrame(rows, columns=["connectivity", "size", "members"])


def _blocks(net: Network) -> list[tuple[int, ...]]:
    """List the maximal groups without a cut point, largest first."""

    def make() -> list[tuple[int, ...]]:
        found = [tuple(sorted(block)) for block in flat_graph(net).biconnected_components()]
        return sorted(found, key=lambda block: (-len(block), block))

    blocks: list[tuple[int, ...]] = once(net, "blocks", make)
    return blocks


def _cohesive(net: Network) -> list[Block]:
    blocks: list[Block] = once(net, "cohesive", lambda: find_blocks(flat_graph(net)))
    return blocks
