"""Why two firms should meet, in words, and who could introduce them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from tiesnet.diagnosis.circle import Circle, circle, common, shared
from tiesnet.diagnosis.offers import Offers, offers_of
from tiesnet.metrics import NEAR, Measures, pair_space

KINDS = ("stage", "offers", "place", "body", "partner")
"""Reasons to meet: neighbouring stages, an offer that meets a search, the same place, a body that
both belong to, a partner of both."""
KNOWS, BELONGS = "knows both", "both belong to it"
_Places = NDArray[np.intp]
_Bools = NDArray[np.bool_]


def reasons(
    measures: Measures, one: ArrayLike, other: ArrayLike, *, like: int, near: float = NEAR
) -> pd.DataFrame:
    """Say, pair by pair, which reasons there are to introduce two firms.

    Parameters
    ----------
    measures : Measures
        From `measure`.
    one, other : array of int
        Positions among the actors inside the cluster.
    like : int
        From which likeness, of 100, an offer meets what is sought.
    near : float
        Kilometres below which two firms are at the same place.

    Returns
    -------
    DataFrame of bool
        One row per pair, one column for each of `KINDS`.
    """
    around = circle(measures)
    first, second = (np.asarray(ends, dtype=np.intp) for ends in (one, other))
    beside = _beside(around.stages)
    offers = offers_of(measures, like)
    bodies = around.belongs[:, ~around.bodies["apart"].to_numpy(dtype=bool)]
    co_located = pair_space(around.net, first, second, near)["co_located"]
    return pd.DataFrame(
        {
            "stage": (around.stages[first] & beside[second]).any(axis=1),
            "offers": offers.between(first, second),
            "place": co_located.fillna(False).to_numpy(dtype=bool),
            "body": shared(bodies, first, second),
            "partner": shared(around.known, first, second),
        }
    )


def in_words(
    measures: Measures, one: int, other: int, found: pd.Series, like: int
) -> list[tuple[str, str]]:
    """Give the reasons of one pair, each shortly and as a clause; `to_ask` says who knows both."""
    around = circle(measures)
    said = []
    if found["stage"]:
        here, there = _stages(measures, around, one, other)
        long = f"they stand at neighbouring stages ({here} and {there})"
        said.append((f"neighbouring stages ({here}, {there})", long))
    if found["offers"]:
        offer = _offered(offers_of(measures, like), around.net.actors["name"], one, other)
        said.append((offer, offer))
    if found["place"]:
        said.append(_placed(around.net.actors, one, other))
    if found["body"]:
        own = around.bodies.iloc[common(around.belongs, one, other)]
        name = sorted(own.loc[~own["apart"], "name"].astype(str))[0]
        said.append((f"both in {name}", f"both belong to {name}"))
    trade = _trade(around, one, other)
    return [*said, (trade, trade)] if trade else said


def _placed(actors: pd.DataFrame, one: int, other: int) -> tuple[str, str]:
    towns = actors["location"].iloc[[one, other]] if "location" in actors else pd.Series([None])
    if towns.isna().any() or towns.str.strip().str.casefold().nunique() > 1:
        return "close to each other", "they are close to each other"
    return f"same place ({towns.iloc[0]})", f"both are in {towns.iloc[0]}"


def to_ask(measures: Measures, one: int, other: int) -> tuple[str | None, str]:
    """Say who could introduce two firms: an id, or the name of a body, and why.

    A partner of both comes first, the one with most relations to them; then a body both belong
    to, then the cluster organisation if it knows both, then one that knows one of them.
    """
    around = circle(measures)
    ids, names = around.wide.actors.index, around.net.actors["name"]
    office = ids.isin(around.offices)
    both = common(around.known, one, other)
    partners = both[~office[both]]
    if len(partners):
        return str(ids[_closest(around, partners, one, other)]), KNOWS
    own = common(around.belongs, one, other)
    body = around.bodies.iloc[own].sort_values(["apart", "firms", "name"])
    usual = body[~body.index.isin(around.offices)]
    if len(usual) and not usual["apart"].iloc[0]:
        return str(usual.index[0]), BELONGS
    knows = [_knows(around, end) for end in (one, other)]
    for chief in around.offices:
        if all(chief in known for known in knows):
            return chief, KNOWS
    if len(usual):
        return str(usual.index[0]), BELONGS
    for end, known in zip((other, one), knows[::-1], strict=True):
        for chief in around.offices:
            if chief in known:
                return chief, f"knows {names.iloc[end]}"
    return None, ""


def _closest(around: Circle, partners: _Places, one: int, other: int) -> int:
    """Choose among partners of both: of most relations, inside the cluster, by name."""
    weight = around.known[[one]].toarray()[0] + around.known[[other]].toarray()[0]
    actors = around.wide.actors
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    order = sorted(partners, key=lambda k: (not inside[k], -weight[k], str(actors["name"].iloc[k])))
    return int(order[0])


def _knows(around: Circle, place: int) -> set[str]:
    partners = around.wide.actors.index[around.known[[place]].indices]
    return {*map(str, partners), *map(str, around.bodies.index[around.belongs[[place]].indices])}


def _trade(around: Circle, one: int, other: int) -> str:
    """Name the buyer or supplier two firms share."""
    ends = int(around.place[one]), int(around.place[other])
    names = around.wide.actors["name"].astype(str)
    for table, words in ((around.sells, "supply"), (around.sells.T.tocsr(), "buy from")):
        partners = common(table, *ends)
        if len(partners):
            return f"both {words} {sorted(names.iloc[partners])[0]}"
    return ""


def _beside(stages: _Bools) -> _Bools:
    beside = np.zeros_like(stages)
    beside[:, 1:] |= stages[:, :-1]
    beside[:, :-1] |= stages[:, 1:]
    return beside


def _stages(measures: Measures, around: Circle, one: int, other: int) -> list[str]:
    survey = measures.net.origin.survey
    labels = {} if survey is None else survey.stages["label"].dropna().to_dict()
    stages = around.net.actors["stages"].iloc[[one, other]]
    return ["/".join(str(labels.get(s, s)) for s in own) for own in stages]


def _offered(offers: Offers, names: pd.Series, one: int, other: int) -> str:
    giver, taker, offer, search = offers.met(one, other)
    if offer.casefold() == search.casefold():
        return f"{names.iloc[giver]} offers “{offer}”, which {names.iloc[taker]} seeks"
    return f"{names.iloc[giver]} offers “{offer}” and {names.iloc[taker]} seeks “{search}”"
