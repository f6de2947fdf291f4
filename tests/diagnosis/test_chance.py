"""Whether relations go together, ties follow anything, and shapes are more than chance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.inference import layer_coupling, mrqap, pair_variable, qap
from tiesnet.metrics import Measures, measure
from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import read_survey

CHAPTER = ("coupling", "layer_association", "tie_model", "patterns", "changes")


def of(root: Path, name: str) -> Measures:
    return measure(build_network(read_survey(root / "surveys" / name)))


@pytest.fixture(scope="module")
def valley(root: Path) -> Measures:
    return of(root, "footwear-valley")


@pytest.fixture(scope="module")
def found(valley: Measures) -> dict[str, Diagnosis]:
    return diagnose(valley, CHAPTER)


def said(found: dict[str, Diagnosis], name: str) -> list[str]:
    return [one.sentence for one in found[name].findings]


def test_formal_ties_of_informal_pairs_are_those_of_the_test(
    valley: Measures, found: dict[str, Diagnosis]
) -> None:
    rows = layer_coupling(valley.net, replications=999, seed=1).table("shares")
    row = rows[(rows["given"] == "informal") & (rows["also"] == "formal")].iloc[0]
    assert (row["tied"], row["shared"]) == (112, 19)
    assert said(found, "coupling") == [
        "Firms that know each other informally also work together formally more often than chance "
        f"would give: 17 % of 112 pairs with an informal tie have a formal one, by chance 8 % "
        f"(p = {row['p']:.3f})."
    ]


def test_relations_that_go_together_are_counted_after_holm(
    valley: Measures, found: dict[str, Diagnosis]
) -> None:
    rows = qap(valley.net, coefficients=["pearson"], seed=1).table()
    single = rows[~rows["variables"].str.contains("formal")]
    clear = single[single["p_holm"] <= 0.05]
    assert len(single) == 6
    [sentence] = said(found, "layer_association")
    assert sentence.startswith(f"{len(clear)} of 6 pairs of relations go together more often")
    for one, other in zip(clear["one"], clear["other"], strict=True):
        assert f"{one} with {other}" in sentence


def test_ties_are_explained_by_what_the_survey_tells(
    valley: Measures, found: dict[str, Diagnosis]
) -> None:
    rows = found["tie_model"].table("tie_model_coefficients")
    assert list(rows["layer"].unique()) == ["sells_to", "joint_project", "advice", "friendship"]
    # The question about buyers asks for partners along the chain, so that stages say nothing.
    assert "Same stage" not in set(rows.loc[rows["layer"] == "sells_to", "term"])
    terms = "formal + same(stage) + distance(location) + shared(affiliations)"
    assert found["tie_model"].parameters["Formula of advice"] == terms
    whole = mrqap(valley.net, f"advice ~ {terms}", seed=1).table("coefficients")
    advice = rows[rows["layer"] == "advice"]
    np.testing.assert_array_equal(advice["estimate"], whole["estimate"][1:])
    np.testing.assert_array_equal(advice["p"], whole["p"][1:])
    assert "Advice: likelier within a stage (p = 0.001)" in " ".join(said(found, "tie_model"))


def test_shapes_are_told_relation_by_relation(found: dict[str, Diagnosis]) -> None:
    returned, closed, gathered = said(found, "patterns")
    assert returned.startswith("Ties are returned more often than chance would give in Advice")
    assert "not clearly so in Sells to" in returned
    assert closed.startswith("Partners of one firm are partners of each other more often")
    assert gathered.startswith("Ties gather on a few firms more than chance would give")


def test_one_wave_tells_no_change_and_says_what_to_ask(found: dict[str, Diagnosis]) -> None:
    [gap] = found["changes"].gaps
    assert "two or three years" in gap.ask


def test_two_waves_tell_what_was_kept(root: Path) -> None:
    exporters = of(root, "sinos-like-exporters")
    changes = diagnose(exporters, ["changes"])["changes"]
    row = changes.table("wave_ties").set_index("layer").loc["all"]
    assert (row["before"], row["kept"], row["created"], row["dissolved"]) == (335, 296, 54, 39)
    [sentence] = [one.sentence for one in changes.findings]
    assert sentence.startswith(
        "From 2023 to 2025, 88 % of 335 ties were kept and 54 were made anew; the network is "
        "neither clearly denser nor thinner"
    )


def lone() -> Network:
    return network_from_edges([("a", "b"), ("b", "c")])


@pytest.mark.parametrize("name", ["coupling", "layer_association", "tie_model"])
def test_one_relation_has_nothing_to_go_with(name: str) -> None:
    [gap] = diagnose(measure(lone()), [name])[name].gaps
    assert gap.ask.startswith("Ask ")


def test_large_networks_are_left_to_the_commands() -> None:
    ring = network_from_edges([(f"f{k}", f"f{(k + 1) % 1001}") for k in range(1001)])
    made = diagnose(measure(ring, metrics=["degree"]), CHAPTER[:4])
    assert [one.cautions[0].rsplit("; ", 1)[1] for one in made.values()] == [
        "'tiesnet layers' tests it.",
        "'tiesnet qap' tests it.",
        "'tiesnet mrqap' tests it.",
        "'tiesnet cug' tests it.",
    ]


def test_the_seed_of_the_network_decides(root: Path) -> None:
    survey = read_survey(root / "surveys" / "florentine-families")
    p = [
        diagnose(measure(build_network(survey, seed=seed)), ["coupling"])["coupling"]
        .table("coupling_shares")
        .loc[0, ["p", "seed"]]
        .tolist()
        for seed in (1, 2, 1)
    ]
    assert p[0] == p[2]
    assert [seed for _, seed in p] == [1, 2, 1]


def test_a_variable_of_pairs_by_its_name(valley: Measures) -> None:
    made = pair_variable(valley.net.inside(), "same(stage)")
    assert made.name == "same(stage)"
    assert made.symmetric
    assert set(np.unique(made.values[made.known])) == {0.0, 1.0}
