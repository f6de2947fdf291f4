"""Facts of a survey counted by hand: pandas and networkx only, nothing here asks tiesnet.

Every fact is a set, so that what is planted, what is true and what a program finds can be
compared by taking differences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from math import ceil
from typing import Any

import networkx as nx
import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Facts = dict[str, set[Any]]

DISCONNECTED = ("isolate", "outside the main component", "hangs by one tie")
FOLLOWERS, CUT_OFF = 3, 2


class Hand:
    """One round of a survey, given as its tables; the last round when there are several."""

    def __init__(self, tables: Tables, wave: str = "") -> None:
        self.actors = tables["actors"].set_index("id")
        ties, self.elsewhere = tables["ties"], set[str]()
        if "wave" in ties and ties["wave"].notna().any():
            self.wave = wave or max(ties["wave"].astype(str))
            self.elsewhere = self._of_other_rounds(ties, tables["responses"])
            ties = ties[ties["wave"].astype(str) == self.wave]
        else:
            self.wave = ""
        self.said_yes = ties[ties["strength"] > 0]
        self.relations = tables["relations"].set_index("id")
        self.stages = tables.get("stages", pd.DataFrame({"id": [], "order": []}))
        self.states = self._states(tables["responses"])

    def _states(self, responses: pd.DataFrame) -> dict[tuple[str, str], str]:
        """What each actor did with each question: its own rows first, then ``respondent``."""
        words = {"yes": "answered", "no": "silent", "partly": "silent"}
        state = {}
        if "respondent" in self.actors:
            for actor, said in self.actors["respondent"].items():
                for relation in self.relations.index:
                    if isinstance(said, str) and self._may_be_silent(str(actor), said):
                        state[str(actor), relation] = words[said]
        if self.wave:
            responses = responses[responses["wave"].astype(str) == self.wave]
        for row in responses.itertuples():
            known = isinstance(row.relation, str) and row.relation
            for relation in [row.relation] if known else self.relations.index:
                state[row.actor, relation] = row.state
        return state

    def _of_other_rounds(self, ties: pd.DataFrame, responses: pd.DataFrame) -> set[str]:
        other = ties[(ties["wave"].astype(str) != self.wave) & (ties["strength"] > 0)]
        asked = responses[
            (responses["wave"].astype(str) != self.wave) & (responses["state"] != "not_asked")
        ]
        return {*other["source"], *other["target"], *asked["actor"]}

    def _may_be_silent(self, actor: str, said: str) -> bool:
        row = self.actors.loc[actor]
        return said != "no" or (row["kind"] == "firm" and row["in_cluster"] == "yes")

    @cached_property
    def inside(self) -> set[str]:
        """Actors of the cluster, without those of other rounds only: gone, or not yet there."""
        ids = set(self.actors.index[self.actors["in_cluster"] == "yes"])
        return ids - (self.elsewhere - self._here())

    def _here(self) -> set[str]:
        named = {*self.said_yes["source"], *self.said_yes["target"]}
        return named | {a for (a, _), state in self.states.items() if state != "not_asked"}

    @cached_property
    def firms(self) -> set[str]:
        """Firms of the cluster."""
        return {a for a in self.inside if self.actors.at[a, "kind"] == "firm"}

    def _of(self, actor: str) -> list[str]:
        return [self.states[actor, r] for r in self.relations.index if (actor, r) in self.states]

    def answered(self, actor: str) -> str:
        """Answered, partly, silent or not surveyed, over the questions it was asked."""
        told = [state for state in self._of(actor) if state != "not_asked"]
        if not told:
            return "not surveyed"
        if all(state == "silent" for state in told):
            return "silent"
        return "answered" if all(state == "answered" for state in told) else "partly"

    @cached_property
    def graph(self) -> nx.Graph:
        """All ties inside, directions ignored."""
        graph = nx.Graph()
        graph.add_nodes_from(self.inside)
        for one, other in self.said_yes[["source", "target"]].to_numpy():
            if {one, other} <= self.inside:
                graph.add_edge(one, other)
        return graph

    @cached_property
    def main(self) -> set[str]:
        """The largest component; empty when two are largest."""
        sizes = sorted(nx.connected_components(self.graph), key=len)
        two = len(sizes) > 1 and len(sizes[-1]) == len(sizes[-2])
        return set() if two else set(sizes[-1])

    @cached_property
    def lost(self) -> dict[str, list[set[str]]]:
        """For each actor, the parts that are cut off from the largest when it leaves."""
        found = {}
        part = self.graph.subgraph(self.main)
        for actor in nx.articulation_points(part):
            rest = part.subgraph(set(part) - {actor})
            sizes = sorted(map(set, nx.connected_components(rest)), key=len)
            if len(sizes) == 1 or len(sizes[-1]) > len(sizes[-2]):
                found[actor] = sizes[:-1]
        return found

    @cached_property
    def surely_lost(self) -> dict[str, set[str]]:
        """The same, without parts that a tie nobody was there to report may hold.

        Such a tie joins two actors that did not answer everything, one in the part, one elsewhere.
        """
        found = {}
        for actor, parts in self.lost.items():
            sure = [p for p in parts if self._whole(p) or self._whole(self.inside - p - {actor})]
            found[actor] = set().union(*sure)
        return found

    def _whole(self, group: set[str]) -> bool:
        return all(self.answered(actor) == "answered" for actor in group)

    def word(self, actor: str) -> str:
        """The first word of the written definition that applies."""
        state, graph = self.answered(actor), self.graph
        if state in ("silent", "not surveyed"):
            return state
        cut = any(actor in part for parts in self.lost.values() for part in parts)
        if graph.degree(actor) == 0:
            word = "isolate"
        elif actor not in self.main:
            word = "outside the main component" if self.main else "connected"
        elif graph.degree(actor) == 1:
            word = "hangs by one tie"
        elif cut:
            word = "hangs by one actor"
        else:
            word = "connected" if nx.core_number(graph)[actor] > 1 else "core number 1 or less"
        return "unclear" if word != "connected" and self._in_doubt(actor) else word

    def _in_doubt(self, actor: str) -> bool:
        """A missing answer may hold it: its own, or that of somebody it stands apart with."""
        if self.answered(actor) == "partly":
            return True
        if actor in self.main:
            parts = [p for parts in self.lost.values() for p in parts if actor in p]
            return bool(parts) and not any(actor in sure for sure in self.surely_lost.values())
        part = nx.node_connected_component(self.graph, actor)
        return any(self.answered(a) in ("silent", "not surveyed") for a in part)

    def trade(self) -> pd.DataFrame:
        """Supply between firms inside, from seller to buyer."""
        content, inverse = self.relations["content"], self.relations["flow"]
        rows = self.said_yes[self.said_yes["relation"].map(content) == "trade"]
        rows = rows[rows["source"].isin(self.firms) & rows["target"].isin(self.firms)].copy()
        turned = (rows["relation"].map(inverse) == "against_arrow").to_numpy()
        seller = rows["source"].where(~turned, rows["target"])
        return rows.assign(seller=seller, buyer=rows["target"].where(~turned, rows["source"]))

    def main_partners(self) -> dict[str, set[str]]:
        """For each firm that answered about trade, whom its largest supply tie goes to."""
        rows, size = self.trade(), defaultdict(dict)
        column = "value" if "value" in rows else "strength"
        asked = [r for r in self.relations.index if self.relations.at[r, "content"] == "trade"]
        # Both ends tell of a tie: values are averaged, of strengths the larger counts.
        pairs = rows.groupby(["seller", "buyer"])[column].agg(
            "mean" if column == "value" else "max"
        )
        for (seller, buyer), value in pairs.items():
            for one, other in ((seller, buyer), (buyer, seller)):
                size[one][other] = size[one].get(other, 0) + value
        return {
            firm: {p for p, value in own.items() if value == max(own.values())}
            for firm, own in size.items()
            if all(self.states.get((firm, r)) == "answered" for r in asked)
        }

    def leaders(self) -> set[str]:
        """The single main partner of at least three firms."""
        count: dict[str, int] = defaultdict(int)
        for partners in self.main_partners().values():
            if len(partners) == 1:
                count[next(iter(partners))] += 1
        return {firm for firm, followers in count.items() if followers >= FOLLOWERS}

    def outside_gatekeepers(self) -> set[str]:
        """Many partners inside and sources outside in the exchange of knowledge (means cut)."""
        content = self.relations["content"]
        rows = self.said_yes[self.said_yes["relation"].map(content) == "knowledge"]
        asked = [r for r in content.index if content[r] == "knowledge"]
        seen = [f for f in self.firms if all(self.states.get((f, r)) == "answered" for r in asked)]
        local: dict[str, set[str]] = defaultdict(set)
        away: dict[str, set[str]] = defaultdict(set)
        for asker, source in rows[["source", "target"]].to_numpy():
            if asker in self.firms and source in self.firms:
                local[asker].add(source)
                local[source].add(asker)
            elif asker in self.firms and source not in self.inside:
                away[asker].add(source)
        if not seen:
            return set()
        central, opened = (
            max(1, ceil(sum(len(kind[f]) for f in seen) / len(seen))) for kind in (local, away)
        )
        return {f for f in seen if len(local[f]) >= central and len(away[f]) >= opened}

    def stage_gatekeepers(self, top: int = 2) -> set[str]:
        """Those who most often let in what other stages send to their own (Gould, Fernandez)."""
        graph = self._flows()
        stage = {a: self.first_stage(a) for a in graph}
        counts = {}
        for v in graph:
            if not stage[v] or self.answered(v) != "answered":
                continue
            enter = [a for a in graph.predecessors(v) if stage[a] and stage[a] != stage[v]]
            leave = [b for b in graph.successors(v) if stage[b] == stage[v]]
            counts[v] = sum(not graph.has_edge(a, b) for a in enter for b in leave)
        ranked = sorted(counts, key=counts.get, reverse=True)
        clear = len(ranked) > top and counts[ranked[top - 1]] > counts[ranked[top]]
        return set(ranked[:top]) if clear else set()

    def _flows(self) -> nx.DiGraph:
        graph = nx.DiGraph()
        graph.add_nodes_from(self.inside)
        flow = self.relations["flow"]
        for row in self.said_yes.itertuples():
            ends = (row.source, row.target)
            if not set(ends) <= self.inside:
                continue
            if flow[row.relation] in ("with_arrow", "both"):
                graph.add_edge(*ends)
            if flow[row.relation] in ("against_arrow", "both"):
                graph.add_edge(*ends[::-1])
        return graph

    def first_stage(self, actor: str) -> str:
        """The first stage of an actor, "" if it has none."""
        stage = self.actors.at[actor, "stage"] if "stage" in self.actors else None
        return stage.split("; ")[0] if isinstance(stage, str) else ""

    def _stages_of(self, actor: str) -> list[str]:
        stage = self.actors.at[actor, "stage"] if "stage" in self.actors else None
        return stage.split("; ") if isinstance(stage, str) else []

    def missing_stages(self) -> set[str]:
        """Stages of the chain with no firm inside."""
        held = {stage for firm in self.firms for stage in self._stages_of(firm)}
        return set(self.stages["id"]) - held

    def missing_links(self) -> set[tuple[str, str]]:
        """Neighbouring stages, both with firms, that no supply tie inside joins."""
        order = list(self.stages.sort_values("order")["id"])
        joined = {
            (a, b)
            for seller, buyer in self.trade()[["seller", "buyer"]].to_numpy()
            for a in self._stages_of(seller)
            for b in self._stages_of(buyer)
        }
        empty = self.missing_stages()
        pairs = pairwise(order)
        return {p for p in pairs if p not in joined and not set(p) & empty}

    def facts(self, roles: bool = False) -> Facts:
        """Every fact as a set; the role of gatekeeper (between stages) when asked for."""
        words = {firm: self.word(firm) for firm in self.firms}
        sure = {a for a in self.inside if self.answered(a) == "answered"}
        return {
            "disconnected": {(f, word) for f, word in words.items() if word in DISCONNECTED},
            "hangs by one actor": {f for f, word in words.items() if word == "hangs by one actor"},
            "silent": {f for f, word in words.items() if word == "silent"},
            "cut firm": {a for a, lost in self.surely_lost.items() if len(lost & sure) >= CUT_OFF},
            "leaders": self.leaders(),
            "gatekeepers": self.outside_gatekeepers(),
            "missing stage": self.missing_stages(),
            "missing link": self.missing_links(),
        } | ({"role of gatekeeper": self.stage_gatekeepers()} if roles else {})


def planted(key: Mapping[str, Any]) -> Facts:
    """The same facts as an answer key tells them."""
    outside = {firm for part in key["outside_main_component"] for firm in part}
    by_stage = key["survey"] == "footwear-valley"
    keepers = set(key["gatekeepers"])
    return {
        "disconnected": {(f, "isolate") for f in key["isolates"]}
        | {(f, "outside the main component") for f in outside}
        | {(f, "hangs by one tie") for f in key["hang_by_one_tie"]},
        "hangs by one actor": set(key["hang_by_one_actor"]),
        "silent": set(key["silent"]),
        "cut firm": {key["cut_firm"]["firm"]},
        "leaders": set(key["leaders"]),
        "gatekeepers": set() if by_stage else keepers,
        "missing stage": {key["missing_stage"]} if "missing_stage" in key else set(),
        "missing link": {tuple(key["missing_link"])} if "missing_link" in key else set(),
    } | ({"role of gatekeeper": keepers} if by_stage else {})
