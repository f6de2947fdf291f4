"""Horizontal ties between firms that share a buyer or a supplier."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics._shared import once
from tiesnet.network import Network, supply_arcs, tie_parts, trade

_COLUMNS = ["low", "high", "buyers", "suppliers", "shared", "told"]


def coopetition_pairs(net: Network) -> pd.DataFrame:
    """List the horizontally tied pairs of firms inside and the buyers and suppliers they share.

    Parameters
    ----------
    net : Network
        The union of all ties, or several layers; with outside actors, so that a buyer or supplier
        shared outside the cluster counts too.

    Returns
    -------
    DataFrame
        One row per pair: ``low``, ``high`` (positions in ``net.actors``), ``buyers`` and
        ``suppliers`` (tuples of positions), ``shared`` (there is one at least), ``told`` (both
        firms answered about trade, so that no shared partner means none).
    """
    found: pd.DataFrame = once(net, "coopetition", lambda: _pairs(net))
    return found.copy()


def _pairs(net: Network) -> pd.DataFrame:
    parts = tie_parts(net)
    parts = parts[(parts["orientation"] == "horizontal") & (parts["reach"] == "internal")]
    ends = np.sort(parts[["source", "target"]].to_numpy(dtype=np.int64), axis=1)
    pairs = np.unique(ends, axis=0) if len(ends) else ends
    return shared_partners(net, pairs[:, 0], pairs[:, 1])


def shared_partners(net: Network, low: NDArray[np.int64], high: NDArray[np.int64]) -> pd.DataFrame:
    """Say which buyers and suppliers the firms of some pairs share; columns as above."""
    view = trade(net)
    arcs = supply_arcs(view)
    told = view.respondents.observed().to_numpy() if len(view.layers) else np.zeros(len(net.actors))
    buyers = _sets(arcs["source"], arcs["target"])
    suppliers = _sets(arcs["target"], arcs["source"])
    none: set[int] = set()
    rows = []
    for one, other in zip(low.tolist(), high.tolist(), strict=True):
        to = tuple(sorted(buyers.get(one, none) & buyers.get(other, none)))
        by = tuple(sorted(suppliers.get(one, none) & suppliers.get(other, none)))
        rows.append((one, other, to, by, bool(to or by), bool(told[one] and told[other])))
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return frame.astype({"shared": bool, "told": bool})


def _sets(of: pd.Series, partner: pd.Series) -> dict[int, set[int]]:
    """Gather the partners of each firm."""
    found: dict[int, set[int]] = {}
    for one, other in zip(of.tolist(), partner.tolist(), strict=True):
        found.setdefault(one, set()).add(other)
    return found
