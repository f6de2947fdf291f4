"""Initiatives, sectors and compatriots of seven firms, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from tests.metrics.conftest import survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.closeness.modalities import covered, overlap_test, platforms_of, yes_of
from tiesnet.metrics import measure
from tiesnet.network import Network, build_network, network_from_edges

# Firms A to G; E was silent, F told of advice alone. All ties are known among the five others:
# ten pairs, tied are A-B, A-C, A-D, B-C, C-D. X is outside.
BODIES = {"mill": "ABG", "guild": "ABCDEF", "fair": "CD"}
SECTOR = {"A": "Shoes", "B": "shoes ", "C": "leather", "D": "leather", "F": "leather"}
COUNTRY = dict.fromkeys("ABDEFGX", "Spain") | {"C": "Peru"}
ORIGIN = {"A": "Italy", "B": "Italy", "D": "Italy", "F": "Spain", "G": "Spain", "X": "Italy"}


def network() -> Network:
    base = survey()
    columns = {"sector": SECTOR, "country": COUNTRY, "origin": ORIGIN}
    actors = base.actors.assign(
        **{name: [row.get(k) for k in base.actors.index] for name, row in columns.items()}
    )
    rows = [(firm, body) for body, firms in BODIES.items() for firm in firms]
    joined = pd.DataFrame(rows, columns=["actor", "organisation"])
    return build_network(replace(base, actors=actors, affiliations=joined))


def found(net: Network) -> Diagnosis:
    return diagnose(measure(net, metrics=["degree"]), ["platforms"])["platforms"]


def test_inside_and_outside() -> None:
    table = found(network()).table("platform_ties")
    table = table[table["layer"] == "all"].set_index("modality")
    counts = table[["firms", "pairs", "tied", "others"]].to_numpy().tolist()
    assert dict(zip(table.index, counts, strict=True)) == {
        # The mill: A-B, A-G, B-G. The fair has two firms only, which is too few.
        "initiative": [3, 3, 1, 7],
        # The guild, six of seven: A, B, C, D have six known pairs; of the four with G none is tied.
        "wide initiative": [6, 6, 5, 4],
        # A-B; D-F is not fully known. C is in another country, so that C-G is no pair; A-G and the
        # like are not known.
        "sectoral": [4, 1, 1, 6],
        # A, B and D come from Italy and are in Spain; C is in Peru, F and G never left.
        "compatriot": [3, 3, 2, 7],
    }
    assert table.at["initiative", "odds"] == pytest.approx(1 * 3 / (2 * 4))
    assert table.at["wide initiative", "odds"] == pytest.approx(5.5 * 4.5 / (1.5 * 0.5))
    assert table.at["wide initiative", "remark"].startswith("half added")
    assert table["p"].isna().all(), "five ties are too few"


def test_too_few_ties_and_unknown_modalities_are_gaps() -> None:
    assert any("Fewer than 10" in gap.what for gap in found(network()).gaps)
    bare = found(build_network(survey()))
    assert not bare.findings and bare.table("platform_ties").empty
    assert len(bare.gaps) == 3


def test_platforms_overlap() -> None:
    made = found(network())
    table = made.table("platform_overlap").set_index(["first", "second"])
    row = table.loc[("initiative", "compatriot")]
    # A and B are on both; of 21 pairs 3 are on each, so that chance gives 9 / 21 pairs.
    assert row[["firms", "pairs"]].tolist() == [2, 1]
    assert row["share"] == pytest.approx(1 / 3)
    assert row["pairs_expected"] == pytest.approx(9 / 21, abs=0.06)
    assert row["firms_expected"] == pytest.approx(9 / 7, abs=0.1)
    said = next(f.sentence for f in made.findings if f.key == "platform_overlap")
    # A, B on three, D on two; C and E on none, as far as is known (the guild does not count).
    assert said.startswith("3 firms stand on more than one kind of platform, and 2 on none")


def test_ties_by_how_many_platforms_a_pair_shares() -> None:
    table = found(network()).table("platform_depth")
    rows = table[table["layer"] == "all"]
    # A-B shares three; A-D and B-D are compatriots; A-C, B-C, C-D and C-G share none, all but
    # the last tied. The sector of A-G, B-G and D-G is not known.
    assert rows[["platforms", "pairs", "tied"]].to_numpy().tolist() == [
        [0, 4, 3],
        [1, 2, 1],
        [2, 0, 0],
        [3, 1, 1],
    ]


def test_each_platform_alone() -> None:
    table = found(network()).table("platform_single").set_index("platform")
    assert list(table.index) == ["mill", "guild", "leather in Spain", "Shoes in Spain",
                                 "Italy in Spain"]  # fmt: skip
    assert table.at["guild", "firms"] == 6 and table.at["guild", "pairs"] == 6
    assert table.loc["Italy in Spain", ["firms", "pairs", "tied"]].tolist() == [3, 3, 2]


def test_a_platform_in_words() -> None:
    # Two sectors of six firms; 14 of the 15 pairs of the first are tied, and one across.
    edges = [f"{p}{q}" for p, q in combinations("abcdef", 2) if p + q != "ab"] + ["ag"]
    net = network_from_edges(edges, nodes=list("abcdefghijkl"), directed=False)
    sector = ["shoes"] * 6 + ["leather"] * 6
    made = found(replace(net, actors=net.actors.assign(sector=sector)))
    assert made.findings[0].sentence.startswith(
        "47 % of the pairs of firms of the same sector in the same country are tied, and 3 % of "
        "the others: more than chance gives (p = 0.0"
    )
    assert len(made.findings) == 1


def test_nobody_abroad_is_said() -> None:
    base = network()
    actors = base.actors.assign(origin=base.actors["country"])
    made = found(replace(base, actors=actors))
    assert "No two firms of one origin are known to share a host country." in made.cautions


def test_overlap_of_the_same_platform_is_itself() -> None:
    view = network().inside().firms()
    told = platforms_of(view).kinds["compatriot"]
    assert covered(told, 7).tolist() == [True, True, False, True, False, False, False]
    test = overlap_test(told, told, 7, 99, 1)
    assert test["pairs"].observed == yes_of(told).sum() == 3
    assert np.isfinite(test["pairs"].p)


@pytest.mark.parametrize("name", ["proximity", "platforms"])
def test_a_sample_is_refused(name: str) -> None:
    net = build_network(survey({"design": "sample"}))
    made = diagnose(measure(net, metrics=["degree"]), [name])[name]
    assert not made.findings and not made.tables
    assert "not every firm was asked" in made.gaps[0].what


def test_the_names_of_platforms_do_not_hang_on_the_order_of_firms() -> None:
    net = network()
    turned = replace(net.origin.survey, actors=net.origin.survey.actors.iloc[::-1])
    here, there = (found(one).table("platform_single") for one in (net, build_network(turned)))
    assert here["platform"].tolist() == there["platform"].tolist()
    assert here["pairs"].tolist() == there["pairs"].tolist()
