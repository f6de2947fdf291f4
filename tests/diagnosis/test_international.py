"""Ties across borders and abroad by hand, with newcomers, silence and what was missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from tests.metrics.capital_case import survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.outside.abroad import by_firm, links_of, survey_year
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import Survey


def measured(case: Survey | None = None) -> Measures:
    return measure(build_network(survey() if case is None else case), metrics=["degree"])


def international(case: Survey | None = None, **options: Any) -> Diagnosis:
    given = {"international": {"replications": 99, **options}}
    return diagnose(measured(case), ["international"], given)["international"]


def many(newcomers: int = 6, firms: int = 14) -> Survey:
    """Firms from Spain in China: newcomers are tied to each other, the others to locals."""
    base = survey()
    spanish, local = [f"s{k}" for k in range(firms)], [f"c{k}" for k in range(firms)]
    ids = [*spanish, *local]
    actors = pd.DataFrame(
        {
            "name": ids,
            "kind": "firm",
            "in_cluster": [True] * firms + [False] * firms,
            "respondent": ["yes"] * firms + [None] * firms,
            "stage": None,
            "country": "China",
            "origin": ["Spain"] * firms + ["China"] * firms,
            "entered": [2024.0] * newcomers + [2001.0] * (firms - newcomers) + [None] * firms,
        },
        index=pd.Index(ids, name="id"),
    )
    rows = [(spanish[k], spanish[(k + 1) % newcomers]) for k in range(newcomers)]
    rows += [(spanish[k], local[k]) for k in range(newcomers, firms)]
    ties = pd.DataFrame(rows, columns=["source", "target"])
    ties = ties.assign(relation="talk", strength=None, wave=None, reported_by=ties["source"])
    responses = pd.DataFrame(
        [(a, "talk", None, "answered" if a in spanish else "not_asked") for a in ids],
        columns=["actor", "relation", "wave", "state"],
    )
    info = {"date": "2025-05-01"}
    return Survey(actors, ties, base.relations.loc[["talk"]], base.stages, responses, info=info)


def test_links_as_the_firm_sees_them() -> None:
    measures = measured()
    links = links_of(measures.net.layer("all"))
    ids = measures.net.actors.index
    of_a = links[links["firm"] == ids.get_loc("A")].set_index(
        ids[links.loc[links["firm"] == ids.get_loc("A"), "partner"]]
    )
    # A of Spain in China: B and S compatriots, C and U locals, X at home, Y in Germany.
    assert of_a.index[of_a["compatriots"]].tolist() == ["B", "S"]
    assert of_a.index[of_a["host"]].tolist() == ["C", "U"]
    assert of_a.index[of_a["home"]].tolist() == ["X"]
    assert of_a.index[of_a["cross_border"]].tolist() == ["X", "Y"]
    assert "S" not in ids[links["firm"].unique()], "a silent firm sees nothing"


def test_the_counts_by_relation() -> None:
    table = international().table("abroad_relations").set_index("layer")
    # sells: A-B, A-C, A-X, D-B; A sees 3, B 2 (A, D), C 1, D 1. A-X crosses the border.
    assert table.loc["sells", ["links", "cross_border", "away"]].tolist() == [7, 1, 5]
    # A's B is a compatriot, C local, X home; B's A a compatriot, D local.
    assert table.at["sells", "compatriots_share"] == pytest.approx(2 / 5)
    assert table.at["sells", "host_share"] == pytest.approx(2 / 5)
    assert table.at["sells", "home_share"] == pytest.approx(1 / 5)
    assert table.at["all", "firms"] == 4


def test_each_firm_beside_all_it_could_know() -> None:
    table = by_firm(measured())
    row = table.loc["A"]
    assert row["compatriots_share"] == pytest.approx(2 / 6)
    # Of the seven others: B and S compatriots, C, D and U from China, X alone is in Spain.
    assert row["compatriots_among"] == pytest.approx(2 / 7)
    assert row["host_among"] == pytest.approx(3 / 7)
    assert row["home_among"] == pytest.approx(1 / 7)
    assert table.loc["C", ["home_share", "compatriots", "host_among"]].isna().all()
    assert list(table.index) == ["A", "B", "C", "D"]


def test_an_unknown_origin_stays_unknown() -> None:
    base = survey()
    actors = base.actors.copy()
    actors.loc["U", "origin"] = None
    table = by_firm(measured(replace(base, actors=actors)))
    assert pd.isna(table.at["A", "host"]) and pd.isna(table.at["A", "compatriots"])
    assert table.at["A", "host_share"] == pytest.approx(1 / 5), "of the partners known"
    assert table.at["A", "home"] == 1 and table.at["B", "host"] == 2


def test_newcomers_beside_the_others() -> None:
    found = international(many())
    sentences = [one.sentence for one in found.findings]
    # Six newcomers with two compatriots each, eight others with one local partner each.
    assert any(
        text.startswith("Newcomers differ from the other firms: share of partners that are ")
        and "100 % beside 0 % on average (6 and 8 firms, p = 0.020)" in text
        for text in sentences
    )
    table = found.table("abroad_newcomers").set_index("measure")
    assert table.at["Partners", "mean_newcomers"] == 2
    assert found.parameters["Counted as newcomers since"] == "2022"
    # 8 of 14 firms have locals only: 57 %, and 14 of the 27 others are local: 52 %.
    assert sentences[0].startswith("Partners from the host country are 57 % of the partners")
    assert "52 % of all others in the survey" in sentences[0]
    longer = international(many(), newcomer=30)
    assert "abroad_newcomers" in [t.key for t in longer.tables]
    assert longer.table("abroad_newcomers").empty, "then all are newcomers"


def test_the_year_newcomers_are_counted_from() -> None:
    entered = pd.Series([1999.0, 2011.0, None])
    assert survey_year(measured(many()), entered) == 2025
    assert survey_year(measured(), entered) == 2011, "no date: the last arrival"


def test_what_was_missing_is_asked_for() -> None:
    without = [gap.what for gap in international(survey(drop=("country", "origin"))).gaps]
    assert without[0].startswith("Which ties cross a border cannot be said")
    assert without[1].startswith("Ties to home, to locals and among compatriots cannot be told")
    assert any(gap.what.startswith("Newcomers cannot be compared") for gap in international().gaps)
    inside = survey()
    inside = replace(inside, actors=inside.actors.assign(in_cluster=True))
    assert any("names none outside" in gap.what for gap in international(inside).gaps)


def test_firms_that_never_left_home() -> None:
    base = survey()
    home = replace(base, actors=base.actors.assign(origin="China", country="China"))
    found = international(home)
    assert found.cautions[-1] == "No firm is known to be away from its country of origin."
    assert found.findings == ()
    row = found.table("abroad_relations").iloc[-1]
    assert row["cross_border"] == 0 and row["away"] == 0


def test_one_firm_has_one_verb() -> None:
    base = many()
    far = base.actors.index == "c13"
    actors = base.actors.assign(country=base.actors["country"].where(~far, "Spain"))
    words = {one.key: one.sentence for one in international(replace(base, actors=actors)).findings}
    assert words["borders"] == "1 of 14 firms has a partner in another country."
    far = base.actors.index.isin(["c12", "c13"])
    actors = base.actors.assign(country=base.actors["country"].where(~far, "Spain"))
    words = {one.key: one.sentence for one in international(replace(base, actors=actors)).findings}
    assert words["borders"].endswith("; the one with most of them holds 50 % of these links.")
