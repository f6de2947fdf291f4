"""Formal and informal ties behind a view, along the flow."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from tiesnet.network import Network, members, tie_parts

FORMALITIES = ("formal", "informal")


def relation_kinds(net: Network) -> pd.DataFrame:
    """Say of each relation in or behind a view whether it is formal, and whether it has arrows.

    Returns
    -------
    DataFrame
        Indexed by relation, membership left out: ``formality``, ``arrows`` (False when the
        content runs both ways).
    """
    union = tie_parts(net) is not net.ties
    survey = net.origin.survey
    if union and survey is not None:
        table = survey.relations.loc[list(net.respondents.questions.index)]
    elif union:
        table = net.layers.iloc[:0]
    else:
        table = net.layers.loc[members(net.layers, "all")]
    arrows = table["directed"].astype(bool) & (table["flow"] != "both") & net.directed
    return pd.DataFrame({"formality": table["formality"], "arrows": arrows})


def kind_matrix(net: Network, formality: str) -> sparse.csr_array:
    """Give the 0/1 matrix of the formal or the informal ties of a view, along the flow."""
    kinds = relation_kinds(net)
    union = tie_parts(net) is not net.ties
    ties = tie_parts(net) if union else net.along_flow().ties  # a union runs along it already
    arrows = kinds.loc[kinds["formality"] == formality, "arrows"]
    ties = ties[ties["layer"].isin(arrows.index)]
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    back = ~arrows.reindex(ties["layer"]).to_numpy(dtype=bool)
    rows, columns = np.append(source, target[back]), np.append(target, source[back])
    cells = (np.ones(len(rows)), (rows, columns))
    matrix = sparse.csr_array(cells, shape=(len(net.actors),) * 2, dtype=float)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix
