"""How far along the chain an actor's partners reach, beside chance, and competitors it works with.

A firm in several stages reaches, and is reached in, each of them; where firms are sorted into one
stage each, the first counts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._coopetition import coopetition_pairs
from tiesnet.metrics._pairs import known
from tiesnet.metrics._shared import flat, series
from tiesnet.network import Network, tie_parts


@metric(
    label="Stages reached",
    unit="stages",
    source="schmitz1999",
    needs={"stage"},
    undefined="the stage of one of its partners is not known",
    reading="1: all its partners are in one stage. As many as the chain has: it works along all "
    "of it.",
)
def stages_reached(net: Network) -> pd.Series:
    """Number of different stages in which an actor has a partner inside the cluster.

    Its own stage counts when it has a partner there; a partner in several stages counts for
    each. Institutions have no stage and are passed over, as partners.
    """
    stages = net.actors["stages"]
    names = sorted({name for own in stages for name in own})
    place = {name: column for column, name in enumerate(names)}
    row = np.repeat(np.arange(len(stages)), [len(own) for own in stages])
    column = np.array([place[name] for own in stages for name in own], dtype=np.intp)
    shape = (len(stages), len(names))
    held = sparse.csr_array((np.ones(len(row)), (row, column)), shape=shape)
    reached = (flat(net) @ held).astype(bool).sum(axis=1).astype(float)
    unknown = (net.actors["kind"] == "firm").to_numpy() & (stages.map(len) == 0).to_numpy()
    return series(net, np.where(flat(net) @ unknown.astype(float) > 0, np.nan, reached))


@metric(
    label="Same-stage partners, over expected",
    unit="ratio",
    source="schmitz1999",
    needs={"stage", "free_stages", "free_ties", "census"},
    undefined="its own stage is not known, it has no partner of a known stage, or no other firm "
    "shares its stage",
    reading="1: as many peers among its partners as there are among all firms. 2: twice as many.",
    extra=True,
)
def horizontal_over_expected(net: Network) -> pd.Series:
    """Share of peers among a firm's partners, divided by the share of peers among all firms.

    (partners of its stage / partners) / (firms of its stage / firms), over the other firms with
    which its pair is known and whose stage is known; of several stages the first counts. The
    expected share is the mean when the stages of the others are shuffled. Directions ignored.
    Not given where a question itself asks for ties of one orientation.
    """
    firm = (net.actors["kind"] == "firm").to_numpy()
    stage = pd.factorize(net.actors["stage"].where(firm))[0]
    cells = flat(net).tocoo()
    sure = known(net, cells.row, cells.col) & known(net, cells.col, cells.row)
    take = sure & (stage[cells.row] >= 0) & (stage[cells.col] >= 0)
    one, other = cells.row[take], cells.col[take]
    partners = np.bincount(one, minlength=len(stage)).astype(float)
    peers = np.bincount(one[stage[one] == stage[other]], minlength=len(stage)).astype(float)
    all_peers, everybody = _known_others(net, stage)
    return series(net, _divided(_divided(peers, partners), _divided(all_peers, everybody)))


@metric(
    label="Competitors it works with",
    unit="firms",
    source="bengtsson2000, schmitz1997",
    needs={"trade", "orientation"},
    undefined="it is no firm, or of one of its ties it is not known whether it is horizontal",
    reading="High: it works with many firms of its stage that sell to, or buy from, the same firm "
    "as it does.",
    boundary="all",
    on="all",
    extra=True,
)
def coopetition_partners(net: Network) -> pd.Series:
    """Number of firms with which it has a horizontal tie and shares a buyer or a supplier.

    Both firms are inside the cluster; the buyer or supplier they share may be outside. Any
    relation can carry the horizontal tie. A buyer that only a silent partner could name is not
    seen, so that the number may be higher.
    """
    pairs = coopetition_pairs(net)
    shared = pairs[pairs["shared"]]
    ends = np.concatenate([shared["low"], shared["high"]]).astype(np.intp)
    number = np.bincount(ends, minlength=len(net.actors)).astype(float)
    parts = tie_parts(net)
    open_ = parts[(parts["orientation"] == "undetermined") & (parts["reach"] == "internal")]
    number[np.unique(open_[["source", "target"]].to_numpy().ravel())] = np.nan
    return series(net, np.where((net.actors["kind"] == "firm").to_numpy(), number, np.nan))


def _known_others(
    net: Network, stage: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count, per firm, the others of its stage and of any, among those its pair is known with.

    Firms of one stage that answered alike see the same: they are counted together.
    """
    flags = net.respondents.answered.to_numpy(dtype=np.int64)
    table = pd.DataFrame(flags).assign(stage=stage)
    alike = table.groupby(list(table.columns), sort=False).ngroup().to_numpy()
    group = pd.factorize(pd.Series(alike).where(stage >= 0))[0].astype(np.intp)
    count = int(group.max(initial=-1)) + 1
    size = np.bincount(group[group >= 0], minlength=count)
    pairs = net.respondents.known_pairs(group, both=True) / np.maximum(size, 1)[:, None]
    of_group = np.zeros(count, dtype=np.intp)
    of_group[group[group >= 0]] = stage[group >= 0]
    same = of_group[:, None] == of_group[None, :]
    peers, everybody = (pairs * same).sum(axis=1), pairs.sum(axis=1)
    blank = np.full(len(stage), np.nan)
    inside = group >= 0
    one, all_ = blank.copy(), blank.copy()
    one[inside], all_[inside] = peers[group[inside]], everybody[group[inside]]
    return one, all_


def _divided(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide; empty where nothing can be divided by."""
    blank = np.full(len(above), np.nan)
    return np.asarray(np.divide(above, below, out=blank, where=below > 0))
