"""The quality of a survey: rates, blanks, agreement and patterns worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.diagnosis.quality_survey import TABLES, measures_in

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.survey_quality.double_reports import kappa
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import read_survey


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    return measures_in(tmp_path_factory.mktemp("quality") / "survey")


def of(measures: Measures, name: str, **options: object) -> Diagnosis:
    return diagnose(measures, [name], {name: options} if options else None)[name]


def by(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    return rows.set_index(key)


def test_kappa_is_that_of_cohen_and_scott() -> None:
    # Cohen: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p_o = 35/50, p_e = .5*.6 + .5*.4 = .5.
    assert kappa(20, 5, 10, 15).kappa == pytest.approx(0.4)
    # Interchangeable: yes in (25 + 30) / 100 = .55, p_e = .55² + .45² = .505.
    assert kappa(20, 5, 10, 15, same=True).kappa == pytest.approx((0.7 - 0.505) / 0.495)
    assert kappa(3, 0, 0, 4).kappa == 1
    assert np.isnan(kappa(3, 0, 0, 0).kappa) and np.isnan(kappa(0, 0, 0, 0).observed)


def test_rates_by_question(measures: Measures) -> None:
    rows = by(of(measures, "response_rates").table("response_rates"), "relation")
    # Of 6 firms A, B, C, F answered all, D one of four questions, E none.
    whole = rows.loc["Any question about ties"]
    assert whole[["asked", "answered", "partly", "silent"]].tolist() == [6, 4, 1, 1]
    assert whole["rate"] == pytest.approx(5 / 6)
    assert rows.loc["Joint work", ["answered", "silent"]].tolist() == [5, 1]
    assert rows["rate"]["Advice"] == pytest.approx(4 / 6)
    assert "everybody_rate" not in rows, "there are no institutions"
    said = of(measures, "response_rates").findings[0].sentence
    assert said == (
        "“Sells to”, “Buys from” and “Advice” were answered by the fewest firms: each by 4 of 6 "
        "firms asked (67 %); “Joint work” by 83 %."
    )
    assert "less than 70 %" in of(measures, "response_rates").cautions[0]


def test_rates_by_wave(tmp_path: Path) -> None:
    ties = "source,target,relation,wave,reported_by\nA,B,joint,1,A\nA,B,joint,2,A\nB,A,joint,2,B\n"
    states = "actor,relation,wave,state\n" + "".join(
        f"{actor},joint,{wave},{state}\n"
        for wave, told in (("1", "aasss"), ("2", "aaasn"))
        for actor, mark in zip("ABCDE", told, strict=True)
        for state in [{"a": "answered", "s": "silent", "n": "not_asked"}[mark]]
    )
    relations = "\n".join(TABLES["relations"].splitlines()[i] for i in (0, 3)) + "\n"
    made = measures_in(tmp_path / "s", ties=ties, responses=states, relations=relations)
    rows = of(made, "response_rates").table("response_rates")
    assert rows["wave"].tolist() == ["2", "1"], "the latest first; one question is the whole"
    assert rows["answered"].tolist() == [3, 2] and rows["asked"].tolist()[1] >= 5
    assert of(made, "response_rates").findings[-1].key == "response_waves"


def test_agreement(measures: Measures) -> None:
    rows = by(of(measures, "agreement").table("agreement"), "layer")
    # A, B, C, F answered both questions of trade: 12 arrows. A-B and C-A by both ends, A-C by the
    # seller only, B-C by the buyer only; yes: 3 of 12 at each end, p_e = 1/16 + 9/16.
    trade = rows.loc["sells"]
    counts = ["pairs", "both", "source_only", "target_only", "neither"]
    assert trade[counts].tolist() == [12, 2, 1, 1, 8]
    assert trade["confirmed"] == 0.5 and trade["observed"] == pytest.approx(10 / 12)
    assert trade["kappa"] == pytest.approx((10 / 12 - 0.625) / 0.375)
    assert trade["questions"] == "Sells to / Buys from"
    # A, B, C, D, F answered joint work: 10 pairs. A-B by both, A-C and B-D by one end each; yes
    # in 4 of 20 answers, p_e = .2² + .8².
    joint = rows.loc["joint"]
    assert (joint["pairs"], joint["both"], joint["neither"]) == (10, 1, 7)
    assert joint["kappa"] == pytest.approx((0.8 - 0.68) / 0.32)
    assert "advice" not in rows.index, "only one end was asked"
    said = of(measures, "agreement").findings[0].sentence
    assert said.startswith("43 % of the ties that either end names are named by both (3 of 7,")


def test_strengths_and_contradictions(measures: Measures) -> None:
    found = of(measures, "agreement")
    strong = by(found.table("agreement_strengths"), "layer")
    # A-B: 3 and 3; C-A: 4 and 1.
    assert strong.loc["sells", ["strengths", "same", "apart", "higher"]].tolist() == [
        2,
        0.5,
        1.5,
        1.5,
    ]
    assert strong.at["joint", "apart"] == 0 and np.isnan(strong.at["joint", "higher"])
    rows = found.table("contradictions")
    said = {
        (r.layer, r.source, r.target): (r.source_says, r.target_says, r.where)
        for r in rows.itertuples()
    }
    assert said == {
        ("sells", "A", "C"): ("yes, strength 2", "did not name it", "ties.csv, row 4"),
        ("sells", "B", "C"): ("did not name it", "yes, strength 4", "ties.csv, row 5"),
        ("sells", "C", "A"): (
            "yes, strength 4", "yes, strength 1", "ties.csv, row 6; ties.csv, row 7",
        ),
        ("joint", "A", "C"): ("yes", "did not name it", "ties.csv, row 11"),
        ("joint", "B", "D"): ("did not name it", "yes, strength 3", "ties.csv, row 12"),
    }  # fmt: skip
    wide = of(measures, "agreement", apart=4.0).table("contradictions")
    assert len(wide) == 4, "strengths 3 apart are no contradiction any more"


def test_an_answered_no_contradicts(tmp_path: Path) -> None:
    ties = TABLES["ties"] + "C,A,joint,0,C\n"
    rows = of(measures_in(tmp_path / "s", ties=ties), "agreement").table("contradictions")
    own = rows[(rows["layer"] == "joint") & (rows["target"] == "C")].iloc[0]
    assert own["target_says"] == "no (0)"


def test_agreement_of_each_respondent(measures: Measures) -> None:
    who = by(of(measures, "agreement").table("agreement_respondents"), "actor")
    # A names A-B, A-C, C-A in trade and A-B, A-C in joint work; confirmed: A-B, C-A, A-B.
    assert who.loc["A", ["named", "confirmed"]].tolist() == [5, 3 / 5]
    # Others name with A: A-B, C-A, A-B; A names all three. A has 6 arrows and 4 pairs compared:
    # 3 both, 2 A only, 0 others only, 5 none; p_o = .8, p_e = .5*.3 + .5*.7.
    assert who.loc["A", ["claimed", "shared"]].tolist() == [3, 1]
    assert who.at["A", "kappa"] == pytest.approx((0.8 - 0.5) / 0.5)
    assert "E" not in who.index


def test_blanks_count_those_who_answered(measures: Measures) -> None:
    rows = of(measures, "blanks").table("blanks").set_index(["what", "of"])
    # A, B, C, D, F answered: B and D leave size blank, C and D the sector. E does not count.
    assert rows.loc[("Size", "firms that answered"), ["asked", "blank"]].tolist() == [5, 2]
    assert rows.loc[("Sector", "firms that answered"), ["asked", "blank"]].tolist() == [5, 2]
    assert rows.loc[("Strength", "Joint work"), ["asked", "blank"]].tolist() == [6, 1]
    assert rows.loc[("Strength", "Advice"), ["asked", "blank"]].tolist() == [3, 1]
    assert "left" in of(measures, "blanks").findings[0].sentence


def test_blanks_of_items(tmp_path: Path) -> None:
    items = (
        "actor,item,answer,scale\n"
        "A,trust,5,vision\nA,goal,4,vision\nB,trust,,vision\nB,goal,2,vision\nC,goal,1,vision\n"
    )
    made = measures_in(tmp_path / "s", items=items)
    rows = of(made, "blanks").table("blanks").set_index("what")
    # A, B and C answered something of the scale; B left trust empty, C has no row for it.
    assert rows.loc["trust", ["asked", "blank"]].tolist() == [3, 2]
    assert rows.loc["goal", ["asked", "blank"]].tolist() == [3, 0]


def test_patterns(tmp_path: Path) -> None:
    rows = [f"A,{other},joint,{k % 2 + 1},A" for k, other in enumerate("BCDEF")]
    rows += [f"B,{other},advice,4,B" for other in "ACDEF"]
    rows += ["C,A,advice,1,C"]
    ties = "source,target,relation,strength,reported_by\n" + "\n".join(rows) + "\n"
    items = "actor,item,answer,scale,reversed\n" + "".join(
        f"{actor},item {k},{answer if actor == 'C' else k},vision,{'yes' if k == 1 else 'no'}\n"
        for actor, answer in (("A", 0), ("C", 3))
        for k in range(1, 5)
    )
    found = of(measures_in(tmp_path / "s", ties=ties, items=items), "answer_patterns")
    rows_ = found.table("answer_patterns")
    said = {(r.actor, r.pattern, r.question): r.detail for r in rows_.itertuples()}
    assert said == {
        ("A", "names (almost) everybody", "Joint work"): "names 5 of 5 other firms",
        ("B", "names (almost) everybody", "Advice"): "names 5 of 5 other firms",
        ("F", "names nobody", "all questions about ties"): "no name in 4 questions",
        ("B", "the same strength to all", "Advice"): "strength 4 to all 5 partners",
        ("C", "the same answer to all items", "vision"): "3 to all 4 items, also those worded the "
        "other way round",
    }
    assert rows_.set_index("actor").at["F", "named_by"] == 2  # A and B name it
    sentences = [one.sentence for one in found.findings]
    assert "1 respondent names nobody at all: F; 2 others name it." in sentences
    made = measures_in(tmp_path / "t", ties=ties)
    none = of(made, "answer_patterns", everybody=1.0, least=6)
    assert none.table("answer_patterns")["pattern"].tolist() == ["names nobody"]


def test_a_scale_nobody_varies_on_says_nothing(tmp_path: Path) -> None:
    rows = [f"A,{other},joint,1,A" for other in "BCDEF"]
    ties = "source,target,relation,strength,reported_by\n" + "\n".join(rows) + "\n"
    found = of(measures_in(tmp_path / "s", ties=ties), "answer_patterns", everybody=1.0, least=5)
    assert "the same strength to all" not in set(found.table("answer_patterns")["pattern"])


def test_ceilings(tmp_path: Path) -> None:
    named = {"A": "BCD", "B": "ACD", "C": "ABD", "D": "A", "F": "AB"}
    rows = [f"{one},{two},advice,1,{one}" for one, others in named.items() for two in others]
    ties = "source,target,relation,strength,reported_by\n" + "\n".join(rows) + "\n"
    made = measures_in(tmp_path / "s", ties=ties)
    found = of(made, "list_ceilings")
    row = found.table("list_ceilings").iloc[0]
    # A, B and C name three, F two, D one.
    assert row[["namers", "most", "at_most", "below"]].tolist() == [5, 3, 3, 1]
    assert row["ceiling"] and row["mean"] == pytest.approx(12 / 5)
    assert found.findings[0].sentence == (
        "3 respondents name exactly 3 partners in “Advice”, 60 % of those who name somebody: the "
        "list seems to end there."
    )
    assert not of(made, "list_ceilings", share=0.7).table("list_ceilings")["ceiling"].any()
    assert not of(made, "list_ceilings", least=4).table("list_ceilings")["ceiling"].any()
    given = of(made, "list_ceilings", limit=2).table("list_ceilings").iloc[0]
    assert given[["most", "at_most", "below"]].tolist() == [2, 4, 1] and given["ceiling"]


def test_without_a_survey_there_is_nothing_to_say() -> None:
    made = measure(network_from_edges([("a", "b"), ("b", "c")]), metrics=["answered"])
    for name, found in diagnose(made, ["survey"]).items():
        assert not found.findings and not found.gaps, name


def test_who_answered_is_not_told(tmp_path: Path) -> None:
    relations = (
        "id,formality,content,directed,flow,combine\njoint,formal,cooperation,no,both,union\n"
    )
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "ties.csv").write_text("source,target,relation\nA,B,joint\n", encoding="utf-8")
    (folder / "relations.csv").write_text(relations, encoding="utf-8")
    made = diagnose(measure(build_network(read_survey(folder)), metrics=["answered"]), ["survey"])
    for name in ("call_first", "response_rates", "agreement", "answer_patterns", "list_ceilings"):
        assert made[name].gaps and not made[name].findings, name
