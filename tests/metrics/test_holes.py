"""Structural holes against Burt's formulas written out, published numbers and other programs."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network, adjacency, as_networkx, network_from_edges

_spec = importlib.util.spec_from_file_location(
    "reference_values", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]
IGRAPH, LAYERS, PYTHON, SAME = peers.IGRAPH, peers.LAYERS, peers.PYTHON, peers.SAME
network, number, published, reference = (
    peers.network,
    peers.number,
    peers.published,
    peers.reference,
)


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def by_definition(ties: np.ndarray, model: str) -> dict[str, np.ndarray]:
    """Burt (1992) word by word: for every actor, partner and third party."""
    s = ties + ties.T
    n = len(s)
    partner = s > 0
    table = {name: np.zeros((n, n)) for name in ("share", "through", "redundancy", "constraint")}
    for i in range(n):
        circle = np.flatnonzero(partner[i] | (np.arange(n) == i))
        reach = circle if model == "ego" else np.arange(n)
        for j in np.flatnonzero(partner[i]):
            table["share"][i, j] = s[i, j] / s[i].sum()
            for q in np.flatnonzero(partner[i]):
                if q != j:
                    p_iq = s[i, q] / s[i].sum()
                    table["through"][i, j] += p_iq * s[q, j] / s[q, reach].sum()
                    table["redundancy"][i, j] += p_iq * s[j, q] / s[j, reach].max()
            table["constraint"][i, j] = (table["share"][i, j] + table["through"][i, j]) ** 2
    count, total = partner.sum(axis=1), table["constraint"].sum(axis=1)
    hierarchy = np.full(n, np.nan)
    for i in np.flatnonzero(count):
        x = table["constraint"][i, partner[i]] / (total[i] / count[i])
        hierarchy[i] = (x * np.log(x)).sum() / (count[i] * np.log(count[i])) if len(x) > 1 else 1
    size = np.where(count > 0, count - table["redundancy"].sum(axis=1), np.nan)
    values = {"size": size, "constraint": np.where(count > 0, total, np.nan)}
    return values | {"hierarchy": hierarchy, "table": table}


@st.composite
def strengths(draw: st.DrawFn) -> np.ndarray:
    """Valued ties of up to nine actors: isolates, hubs, mutual ties."""
    n = draw(st.integers(2, 9))
    cells = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 5.5]), min_size=n * n, max_size=n * n))
    ties = np.array(cells, dtype=float).reshape(n, n)
    if draw(st.booleans()):  # a hub
        ties[0, 1:] = 1
    np.fill_diagonal(ties, 0)
    return ties


def network_of(ties: np.ndarray) -> Network:
    names = [f"n{k}" for k in range(len(ties))]
    edges = [(names[i], names[j], float(ties[i, j])) for i, j in np.argwhere(ties)]
    return network_from_edges(edges, names)


@settings(deadline=None, max_examples=60)
@given(ties=strengths(), model=st.sampled_from(["ego", "whole"]), weighted=st.booleans())
def test_measures_are_burts(ties: np.ndarray, model: str, weighted: bool) -> None:
    weighted = weighted and bool(ties.any())  # without a tie there is no strength to use
    net = network_of(ties)
    want = by_definition(ties if weighted else (ties > 0).astype(float), model)
    options = {"weighted": weighted}
    found = {
        "size": of("effective_size", net, model=model, **options),
        "constraint": of(f"constraint_{model}", net, pendants=True, **options),
        "hierarchy": of("burt_hierarchy", net, model=model, **options),
    }
    for name, values in found.items():
        assert values.tolist() == pytest.approx(want[name].tolist(), nan_ok=True, abs=1e-12), name
    logs = of("ln_constraint", net, model=model, pendants=True, **options)
    assert logs.tolist() == pytest.approx(np.log(want["constraint"]), nan_ok=True, abs=1e-12)
    share = of("burt_efficiency", net, model=model, **options) * of("ego_size", net)
    assert share.tolist() == pytest.approx(want["size"].tolist(), nan_ok=True, abs=1e-12)
    for table in ("dyadic_constraint", "dyadic_redundancy"):
        rows = of(table, net, model=model, **options)
        place = rows["actor"].str[1:].astype(int), rows["partner"].str[1:].astype(int)
        assert len(rows) == ((ties + ties.T) > 0).sum()
        for column in rows.columns[2:]:
            assert rows[column].tolist() == pytest.approx(
                want["table"][column][place].tolist(), abs=1e-12
            )


@pytest.mark.parametrize(
    ("family", "ego", "whole"),
    [("medici", 0.045, 0.022), ("strozzi", 0.092, 0.043), ("ridolfi", 0.052, 0.024)],
)
def test_hierarchy_of_florentine_families(
    marriage: Network, family: str, ego: float, whole: float
) -> None:
    assert of("burt_hierarchy", marriage)[family] == pytest.approx(ego, abs=5e-4)
    assert of("burt_hierarchy", marriage, model="whole")[family] == pytest.approx(whole, abs=5e-4)


def test_rules_for_one_partner_and_none(marriage: Network) -> None:
    assert of("burt_hierarchy", marriage)["pazzi"] == 1
    assert np.isnan(of("burt_hierarchy", marriage, pendants=False)["pazzi"])
    assert of("effective_size", marriage)["pazzi"] == 1
    assert np.isnan(of("effective_size", marriage)["pucci"])
    assert of("effective_size", marriage, isolates=True)["pucci"] == 0
    assert np.isnan(of("ln_constraint", marriage)["pazzi"])
    assert of("ln_constraint", marriage, pendants=True)["pazzi"] == 0


def test_rule_for_one_partner_is_said(marriage: Network) -> None:
    said = measure(marriage, metrics=["holes"]).notes
    found = said[said["layer"] == "ties"].set_index("metric")["note"].to_dict()
    assert found["constraint_ego"] == "actors with one partner are left empty"
    assert found["constraint_whole"] == "actors with one partner have 1"


def test_effective_size_is_partners_less_twice_their_ties(marriage: Network) -> None:
    """Borgatti's (1997) short form n - 2t/n, without arrows."""
    matrix = adjacency(marriage).toarray()
    n = matrix.sum(axis=1)
    t = np.diag(matrix @ matrix @ matrix) / 2
    want = [size - 2 * ties / size if size else np.nan for size, ties in zip(n, t, strict=True)]
    for model in ("ego", "whole"):
        ours = of("effective_size", marriage, model=model)
        assert ours.tolist() == pytest.approx(want, nan_ok=True)


