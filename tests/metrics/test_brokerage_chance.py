"""Brokerage against chance: R sna's numbers, exact moments over all small networks, the tables."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Callable, Iterator
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._role_chance import deviation, expected, role_shares, whole
from tiesnet.metrics._roles import KINDS, ROLES
from tiesnet.network import Network, build_network, network_from_edges

from .conftest import survey
from .reference import LAYERS, SAME, SNA, number, read, reference

THEIRS = dict(zip(KINDS, ("w_I", "w_O", "b_IO", "b_OI", "b_O", "t"), strict=True))


def of(name: str, net: Network, **options: object) -> Any:
    return catalogue()[name].function(net, **options)


def wide(table: pd.DataFrame, column: str) -> pd.DataFrame:
    return table.pivot(index=table.columns[0], columns="role", values=column)[list(KINDS)]


def cases() -> Iterator[tuple[str, str, str, Network, dict[str, Any]]]:
    """All layers and columns by which R sna's brokerage is there and every group is known."""
    for folder, layer in LAYERS:
        for name, entry in reference(folder, layer, SNA).items():
            if name.startswith("brokerage__") and isinstance(entry.get("value"), dict):
                column = name.removeprefix("brokerage__")
                net = read(folder, layer, column)
                if net.actors["stage"].notna().all():
                    yield folder, layer, column, net, entry["value"]


def frame(table: dict[str, Any], ids: pd.Index) -> np.ndarray:
    rows = pd.DataFrame(table["data"], index=table["rows"], columns=table["cols"])
    rows = rows.loc[:, list(THEIRS.values())].map(number)
    return rows.reindex([str(name) for name in ids]).to_numpy(dtype=float)


