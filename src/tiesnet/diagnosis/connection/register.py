"""The register of firms: who answered, who is disconnected, who is silent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesnet.diagnosis.kept import kept
from tiesnet.diagnosis.words import count
from tiesnet.errors import NeedsError
from tiesnet.language import percent_text, say, say_n
from tiesnet.metrics import (
    ISOLATE,
    LOW_CORE,
    ONE_ACTOR,
    ONE_TIE,
    OUTSIDE,
    UNCLEAR,
    Measures,
    design_of,
    naming,
)
from tiesnet.network import ANSWERED, NOT_SURVEYED, PARTLY, SILENT

DISCONNECTED = (ISOLATE, OUTSIDE, ONE_TIE)
HANGING = (ONE_ACTOR, LOW_CORE)
NEEDED = (
    "degree",
    "betweenness",
    "answered",
    "connection",
    "connection_firms",
    "hangs_by",
    "named_by",
)
"""What the register reads of the measures over all ties."""

ENOUGH = 0.7
"""Share of answers below which nothing is claimed from the absence of ties."""


@dataclass(frozen=True)
class Response:
    """How many firms were asked, and how many answered.

    Attributes
    ----------
    asked, answered, partly, silent : int
        Firms of the cluster; ``answered`` includes those who answered partly.
    assumed : bool
        True when the survey says nothing about responses, so that all count as answered.
    """

    asked: int
    answered: int
    partly: int
    silent: int
    assumed: bool = False

    @property
    def sentence(self) -> str:
        """Give the response rate in words."""
        if not self.asked:
            return say("No firm was asked")
        firms = count(self.asked, "firm", "firms")
        if self.assumed:
            return say("{firms}; the survey does not say who answered", firms=firms)
        return say_n(
            self.answered,
            "{n} of {firms} answered ({share})",
            "{n} of {firms} answered ({share})",
            firms=firms,
            share=percent_text(f"{100 * self.answered / self.asked:.0f}"),
        )


def response(measures: Measures) -> Response:
    """Count the answers of the firms inside the cluster."""
    net = measures.net.inside()
    states = net.respondents.states()[(net.actors["kind"] == "firm").to_numpy()]
    found = states.value_counts()
    partly, silent = int(found.get(PARTLY, 0)), int(found.get(SILENT, 0))
    answered = int(found.get(ANSWERED, 0)) + partly
    codes = set(net.origin.assumptions["code"]) if len(net.origin.assumptions) else set()
    return Response(answered + silent, answered, partly, silent, "fully_observed" in codes)


def few_answers(measures: Measures) -> str:
    """Warn when too few firms were asked or answered for numbers of the whole network."""
    if part := not_everybody(measures):
        return say(
            "{survey}: numbers of the whole network are left out, and nobody is called "
            "disconnected.",
            survey=part,
        )
    asked = response(measures)
    if asked.assumed or not asked.asked or asked.answered >= ENOUGH * asked.asked:
        return ""
    return say_n(
        asked.answered,
        "Only {n} of {firms} answered: numbers of the whole network may be far from the truth.",
        "Only {n} of {firms} answered: numbers of the whole network may be far from the truth.",
        firms=count(asked.asked, "firm", "firms"),
    )


def not_everybody(measures: Measures) -> str:
    """Say whom a survey covers that did not ask everybody; empty for a census."""
    covers = {
        "sample": say("The survey covers a sample of firms"),
        "ego": say("The survey covers single firms and their own partners"),
    }
    return covers.get(design_of(measures.net), "")


def why_not_said(measures: Measures) -> str:
    """Say why nothing can be said of the whole network where nothing is found."""
    return not_everybody(measures) or say("No firm answered")


@kept
def register(measures: Measures) -> pd.DataFrame:
    """Give every firm of the cluster its status.

    Returns
    -------
    DataFrame
        Indexed by firm id: ``name``, ``stage``, ``answered``, ``connection``,
        ``connection_firms`` (without institutions), ``hangs_by``, ``partners`` and ``named_by``.
    """
    table = whole(measures)
    actors = measures.net.actors.loc[table.index]
    stage = _stage_labels(measures, actors["stage"])
    columns = ["answered", "connection", "connection_firms", "hangs_by", "named_by"]
    rows = pd.DataFrame({"name": actors["name"], "stage": stage}).join(table[columns])
    rows["partners"] = table["degree"]
    return rows[(actors["kind"] == "firm").to_numpy()]


def whole(measures: Measures) -> pd.DataFrame:
    """Give the columns over all ties, which a diagnosis reads.

    Raises
    ------
    NeedsError
        Only some layers or measures were computed.
    """
    skipped = set(measures.skipped.loc[measures.skipped["layer"] == "all", "metric"])
    if "all" in measures.layers:
        table: pd.DataFrame = measures.actors["all"]
        missing = [name for name in NEEDED if name not in table.columns]
        if set(missing) <= skipped:
            return table.assign(**dict.fromkeys(missing, np.nan))
    raise NeedsError(
        say("A diagnosis reads all layers and measures, and only some were computed."),
        say("Call measure(network) without choosing layers or metrics."),
    )


def disconnected(measures: Measures) -> pd.DataFrame:
    """List the firms that answered and are disconnected or hang loosely, the most cut off first.

    ``connection`` says which: the words of `DISCONNECTED` mean disconnected, those of `HANGING`
    that the firm is tied in but would be lost with one actor. Silent firms and those never asked
    are not in it: about them we do not know.
    """
    rows = register(measures)
    words = (*DISCONNECTED, *HANGING)
    rows = rows[rows["connection"].isin(words)]
    rank = rows["connection"].map({word: k for k, word in enumerate(words)})
    return rows.assign(rank=rank).sort_values(["rank", "name"]).drop(columns="rank")


def silent(measures: Measures) -> pd.DataFrame:
    """List the firms that were asked and did not answer, the most often named first."""
    rows = register(measures)
    rows = rows[rows["answered"] == SILENT].copy()
    found = namers(measures)
    rows["namers"] = [tuple(found.get(str(k), ())) for k in rows.index]
    rows["named_by_whom"] = [", ".join(names) for names in rows["namers"]]
    rows["named_by"] = rows["named_by"].fillna(0).astype(int)
    return rows.sort_values(["named_by", "name"], ascending=[False, True])


def only_through_institutions(measures: Measures) -> pd.DataFrame:
    """List the firms that are tied in with institutions, and disconnected without them."""
    rows = register(measures)
    fine = ~rows["connection"].isin((*DISCONNECTED, SILENT, NOT_SURVEYED, UNCLEAR))
    return rows[fine & rows["connection_firms"].isin(DISCONNECTED)].sort_values("name")


def unclear(measures: Measures) -> pd.DataFrame:
    """List the firms that would be called disconnected, were it not for missing answers."""
    rows = register(measures)
    return rows[rows["connection"] == UNCLEAR].sort_values("name")


def not_surveyed(measures: Measures) -> pd.DataFrame:
    """List the firms inside the cluster that were never asked."""
    rows = register(measures)
    return rows[rows["answered"] == NOT_SURVEYED].sort_values("name")


def namers(measures: Measures) -> dict[str, list[str]]:
    """Give, for every actor inside the cluster, the names of those that `named_by` counts."""
    net = measures.net.inside().layer("all")
    ids, names = net.actors.index, net.actors["name"].astype(str).to_numpy()
    found: dict[str, list[str]] = {}
    for named, partner in naming(net):
        found.setdefault(str(ids[named]), []).append(str(names[partner]))
    return {actor: sorted(people) for actor, people in found.items()}


def _stage_labels(measures: Measures, stage: pd.Series) -> pd.Series:
    survey = measures.net.origin.survey
    if survey is None or survey.stages.empty:
        return stage
    labels = survey.stages["label"]
    return stage.map(lambda s: labels.get(s, s), na_action="ignore")
