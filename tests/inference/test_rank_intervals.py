"""Intervals of values and ranks: what they hold, what they say, what they refuse."""

from __future__ import annotations

from pathlib import Path

import joblib
import numpy as np
import pytest
from tests.inference.silent_networks import drawn_network, silenced

from tiesnet import build_network, catalogue, read_survey
from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference import SHARES, rank_intervals
from tiesnet.inference.missing.ranking import intervals, rank_correlation, ranks
from tiesnet.network import Network, tie_parts

SILENT = ["f01", "f05", "f09", "f13"]


@pytest.fixture(scope="module")
def net() -> Network:
    return silenced(drawn_network(), SILENT)


def test_ranks_by_hand() -> None:
    values = np.array([[5.0, 2.0, 5.0, np.nan, 1.0], [0.3, 0.1 + 0.2, 0.0, 1.0, np.nan]])
    high = [[1, 3, 1, np.nan, 4], [2, 2, 4, 1, np.nan]]  # equal but for rounding is equal
    np.testing.assert_array_equal(ranks(values), high)
    low = [[3, 2, 3, np.nan, 1], [2, 2, 1, 4, np.nan]]
    np.testing.assert_array_equal(ranks(values, lowest=True), low)


def test_intervals_by_hand() -> None:
    drawn = np.arange(1.0, 20.0)[:, None]  # of 19 draws the first and the last are cut at 0.9
    low, high, held = intervals(np.hstack([drawn, np.full((19, 1), 7.0)]), 0.9)
    assert (low.tolist(), high.tolist(), held.tolist()) == ([1, 7], [19, 7], [1, 1])
    low, high, held = intervals(np.arange(1.0, 40.0)[:, None], 0.9)
    assert (low[0], high[0], held[0]) == (2, 38, 37 / 39)
    blank = np.where(np.arange(39)[:, None] < 20, np.arange(39.0)[:, None], np.nan)
    assert intervals(blank, 0.9)[1][0] == 19
    assert np.isnan(intervals(np.full((19, 1), np.nan), 0.9)[0][0])


def test_a_further_draw_lies_between_as_often_as_stated() -> None:
    rng = np.random.default_rng(2)
    drawn = rng.standard_normal((200, 4000))
    low, high, _ = intervals(drawn, 0.9)
    further = rng.standard_normal(4000)
    assert ((further >= low) & (further <= high)).mean() == pytest.approx(181 / 201, abs=0.015)


def test_rank_correlation_is_spearmans() -> None:
    from scipy.stats import spearmanr

    one, other = np.array([1.0, 4, 2, 2, 9, np.nan]), np.array([3.0, 3, 1, 5, 7, 2])
    assert rank_correlation(one, other) == pytest.approx(spearmanr(one[:5], other[:5])[0])
    assert np.isnan(rank_correlation(one[:2], other[:2]))
    assert np.isnan(rank_correlation(np.ones(5), other[:5]))


def test_what_is_known_is_a_point_and_the_rest_an_interval(net: Network) -> None:
    found = rank_intervals(net, ["out_degree", "in_degree"], draws=40)
    firms = found.table("firms").set_index(["metric", "actor"])
    own = firms.loc["out_degree"]
    told = own["answered"] == "answered"
    assert (own.loc[told, "low"] == own.loc[told, "value"]).all()
    assert (own.loc[told, "high"] == own.loc[told, "value"]).all()
    assert own.loc[~told, "value"].isna().all() and own.loc[~told, "rank"].isna().all()
    assert (own.loc[~told, "high"] > own.loc[~told, "low"]).all()
    named = firms.loc["in_degree"]
    assert (named["low"] >= named["value"]).all() and (named["draws"] == 40).all()
    assert ((named["held"] >= 0.9) & (named["rank_held"] >= 0.9)).all()
    assert (firms["rank_low"] <= firms["rank_high"]).all()
    assert firms["top_share"].between(0, 1).all()
    assert not any(text.startswith("Closeness") for text in found.cautions)
    near = rank_intervals(net, ["harmonic_closeness"], draws=20)
    assert any(text.startswith("Closeness") for text in near.cautions)
    assert any("drawn" in text for text in found.assumptions)
    assert "Rubin 1987" in found.method and "40 draws, seed 1" in found.method


