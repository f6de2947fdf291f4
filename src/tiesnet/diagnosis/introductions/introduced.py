"""The log of introductions, checked: which pairs have a tie since, and of which it is not known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis.evidence import Evidence, Field
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.introductions.open_pairs import MADE, log
from tiesnet.diagnosis.kept import kept
from tiesnet.diagnosis.words import count
from tiesnet.language import joined, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network, build_network, tie_parts
from tiesnet.survey import wave_order

TIED, NOT_TIED = word("yes"), word("no")
NOT_KNOWN, LATER = word("not known"), word("next wave")
_FIELDS = (
    Field("one", "Firm", "actor"),
    Field("other", "Introduced to", "actor"),
    Field("wave", "After wave"),
    Field("by", "Introduced by"),
    Field("tied", "Tied since", "word", definition="In any relation, in the wave shown."),
    Field("relations", "Relations"),
    Field(
        "before",
        "Tied before",
        "word",
        definition="In a wave up to that of the introduction.",
    ),
    Field("remark", "Remark"),
)


@kept
def introduced(measures: Measures) -> pd.DataFrame:
    """Check every introduction that the log says was made.

    Returns
    -------
    DataFrame
        ``one``, ``other`` (ids), ``wave``, ``by``, ``tied`` (yes; no; not known, when an answer
        that could say so is missing; next wave, when it was made after the wave shown),
        ``relations`` (their labels), ``before`` (yes, no or not known, empty where no earlier
        wave is in the survey) and ``remark``.
    """
    rows = log(measures)
    rows = rows[rows["state"] == MADE]
    net = measures.net.layer("all")
    made = [_checked(measures, net, row) for _, row in rows.iterrows()]
    return pd.DataFrame(made, columns=[field.key for field in _FIELDS])


def evidence(measures: Measures) -> Evidence:
    """Give the log as a table of evidence."""
    return Evidence(
        "introduced",
        "Introductions made, checked",
        introduced(measures),
        _FIELDS,
        "Not known: one of them did not answer a question that would tell. A tie since says "
        "nothing of what brought it about.",
    )


def find_introduced(measures: Measures) -> Finding | None:
    """Say how many of the pairs introduced have a tie since."""
    rows = introduced(measures)
    seen = rows[rows["tied"] != LATER]
    if seen.empty:
        return None
    said = seen["tied"].value_counts()
    tied, without, dark = (int(said.get(word, 0)) for word in (TIED, NOT_TIED, NOT_KNOWN))
    claim = say_n(
        tied,
        "{n} of {pairs} has a tie since",
        "{n} of {pairs} have a tie since",
        pairs=count(len(seen), "pair introduced", "pairs introduced"),
    )
    parts = [say_n(without, "{n} has none", "{n} have none")] if without else []
    if dark:
        parts.append(say("of {n} it is not known, since answers are missing", n=dark))
    rest = f"; {', '.join(parts)}." if parts else "."
    return Finding("introduced", "introductions", claim, (rest,), rows)


def _checked(measures: Measures, net: Network, row: pd.Series) -> dict[str, object]:
    one, other = str(row["one"]), str(row["other"])
    said: dict[str, object] = {"one": one, "other": other, "relations": "", "remark": ""}
    said |= {name: "" if pd.isna(row[name]) else str(row[name]) for name in ("wave", "by")}
    said["before"] = _before(measures, one, other, str(said["wave"]))
    shown = str(measures.net.origin.parameters.get("wave") or "")
    if said["wave"] and shown and not wave_order(str(said["wave"])) < wave_order(shown):
        return said | {"tied": LATER}
    places = net.actors.index.get_indexer([one, other])
    if (places < 0).any():
        return said | {"tied": NOT_KNOWN, "remark": say("one of them is not in this wave")}
    relations = _relations(measures.net, *map(int, places))
    if relations:
        return said | {"tied": TIED, "relations": ", ".join(relations)}
    if net.respondents.known(places, places[::-1]).all():
        return said | {"tied": NOT_TIED}
    return said | {"tied": NOT_KNOWN, "remark": _missing(net, places)}


def _relations(net: Network, one: int, other: int) -> list[str]:
    """Name the relations in which two actors are tied."""
    parts = tie_parts(net)
    ends = parts[["source", "target"]].to_numpy()
    here = (np.sort(ends, axis=1) == sorted((one, other))).all(axis=1)
    survey = net.origin.survey
    labels = (net.layers if survey is None else survey.relations)["label"]
    return sorted({str(labels.get(k, k)) for k in parts.loc[here, "layer"]})


def _missing(net: Network, places: np.ndarray) -> str:
    seen = net.respondents.observed().to_numpy(dtype=bool)[places]
    names = net.actors["name"].astype(str).iloc[places[~seen]]
    if not len(names):
        return say("not everybody was asked")
    return say_n(
        len(names),
        "{names} did not answer every question",
        "{names} did not answer every question",
        names=joined(list(names)),
    )


def _before(measures: Measures, one: str, other: str, wave: str) -> str:
    """Say whether any report of a wave up to the introduction tells of a tie, if it is known."""
    survey = measures.net.origin.survey
    if survey is None or not wave:
        return ""
    ties = survey.ties
    waves = [w for w in ties["wave"].dropna().unique() if not wave_order(wave) < wave_order(str(w))]
    if not waves:
        return ""
    early = ties[ties["wave"].isin(waves) & ~ties["strength"].eq(0)]
    pair = early["source"].isin([one, other]) & early["target"].isin([one, other])
    if pair.any():
        return TIED
    told = [_told(net, one, other) for w, net in _waves(measures).items() if w in set(waves)]
    return NOT_TIED if all(told) else NOT_KNOWN


@kept
def _waves(measures: Measures) -> dict[str, Network]:
    """Build the network of every wave of the survey, all relations, as this one is built."""
    survey, used = measures.net.origin.survey, measures.net.origin.parameters
    if survey is None:
        return {}
    return {
        str(wave): build_network(survey, policies=used.get("policies"), wave=str(wave)).layer("all")
        for wave in survey.ties["wave"].dropna().unique()
    }


def _told(net: Network, one: str, other: str) -> bool:
    """Tell whether two actors answered in a wave what shows that they had no tie."""
    places = net.actors.index.get_indexer([one, other])
    return bool((places >= 0).all() and net.respondents.known(places, places[::-1]).all())
