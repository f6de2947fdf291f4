"""Groups of the tightly tied: cliques, their looser kin, and cores.

Directions are ignored unless a measure says otherwise: a pair is tied when either names the
other. Groups may overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._plexes import TooMany, maximal_plexes
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import flat, flat_graph, note, once, series
from tiesnet.network import Network, adjacency

_MOST = 50_000
_TOO_MANY = f"there are more than {_MOST:,} cliques"
_NOTE = f"not listed: {_TOO_MANY}; ask for larger ones with min_size"
_Group = tuple[int, ...]


@metric(
    label="Cliques",
    unit="cliques",
    source="luce1949",
    level="table",
    needs={"census"},
    reading="Circles in which everybody works with everybody.",
    extra=True,
    limit=2_000,
)
def cliques(net: Network, *, min_size: int = 3, mutual: bool = False) -> pd.DataFrame:
    """Groups in which every two members are tied and nobody else is tied to all of them.

    Maximal cliques (Luce and Perry 1949), largest first, of three actors or more as in UCINET;
    igraph and networkx also count pairs and isolates.

    Parameters
    ----------
    net : Network
        One layer or union.
    min_size : int, default 3
        Size of the smallest clique listed.
    mutual : bool, default False
        Count a pair as tied only when both name each other (UCINET: strong).
    """
    found = _cliques(net, min_size, mutual)
    if found is None:
        note(net, "cliques", _NOTE)
    return _table(net, found or [], "clique")


@metric(
    label="Number of cliques",
    unit="cliques",
    source="luce1949",
    level="network",
    needs={"census"},
    undefined=_TOO_MANY,
    reading="Many that overlap: one dense middle. See the table for who they are.",
    extra=True,
    limit=2_000,
)
def n_cliques(net: Network, *, min_size: int = 3, mutual: bool = False) -> float:
    """Number of maximal cliques of three actors or more.

    As igraph with the same smallest size.

    Parameters
    ----------
    net : Network
        One layer or union.
    min_size : int, default 3
        Size of the smallest clique counted.
    mutual : bool, default False
        Count a pair as tied only when both name each other.
    """
    found = _cliques(net, min_size, mutual)
    return float("nan") if found is None else float(len(found))


@metric(
    label="Size of the largest clique",
    unit="actors",
    source="luce1949",
    level="network",
    needs={"census"},
    undefined=_TOO_MANY,
    reading="The largest circle in which everybody works with everybody.",
    extra=True,
    limit=2_000,
)
def clique_number(net: Network) -> float:
    """Number of actors in the largest clique.

    Directions are ignored, as in igraph and networkx; 1 when there is no tie.
    """
    found = _cliques(net, 1, False)
    return float("nan") if found is None else float(max(map(len, found), default=0))


@metric(
    label="Cliques the actor belongs to",
    unit="cliques",
    source="luce1949",
    needs={"census"},
    undefined=_TOO_MANY,
    reading="High: the firm is where closed circles overlap.",
    extra=True,
    limit=2_000,
)
def clique_count(net: Network, *, min_size: int = 3, mutual: bool = False) -> pd.Series:
    """Number of maximal cliques of three or more that an actor is a member of.

    The diagonal of UCINET's matrix of clique overlap.

    Parameters
    ----------
    net : Network
        One layer or union.
    min_size : int, default 3
        Size of the smallest clique counted.
    mutual : bool, default False
        Count a pair as tied only when both name each other.
    """
    found = _cliques(net, min_size, mutual)
    if found is None:
        return series(net, np.full(len(net.actors), np.nan))
    members = np.array([actor for group in found for actor in group], dtype=np.intp)
    return series(net, np.bincount(members, minlength=len(net.actors)))


@metric(
    label="Clique overlap",
    unit="cliques",
    source="borgatti2002",
    level="table",
    needs={"census"},
    reading="Pairs of firms that share many closed circles are the most tightly bound.",
    extra=True,
    limit=500,
)
def clique_overlap(net: Network, *, min_size: int = 3, mutual: bool = False) -> pd.DataFrame:
    """Number of maximal cliques that two actors are both members of.

    UCINET's clique co-membership; pairs that share none are left out.

    Parameters
    ----------
    net : Network
        One layer or union.
    min_size : int, default 3
        Size of the smallest clique counted.
    mutual : bool, default False
        Count a pair as tied only when both name each other.
    """
    found = _cliques(net, min_size, mutual)
    if found is None:
        note(net, "clique_overlap", _NOTE)
    if not observed(net).all():
        note(
            net,
            "clique_overlap",
            word("rows of actors without full answers rest on what others say"),
        )
    pairs = pd.Series([pair for group in found or [] for pair in combinations(group, 2)])
    counts = pairs.value_counts(sort=False)
    rows = sorted((-int(count), pair) for pair, count in counts.items())
    ids = net.actors.index
    return pd.DataFrame(
        [(ids[one], ids[other], -count) for count, (one, other) in rows],
        columns=["actor", "other", "cliques"],
    )


@metric(
    label="k-plexes",
    unit="groups",
    source="seidman1978",
    level="table",
    needs={"census"},
    reading="Circles in which nearly everybody works with nearly everybody.",
    extra=True,
    limit=200,
)
def k_plexes(net: Network, *, k: int = 2, min_size: int = 4) -> pd.DataFrame:
    """Groups in which each member is tied to all but k of the group, itself among those k.

    Maximal k-plexes (Seidman and Foster 1978), largest first; with k = 1 they are the cliques.
    Directions are ignored. The search stops, and says so, when there are too many.

    Parameters
    ----------
    net : Network
        One layer or union.
    k : int, default 2
        A member may lack a tie to k - 1 others.
    min_size : int, default 4
        Size of the smallest group listed, at least 2k - 1: smaller ones need not hang together.

    Raises
    ------
    TiesnetError
        `k` is less than 1, or `min_size` less than 2k - 1.
    """
    if k < 1 or min_size < max(2 * k - 1, 1):
        raise TiesnetError(
            say(
                "Groups of {min_size} whose members may lack {k} ties need not hang together.",
                min_size=min_size,
                k=k - 1,
            ),
            say("Ask for a k of 1 or more and a min_size of at least {k}.", k=max(2 * k - 1, 1)),
        )
    try:
        found = once(net, f"plexes {k} {min_size}", lambda: maximal_plexes(flat(net), k, min_size))
    except TooMany:
        note(
            net,
            "k_plexes",
            word("not listed: the search takes too long; ask for a larger min_size"),
        )
        found = []
    return _table(net, found, "group")


@metric(
    label="Cores",
    unit="actors",
    source="seidman1983",
    level="table",
    needs={"census"},
    reading="From the whole network inwards: who remains when firms with few ties are taken away.",
    extra=True,
)
def cores(net: Network) -> pd.DataFrame:
    """The k-cores, from the outermost to the innermost.

    The k-core is what remains when actors with fewer than k partners are taken away, again and
    again. A row per k that some actor has as its core number: the actors in the core, the parts
    it falls into, its density, and the actors who are in this core and no deeper one.
    Directions are ignored and a pair counts once.
    """
    graph, ids = flat_graph(net), net.actors.index
    number = np.asarray(graph.coreness() if len(ids) else [], dtype=np.intp)
    rows = []
    for k in np.unique(number):
        core = graph.induced_subgraph(np.flatnonzero(number >= k).tolist())
        here = [ids[actor] for actor in np.flatnonzero(number == k)]
        density = core.density() if core.vcount() > 1 else np.nan
        rows.append((int(k), core.vcount(), len(core.components()), density, ", ".join(here)))
    return pd.DataFrame(rows, columns=["k", "actors", "parts", "density", "no_deeper"])


def _cliques(net: Network, min_size: int, mutual: bool) -> list[_Group] | None:
    """List the maximal cliques of a size or more, largest first; nothing if there are too many."""
    key = f"cliques {min_size} {mutual}"
    found: list[_Group] | None = once(net, key, lambda: _find(net, min_size, mutual))
    return found


def _find(net: Network, min_size: int, mutual: bool) -> list[_Group] | None:
    import networkx as nx

    matrix = adjacency(net)
    both = sparse.csr_array(matrix.multiply(matrix.T)) if mutual else flat(net)
    graph = nx.from_scipy_sparse_array(both)
    found: list[_Group] = []
    for number, clique in enumerate(nx.find_cliques(graph)):
        if number >= _MOST:
            return None
        if len(clique) >= min_size:
            found.append(tuple(sorted(clique)))
    return sorted(found, key=lambda group: (-len(group), group))


def _table(net: Network, found: Iterable[Sequence[int]], what: str) -> pd.DataFrame:
    """Put groups of actors into a table, a row each."""
    ids = net.actors.index
    rows = [
        (number, len(group), ", ".join(ids[actor] for actor in group))
        for number, group in enumerate(found, start=1)
    ]
    return pd.DataFrame(rows, columns=[what, "size", "members"])
