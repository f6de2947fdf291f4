"""Networks in which some firms did not answer, and the whole ones they come from."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from tiesnet.network import OUTGOING, Network, Respondents, network_from_edges
from tiesnet.survey import Survey, read_survey


def asked_once(net: Network) -> Network:
    """Every firm was asked for the ties that start from it, and its word decides."""
    asked = net.respondents.asked.copy()
    asked[:] = np.int8(OUTGOING)
    questions = net.respondents.questions.assign(combine="source")
    told = Respondents(asked, asked.copy(), questions)
    return replace(net, layers=net.layers.assign(combine="source"), respondents=told)


def silenced(net: Network, silent: Collection[str]) -> Network:
    """Take back the answers of some firms, with the ties only they told of."""
    flags = net.actors.index.isin(list(silent))
    answered = net.respondents.answered.copy()
    answered[flags] = np.int8(0)
    gone = flags[net.ties["source"].to_numpy()]
    if not net.directed:
        gone &= flags[net.ties["target"].to_numpy()]
    ties = net.ties[~gone].reset_index(drop=True)
    return replace(net, ties=ties, respondents=replace(net.respondents, answered=answered))


def drawn_network(
    actors: int = 24, seed: int = 3, *, directed: bool = True, strengths: bool = False
) -> Network:
    """A whole network with firms that are popular, and arrows that are returned."""
    rng = np.random.default_rng(seed)
    odds = rng.normal(0, 1, (1, actors)) + rng.normal(0, 0.6, (actors, 1)) - 1.8
    tied = rng.random((actors, actors)) < 1 / (1 + np.exp(-odds))
    tied |= tied.T & (rng.random((actors, actors)) < 0.3)
    np.fill_diagonal(tied, False)
    names = [f"f{k:02}" for k in range(actors)]
    kept = tied if directed else np.triu(tied | tied.T)
    edges = [
        (names[a], names[b], *([int(rng.integers(1, 4))] if strengths else []))
        for a, b in np.argwhere(kept)
    ]
    stages = {name: "abc"[k % 3] for k, name in enumerate(names)}
    net = network_from_edges(edges, names, directed=directed, stages=stages)
    return asked_once(net) if directed else net


def small_survey(
    place: Path,
    combine: str,
    ties: Sequence[tuple[str, str, str]],
    *,
    firms: str = "abcdefgh",
    silent: Collection[str] = (),
    directed: bool = True,
    strength: Mapping[tuple[str, str, str], int] | None = None,
) -> Survey:
    """One relation; ties are (source, target, who says so), everybody is asked for both ends."""
    place.mkdir(parents=True, exist_ok=True)
    tables = {
        "survey": [["title", "design"], ["small", "census"]],
        "actors": [
            ["id", "name", "respondent"],
            *([f, f"Firm {f}", "no" if f in silent else "yes"] for f in firms),
        ],
        "relations": [
            ["id", "label", "directed", "combine"],
            ["advice", "Advice", "yes" if directed else "no", combine],
        ],
        "ties": [
            ["source", "target", "relation", "reported_by", "strength"],
            *([a, b, "advice", by, (strength or {}).get((a, b, by), "")] for a, b, by in ties),
        ],
    }
    for name, rows in tables.items():
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return read_survey(place)
