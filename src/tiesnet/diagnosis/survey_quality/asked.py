"""Who was asked what in the wave shown, and whom everybody named."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.network import ANSWERED, PARTLY, Network, build_network
from tiesnet.survey import Survey


def as_asked(net: Network) -> Network:
    """Give the network as it was asked: every relation, no arrow turned or dropped.

    The quality of a survey is that of its questions, whichever view of them was measured.
    """
    survey = net.origin.survey
    if survey is None or survey.ties.empty:
        return net
    own = survey.relations[survey.relations["inverse_of"].isna()]
    same = net.layers.index.equals(own.index)
    if same and net.layers[["flow", "directed"]].equals(own[["flow", "directed"]]):
        return net
    used = net.origin.parameters
    whole = build_network(
        survey,
        policies=used.get("policies"),
        wave=str(used.get("wave") or "") or None,
        seed=int(used.get("seed", 1)),
    )
    return whole.keep(net.actors.index)


def tells_answers(net: Network) -> bool:
    """Tell whether the survey says who answered."""
    if net.origin.survey is None:
        return False
    assumed = net.origin.assumptions
    return not (len(assumed) and assumed["code"].eq("fully_observed").any())


def wave_of(net: Network) -> str:
    """Give the wave shown; empty when the survey has no waves."""
    return str(net.origin.parameters.get("wave") or "")


def of_wave(table: pd.DataFrame, wave: str, blank: bool = False) -> pd.DataFrame:
    """Keep the rows of a wave, and with `blank` those that belong to none."""
    if not wave or "wave" not in table:
        return table
    here = table["wave"].eq(wave).fillna(False).astype(bool)
    return table[here | table["wave"].isna()] if blank else table[here]


def heard(net: Network) -> pd.Index:
    """Give the actors inside the cluster that answered, in full or in part."""
    inside = net.inside()
    states = inside.respondents.states()
    return inside.actors.index[states.isin([ANSWERED, PARTLY]).to_numpy()]


def relation_label(survey: Survey, relation: str) -> str:
    """Give a question's label in plain words."""
    label = survey.relations["label"].get(relation)
    return relation if label is None or pd.isna(label) else str(label)


def answers(net: Network) -> pd.DataFrame:
    """List who answered which question in full in the wave shown: ``actor``, ``relation``."""
    survey = net.origin.survey
    if survey is None:
        return pd.DataFrame({"actor": [], "relation": []}, dtype="object")
    states = of_wave(survey.responses, wave_of(net), blank=True)
    rows = states[states["state"].eq("answered") & states["actor"].isin(net.inside().actors.index)]
    rows = rows[["actor", "relation"]].astype("object").drop_duplicates()
    return rows.reset_index(drop=True)


def names_given(net: Network) -> pd.DataFrame:
    """List whom every actor inside the cluster named, as it was asked.

    Returns
    -------
    DataFrame
        One row per actor, question and partner: ``actor``, ``relation``, ``partner`` and
        ``strength`` (the largest of several rows; empty when none is given). An answered no (0)
        names nobody.
    """
    survey = net.origin.survey
    columns = ["actor", "relation", "partner", "strength"]
    if survey is None or survey.ties.empty:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    ties = of_wave(survey.ties, wave_of(net))
    ties = ties[ties["reported_by"].notna() & ties["strength"].ne(0)]
    one, two, teller = (ties[name].astype("object") for name in ("source", "target", "reported_by"))
    own, other = teller.eq(one).to_numpy(), teller.eq(two).to_numpy()
    rows = pd.DataFrame(
        {
            "actor": teller,
            "relation": ties["relation"].astype("object"),
            "partner": np.where(own, two, one),
            "strength": ties["strength"].astype("float64"),
        }
    )[(own | other) & teller.isin(net.inside().actors.index).to_numpy()]
    rows = rows[rows["actor"].ne(rows["partner"])]
    return rows.groupby(columns[:3], sort=False, as_index=False)["strength"].max()
