"""Size and sector of partners: a small network worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.metrics.conftest import survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.metrics import measure
from tiesnet.network import build_network, network_from_edges

# Three firms of ten and three of a hundred; four ties among equals, one across.
EDGES = ["ab", "bc", "ac", "de", "cd"]


def found(edges: list[str], nodes: str, **columns: object) -> Diagnosis:
    ties = [(e[0], e[1]) for e in edges]
    net = network_from_edges(ties, list(nodes), directed=False)
    net = replace(net, actors=net.actors.assign(**columns))
    return diagnose(measure(net, metrics=["degree"]), ["partner_mixing"])["partner_mixing"]


def exact(edges: list[str], nodes: str) -> float:
    """Give the two-sided p over all ways to choose which half is large."""
    deals = [set(half) for half in combinations(nodes, len(nodes) // 2)]
    across = [sum((e[0] in half) != (e[1] in half) for e in edges) for half in deals]
    return float(2 * np.mean([n <= 1 for n in across]))


def test_size_gap_and_sectors() -> None:
    one = found(EDGES, "abcdef", size=[10.0] * 3 + [100.0] * 3, sector=list("xxxyyy"))
    row = one.table("size_mixing").set_index("layer").loc["ties"]
    assert (row["firms"], row["ties"]) == (6, 5)
    assert row["gap"] == pytest.approx(np.log(10) / 5)
    # 9 of 15 pairs are of different sizes.
    assert row["expected"] == pytest.approx(np.log(10) * 9 / 15, rel=0.05)
    assert row["times"] == pytest.approx(10 ** (1 / 5))
    assert row["p"] == pytest.approx(exact(EDGES, "abcdef"), abs=0.05)
    row = one.table("sector_mixing").set_index("layer").loc["ties"]
    assert row["share"] == pytest.approx(1 / 5)
    assert row["expected"] == pytest.approx(9 / 15, abs=0.03)
    assert not one.findings and not one.gaps, "five ties carry no sentence"


def test_sentences() -> None:
    edges = ["".join(p) for half in ("abcde", "fghij") for p in combinations(half, 2)]
    sizes, sectors = [10.0] * 5 + [100.0] * 5, ["shoes"] * 5 + ["lasts"] * 5
    one = found([*edges, "af"], "abcdefghij", size=sizes, sector=sectors)
    size, sector = (f.sentence for f in one.findings)
    # The gap is ln 10 / 21: 10 ** (1 / 21) = 1.12; by chance 25 of 45 pairs: 10 ** (5 / 9) = 3.6.
    assert "the larger partner is typically 1.1 times as large as the smaller" in size
    assert "partners are closer in size than chance would give (p = 0.0" in size
    assert "5 % of the tied pairs are of different sectors, where chance would give 5" in sector
    assert "firms work across sectors less than chance would give (p = 0.0" in sector


def test_size_classes() -> None:
    classes = ["under 10"] * 3 + ["50 to 249"] * 3
    one = found(EDGES, "abcdef", size_class=classes)
    row = one.table("size_mixing").set_index("layer").loc["ties"]
    assert row["gap"] == pytest.approx(2 / 5), "one tie of five is two classes apart"
    assert "times" not in one.table("size_mixing")
    assert one.parameters["Sizes compared in"] == "size classes"


def test_what_is_not_known_is_a_gap() -> None:
    one = found(EDGES, "abcdef")
    assert [gap.ask for gap in one.gaps] == [
        "Ask every firm of the cluster for its number of employees.",
        "Ask every firm of the cluster for its sector, finer than the cluster's own name.",
    ]
    same = found(EDGES, "abcdef", sector=["shoes"] * 6, size=[10.0, 20.0, 30.0] * 2)
    assert len(same.gaps) == 1, "one sector says nothing of mixing"


def test_silent_and_outside_firms_stay_out() -> None:
    base = survey()
    sizes = {"A": 10.0, "B": 20.0, "C": 40.0, "D": 80.0, "E": 9000.0, "G": 10.0, "X": 9000.0}
    actors = base.actors.assign(size=[sizes.get(a, np.nan) for a in base.actors.index])
    measures = measure(build_network(replace(base, actors=actors)), metrics=["degree"])
    rows = diagnose(measures, ["partner_mixing"])["partner_mixing"].table("size_mixing")
    row = rows.set_index("layer").loc["supply"]
    # Of supply A-C (4 times), A-D (8 times), B-C (twice) remain: ln 64 / 3.
    assert (row["firms"], row["ties"]) == (5, 3)
    assert row["gap"] == pytest.approx(np.log(64) / 3)