def test_the_result_does_not_depend_on_the_number_of_workers(net: Network) -> None:
    tables = [rank_intervals(net, ["betweenness"], draws=40, workers=1).table("firms")]
    with joblib.parallel_config("threading", n_jobs=2):
        tables.append(rank_intervals(net, ["betweenness"], draws=40).table("firms"))
    assert tables[0].equals(tables[1])
    other = rank_intervals(net, ["betweenness"], draws=40, seed=2).table("firms")
    assert not tables[0].equals(other)


def test_when_all_answered_the_interval_is_the_value() -> None:
    whole = drawn_network()
    found = rank_intervals(whole, ["degree", "betweenness", "density_known"])
    firms = found.table("firms")
    assert (firms["low"] == firms["value"]).all() and (firms["high"] == firms["value"]).all()
    assert (firms["rank_low"] == firms["rank"]).all() and (firms["draws"] == 0).all()
    assert found.sentences == (
        "Everybody who was asked answered, so nothing had to be drawn: every interval is the "
        "value itself.",
    )
    assert found.parameters["draws"] == 0 and found.cautions == ()
    row = found.table("network").iloc[0]
    assert row["low"] == row["high"] == row["value"]


def test_nobody_or_hardly_anybody_answered() -> None:
    whole = drawn_network(10)
    names = list(whole.actors.index)
    for silent, said in ((names, "Nobody"), (names[1:], "Only 1")):
        with pytest.raises(TiesnetError, match=f"{said} of the 10 actors asked answered"):
            rank_intervals(silenced(whole, silent), ["in_degree"], draws=20)


def test_few_answers_carry_a_caution() -> None:
    whole = drawn_network(12)
    found = rank_intervals(silenced(whole, list(whole.actors.index)[5:]), ["degree"], draws=20)
    assert any("draws rest on few answers" in text for text in found.cautions)
    assert found.table("firms")["low"].notna().all()


def test_labels_and_numbers_of_the_network(net: Network) -> None:
    found = rank_intervals(net, ["connection", "density_known", "reciprocity"], draws=40)
    labels = found.table("labels")
    told = labels["answered"] == "answered"
    assert labels.loc[told, "same"].between(0, 1).all()
    assert (labels["often_share"] > 0).all() and labels["often"].notna().all()
    numbers = found.table("network").set_index("metric")
    assert (numbers["low"] <= numbers["mean"]).all() and (numbers["mean"] <= numbers["high"]).all()
    density = numbers.loc["density_known"]
    assert density["low"] < density["value"] < density["high"]
    assert any(text.startswith("Reciprocity") for text in found.sentences)


def test_the_top_is_counted_as_the_draws_have_it() -> None:
    from tiesnet.inference.missing.slots import slots_of
    from tiesnet.inference.missing.tables import Setting, step_row, top_row

    net = drawn_network(4)
    [slot] = slots_of(net, ["in_degree"], None)
    seen = np.array([4.0, 3, 2, 1])
    drawn = np.array([[4.0, 3, 2, 1], [4, 2, 3, 1], [3, 4, 2, 1], [4, 3, 2, 1]])
    how = Setting(net.actors.index.to_numpy(), np.full(4, ""), 0.0, 0.9, 1, 2, False)
    row = top_row(slot, seen, drawn, how)
    assert (row["size"], row["same"], row["kept"]) == (2, 0.75, 0.875)
    assert (row["leader"], row["first"]) == (("f00",), 0.75)
    assert row["same_error"] == pytest.approx(np.sqrt(0.75 * 0.25 / 4))
    # The first is lost in one draw: the second then leads those left.
    lost = Setting(how.ids, how.states, 0.25, 0.9, 1, 2, False)
    drawn[1] = [np.nan, 3, 2, 1]
    assert top_row(slot, seen, drawn, lost)["first"] == 0.75
    assert step_row(slot, seen, drawn, lost)["correlation"] == pytest.approx((3 + 0.8) / 4)


def test_losses_move_further_the_more_is_lost(net: Network) -> None:
    for cause in ("lost actors", "lost ties"):
        found = rank_intervals(
            net, ["in_degree", "n_ties"], cause=cause, share=[0.3, 0.05], draws=60
        )
        steps = found.table("steps")
        assert steps["share"].tolist() == [0.05, 0.3]
        assert steps["correlation"].iloc[0] > steps["correlation"].iloc[1] > 0
        firms = found.table("firms")
        kept = firms.groupby("share")["draws"].mean()
        wanted = [23 / 24, 17 / 24] if cause == "lost actors" else [1, 1]
        np.testing.assert_allclose(kept / 60, wanted)
        assert (firms["high"] <= firms["value"]).all()  # nothing is gained by losing
        ties = found.table("network").set_index("share")["value"]
        assert (ties == len(net.ties)).all()
        assert "how far numbers move" in found.tables[-1].reading
    lost = found.table("network").set_index("share")
    assert (
        lost.loc[0.3, "low"] == lost.loc[0.3, "high"] == len(net.ties) - round(0.3 * len(net.ties))
    )


