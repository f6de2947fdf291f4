"""Links outside and their holders, on a cluster small enough to see at a glance."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pytest
from tests.outside import outside_survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.outside.gatekeepers import gatekeepers
from tiesnet.diagnosis.outside.openness import openness
from tiesnet.diagnosis.outside.outside import DIRECT, FARTHER, NO_WAY, THROUGH, UNKNOWN
from tiesnet.errors import TiesnetError
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network

# g knows X and Y, h knows Y; a and b hang on g, c on g and h, d on c; e and f know each other only.
TIES = "ag bg cg ch cd ef gX gY hY".split()


def measured(ties: Iterable[str] = TIES, silent: str = "", outside: str = "XY") -> Measures:
    survey = outside_survey(
        [f"{tie} deal" for tie in ties],
        "abcdefgh",
        outside=outside,
        silent=silent,
        kind={"Y": "services"},
        country=dict.fromkeys("abcdefgh", "Spain") | {"X": "France", "Y": "spain "},
    )
    return measure(build_network(survey), metrics=["degree"])


def rows(found: Diagnosis, key: str) -> pd.DataFrame:
    table = found.table(key)
    return table.set_index("actor") if "actor" in table else table


def test_links_by_kind_place_and_relation() -> None:
    table = openness(measured()).table("openness_by").set_index(["by", "group"])
    # Links: gX, gY, hY. Firms that answered: eight.
    assert table.loc[("Kind of partner", "services")].tolist() == [1, 2, 2, 2 / 8]
    assert table.loc[("Kind of partner", "firm")].tolist() == [1, 1, 1, 1 / 8]
    assert table.loc[("Border", "another country")].tolist() == [1, 1, 1, 1 / 8]
    assert table.loc[("Border", "the same country")].tolist() == [1, 2, 2, 2 / 8]
    assert table.loc[("Where", "Spain"), "links"] == 2
    assert table.loc[("Relation", "Deal")].tolist() == [2, 3, 2, 2 / 8]
    assert table.loc[("What it is to the firm", "institution"), "links"] == 2


def test_ways_outside() -> None:
    found = rows(openness(measured()), "openness_firms")
    ways = dict.fromkeys("gh", DIRECT) | dict.fromkeys("abc", THROUGH)
    assert found["way"].to_dict() == ways | {"d": FARTHER, "e": NO_WAY, "f": NO_WAY}
    assert found.loc["a", ["own", "pipelines", "through"]].tolist() == [0, 0, 2]
    assert found.at["a", "by"] == ("g",) and found.at["c", "by"] == ("g", "h")
    # g: two partners outside (X, Y), three inside (a, b, c).
    assert found.at["g", "ei"] == pytest.approx(-1 / 5)
    said = openness(measured()).findings[0].sentence
    assert said.startswith("2 firms of the 8 that answered (25 %) have partners outside")
    assert said.endswith("another 3 have a partner inside who does, and of 3 neither is known.")


def test_what_goes_dark_without_each() -> None:
    found = gatekeepers(measured())
    table = rows(found, "gatekeepers")
    assert list(table.index) == ["g", "h"], "the gravest first"
    # a and b have no other partner with a link; c has h. X is known to g alone.
    assert table.at["g", "who"] == ("a", "b") and table.at["g", "which"] == ("X",)
    assert table.at["g", "cut"] == 2 and table.at["g", "perhaps"] == 0
    assert table.loc["h", ["lose", "sole", "cut"]].tolist() == [0, 0, 0]
    # Others than g within two steps: aX aY bX bY cX cY hY; without g: cY (by h) and hY stay.
    assert table.at["g", "share_lost"] == pytest.approx(5 / 7)
    # Others than h: aX aY bX bY cX cY gX gY; all stay without h.
    assert table.at["h", "share_lost"] == 0
    assert [f.sentence for f in found.findings] == [
        "2 firms reach the outside through one partner alone: Firm a and Firm b through Firm g.",
        "1 of 2 outside partners is tied to a single firm or body: Firm X.",
    ]


def test_knowledge_is_looked_at_alone_as_well() -> None:
    # Over all ties b has two ways to X, through a and through c; for advice only a.
    ties = ["ab deal", "cb deal", "cX deal", "ba advice", "aX advice", "db teaches"]
    survey = outside_survey(ties, "abcd", outside="X")
    found = gatekeepers(measure(build_network(survey), metrics=["degree"]))
    both = rows(found, "gatekeepers")
    assert both["lose"].to_dict() == {"a": 0, "c": 0}
    alone = rows(found, "gatekeepers_knowledge")
    assert alone["who"].to_dict() == {"a": ("b",)}
    # d knows b only: three steps from X, and no way left without a.
    assert alone.at["a", "cut"] == 2
    assert [f.sentence for f in found.findings] == [
        "1 firm exchanges knowledge with the outside through one partner alone: "
        "Firm b through Firm a."
    ]


def test_a_silent_firm_is_not_judged_and_leaves_its_partners_in_doubt() -> None:
    # b did not answer and is tied to a: it may have a link of its own that a could use.
    found = rows(gatekeepers(measured([*TIES, "ab"], silent="b")), "gatekeepers")
    assert found.at["g", "who"] == () and found.at["g", "perhaps"] == 1
    assert found.at["g", "cut"] == 0, "what hangs together with a silent firm is not known"
    firms = rows(openness(measured([*TIES, "ab"], silent="b")), "openness_firms")
    assert firms.at["b", "way"] == UNKNOWN and pd.isna(firms.at["b", "own"])
    assert "1 firm did not answer" in gatekeepers(measured(silent="b")).cautions[0]


def test_a_holder_tied_to_nobody_inside_passes_nothing_on() -> None:
    table = rows(gatekeepers(measured(["ab", "gX"], outside="X")), "gatekeepers")
    assert table.loc["g", ["partners", "inside", "lose", "sole"]].tolist() == [1, 0, 0, 1]
    assert table.at["g", "share_lost"] == 0


def test_nobody_outside_is_a_gap_with_what_to_ask() -> None:
    for name in ("openness", "gatekeepers"):
        found = diagnose(measured(["ab"], outside=""), [name])[name]
        assert not found.tables and not found.findings
        assert "no partner outside is named" in found.gaps[0].what
        assert "in_cluster" in found.gaps[0].ask
        named = diagnose(measured(["ab"]), [name])[name]
        assert named.gaps[0].what.startswith("Nobody inside reports a tie")


def test_one_relation_only() -> None:
    ties = ["ab deal", "aX deal", "bX advice"]
    survey = outside_survey(ties, "abc", outside="X")
    measures = measure(build_network(survey), metrics=["degree"])
    assert openness(measures, relation="advice").table("openness_firms")["own"].sum() == 1
    with pytest.raises(TiesnetError, match="no layer 'gossip'"):
        openness(measures, relation="gossip")


def test_places_that_nobody_gave_are_asked_for() -> None:
    survey = outside_survey(["ab deal", "aX deal"], "abc", outside="X")
    found = openness(measure(build_network(survey), metrics=["degree"]))
    assert found.gaps[0].what == "Where the partners outside are cannot be said."
