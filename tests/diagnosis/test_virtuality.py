"""Virtual, distant and co-located ties of a small survey, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.metrics.conftest import survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.closeness.virtuality import meetings
from tiesnet.metrics import measure
from tiesnet.network import Network, build_network, network_from_edges, tie_parts
from tiesnet.survey import read_survey

# A, B, G and U in one town, C and D in another, X abroad; where E, F and Y are is not known.
TOWN = {"A": "one", "B": "one", "G": "one", "U": "one", "C": "two", "D": "two", "X": "far"}
COUNTRY = dict.fromkeys("ABCDEFGU", "Spain") | {"X": "Peru"}
TRUST = {"AC": 1.0, "AD": 2.0, "BC": 2.0, "CA": 3.0, "AB": 5.0, "CD": 4.0, "DC": 4.0}
MEDIUM = {"AC": "digital", "AD": "digital", "BC": "in_person", "CA": "digital", "CX": "digital",
          "AB": "digital", "CD": "in_person"}  # fmt: skip
TOPIC = {"AC": "quality", "AD": "quality", "CA": "design", "AB": "prices"}


def network(**columns: dict[str, str | float]) -> Network:
    """Tell trust, medium and topic of the ties by their two ends."""
    base = survey()
    ends = list(zip(base.ties["source"], base.ties["target"], strict=True))
    told = {name: [row.get(s + t) for s, t in ends] for name, row in columns.items()}
    places = {
        "location": [TOWN.get(k) for k in base.actors.index],
        "country": [COUNTRY.get(k) for k in base.actors.index],
    }
    relations = base.relations.assign(trust_min=1.0, trust_max=5.0)
    return build_network(
        replace(
            base,
            actors=base.actors.assign(**places),
            ties=base.ties.assign(**told),
            relations=relations,
        )
    )


def found(net: Network) -> Diagnosis:
    return diagnose(measure(net, metrics=["degree"]), ["virtuality"])["virtuality"]


def told() -> Network:
    return network(trust=TRUST, medium=MEDIUM, topic=TOPIC)


def test_every_tie_has_one_way_of_meeting() -> None:
    view = told().layer("all")
    parts, made = tie_parts(view), meetings(view)
    ids = view.actors.index
    names = [f"{ids[s]}{ids[t]}" for s, t in zip(parts["source"], parts["target"], strict=True)]
    found = {(n, lay): how for n, lay, how in zip(names, made["layer"], made["how"], strict=True)}
    assert found[("AC", "supply")] == "virtual"
    assert found[("BC", "supply")] == "in person at a distance"
    assert found[("CX", "supply")] == "virtual"
    assert found[("CD", "friends")] == found[("AB", "peers")] == "co-located"
    assert found[("AE", "friends")] == "place not known"
    # The arrow of advice runs along the flow: C asked A.
    assert found[("AC", "advice")] == "virtual"
    assert made["how"].notna().all()


def test_shares_trust_and_topics() -> None:
    table = found(told()).table("virtuality_ties").set_index(["reach", "how"])
    inside = table.loc["inside the cluster"]
    # 14 ties inside: virtual A-C and A-D (supply) and A-C (advice); B-C in person; co-located
    # A-U and D-C (advice), C-D (friends, peers), A-B (friends, peers); the places of A-E, D-E,
    # A-F and A-E (friends) are not known. None is distant.
    assert inside["ties"].to_dict() == {
        "co-located": 6,
        "virtual": 3,
        "in person at a distance": 1,
        "place not known": 4,
    }
    # Trust of 1, 2 and 3 from 1 to 5 is 0, 1/4 and 1/2.
    assert inside.at["virtual", "trust"] == pytest.approx(0.25)
    assert inside.at["virtual", "rated"] == 3
    assert inside.at["virtual", "topics"] == "quality (2), design (1)"
    assert inside.at["virtual", "share"] == pytest.approx(3 / 14)
    outside = table.loc["with partners outside"]
    # C-X is digital and abroad; where Y is is not known.
    assert outside["ties"].to_dict() == {"virtual": 1, "place not known": 1}
    assert outside.at["virtual", "abroad"] == 1.0


def test_in_person_beside_digital() -> None:
    table = found(told()).table("virtuality_medium").set_index(["reach", "medium"])
    inside = table.loc["inside the cluster"]["ties"]
    # Digital: A-C and A-D (supply), A-C (advice), A-B (friends, peers). In person: B-C, C-D
    # (friends, where one of both says so, and peers).
    assert inside.to_dict() == {"in person": 3, "digital": 5, "not told": 6}
    assert inside.sum() == 14


def test_in_words() -> None:
    said = {f.key: f.sentence for f in found(told()).findings}
    assert said["virtual_share_inside"] == (
        "3 of 10 ties inside the cluster are virtual (partners in different places who meet on a "
        "screen), 1 in person at a distance, and 6 between partners in one place."
    )
    assert "virtual_trust_inside" not in said, "three ties are too few"


def test_trust_is_compared_where_enough_told() -> None:
    edges = ["ax", "bx", "cx", "dx", "ex", "ab", "bc", "cd", "de", "ea"]
    base = survey()
    ids = list("abcdex")
    actors = pd.DataFrame(
        {"name": ids, "kind": "firm", "in_cluster": True, "respondent": "yes", "stage": None,
         "location": ["one"] * 5 + ["two"], "latitude": [0.0] * 5 + [1.0], "longitude": 0.0},
        index=pd.Index(ids, name="id"),
    )  # fmt: skip
    ties = pd.DataFrame(
        [(e[0], e[1], "peers", None, e[0], None, 2.0 if "x" in e else 4.0,
          "digital" if "x" in e else "in_person") for e in edges],
        columns=["source", "target", "relation", "strength", "reported_by", "wave", "trust",
                 "medium"],
    ).astype({"strength": float})  # fmt: skip
    states = [(i, r, None, "answered") for i in ids for r in base.relations.index]
    responses = pd.DataFrame(states, columns=["actor", "relation", "wave", "state"])
    relations = base.relations.assign(trust_min=1.0, trust_max=5.0)
    net = build_network(
        replace(base, actors=actors, ties=ties, responses=responses, relations=relations)
    )
    made = found(net)
    said = {f.key: f.sentence for f in made.findings}
    # 2 and 4 from 1 to 5: a quarter and three quarters.
    assert said["virtual_trust_inside"] == (
        "Trust in the virtual ties inside the cluster is 25 % of the scale, and 75 % in those of "
        "partners in one place (5 and 5 ties)."
    )
    table = made.table("virtuality_ties").set_index("how")
    assert table.at["virtual", "km"] == pytest.approx(111.195, rel=1e-4), "one degree"
    assert table.at["co-located", "km"] == 0


def test_what_was_not_asked_is_a_gap() -> None:
    made = found(network())
    asks = " ".join(gap.ask for gap in made.gaps)
    assert "column medium" in asks and "column trust" in asks and "location" not in asks
    # Where partners are is known: four ties between the towns are distant.
    assert made.findings[0].sentence.startswith(
        "4 of 10 ties inside the cluster run between partners who are not in one place: whether"
    )
    bare = found(build_network(survey()))
    assert not bare.findings
    assert any("town" in gap.ask for gap in bare.gaps)


def test_trust_without_a_scale_is_a_gap() -> None:
    net = network(trust=TRUST)
    base = net.origin.survey
    assert base is not None
    relations = base.relations.assign(trust_min=float("nan"))
    made = found(build_network(replace(base, relations=relations)))
    assert any("scales are not known" in gap.what for gap in made.gaps)


def test_no_ties() -> None:
    made = found(network_from_edges([], ["a"]))
    assert [gap.what for gap in made.gaps] == ["There is no tie to look at."]


def test_virtual_ties_of_compatriots_are_trusted_less_as_planted(root: Path) -> None:
    net = build_network(read_survey(root / "surveys" / "compatriots-abroad"))
    table = found(net).table("virtuality_ties").set_index(["reach", "how"])["trust"]
    for reach in ("inside the cluster", "with partners outside"):
        assert table[reach]["virtual"] < 0.5 < table[reach]["in person at a distance"]


def test_one_tie_at_a_distance_of_which_nobody_tells() -> None:
    medium = {ends: how for ends, how in MEDIUM.items() if ends != "BC"}
    said = {f.key: f.sentence for f in found(network(trust=TRUST, medium=medium)).findings}
    assert said["virtual_share_inside"].endswith(" 1 more runs at a distance, and nobody says how.")
