"""Stages, and the supply ties from each place of the chain to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.tested import beside
from tiesnet.inference import TestResult, holm, permute_labels
from tiesnet.language import word
from tiesnet.network import (
    Network,
    chain_steps,
    places_of,
    purchases_known,
    stage_places,
    supply_arcs,
)

NOBODY, MISSING = word("no firm at one end"), word("no supply tie")
FEWER, MORE = word("fewer than expected"), word("more than expected")
USUAL, UNKNOWN = word("about as many as expected"), word("nobody answered")
UNSURE = word("only ties of firms that did not answer in full")
"""What is said of a link between two places of the chain."""
JUMPS, AGAINST = word("jumps over a stage"), word("against the order of the stages")
_Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Places:
    """The places of the chain: ``labels`` in words, ``stages`` of each, in their order."""

    labels: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]


def places(net: Network) -> Places:
    """Name the places of the chain; stages of the same order share one."""
    order, words = stage_places(net), stage_words(net)
    count = int(order.max()) + 1 if len(order) else 0
    names = [order.index[order == place] for place in range(count)]
    return Places(
        tuple(" / ".join(words.get(s, s) for s in own) for own in names),
        tuple(tuple(map(str, own)) for own in names),
    )


def stage_words(net: Network) -> Mapping[str, str]:
    """Give the label of each stage."""
    survey = net.origin.survey
    if survey is None:
        return {}
    return {str(k): str(k if pd.isna(v) else v) for k, v in survey.stages["label"].items()}


def stage_table(view: Network, levels: pd.Series) -> pd.DataFrame:
    """Count the firms of each stage, inside and outside, and their buyers with one supplier.

    Parameters
    ----------
    view : Network
        The trade of the survey, outside firms included.
    levels : Series
        Level along the chain of the firms inside, by id.

    Returns
    -------
    DataFrame
        ``stage``, ``firms``, ``answered``, ``outside``, ``level`` (the middle one), ``buyers``
        (firms inside whose purchases are known and that buy), ``one`` (of them, with one supplier).
    """
    actors = view.actors
    firm = (actors["kind"] == "firm").to_numpy(dtype=bool)
    inside = firm & actors["in_cluster"].to_numpy(dtype=bool)
    answered = view.respondents.observed().to_numpy()
    suppliers = np.bincount(supply_arcs(view)["target"], minlength=len(actors))
    buyers = inside & purchases_known(view) & (suppliers > 0)
    rows = []
    for stage in _stages(view):
        here = np.array([stage in told for told in actors["stages"]], dtype=bool)
        level = levels.reindex(actors.index[here & inside])
        rows.append(
            {
                "stage": stage,
                "firms": int((here & inside).sum()),
                "answered": int((here & inside & answered).sum()),
                "outside": int((here & firm & ~inside).sum()),
                "level": float(level.median()) if level.notna().any() else np.nan,
                "buyers": int((here & buyers).sum()),
                "one": int((here & buyers & (suppliers == 1)).sum()),
            }
        )
    columns = ["stage", "firms", "answered", "outside", "level", "buyers", "one"]
    return pd.DataFrame(rows, columns=columns)


def link_table(
    inside: Network, *, level: float, fewest: int, replications: int, seed: int
) -> pd.DataFrame:
    """Compare the supply ties from each place of the chain to the next with what is expected.

    Parameters
    ----------
    inside : Network
        The trade inside the cluster.
    level : float
        p at or below which a link is called weak or strong.
    fewest : int
        Supply ties between neighbouring places below which nothing is tested.
    replications, seed : int
        Of the shuffles.

    Returns
    -------
    DataFrame
        ``earlier`` and ``later`` (places in words), ``earlier_firms``, ``later_firms``,
        ``both`` (firms at both), ``ties`` (of known pairs), ``reported`` (of any pair), ``known``
        (pairs), ``expected`` (known pairs at the
        density of all neighbouring places together), ``ratio``, ``p`` (two-sided), ``p_holm``
        (allowing for the number of links), ``p_error``, ``replications``, ``seed``, ``test``,
        ``null``, ``says``.
    """
    named = places(inside)
    chain = _Chain(inside, len(named.labels))
    ties, known = (chain.total(counts, chain.place) for counts in (chain.tied, chain.known))
    reported = chain.total(chain.reported, chain.place)
    members, both = chain.members()
    tests = chain.test(replications, seed) if ties.sum() >= fewest else {}
    rows = []
    for k in range(len(named.labels) - 1):
        expected = known[k] * ties.sum() / known.sum() if known.sum() else np.nan
        test = tests.get(str(k))
        rows.append(
            {
                "earlier": named.labels[k],
                "later": named.labels[k + 1],
                "earlier_firms": members[k],
                "later_firms": members[k + 1],
                "both": both[k],
                "ties": int(ties[k]),
                "reported": int(reported[k]),
                "known": int(known[k]),
                "expected": expected if known[k] else np.nan,
                "ratio": ties[k] / expected if expected > 0 else np.nan,
                **beside(test),
                "more": test is not None and test.observed > test.expected,
            }
        )
    drawn = [name for name in LINK_COLUMNS if name not in ("p_holm", "says")]
    table = pd.DataFrame(rows, columns=[*drawn, "more"])
    table["p_holm"] = holm(table["p"].to_numpy(dtype=float))
    table["says"] = [_says(row, level) for row in table.to_dict("records")]
    return table[LINK_COLUMNS]


LINK_COLUMNS = [
    "earlier",
    "later",
    "earlier_firms",
    "later_firms",
    "both",
    "ties",
    "reported",
    "known",
    "expected",
    "ratio",
    "p",
    "p_holm",
    "p_error",
    "replications",
    "seed",
    "test",
    "null",
    "says",
]


def _says(row: Mapping[str, Any], level: float) -> str:
    if not (row["earlier_firms"] and row["later_firms"]):
        return NOBODY
    if not row["known"]:
        return UNKNOWN
    if not row["ties"]:
        return UNSURE if row["reported"] else MISSING
    if np.isnan(row["p_holm"]):
        return ""
    if row["p_holm"] > level:
        return USUAL
    return MORE if row["more"] else FEWER


class _Chain:
    """Every firm inside at every place it stands at, with its supply ties to the next place."""

    def __init__(self, inside: Network, count: int) -> None:
        firm = (inside.actors["kind"] == "firm").to_numpy(dtype=bool)
        told = [
            own if is_firm else () for own, is_firm in zip(places_of(inside), firm, strict=True)
        ]
        #: Which actor stands at which place.
        self.at = np.zeros((len(told), count))
        for actor, own in enumerate(told):
            self.at[actor, list(own)] = 1
        self.actor, self.place = np.nonzero(self.at[:, :-1])
        self.answered = inside.respondents.observed().to_numpy()[self.actor]
        self.tied, self.reported, self.known = (
            table[self.actor, self.place + 1] for table in self._to_places(inside)
        )

    def _to_places(self, inside: Network) -> tuple[_Counts, _Counts, _Counts]:
        """Count the buyers of each actor at each place, and the known pairs with firms there.

        Buyers of known pairs first, then those anybody reported.
        """
        arcs = supply_arcs(inside)
        source, target = arcs["source"].to_numpy(), arcs["target"].to_numpy()
        told = inside.respondents
        sure = told.known(source, target)
        tied, reported = np.zeros_like(self.at), np.zeros_like(self.at)
        np.add.at(tied, source[sure], self.at[target[sure]])
        np.add.at(reported, source, self.at[target])
        # A pair is known by what its two ends answered: actors who answered alike are alike.
        flags = told.answered.to_numpy(dtype=np.int8)
        _, first, kind = np.unique(flags, axis=0, return_index=True, return_inverse=True)
        kind = kind.reshape(-1)
        alike = told.known(first[:, None], first[None, :]).astype(float)
        there = np.zeros((len(first), self.at.shape[1]))
        np.add.at(there, kind, self.at)
        itself = np.diagonal(alike)[kind][:, None] * self.at
        return tied, reported, (alike @ there)[kind] - itself

    def members(self) -> tuple[list[int], list[int]]:
        """Count the firms at each place, and those that are at the next as well."""
        pairs = self.at.T @ self.at
        both = np.diagonal(pairs, offset=1)
        return [int(number) for number in np.diagonal(pairs)], [int(number) for number in both]

    def total(self, counts: _Counts, place: NDArray[np.intp]) -> _Counts:
        """Add up what the firms at each place have."""
        size = max(self.at.shape[1] - 1, 0)
        return np.bincount(place, weights=counts, minlength=size).astype(float)

    def test(self, replications: int, seed: int) -> dict[str, TestResult]:
        """Shuffle the places from which firms supply; each keeps its ties to the next place."""
        among = self.answered & (self.known > 0)
        if len(np.unique(self.place[among])) < 2:
            return {}

        def density(place: NDArray[np.intp]) -> dict[str, float]:
            known = self.total(self.known, place)
            tied = self.total(self.tied, place)
            return {str(k): tied[k] / n if n else np.nan for k, n in enumerate(known)}

        null = word(
            "places shuffled among the firms that answered, each with its ties to the next place"
        )
        return permute_labels(
            density, self.place, among=among, replications=replications, seed=seed, null=null
        )


def odd_ties(view: Network) -> pd.DataFrame:
    """List the supply ties that jump over a place of the chain, or run against its order.

    Returns
    -------
    DataFrame
        ``supplier``, ``supplier_stage``, ``buyer``, ``buyer_stage`` (stages in words),
        ``places`` (how many places it goes; below 0 against the order), ``kind``, ``inside``
        (both ends belong to the cluster).
    """
    arcs = supply_arcs(view)
    source, target = arcs["source"].to_numpy(), arcs["target"].to_numpy()
    steps = chain_steps(view, source, target)
    odd = (steps > 1) | (steps < 0)
    words = stage_words(view)
    stage = [", ".join(words.get(s, s) for s in told) for told in view.actors["stages"]]
    ids = view.actors.index
    rows = [
        {
            "supplier": ids[one],
            "supplier_stage": stage[one],
            "buyer": ids[other],
            "buyer_stage": stage[other],
            "places": int(step),
            "kind": JUMPS if step > 0 else AGAINST,
            "inside": reach == "internal",
        }
        for one, other, step, reach in zip(
            source[odd], target[odd], steps[odd], arcs["reach"][odd], strict=True
        )
    ]
    columns = ["supplier", "supplier_stage", "buyer", "buyer_stage", "places", "kind", "inside"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["kind", "supplier", "buyer"], ignore_index=True)


def _stages(net: Network) -> list[str]:
    """Name the stages: those of the survey in their order, then others that firms name."""
    survey = net.origin.survey
    known = [] if survey is None else list(survey.stages.sort_values("order", kind="stable").index)
    told = sorted({stage for own in net.actors["stages"] for stage in own})
    return list(dict.fromkeys([*map(str, known), *told]))
