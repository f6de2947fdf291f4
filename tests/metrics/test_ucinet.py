"""UCINET's table: its lines in its order, by hand, and equal to the measures beside them.

What UCINET 6.849 printed of campnet and of Krackhardt's hightech firm is compared with the other
reference values.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network, adjacency, network_from_edges

NAMES = """# of nodes; # of ties; Avg Degree; Indeg H-Index; K-core index; Deg Centralization;
Out-Centralization; In-Centralization; Indeg Corr; Outdeg Corr; Density; Components;
Largest Component; Component Ratio; Connectedness; Fragmentation; Transitivity/Closure;
Transitivity Index; Avg Distance; Prop within 3; SD Distance; Diameter; Wiener Index;
Dependency Sum; Breadth; Compactness; Small Worldness; Mutuals; Asymmetrics; Nulls;
Arc Reciprocity; Dyad Reciprocity; Reciprocity Index"""
OPTIONS: dict[str, dict[str, Any]] = {
    "mean_degree": {"of": "out"},
    "component_ratio": {"strong": True},
}
OTHERWISE = {"n_ties", "core_number", "degree_centralisation", "dyad_census", ""}


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


@pytest.fixture
def small() -> Network:
    """Both ways between a and b and between c and d, one arrow from a to c."""
    return network_from_edges([("a", "b"), ("b", "a"), ("a", "c"), ("c", "d"), ("d", "c")])


def lines(net: Network) -> dict[str, float]:
    table = of("ucinet_cohesion", net)
    return dict(zip(table["ucinet"], table["value"], strict=True))


def test_names_and_order(small: Network) -> None:
    table = of("ucinet_cohesion", small)
    assert table["ucinet"].tolist() == [name.strip() for name in NAMES.split(";")]
    assert table["line"].tolist() == list(range(1, 34))
    assert set(table["measure"]) - {""} <= set(catalogue())


def test_by_hand(small: Network) -> None:
    """Degrees in 1, 1, 2, 1 and out 2, 1, 1, 1; distances as in the test of distances.

    Line 9: of being tied with the difference of incoming ties. Ordered pairs with c differ by
    one, six of twelve; of the five arrows a-c, c-d and d-c do. So 3/12 - 5/12 * 6/12 over the
    square root of 5/12 * 7/12 * 1/4. Line 6: as a path b, a, c, d with degrees 1, 2, 2, 1.
    """
    compact = (5 + 2 / 2 + 1 / 3) / 12
    apart = (3 / 12 - 5 / 12 / 2) / math.sqrt(5 / 12 * 7 / 12 / 4)
    expected = [
        *(4, 5, 5 / 4, 1, 1, 2 / 6, (2 * 4 - 5) / 9, (2 * 4 - 5) / 9, apart),
    ]
    values = of("ucinet_cohesion", small)["value"].tolist()
    assert values[:9] == pytest.approx(expected)
    # out-degrees: a differs from all others; the arrows a-b, b-a and a-c run between unlike
    assert values[9] == pytest.approx(apart)
    rest = [5 / 12, 2, 2, 1 / 3, 8 / 12, 4 / 12, 0, (0 - 5 / 12) / (7 / 12)]
    rest += [12 / 8, 8 / 12, math.sqrt(4 / 8), 3, 12, 4, 1 - compact, compact, math.nan]
    rest += [2 / 6, 1 / 6, 3 / 6, 4 / 5, 2 / 3, (4 / 5 - 5 / 12) / (7 / 12)]
    assert values[10:] == pytest.approx(rest, nan_ok=True)


def test_h_index() -> None:
    """Named 3, 2, 2 and 0 times: two actors are named twice or more, not three three times."""
    net = network_from_edges([(a, b) for a, b in ("ba", "ca", "da", "ab", "cb", "ac", "bc")])
    assert lines(net)["Indeg H-Index"] == 2


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("directed", [True, False])
def test_lines_equal_their_measures(seed: int, directed: bool) -> None:
    rng = np.random.default_rng(seed)
    matrix = rng.random((15, 15)) < (0.1 * seed)
    matrix = matrix & ~np.eye(15, dtype=bool) if directed else np.triu(matrix, 1)
    names = [f"n{k:02}" for k in range(15)]
    pairs = [(names[i], names[j]) for i, j in np.argwhere(matrix)]
    net = network_from_edges(pairs, names, directed=directed)
    table: pd.DataFrame = of("ucinet_cohesion", net)
    for row in table.itertuples():
        needs = set() if row.measure == "" else catalogue()[row.measure].needs
        if row.measure in OTHERWISE or ("directed" in needs and not directed):
            continue
        ours = of(row.measure, net, **OPTIONS.get(row.measure, {}))
        assert row.value == pytest.approx(ours, nan_ok=True), row.ucinet
    dyads = of("dyad_census", net)
    assert lines(net)["Mutuals"] == pytest.approx(dyads["share_of_pairs"].iloc[0])
    assert lines(net)["Nulls"] == pytest.approx(dyads["share_of_pairs"].iloc[-1])
    assert lines(net)["K-core index"] == of("core_number", net).max()
    assert lines(net)["Deg Centralization"] == pytest.approx(
        of("degree_centralisation", net.undirected())
    )


def test_degree_correlation_is_pearsons() -> None:
    rng = np.random.default_rng(9)
    names = [f"n{k:02}" for k in range(12)]
    pairs = np.argwhere((rng.random((12, 12)) < 0.2) & ~np.eye(12, dtype=bool))
    net = network_from_edges([(names[i], names[j]) for i, j in pairs], names)
    tied = adjacency(net).toarray()
    off = ~np.eye(12, dtype=bool)
    for name, degree in (("Indeg Corr", tied.sum(axis=0)), ("Outdeg Corr", tied.sum(axis=1))):
        apart = np.abs(degree[:, None] - degree[None, :])
        assert lines(net)[name] == pytest.approx(np.corrcoef(tied[off], apart[off])[0, 1])


def test_families(marriage: Network, business: Network) -> None:
    """As Borgatti's course material prints them."""
    for net, density, open_, compact, connected, ratio in (
        (marriage, 0.167, 0.809, 0.438, 0.875, 1 - 0.933),
        (business, 0.125, 0.583, 0.252, 0.458, 1 - 0.667),
    ):
        line = lines(net)
        got = [line[name] for name in ("Density", "Compactness", "Connectedness")]
        assert got == pytest.approx([density, compact, connected], abs=5e-4)
        assert 1 - line["Transitivity/Closure"] == pytest.approx(open_, abs=5e-4)
        assert line["Component Ratio"] == pytest.approx(ratio, abs=5e-4)
