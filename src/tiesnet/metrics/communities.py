"""Communities: groups of actors tied among themselves more than chance would have it.

The Leiden algorithm (Traag, Waltman and van Eck 2019) on modularity (Newman and Girvan 2004),
directions and strengths ignored, run several times from different random orders: the best
partition counts, and how much the runs agree is a result of its own. Every second run starts from
random groups instead of single actors, since some partitions are never found from there. Actors
are taken in the order of their ids, so that the order of a file changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._groups import groups
from tiesnet.metrics._partition import by_id, by_size, one_of, seed_of
from tiesnet.metrics._rand import overlap, rand_of_pairs
from tiesnet.metrics._shared import flat, note, once, partners, ratio, series
from tiesnet.network import Network, adjacency, igraph_seeded

_SOURCE = "traag2019, newman2004"
_STABILITY_UP_TO = 20_000
_LIMIT = 100_000
_PASSES = 5  # until nothing changes would never end on some small graphs
_NO_TIE = word("there is no tie")
_Codes = NDArray[np.intp]


@dataclass(frozen=True)
class _Runs:
    """The partitions of all runs; -1 for actors without a tie."""

    codes: list[_Codes]
    best: int
    quality: float
    seed: int

    @property
    def found(self) -> _Codes:
        return self.codes[self.best]


@metric(
    label="Community",
    unit="group",
    source=_SOURCE,
    dtype="text",
    needs={"census"},
    limit=_LIMIT,
    undefined="it has no tie",
    reading="Firms with the same number are tied among themselves more than to others. Look at "
    "the modularity and the stability of the communities first.",
)
def community(net: Network) -> pd.Series:
    """The community an actor belongs to, 1 being the largest.

    Partition with the highest modularity that several runs of the Leiden algorithm found;
    directions and strengths ignored. Among communities of one size the one whose first member
    has the smallest id comes first. Actors without a tie are in none. Communities are found in
    random networks too: see modularity and community stability.
    """
    runs = _runs(net)
    note(net, "community", _said(runs))
    codes = _back(net, runs.found)
    words = [str(code + 1) if code >= 0 else None for code in codes]
    return pd.Series(words, index=net.actors.index, dtype="str")


@metric(
    label="Modularity",
    unit="index",
    bounds=(-0.5, 1),
    source="newman2004",
    level="network",
    needs={"census"},
    limit=_LIMIT,
    undefined=_NO_TIE,
    reading="Above about 0.3: the network falls into communities. Near 0: it does not. Small, "
    "sparse networks reach 0.3 by chance.",
)
def modularity(net: Network) -> float:
    """Share of ties inside the communities, less the share expected from the actors' degrees.

    Of the best partition found (see community): the sum over communities of the share of ties
    inside, less the square of the share of tie ends. Directions and strengths ignored, as igraph
    and networkx do for graphs without arrows. It is the best of several runs, not proven to be
    the largest possible.
    """
    runs = _runs(net)
    note(net, "modularity", _said(runs))
    return runs.quality


@metric(
    label="Number of communities",
    unit="communities",
    source=_SOURCE,
    level="network",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    reading="Read it with the modularity and the stability.",
)
def n_communities(net: Network) -> float:
    """How many communities the best partition has.

    Actors without a tie are in none and do not count.
    """
    return float(_runs(net).found.max(initial=-1) + 1)


@metric(
    label="Stability of the communities",
    unit="index",
    bounds=(-1, 1),
    source="hubert1985",
    level="network",
    limit=_STABILITY_UP_TO,
    needs={"census"},
    undefined=_NO_TIE,
    reading="1: every run finds the same communities. Below about 0.8: who belongs to which is a "
    "matter of luck.",
)
def community_stability(net: Network) -> float:
    """How much several runs agree on the communities: the mean adjusted Rand index of all pairs.

    Hubert and Arabie (1985): pairs of actors put together or apart by both runs, corrected for
    chance; 1 for equal partitions, 0 for chance. Over actors with a tie.
    """
    runs = _runs(net)
    note(net, "community_stability", _said(runs))
    if not partners(net).any():
        return float("nan")
    tied = [codes[codes >= 0] for codes in runs.codes]
    return float(np.mean(rand_of_pairs(tied)))


@metric(
    label="Firmness in the community",
    unit="share",
    bounds=(0, 1),
    source=_SOURCE,
    extra=True,
    limit=_STABILITY_UP_TO,
    needs={"census"},
    undefined="it has no tie",
    reading="1: in every run it is with the same actors. Low: it stands between communities.",
)
def community_firmness(net: Network) -> pd.Series:
    """How firmly an actor belongs to its community: whether other runs put it with the same ones.

    Mean over the other runs of the overlap (common members divided by all members) of the
    actor's community in the best partition with its community in that run, itself included.
    """
    runs = _runs(net)
    note(net, "community_firmness", _said(runs))
    tied = runs.found >= 0
    others = [codes[tied] for k, codes in enumerate(runs.codes) if k != runs.best]
    shares = np.full(len(tied), np.nan)
    if others:
        shares[tied] = np.mean([overlap(runs.found[tied], other) for other in others], axis=0)
    return series(net, _back(net, shares))


@metric(
    label="Communities and their members",
    unit="table",
    source=_SOURCE,
    level="table",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    reading="Many ties inside and few to others: a community of its own.",
)
def community_table(net: Network) -> pd.DataFrame:
    """Each community with its members, its ties inside and its ties to others.

    A pair tied in either direction counts as one tie. Members in the order of their ids.
    """
    codes = _back(net, _runs(net).found)
    cells = sparse.triu(flat(net)).tocoo()
    one, other = codes[cells.row], codes[cells.col]
    count = int(codes.max(initial=-1)) + 1
    ends = np.bincount(one, minlength=count) + np.bincount(other, minlength=count)
    inside = np.bincount(one[one == other], minlength=count)
    ids = net.actors.index.astype("str").to_numpy()
    members = [sorted(ids[codes == k]) for k in range(count)]
    columns: dict[str, Any] = {
        "community": [str(k + 1) for k in range(count)],
        "actors": [len(names) for names in members],
        "ties_inside": inside,
        "ties_to_others": ends - 2 * inside,
        "members": [", ".join(names) for names in members],
    }
    return pd.DataFrame(columns)


@metric(
    label="Modularity of a grouping",
    unit="index",
    bounds=(-1, 1),
    source="newman2004, leicht2008",
    level="network",
    extra=True,
    needs={"census", "stage"},
    undefined="there is no tie between actors whose groups are known",
    reading="High: ties stay inside the groups. 0: as the degrees would have it. Below 0: ties "
    "go between groups.",
)
def modularity_of(
    net: Network, *, by: str = "stage", arrows: str = "kept", weighted: bool = False
) -> float:
    """Share of ties inside the groups of a column, less the share expected from the degrees.

    Sum over groups of the share of ties inside, less the share of ties sent times the share of
    ties received by the group (Leicht and Newman 2008); igraph (directed) and networkx on graphs
    with arrows agree. With arrows ignored, a pair tied either way counts once (Newman and
    Girvan), which is another number. Ties of actors without a group stay out.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column that groups the actors.
    arrows : {"kept", "ignored"}
        Whether the ties of a layer with arrows keep them.
    weighted : bool, default False
        Count strengths instead of ties; with arrows kept only.
    """
    one_of("arrows", arrows, ("kept", "ignored"))
    code = groups(net, by).codes
    table = adjacency(net, weighted=weighted) if arrows == "kept" else flat(net)
    return _quality(table, code)


def _quality(table: sparse.csr_array, code: _Codes) -> float:
    """Give the modularity of groups; with arrows that of Leicht and Newman."""
    cells = table.tocoo()
    one, other = code[cells.row], code[cells.col]
    sure = (one >= 0) & (other >= 0)
    one, other, weight = one[sure], other[sure], cells.data[sure]
    count, total = int(code.max(initial=-1)) + 1, float(weight.sum())
    inside = float(weight[one == other].sum())
    sent, got = (np.bincount(ends, weight, minlength=count) for ends in (one, other))
    return ratio(inside, total) - ratio(float(sent @ got), total**2)


def _runs(net: Network) -> _Runs:
    made: _Runs = once(net, "communities", lambda: _search(net))
    return made


def _search(net: Network) -> _Runs:
    """Run Leiden so often; codes are in the order of the ids."""
    import igraph

    order, seed = by_id(net), seed_of(net)
    table = flat(net)[order][:, order]
    tied = np.flatnonzero(partners(net)[order])
    cells = sparse.triu(table[tied][:, tied]).tocoo()
    edges = np.column_stack([cells.row, cells.col]).tolist()
    graph = igraph.Graph(n=len(tied), edges=edges)
    count, draw = _how_often(len(order)), np.random.default_rng(seed)
    with igraph_seeded(seed):
        found = [_leiden(graph, draw if run % 2 else None) for run in range(count)]
    codes = np.full((count, len(order)), -1, dtype=np.intp)
    for run, codes_found in enumerate(found):
        codes[run, tied] = by_size(codes_found)
    quality = [round(_quality(table, run), 12) for run in codes]
    best = int(np.argmax(quality)) if len(tied) else 0
    return _Runs(list(codes), best, quality[best], seed)


def _leiden(graph: Any, draw: np.random.Generator | None) -> _Codes:
    """Run once, from single actors or from about as many random groups as members in each."""
    count = graph.vcount()
    if not count:
        return np.zeros(0, dtype=np.intp)
    start = None if draw is None else draw.integers(0, int(count**0.5) + 1, count).tolist()
    found = graph.community_leiden(
        objective_function="modularity", n_iterations=_PASSES, initial_membership=start
    )
    return np.asarray(found.membership, dtype=np.intp)


def _how_often(actors: int) -> int:
    """Choose the number of runs so that a layer of a survey takes about a second."""
    runs = {500: 50, 2000: 20, _STABILITY_UP_TO: 10}
    return next((count for most, count in runs.items() if actors <= most), 2)


def _back(net: Network, values: NDArray[Any]) -> NDArray[Any]:
    """Turn values in the order of the ids into the order of the network."""
    turned = np.empty_like(values)
    turned[by_id(net)] = values
    return turned


def _said(runs: _Runs) -> str:
    same = sum(bool((codes == runs.found).all()) for codes in runs.codes)
    words = say(
        "best of {n} runs, {same} of them found this partition", n=len(runs.codes), same=same
    )
    return say("{words}; seed {seed}; arrows and strengths ignored", words=words, seed=runs.seed)
