"""Why two firms should meet, in words, and who could introduce them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from tiesnet.diagnosis.introductions.circle import Circle, circle, columns, common, shared
from tiesnet.diagnosis.introductions.offers import Offers, offers_of
from tiesnet.language import say, word
from tiesnet.metrics import NEAR, Measures, pair_space

KINDS = ("stage", "offers", "place", "body", "partner")
"""Reasons to meet: neighbouring stages, an offer that meets a search, the same place, a body that
both belong to, a partner of both."""
KNOWS, BELONGS = word("knows both"), word("both belong to it")
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
    measures: Measures, one: int, other: int, found: Mapping[str, bool], like: int
) -> list[tuple[str, str]]:
    """Give the reasons of one pair, each shortly and as a clause; `to_ask` says who knows both."""
    around = circle(measures)
    said = []
    if found["stage"]:
        here, there = (_stage(measures, around, end) for end in (one, other))
        stages = {"here": here, "there": there}
        said.append(
            (
                say("neighbouring stages ({here}, {there})", **stages),
                say("they stand at neighbouring stages ({here} and {there})", **stages),
            )
        )
    if found["offers"]:
        offer = _offered(offers_of(measures, like), around, one, other)
        said.append((offer, offer))
    if found["place"]:
        said.append(_placed(around, one, other))
    if found["body"]:
        name = str(around.bodies["name"].iat[common(around.belongs, one, other)[0]])
        said.append((say("both in {body}", body=name), belonging(name)))
    trade = _trade(around, one, other)
    return [*said, (trade, trade)] if trade else said


def belonging(body: str) -> str:
    """Say that two firms belong to a body, as a clause."""
    return say("both belong to {body}", body=body)


def _placed(around: Circle, one: int, other: int) -> tuple[str, str]:
    towns = around.net.actors.get("location")
    here, there = (None, None) if towns is None else (towns.iat[one], towns.iat[other])
    if not isinstance(here, str) or not isinstance(there, str) or _plain(here) != _plain(there):
        return say("close to each other"), say("they are close to each other")
    return say("same place ({place})", place=here), say("both are in {place}", place=here)


def _plain(text: str) -> str:
    return text.strip().casefold()


def to_ask(measures: Measures, one: int, other: int) -> tuple[str | None, str]:
    """Say who could introduce two firms: an id, or the name of a body, and why.

    A partner of both comes first, the one with most relations to them; then a body both belong
    to, then the cluster organisation if it knows both, then one that knows one of them.
    """
    around = circle(measures)
    ids, bodies = around.wide.actors.index, around.bodies.index
    both = [k for k in common(around.known, one, other) if ids[k] not in around.offices]
    if both:
        return str(ids[_closest(around, both, one, other)]), KNOWS
    own = [k for k in common(around.belongs, one, other) if bodies[k] not in around.offices]
    if own and not around.bodies["apart"].iat[own[0]]:
        return str(bodies[own[0]]), BELONGS
    knows = [_knows(around, end) for end in (one, other)]
    for chief in around.offices:
        if all(chief in known for known in knows):
            return chief, KNOWS
    if own:
        return str(bodies[own[0]]), BELONGS
    for end, known in zip((other, one), knows[::-1], strict=True):
        for chief in around.offices:
            if chief in known:
                return chief, say("knows {actor}", actor=around.names[around.place[end]])
    return None, ""


def _closest(around: Circle, partners: list[int], one: int, other: int) -> int:
    """Choose among partners of both: inside the cluster, of most relations, by name."""
    inside = around.wide.actors["in_cluster"]
    relations: Counter[int] = Counter()
    for end in (one, other):
        row = slice(around.known.indptr[end], around.known.indptr[end + 1])
        relations.update(dict(zip(around.known.indices[row], around.known.data[row], strict=True)))
    return min(partners, key=lambda k: (not inside.iat[k], -relations[k], around.names[k]))


def _knows(around: Circle, place: int) -> set[str]:
    partners = around.wide.actors.index[columns(around.known, place)]
    bodies = around.bodies.index[columns(around.belongs, place)]
    return {*map(str, partners), *map(str, bodies)}


def _trade(around: Circle, one: int, other: int) -> str:
    """Name the buyer or supplier two firms share."""
    ends = int(around.place[one]), int(around.place[other])
    buyers, suppliers = common(around.sells, *ends), common(around.buys, *ends)
    if len(buyers):
        return say("both supply {firm}", firm=min(around.names[k] for k in buyers))
    if len(suppliers):
        return say("both buy from {firm}", firm=min(around.names[k] for k in suppliers))
    return ""


def _beside(stages: _Bools) -> _Bools:
    beside = np.zeros_like(stages)
    beside[:, 1:] |= stages[:, :-1]
    beside[:, :-1] |= stages[:, 1:]
    return beside


def _stage(measures: Measures, around: Circle, place: int) -> str:
    survey = measures.net.origin.survey
    labels = pd.Series(dtype="object") if survey is None else survey.stages["label"]
    known = [labels.get(s) for s in around.net.actors["stages"].iat[place]]
    own = around.net.actors["stages"].iat[place]
    return "/".join(str(own[k] if pd.isna(label) else label) for k, label in enumerate(known))


def _offered(offers: Offers, around: Circle, one: int, other: int) -> str:
    giver, taker, offer, search = offers.met(one, other)
    gives, takes = (around.names[around.place[end]] for end in (giver, taker))
    if _plain(offer) == _plain(search):
        return say(
            "{giver} offers “{offer}”, which {taker} seeks", giver=gives, offer=offer, taker=takes
        )
    return say(
        "{giver} offers “{offer}” and {taker} seeks “{search}”",
        giver=gives,
        offer=offer,
        taker=takes,
        search=search,
    )