def test_losing_actors_is_as_computing_on_the_rest(net: Network) -> None:
    from tiesnet.inference.missing.loss import row_without_actors
    from tiesnet.inference.missing.slots import slots_of

    slots = slots_of(net, ["betweenness", "density_known", "degree"], None)
    views = {slot.layer: net.layer(slot.layer) for slot in slots}
    row = row_without_actors(views, slots, 0.25, np.random.default_rng(6))
    numbers = slots[0].of(row)
    gone = net.actors.index[np.random.default_rng(6).permutation(24)[:6]]
    rest = net.keep([name for name in net.actors.index if name not in gone])
    want = catalogue()["betweenness"].function(rest)
    got = numbers[net.actors.index.isin(rest.actors.index)]
    np.testing.assert_array_equal(got, want.to_numpy())
    assert slots[1].of(row)[0] == catalogue()["density_known"].function(rest)


def test_a_union_loses_all_relations_of_a_pair(root: Path) -> None:
    from tiesnet.inference.missing.loss import _fewer

    whole = build_network(read_survey(root / "surveys" / "footwear-valley")).inside()
    view = whole.layer("all")
    left = _fewer(view, 0.5, np.random.default_rng(1))
    now, parts, before = (
        {tuple(sorted(pair)) for pair in ties[["source", "target"]].to_numpy().tolist()}
        for ties in (left.ties, tie_parts(left), view.ties)
    )
    assert now == parts < before
    assert len(now) == len(before) - round(0.5 * len(before))
    assert len(tie_parts(left)) < len(tie_parts(view))


def test_constraint_is_ranked_from_the_lowest(net: Network) -> None:
    found = rank_intervals(net, ["constraint_ego"], draws=20)
    firms = found.table("firms").dropna(subset=["value"])
    assert firms.loc[firms["rank"] == 1, "value"].item() == firms["value"].min()
    assert any("rank 1 is the lowest" in text for text in found.assumptions)


def test_by_default_the_headlines_of_the_report(net: Network) -> None:
    found = rank_intervals(net, draws=20)
    assert set(found.table("firms")["metric"]) == {"degree", "betweenness", "constraint_ego"}
    assert SHARES == (0.05, 0.1, 0.2, 0.3)


def test_actors_outside_are_left_out_and_said() -> None:
    net = silenced(drawn_network(), SILENT)
    net.actors.loc["f02", "in_cluster"] = False
    found = rank_intervals(net, ["degree"], draws=20)
    assert "f02" not in set(found.table("firms")["actor"])
    assert "1 actor outside the cluster left out, with all ties to them." in found.assumptions


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"cause": "weather"}, "no cause 'weather'"),
        ({"draws": 10}, "at least 19 draws, not 10"),
        ({"level": 1.0}, "from 0.5 to below 1"),
        ({"top": 0}, "at least 1 firm"),
        ({"metrics": ["betwenness"]}, "Did you mean 'betweenness'"),
        ({"metrics": ["edge_betweenness"]}, "a table"),
        ({"metrics": ["external_ties", "edge_betweenness"]}, "edge_betweenness: a table.*outside"),
        ({"layers": ["trust"]}, "no layer 'trust'"),
        ({"by": "colour"}, "no column 'colour'"),
        ({"cause": "lost ties", "share": 1.5}, "1.5 came"),
        ({"cause": "lost ties", "share": []}, "none came"),
    ],
)
def test_what_cannot_be_is_refused(net: Network, options: dict[str, object], said: str) -> None:
    if "external_ties" in options.get("metrics", ()):  # type: ignore[operator]
        beyond = next(m.name for m in catalogue().values() if m.boundary == "all")
        options = {"metrics": [beyond, "edge_betweenness"]}
    with pytest.raises(TiesnetError, match=said):
        rank_intervals(net, **{"draws": 20, **options})  # type: ignore[arg-type]


def test_a_network_that_lacks_what_a_measure_needs(net: Network) -> None:
    with pytest.raises(NeedsError, match="no tie has a strength"):
        rank_intervals(net, ["strength"], draws=20)
    with pytest.raises(TiesnetError, match="fewer than two actors"):
        rank_intervals(net.keep(["f00"]), ["degree"], draws=20)