def test_models_differ_with_strengths() -> None:
    """c's strongest tie leaves the circle of a: 5 to d, inside 1 to b and 1 to a.

    a has shares 1/2 in b and c. Ego: m(bc) = 1/1, m(cb) = 1/1, so 2 - 1/2 - 1/2. Whole: m(cb) =
    1/5, so 2 - 1/2 - 1/10.
    """
    edges = [("a", "b", 1), ("a", "c", 1), ("b", "c", 1), ("c", "d", 5)]
    net = network_from_edges(edges, directed=False)
    assert of("effective_size", net, weighted=True)["a"] == pytest.approx(1)
    assert of("effective_size", net, weighted=True, model="whole")["a"] == pytest.approx(1.4)
    assert of("effective_size", net, model="whole")["a"] == pytest.approx(1)


def test_strengths_must_be_known_and_positive() -> None:
    partly = network_from_edges([("a", "b", 3), ("b", "c")])
    with pytest.raises(NeedsError):
        of("constraint_ego", partly, weighted=True)
    result = measure(partly, metrics=["constraint_ego"], options={"constraint_ego": _WEIGHTED})
    assert "constraint_ego" in set(result.skipped["metric"])
    for strength in (0, -1):
        harm = network_from_edges([("a", "b", 3), ("b", "c", strength)])
        with pytest.raises(NeedsError, match="0 or less"):
            of("constraint_whole", harm, weighted=True)
        assert of("constraint_whole", harm)["b"] == pytest.approx(0.5)


_WEIGHTED = {"weighted": True}


def test_unknown_model_is_refused(marriage: Network) -> None:
    with pytest.raises(TiesnetError, match="ego, whole"):
        of("effective_size", marriage, model="both")


