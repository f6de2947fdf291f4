"""Cliques, k-plexes and cores: by hand, by trying all groups, and as UCINET lists them."""

from __future__ import annotations

import importlib.util
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import _plexes, catalogue, measure, subgroups
from tiesnet.network import Network, adjacency, network_from_edges

_spec = importlib.util.spec_from_file_location(
    "reference", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def groups(net: Network, name: str, **options: Any) -> list[str]:
    """The members of each group, without commas."""
    members = of(name, net, **options)["members"]
    return [text.replace(", ", " ") for text in members]


@pytest.fixture
def two_triangles() -> Network:
    """a, b, c and b, c, d all tied; d to e; a and b both ways, all others one way."""
    arrows = "ab ba bc ca bd dc de".split()
    return network_from_edges([(p[0], p[1]) for p in arrows], list("abcdef"))


def test_cliques_by_hand(two_triangles: Network) -> None:
    assert groups(two_triangles, "cliques") == ["a b c", "b c d"]
    assert groups(two_triangles, "cliques", min_size=2) == ["a b c", "b c d", "d e"]
    assert groups(two_triangles, "cliques", min_size=2, mutual=True) == ["a b"]
    assert of("n_cliques", two_triangles) == 2
    assert of("n_cliques", two_triangles, min_size=1) == 4
    assert of("clique_number", two_triangles) == 3
    assert of("clique_count", two_triangles).tolist() == [1, 2, 2, 1, 0, 0]
    overlap = of("clique_overlap", two_triangles)
    assert overlap.values.tolist() == [
        ["b", "c", 2], ["a", "b", 1], ["a", "c", 1], ["b", "d", 1], ["c", "d", 1],
    ]  # fmt: skip


def test_cores_by_hand(two_triangles: Network) -> None:
    """f stands alone, e hangs on d, the others have two partners among themselves."""
    table = of("cores", two_triangles)
    assert table[["k", "actors", "parts", "no_deeper"]].values.tolist() == [
        [0, 6, 2, "f"], [1, 5, 1, "e"], [2, 4, 1, "a, b, c, d"],
    ]  # fmt: skip
    assert table["density"].tolist() == pytest.approx([6 / 15, 6 / 10, 5 / 6])


def test_k_plexes_by_hand(two_triangles: Network) -> None:
    assert groups(two_triangles, "k_plexes") == ["a b c d"]
    assert groups(two_triangles, "k_plexes", min_size=3) == ["a b c d", "b d e", "c d e"]
    with pytest.raises(TiesnetError, match="hang together"):
        of("k_plexes", two_triangles, k=3, min_size=4)


def every_plex(matrix: np.ndarray, k: int, smallest: int) -> list[tuple[int, ...]]:
    """Try all groups."""
    n = len(matrix)
    fit = {
        frozenset(group)
        for size in range(smallest, n + 1)
        for group in combinations(range(n), size)
        if all(matrix[actor, list(group)].sum() >= size - k for actor in group)
    }
    maximal = [g for g in fit if not any(g | {other} in fit for other in set(range(n)) - g)]
    return sorted((tuple(sorted(g)) for g in maximal), key=lambda g: (-len(g), g))


@pytest.mark.parametrize("k", [1, 2, 3])
def test_k_plexes_against_all_groups(k: int) -> None:
    rng = np.random.default_rng(k)
    for _ in range(25):
        n = int(rng.integers(3, 10))
        upper = np.triu(rng.random((n, n)) < rng.random(), 1)
        names = [f"n{i}" for i in range(n)]
        pairs = [(names[i], names[j]) for i, j in np.argwhere(upper)]
        net = network_from_edges(pairs, names, directed=False)
        matrix = adjacency(net).toarray()
        for smallest in (2 * k - 1, 2 * k + 1):
            expected = [
                ", ".join(names[i] for i in group) for group in every_plex(matrix, k, smallest)
            ]
            found = of("k_plexes", net, k=k, min_size=smallest)
            assert found["members"].tolist() == expected


def test_one_plexes_are_cliques(marriage: Network) -> None:
    assert groups(marriage, "k_plexes", k=1, min_size=3) == groups(marriage, "cliques")


CAMPNET = """HOLLY MICHAEL DON HARRY; BRAZEY LEE STEVE BERT; CAROL PAT PAULINE; CAROL PAM PAULINE;
PAM JENNIE ANN; PAM PAULINE ANN; MICHAEL BILL DON HARRY; JOHN GERY RUSS; GERY STEVE RUSS;
STEVE BERT RUSS"""


def test_cliques_of_campnet(shared_data: Path) -> None:
    """The ten cliques UCINET lists."""
    net = peers.read("campnet", "top3_interactions")
    ours = {frozenset(members.split()) for members in groups(net, "cliques")}
    assert ours == {frozenset(clique.split()) for clique in CAMPNET.split(";")}


def test_too_many_are_said(two_triangles: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subgroups, "_MOST", 1)
    monkeypatch.setattr(_plexes, "STEPS", 1)
    names = ["cliques", "n_cliques", "clique_count", "k_plexes"]
    result = measure(two_triangles, metrics=names)
    assert np.isnan(result.network.at["n_cliques", "ties"])
    assert result.actors["ties", "clique_count"].isna().all()
    assert result.tables["ties", "cliques"].empty
    assert result.tables["ties", "k_plexes"].empty
    said = result.notes.drop_duplicates("metric").set_index("metric")["note"]
    assert "min_size" in said["cliques"]
    assert "min_size" in said["k_plexes"]
