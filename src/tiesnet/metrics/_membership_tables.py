"""The tables of memberships: every organisation, and the pairs that share."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics import _bipartite
from tiesnet.network import Network, TwoMode, affiliations, projection


def organisation_table(net: Network) -> pd.DataFrame:
    """Give every organisation with its members and its place between them, the largest first."""
    two = affiliations(net)
    names = net.actors["name"].reindex(two.actors).astype("str").to_numpy()
    columns = sparse.csc_array(two.incidence)
    who = [
        "; ".join(sorted(names[columns.indices[a:b]]))
        for a, b in zip(columns.indptr[:-1], columns.indptr[1:], strict=True)
    ]
    kind = two.organisations[["type", "formality"]].astype("object")
    table = pd.DataFrame(
        {
            "organisation": two.organisations["name"].astype("str").to_numpy(),
            "type": kind["type"].where(kind["type"].notna(), None).to_numpy(),
            "formality": kind["formality"].where(kind["formality"].notna(), None).to_numpy(),
            "members": np.diff(columns.indptr),
            "share_of_actors": _bipartite.degree(two)[1],
            "closeness": _bipartite.closeness(two)[1],
            "betweenness": _bipartite.betweenness(two)[1],
            "who": who,
        }
    )
    order = ["members", "organisation"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)


def shared_pairs(
    two: TwoMode, normalisation: str, of: str, names: NDArray[np.object_], heads: tuple[str, str]
) -> pd.DataFrame:
    """Give the pairs of one mode that share something of the other, those that share most first.

    Parameters
    ----------
    two : TwoMode
    normalisation : str
    of : str
        actors or organisations.
    names : array of str
        How to call them.
    heads : tuple of str
        The names of the first two columns.
    """
    shared = sparse.triu(projection(two, "count", of)).tocoo()
    value = sparse.triu(projection(two, normalisation, of)).tocoo()
    table = pd.DataFrame(
        {
            heads[0]: names[shared.row],
            heads[1]: names[shared.col],
            "shared": shared.data.astype(np.int64),
            "weight": value.data,
        }
    )
    order = ["weight", "shared", *heads]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
