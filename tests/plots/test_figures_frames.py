"""Frames of the figures against the API's numbers and against networks worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tiesnet import NeedsError, TiesnetError
from tiesnet.diagnosis import diagnose
from tiesnet.metrics import catalogue, measure
from tiesnet.network import adjacency, build_network, network_from_edges
from tiesnet.plots import (
    plot_adjacency,
    plot_chain_flow,
    plot_core_periphery,
    plot_ego,
    plot_holes_plane,
    plot_joint_action,
    plot_layer_overlap,
    plot_openness_plane,
)
from tiesnet.plots.adjacency import ITSELF, LIMIT, NO_TIE, NOT_KNOWN, TIED
from tiesnet.plots.adjacency import _frame as adjacency_frame
from tiesnet.plots.bands import Band, banded
from tiesnet.plots.chain_flow import _frame as chain_frame
from tiesnet.plots.core_periphery import _frame as core_frame
from tiesnet.plots.ego import _frame as ego_frame
from tiesnet.plots.holes_plane import _frame as holes_frame
from tiesnet.plots.joint_action import _frame as joint_frame
from tiesnet.plots.layer_overlap import _frame as overlap_frame
from tiesnet.plots.openness_plane import _frame as openness_frame
from tiesnet.survey import read_survey

ACTORS = """id,stage,in_cluster,respondent
a,1,yes,yes
b,1,yes,yes
c,2,yes,yes
d,2,yes,no
e,3,yes,yes
out,3,no,
"""
TIES = """source,target,relation,reported_by
a,c,sells,a
b,c,sells,b
a,d,sells,a
c,e,sells,c
a,e,sells,a
a,b,sells,a
e,b,sells,e
c,out,sells,c
a,b,friends,a
c,e,friends,c
"""
RELATIONS = """id,formality,content,directed,combine
sells,formal,trade,yes,source
friends,informal,social,no,union
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    for name, text in (("actors", ACTORS), ("ties", TIES), ("relations", RELATIONS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return measure(build_network(read_survey(folder)))


@pytest.fixture(scope="module")
def valley():
    root = Path(__file__).parents[2]
    return measure(build_network(read_survey(root / "surveys" / "footwear-valley.xlsx")))


def cells_of(matrix) -> pd.DataFrame:
    ids = list(matrix.actors.index)
    return pd.DataFrame(matrix.cells, index=ids, columns=ids)


def test_the_matrix_tells_no_tie_from_not_known(small) -> None:
    cells = cells_of(adjacency_frame(small, "sells", "stage"))
    assert cells.loc["a", "c"] == cells.loc["e", "b"] == TIED
    assert cells.loc["c", "a"] == cells.loc["b", "e"] == NO_TIE
    assert (cells.loc["d", ["a", "b", "c", "e"]] == NOT_KNOWN).all()  # d was silent
    assert cells.loc["b", "d"] == NO_TIE  # b answered, and its word counts
    assert (np.diag(cells) == ITSELF).all()
    assert (cells.to_numpy() == TIED).sum() == 7


def test_the_matrix_stands_in_blocks_along_the_chain(small) -> None:
    actors = adjacency_frame(small, "sells", "stage").actors
    assert list(actors["group"]) == ["1", "1", "2", "2", "3"]
    assert list(actors.index[:2]) == ["a", "b"]  # a has five ties, b three


def test_blocks_by_community_and_core_are_those_of_the_measures(valley) -> None:
    actors = adjacency_frame(valley, "all", "community").actors
    own = valley.actors[("all", "community")].reindex(actors.index)
    assert (actors["group"][own.notna()] == "Community " + own.dropna()).all()
    core = adjacency_frame(valley, "all", "core").actors["group"]
    assert (core == "Core").sum() == (valley.actors[("all", "core_member")] == "core").sum()


def test_cells_of_the_matrix_are_those_of_the_network(valley) -> None:
    cells = adjacency_frame(valley, "formal", "stage").cells
    net = valley.net.layer("formal").inside()
    ties = adjacency(net)
    assert (cells == TIED).sum() == ties.nnz
    known = int(net.respondents.known_pairs().sum())
    one, other = ties.nonzero()
    assert (cells == NO_TIE).sum() == known - net.respondents.known(one, other).sum()


def test_the_matrix_refuses_what_nobody_can_read(valley) -> None:
    with pytest.raises(TiesnetError, match="no blocks by 'taste'"):
        plot_adjacency(valley, by="taste")
    many = [str(k) for k in range(LIMIT + 1)]
    big = measure(network_from_edges([("0", "1")], nodes=many), metrics=["degree"])
    with pytest.raises(TiesnetError, match="at most 2,000"):
        plot_adjacency(big, by="stage")


def test_the_holes_plane_shows_the_measures(valley) -> None:
    frame = holes_frame(valley, "all")
    own = valley.actors["all"].reindex(frame.index)
    pd.testing.assert_series_equal(
        frame["effective_size"], own["effective_size"], check_names=False
    )
    pd.testing.assert_series_equal(frame["constraint"], own["constraint_ego"], check_names=False)
    drawn = sum(len(trace.x) for trace in plot_holes_plane(valley).data)
    assert drawn == frame[["effective_size", "constraint"]].notna().all(axis=1).sum()


def test_who_is_left_out_is_counted_in_the_note(valley) -> None:
    frame = holes_frame(valley, "all")
    lost = frame[frame[["effective_size", "constraint"]].isna().any(axis=1)]["answered"]
    note = plot_holes_plane(valley).layout.title.subtitle.text.replace("<br>", " ")
    assert f"{(lost == 'silent').sum()} did not answer" in note


def test_supply_is_counted_from_stage_to_stage(small) -> None:
    frame = chain_frame(small, "sells").set_index(["source", "target"])
    ties = frame["ties"].to_dict()
    assert ties == {
        ("1", "2"): 3,
        ("2", "3"): 1,
        ("1", "3"): 1,
        ("1", "1"): 1,
        ("3", "1"): 1,
        ("2", "buyers outside"): 1,
    }
    kinds = frame["kind"].to_dict()
    assert kinds["1", "2"] == "next" and kinds["1", "3"] == "jump"
    assert kinds["1", "1"] == "within" and kinds["3", "1"] == "against"
    assert frame.loc[("1", "2"), ["suppliers", "buyers"]].tolist() == [2, 2]


def test_the_chain_draws_what_runs_forward_and_counts_the_rest(small) -> None:
    figure = plot_chain_flow(small, "sells")
    bars = next(trace for trace in figure.data if trace.type == "bar")
    ends = ["Suppliers outside", "1", "2", "3", "Buyers outside"][1:]
    assert [row[0] for row in bars.customdata] == ends
    told = [row[1] for row in bars.customdata]
    assert told == [
        "0 supply ties in, 4 supply ties out",
        "3 supply ties in, 2 supply ties out",
        "2 supply ties in, 0 supply ties out",
        "1 supply tie in, 0 supply ties out",
    ]
    assert len([trace for trace in figure.data if getattr(trace, "fill", None) == "toself"]) == 4
    note = figure.layout.title.subtitle.text.replace("<br>", " ")
    assert "Not drawn: 1 within a stage, 1 against the order of the stages." in note


def test_bands_meet_their_bars_and_pass_the_others() -> None:
    """Rows 0, 1, 2: three ties to the next row each, two that jump over the middle one."""
    outlines, bars = banded([Band(0, 1, 3), Band(1, 2, 3), Band(0, 2, 2)], 3)
    assert [(bar.into, bar.out) for bar in bars] == [(0, 5), (3, 3), (5, 0)]
    assert bars[0].width == pytest.approx(bars[2].width) and bars[0].width > bars[1].width
    for bar in bars:
        assert bar.left >= 0 and bar.left + bar.width <= 1.001
    middle = bars[1].left, bars[1].left + bars[1].width
    x, y = outlines[2]
    passing = [a for a, b in zip(x, y, strict=True) if b == 1.0]
    assert passing and (min(passing) >= middle[1] or max(passing) <= middle[0])
    for (x, _), (one, other) in zip(outlines, ((0, 1), (1, 2), (0, 2)), strict=True):
        known = [a for a in x if a is not None]
        assert min(bars[one].left, bars[other].left) - 0.001 <= min(known)
        assert None not in (known[0], known[-1])


def test_supply_agrees_with_the_diagnosis_of_the_chain(valley) -> None:
    numbers = diagnose(valley, ["chain_shape"])["chain_shape"].table("chain_numbers")
    told = numbers.set_index("what")["count"]
    frame = chain_frame(valley, "all")
    inside = frame[frame["kind"] != "outside"]["ties"].sum()
    assert inside == told["Supply ties inside"]
    assert frame[frame["kind"] == "outside"]["ties"].sum() == told["Supply ties with firms outside"]


def test_the_chain_needs_supply_and_stages(small) -> None:
    with pytest.raises(NeedsError, match="does not say who supplies whom"):
        plot_chain_flow(small, "friends")
    bare = measure(network_from_edges([("a", "b")]))
    with pytest.raises(NeedsError):
        plot_chain_flow(bare)


def test_a_chain_without_supply_along_it_is_told(tmp_path: Path) -> None:
    actors = "id,stage\na,1\nb,1\nc,2\n"
    ties = "source,target,relation,reported_by\na,b,sells,a\nc,a,sells,c\n"
    relations = "id,formality,content,directed\nsells,formal,trade,yes\n"
    for name, text in (("actors", actors), ("ties", ties), ("relations", relations)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(NeedsError, match="No supply tie runs along the chain. Not drawn: 1 within"):
        plot_chain_flow(measure(build_network(read_survey(tmp_path)), metrics=["degree"]))


def test_joint_action_is_that_of_the_diagnosis(valley) -> None:
    frame = joint_frame(valley)
    table = diagnose(valley, ["joint_action"])["joint_action"].table("joint_action")
    told = table.set_index(["orientation", "form"])["pairs"].astype(float)
    pd.testing.assert_series_equal(frame["pairs"].loc[told.index], told)
    text = str(plot_joint_action(valley).data[0].text)
    assert f"{int(told['vertical', 'two firms'])} pairs" in text


def test_without_cooperation_there_is_no_joint_action() -> None:
    with pytest.raises(NeedsError):
        plot_joint_action(measure(network_from_edges([("a", "b")])))


def test_overlap_by_hand(small) -> None:
    """Of five firms four answered: six known pairs; sells ties a-b, a-c, a-e, b-c, b-e, c-e."""
    frame = overlap_frame(small).set_index(["row", "column"])
    row = frame.loc[("friends", "sells")]
    assert row["pairs"] == 2 and row["both"] == 2 and row["share"] == 1
    table = small.tables["layer_overlap"].iloc[0]
    assert row["jaccard"] == table["jaccard"] == pytest.approx(2 / frame["pairs"].max())
    assert frame.loc[("sells", "friends"), "share"] == pytest.approx(2 / frame["pairs"].max())


def test_overlap_is_shown_as_share_or_jaccard(valley) -> None:
    frame = overlap_frame(valley)
    share, jaccard = (plot_layer_overlap(valley, of).data[0].z for of in ("share", "jaccard"))
    assert np.nansum(share) == pytest.approx(frame["share"].sum(), rel=1e-3)
    assert np.nansum(jaccard) == pytest.approx(frame["jaccard"].sum(), rel=1e-3)
    with pytest.raises(TiesnetError, match="cannot be shown as 'union'"):
        plot_layer_overlap(valley, "union")
    with pytest.raises(NeedsError, match="two layers"):
        plot_layer_overlap(measure(network_from_edges([("a", "b")])))


def test_openness_has_the_roles_of_the_diagnosis(valley) -> None:
    frame = openness_frame(valley)
    found = diagnose(valley, ["cognitive_roles"])["cognitive_roles"]
    told = found.table("cognitive_counts").set_index("role")["firms"]
    assert frame["role"].value_counts().to_dict() == told[told > 0].to_dict()
    assert frame.attrs["local"] == found.parameters["Cut-off for partners inside"]
    hovers = [row[0] for trace in plot_openness_plane(valley).data for row in trace.customdata]
    assert any("sources outside" in hover for hover in hovers)


def test_openness_needs_knowledge() -> None:
    with pytest.raises(NeedsError, match="knowledge"):
        plot_openness_plane(measure(network_from_edges([("a", "b")])))


def test_core_and_blocks_are_those_of_the_measures(valley) -> None:
    frame = core_frame(valley, "all")
    own = valley.actors[("all", "coreness")].dropna()
    pd.testing.assert_series_equal(
        frame.actors["coreness"].reindex(own.index), own, check_names=False
    )
    assert frame.fit == valley.network.at["core_fit", "all"]
    assert frame.actors["coreness"].is_monotonic_decreasing
    densities = catalogue()["core_densities"].function(valley.net.layer("all").inside())
    pd.testing.assert_frame_equal(frame.blocks, densities)
    silent = frame.actors[frame.actors["group"] == ""]
    assert valley.actors[("all", "core_member")].reindex(silent.index).isna().all()
    hollow = [t for t in plot_core_periphery(valley).data if t.name == "Known by what others say"]
    assert len(hollow[0].x) == len(silent) and hollow[0].marker.symbol == "circle-open"


def test_a_star_has_its_hub_at_the_core() -> None:
    star = measure(network_from_edges([("hub", leaf) for leaf in "abcd"], directed=False))
    assert core_frame(star, "all").actors.index[0] == "hub"


def test_around_a_firm_by_hand(small) -> None:
    frame = ego_frame(small, "c", "all")
    assert set(frame.nodes.index) == {"c", "a", "b", "e", "out"} and frame.nodes.index[0] == "c"
    ties = set(
        zip(frame.ties["source"], frame.ties["target"], frame.ties["formality"], strict=True)
    )
    assert ties == {
        ("a", "c", "formal"),
        ("b", "c", "formal"),
        ("c", "e", "formal"),
        ("c", "out", "formal"),
        ("a", "e", "formal"),
        ("a", "b", "formal"),
        ("e", "b", "formal"),
        ("a", "b", "informal"),
        ("c", "e", "informal"),
    }
    assert set(ego_frame(small, "c", "friends").nodes.index) == {"c", "e"}
    assert frame.nodes.loc["c", ["x", "y"]].tolist() == [0, 0]


def test_a_cluster_without_a_firm_has_nobody_in_the_middle() -> None:
    empty = measure(network_from_edges([]), metrics=["degree"])
    for plot in (plot_ego, plot_adjacency):
        with pytest.raises(NeedsError, match="inside the cluster"):
            plot(empty, **({"by": "stage"} if plot is plot_adjacency else {}))


def test_silent_partners_are_hollow(small) -> None:
    marks = [trace for trace in plot_ego(small, "a").data if "text" in trace.mode]
    symbols = [symbol for trace in marks for symbol in trace.marker.symbol]
    assert symbols.count("circle-open") == 1  # d


def test_without_a_name_the_firm_with_most_partners_is_drawn(valley) -> None:
    frame = ego_frame(valley, None, "all")
    degree = valley.actors[("all", "degree")]
    firms = valley.net.actors["kind"].reindex(degree.index) == "firm"
    assert frame.nodes.index[0] in set(degree.index[firms & (degree == degree[firms].max())])
    partners = frame.nodes.iloc[1:]
    assert partners["inside"].sum() == degree[frame.nodes.index[0]]


def test_firms_are_found_by_name_and_unknown_ones_refused() -> None:
    net = network_from_edges([("a", "b"), ("b", "c")])
    net.actors["name"] = ["same", "mid", "same"]
    measures = measure(net)
    assert ego_frame(measures, "mid", "all").nodes.index[0] == "b"
    with pytest.raises(TiesnetError, match="2 actors are called 'same'"):
        plot_ego(measures, "same")
    with pytest.raises(TiesnetError, match="no actor 'zzz'"):
        plot_ego(measures, "zzz")


def test_ties_of_a_union_are_drawn_though_no_kind_is_left(valley) -> None:
    """A network that is a union already has ties that are neither formal nor informal."""
    whole = measure(valley.net.layer("all").inside(), metrics=["degree"])
    frame = ego_frame(whole, None, "all")
    partners = int(whole.actors[("all", "degree")].max())
    assert len(frame.nodes) == partners + 1 and set(frame.ties["formality"]) == {"all"}
    assert plot_ego(whole).data[0].name == "Ties"
