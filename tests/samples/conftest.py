"""The footwear valley seen by networkx and pandas only: nothing here asks tiesnet for a number."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx as nx
import pandas as pd
import pytest

TABLES = ("actors", "ties", "relations", "stages", "responses", "survey", "affiliations")
FORMAL = ("sells_to", "buys_from", "joint_project")
INFORMAL = ("advice", "friendship")


@dataclass(frozen=True)
class World:
    """The tables of one valley and its answer key."""

    tables: dict[str, pd.DataFrame]
    key: dict[str, Any]

    @property
    def actors(self) -> pd.DataFrame:
        return self.tables["actors"].set_index("id")

    @property
    def said_yes(self) -> pd.DataFrame:
        ties = self.tables["ties"]
        return ties[ties["strength"] > 0]

    def ids(self, **wanted: str) -> list[str]:
        table = self.actors
        for column, value in wanted.items():
            table = table[table[column] == value]
        return list(table.index)

    def stage(self, actor: str) -> str | None:
        stage = self.actors.at[actor, "stage"]
        return stage.split("; ")[0] if isinstance(stage, str) and stage else None

    def flows(self, relations: tuple[str, ...] = FORMAL + INFORMAL) -> nx.DiGraph:
        """Ties inside the cluster along the flow; what has no direction flows both ways."""
        inside = self.ids(in_cluster="yes")
        graph = nx.DiGraph()
        graph.add_nodes_from(inside)
        for row in self.said_yes.itertuples():
            if row.relation not in relations or not {row.source, row.target} <= set(inside):
                continue
            if row.relation in ("buys_from", "advice"):
                graph.add_edge(row.target, row.source)
            else:
                graph.add_edge(row.source, row.target)
            if row.relation in ("joint_project", "friendship"):
                graph.add_edge(row.target, row.source)
        return graph

    def union(self, firms_only: bool = False) -> nx.Graph:
        """All ties inside, directions ignored."""
        graph = self.flows().to_undirected()
        return graph.subgraph(self.ids(in_cluster="yes", kind="firm")) if firms_only else graph

    def connection(self, firms_only: bool = False) -> dict[str, str]:
        """The word of each actor by the written definition, the first that applies."""
        graph = self.union(firms_only)
        main = main_component(graph)
        hanging = cut_off(graph)
        core = nx.core_number(graph)
        words = {}
        for actor in graph:
            if graph.degree(actor) == 0:
                word = "isolate"
            elif actor not in main:
                word = "outside the main component"
            elif graph.degree(actor) == 1:
                word = "hangs by one tie"
            elif actor in hanging:
                word = "hangs by one actor"
            else:
                word = "connected" if core[actor] > 1 else "core number 1 or less"
            words[actor] = self._known(actor, word)
        return words

    def _known(self, actor: str, word: str) -> str:
        state = self.actors.at[actor, "respondent"]
        if not isinstance(state, str):
            return "not surveyed"
        if state == "no":
            return "silent"
        return "unclear" if state == "partly" and word != "connected" else word

    def main_partners(self) -> dict[str, set[str]]:
        """For each actor, the firms inside whose strongest supply tie it may be."""
        strongest: dict[str, dict[str, float]] = defaultdict(dict)
        for row in self.said_yes.itertuples():
            if row.relation in ("sells_to", "buys_from"):
                for one, other in ((row.source, row.target), (row.target, row.source)):
                    before = strongest[one].get(other, 0)
                    strongest[one][other] = max(before, row.strength)
        partners = defaultdict(set)
        for firm in self.ids(in_cluster="yes", kind="firm"):
            for other, strength in strongest[firm].items():
                if strength == max(strongest[firm].values()):
                    partners[other].add(firm)
        return partners

    def gatekeeping(self, graph: nx.DiGraph) -> Counter[str]:
        """Open two-paths from another stage through a firm to its own (Gould & Fernandez)."""
        stage = {actor: self.stage(actor) for actor in graph}
        counts: Counter[str] = Counter()
        for v in graph:
            if stage[v] is None:
                continue
            enter = [a for a in graph.predecessors(v) if stage[a] not in (None, stage[v])]
            leave = [b for b in graph.successors(v) if stage[b] == stage[v]]
            counts[v] = sum(not graph.has_edge(a, b) for a in enter for b in leave)
        return counts

    def stage_odds(self, relations: tuple[str, ...]) -> float:
        """Odds of a tie within a stage over the odds between stages, firm pairs, half added."""
        firms = self.ids(in_cluster="yes", kind="firm")
        graph = self.flows(relations).to_undirected()
        cells = Counter(
            (self.stage(a) == self.stage(b), graph.has_edge(a, b))
            for a, b in combinations(firms, 2)
        )
        half = 0.5
        same = (cells[True, True] + half) / (cells[True, False] + half)
        different = (cells[False, True] + half) / (cells[False, False] + half)
        return same / different


def main_component(graph: nx.Graph) -> set[str]:
    sizes = sorted(nx.connected_components(graph), key=len)
    assert len(sizes) == 1 or len(sizes[-1]) > len(sizes[-2])
    return sizes[-1]


def cut_off(graph: nx.Graph) -> dict[str, set[str]]:
    """Who loses the main component when which one actor leaves: by trying each actor."""
    main = graph.subgraph(main_component(graph))
    found: dict[str, set[str]] = defaultdict(set)
    for actor in main:
        left = main.subgraph(set(main) - {actor})
        for lost in set(left) - main_component(left):
            found[lost].add(actor)
    return found


@pytest.fixture(scope="session")
def valley(root: Path) -> World:
    """The committed files, read with pandas."""
    folder = root / "surveys" / "footwear-valley"
    tables = {name: pd.read_csv(folder / f"{name}.csv") for name in TABLES}
    key = json.loads((folder / "answer-key.json").read_text(encoding="utf-8"))
    return World(tables, key)


@pytest.fixture(scope="session", params=range(1, 9))
def other_valley(request: pytest.FixtureRequest) -> World:
    """Valleys of other seeds: the planted facts must not hang on one lucky draw."""
    from tiesnet.survey.samples import footwear_valley, footwear_valley_key

    return World(footwear_valley(request.param), footwear_valley_key(request.param))


@pytest.fixture(scope="session")
def bench(root: Path) -> ModuleType:
    """The harness that measures whether planted facts are found; `bench.Hand` counts by hand."""
    sys.path.insert(0, str(root / "benchmarks"))
    try:
        return importlib.import_module("planted")
    finally:
        sys.path.remove(str(root / "benchmarks"))
