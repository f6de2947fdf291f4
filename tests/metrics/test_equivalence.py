"""Equivalence against R sna, UCINET's printed results, published examples and hand calculations."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.metrics.conftest import survey
from tests.metrics.reference import LAYERS, SAME, SNA, network, number, published, reference

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import measure
from tiesnet.metrics._concor import correlate
from tiesnet.metrics._partition import agglomerate, cut
from tiesnet.metrics._profiles import Profiles, profiles
from tiesnet.metrics._regular import catrege, rege
from tiesnet.metrics.equivalence import (
    concor_block,
    regular_equivalence,
    regular_position,
    structural_equivalence,
    structural_position,
)
from tiesnet.network import Network, adjacency, build_network, network_from_edges


def everybody(net: Network, diagonal: str = "ignore") -> Profiles:
    return profiles(net, np.arange(len(net.actors)), diagonal)


def from_matrix(rows: list[str], names: str) -> Network:
    ties = [(a, b) for a, row in zip(names, rows, strict=True)
            for b, cell in zip(names, row, strict=True) if cell == "1"]  # fmt: skip
    return network_from_edges(ties, list(names))


def members(column: pd.Series) -> set[str]:
    """Who is together, whatever the numbers."""
    return {"".join(sorted(found)) for found in column.groupby(column).groups.values()}


def square(table: pd.DataFrame, names: pd.Index) -> np.ndarray:
    full = np.zeros((len(names),) * 2)
    one, other = names.get_indexer(table["actor"]), names.get_indexer(table["other"])
    full[one, other] = full[other, one] = table.iloc[:, 2]
    return full


def test_profiles_by_hand() -> None:
    """a and b both name c; a also names d, and d names b.

    Over the other actors c, d: rows (1, 1) and (1, 0), columns (0, 0) and (0, 1). Two cells
    differ. Four cells, two ties each, one in common: r = (4 - 4) / (8 - 4) = 0.
    """
    net = network_from_edges([("a", "c"), ("b", "c"), ("a", "d"), ("d", "b")])
    first = structural_equivalence(net, method="hamming").set_index(["actor", "other"])
    assert first.loc[("a", "b"), "distance"] == 2.0
    second = structural_equivalence(net).set_index(["actor", "other"])
    assert second.loc[("a", "b"), "distance"] == pytest.approx(math.sqrt(2))
    third = structural_equivalence(net, method="correlation").set_index(["actor", "other"])
    assert third.loc[("a", "b"), "correlation"] == pytest.approx(0.0)


@pytest.mark.parametrize("diagonal", ["ignore", "reciprocal", "zero"])
@pytest.mark.parametrize("method", ["euclidean", "hamming", "correlation"])
def test_profiles_cell_by_cell(method: str, diagonal: str) -> None:
    """The matrix form against profiles written out as vectors, with cells that are not known."""
    net = build_network(survey()).layer("advice").inside()
    from tiesnet.metrics._partition import known_cells, sure_ties

    seen, tied = known_cells(net), sure_ties(net)
    ours, count = everybody(net, diagonal).value(method), len(net.actors)
    assert seen.sum() < count * (count - 1), "somebody was silent"
    whole = {"ignore": 2 * count - 4, "reciprocal": 2 * count - 3, "zero": 2 * count}[diagonal]
    for i, j in zip(*np.triu_indices(count, 1), strict=True):
        cells = []
        for k in range(count):
            own = diagonal == "zero" and k in (i, j)
            if k in (i, j) and not own:
                continue
            for one, other in (((i, k), (j, k)), ((k, i), (k, j))):
                known = all(seen[cell] or cell[0] == cell[1] for cell in (one, other))
                cells += [(tied[one], tied[other])] if known else []
        if diagonal == "reciprocal" and seen[i, j] and seen[j, i]:
            cells.append((tied[i, j], tied[j, i]))
        x, y = np.array(cells).T if cells else (np.zeros(0), np.zeros(0))
        if method == "correlation":
            moving = len(x) > 1 and np.ptp(x) > 0 and np.ptp(y) > 0
            expected = float(np.corrcoef(x, y)[0, 1]) if moving else math.nan
        else:
            expected = float(((x - y) ** 2).sum()) * whole / len(x) if len(x) else math.nan
            expected = math.sqrt(expected) if method == "euclidean" else expected
        assert ours[i, j] == pytest.approx(expected, nan_ok=True, abs=1e-12)


@pytest.mark.parametrize("method", ["euclidean", "hamming", "correlation"])
def test_profiles_agree_with_sna(method: str, shared_data: Path) -> None:
    """sedist prints 0 for correlations that do not exist."""
    compared = 0
    for folder, layer in LAYERS:
        entry = reference(folder, layer, SNA).get(f"sedist_{method}", {}).get("value")
        if entry is None:
            continue
        net = network(folder, layer)
        table = structural_equivalence(net, method=method).fillna(0.0)
        theirs = np.array([[number(x) for x in row] for row in entry["data"]])
        np.fill_diagonal(theirs, 0.0)
        ours = square(table, net.actors.index)
        assert np.abs(ours - theirs).max() < 1e-9, (folder, layer)
        compared += 1
    print(f"sedist {method}: {compared} layers")
    assert compared > 30


def test_clustering_agrees_with_sna(shared_data: Path) -> None:
    """Heights of equiv.clust, and who is in which of four positions: equal distances included."""
    for folder, layer in LAYERS:
        net, said = network(folder, layer), reference(folder, layer, SNA)
        heights = agglomerate(everybody(net).distance("hamming"), "complete")[1]
        theirs = said["equivclust_hamming_complete"]["value"]["height"]
        assert heights.tolist() == pytest.approx(theirs, **SAME), (folder, layer)
        ours = structural_position(net, k=4, method="hamming", linkage="complete")
        expected = said["blockmodel_4"]["value"]["membership"]
        assert ours.to_dict() == {name: str(int(k)) for name, k in expected.items()}


@pytest.mark.parametrize("linkage", ["average", "complete", "single"])
def test_clustering_is_scipys_without_equal_distances(linkage: str) -> None:
    from scipy.cluster.hierarchy import fcluster
    from scipy.cluster.hierarchy import linkage as theirs
    from scipy.spatial.distance import pdist, squareform

    points = np.random.default_rng(4).random((40, 3))
    pairs, heights = agglomerate(squareform(pdist(points)), linkage)
    tree = theirs(pdist(points), linkage)
    assert heights.tolist() == pytest.approx(tree[:, 2].tolist())
    for count in (1, 2, 5, 40):
        groups = pd.Series(fcluster(tree, count, "maxclust"))
        assert (groups.groupby(cut(pairs, count)).nunique() == 1).all()
        assert len(set(cut(pairs, count))) == count


def test_campnet_profiles_are_as_ucinet_prints_them(shared_data: Path) -> None:
    """UCINET 6.849: row of HOLLY; levels of its clustering."""
    net = network("campnet", "top3_interactions")
    table = structural_equivalence(net, diagonal="reciprocal")
    first = table["distance"][table["actor"] == "HOLLY"].round(3).tolist()
    assert first == [3.317, 2.449, 3.742, 3.162, 2.646, 3.162, 3.162, 2.646, 2.828, 3.606, 2.449,
                     3.162, 2.449, 3.464, 3.873, 3.742, 3.742]  # fmt: skip
    levels = agglomerate(everybody(net, "reciprocal").distance("euclidean"), "average")[1]
    assert sorted(set(levels.round(3).tolist())) == [
        1.000, 1.207, 1.414, 1.732, 1.992, 2.000, 2.091, 2.157, 2.441, 2.507, 2.593, 2.664, 2.703,
        3.335, 3.389,
    ]  # fmt: skip


def test_rege_of_campnet_is_as_ucinet_prints_it(shared_data: Path) -> None:
    """UCINET 6.849, 3 rounds, times 100: four rows, and the levels of its clustering."""
    net = network("campnet", "top3_interactions")
    likeness = square(regular_equivalence(net), net.actors.index) + np.eye(18)
    printed = {
        "HOLLY": "100 100 100 100 100 99 97 99 97 60 100 98 60 97 97 100 100 98",
        "PAULINE": "97 97 96 98 98 98 100 97 98 59 99 100 59 99 99 99 99 100",
        "BILL": "60 85 75 54 59 65 59 75 60 100 66 60 100 66 75 54 60 60",
        "RUSS": "98 97 97 98 98 98 100 97 100 60 99 100 60 100 100 99 99 100",
    }
    for name, row in printed.items():
        ours = (100 * likeness[net.actors.index.get_loc(name)]).round().astype(int)
        assert ours.tolist() == [int(x) for x in row.split()]
    levels = agglomerate(1 - likeness, "average")[1].round(4)
    assert sorted(set(np.abs(levels).tolist())) == [
        0.0, 0.0010, 0.0016, 0.0029, 0.0034, 0.0106, 0.0264, 0.3556,
    ]  # fmt: skip
    parts = regular_position(net, k=2, linkage="average")
    assert set(parts.index[parts == parts["BILL"]]) == {"BILL", "JOHN"}


def test_rege_by_hand() -> None:
    """a -> b -> c: in round one a and b match a's arrow (1) and b's sent one (1), of 3 ties: 2/3.

    b and c: c's received tie and b's: 2/3. a and c: nothing matches. In round two the far ends
    are weighed: a-b: the ends are b and c, 2/3 each, so 4/9; b-c the same.
    """
    ties = adjacency(network_from_edges([("a", "b"), ("b", "c")]))
    two, zero = 2 / 3, 0.0
    assert rege(ties, 1).ravel().tolist() == pytest.approx(
        [1, two, zero, two, 1, two, zero, two, 1]
    )
    assert rege(ties, 2)[0].tolist() == pytest.approx([1, 4 / 9, 0])


def test_chain_of_command_is_regular() -> None:
    """Two bosses with different numbers of subordinates: one role each, by both methods."""
    net = network_from_edges([("x", "a"), ("x", "b"), ("y", "c"), ("y", "d"), ("y", "e")])
    assert catrege(adjacency(net))[1].tolist() == [0, 0, 0, 0, 0, 1, 1]
    for method in ("rege", "catrege"):
        assert members(regular_position(net, k=2, method=method)) == {"abcde", "xy"}


def test_regular_equivalence_needs_arrows(marriage: Network) -> None:
    with pytest.raises(NeedsError):
        regular_equivalence(marriage)


def test_concor_first_correlations_of_knoke_are_as_printed(shared_data: Path) -> None:
    """Rows and columns of both relations, zeros on the diagonal."""
    (said,) = [e for e in published("knoke_bureaucracies") if "CONCOR" in e["source"]]
    parts = [everybody(network("knoke_bureaucracies", layer), "zero")
             for layer in ("information", "money")]  # fmt: skip
    both = Profiles(*(sum(getattr(part, key) for part in parts)
                      for key in ("cells", "ties", "common", "whole")))  # fmt: skip
    table = both.value("correlation")
    for row, place in (("row1", 0), ("row2", 1), ("row3", 2), ("row10", 9)):
        assert table[place].tolist() == pytest.approx(said["values"][row], abs=1e-6)


def test_concor_of_published_examples() -> None:
    """The two examples in the README of the R package concorR, one split each."""
    columns = ["00001", "10101", "11011", "10101", "10000"]
    rows = ["".join(cells) for cells in zip(*columns, strict=True)]
    assert members(concor_block(from_matrix(rows, "abcde"), splits=1)) == {"bcd", "ae"}
    alone = ["011110", "101110", "110110", "000010", "000100", "000000"]
    assert members(concor_block(from_matrix(alone, "ABCDEF"), splits=1)) == {"ABC", "DE", "F"}


def test_concor_finds_perfect_blocks_and_never_parts_equals() -> None:
    """Two leaders over two groups of three: four perfect blocks, and no fifth."""
    ties = [("l", x) for x in "abc"] + [("m", x) for x in "def"]
    ties += [(x, "m") for x in "abc"] + [(x, "l") for x in "def"]
    net = network_from_edges(ties)
    assert members(concor_block(net, splits=3)) == {"abc", "def", "l", "m"}
    assert members(concor_block(net, splits=5)) == {"abc", "def", "l", "m"}


def test_concor_of_several_layers_puts_them_together() -> None:
    """The profiles of all layers count as one long profile."""
    net = build_network(survey()).inside()
    actors = np.flatnonzero(net.respondents.observed())
    both = profiles(net, actors, "ignore")
    each = [profiles(net.layer(name), actors, "ignore") for name in net.layers.index]
    assert np.array_equal(both.common, sum(part.common for part in each))
    assert concor_block(net).notna().tolist() == net.respondents.observed().tolist()


def test_concor_by_hand() -> None:
    """A column of (1, 0, 0) and one of (0, 1, 0) correlate -1/2; a fixed one with others 0."""
    found = correlate(np.array([[1.0, 0.0, 5.0], [0.0, 1.0, 5.0], [0.0, 0.0, 5.0]]))
    assert found.ravel().tolist() == pytest.approx([1, -0.5, 0, -0.5, 1, 0, 0, 0, 1])


def test_silent_firms_have_no_position() -> None:
    net = build_network(survey()).layer("advice").inside()
    names = ["structural_position", "concor_block", "regular_position"]
    result = measure(net, layers=["advice"], metrics=names)
    for name in names:
        column = result.actors[("advice", name)]
        assert column.notna().tolist() == net.respondents.observed().tolist()
    assert result.notes["note"].str.contains("not known and left out").any()


@pytest.mark.parametrize(
    ("function", "options"),
    [
        (structural_position, {"k": 0}),
        (structural_position, {"linkage": "ward"}),
        (structural_position, {"method": "gamma"}),
        (structural_position, {"diagonal": "one"}),
        (concor_block, {"splits": 0}),
        (regular_position, {"method": "exact"}),
        (regular_position, {"rounds": 0}),
    ],
)
def test_wrong_options_are_refused(
    function: Callable[..., pd.Series], options: dict[str, object]
) -> None:
    with pytest.raises(TiesnetError, match=next(iter(options))):
        function(network_from_edges([("a", "b"), ("b", "c")]), **options)


SCRIPT = """
suppressMessages(library(sna))
A <- as.matrix(read.table("stdin"))
show <- function(x) cat("[", paste(format(as.vector(x), digits = 15), collapse = ","), "]")
cat("["); show(redist(A)); cat(","); show(sedist(A, method = "euclidean")); cat(",")
show(sedist(A, method = "correlation")); cat(",")
show(cutree(equiv.clust(A, method = "euclidean", cluster.method = "average")$cluster, k = 4))
cat("]")
"""


@pytest.mark.peers
@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_r(needs: Callable[[str], str], seed: int) -> None:
    draw = np.random.default_rng(seed)
    matrix = (draw.random((12, 12)) < 0.15).astype(int)
    np.fill_diagonal(matrix, 0)
    text = "\n".join(" ".join(map(str, row)) for row in matrix)
    answer = subprocess.run(
        [needs("peers"), "-e", SCRIPT], input=text, capture_output=True, text=True, check=True
    )
    parted, distance, correlation, groups = (np.array(x) for x in json.loads(answer.stdout))
    names = [f"n{k:02}" for k in range(12)]
    net = network_from_edges([(names[i], names[j]) for i, j in np.argwhere(matrix)], names)
    found = everybody(net)
    assert (1 - catrege(adjacency(net))[0]).ravel().tolist() == pytest.approx(parted.tolist())
    assert found.value("euclidean").ravel().tolist() == pytest.approx(distance.tolist(), **SAME)
    ours = np.nan_to_num(found.value("correlation"))
    assert ours.ravel().tolist() == pytest.approx(correlation.tolist(), **SAME)
    assert structural_position(net).astype(int).tolist() == groups.tolist()
