"""From the response table to what each actor was asked and answered, layer by layer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.network.respondents import BOTH, IN_PART, INCOMING, OUTGOING, Respondents
from tiesnet.survey import Survey


def respondents_of(
    survey: Survey,
    actors: pd.DataFrame,
    layers: pd.DataFrame,
    reports: pd.DataFrame,
    wave: str | None,
) -> Respondents:
    """Translate response states of relations into reports of outgoing and incoming ties.

    A relation asks for outgoing ties, its inverse for incoming ones, an undirected one for both.
    If targets report ties of a directed relation themselves, it was asked from both sides.
    """
    bits = _bits(survey.relations, reports)
    states = survey.responses
    if wave is not None:
        states = states[states["wave"].isna() | states["wave"].eq(wave).fillna(False)]
    relation = survey.relations
    layer = relation["inverse_of"].where(relation["inverse_of"].notna(), relation.index.to_series())
    of_row = layer.reindex(states["relation"]).to_numpy()
    bit = states["relation"].map(bits).to_numpy()
    shape = (len(actors), len(layers))
    row = actors.index.get_indexer(states["actor"])
    column = layers.index.get_indexer(of_row)
    asked, answered = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.int8)
    state = states["state"].to_numpy()
    placed = (row >= 0) & (column >= 0)
    for flags, fit in ((asked, state != "not_asked"), (answered, state == "answered")):
        take = placed & fit
        np.bitwise_or.at(flags, (row[take], column[take]), bit[take].astype(np.int8))
    part = placed & (state == "partly")
    np.bitwise_or.at(answered, (row[part], column[part]), np.int8(IN_PART))
    index, names = actors.index, layers.index
    return Respondents(
        pd.DataFrame(asked, index=index, columns=names),
        pd.DataFrame(answered, index=index, columns=names),
        layers[["combine"]],
    )


def _bits(relations: pd.DataFrame, reports: pd.DataFrame) -> dict[str, int]:
    bits = {}
    own = reports[~reports["inverse"]]
    told = set(own.loc[own["end"] == "target", "layer"])
    for name, relation in relations.iterrows():
        if not relation["directed"]:
            bits[str(name)] = BOTH
        elif pd.notna(relation["inverse_of"]):
            bits[str(name)] = INCOMING
        else:
            bits[str(name)] = BOTH if name in told else OUTGOING
    return bits