def close(ours: Any, theirs: Any, where: str) -> None:
    """Equal to 1e-9; theirs may divide by 0, where ours is empty."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    assert ours.shape == theirs.shape, where
    assert ours == pytest.approx(theirs, nan_ok=True, **SAME), where


def test_every_actor_agrees_with_sna(shared_data: Any) -> None:
    compared = {True: 0, False: 0}
    for folder, layer, column, net, theirs in cases():
        table, where = of("brokerage_roles", net), f"{folder}/{layer} by {column}"
        ids = net.actors.index
        counts, mean = (wide(table, c).loc[ids] for c in ("count", "expected"))
        raw, theirs_mean = (frame(theirs[k], ids) for k in ("raw.nli", "exp.nli"))
        if net.directed:
            close(counts, raw, where)
            close(mean, theirs_mean, where)
            close(wide(table, "deviation").loc[ids], frame(theirs["sd.nli"], ids), where)
            z = frame(theirs["z.nli"], ids)
            close(wide(table, "z").loc[ids], np.where(np.isinf(z), np.nan, z), where)
            for name in KINDS:
                close(of("brokerage_z", net, role=name), wide(table, "z").loc[ids, name], where)
        else:
            boundary = np.isin(KINDS, ("representative", "gatekeeper"))
            scale = np.where(boundary, 1.0, 0.5)  # both orders are counted there
            close(counts, raw * scale, where)
            close(mean, theirs_mean * scale, where)
            assert table["z"].isna().all() and table["deviation"].isna().all()
        compared[net.directed] += 1
    print(f"every actor: {compared[True]} directed, {compared[False]} undirected cases")
    assert compared[True] > 20


def test_groups_and_network_agree_with_sna(shared_data: Any) -> None:
    compared = 0
    for folder, layer, column, net, theirs in cases():
        if not net.directed:
            continue
        where = f"{folder}/{layer} by {column}"
        groups = of("brokerage_groups", net)
        rows = net.actors["stage"].unique()  # R writes some of these otherwise
        for ours, name in (("expected", "exp.grp"), ("deviation", "sd.grp")):
            values = frame(theirs[name], pd.Index(theirs[name]["rows"]))
            close(wide(groups, f"{ours}_per_actor").loc[rows], values, where)
        both = {as_sna: of("brokerage_network", net, as_sna=as_sna) for as_sna in (False, True)}
        for ours, name in (("count", "raw.gli"), ("expected", "exp.gli"), ("deviation", "sd.gli"),
                           ("z", "z.gli")):  # fmt: skip
            given = theirs[name]
            values = [number(given[k]) if isinstance(given, dict) else number(given[i])
                      for i, k in enumerate(THEIRS.values())]  # fmt: skip
            values = [math.nan if math.isinf(value) else value for value in values]
            close(both[True][ours], values, f"{where} {name}")
        exact, sna = both[False]["deviation"], both[True]["deviation"]
        assert (exact <= sna + 1e-9).all()
        assert exact[[1, 4]].tolist() == sna[[1, 4]].tolist()
        counts = wide(groups, "count").sum()
        assert counts.tolist() == both[True]["count"].tolist()
        compared += 1
    print(f"groups and network: {compared} directed cases")
    assert compared > 20


LIVE = """
suppressMessages(library(sna))
A <- as.matrix(read.table("stdin"))
b <- brokerage(A, rep(c("a", "b", "c", "a"), length.out = nrow(A)))
show <- function(x) {
    x <- ifelse(is.finite(x), format(x, digits = 15), "null")
    cat("[", paste(x, collapse = ","), "]", sep = "")
}
cat("[")
for (x in list(b$exp.nli, b$sd.nli, b$z.nli, b$raw.gli, b$exp.gli, b$sd.gli)) { show(x); cat(",") }
show(b$z.gli); cat("]")
"""


@pytest.mark.peers
@pytest.mark.parametrize(("seed", "share"), [(3, 0.15), (4, 0.4)])
def test_agrees_with_live_sna(needs: Callable[[str], str], seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    matrix = (rng.random((17, 17)) < share).astype(int)
    np.fill_diagonal(matrix, 0)
    text = "\n".join(" ".join(map(str, row)) for row in matrix)
    answer = subprocess.run(
        [needs("peers"), "-e", LIVE], input=text, capture_output=True, text=True, check=True
    )
    theirs = [
        np.array([math.nan if x is None else float(x) for x in part])
        for part in json.loads(answer.stdout)
    ]
    ids = [f"n{k:02}" for k in range(17)]
    edges = [(ids[i], ids[j]) for i, j in np.argwhere(matrix)]
    stages = {name: "abca"[k % 4] for k, name in enumerate(ids)}
    net = network_from_edges(edges, ids, stages=stages)
    table, network = of("brokerage_roles", net), of("brokerage_network", net, as_sna=True)
    for column, values in zip(("expected", "deviation", "z"), theirs[:3], strict=True):
        close(wide(table, column).to_numpy().T.ravel(), values, column)
    for column, values in zip(("count", "expected", "deviation", "z"), theirs[3:], strict=True):
        close(network[column], values, column)


def every_network(code: list[int], density: float) -> Iterator[tuple[float, np.ndarray]]:
    """All directed networks on a few actors, with probability and open paths (actor, role)."""
    n = len(code)
    arcs = list(permutations(range(n), 2))
    place = {arc: k for k, arc in enumerate(arcs)}
    there = (np.arange(2 ** len(arcs))[:, None] >> np.arange(len(arcs)) & 1).astype(bool)
    counts = np.zeros((len(there), n, len(KINDS)))
    for a, v, b in permutations(range(n), 3):
        opened = there[:, place[a, v]] & there[:, place[v, b]] & ~there[:, place[a, b]]
        first, second, ends = code[a] == code[v], code[v] == code[b], code[a] == code[b]
        role = 0 if first and second else 2 if first else 3 if second else 1 if ends else 4
        counts[:, v, role] += opened
        counts[:, v, -1] += opened
    ties = there.sum(axis=1)
    return density**ties * (1 - density) ** (len(arcs) - ties), counts


@pytest.mark.parametrize("code", [[0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 1], [0, 0, 1, 2],
                                  [0, 1, 2, 3]])  # fmt: skip
def test_moments_are_exact(code: list[int]) -> None:
    """Over all 4,096 networks of four actors, each with its probability."""
    for density in (0.3, 0.8):
        chance, counts = every_network(code, density)
        sizes = np.bincount(code).astype(float)
        mean = np.einsum("g,gvr->vr", chance, counts)
        square = np.einsum("g,gvr->vr", chance, counts**2)
        assert expected(sizes, density)[code] == pytest.approx(mean, abs=1e-12)
        assert deviation(sizes, density)[code] ** 2 == pytest.approx(square - mean**2, abs=1e-12)
        total = counts.sum(axis=1)
        mean, square = chance @ total, chance @ total**2
        ours = whole(sizes, density)
        assert ours[0] == pytest.approx(mean, abs=1e-12)
        assert ours[1] ** 2 == pytest.approx(square - mean**2, abs=1e-12)


def test_relative_brokerage_is_what_shuffled_groups_give() -> None:
    """Broker v of group x keeps its group; all 60 ways to give x, x, y, y, z to the others."""
    edges = [("a", "v"), ("b", "v"), ("v", "c"), ("v", "d"), ("v", "a"), ("c", "e")]
    others, labels = list("abcde"), "xxyyz"
    totals = dict.fromkeys(ROLES, 0.0)
    ways = set(permutations(labels))
    for way in ways:
        stages = dict(zip(others, way, strict=True)) | {"v": "x"}
        net = network_from_edges(edges, stages=stages)
        for role in ROLES:
            totals[role] += of(role, net)["v"] / len(ways)
    table = of("brokerage_roles", net)
    mine = table[table["actor"] == "v"].set_index("role")
    for role in ROLES:
        assert mine.at[role, "expected_of_total"] == pytest.approx(totals[role])
        ratio = mine.at[role, "count"] / totals[role]
        assert of("brokerage_relative", net, role=role)["v"] == pytest.approx(ratio)
    assert mine.at["total", "relative"] == 1
    flat = of("brokerage_roles", net.undirected())
    flat = flat[flat["actor"] == "v"].set_index("role")
    given = flat["expected_of_total"]
    assert given["gatekeeper"] == given["representative"]
    assert given[[r for r in ROLES if r != "gatekeeper"]].sum() == pytest.approx(given["total"])


def test_shares_of_roles_sum_to_one() -> None:
    shares = role_shares(np.array([4.0, 1.0, 7.0]))
    assert shares[:, :-1].sum(axis=1) == pytest.approx(1)
    assert shares[:, -1] == pytest.approx(1)
    assert np.isnan(role_shares(np.array([1.0, 1.0]))).all()


def test_no_room_for_chance_is_empty() -> None:
    """In a complete network nothing is open; a group of one has no coordinator."""
    ids = list("abcd")
    complete = network_from_edges(list(permutations(ids, 2)), stages=dict.fromkeys(ids, "s"))
    assert of("brokerage_z", complete).isna().all()
    net = network_from_edges([("a", "b"), ("b", "c")], stages={"a": "s", "b": "t", "c": "s"})
    assert np.isnan(of("brokerage_z", net, role="coordinator")["b"])
    assert of("brokerage_z", net, role="consultant")["b"] > 0
    found = measure(net, ["ties"], ["brokerage_z"], {"brokerage_z": {"role": "coordinator"}})
    assert found.empty["reason"].str.contains("chance leaves the count no room").all()


def test_no_z_where_ties_run_both_ways(valley: Network) -> None:
    flat = network_from_edges(
        [("a", "b"), ("b", "c")], directed=False, stages=dict.fromkeys("abc", "s")
    )
    with pytest.raises(NeedsError, match="no direction"):
        of("brokerage_z", flat)
    assert of("brokerage_network", flat)["z"].isna().all()
    found = measure(valley, metrics=["brokerage_z"])
    skipped = set(found.skipped["layer"])
    assert {"friends", "peers", "formal", "informal", "all"} <= skipped
    assert ("supply", "brokerage_z") in found.actors.columns


def test_unknown_role_is_refused() -> None:
    net = network_from_edges([("a", "b")], stages={"a": "s", "b": "s"})
    with pytest.raises(TiesnetError, match="no role 'broker'"):
        of("brokerage_z", net, role="broker")
    with pytest.raises(TiesnetError, match="no role 'total'"):
        of("brokerage_relative", net, role="total")


def test_silent_firms_have_empty_rows_and_are_noted() -> None:
    net = build_network(survey()).layer("supply").inside()
    table = of("brokerage_roles", net)
    assert set(table["actor"]) == set("ABCDEG"), "F and U have no stage"
    silent = table[table["actor"] == "E"]
    assert silent.drop(columns=["actor", "group", "role"]).isna().all(axis=None)
    assert table.loc[table["actor"] == "A", "count"].notna().all()
    found = measure(build_network(survey()), ["supply"], ["brokerage_roles"])
    notes = found.notes["note"].tolist()
    assert "actors that did not answer: 1; they count with the ties others told of" in notes
    assert any(text.startswith("chance: every pair tied with the density") for text in notes)
