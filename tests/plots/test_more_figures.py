"""Spread, ranks, choices, threesomes, waves, capital and answers: frames against the API."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tiesnet import NeedsError, TiesnetError
from tiesnet.diagnosis import diagnose, register
from tiesnet.inference import cug, rank_intervals, specification_curve, wave_changes, wave_flows
from tiesnet.language import in_language
from tiesnet.metrics import catalogue, measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.plots import (
    plot_capital_profile,
    plot_distribution,
    plot_rank_spread,
    plot_specification,
    plot_survey_quality,
    plot_triads,
    plot_wave_changes,
    theme,
)
from tiesnet.plots.capital_profile import _frame as capital_frame
from tiesnet.plots.distribution import BODY, BOUND, MOST_DRAWN, OWN
from tiesnet.plots.distribution import _frame as spread_frame
from tiesnet.plots.rank_spread import MOST
from tiesnet.plots.rank_spread import _frame as rank_frame
from tiesnet.plots.specification import _frame as choice_frame
from tiesnet.plots.survey_quality import STATES
from tiesnet.plots.survey_quality import _frame as answer_frame
from tiesnet.plots.triads import _ARROWS, MEANINGS, MOST_ACTORS
from tiesnet.plots.triads import _frame as triad_frame
from tiesnet.plots.wave_changes import _frame as wave_frame
from tiesnet.survey import read_survey

NEEDED = "degree betweenness answered connection connection_firms hangs_by named_by".split()
SURVEYS = Path(__file__).parents[2] / "surveys"


@pytest.fixture(scope="module")
def valley():
    return measure(build_network(read_survey(SURVEYS / "footwear-valley.xlsx")))


@pytest.fixture(scope="module")
def exporters():
    """Two rounds; only what the figures of waves and answers read is measured."""
    net = build_network(read_survey(SURVEYS / "sinos-like-exporters.xlsx"))
    return measure(net, ["all"], NEEDED)


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    """A small survey in which f was silent."""
    folder = tmp_path_factory.mktemp("silent")
    kinds, told = {"u": "research"}, {"f": "no"}
    actors = "id,kind,stage,respondent\n" + "".join(
        f"{one},{kinds.get(one, 'firm')},{k % 2 + 1},{told.get(one, 'yes')}\n"
        for k, one in enumerate("abcdefghu")
    )
    ties = "source,target,relation,strength,reported_by\n" + "".join(
        f"{a},{b},work,{s},{a}\n"
        for a, b, s in (
            ("a", "b", 1), ("b", "a", 3), ("a", "c", 2), ("c", "a", 2), ("b", "c", 1),
            ("c", "d", 3), ("d", "c", 1), ("d", "e", 2), ("e", "g", 3), ("g", "h", 1),
            ("h", "g", 1), ("a", "f", 2), ("b", "f", 1), ("g", "u", 2), ("u", "a", 1),
        )
    )  # fmt: skip
    relations = "id,label,formality,content,directed,combine,scale_min,scale_max\n"
    relations += "work,Work,informal,knowledge,yes,source,1,3\n"
    for name, text in (("actors", actors), ("ties", ties), ("relations", relations)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return measure(build_network(read_survey(folder)))


def note(figure) -> str:
    return figure.layout.title.subtitle.text.replace("<br>", " ")


def test_values_are_those_of_the_measures_and_sorted(valley) -> None:
    frame = spread_frame(valley, "betweenness_normalised", "formal")
    own = valley.actors[("formal", "betweenness_normalised")]
    pd.testing.assert_series_equal(
        frame["value"].reindex(own.index), own.astype(float), check_names=False
    )
    known = frame["value"].dropna()
    assert known.is_monotonic_decreasing
    assert frame["place"].dropna().tolist() == list(range(1, len(known) + 1))
    figure = plot_distribution(valley, "betweenness_normalised", "formal")
    drawn = [y for trace in figure.data for y in trace.y]
    assert len(drawn) == len(known)
    assert max(drawn) == pytest.approx(known.max(), rel=1e-3)
    assert figure.layout.shapes[0].y0 == pytest.approx(known.median())


def test_lower_bounds_and_institutions_look_different(valley) -> None:
    measure_name, layer = valley.lower_bounds[["metric", "layer"]].iloc[0]
    frame = spread_frame(valley, measure_name, layer)
    bounds = valley.lower_bounds
    own = bounds[(bounds["metric"] == measure_name) & (bounds["layer"] == layer)]["actor"]
    assert set(frame.index[frame["group"] == BOUND]) == set(own)
    kinds = valley.net.actors["kind"].reindex(frame.index)
    assert (kinds[frame["group"] == OWN] == "firm").all()
    assert not (kinds[frame["group"] == BODY] == "firm").any()
    hollow = [
        t for t in plot_distribution(valley, measure_name, layer).data
        if t.marker.symbol == "circle-open"
    ]  # fmt: skip
    assert len(hollow[0].x) == len(own)
    assert all("at least" in row[1] for row in hollow[0].customdata)


def test_intervals_are_those_of_the_draws(silent) -> None:
    assert spread_frame(silent, "degree", "work")["low"].isna().all()
    frame = spread_frame(silent, "degree", "work", intervals=True)
    told = rank_intervals(silent.net, ["degree"], layers=["work"]).table("firms")
    told = told.set_index("actor")
    pd.testing.assert_series_equal(frame["low"], told["low"].reindex(frame.index))
    figure = plot_distribution(silent, layer="work", intervals=True)
    assert "missing answers are drawn 200 times" in note(figure)
    assert any(trace.error_y.array is not None for trace in figure.data)


def test_a_measure_that_is_no_number_of_actors_is_refused(valley) -> None:
    for name in ("density_known", "community", "taste"):
        with pytest.raises(TiesnetError, match="no number of every actor"):
            plot_distribution(valley, name)
    with pytest.raises(TiesnetError, match="no number of the network"):
        plot_specification(valley, "community")


def test_a_measure_without_any_value_is_told() -> None:
    alone = measure(network_from_edges([], nodes=["a", "b"]))
    with pytest.raises(NeedsError, match="No actor has a value of"):
        plot_distribution(alone, "local_clustering")


def test_large_networks_are_not_drawn_in_passing() -> None:
    nodes = [str(k) for k in range(MOST_ACTORS + 1)]
    big = measure(network_from_edges([("0", "1"), ("1", "2")], nodes=nodes), metrics=["degree"])
    assert len(nodes) > MOST_DRAWN
    with pytest.raises(NeedsError, match="tiesnet robustness"):
        plot_distribution(big, intervals=True)
    with pytest.raises(NeedsError, match="tiesnet robustness"):
        plot_rank_spread(big)
    with pytest.raises(NeedsError, match="tiesnet robustness"):
        plot_specification(big)
    with pytest.raises(NeedsError, match="tiesnet cug"):
        plot_triads(big)


def test_ranks_are_those_of_the_diagnosis(silent) -> None:
    frame = rank_frame(silent, "degree", "all")
    rows = diagnose(silent, ["rank_spread"])["rank_spread"].table("ranks_firms")
    rows = rows[rows["measure"] == catalogue()["degree"].label].set_index("actor")
    for column in ("rank_low", "rank_high"):
        expected = rows[column].reindex(frame.index)
        assert (frame[column] == expected).all()
    assert "f" in frame.index and pd.isna(frame.at["f", "rank"])
    figure = plot_rank_spread(silent)
    hollow = [trace for trace in figure.data if trace.marker.symbol == "circle-open"]
    assert len(hollow[0].x) == 1


def test_ranks_of_other_measures_are_drawn_anew(silent) -> None:
    frame = rank_frame(silent, "constraint_ego", "work")
    assert (frame["rank_low"] <= frame["rank_high"]).all()
    assert frame["rank_low"].is_monotonic_increasing
    assert len(plot_rank_spread(silent, "degree", "work").layout.yaxis.tickvals) <= MOST


def test_without_missing_answers_ranks_have_no_intervals() -> None:
    full = measure(network_from_edges([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]))
    with pytest.raises(NeedsError, match="no answer is missing"):
        plot_rank_spread(full)


def test_the_specification_curve_is_that_of_the_api(valley) -> None:
    curve = choice_frame(valley, "density_known", "all")
    survey = valley.net.origin.survey
    told = specification_curve(survey, ["density_known"], layers=["all"], missing=("known",))
    rows = told.table("curve").dropna(subset=["value"])
    assert curve.rows["estimate"].tolist() == pytest.approx(rows["value"].tolist())
    assert curve.rows["reference"].sum() == 1 and not curve.of_actors
    order = choice_frame(valley, "degree", "all")
    table = diagnose(valley, ["choices"])["choices"].table("choices_order")
    table = table[table["measure"] == catalogue()["degree"].label].dropna(subset=["value"])
    assert order.of_actors
    assert order.rows["estimate"].tolist() == pytest.approx(sorted(table["value"]))


def test_every_way_of_counting_has_its_marks(valley) -> None:
    rows = choice_frame(valley, "degree", "all").rows
    figure = plot_specification(valley)
    marks = [trace for trace in figure.data if trace.marker.symbol == "square"]
    shown = sum(rows[name].nunique() > 1 for name in ("cutoff", "policy", "missing"))
    assert sum(len(trace.x) for trace in marks) == shown * len(rows)
    assert sum(len(t.x) for t in figure.data if t.marker.symbol == "diamond") == 1


def test_without_a_survey_there_are_no_choices() -> None:
    with pytest.raises(NeedsError, match="depend on the choices"):
        plot_specification(measure(network_from_edges([("a", "b"), ("b", "c")])))


def test_threesomes_are_those_of_the_census_and_the_test(valley) -> None:
    frame = triad_frame(valley, "all", "dyads").set_index("kind")
    census = catalogue()["triad_census"].function(valley.net.layer("all").inside())
    assert frame["observed"].to_dict() == census.set_index("kind")["threesomes"].to_dict()
    told = cug(
        valley.net, ["triad_census"], layers=["all"], condition="dyads", replications=499
    ).table()
    assert frame["z"].tolist() == pytest.approx(told["z"].tolist())
    groups = frame["group"].to_dict()
    assert all((groups[kind] == "more") == (frame.at[kind, "z"] >= 2) for kind in groups)
    assert list(frame.index) == list(MEANINGS)


def test_threesomes_look_like_their_names() -> None:
    """Mutual, one-way and empty pairs of each picture are the digits of its name."""
    for kind, drawn in _ARROWS.items():
        arrows = set(drawn.split())
        pairs = [{"ab", "ba"}, {"ac", "ca"}, {"bc", "cb"}]
        sizes = [len(pair & arrows) for pair in pairs]
        assert f"{sizes.count(2)}{sizes.count(1)}{sizes.count(0)}" == kind[:3]
    net = network_from_edges([tuple(pair) for pair in _ARROWS["030T"].split()], nodes=list("abc"))
    table = catalogue()["triad_census"].function(net).set_index("kind")["threesomes"]
    for kind in ("021D", "021U", "021C", "111D", "111U", "030T", "030C", "120D", "120U", "120C"):
        edges = [tuple(pair) for pair in _ARROWS[kind].split()]
        net = network_from_edges(edges, nodes=list("abc"))
        table = catalogue()["triad_census"].function(net).set_index("kind")["threesomes"]
        assert table[kind] == 1, kind


def test_threesomes_need_answers(valley) -> None:
    with pytest.raises(TiesnetError, match="Nothing is kept by 'taste'"):
        plot_triads(valley, condition="taste")
    with pytest.raises(NeedsError):
        plot_triads(measure(network_from_edges([("a", "b")])))


def test_flat_threesomes_have_four_kinds() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f")]
    flat = measure(network_from_edges(edges, directed=False))
    figure = plot_triads(flat)
    assert [note.text.split(":")[0] for note in figure.layout.annotations] == [
        "no tie", "one tie", "two ties", "three ties"
    ]  # fmt: skip


def test_flows_are_those_of_the_comparison_of_waves(exporters) -> None:
    frame = wave_frame(exporters, None)
    told = wave_changes(
        exporters.net.origin.survey, metrics=(), replications=19, layers=["advice"]
    ).table("wave_flows")
    own = frame[frame["layer"].isin(["advice"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, told, check_dtype=False)
    pd.testing.assert_frame_equal(
        wave_flows(exporters.net.origin.survey, layers=["advice"]), told, check_dtype=False
    )
    before = frame[["taken", "dissolved", "aside_before", "kept"]].sum(axis=1)
    assert (before == frame["ties_before"]).all()


def test_lost_ties_stand_left(exporters) -> None:
    frame, figure = wave_frame(exporters, "formal"), plot_wave_changes(exporters, "formal")
    drawn = {trace.name: sum(trace.x) for trace in figure.data}
    assert drawn["Kept"] == frame["kept"].sum() and drawn["Made"] == frame["created"].sum()
    assert drawn["Lost"] == -frame["dissolved"].sum()
    assert f"{frame['entered'].iloc[0]} actors entered" in note(figure)
    assert "−" not in "".join(figure.layout.xaxis.ticktext)


def test_one_wave_is_no_change(valley, exporters) -> None:
    with pytest.raises(NeedsError, match="earlier survey"):
        plot_wave_changes(valley)
    with pytest.raises(TiesnetError, match="'taste'"):
        plot_wave_changes(exporters, "taste")


def test_several_steps_have_heads_of_their_own(tmp_path: Path) -> None:
    rows = [
        (a, b, wave)
        for wave, pairs in (
            ("1", ["ab", "bc", "cd"]), ("2", ["ab", "cd", "da"]), ("3", ["ab", "bd", "da"])
        )
        for a, b in pairs
    ]  # fmt: skip
    text = "source,target,relation,wave\n" + "".join(f"{a},{b},work,{w}\n" for a, b, w in rows)
    (tmp_path / "ties.csv").write_text(text, encoding="utf-8")
    measures = measure(build_network(read_survey(tmp_path), wave="3"))
    figure = plot_wave_changes(measures, "work")
    heads = [text for text in figure.layout.yaxis.ticktext if text.startswith("<b>")]
    assert heads == ["<b>1 to 2</b>", "<b>2 to 3</b>"]


def test_the_profile_has_the_values_of_the_diagnosis(valley) -> None:
    found = diagnose(valley, ["capital"])["capital"]
    values = found.table("capital_values").set_index("firm")
    frame = capital_frame(valley, "Taller Dulzaina")
    for key, row in frame.iterrows():
        known = values[key].dropna()
        assert row["firms"] == len(known) >= 5
        assert row["middle"] == known.median() and row["most"] == known.max()
        assert row["value"] == known.get("dulzaina") or pd.isna(row["value"])
    assert frame.attrs["missing"] == ["Cognitive"]
    assert capital_frame(valley, None)["value"].isna().all()


def test_quartiles_name_nobody(valley) -> None:
    names = set(valley.net.actors["name"])
    text = plot_capital_profile(valley).to_json()
    assert not [name for name in names if name in text]
    marked = plot_capital_profile(valley, "dulzaina").to_json()
    assert [name for name in names if name in marked] == ["Taller Dulzaina"]


def test_the_profile_needs_five_firms_and_a_firm(valley) -> None:
    with pytest.raises(NeedsError, match="Fewer than five firms"):
        plot_capital_profile(measure(network_from_edges([("a", "b"), ("b", "c")])))
    with pytest.raises(TiesnetError, match="no actor 'zzz'"):
        plot_capital_profile(valley, "zzz")
    body = valley.net.actors.index[valley.net.actors["kind"] != "firm"][0]
    with pytest.raises(TiesnetError, match="no firm of the cluster"):
        plot_capital_profile(valley, body)


def test_answers_are_those_of_the_response_rates(exporters) -> None:
    frame = answer_frame(exporters)
    table = diagnose(exporters, ["response_rates"])["response_rates"].table("response_rates")
    assert frame.questions["silent"].tolist() == table["silent"].tolist()
    assert frame.questions["wave"].tolist() == table["wave"].tolist()
    states = register(exporters)["answered"].value_counts()
    assert frame.stages["silent"].sum() == states["silent"]
    assert frame.stages[list(STATES)].to_numpy().sum() == len(register(exporters))
    figure = plot_survey_quality(exporters)
    heads = [head.text.replace("<br>", " ") for head in figure.layout.annotations]
    assert heads == ["2025", "2023", "By stage, all questions together"]


def test_a_survey_that_does_not_say_who_answered_has_no_such_figure() -> None:
    with pytest.raises(NeedsError, match="does not say who answered"):
        plot_survey_quality(measure(network_from_edges([("a", "b")])))


def test_numbers_follow_the_language(valley, monkeypatch) -> None:
    monkeypatch.setattr("tiesnet.language._current._texts", lambda _language: {})
    with in_language("pt"):
        figure = plot_triads(valley)
        assert theme.number(1234.5) == "1.234,5"
    assert figure.layout.separators == ",."
    assert any(re.search(r"\d\.\d{3}", head.text) for head in figure.layout.annotations)
    assert plot_triads(valley).layout.separators == ".,"
    assert theme.rounded([np.nan, 0.123456]) == [None, 0.1235]
