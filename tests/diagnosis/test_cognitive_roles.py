"""Cognitive roles of ten firms: roles, margins and stability known by hand."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest
from tests.outside import outside_survey

from tiesnet.diagnosis.outside.cognitive import (
    ABSORBER,
    ACTIVE,
    GATEKEEPER,
    ISOLATE,
    SOURCE,
    STAR,
    WEAK,
    Counts,
    Cuts,
    margins,
)
from tiesnet.diagnosis.outside.cognitive_roles import cognitive_roles
from tiesnet.errors import TiesnetError
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network

# Knowledge goes from the first to the second: a teaches b, c and d; X outside teaches a and e.
FLOW = "ab ba ac ad cd dc cg hb ij ji Xa Xe".split()


def measured(
    flow: Iterable[str] = FLOW, relation: str = "advice", outside: str = "X", **more: str
) -> Measures:
    """Measure the ten firms; who asks is named first in the survey, so the pairs are turned."""
    ties = [f"{pair[::-1]} {relation}" for pair in flow]
    info = {"design": more.pop("design", "census")}
    survey = outside_survey(ties, "abcdefghij", outside=outside, info=info, **more)  # type: ignore[arg-type]
    return measure(build_network(survey), metrics=["degree"])


def rows(measures: Measures, key: str = "cognitive_roles", **options: object) -> pd.DataFrame:
    return cognitive_roles(measures, **options).table(key).set_index("actor")


def test_roles_by_hand() -> None:
    found = cognitive_roles(measured(), replications=9)
    table = found.table("cognitive_roles").set_index("actor")
    # Partners inside: a 3, b 2 (a, h), c 3, d 2, g, h, i, j 1 each, e and f none: mean 14 / 10.
    assert table.loc[[*"abcdefghij"], "local"].tolist() == [3, 2, 3, 2, 0, 0, 1, 1, 1, 1]
    assert found.parameters["Cut-off for partners inside"] == 1.4
    assert found.parameters["Central from, in partners inside"] == 2
    assert found.parameters["Cut-off for sources outside"] == 0.2
    assert found.parameters["Open from, in sources outside"] == 1
    assert table["role"].to_dict() == {
        "a": GATEKEEPER,  # three partners, X
        "c": ACTIVE,  # takes from a and d, gives to d and g
        "i": WEAK,
        "j": WEAK,
        "e": STAR,
        "b": ABSORBER,  # takes from a and h, gives to a: 2 > 1.5
        "d": ABSORBER,
        "g": ABSORBER,
        "h": SOURCE,
        "f": ISOLATE,
    }
    assert table.loc["a", ["taken", "given"]].tolist() == [1, 3]
    assert table.at["a", "balance"] == "gives more than it takes"
    counts = found.table("cognitive_counts").set_index("role")["firms"]
    assert counts[[GATEKEEPER, ABSORBER, WEAK]].tolist() == [1, 3, 2]
    said = [f.sentence for f in found.findings]
    assert said[0].startswith("1 firm is a technological gatekeeper, central in the exchange")
    assert said[0].endswith(": Firm a.")
    assert said[1].startswith("1 of the 10 firms that answered has sources of knowledge outside")


def test_the_way_knowledge_flows_decides() -> None:
    # The same pairs the other way round: who gave, takes; nothing comes from X.
    turned = rows(measured([pair[::-1] for pair in FLOW]), central="2", replications=1)
    assert turned.loc["a", ["taken", "given"]].tolist() == [3, 1]
    assert "role" not in turned, "X only takes: no source outside is named"
    assert turned.at["h", "balance"] == "takes more than it gives"


def test_cut_offs_can_be_given() -> None:
    # Partners inside sorted: 0 0 1 1 1 1 2 2 3 3: the median is 1, so i and j are central.
    assert rows(measured(), central="median", replications=1).at["i", "role"] == ACTIVE
    assert rows(measured(), central="4", replications=1).at["a", "role"] == STAR
    assert rows(measured(), open_from="2", replications=1).at["a", "role"] == SOURCE
    # b takes from 2 and gives to 1: within a band of 2.
    assert rows(measured(), band=2.0, replications=1).at["b", "role"] == ACTIVE
    for wrong in ({"central": "many"}, {"open_from": "-1"}, {"band": 0.5}, {"drawn": "stages"}):
        with pytest.raises(TiesnetError):
            cognitive_roles(measured(), **wrong)
    with pytest.raises(TiesnetError, match="no layer 'gossip'"):
        cognitive_roles(measured(), relation="gossip")


def test_margins_in_partners_and_ties() -> None:
    def one(local: int, taken: int, given: int, opened: int, cuts: Cuts) -> tuple[int, str]:
        counts = Counts(*(np.array([float(n)]) for n in (local, taken, given, opened)))
        steps, by = margins(counts, cuts)
        return int(steps[0]), by[0]

    # Gatekeeper with one source: without it a source. With two more sources: two partners fewer.
    assert one(3, 1, 3, 1, Cuts(1.4, 0.2, 1.5)) == (1, "sources outside")
    assert one(3, 1, 3, 3, Cuts(1.4, 0.2, 1.5)) == (2, "partners inside")
    # Takes 6, gives 6: 6 to 4 is within the band still, 6 to 3 is not; 7 to 5 is, 7 to 4 is not.
    assert one(9, 6, 6, 0, Cuts(3, 5, 1.5)) == (3, "given or taken")
    # A source stays one with few partners: only the balance, or nobody left, would change it.
    assert one(3, 0, 3, 0, Cuts(2.5, 9, 1.5)) == (2, "given or taken")  # 2 to 3 is even
    assert one(0, 0, 0, 0, Cuts(2.5, 3, 1.5)) == (1, "partners inside")
    assert one(0, 0, 0, 5, Cuts(2.5, 5, 1.5)) == (1, "sources outside")
    table = rows(measured(), "cognitive_margins", replications=1)
    assert table.at["a", "over_local"] == pytest.approx(3 - 1.4)
    assert table.at["f", "over_open"] == pytest.approx(-0.2)


def test_stability_is_what_probability_says() -> None:
    firms = rows(measured(), "cognitive_margins", central="2", replications=1500)
    # g keeps its role when its only partner c is among ten draws of ten firms.
    assert firms.at["g", "stability"] == pytest.approx(1 - 0.9**10, abs=0.04)
    assert firms.at["g", "other"] == ISOLATE
    assert firms.at["f", "stability"] == 1
    ties = rows(measured(), "cognitive_margins", central="2", drawn="ties", replications=1500)
    # Seven tied pairs: ab ac ad cd cg bh ij.
    assert ties.at["g", "stability"] == pytest.approx(1 - (6 / 7) ** 7, abs=0.04)
    # i and j are weak mutual exchangers unless not drawn, or drawn twice (then central): once.
    assert ties.at["i", "stability"] == pytest.approx(7 * (1 / 7) * (6 / 7) ** 6, abs=0.04)


def test_the_seed_of_the_network_decides() -> None:
    one, two = (rows(measured(), "cognitive_margins", replications=50) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_silent_firms_have_no_role() -> None:
    found = cognitive_roles(measured(silent="b"), replications=9)
    table = found.table("cognitive_roles").set_index("actor")
    assert table.loc["b", ["role", "remark"]].tolist() == ["", "did not answer these questions"]
    assert table.loc["b", ["local", "taken", "given", "opened"]].isna().all()
    assert "b" not in set(found.table("cognitive_margins")["actor"])
    assert found.parameters["Firms that answered"] == 9
    assert not found.findings, "fewer than ten firms have a role"
    assert found.cautions == (
        "1 firm did not say whom it asks, so others may give more than it seems.",
    )


def test_without_arrows_everybody_gives_and_takes() -> None:
    found = cognitive_roles(measured(["ab", "bc", "Xa"], "talk"), replications=9)
    assert "does not tell giving from taking" in found.cautions[-1]
    # Mean 4 / 10 partners inside: one is enough to be central. c gives to b and takes from it.
    assert found.table("cognitive_roles").set_index("actor").at["c", "role"] == ACTIVE


def test_relations_about_knowledge_are_united() -> None:
    ties = ["ba advice", "ac teaches", "Xa teaches", "aX advice"]
    survey = outside_survey(ties, "abc", outside="X")
    table = rows(measure(build_network(survey), metrics=["degree"]), replications=1)
    assert table.loc["a", ["local", "taken", "given", "opened"]].tolist() == [2, 0, 2, 1]


def test_what_is_missing_is_said() -> None:
    found = cognitive_roles(measured([p for p in FLOW if "X" not in p], outside=""))
    assert found.gaps[0].what.startswith("Who brings knowledge in from outside cannot be told")
    assert [table.key for table in found.tables] == ["cognitive_roles", "cognitive_balance"]
    found = cognitive_roles(measured(["ab"], "deal"))
    assert found.gaps[0].what.startswith("Cognitive roles cannot be told")
    assert not found.tables
    assert (
        cognitive_roles(measured(design="sample")).gaps[0].ask == "Ask every firm of the cluster."
    )
