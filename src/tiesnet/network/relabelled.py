"""The same ties between actors with other attributes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tiesnet.network.network import TIE_COLUMNS, Network
from tiesnet.network.orientation import classify


def relabelled(net: Network, actors: pd.DataFrame) -> Network:
    """Give a network other columns of its actors; its ties are classified anew by them.

    Horizontal and vertical follow from the stages of both ends, so that other stages make other
    classes of the same ties. Without a survey the order of the stages is that of their names.

    Parameters
    ----------
    net : Network
        With its single layers, not a union: choose the union afterwards.
    actors : DataFrame
        The same actors in the same order, with the columns wanted.
    """
    survey = net.origin.survey
    if survey is None:
        stages = {stage for held in actors["stages"] for stage in held}
        order = {stage: place for place, stage in enumerate(sorted(stages))}
    else:
        order = {str(k): int(v) for k, v in survey.stages["order"].dropna().items()}
    plain = net.ties.drop(columns=["orientation", "rule", "upstream", "reach"])
    ties = classify(plain, actors, net.layers, order)[list(TIE_COLUMNS)]
    return replace(net, actors=actors, ties=ties)
