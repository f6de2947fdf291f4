"""Who is connected, who is not, and of whom we do not know.

All on the union of all relations (membership left out), inside the cluster, directions ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import components, flat, flat_graph, once, partners, series
from tiesnet.network import ANSWERED, PARTLY, Network, tie_parts

ISOLATE = "isolate"
OUTSIDE = word("outside the main component")
ONE_TIE = word("hangs by one tie")
ONE_ACTOR = word("hangs by one actor")
LOW_CORE = word("core number 1 or less")
CONNECTED = "connected"
UNCLEAR = "unclear"
_ENDS = ["source", "target", "reported"]


@metric(
    label="Answered",
    unit="status",
    source="stork1992",
    dtype="text",
    observed="anyone",
    on="all",
    reading="Only a firm that answered can be called disconnected.",
)
def answered(net: Network) -> pd.Series:
    """Whether the actor answered, answered partly, was silent or was not surveyed.

    Over all questions about ties. Without any information about responses everybody counts as
    having answered, and the outputs say so.
    """
    return net.respondents.states()


@metric(
    label="Connection",
    unit="status",
    source="freeman1978, seidman1983, hopcroft1973",
    dtype="text",
    observed="anyone",
    on="all",
    needs={"census"},
    reading="Everything but connected is a firm to call, a silent one first.",
)
def connection(net: Network) -> pd.Series:
    """How an actor hangs together with the others, over all ties and institutions included.

    The first that applies: isolate (no tie); outside the main component (nobody is, when two
    components are largest); hangs by one tie (it has a single partner); hangs by one actor (if
    that actor left, it would be cut off from the largest part of the rest; nobody is, when two
    parts are largest); core number 1 or less; connected. Actors that did not answer are silent,
    those never asked are not surveyed. Who would be called anything but connected is unclear if a
    missing answer may connect it: it answered or was asked only a part, a tie that others report
    of it or of its group could not be decided, or it stands apart together with a silent actor.
    """
    return series(net, _status(net))


@metric(
    label="Connection without institutions",
    unit="status",
    source="freeman1978, seidman1983, hopcroft1973",
    dtype="text",
    observed="anyone",
    on="all",
    needs={"census"},
    undefined="it is no firm",
    reading="Worse than with institutions: the firm hangs on them, often on the cluster "
    "organisation.",
)
def connection_firms(net: Network) -> pd.Series:
    """How a firm hangs together with the other firms when institutions are left out.

    The same statuses as for the connection, among firms only.
    """
    firms = net.firms()
    return pd.Series(_status(firms), index=firms.actors.index, dtype="str").reindex(
        net.actors.index
    )


@metric(
    label="Hangs by",
    unit="name",
    source="hopcroft1973",
    dtype="text",
    on="all",
    needs={"census"},
    undefined="it does not hang by one other actor",
    reading="If this actor leaves, the firm is cut off from the largest part of the cluster.",
)
def hangs_by(net: Network) -> pd.Series:
    """Name of the one actor through which an actor is tied to the main component.

    For an actor with a single partner, that partner. Otherwise the actor whose leaving would cut
    it off from the largest part of the rest; if there are several on the way, the nearest.
    """
    names = net.actors["name"].to_numpy()
    by = _holder(net)
    return pd.Series(np.where(by >= 0, names[by], None), index=net.actors.index, dtype="str")


@metric(
    label="Named by",
    unit="actors",
    source="kossinets2006",
    observed="anyone",
    on="all",
    reading="Silent and named by many: call it first. Answered and named by nobody: it sees ties "
    "that the others do not.",
)
def named_by(net: Network) -> pd.Series:
    """Number of distinct partners inside the cluster whose tie with it others reported.

    In any relation and either direction; what the actor alone says does not count, what a third
    party says does, and so does a tie of which the survey does not tell who reported it. Reported
    ties that could not be decided count too. For a silent firm it is a lower bound.
    """
    return series(net, np.bincount(naming(net)[:, 0], minlength=len(net.actors)))


def naming(net: Network) -> NDArray[np.intp]:
    """Give the pairs that `named_by` counts: who is named, and by whom.

    Returns
    -------
    array of positions, shape (pairs, 2)
    """
    ties = pd.concat([tie_parts(net)[_ENDS], _undecided(net)[_ENDS]])
    by_target, by_source = ties["reported"] != "source", ties["reported"] != "target"
    named = np.concatenate([ties.loc[by_target, "source"], ties.loc[by_source, "target"]])
    partner = np.concatenate([ties.loc[by_target, "target"], ties.loc[by_source, "source"]])
    return np.unique(np.column_stack([named, partner]).astype(np.intp), axis=0)


def _status(net: Network) -> NDArray[np.str_]:
    state = net.respondents.states().to_numpy()
    count = partners(net)
    core = np.asarray(flat_graph(net).coreness() if len(count) else [])
    words = np.select(
        [count == 0, ~_in_main(components(net)), count == 1, _holder(net) >= 0, core <= 1],
        [ISOLATE, OUTSIDE, ONE_TIE, ONE_ACTOR, LOW_CORE],
        default=CONNECTED,
    )
    words = np.where((words != CONNECTED) & _unsure(net, words), UNCLEAR, words)
    return np.where(np.isin(state, [ANSWERED, PARTLY]), words, state)


def _unsure(net: Network, words: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Tell whose status a missing answer could change.

    Its own, that of an end whose word decides, or those of silent actors on both sides of a gap.
    """
    ends = _open_ends(net)
    label = components(net)
    main = _in_main(label)
    doubtful = np.isin(label, doubted(net, label, label[main]))
    open_end = np.isin(np.arange(len(label)), ends)
    unsure: NDArray[np.bool_] = ~_seen(net) | open_end | ((words == OUTSIDE) & doubtful)
    return unsure


