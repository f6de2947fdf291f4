"""What a shuffle of an attribute gives: its rows, gathered, and the words that belong to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.attributes.places import null_words
from tiesnet.inference.attributes.words import (
    ATTRIBUTE,
    HOLM,
    LAYER,
    LEVEL,
    METRIC,
    Z,
    figure,
    label_of,
    p_word,
    several,
    too_few,
)
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.language import localised, say, word
from tiesnet.metrics import Metric
from tiesnet.network import Network

TEST = word("permutation of an attribute")
MEAN = word("mean of the actors")
_NUMBER = Field("number", "Number", "word")
_HEAD = (LAYER, METRIC, ATTRIBUTE)
_TITLES = {
    "network": word("The network against shuffled attributes"),
    "actors": word("Every actor against shuffled attributes"),
    "cells": word("Every number against shuffled attributes"),
}
_MOST_SENTENCES = 12
_WORDS = {MEAN: MEAN, "ei": word("E-I index")}


@dataclass
class Told:
    """What the test of some measures has gathered."""

    replications: int
    seed: int
    within: str | None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    records: list[Metric] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    assumptions: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    fixed: int = 0
    most: int = 1

    def add(
        self, table: str, head: dict[str, Any], observed: float, drawn: NDArray[np.float64]
    ) -> dict[str, Any]:
        """Put one number beside what shuffling gave."""
        null = null_words(head["attribute"], self.within)
        result = summarise(float(observed), drawn, self.seed, null, test=TEST)
        varies = result.sd > 1e-12 * max(1.0, abs(result.expected))
        z = (result.observed - result.expected) / result.sd if varies else np.nan
        row = head | result.row() | {"z": z}
        self.rows.setdefault(table, []).append(row)
        return row


def outcome_of(net: Network, told: Told) -> Outcome:
    """Put everything into tables and words."""
    tables = tuple(
        _table(name, told.rows[name])
        for name in ("network", "cells", "actors")
        if name in told.rows
    )
    labels = list(dict.fromkeys(record.label for record in told.records))
    by = ", ".join(repr(name) for name in sorted(told.attributes))
    if told.fixed:
        told.assumptions.append(
            say(
                "{fixed} that no shuffle can change were left out.",
                fixed=several(told.fixed, "number"),
            )
        )
    sources = [key for record in told.records for key in record.source]
    return Outcome(
        "permute",
        say("{labels} against shuffled attributes", labels=", ".join(labels)),
        tables,
        tuple(_sentences(net, told)),
        _method(labels, by, told),
        tuple(dict.fromkeys(told.assumptions)),
        tuple(dict.fromkeys([*told.cautions, *too_few(told.most, told.replications)])),
        tuple(dict.fromkeys([*sources, "phipson2010", "holm1979"])),
        {
            "measures": ", ".join(record.name for record in told.records),
            "attribute": ", ".join(sorted(told.attributes)),
            "shuffled within": told.within or word("all that answered"),
            "replications": told.replications,
            "seed": told.seed,
        },
        net,
    )


def _table(name: str, rows: list[dict[str, Any]]) -> Evidence:
    fields: tuple[Field, ...]
    if name == "network":
        fields = (*_HEAD, _NUMBER, *TEST_FIELDS, Z)
    else:
        kind = Field("of", "Actor", "actor") if name == "actors" else Field("of", "Of")
        fields = (*_HEAD, kind, _NUMBER, *TEST_FIELDS, Z, HOLM)
    reading = say(
        "Observed beside the mean of the shuffles. A small p: the attribute and the ties go "
        "together more, or less, than chance would have it."
    )
    return Evidence(
        name,
        _TITLES[name],
        pd.DataFrame(rows, columns=[one.key for one in fields]),
        fields,
        reading,
        "page" if name == "network" else "folded",
    )


def _method(labels: list[str], by: str, told: Told) -> str:
    among = (
        word("all actors that answered and of which it is known")
        if told.within is None
        else say(
            "the actors alike in {within} that answered and of which it is known",
            within=f"{told.within!r}",
        )
    )
    return say(
        "{labels} was compared with its distribution when {by} is shuffled among "
        "{among}, the ties staying as they are ({replications}, seed {seed}). "
        "Two-sided p is twice the smaller tail, (b + 1) / (m + 1) each (Phipson "
        "and Smyth 2010); p of many actors or cells are adjusted after Holm "
        "(1979).",
        labels=", ".join(labels),
        by=by,
        among=among,
        replications=several(told.replications, "replication"),
        seed=told.seed,
    )


def _sentences(net: Network, told: Told) -> list[str]:
    main = [row for row in told.rows.get("network", []) if row["number"] in _said(row)]
    said = [_sentence(net, row) for row in main[:_MOST_SENTENCES]]
    for name in ("cells", "actors"):
        rows = pd.DataFrame(told.rows.get(name, []))
        if rows.empty:
            continue
        for (layer, metric), part in rows.groupby(["layer", "metric"], sort=False):
            beyond = int((part["p_holm"] <= LEVEL).sum())
            of = several(int(part["p"].notna().sum()), "actor" if name == "actors" else "number")
            said.append(
                say(
                    "{net}, {metric}: {beyond} of {of} beyond chance (p at most {level} "
                    "after Holm's adjustment).",
                    net=label_of(net, layer),
                    metric=say(metric).lower(),
                    beyond=beyond,
                    of=of,
                    level=localised(f"{LEVEL:g}"),
                )
            )
    return said[: 2 * _MOST_SENTENCES]


def _said(row: dict[str, Any]) -> tuple[str, ...]:
    """Name the numbers of a measure that are put into words; the table has all of them."""
    return row["metric"], MEAN, "ei"


def _sentence(net: Network, row: dict[str, Any]) -> str:
    what = f"{label_of(net, row['layer'])}, {say(row['metric'])}"
    what += "" if row["number"] == row["metric"] else f" ({say(_WORDS[row['number']])})"
    if np.isnan(row["observed"]):
        return say("{what}: not defined here.", what=what)
    seen, chance = figure(row["observed"]), figure(row["expected"])
    if np.isnan(row["z"]):
        return say(
            "{what}: {seen}; shuffling {attribute} does not change it.",
            what=what,
            seen=seen,
            attribute=f"{row['attribute']!r}",
        )
    verdict = word("as chance would have it")
    if row["p"] <= LEVEL:
        more = row["observed"] > row["expected"]
        verdict = word("more than chance") if more else word("less than chance")
    return say(
        "{what}: {seen}; with {attribute} shuffled {chance} on average, {p}: {verdict}.",
        what=what,
        seen=seen,
        attribute=f"{row['attribute']!r}",
        chance=chance,
        p=p_word(row["p"]),
        verdict=verdict,
    )
