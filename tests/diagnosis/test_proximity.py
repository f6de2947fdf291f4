"""What firms have in common beside their ties: two towns whose numbers can be counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.metrics.conftest import survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.closeness.alike import MEMBERS, proximities, same_stage, shared_membership
from tiesnet.diagnosis.closeness.pair_kinds import (
    odds_ratio,
    pair_kinds,
    tallied,
    tied_pairs,
    unions,
    upper,
)
from tiesnet.metrics import measure
from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import read_survey

FIRMS = "abcdefghijkl"
# Six firms in each of two towns; tied are the pairs of the first town but a-b, and a-g.
TOWN = dict.fromkeys("abcdef", "Elda") | dict.fromkeys("ghijkl", "Petrer")
EDGES = [f"{p}{q}" for p, q in combinations("abcdef", 2) if p + q != "ab"] + ["ag"]


def network(**columns: dict[str, str]) -> Network:
    net = network_from_edges(EDGES, nodes=list(FIRMS), directed=False)
    table = {name: [row.get(k) for k in FIRMS] for name, row in columns.items()}
    return replace(net, actors=net.actors.join(pd.DataFrame(table, index=net.actors.index)))


def found(net: Network) -> Diagnosis:
    return diagnose(measure(net, metrics=["degree"]), ["proximity"])["proximity"]


def test_the_share_tied_by_what_is_in_common() -> None:
    # 66 pairs: 15 + 15 in one town, of which 14 tied; 36 across, of which 1 tied.
    table = found(network(location=TOWN)).table("closeness_overlap")
    assert table[["overlap", "of", "pairs", "tied"]].to_numpy().tolist() == [
        [0, 1, 36, 1],
        [1, 1, 30, 14],
    ]
    assert table["rate"].tolist() == pytest.approx([1 / 36, 14 / 30])


def test_each_proximity_and_its_odds() -> None:
    row = found(network(location=TOWN)).table("closeness_each").iloc[0]
    # 14 x 35 / (16 x 1)
    assert row["odds"] == pytest.approx(14 * 35 / 16)
    # Of the 924 ways to choose six of twelve firms 2 put all of a to f in one town; both sides.
    assert row["p"] == pytest.approx(2 * 2 / 924, abs=0.004)


def test_the_trend_is_the_slope() -> None:
    # With one proximity the slope is the difference of the two rates.
    row = found(network(location=TOWN)).table("closeness_trend").iloc[0]
    assert row["trend"] == pytest.approx(100 * (14 / 30 - 1 / 36))
    # Labels shuffled: 15 of 66 pairs are tied whatever they have in common.
    assert row["expected"] == pytest.approx(0, abs=1)


def test_the_trend_over_two() -> None:
    # Sector: a, b, g, h make shoes, the others leather; 4 x 3 / 2 + 8 x 7 / 2 = 34 pairs alike.
    sector = {k: "shoes" if k in "abgh" else "leather" for k in FIRMS}
    table = found(network(location=TOWN, sector=sector)).table("closeness_overlap")
    # Both: per town ab and the six pairs of the other four, 2 x 7 = 14; tied are the six of the
    # first town. One: town alone 30 - 14 = 16, tied the 8 of a and b with c to f; sector alone
    # 34 - 14 = 20, tied a-g. None: 66 - 50 = 16.
    assert table[["pairs", "tied"]].to_numpy().tolist() == [[16, 0], [36, 9], [14, 6]]
    # Mean overlap (36 + 28) / 66; slope = sum of tied (x - mean) / sum of pairs (x - mean)^2.
    mean = 64 / 66
    above = 9 * (1 - mean) + 6 * (2 - mean)
    below = 16 * mean**2 + 36 * (1 - mean) ** 2 + 14 * (2 - mean) ** 2
    made = found(network(location=TOWN, sector=sector))
    assert made.table("closeness_trend")["trend"].iloc[0] == pytest.approx(100 * above / below)


def test_in_words() -> None:
    made = found(network(location=TOWN))
    said = made.findings[0].sentence
    assert said.startswith(
        "47 % of the pairs of firms in the same place are tied, and 3 % of those with nothing in "
        "common: the more in common, the more ties, beyond chance (p = 0.0"
    )
    assert made.findings[1].sentence.startswith(
        "47 % of the pairs of firms in the same place have ties of any kind, 3 % of the others"
    )
    assert "country its owners come from" in " ".join(gap.ask for gap in made.gaps)


def test_what_does_not_differ_is_left_out_and_said() -> None:
    made = found(network(location=TOWN, origin=dict.fromkeys(FIRMS, "Spain"),
                         sector=dict.fromkeys(FIRMS, "shoes")))  # fmt: skip
    assert set(made.table("closeness_overlap")["of"]) == {1}
    assert "every known pair is one of firms of the same origin" in " ".join(made.cautions)
    assert "The sector is left out: all firms are of the same sector." in made.cautions


def test_nothing_known_is_a_gap() -> None:
    made = found(network())
    assert not made.findings
    assert made.table("closeness_overlap").empty
    assert len(made.gaps) == 5


def test_few_ties_are_a_gap() -> None:
    net = network_from_edges(["ab", "cd"], nodes=list("abcd"), directed=False)
    actors = net.actors.assign(location=["x", "x", "y", "y"])
    made = found(replace(net, actors=actors))
    assert not made.findings
    assert any("too few" in gap.what for gap in made.gaps)


def test_pairs_with_something_unknown_stay_out_of_the_overlap() -> None:
    # The town of l is not known, and so are 11 pairs: 55 are left.
    town = {k: v for k, v in TOWN.items() if k != "l"}
    made = found(network(location=town))
    assert made.table("closeness_overlap")["pairs"].sum() == 55


def test_silent_firms_and_outside_actors() -> None:
    base = survey(memberships=True)
    town = {"A": "one", "B": "one", "C": "two", "D": "two", "E": "two", "G": "one", "X": "one"}
    actors = base.actors.assign(location=[town.get(name) for name in base.actors.index])
    net = build_network(replace(base, actors=actors)).inside().firms()
    assert list(net.actors.index) == list("ABCDEFG")
    # Whom E named is not known, and F answered about advice alone: advice is known among the six
    # others, 15 pairs; tied are A-C, C-D and A-F (A-U and D-E are not of these six).
    tied = tied_pairs(net.layer("advice"))
    assert int(tied.known.sum()) == 15
    ids = net.actors.index
    pairs = {ids[i] + ids[j] for i, j in zip(tied.one, tied.other, strict=True)}
    assert pairs == {"AC", "CD", "AF"}
    assert tied.answered.tolist() == [True, True, True, True, False, True, True]


def test_who_shares_a_membership() -> None:
    net = build_network(survey(memberships=True)).inside().firms()
    ids = net.actors.index
    one, other = upper(len(ids))
    # guild: A B C E (four of seven known, more than half); fair: C D; Y: A D.
    told = shared_membership(net)
    pair = {ids[i] + ids[j]: v for i, j, v in zip(one, other, told, strict=True)}
    assert {name for name, value in pair.items() if value is not pd.NA and value} == {"CD", "AD"}
    assert pair["AB"] is not pd.NA and not pair["AB"]
    # E did not answer: it may belong to what is not on record.
    assert pair["DE"] is pd.NA
    every = zip(one, other, shared_membership(net, saturates=1.0), strict=True)
    every = {ids[i] + ids[j] for i, j, value in every if value is not pd.NA and value}
    assert every == {"AB", "AC", "AE", "BC", "BE", "CE", "CD", "AD"}
    assert MEMBERS in proximities(net).kinds
    assert "more than 50 %" in " ".join(proximities(net).left_out)
    assert shared_membership(net, saturates=0.1) is None


def test_a_shared_stage_is_enough() -> None:
    net = network_from_edges([], nodes=list("abc"))
    stages = pd.Series([("cut", "sew"), ("sew",), ("sell",)], index=net.actors.index)
    assert same_stage(replace(net, actors=net.actors.assign(stages=stages))).tolist() == [
        True,
        False,
        False,
    ]


def test_a_question_that_fixes_stages_leaves_them_out() -> None:
    base = survey()
    made = found(build_network(base))
    # "Joint work of peers" declares itself horizontal: in all and formal ties stages are no news.
    table = made.table("closeness_trend").set_index("layer")["counted"]
    assert table.to_dict() == {"all": "", "informal": "cognitive", "formal": ""}
    assert set(made.table("closeness_overlap")["layer"]) == {"informal"}


def test_odds() -> None:
    assert odds_ratio(2, 4, 1, 4) == (pytest.approx(3.0), False)
    assert odds_ratio(2, 2, 1, 4) == (pytest.approx(2.5 * 3.5 / (0.5 * 1.5)), True)
    assert np.isnan(odds_ratio(0, 0, 1, 4)[0])


def test_counting_the_unknown_gives_the_same() -> None:
    # Half of the pairs known and then more: both ways of counting agree with counting each.
    rng = np.random.default_rng(3)
    net = network(location=TOWN)
    kinds = pair_kinds(12, proximities(net).kinds)
    one, other = upper(12)
    tied = tied_pairs(net)
    for share in (0.3, 0.8):
        known = rng.random(len(one)) < share
        made = tallied(replace(tied, known=known), kinds, 9, 1)
        assert made.pairs.tolist() == kinds.tally(one[known], other[known]).tolist()


def test_unions_of_the_same_relations_stand_once() -> None:
    assert unions(network()) == ["all"]
    assert unions(build_network(survey())) == ["all", "informal", "formal"]


def test_ties_rise_with_every_proximity_as_planted(root: Path) -> None:
    net = build_network(read_survey(root / "surveys" / "compatriots-abroad"))
    made = found(net)
    table = made.table("closeness_overlap").set_index("layer").loc["all"]
    assert table["overlap"].tolist() == [0, 1, 2, 3, 4]
    assert table["rate"].is_monotonic_increasing
    assert made.table("closeness_trend")["p"].iloc[0] == pytest.approx(0.002)
    # No stage was asked, so that no question can fix one.
    assert not any("stages" in text for text in made.cautions)


def test_firms_of_unknown_sector_are_not_said_to_be_of_the_same() -> None:
    sector = dict.fromkeys(FIRMS[1:], "shoes")
    made = found(network(location=TOWN, sector=sector))
    left = "The sector is left out: all firms whose sector is known are of the same sector."
    assert left in made.cautions
