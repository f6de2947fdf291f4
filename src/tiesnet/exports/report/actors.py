"""What the map's cards say about every actor."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import Mention, findings, risks
from tiesnet.exports.report.attributes import attribute_label
from tiesnet.exports.report.cells import Terms
from tiesnet.exports.report.proposed import proposed
from tiesnet.exports.report.standing import DEFINED, Standing
from tiesnet.exports.report.words import (
    KINDS,
    ORDER,
    SYMBOLS,
    attribute,
    is_blank,
    shown,
)
from tiesnet.exports.tables import STATUS_WORDS
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures, catalogue
from tiesnet.network import PARTLY
from tiesnet.plots import NetworkFrame
from tiesnet.survey import TABLES

ATTRIBUTES = {column.name: column.type for column in TABLES["actors"].columns}
RINGED = ("hangs by one tie", "outside the main component")
MOST_SAID = 12
"""Attributes a card shows."""
_NO_FACT = {
    "name",
    "kind",
    "stage",
    "stages",
    "respondent",
    "wave",
    "consent",
    "contact",
    "latitude",
    "longitude",
    "in_cluster",
    "offers",
    "seeks",
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
    told = _told(measures)
    cut = risks(measures)["cuts_off"].to_dict()
    standing, pairs = Standing(measures, frame), _placed(measures, frame)
    labels = frame.stages["label"]
    attributes = [str(c) for c in measures.net.actors.columns if c not in _NO_FACT]
    return [
        _card(row, labels, attributes)
        | {
            "told": str(actor) in told,
            "status": _status(row, int(cut.get(actor, 0))),
            "facts": standing.facts(actor),
            "roles": standing.roles(actor),
            "meets": pairs.get(str(actor), []),
        }
        for actor, row in frame.nodes.iterrows()
    ]


def define(terms: Terms) -> None:
    """Ask for the definitions of all that a card names."""
    for name in DEFINED:
        if name in catalogue():
            terms.metric(name)


def _card(row: pd.Series, labels: pd.Series, attributes: list[str]) -> dict[str, Any]:
    stage = shown(labels.get(row["stage"], row["stage"]))
    return {
        "line": " · ".join(part for part in (stage, _kind(row), _people(row)) if part),
        "short": _short(row, stage),
        "word": _word(row),
        "symbol": SYMBOLS.get(str(row["connection"]), ""),
        "offers": shown(row.get("offers")),
        "seeks": shown(row.get("seeks")),
        "about": _attributes(row, attributes),
        "ring": bool(row["inside"]) and row["connection"] in RINGED,
        "rank": round(100 * _zero(row["betweenness"]) + _zero(row["partners"]), 4),
    }


def _placed(measures: Measures, frame: NetworkFrame) -> dict[str, list[dict[str, Any]]]:
    """Give the introductions of every actor with places on the map for ids."""
    places = {str(actor): place for place, actor in enumerate(frame.nodes.index)}
    return {
        actor: [
            {
                **one,
                "whom": places[one["whom"]],
                "ask": places.get(one["ask"], shown(one["ask"])),
            }
            for one in pairs
            if one["whom"] in places
        ]
        for actor, pairs in proposed(measures).items()
    }


def _told(measures: Measures) -> set[str]:
    """Collect whoever is named in a finding: they are labelled before the merely central."""
    parts = [part for finding in findings(measures) for part in finding.rest]
    return {part.id for part in parts if isinstance(part, Mention)}


def _zero(value: Any) -> float:
    return 0.0 if is_blank(value) else float(value)


def _kind(row: pd.Series) -> str:
    said = say(KINDS.get(str(row["kind"]), str(row["kind"])))
    if not row["inside"]:
        return say("{kind}, outside the cluster", kind=said)
    return "" if row["kind"] == "firm" else said


def _people(row: pd.Series) -> str:
    size = row.get("size")
    return "" if is_blank(size) else say_n(round(float(size)), "{n} person", "{n} people")


def _word(row: pd.Series) -> str:
    """Give the status in a word or two; actors outside have none."""
    if not row["inside"]:
        return say("outside the cluster")
    status = str(row["connection"])
    return say(STATUS_WORDS.get(status, status)) if status in ORDER else ""


def _short(row: pd.Series, stage: str) -> str:
    """Say in a few words what a pointer wants to know."""
    partners = "" if is_blank(row["partners"]) else _partners(int(row["partners"]))
    told = row["connection"] not in ("connected", "not surveyed") and row["inside"]
    what = stage or _kind(row) or say("firm")
    return ", ".join(part for part in (what, partners, _word(row) if told else "") if part)


def _partners(n: int) -> str:
    return say_n(n, "{n} partner", "{n} partners")


def _status(row: pd.Series, cuts_off: int) -> str:
    """Say in a sentence or two how an actor hangs together with the others."""
    if not row["inside"]:
        return say("Outside the cluster: others name it, it was not asked.")
    said = [_connected(row, cuts_off)]
    if row["place"] == "beside":
        said.append(say("None of its partners answered."))
    if row["answered"] == PARTLY and row["kind"] == "firm":
        said.append(say("This firm answered in part: its numbers may be higher."))
    return " ".join(said)


def _connected(row: pd.Series, cuts_off: int) -> str:
    status = str(row["connection"])
    if status == "silent":
        return f"{say('Silent: asked, did not answer.')} {_named(row)}"
    if status == "not surveyed":
        return f"{say('Not surveyed: it was never asked.')} {_named(row)}"
    if status == "isolate":
        inside = row["place"] == "map"
        return (
            say("Disconnected: answered, and has no tie inside the cluster.")
            if inside
            else say("Disconnected: answered, and has no tie at all.")
        )
    said = {
        "outside the main component": say(
            "Disconnected: tied only to a group apart from the main one."
        ),
        "hangs by one tie": say("Disconnected: hangs by one tie."),
        "hangs by one actor": _hangs(row),
        "core number 1 or less": say("Loosely tied: it sits on a chain of single ties."),
        "unclear": say("Unclear: an answer that is missing may connect it."),
        "connected": _holds(cuts_off),
    }
    return said.get(status, say("Whether it is connected cannot be said."))


def _named(row: pd.Series) -> str:
    named = 0 if is_blank(row["named_by"]) else int(row["named_by"])
    return say_n(named, "Named by {n}.", "Named by {n}.") if named else say("Nobody names it.")


def _hangs(row: pd.Series) -> str:
    name = shown(row["hangs_by"])
    if not name:
        return say("Hangs by one actor.")
    return say("Hangs by one actor: cut off if {name} leaves.", name=name)


def _holds(cuts_off: int) -> str:
    """Say that an actor is connected, and who reaches the others only through it."""
    if not cuts_off:
        return say("Connected.")
    return say_n(
        cuts_off,
        "Connected. {n} actor reaches the others only through it, in the ties reported.",
        "Connected. {n} actors reach the others only through it, in the ties reported.",
    )


def _attributes(row: pd.Series, names: list[str]) -> list[tuple[str, str]]:
    said = {"size"} if _people(row) else set()
    facts = [
        (attribute_label(name), attribute(row[name], ATTRIBUTES.get(name, "")))
        for name in names
        if name not in said
    ]
    return [fact for fact in facts if fact[1]][:MOST_SAID]
