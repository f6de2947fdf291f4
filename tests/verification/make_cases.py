"""Make the golden cases of ``tiesnet verify``: what the peers compute on small networks.

Run by hand when a peer, a case or an entry changes: ``python tests/verification/make_cases.py``.
It needs R with sna and igraph. The networks are Padgett's Florentine families, layers of the
simulated footwear valley, and drawings on paper; the numbers are the peers' own.
"""

from __future__ import annotations

import csv
import json
import math
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
from networkx.algorithms import bipartite

import tiesnet
from tiesnet.network import Network

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "src" / "tiesnet" / "verification" / "cases"
PEERS = Path(__file__).with_name("peers.R")
DIGITS = 13


@dataclass(frozen=True)
class Drawn:
    """One network of the golden cases."""

    title: str
    directed: bool
    nodes: list[str]
    ties: list[tuple[str, str, float]]
    groups: dict[str, str]


def cases() -> dict[str, Drawn]:
    """Give every case by its file name."""
    flow = {**dict.fromkeys(["0", "1"], "a"), **dict.fromkeys(["2", "3"], "b")}
    ring = [(str(k), str((k + 1) % 9), 1.0 + k % 3) for k in range(9)]
    chords = [
        ("0", "4", 2.0),
        ("4", "1", 1.0),
        ("7", "2", 3.0),
        ("2", "7", 1.0),
        ("5", "8", 2.0),
        ("3", "8", 1.0),
        ("6", "0", 2.0),
    ]
    apart = ["a-b", "b-c", "a-c", "d-e", "e-f", "f-g", "d-g", "d-f"]
    return {
        "florentine-marriage": _layer("florentine-families", "marriage", "Florentine marriages"),
        "florentine-main": _main(_layer("florentine-families", "marriage", "Marriages, connected")),
        "florentine-business": _layer("florentine-families", "business", "Florentine business"),
        "valley-sales": _layer("footwear-valley", "sells_to", "Valley, sales", firms=True),
        "valley-advice": _layer("footwear-valley", "advice", "Valley, advice", firms=True),
        "valley-friendship": _layer("footwear-valley", "friendship", "Valley, friends", firms=True),
        "four-arcs": Drawn(
            "Four arrows", True, list("0123"), _plain(["0-1", "1-2", "0-2", "3-2"]), flow
        ),
        "strong-ring": Drawn(
            "Ring with chords", True, [str(k) for k in range(9)], [*ring, *chords],
            {str(k): "abc"[k % 3] for k in range(9)},
        ),
        "triangle-and-diamond": Drawn(
            "Triangle beside a diamond", False, list("abcdefgh"), _plain(apart), {}
        ),
    }  # fmt: skip


def _plain(pairs: list[str]) -> list[tuple[str, str, float]]:
    return [(*pair.split("-"), 1.0) for pair in pairs]


def _layer(survey: str, layer: str, title: str, firms: bool = False) -> Drawn:
    """Take a layer of a sample survey; with ``firms`` only firms whose stage is known."""
    net = tiesnet.build_network(tiesnet.read_survey(ROOT / "surveys" / survey)).inside()
    net = net.layer(layer)
    if firms:
        net = net.firms()
        net = net.keep(net.actors.index[net.actors["stage"].notna()])
    return _drawn(net, title)


def _main(case: Drawn) -> Drawn:
    """Keep the actors with ties, which are one component here."""
    tied = {end for tie in case.ties for end in tie[:2]}
    return Drawn(case.title, case.directed, [n for n in case.nodes if n in tied], case.ties, {})


def _drawn(net: Network, title: str) -> Drawn:
    ids = [str(actor) for actor in net.actors.index]
    weight = net.ties["weight"].fillna(1.0)
    ties = [
        (ids[s], ids[t], float(w))
        for s, t, w in zip(net.ties["source"], net.ties["target"], weight, strict=True)
    ]
    groups = {ids[k]: str(s) for k, s in enumerate(net.actors["stage"]) if s == s and s is not None}
    return Drawn(title, net.directed, ids, ties, groups if len(groups) == len(ids) else {})


def entries_of(case: Drawn) -> list[dict[str, Any]]:
    """Ask every peer about a case."""
    return [*_from_r(case), *_from_networkx(case), *_from_igraph(case)]


def _from_r(case: Drawn) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        ties, nodes = Path(folder, "ties.csv"), Path(folder, "nodes.csv")
        _write(ties, ["source", "target", "weight"], case.ties)
        _write(nodes, ["id", "group"], [(n, case.groups.get(n, "")) for n in case.nodes])
        kind = "directed" if case.directed else "undirected"
        command = ["Rscript", str(PEERS), str(ties), str(nodes), kind]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for line in out.splitlines():
        peer, entry, call, key, value = line.split("\t")
        found.setdefault((peer, entry, call), {})[key] = float(value) if value.strip() else None
    return [
        _entry(peer, entry, call, value[""] if set(value) == {""} else value)
        for (peer, entry, call), value in found.items()
    ]


