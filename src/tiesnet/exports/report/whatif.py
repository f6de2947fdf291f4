"""What the page needs to say what would change if a firm left or two met."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tiesnet.exports.report.standing import heard_firms
from tiesnet.metrics import Measures
from tiesnet.network import tie_parts
from tiesnet.plots import NetworkFrame


def whatif_data(measures: Measures, frame: NetworkFrame) -> dict[str, Any]:
    """Collect who was heard in full, which ties are open, and who says it has a tie with whom.

    Returns
    -------
    dict
        ``seen``: 1 for every actor that answered all it could be asked; ``doubts``: reported ties
        that could not be decided, as places of both ends and of the layer; ``told``: by layer,
        places of who tells of a tie and of its partner, one after the other; ``compared``: how
        many firms the numbers of a card are compared with.
    """
    net = measures.net
    heard = net.inside().layer("all").respondents.observed()
    seen = heard.reindex(frame.nodes.index, fill_value=False).astype(int)
    return {
        "seen": seen.tolist(),
        "doubts": _placed(frame, net.origin.unconfirmable).tolist(),
        "told": _told(measures, frame),
        "compared": len(heard_firms(frame)),
    }


def _placed(frame: NetworkFrame, ties: pd.DataFrame) -> np.ndarray:
    """Give source, target and layer of ties told by id as places on the map."""
    columns = [frame.nodes.index.get_indexer(ties[end]) for end in ("source", "target")]
    found = np.column_stack([*columns, frame.layers.index.get_indexer(ties["layer"])])
    return found[(found >= 0).all(axis=1)]


def _told(measures: Measures, frame: NetworkFrame) -> list[list[int]]:
    ties = tie_parts(measures.net)
    ids = measures.net.actors.index.to_numpy()
    by_id = ties.assign(source=ids[ties["source"]], target=ids[ties["target"]])
    told: list[list[int]] = []
    for layer in frame.layers.index:
        own = by_id[by_id["layer"] == layer]
        here = [own[own["reported"].isin([end, "both"])] for end in ("source", "target")]
        out, back = (_placed(frame, part) for part in here)
        pairs = np.concatenate([out[:, :2], back[:, 1::-1]])
        told.append(pairs.reshape(-1).tolist())
    return told
