"""Blockmodels against R sna, UCINET's printed results and hand calculations."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.metrics.conftest import survey
from tests.metrics.reference import LAYERS, SAME, SNA, network, number, read, reference

from tiesnet.errors import NeedsError
from tiesnet.metrics import measure
from tiesnet.metrics._shared import notes
from tiesnet.metrics.blockmodel import (
    POSITIONS,
    blockmodel,
    blockmodel_density_fit,
    blockmodel_fit,
)
from tiesnet.network import Network, adjacency, build_network, network_from_edges

STAGES = {"a": "s", "b": "s", "c": "t", "d": "t", "e": "u"}


def chain() -> Network:
    ties = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "e"), ("e", "a")]
    return network_from_edges(ties, stages=STAGES)


def test_chain_by_hand() -> None:
    """Overall 7/20; s-s 1/2, s-t 4/4, t-u 1/2, u-s 1/2, others 0; u with itself has no pair."""
    table = blockmodel(chain(), by="stage").set_index(["from", "to"])
    expected = {
        ("s", "s"): 1 / 2, ("s", "t"): 1.0, ("s", "u"): 0.0, ("t", "s"): 0.0, ("t", "t"): 0.0,
        ("t", "u"): 1 / 2, ("u", "s"): 1 / 2, ("u", "t"): 0.0, ("u", "u"): math.nan,
    }  # fmt: skip
    assert table["density"].to_dict() == pytest.approx(expected, nan_ok=True)
    image = {
        pair: math.nan if math.isnan(d) else float(d >= 7 / 20) for pair, d in expected.items()
    }
    assert table["image"].to_dict() == pytest.approx(image, nan_ok=True)
    assert table["density_all"].equals(table["density"].rename("density_all"))
    assert table.loc[("s", "t"), ["actors_from", "actors_to", "known_pairs", "ties"]].tolist() == [
        2, 2, 4, 4,
    ]  # fmt: skip
    strict = blockmodel(chain(), by="stage", cutoff=0.6).set_index(["from", "to"])["image"]
    assert strict.sum() == 1.0


@pytest.mark.parametrize("directed", [True, False])
def test_fits_cell_by_cell(directed: bool) -> None:
    draw = np.random.default_rng(2)
    names = [f"n{k}" for k in range(10)]
    pairs = [(a, b) for a in names for b in names if (a != b if directed else a < b)]
    ties = [pair for pair in pairs if draw.random() < 0.4]
    stages = {name: "stu"[k % 3] for k, name in enumerate(names)}
    net = network_from_edges(ties, names, directed=directed, stages=stages)
    table = blockmodel(net, by="stage").set_index(["from", "to"])

    def of(pair: tuple[str, str], what: str) -> float:
        ends = stages[pair[0]], stages[pair[1]]
        return float(table.loc[ends if directed else tuple(sorted(ends)), what])

    tied = [float(pair in ties) for pair in pairs]
    for what, fit in (("image", blockmodel_fit), ("density", blockmodel_density_fit)):
        expected = np.corrcoef(tied, [of(pair, what) for pair in pairs])[0, 1]
        assert fit(net, by="stage") == pytest.approx(float(expected))


def test_densities_agree_with_sna(shared_data: Path) -> None:
    """Four positions of hamming and complete; NaN there (a group of one) is empty here."""
    blocks = 0
    for folder, layer in LAYERS:
        said = reference(folder, layer, SNA)["blockmodel_4"]["value"]
        net = network(folder, layer)
        groups = pd.Series(said["membership"]).reindex(net.actors.index).astype(int).astype(str)
        grouped = network_from_edges(
            [(net.actors.index[i], net.actors.index[j]) for i, j in np.argwhere(adjacency(net))
             if net.directed or i < j],
            net.actors.index, directed=net.directed, stages=groups.to_dict(),
        )  # fmt: skip
        table = blockmodel(grouped, by="stage").set_index(["from", "to"])["density"]
        for i, row in enumerate(said["block.model"]["data"]):
            for j, value in enumerate(row):
                pair = (str(i + 1), str(j + 1))
                ours = table[pair if net.directed else tuple(sorted(pair))]
                where = f"{folder}/{layer} {pair}"
                assert ours == pytest.approx(number(value), nan_ok=True, **SAME), where
                blocks += 1
    print(f"blockmodel: {blocks} blocks")
    assert blocks == 16 * len(LAYERS)


def test_campnet_by_gender_is_as_ucinet_prints_it(shared_data: Path) -> None:
    """UCINET 6.849: densities, image, autocorrelation .338; correlation with same gender .33."""
    net = read("campnet", "top3_interactions", "gender_code")
    table = blockmodel(net, by="stage")
    assert table["density"].round(3).tolist() == [0.357, 0.05, 0.062, 0.278]
    assert table["image"].tolist() == [1.0, 0.0, 0.0, 1.0]
    assert round(blockmodel_density_fit(net, by="stage"), 3) == 0.338
    assert round(blockmodel_fit(net, by="stage"), 2) == 0.33
    assert notes(net, "blockmodel") == ["cut-off of the image: the density over all groups, 0.1765"]


@pytest.mark.parametrize("by", POSITIONS)
def test_computed_positions_are_groups(by: str) -> None:
    net = chain()
    table, words = blockmodel(net, by=by), POSITIONS[by](net)
    assert sorted(set(table["from"])) == sorted(words.dropna().unique())
    assert int(table["ties"].sum()) == 7


def test_silent_firms_are_in_the_second_density_only() -> None:
    """Advice: E (shoes) was silent; A and D name or are named, E's own pairs are not known."""
    net = build_network(survey()).layer("advice").inside()
    table = blockmodel(net, by="stage").set_index(["from", "to"])
    assert table.loc[("shoes", "shoes"), "known_pairs"] == 4
    assert table.loc[("shoes", "shoes"), "all_pairs"] == 6
    result = measure(net, layers=["advice"], metrics=["blockmodel"],
                     options={"blockmodel": {"by": "kind"}})  # fmt: skip
    assert set(result.tables[("advice", "blockmodel")]["from"]) == {"firm", "research"}


def test_unknown_grouping_is_refused() -> None:
    with pytest.raises(NeedsError, match="no column 'colour'"):
        blockmodel(chain(), by="colour")


def test_equal_densities_have_no_fit() -> None:
    net = network_from_edges([("a", "b"), ("b", "a")], stages={"a": "s", "b": "s"})
    assert math.isnan(blockmodel_fit(net, by="stage"))
    assert math.isnan(blockmodel_density_fit(net, by="stage"))