def doubted(
    net: Network, label: NDArray[Any], rest: NDArray[Any], without: int = -1
) -> NDArray[Any]:
    """Name the parts that missing answers may tie to the rest.

    Parameters
    ----------
    net : Network
        The view the parts were found in.
    label : array of int, shape (actors,)
        The part of each actor.
    rest : array of int
        The labels of the largest part.
    without : int, optional
        The position of an actor that left.

    Returns
    -------
    array of int
        Labels of parts with a silent actor while the rest has one too, or with a reported tie to
        another part that could not be decided.
    """
    seen = _seen(net)
    dark = label[~seen & (np.arange(len(seen)) != without)]
    silent = dark[~np.isin(dark, rest)] if np.isin(dark, rest).any() else dark[:0]
    ends = _open_ends(net)
    ends = ends[(ends != without).all(axis=1)]
    across = ends[label[ends[:, 0]] != label[ends[:, 1]]]
    return np.unique(np.concatenate([silent, label[across].ravel()]))


def _seen(net: Network) -> NDArray[np.bool_]:
    return observed(net)


def _open_ends(net: Network) -> NDArray[np.intp]:
    """Give the ends of the ties that could not be decided."""
    ends: NDArray[np.intp] = once(
        net, "open_ends", lambda: _undecided(net)[["source", "target"]].to_numpy()
    )
    return ends


def _undecided(net: Network) -> pd.DataFrame:
    """Give the reported ties that could not be decided, by position in this view."""
    found: pd.DataFrame = once(net, "undecided", lambda: _placed(net))
    return found


def _placed(net: Network) -> pd.DataFrame:
    kept = net.origin.unconfirmable
    kept = kept[kept["layer"].isin(net.respondents.questions.index)]
    ends = {end: net.actors.index.get_indexer(kept[end]) for end in ("source", "target")}
    placed = pd.DataFrame(ends).assign(reported=kept["reported"].to_numpy())
    return placed[(placed["source"] >= 0) & (placed["target"] >= 0)]


def _in_main(label: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell who is in the largest part; everybody, when two parts are largest."""
    size = np.bincount(label) if len(label) else np.zeros(1)
    top = np.flatnonzero(size == size.max())
    return np.ones(len(label), dtype=bool) if len(top) > 1 else np.asarray(label == top[0])


def _holder(net: Network) -> NDArray[np.intp]:
    """Give the position of the actor each one hangs by, or -1."""
    holder: NDArray[np.intp] = once(net, "holder", lambda: _holders(net))
    return holder


def _holders(net: Network) -> NDArray[np.intp]:
    matrix, count = flat(net), partners(net)
    holder = np.full(len(count), -1, dtype=np.intp)
    smallest = np.full(len(count), np.inf)
    for cut in cut_points(net):
        for part in cut_off(net, cut).parts:
            # The nearest of several holders is the one that takes the fewest others along.
            closer = part[len(part) < smallest[part]]
            holder[closer], smallest[closer] = cut, len(part)
    pendant = np.flatnonzero((count == 1) & _in_main(components(net)))
    holder[pendant] = matrix[pendant].indices
    return holder


def cut_points(net: Network) -> list[int]:
    """Give the positions of the actors of the main component whose leaving breaks it."""
    main = _in_main(components(net))
    return [v for v in sorted(flat_graph(net).articulation_points()) if main[v]]


@dataclass(frozen=True, eq=False)
class CutOff:
    """What is left of a component when one actor leaves.

    Attributes
    ----------
    parts : tuple of arrays of positions
        The parts that lose the largest one for sure; none when two parts are largest.
    perhaps : tuple of arrays of positions
        Parts that lose it as far as is known: missing answers may tie them to it.
    largest : tuple of int
        The sizes of the parts that are largest.
    sure : bool
        False when two parts are largest and missing answers may tie them.
    """

    parts: tuple[NDArray[np.intp], ...]
    perhaps: tuple[NDArray[np.intp], ...]
    largest: tuple[int, ...]
    sure: bool = True


def cut_off(net: Network, cut: int) -> CutOff:
    """Say who would be cut off from the largest part of the rest when one actor leaves.

    Parameters
    ----------
    net : Network
        Directions are ignored.
    cut : int
        The position of the actor that leaves.
    """
    matrix = flat(net)
    cells = matrix.tocoo()
    stay = (cells.row != cut) & (cells.col != cut)
    left = sparse.csr_array(
        (cells.data[stay], (cells.row[stay], cells.col[stay])), shape=matrix.shape
    )
    label = sparse.csgraph.connected_components(left, directed=False)[1]
    size = np.bincount(label)
    touched = np.unique(label[matrix[[cut]].indices])
    most = size[touched].max(initial=0)
    largest = touched[size[touched] == most]
    doubt = doubted(net, label, largest[:1], without=cut)
    if len(largest) != 1:
        sure = not np.isin(doubt, largest).any()
        return CutOff((), (), tuple(int(most) for _ in largest), sure)
    parts = [(np.flatnonzero(label == k), k in doubt) for k in touched if k != largest[0]]
    return CutOff(
        tuple(part for part, unsure in parts if not unsure),
        tuple(part for part, unsure in parts if unsure),
        (int(most),),
    )
