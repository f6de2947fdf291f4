"""Brokerage roles between and within the stages of the value chain (Gould & Fernandez 1989).

A broker v stands on an open path a to v to b: a is tied to v, v to b, and a is not tied to b.
The stages of the three decide the role. Ties run along the flow, so that a question such as
"whom do you ask for advice?" is turned round first.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import once, series
from tiesnet.network import Network, adjacency

_NO_STAGE = "its stage is not known"
_UNIT = "open paths"
_SOURCE = "gould1989"
_NEEDS = ("stage", "census")


@metric(
    label="Coordinator",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_NO_STAGE,
    reading="High: it connects firms of its own stage that are not tied to each other.",
)
def coordinator(net: Network) -> pd.Series:
    """Open paths a to v to b on which all three are of one stage (A, A, A).

    R sna calls it w_I. By the first stage of each actor; paths with an actor whose stage is not
    known are left out, institutions mostly. Without arrows every open path counts once.
    """
    return _role(net, "coordinator")


@metric(
    label="Consultant",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_NO_STAGE,
    reading="High: it connects firms of another stage with each other, from outside.",
)
def consultant(net: Network) -> pd.Series:
    """Open paths a to v to b on which a and b share a stage and v is of another (B, A, B).

    R sna calls it w_O; also called itinerant broker. Conventions as for the coordinator.
    """
    return _role(net, "consultant")


@metric(
    label="Representative",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_NO_STAGE,
    reading="High: what its own stage gives reaches other stages through it.",
)
def representative(net: Network) -> pd.Series:
    """Open paths a to v to b from v's own stage to another (A, A, B).

    R sna calls it b_IO. Some packages swap this name with gatekeeper; here the original paper is
    followed. Without arrows the two roles cannot be told apart: both columns then give the
    number of open paths between the own stage and another, each path once.
    """
    return _role(net, "representative")


@metric(
    label="Gatekeeper",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_NO_STAGE,
    reading="High: what comes from other stages reaches its own stage through it.",
)
def gatekeeper(net: Network) -> pd.Series:
    """Open paths a to v to b from another stage into v's own (B, A, A).

    R sna calls it b_OI. Without arrows it cannot be told apart from the representative and is
    the same number.
    """
    return _role(net, "gatekeeper")


@metric(
    label="Liaison",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_NO_STAGE,
    reading="High: it connects stages with each other, none of them its own.",
)
def liaison(net: Network) -> pd.Series:
    """Open paths a to v to b on which all three are of different stages (B, A, C).

    R sna calls it b_O. Conventions as for the coordinator.
    """
    return _role(net, "liaison")


@metric(
    label="Brokerage, all roles",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    undefined=_NO_STAGE,
    reading="High: many pairs of others are connected by the firm and not directly.",
)
def brokerage_total(net: Network) -> pd.Series:
    """Open paths a to v to b through the actor, whatever the stages.

    R sna calls it t. With arrows it is the sum of the five roles; without arrows representative
    and gatekeeper are one role and count once.
    """
    return _role(net, "brokerage_total")


def _role(net: Network, name: str) -> pd.Series:
    table: dict[str, NDArray[np.float64]] = once(net, "roles", lambda: _roles(net))
    return series(net, table[name])


def _roles(net: Network) -> dict[str, NDArray[np.float64]]:
    """Count the roles of all actors at once; actors without a stage stay empty."""
    stage = pd.factorize(net.actors["stage"])[0]
    staged = np.flatnonzero(stage >= 0)
    matrix = adjacency(net.along_flow())[staged][:, staged]
    counts = _open_paths(matrix, stage[staged])
    if not net.directed:
        # Both orders of every path were counted.
        counts = {name: value / 2 for name, value in counts.items()}
        counts["representative"] = counts["gatekeeper"] = 2 * counts["gatekeeper"]
    table = {}
    for name, value in counts.items():
        table[name] = np.full(len(stage), np.nan)
        table[name][staged] = value
    return table


def _open_paths(
    matrix: sparse.csr_array, stage: NDArray[np.intp]
) -> dict[str, NDArray[np.float64]]:
    """Count open paths by role: all paths, less those with a = b, less those that are closed."""
    cells = matrix.tocoo()
    same = stage[cells.row] == stage[cells.col]
    own, other = _pick(cells, same), _pick(cells, ~same)
    group = _membership(stage)
    # Paths through v that start and end in one stage, summed over all stages but v's own.
    paired = _columns(other @ group, other.T @ group)
    into = {"own": own.sum(axis=0), "other": other.sum(axis=0)}
    out = {"own": own.sum(axis=1), "other": other.sum(axis=1)}
    counts = {
        "coordinator": into["own"] * out["own"] - _returned(own) - _closed(own, own, own),
        "consultant": paired - _returned(other) - _closed(other, own, other),
        "representative": into["own"] * out["other"] - _closed(own, other, other),
        "gatekeeper": into["other"] * out["own"] - _closed(other, other, own),
        "liaison": into["other"] * out["other"] - paired - _closed(other, other, other),
    }
    counts["brokerage_total"] = np.sum(list(counts.values()), axis=0)
    return counts


def _closed(
    first: sparse.csr_array, direct: sparse.csr_array, second: sparse.csr_array
) -> NDArray[np.float64]:
    """Count, per v, paths a to v in `first`, v to b in `second` with a to b in `direct`."""
    return _columns(first.T @ direct, second)


def _returned(matrix: sparse.csr_array) -> NDArray[np.float64]:
    return _columns(matrix, matrix.T)


def _columns(one: sparse.csr_array, other: sparse.csr_array) -> NDArray[np.float64]:
    total: NDArray[np.float64] = sparse.csr_array(one).multiply(other).sum(axis=1)
    return total


def _pick(cells: sparse.coo_array, keep: NDArray[np.bool_]) -> sparse.csr_array:
    kept = (cells.data[keep], (cells.row[keep], cells.col[keep]))
    return sparse.csr_array(kept, shape=cells.shape)


def _membership(stage: NDArray[np.intp]) -> sparse.csr_array:
    shape = (len(stage), int(stage.max(initial=-1)) + 1)
    return sparse.csr_array((np.ones(len(stage)), (np.arange(len(stage)), stage)), shape=shape)