@dataclass(frozen=True)
class Entry:
    """A measure with options beside an entry of the reference files."""

    metric: str
    file: str
    entry: str
    options: tuple[tuple[str, Any], ...] = ()
    when: Callable[[Network], bool] = lambda net: True
    view: Callable[[Network], Network] = lambda net: net
    gap: float = float("nan")  # what the peer gives where ours is empty

    def __str__(self) -> str:
        return f"{self.metric}-{self.file}-{self.entry}"


VALUED = (("weighted", True),)
WHOLE = (("model", "whole"),)
FLAT: dict[str, Any] = {"view": lambda net: net.undirected()}
NO_ARROWS: dict[str, Any] = {"when": lambda net: not net.directed}
ENTRIES = [
    Entry("constraint_whole", IGRAPH, "constraint"),
    Entry("constraint_whole", IGRAPH, "constraint_weighted", VALUED),
    Entry("constraint_whole", PYTHON, "constraint"),
    Entry("constraint_whole", PYTHON, "constraint_weighted", VALUED),
    Entry("constraint_whole", PYTHON, "constraint_undirected", **FLAT),
    Entry("constraint_whole", PYTHON, "pyigraph_constraint"),
    Entry("constraint_whole", PYTHON, "pyigraph_constraint_weighted", VALUED),
    Entry("effective_size", PYTHON, "effective_size", WHOLE, **NO_ARROWS),
    Entry("effective_size", PYTHON, "effective_size_undirected", **FLAT),
    Entry("local_clustering", IGRAPH, "transitivity_local"),
    Entry("local_clustering", PYTHON, "clustering_undirected", gap=0.0),
    Entry("local_efficiency", IGRAPH, "local_efficiency", (("through", "network"),), gap=0.0),
]


@pytest.mark.parametrize("peer", ENTRIES, ids=str)
def test_agrees_with_reference(peer: Entry, shared_data: Path) -> None:
    compared = 0
    for folder, layer in LAYERS:
        net = network(folder, layer)
        entry = reference(folder, layer, peer.file).get(peer.entry)
        if entry is None or entry.get("value") is None or not peer.when(net):
            continue
        theirs = {name: number(value) for name, value in entry["value"].items()}
        ours = of(peer.metric, peer.view(net), **dict(peer.options)).fillna(peer.gap)
        assert set(theirs) == set(ours.index)
        want = [theirs[name] for name in ours.index]
        assert ours.tolist() == pytest.approx(want, nan_ok=True, **SAME), f"{folder}/{layer}"
        compared += 1
    print(f"{peer}: {compared} layers")
    assert compared >= 4


def test_networkx_by_name_is_the_whole_model_with_strengths(shared_data: Path) -> None:
    """Called with ``nodes=`` it follows Burt; its fast path for all nodes does not."""
    compared = {True: 0, False: 0}
    for folder, layer in LAYERS:
        net = network(folder, layer)
        if len(net.actors) > 25:
            continue
        graph = (nx.DiGraph if net.directed else nx.Graph)(as_networkx(net))
        named = [v for v in graph if graph[v]]
        theirs = nx.effective_size(graph, nodes=named, weight="weight")
        ours = of("effective_size", net, model="whole", weighted=True)[named]
        assert ours.tolist() == pytest.approx([theirs[v] for v in named], **SAME)
        compared[net.directed] += len(named)
    assert compared[True] > 100
    assert compared[False] > 20


COLUMNS = {
    "degree": ("ego_size", {}),
    "effsize": ("effective_size", {}),
    "efficiency": ("burt_efficiency", {}),
    "constraint": ("constraint_ego", {}),
    "hierarchy": ("burt_hierarchy", {}),
    "egobet": ("ego_betweenness", {}),
    "density": ("ego_density", {}),
    "open_pairs": ("open_pairs", {"ordered": True}),
}


@pytest.mark.parametrize("column", COLUMNS)
def test_ego_model_agrees_with_ucinet(column: str, shared_data: Path) -> None:
    """The camp network, three decimals printed: its author's own re-implementation of UCINET."""
    [entry] = [one for one in published("campnet") if "EGO-NETWORK" in one["source"]]
    name, options = COLUMNS[column]
    ours = of(name, network("campnet", "top3_interactions"), **options)
    want = {actor: values[column] for actor, values in entry["values"].items()}
    assert set(want) == set(ours.index)
    assert ours.tolist() == pytest.approx([want[actor] for actor in ours.index], abs=5.001e-4)