def _write(path: Path, head: list[str], rows: list[tuple[Any, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])


def _entry(peer: str, name: str, call: str, value: Any) -> dict[str, Any]:
    return {"peer": peer, "entry": name, "call": " ".join(call.split()), "value": _rounded(value)}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _rounded(v) for k, v in value.items()}
    if value is None or not math.isfinite(value):
        return None
    return float(f"{float(value):.{DIGITS}g}")


def _from_networkx(case: Drawn) -> list[dict[str, Any]]:
    graph: Any = nx.DiGraph() if case.directed else nx.Graph()
    graph.add_nodes_from(case.nodes)
    graph.add_weighted_edges_from(case.ties)
    flat = nx.Graph(graph.to_undirected())
    groups = [{n for n in case.nodes if case.groups.get(n) == g} for g in set(case.groups.values())]
    for node, group in case.groups.items():
        graph.nodes[node]["group"] = group
    ties_of = nx.edge_betweenness_centrality(graph, normalized=False)
    calls: dict[str, tuple[str, Callable[[], Any]]] = {
        "betweenness": ("betweenness_centrality(G)", lambda: nx.betweenness_centrality(graph)),
        "edge_betweenness": (
            "edge_betweenness_centrality(G, normalized=False)",
            lambda: {" | ".join(k): v for k, v in ties_of.items()},
        ),
        "closeness_wf": ("closeness_centrality(G)", lambda: nx.closeness_centrality(graph)),
        "closeness_plain": (
            "closeness_centrality(G, wf_improved=False)",
            lambda: nx.closeness_centrality(graph, wf_improved=False),
        ),
        "harmonic": ("harmonic_centrality(G)", lambda: nx.harmonic_centrality(graph)),
        "pagerank": (
            "pagerank(G, alpha=0.85, weight=None, tol=1e-13)",
            lambda: nx.pagerank(graph, alpha=0.85, weight=None, tol=1e-13, max_iter=1000),
        ),
        "katz_0.05": (
            "katz_centrality_numpy(G, alpha=0.05)",
            lambda: nx.katz_centrality_numpy(graph, alpha=0.05, weight=None),
        ),
        "core_number": ("core_number(U)", lambda: nx.core_number(flat)),
        "constraint": ("constraint(G)", lambda: nx.constraint(graph)),
        "constraint_weighted": (
            "constraint(G, weight='weight')",
            lambda: nx.constraint(graph, weight="weight"),
        ),
        "effective_size": (
            "effective_size(G, nodes=with ties out)",
            lambda: (
                nx.effective_size(graph, nodes=[v for v in graph if graph.degree(v)])
                if not case.directed
                else nx.effective_size(graph, nodes=[v for v in graph if graph.out_degree(v)])
            ),
        ),
        "clustering": ("clustering(U)", lambda: nx.clustering(flat)),
        "average_clustering": ("average_clustering(U)", lambda: nx.average_clustering(flat)),
        "transitivity": ("transitivity(U)", lambda: nx.transitivity(flat)),
        "transitivity_arrows": ("transitivity(G)", lambda: nx.transitivity(graph)),
        "reciprocity": ("overall_reciprocity(G)", lambda: nx.overall_reciprocity(graph)),
        "density": ("density(G)", lambda: nx.density(graph)),
        "global_efficiency": ("global_efficiency(U)", lambda: nx.global_efficiency(flat)),
        "local_efficiency": ("local_efficiency(U)", lambda: nx.local_efficiency(flat)),
        "triadic_census": ("triadic_census(G)", lambda: nx.triadic_census(graph)),
        "degree_assortativity": (
            "degree_assortativity_coefficient(G)",
            lambda: nx.degree_assortativity_coefficient(graph),
        ),
        "degree_centrality": ("degree_centrality(U)", lambda: nx.degree_centrality(flat)),
        "in_degree_centrality": (
            "in_degree_centrality(G)",
            lambda: nx.in_degree_centrality(graph),
        ),
        "out_degree_centrality": (
            "out_degree_centrality(G)",
            lambda: nx.out_degree_centrality(graph),
        ),
        "bridges": ("bridges(U)", lambda: float(len(list(nx.bridges(flat))))),
        "flow_hierarchy": ("flow_hierarchy(G)", lambda: nx.flow_hierarchy(graph)),
        "clique_count": ("cliques of three or more with the actor", lambda: _cliques_of(flat)),
        **{
            f"group_{name}": (f"group_{name}_centrality(G, group)", _of_groups(ask, graph, groups))
            for name, ask in (
                ("degree", nx.group_degree_centrality),
                ("betweenness", nx.group_betweenness_centrality),
            )
        },
        "attribute_assortativity": (
            "attribute_assortativity_coefficient(G, group)",
            lambda: nx.attribute_assortativity_coefficient(graph, "group"),
        ),
        "modularity_group": (
            "modularity(U, groups, weight=None)",
            lambda: nx.community.modularity(flat, groups, weight=None),
        ),
        "information": (
            "information_centrality(U)",
            lambda: nx.information_centrality(flat, weight=None),
        ),
        "number_of_cliques": (
            "cliques of three or more",
            lambda: float(sum(len(c) > 2 for c in nx.find_cliques(flat))),
        ),
    }
    return _ask("networkx", calls)


