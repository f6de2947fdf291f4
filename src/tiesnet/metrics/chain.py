"""Along the supply chain: how goods run from firm to firm, and on whom buyers rest.

All measures read the trade relations of a view, united, arrows from supplier to buyer, firms only.
A relation of trade whose arrows say nothing of who supplies whom is left out.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._flows import answered, at_ends, reached
from tiesnet.metrics._levels import incoherence, levels
from tiesnet.metrics._shared import note, ratio, series
from tiesnet.metrics._trade import (
    arcs_of,
    from_stages,
    output_of,
    purchases_of,
    single_of,
    steps_of,
    supply_matrix,
)
from tiesnet.network import Network

_SHARE = (0.0, 1.0)
_LONG = 20_000
_NO_TRADE = word("no firm inside supplies another")
_UNTOLD = word("from whom it buys is not known in full")
_STAGELESS = word("of some of its suppliers the stage is not known")
_Floats = NDArray[np.float64]


@metric(
    label="Level along the chain",
    unit="levels",
    source="mackay2020",
    needs={"census", "trade"},
    undefined="it is no firm, or trades with no firm inside the cluster",
    reading="0: where goods begin. High: far down the chain. Compare firms that trade with each "
    "other over some steps, not those of separate parts.",
)
def trophic_level(net: Network, *, weighted: bool = False) -> pd.Series:
    """Place of a firm along the trade of the cluster: one more than its suppliers, if it can be.

    Levels h make the sum of w (h_buyer - h_supplier - 1)^2 over the supply ties as small as it can
    be: they solve (diag(u) - W - W') h = v with u the weight of all ties of a firm and v those in
    less those out, on each part of the trade that hangs together; the lowest is 0. Not the
    trophic levels of ecology (Levine), which need a firm that buys from nobody.

    Parameters
    ----------
    net : Network
        One layer or union.
    weighted : bool, default False
        Let each tie count by its strength.
    """
    return series(net, levels(supply_matrix(net, weighted)))


@metric(
    label="Trophic incoherence",
    unit="share",
    bounds=_SHARE,
    source="mackay2020",
    level="network",
    needs={"census", "trade"},
    undefined=_NO_TRADE,
    reading="0: every supply tie goes one level down the chain. 1: goods go round in circles.",
)
def trophic_incoherence(net: Network, *, weighted: bool = False) -> float:
    """How far the supply ties stray from going exactly one level down the chain.

    F = sum of w (h_buyer - h_supplier - 1)^2 over sum of w, with the levels h of the firms. One
    minus F is the trophic coherence.

    Parameters
    ----------
    net : Network
        One layer or union.
    weighted : bool, default False
        Let each tie count by its strength.
    """
    matrix = supply_matrix(net, weighted)
    return incoherence(matrix, levels(matrix))


@metric(
    label="Flow hierarchy of trade",
    unit="share of supply ties",
    bounds=_SHARE,
    source="luo2011",
    level="network",
    needs={"census", "trade"},
    undefined=_NO_TRADE,
    reading="1: goods never come back. 0: every supply tie is part of a circle.",
    extra=True,
)
def trade_flow_hierarchy(net: Network) -> float:
    """Share of the supply ties that are part of no circle.

    A tie is part of a circle when its buyer supplies its supplier again, over any number of
    steps. As networkx on the firms of the trade relations alone.
    """
    cells = supply_matrix(net).tocoo()
    if not cells.nnz:
        return float("nan")
    label = connected_components(cells, connection="strong")[1]
    return ratio((label[cells.row] != label[cells.col]).sum(), cells.nnz)


@metric(
    label="Upstream reach",
    unit="firms",
    source="luo2011",
    needs={"census", "trade"},
    reading="High: many firms stand behind what it makes. A stop at any of them may reach it.",
    extra=True,
    limit=_LONG,
)
def upstream_reach(net: Network) -> pd.Series:
    """Number of firms inside from which goods come to a firm, over any number of steps.

    Its suppliers, their suppliers, and so on; the firm itself does not count. What silent firms
    would have named is missing.
    """
    return series(net, reached(net, upstream=True))


@metric(
    label="Downstream reach",
    unit="firms",
    source="luo2011",
    needs={"census", "trade"},
    reading="High: what it makes goes into the goods of many firms.",
    extra=True,
    limit=_LONG,
)
def downstream_reach(net: Network) -> pd.Series:
    """Number of firms inside to which the goods of a firm go, over any number of steps.

    Its buyers, their buyers, and so on; the firm itself does not count. What silent firms would
    have named is missing.
    """
    return series(net, reached(net, upstream=False))


@metric(
    label="Ties that jump over a stage",
    unit="supply ties",
    source="altenburg1999",
    needs={"trade", "stage_order"},
    undefined="of some of its trade ties the place in the order of the stages is not known",
    reading="High: it deals past the neighbouring stage, which may be weak or missing inside.",
    extra=True,
)
def stage_jumps(net: Network) -> pd.Series:
    """Number of supply ties of a firm, as supplier or buyer, that jump over a place of the chain.

    Places are those of the order of the stages; stages of the same order share one. Of a firm in
    several stages the nearest counts. Both ends inside the cluster.
    """
    arcs, steps = arcs_of(net), steps_of(net)
    jumps, open_ = (at_ends(arcs, flag, len(net.actors)) for flag in (steps > 1, np.isnan(steps)))
    return series(net, np.where(open_ > 0, np.nan, jumps))


@metric(
    label="Share of ties that jump over a stage",
    unit="share of supply ties",
    bounds=_SHARE,
    source="altenburg1999",
    level="network",
    needs={"trade", "stage_order"},
    undefined="of no supply tie the places of both ends are known",
    reading="High: stages next to each other are passed over.",
    extra=True,
)
def stage_jumps_share(net: Network) -> float:
    """Share of the supply ties inside that go over two or more places of the chain.

    Of the ties with both places known; ties within a place and against the order count below.
    """
    steps = steps_of(net)
    return ratio(int((steps > 1).sum()), int((~np.isnan(steps)).sum()))


@metric(
    label="One supplier inside",
    unit="1 if so, else 0",
    bounds=_SHARE,
    source="altenburg1999",
    needs={"trade"},
    undefined=f"it has no supplier inside, or {_UNTOLD}",
    reading="1: inside the cluster it buys from one firm only.",
    extra=True,
)
def single_source(net: Network) -> pd.Series:
    """Whether a firm that buys inside the cluster has just one supplier there.

    Known when the firm, or every firm that could supply it, was asked and answered.
    """
    return series(net, single_of(net))


@metric(
    label="One supplier in all",
    unit="1 if so, else 0",
    bounds=_SHARE,
    source="altenburg1999",
    needs={"trade"},
    undefined=f"it has no supplier, or {_UNTOLD}",
    boundary="all",
    reading="1: it hangs on one supplier; if that one stops, nobody else supplies it.",
    extra=True,
)
def single_source_all(net: Network) -> pd.Series:
    """Whether a firm has just one supplier, outside ones included.

    Known when the firm was asked from whom it buys, and answered. Only suppliers the survey names
    count: a firm may buy other things from firms nobody asked about.
    """
    return series(net, single_of(net))


@metric(
    label="Share of buyers with one supplier",
    unit="share of buyers",
    bounds=_SHARE,
    source="altenburg1999",
    level="network",
    needs={"trade"},
    undefined="of no firm that buys are all suppliers known",
    boundary="all",
    reading="High: many firms stand or fall with one supplier.",
    extra=True,
)
def single_source_share(net: Network) -> float:
    """Of the firms inside with a supplier, inside or outside, the share that has just one.

    Firms whose purchases are not known in full are left out.
    """
    inside = net.actors["in_cluster"].to_numpy(dtype=bool) & answered(net)
    one = single_of(net)[inside]
    return ratio(float(np.nansum(one)), float((~np.isnan(one)).sum()))


@metric(
    label="Inputs from one supplier",
    unit="stages",
    source="altenburg1999",
    needs={"trade", "stage"},
    undefined=f"{_STAGELESS}, or {_UNTOLD}",
    boundary="all",
    reading="High: for several of its inputs there is one supplier only.",
    extra=True,
)
def single_source_stages(net: Network) -> pd.Series:
    """Number of stages from which a firm buys from exactly one firm, outside ones included.

    A supplier in several stages stands in each of them.
    """
    return series(net, from_stages(net)[0])


@metric(
    label="Inputs bought outside only",
    unit="stages",
    source="altenburg1999",
    needs={"trade", "stage", "outside"},
    undefined=f"{_STAGELESS}, or {_UNTOLD}",
    boundary="all",
    reading="High: the cluster does not give the firm these inputs, or not well enough.",
    extra=True,
)
def stages_bought_outside(net: Network) -> pd.Series:
    """Number of stages from which all suppliers of a firm are outside the cluster.

    A supplier in several stages stands in each of them.
    """
    return series(net, from_stages(net)[1])


@metric(
    label="Local purchases over output",
    unit="share of output",
    source="altenburg1999",
    needs={"trade", "values", "output"},
    undefined="its output, or the value of some purchase inside, is not known; or it did not "
    "answer in full",
    reading="High: much of what it makes is bought from firms of the cluster.",
    extra=True,
)
def local_linkage(net: Network) -> pd.Series:
    """Value of what a firm buys inside the cluster over its gross output.

    Value per year of its purchases from firms inside; 0 when it buys nothing there. Above 1 when
    it resells, or when values and output are of different years.
    """
    bought, made = purchases_of(net), output_of(net)
    return series(net, np.divide(bought, made, out=np.full(len(made), np.nan), where=made > 0))


@metric(
    label="Local linkage ratio",
    unit="share of output",
    source="altenburg1999",
    level="network",
    needs={"trade", "values", "output"},
    undefined="of no firm both output and the value of all purchases inside are known",
    reading="High: the stages of the chain are bound to each other inside the cluster. 0: firms "
    "stand side by side.",
)
def local_linkage_ratio(net: Network) -> float:
    """Value of purchases inside the cluster over the gross output of the firms that buy.

    Sum over sum, over the firms whose output and purchases inside are known; the notes say how
    many these are.
    """
    bought, made = purchases_of(net), output_of(net)
    used = ~np.isnan(bought) & (made > 0) & answered(net)
    note(
        net,
        "local_linkage_ratio",
        say("over {used} firms whose values are known", used=int(used.sum())),
    )
    return ratio(float(bought[used].sum()), float(made[used].sum()))
