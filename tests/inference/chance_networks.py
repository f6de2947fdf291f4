"""Small networks for the tests against chance, and a survey in which not everybody answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tests.inference.pair_networks import survey_network

from tiesnet.network import Network, network_from_edges


def made(table: np.ndarray, *, directed: bool = True, groups: str = "abc") -> Network:
    """A network of a 0/1 table; without arrows its upper half counts."""
    names = [f"n{k:02}" for k in range(len(table))]
    kept = table if directed else np.triu(table)
    edges = [(names[a], names[b]) for a, b in np.argwhere(kept)]
    stages = {name: groups[k % len(groups)] for k, name in enumerate(names)}
    return network_from_edges(edges, names, directed=directed, stages=stages)


def drawn_table(seed: int, actors: int, density: float) -> np.ndarray:
    """A random 0/1 table with an empty diagonal."""
    table = np.random.default_rng(seed).random((actors, actors)) < density
    np.fill_diagonal(table, False)
    return table


def partly_silent(place: Path, silent: Sequence[str] = ("f9",)) -> Network:
    """Ten firms and an institution nobody asked; some firms did not answer."""
    rng = np.random.default_rng(4)
    names = [f"f{k}" for k in range(10)]
    actors = [["id", "kind", "stage", "respondent"]]
    actors += [
        [n, "firm", "ab"[k % 2], "no" if n in silent else "yes"] for k, n in enumerate(names)
    ]
    actors.append(["office", "institution", "", ""])
    relations = [
        ["id", "label", "directed", "combine", "flow", "formality", "orientation"],
        ["advice", "Advice", "yes", "source", "against_arrow", "informal", ""],
        ["projects", "Projects", "no", "union", "both", "formal", ""],
        ["sales", "Sales", "yes", "source", "with_arrow", "formal", "vertical"],
    ]
    ties = [["source", "target", "relation"]]
    told = [n for n in names if n not in silent]
    for layer in ("advice", "projects", "sales"):
        flat = layer == "projects"
        ties += [
            [a, b, layer]
            for a in told
            for b in [*names, "office"]
            if (a < b if flat else a != b) and rng.random() < 0.35
        ]
    survey = [["title", "design"], ["ten", "census"]]
    stages = [["stage", "order"], ["a", 1], ["b", 2]]
    tables = {
        "survey": survey,
        "actors": actors,
        "stages": stages,
        "relations": relations,
        "ties": ties,
    }
    return survey_network(place / "partly", tables)
