"""Social capital by hand: places, spread, what goes together, scales, and what was missing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.metrics.capital_case import survey as small

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.capital.capital_profile import (
    Item,
    composite_of,
    correlations,
    gini,
    low_everywhere,
    percentiles,
    rank_correlation,
    summed_up,
)
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import Survey

TRIANGLES = ["ab", "bc", "ca", "de", "ef", "fd", "gh", "hi", "ig"]
RING = ["jk", "kl", "lm", "mn", "no", "op", "pq", "qj"]
FIRMS = "abcdefghijklmnopq"


def survey(
    items: pd.DataFrame | None = None, talks: tuple[str, ...] = ("ab",), **answered: str
) -> Survey:
    """Three triangles and a ring of eight firms that trade; a and b talk as well."""
    base = small(items=False)
    ids = [*FIRMS, "guild"]
    actors = pd.DataFrame(
        {
            "name": [f"Firm {name}" for name in ids],
            "kind": ["firm"] * 17 + ["association"],
            "in_cluster": True,
            "respondent": [answered.get(name, "yes") for name in FIRMS] + [None],
            "stage": None,
            "size": [*map(float, range(10, 180, 10)), np.nan],
            "country": "Peru",
        },
        index=pd.Index(ids, name="id"),
    )
    rows = [(e[0], e[1], "sells") for e in (*TRIANGLES, *RING)]
    rows += [(t[0], t[1], "talk") for t in talks] + [("a", "guild", "joint")]
    ties = pd.DataFrame(rows, columns=["source", "target", "relation"])
    ties = ties.assign(strength=1.0, value=None, trust=np.nan, wave=None)
    relations = base.relations.drop(index="advice")
    states = {"yes": "answered", "no": "silent"}
    responses = pd.DataFrame(
        [
            (a, r, None, states[answered.get(a, "yes")] if a in FIRMS else "not_asked")
            for a in ids
            for r in relations.index
        ],
        columns=["actor", "relation", "wave", "state"],
    )
    made = Survey(
        actors, ties.assign(reported_by=ties["source"]), relations, base.stages, responses
    )
    return made if items is None else replace(made, items=items)


def capital(case: Survey | None = None, **options: Any) -> Diagnosis:
    given = {"capital": {"replications": 99, **options}}
    measures = measure(build_network(survey() if case is None else case), metrics=["degree"])
    return diagnose(measures, ["capital"], given)["capital"]


def items(answers: dict[str, list[float]], turned: tuple[str, ...] = ()) -> pd.DataFrame:
    rows = [
        (firm, item, value, "Shared vision", item in turned)
        for item, values in answers.items()
        for firm, value in zip(FIRMS, values, strict=False)
        if not math.isnan(value)
    ]
    return pd.DataFrame(rows, columns=["actor", "item", "answer", "scale", "reversed"])


def item(dimension: str, values: list[float]) -> Item:
    firms = pd.Index(list(FIRMS[: len(values)]))
    return Item(dimension, "some", "Some", "all", pd.Series(values, index=firms))


def said(found: Diagnosis) -> dict[str, str]:
    return {one.key: one.sentence for one in found.findings}


def test_places_and_spread_by_hand() -> None:
    places = percentiles([item("bonding", [1.0, 2, 2, 5, np.nan, 9])])["bonding"]
    # Five values: ranks 1, 2.5, 2.5, 4, 5, less a half, over five.
    assert places.tolist()[:4] == pytest.approx([0.1, 0.4, 0.4, 0.7])
    assert math.isnan(places["e"]) and places["f"] == pytest.approx(0.9)
    # Differences of 0 0 0 4 over pairs: 3 times 4, twice, over 2 n² mean = 2 * 16 * 1: 0.75.
    assert gini(np.array([0.0, 0, 0, 4])) == pytest.approx(0.75)
    assert gini(np.full(5, 3.0)) == 0
    assert math.isnan(gini(np.zeros(3))) and math.isnan(gini(np.array([-1.0, 2])))
    row = summed_up([item("bonding", [0.0, 0, 0, 0, 5])]).iloc[0]
    assert (row["firms"], row["mean"], row["median"]) == (5, 1, 0)
    assert row["gini"] == pytest.approx(0.8)
    few = summed_up([item("bonding", [1.0, 2])]).iloc[0]
    assert few["remark"] == "fewer than 5 firms" and math.isnan(few["mean"])


def test_correlation_and_composite_by_hand() -> None:
    one = item("bonding", [1.0, 2, 3, 4, 5])
    other = item("bridging", [2.0, 1, 4, 3, 5])
    third = item("linking", [np.nan, 1, 1, 1, 1])
    # Rank differences 1 1 1 1 0: 1 - 6 * 4 / (5 * 24) = 0.8.
    pairs = correlations([one, other, third])
    assert pairs["correlation"].tolist()[0] == pytest.approx(0.8)
    assert pairs["correlation"].isna().tolist() == [False, True, True]
    assert pairs["firms"].tolist() == [5, 4, 4]
    assert math.isnan(rank_correlation(pd.Series([1.0, 1]), pd.Series([1.0, 2])))
    whole = composite_of(percentiles([one, other, item("cognitive", [np.nan] * 5)]))
    # a: places 0.1 and 0.3; e: 0.9 and 0.9; an empty dimension is not asked of anybody.
    assert whole["a"] == pytest.approx(0.2) and whole["e"] == pytest.approx(0.9)
    assert composite_of(percentiles([one])).empty


def test_low_in_half_of_at_least_three() -> None:
    places = pd.DataFrame(
        {"x": [0.1, 0.1, 0.1], "y": [0.2, 0.9, 0.1], "z": [0.9, 0.9, np.nan]}, index=list("abc")
    )
    table = low_everywhere(places, 0.25)
    assert table.index.tolist() == ["a"], "b is low in one of three, of c two are known"
    assert table.loc["a", ["low", "known"]].tolist() == [2, 3]


def test_closure_and_brokerage_pull_apart() -> None:
    found = capital(survey(talks=()))
    # Triangles: clustering 1 and effective size 1, of a 1/3 and more; ring: 0 and 2.
    table = found.table("capital_dimensions").set_index("dimension")
    assert table.at["Bonding (closure)", "firms"] == 17
    assert table.at["Bonding (closure)", "mean"] == pytest.approx((8 + 1 / 3) / 17)
    assert table.at["Linking", "mean"] == pytest.approx(1 / 17)
    # Ranks less their mean 9: closure -4.5 (ring), 0 (a), 4.5; brokerage 3.5 (ring), 8, -4.5.
    # Products: 8 * -15.75 + 8 * -20.25 = -288, squares 324 each: -0.89.
    sentence = said(found)["capital_apart"]
    assert sentence.startswith("Closure (partners who know each other) and brokerage")
    assert "seldom go together: their rank correlation is −0.89" in sentence
    assert "over 17 firms (p = 0.020)" in sentence
    matrix = found.table("capital_matrix").set_index("dimension")
    assert matrix.at["Bonding (closure)", "bridging"] == pytest.approx(-288 / 324)


def test_embedded_partners_are_counted() -> None:
    found = capital()
    # 17 trading pairs, one of them with talk: of a one of three partners, of b one of two.
    table = found.table("capital_dimensions").set_index("dimension")
    assert table.at["Relational", "mean"] == pytest.approx((1 / 3 + 1 / 2) / 17)
    assert "of a firm's business partners are embedded" in said(found)["capital_embedded"]
    assert "for 15 of 17 firms this is true of no partner" in said(found)["capital_embedded"]


def test_what_was_missing_is_asked_for() -> None:
    gaps = {gap.what: gap.ask for gap in capital().gaps}
    [what] = [text for text in gaps if text.startswith("Cognitive")]
    assert what.endswith("the survey has no scale items.")
    assert "statements" in gaps[what]
    base = survey()
    bare = replace(base, actors=base.actors.drop(columns=["size", "country"]))
    empty = [gap.what.split()[0] for gap in capital(bare).gaps]
    assert empty == ["Resources", "Cognitive", "International"]


def test_silent_firms_have_no_place() -> None:
    found = capital(survey(a="no", j="no"))
    firms = found.table("capital_places")["firm"].tolist()
    assert "a" not in firms and "j" not in firms and "b" in firms
    assert "Linking" in found.table("capital_dimensions")["dimension"].tolist()


def test_the_composite_only_on_request() -> None:
    assert "capital_composite" not in [table.key for table in capital().tables]
    asked = capital(composite=True)
    whole = asked.table("capital_composite")
    parts = whole.drop(columns=["firm", "composite"])
    assert len(parts.columns) >= 2
    assert whole["composite"].tolist() == pytest.approx(parts.mean(axis=1).tolist())
    assert whole["composite"].is_monotonic_decreasing
    assert "capital_matrix" in [table.key for table in asked.tables]


def test_no_composite_without_complete_firms() -> None:
    found = capital(small(items=False), composite=True)
    assert "No composite can be made" in found.gaps[-1].what


def test_scales_that_hang_together() -> None:
    one = [1.0, 2, 3, 4, 5, 1, 2, 3, 4, 5, 2, 3]
    two = [1.0, 2, 3, 4, 5, 2, 2, 3, 4, 4, 2, 3]
    three = [6 - value for value in one]
    found = capital(survey(items({"aims": one, "words": two, "alone": three}, ("alone",))))
    row = found.table("capital_scales").iloc[0]
    whole = np.array([one, two, one])
    by_hand = 1.5 * (1 - whole.var(axis=1, ddof=1).sum() / whole.sum(axis=0).var(ddof=1))
    assert row["alpha"] == pytest.approx(by_hand)
    assert (row["items"], row["firms"], row["ends"]) == (3, 12, "1 to 5")
    assert f"Cronbach's alpha is {by_hand:.2f} over 12 firms" in said(found)["capital_scale"]
    assert not any("Alpha" in text for text in found.cautions)
    assert found.table("capital_items")["turned"].tolist() == [False, True, False]
    table = found.table("capital_dimensions").set_index("dimension")
    assert table.at["Cognitive", "firms"] == 12


def test_scales_that_do_not_are_cautioned() -> None:
    one = [1.0, 2, 3, 4, 5, 1, 2, 3, 4, 5]
    three = [6 - value for value in one[:9]] + [3.0]
    found = capital(survey(items({"aims": one, "alone": three})))
    assert "do not hang together" in said(found)["capital_scale"]
    assert "Alpha of the scale Shared vision is below 0.7: do not use its mean alone." in (
        found.cautions
    )
    assert any("Answers to alone run against the rest" in text for text in found.cautions)
    assert (
        "hang together"
        in said(capital(survey(items({"a": one, "b": one})), reliable=0.9))["capital_scale"]
    )
    single = capital(survey(items({"aims": one}))).table("capital_scales").iloc[0]
    assert single["remark"] == "one item: nothing to compare it with"


def test_any_attribute_of_partners() -> None:
    base = survey()
    case = replace(base, actors=base.actors.assign(patents=base.actors["size"] / 10))
    found = capital(case, attribute="patents")
    table = found.table("capital_dimensions").set_index("dimension")
    assert table.at["Resources", "measure"] == "Mean of partners' attribute: patents"
    # b has 2 and its partners a and c 1 and 3; a's partner the guild is not known.
    values = found.table("capital_values").set_index("firm")["resources"]
    assert values["b"] == 2 and values["a"] == pytest.approx(2.5)
    missing = capital(case, attribute="profit")
    assert any("no column 'profit'" in gap.what for gap in missing.gaps)
