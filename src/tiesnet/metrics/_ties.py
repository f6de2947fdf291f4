"""The ties of a network as a table with names."""

from __future__ import annotations

import pandas as pd

from tiesnet.network import RULES, Network


def ties_table(net: Network) -> pd.DataFrame:
    """Give every tie with the ids and names of its ends, both reports and its classification."""
    ids, names = net.actors.index, net.actors["name"].to_numpy()
    ties = net.ties
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    directed = net.layers["directed"].reindex(ties["layer"]).to_numpy(dtype=bool)
    return ties.assign(
        source=ids[source],
        source_name=names[source],
        target=ids[target],
        target_name=names[target],
        directed=directed,
        rule_text=ties["rule"].map(RULES).astype("str"),
    )
