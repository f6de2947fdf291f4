"""Ties to actors outside the cluster, created, kept and dissolved between two waves."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.waves.rounds import Step
from tiesnet.inference.waves.ties import change_counts
from tiesnet.language import word
from tiesnet.network import BOTH, INCOMING, OUTGOING, Network, known_when

_Flags = NDArray[np.bool_]
_Arcs = set[tuple[str, str]]


def outside_row(step: Step, layer: str) -> dict[str, object] | None:
    """Count the ties between those inside in both waves and anybody outside.

    Who is outside is named freely: an outside actor that a firm named before and does not name
    any more, though it answered, is a tie dissolved. Known in both waves: the word of the firm
    decides, and it answered in both.
    """
    nets = [net.layer(layer) for net in step.wide]
    known = [_known(net, step.both) for net in nets]
    arcs = [_arcs(net, set(step.both)) for net in nets]
    if not (arcs[0] or arcs[1]):
        return None
    sure = [{arc for arc in found if all(_told(arc, told) for told in known)} for found in arcs]
    counts = change_counts(
        kept=len(sure[0] & sure[1]),
        created=len(sure[1] - sure[0]),
        dissolved=len(sure[0] - sure[1]),
    )
    head = {**step.key(), "layer": layer, "by": "reach", "kind": word("to the outside")}
    return {**head, "pairs": np.nan, **counts}


def _arcs(net: Network, inside: set[str]) -> _Arcs:
    """Name the ends of every tie between one inside in both waves and one outside."""
    ids = net.actors.index.to_numpy(dtype=object)
    out = ~net.actors["in_cluster"].to_numpy(dtype=bool)
    source, target = net.ties["source"].to_numpy(), net.ties["target"].to_numpy()
    across = out[source] != out[target]
    found = zip(ids[source[across]], ids[target[across]], strict=True)
    own = {arc for arc in found if inside & set(arc)}
    return own if net.directed else {(min(arc), max(arc)) for arc in own}


def _known(net: Network, ids: pd.Index) -> pd.DataFrame:
    """Tell of whom the ties sent to the outside, and got from there, are known."""
    flags = net.respondents.answered.loc[ids].to_numpy(dtype=np.int8) & BOTH
    no = np.zeros(len(ids), dtype=bool)
    sends, gets = np.ones(len(ids), dtype=bool), np.ones(len(ids), dtype=bool)
    for column, policy in enumerate(net.respondents.questions["combine"]):
        sends &= known_when(str(policy), (flags[:, column] & OUTGOING) != 0, no)
        gets &= known_when(str(policy), no, (flags[:, column] & INCOMING) != 0)
    if not net.directed:
        sends = gets = sends & gets
    return pd.DataFrame({"sends": sends, "gets": gets}, index=ids)


def _told(arc: tuple[str, str], known: pd.DataFrame) -> bool:
    source, target = arc
    if source in known.index:
        return bool(known.at[source, "sends"])
    return bool(known.at[target, "gets"])
