"""Several waves as one network, and parts of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.network import Network


def together(nets: Sequence[Network], ids: pd.Index) -> Network:
    """Give the ties of several waves among some actors; of a tie in several waves the first.

    It serves to place the actors, not to measure anything: nothing is said of who answered.
    """
    actors = pd.concat([net.actors for net in nets])
    actors = actors[~actors.index.duplicated()].loc[ids]
    tables = []
    for net in nets:
        code = ids.get_indexer(net.actors.index)
        ends = {end: code[net.ties[end].to_numpy()] for end in ("source", "target")}
        known = (ends["source"] >= 0) & (ends["target"] >= 0)
        tables.append(net.ties.assign(**ends)[known])
    ties = tables[0] if len(tables) == 1 else pd.concat(tables)
    ties = ties.drop_duplicates(["source", "target", "layer"]).reset_index(drop=True)
    return replace(nets[0], actors=actors, ties=ties, _parts=None)


def among(net: Network, ids: pd.Index) -> Network:
    """Give the ties among some actors of such a network."""
    return together([net], ids)


def neighbours(net: Network) -> tuple[np.ndarray, np.ndarray]:
    """Give the two ends of every tie, each tie both ways."""
    source, target = (net.ties[end].to_numpy(dtype=np.intp) for end in ("source", "target"))
    return np.concatenate([source, target]), np.concatenate([target, source])
