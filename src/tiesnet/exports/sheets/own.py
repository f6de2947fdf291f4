"""What a firm may be shown: the ties it reported itself, and names that were not refused."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.network import ANSWERED, PARTLY, Network

OBSERVED = "fully_observed"
"""The assumption that nobody reported ties: they were observed, and are nobody's secret."""


def own_ties(net: Network) -> pd.DataFrame:
    """Give every tie once for each end that may see it: the end that reported it.

    A tie that both ends reported stands twice. Of one that only the other end or somebody else
    reported a firm is not told: it was said in confidence. Ties that were observed, and reported
    by nobody, stand for both ends.

    Returns
    -------
    DataFrame
        ``actor``, ``partner`` (ids), ``layer``, ``way`` (out or in, along the flow; plain for a
        tie without arrows).
    """
    flow = net.along_flow()
    ties, ids = flow.ties, flow.actors.index.to_numpy(dtype=object)
    arrows = flow.layers["directed"].reindex(ties["layer"]).to_numpy(dtype=bool)
    parts = []
    for end, other in (("source", "target"), ("target", "source")):
        seen = ties["reported"].isin([end, "both"]).to_numpy(dtype=bool) | observed(net)
        way = np.where(arrows, "out" if end == "source" else "in", "plain")
        parts.append(
            pd.DataFrame(
                {
                    "actor": ids[ties[end].to_numpy()],
                    "partner": ids[ties[other].to_numpy()],
                    "layer": ties["layer"].astype(str).to_numpy(),
                    "way": way,
                }
            )[seen]
        )
    return pd.concat(parts, ignore_index=True)


def observed(net: Network) -> bool:
    """Tell whether ties were observed instead of reported."""
    return bool(net.origin.assumptions["code"].eq(OBSERVED).any())


def answering_firms(net: Network, *, fully: bool = False) -> pd.Index:
    """Give the firms inside the cluster that answered, in full or also in part."""
    states = net.respondents.states().reindex(net.actors.index)
    firm = net.actors["in_cluster"].astype(bool) & (net.actors["kind"] == "firm")
    heard = states.isin([ANSWERED] if fully else [ANSWERED, PARTLY])
    return net.actors.index[(firm & heard).to_numpy(dtype=bool)]


def unnamed(net: Network) -> frozenset[str]:
    """Give the ids of those that did not agree to be named; nobody when names are shown anyway."""
    shown = net.origin.assumptions["code"].eq("internal").any()
    if shown or "consent" not in net.actors:
        return frozenset()
    refused = net.actors["consent"].eq(False).fillna(False).to_numpy(dtype=bool)
    return frozenset(map(str, net.actors.index[refused]))
