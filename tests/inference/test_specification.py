"""The survey's choices crossed, and all causes of doubt together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.inference.silent_networks import drawn_network, small_survey

from tiesnet import build_network, measure
from tiesnet.errors import TiesnetError
from tiesnet.inference import EVERYTHING, completed, robustness, specification_curve, stronger
from tiesnet.network import network_from_edges
from tiesnet.survey import Survey

RING = list(zip("abcdefg", "bcdefga", strict=True))
TIES = [
    *[(a, b, a) for a, b in RING],
    *[(a, b, b) for a, b in RING[:4]],  # the last three are denied by the other end
    ("a", "c", "a"),
    ("a", "c", "c"),
    ("b", "h", "b"),  # h did not answer
]
STRENGTH = {(a, b, by): 1 if (a, b) == ("a", "c") else 2 for a, b, by in TIES}


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return small_survey(tmp_path, "source", TIES, silent="h", strength=STRENGTH)


def test_every_combination_is_the_network_built_by_hand(survey: Survey) -> None:
    found = specification_curve(survey, ["n_ties", "in_degree"])
    curve = found.table("curve")
    assert len(curve) == found.parameters["combinations"]
    assert curve["value"].is_monotonic_increasing and curve["place"].tolist()[0] == 1
    assert curve["reference"].sum() == 1
    seen = {tuple(row) for row in curve[["cutoff", "policy", "missing", "value"]].to_numpy()}
    every, strong = "every tie", "strength 2 or more"
    left, other = "left unknown", "what the other end said"
    for combination in (
        (every, "as the survey says", left, 9.0),  # 7 of the ring, a to c, b to h
        (strong, "as the survey says", left, 8.0),
        (every, "confirmed", left, 5.0),  # 4 of the ring and a to c; b to h is open
        (strong, "confirmed", left, 4.0),
        (every, "confirmed", other, 6.0),  # h is taken to confirm
        (every, "target", left, 5.0),
    ):
        assert combination in seen
    reference = found.table("firms").set_index("actor")["rank"]
    net = build_network(survey)
    degrees = measure(net, ["advice"], ["in_degree"]).actors["advice"]["in_degree"]
    assert reference["c"] == 1 and degrees["c"] == degrees.max() == 2


def test_choices_that_change_nothing_are_left_out(tmp_path: Path) -> None:
    ties = [(a, b, a) for a, b in RING]
    plain = small_survey(tmp_path, "source", ties, firms="abcdefg")
    found = specification_curve(plain, ["degree", "n_ties"])
    assert found.parameters["combinations"] == 1
    assert found.sentences == (
        "No choice makes a difference here: no strengths, no double reports, none missing.",
    )


def test_what_holds_is_counted_over_the_combinations(survey: Survey) -> None:
    found = specification_curve(survey, ["in_degree", "connection", "n_ties"], top=1)
    holds = found.table("holds").set_index("measure")
    order = found.table("order")
    total = found.parameters["combinations"]
    assert (holds["combinations"] == total).all() and holds["share"].between(0, 1).all()
    assert len(order) == total and order["value"].max() == pytest.approx(1)
    first = order.loc[order["reference"]].iloc[0]
    assert first["kept"] == 1 and "c" in first["top"]
    share = np.mean([tuple(top) == tuple(first["top"]) for top in order["top"]])
    row = found.table("holds")
    on_top = row[row["conclusion"].str.startswith("On top")]["share"].item()
    assert on_top == pytest.approx(share)
    labels = found.table("labels")
    assert labels["same"].dropna().between(0, 1).all() and len(labels) == 8
    firms = found.table("firms").dropna(subset=["rank"])
    assert (firms["rank_low"] <= firms["rank"]).all() and (
        firms["rank"] <= firms["rank_high"]
    ).all()
    assert any(text.startswith("Partners") or "combination" in text for text in found.sentences)


def test_the_result_does_not_depend_on_the_number_of_workers(survey: Survey) -> None:
    import joblib

    options = {"missing": ("known", "random", "draws"), "policies": ["confirmed"]}
    one = specification_curve(survey, ["in_degree"], **options).table("order")
    with joblib.parallel_config("threading", n_jobs=2):
        two = specification_curve(survey, ["in_degree"], **options).table("order")
    assert one.equals(two)


def test_cut_offs_leave_weak_ties_out_and_what_is_known_known(survey: Survey) -> None:
    net = build_network(survey)
    cut = stronger(net, 2)
    assert len(cut.ties) == len(net.ties) - 1 and stronger(net, None) is net
    view, whole = cut.layer("advice"), net.layer("advice")
    assert (view.respondents.known_pairs() == whole.respondents.known_pairs()).all()
    unknown = network_from_edges([("a", "b", 1), ("b", "c", None), ("c", "a", 3)])
    left = stronger(unknown, 2).ties[["source", "target"]].to_numpy().tolist()
    assert left == [[1, 2], [2, 0]]
    assert (
        len(stronger(build_network(survey, {"advice": "confirmed"}), 3).origin.unconfirmable) == 0
    )


def test_ties_without_a_strength_are_said_to_stay(tmp_path: Path) -> None:
    some = {key: value for key, value in STRENGTH.items() if key[0] != "e"}
    told = small_survey(tmp_path, "source", TIES, silent="h", strength=some)
    found = specification_curve(told, ["n_ties"])
    assert "Without a strength, and kept under every cut-off: 1 tie." in found.assumptions


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"policies": ["both"]}, "no such policy"),
        ({"missing": ["guess"]}, "no rule 'guess'"),
        ({"missing": ["copy"]}, "none can be named here"),
        ({"missing": []}, "No rule"),
        ({"cutoffs": list(range(2, 300))}, "more than 500"),
        ({"metrics": ["edge_betweenness"]}, "a table"),
        ({"top": 0}, "at least 1 firm"),
    ],
)
def test_what_cannot_be_is_refused(survey: Survey, options: dict[str, object], said: str) -> None:
    with pytest.raises(TiesnetError, match=said):
        specification_curve(survey, **{"metrics": ["n_ties"], **options})  # type: ignore[arg-type]


def test_all_causes_together(survey: Survey) -> None:
    found = robustness(survey, ["in_degree"], shares=(0.2,), draws=20)
    keys = [table.key for table in found.tables]
    assert keys == [
        "nonresponse_top",
        "nonresponse_firms",
        "lost_actors_top",
        "lost_actors_steps",
        "lost_actors_firms",
        "lost_ties_top",
        "lost_ties_steps",
        "lost_ties_firms",
        "choices_holds",
        "choices_order",
        "choices_firms",
    ]
    assert len(EVERYTHING) == 4 and found.name == "robustness"
    assert {text.split(".")[0] for text in found.sentences} == {
        "Missing answers",
        "Lost actors",
        "Lost ties",
        "Choices",
    }
    one = robustness(survey, ["in_degree"], causes=["choices"])
    assert one.name == "specification curve" and len(one.tables) == 3
    for causes in ([], ["weather"]):
        with pytest.raises(TiesnetError, match="No such cause"):
            robustness(survey, causes=causes)


def test_the_command(survey: Survey, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from tiesnet.cli import tiesnet

    assert survey is not None  # its tables were written
    words = ["robustness", str(tmp_path), "--metric", "in_degree", "--cause", "ties"]
    words += ["--share", "5%,0.2", "--replications", "20", "--workers", "1"]
    done = CliRunner().invoke(tiesnet, words)
    assert done.exit_code == 0, done.output
    assert "with 5 %, 20 % lost" in " ".join(done.output.split())
    wrong = CliRunner().invoke(tiesnet, ["robustness", str(tmp_path), "--share", "some"])
    assert wrong.exit_code == 2 and "shares such as" in wrong.output


def test_a_completed_network_has_the_same_numbers_in_every_way() -> None:
    whole = drawn_network()
    assert completed(whole, "reconstruction").ties.equals(completed(whole, "null tie").ties)