def _cliques_of(graph: Any) -> dict[str, float]:
    cliques = [set(c) for c in nx.find_cliques(graph) if len(c) > 2]
    return {node: float(sum(node in c for c in cliques)) for node in graph}


def _of_groups(
    ask: Callable[..., float], graph: Any, groups: list[set[str]]
) -> Callable[[], dict[str, float]]:
    """Ask a centrality of every group of at least two that is not everybody."""

    def asked() -> dict[str, float]:
        named = {graph.nodes[min(group)]["group"]: group for group in groups}
        return {name: ask(graph, sorted(group)) for name, group in sorted(named.items())}

    return asked


def _ask(peer: str, calls: dict[str, tuple[str, Callable[[], Any]]]) -> list[dict[str, Any]]:
    """Collect what a peer answers; what it refuses has no entry."""
    found = []
    for name, (call, ask) in calls.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found.append(_entry(peer, name, call, ask()))
        except (nx.NetworkXException, NotImplementedError, ZeroDivisionError, ValueError, KeyError,
                igraph.InternalError):  # fmt: skip
            continue
    return found


def _from_igraph(case: Drawn) -> list[dict[str, Any]]:
    """Ask python-igraph for what R igraph 1.3 does not have or does otherwise."""
    place = {name: k for k, name in enumerate(case.nodes)}
    edges = [(place[s], place[t]) for s, t, _ in case.ties]
    graph = igraph.Graph(n=len(case.nodes), edges=edges, directed=case.directed)
    flat = graph.as_undirected()

    def listed(values: list[float]) -> dict[str, float]:
        return dict(zip(case.nodes, values, strict=True))

    calls: dict[str, tuple[str, Callable[[], Any]]] = {
        "pagerank": ("Graph.pagerank()", lambda: listed(graph.pagerank())),
        "eigenvector": ("eigenvector(U)", lambda: listed(flat.eigenvector_centrality())),
        "assortativity_degree": (
            "assortativity_degree(U, directed=False)",
            lambda: flat.assortativity_degree(directed=False),
        ),
        "modularity_group": (
            "modularity(G, groups)",
            lambda: graph.modularity(_numbers(case)),
        ),
    }
    return _ask("python-igraph", calls)


def _numbers(case: Drawn) -> list[int]:
    names = sorted(set(case.groups.values()))
    return [names.index(case.groups[node]) for node in case.nodes]


def davis() -> dict[str, Any]:
    """Give Davis' women and events, with networkx's two-mode centralities."""
    graph = nx.davis_southern_women_graph()
    women = list(graph.graph["top"])
    events = list(graph.graph["bottom"])
    calls: dict[str, tuple[str, Callable[[], Any]]] = {
        "two_mode_degree": (
            "bipartite.degree_centrality(G, women)",
            lambda: bipartite.degree_centrality(graph, women),
        ),
        "two_mode_closeness": (
            "bipartite.closeness_centrality(G, women)",
            lambda: bipartite.closeness_centrality(graph, women),
        ),
        "two_mode_betweenness": (
            "bipartite.betweenness_centrality(G, women)",
            lambda: bipartite.betweenness_centrality(graph, women),
        ),
        "two_mode_density": (
            "bipartite.density(G, women)",
            lambda: bipartite.density(graph, women),
        ),
    }
    return {
        "title": "Davis, Gardner and Gardner: 18 women at 14 events",
        "actors": women,
        "organisations": events,
        "memberships": [[w, e] for w in women for e in sorted(graph[w])],
        "entries": _ask("networkx", calls),
    }


def versions() -> dict[str, str]:
    """Give the version of every peer."""
    script = "cat(as.character(packageVersion('sna')), as.character(packageVersion('igraph')))"
    out = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    sna, r_igraph = out.stdout.split()
    found = {"R sna": sna, "R igraph": r_igraph, "networkx": version("networkx")}
    return found | {"python-igraph": version("igraph")}


def main() -> int:
    CASES.mkdir(parents=True, exist_ok=True)
    for name, case in cases().items():
        record = {
            "title": case.title,
            "directed": case.directed,
            "nodes": case.nodes,
            "ties": case.ties,
            "groups": case.groups,
            "entries": entries_of(case),
        }
        _save(name, record)
        print(f"{name}: {len(record['entries'])} entries")
    _save("davis", davis())
    (CASES.parent / "peers.json").write_text(json.dumps(versions(), indent=1) + "\n", "utf-8")
    return 0


def _save(name: str, record: dict[str, Any]) -> None:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    (CASES / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
