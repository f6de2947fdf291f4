"""What the map's cards say about every actor."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import ROLES, Mention, brokers, count, findings, risks
from tiesnet.exports.report.words import (
    FIELD_TERMS,
    KINDS,
    ORDER,
    attribute,
    is_blank,
    ordinal,
    shown,
)
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import NetworkFrame
from tiesnet.survey import TABLES

ATTRIBUTES = {column.name: column.type for column in TABLES["actors"].columns}
RINGED = ("hangs by one tie", "outside the main component")
_NO_FACT = {
    "name",
    "kind",
    "stage",
    "respondent",
    "wave",
    "consent",
    "latitude",
    "longitude",
    "inside",
    "place",
    "x",
    "y",
}


def actor_cards(measures: Measures, frame: NetworkFrame) -> list[dict[str, Any]]:
    """Give every actor its words: one line, a status sentence, facts, and its place in the queue.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    frame : NetworkFrame
        The map, whose order of nodes is kept.
    """
    rank = brokers(measures) if ("all", "betweenness") in measures.actors.columns else None
    told = _told(measures)
    cut = risks(measures)["cuts_off"].to_dict()
    labels = frame.stages["label"]
    attributes = [str(c) for c in measures.net.actors.columns if c not in _NO_FACT | {"in_cluster"}]
    attributes = [name for name in attributes if name != "stages"]
    return [
        _card(str(actor), row, rank, labels, attributes)
        | {"told": str(actor) in told, "status": _status(row, int(cut.get(actor, 0)))}
        for actor, row in frame.nodes.iterrows()
    ]


def _card(
    actor: str, row: pd.Series, rank: pd.DataFrame | None, labels: pd.Series, attributes: list[str]
) -> dict[str, Any]:
    broker = rank.loc[actor] if rank is not None and actor in rank.index else None
    stage = shown(labels.get(row["stage"], row["stage"]))
    return {
        "line": " · ".join(part for part in (stage, _kind(row), _people(row)) if part),
        "short": _short(row, stage),
        "term": FIELD_TERMS.get(str(row["connection"]), ""),
        "facts": _facts(row, broker),
        "about": _attributes(row, attributes),
        "ring": bool(row["inside"]) and row["connection"] in RINGED,
        "rank": round(100 * _zero(row["betweenness"]) + _zero(row["partners"]), 4),
    }


def _told(measures: Measures) -> set[str]:
    """Collect whoever is named in a finding: they are labelled before the merely central."""
    parts = [part for finding in findings(measures) for part in finding.rest]
    return {part.id for part in parts if isinstance(part, Mention)}


def _zero(value: Any) -> float:
    return 0.0 if is_blank(value) else float(value)


def _kind(row: pd.Series) -> str:
    word = KINDS.get(str(row["kind"]), str(row["kind"]))
    if not row["inside"]:
        return f"{word}, outside the cluster"
    return "" if word == "firm" else word


def _people(row: pd.Series) -> str:
    size = row.get("size")
    return "" if is_blank(size) else count(round(float(size)), "person", "people")


def _short(row: pd.Series, stage: str) -> str:
    """Say in a few words what a pointer wants to know."""
    partners = (
        "" if is_blank(row["partners"]) else count(int(row["partners"]), "partner", "partners")
    )
    word = row["connection"] if row["connection"] in ORDER else ""
    word = "" if word in ("connected", "not surveyed") else word
    return ", ".join(p for p in (stage or _kind(row) or "firm", partners, shown(word)) if p)


def _status(row: pd.Series, cuts_off: int) -> str:
    if not row["inside"]:
        return "Outside the cluster: others name it, it was not asked."
    named = 0 if is_blank(row["named_by"]) else int(row["named_by"])
    said = f"Named by {named}." if named else "Nobody names it."
    words = {
        "silent": f"Silent: asked, did not answer. {said}",
        "not surveyed": f"Not surveyed: it was never asked. {said}",
        "isolate": "Disconnected: answered, and has no tie "
        + ("inside the cluster." if row["place"] == "map" else "at all."),
        "outside the main component": "Disconnected: tied only to a group apart from the main one.",
        "hangs by one tie": "Disconnected: hangs by one tie.",
        "hangs by one actor": _hangs(row),
        "core number 1 or less": "Loosely tied: it sits on a chain of single ties.",
        "unclear": "Unclear: an answer that is missing may connect it.",
    }
    apart = " None of its partners answered." if row["place"] == "beside" else ""
    return words.get(str(row["connection"]), "Connected." + _holds(cuts_off)) + apart


def _hangs(row: pd.Series) -> str:
    name = shown(row["hangs_by"])
    return f"Hangs by one actor: cut off if {name} leaves." if name else "Hangs by one actor."


def _holds(cuts_off: int) -> str:
    if not cuts_off:
        return ""
    who = count(cuts_off, "actor reaches", "actors reach")
    return f" {who} the others only through it, in the ties reported."


def _facts(row: pd.Series, broker: pd.Series | None) -> list[tuple[str, str, str]]:
    """Give label, value and the measure that defines it."""
    facts = [
        ("Partners", shown(row["partners"], "count"), "degree"),
        ("by formal ties", shown(row["partners_formal"], "count"), "degree"),
        ("by informal ties", shown(row["partners_informal"], "count"), "degree"),
        ("Named by", shown(row["named_by"], "count"), "named_by"),
        ("Effective size", shown(row["effective_size"], "number"), "effective_size"),
        ("Constraint", shown(row["constraint"], "number"), "constraint_ego"),
    ]
    if broker is not None and broker["betweenness"] > 0:
        facts.append(("Place as broker", ordinal(int(broker["rank"])), "betweenness_normalised"))
    if broker is not None:
        facts += [
            (catalogue()[role].label, shown(broker[role], "count"), role)
            for role in ROLES
            if role in broker.index and _zero(broker[role])
        ]
    return [fact for fact in facts if fact[1]]


def _attributes(row: pd.Series, names: list[str]) -> list[tuple[str, str]]:
    said = {"size"} if _people(row) else set()
    facts = [
        (name.replace("_", " ").capitalize(), attribute(row[name], ATTRIBUTES.get(name, "")))
        for name in names
        if name not in said
    ]
    return [fact for fact in facts if fact[1]][:12]
