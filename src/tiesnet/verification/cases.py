"""The golden cases: small networks with what other programs compute on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from tiesnet.network import Network, network_from_edges
from tiesnet.survey import Survey

_FOLDER = files("tiesnet.verification") / "cases"


@dataclass(frozen=True, eq=False)
class Case:
    """One golden case.

    Attributes
    ----------
    name, title : str
        File name and heading.
    net : Network
        The network, every actor observed; ``stage`` holds the group where there is one.
    entries : mapping of (peer, entry) to (call, value)
        What each peer was asked and answered; a value is a number, or numbers by key.
    """

    name: str
    title: str
    net: Network
    entries: Mapping[tuple[str, str], tuple[str, Any]]

    @property
    def valued(self) -> bool:
        """Whether the ties have different strengths."""
        return bool(self.net.ties["weight"].nunique() > 1)


@cache
def case_names() -> tuple[str, ...]:
    """Name the cases, in order."""
    found = (entry.name for entry in _FOLDER.iterdir() if entry.name.endswith(".json"))
    names = (name.removesuffix(".json") for name in found)
    return tuple(sorted(name for name in names if name != "published"))


@cache
def read_case(name: str) -> Case:
    """Read one case with the published values that belong to it."""
    record = _json(name)
    net = _members(record) if "memberships" in record else _network(record)
    entries = {(e["peer"], e["entry"]): (e["call"], e["value"]) for e in record["entries"]}
    for e in _json("published"):
        if e["case"] == name:
            entries[(e["peer"], e["entry"])] = (e["source"], e["value"])
    return Case(name, record["title"], net, entries)


@cache
def peer_versions() -> Mapping[str, str]:
    """Give the version of each peer the values come from."""
    text = (files("tiesnet.verification") / "peers.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


@cache
def _json(name: str) -> Any:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _network(record: Mapping[str, Any]) -> Network:
    return network_from_edges(
        [tuple(tie) for tie in record["ties"]],
        record["nodes"],
        directed=record["directed"],
        stages=record["groups"],
    )


def _members(record: Mapping[str, Any]) -> Network:
    """Make a network of memberships alone: its actors have no ties but those."""
    net = network_from_edges([], record["actors"], directed=False)
    empty = pd.DataFrame()
    survey = Survey(
        net.actors.drop(columns="stages"),
        empty,
        empty,
        empty,
        empty,
        affiliations=pd.DataFrame(record["memberships"], columns=["actor", "organisation"]),
    )
    return replace(net, origin=replace(net.origin, survey=survey))
