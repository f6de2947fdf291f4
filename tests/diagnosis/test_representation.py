"""Members of the cluster organisation beside other firms, on nine firms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from tests.diagnosis.trade_survey import measured

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.production.representation_words import _disconnected, _leaders

# Members a b c d; e f g are listed by another body or answered; s is silent and on no list.
ACTORS: dict[str, dict[str, Any]] = {
    "a": {"stage": "parts", "size": 5.0},
    "b": {"stage": "parts", "size": 9.0},
    "c": {"stage": "parts", "size": 20.0},
    "d": {"stage": "goods", "size": 300.0},
    "e": {"stage": "parts", "size": 5.0},
    "f": {"stage": "goods"},
    "g": {"stage": "goods", "size": 60.0},
    "s": {"stage": "parts", "respondent": "no"},
    "X": {"in_cluster": False, "respondent": None},
    "office": {"kind": "cluster_organisation", "respondent": None},
}
MEMBERS = [(name, "office") for name in "abcdX"] + [("e", "guild"), ("a", "guild")]
TIES = [
    {"source": one, "target": other, "relation": "joint", "reported_by": one, "strength": 1.0}
    for one, other in ("ab", "ac", "bc", "cd", "de", "as", "aX", "fe")
]
NAMED = {"cluster_organisation": "office"}


def found(
    info: Mapping[str, str] = NAMED, members: Any = MEMBERS, actors: Any = ACTORS, ties: Any = TIES
) -> Diagnosis:
    measures = measured(actors, ties, members=members, info=info)
    return diagnose(measures, ["representation"])["representation"]


def test_members_stand_beside_other_firms() -> None:
    rows = found().table("representation").set_index("group")
    assert rows["firms"].to_dict() == {"members": 4, "not members": 3, "not known": 1}
    assert rows.at["members", "share"] == pytest.approx(4 / 7)
    # Partners inside: a 3 (b c s), b 2, c 3, d 2 (c e); e 2, f 1, g 0. X does not count.
    assert rows.at["members", "partners"] == pytest.approx(10 / 4)
    assert rows.at["not members", "partners"] == pytest.approx(1.0)
    # Four of the six pairs of members are tied; one of three pairs of e, f, g; one of 12 across.
    assert rows.at["members", "density"] == pytest.approx(4 / 6)
    assert rows.at["not members", "density"] == pytest.approx(1 / 3)
    assert rows.at["not members", "to_members"] == pytest.approx(1 / 12)
    assert np.isnan(rows.at["not known", "partners"])
    # Disconnected: f hangs by one tie, g has none; all members are tied in.
    assert rows["disconnected"].to_dict() == {"members": 0, "not members": 2, "not known": 0}


def test_sentences_and_cautions() -> None:
    made = found()
    assert [one.sentence for one in made.findings] == [
        "The cluster organisation represents 4 of 7 firms (57 %): its members have 2.5 partners "
        "on average, the other firms 1.",
        "Not one of the 2 disconnected firms is a member of the cluster organisation.",
    ]
    assert "Of 1 firm it is not known whether it is a member." in made.cautions


def test_stages_and_sizes_in_their_order() -> None:
    made = found()
    stages = made.table("representation_stages")
    # parts: a b c e s, of whom s is not known; goods: d f g.
    assert stages["stage"].tolist() == ["parts", "goods"]
    assert stages[["firms", "known", "members"]].to_numpy().tolist() == [[5, 4, 3], [3, 3, 1]]
    sizes = made.table("representation_sizes")
    assert sizes["size"].tolist() == ["under 10", "10 to 49", "50 to 249", "250 or more"]
    assert sizes["members"].tolist() == [2, 1, 0, 1]


def test_leaders_are_counted_on_both_sides() -> None:
    sold = [{"source": one, "target": "g", "value": 5.0} for one in "abc"]
    made = found(ties=[*TIES, *sold])
    assert made.table("representation").set_index("group")["leaders"].tolist() == [0, 1, 0]
    said = made.findings[-1].sentence
    assert said == "The one leader firm is not a member of the cluster organisation."


def test_without_a_name_or_members_there_is_a_gap() -> None:
    assert "it is not named" in found(info={}).gaps[0].what
    made = found(members=[("a", "guild")])
    assert "no firm is listed as its member" in made.gaps[0].what and not made.tables


def test_a_sample_does_not_tell_who_is_disconnected() -> None:
    made = found(info=NAMED | {"design": "sample"})
    assert made.table("representation")["disconnected"].isna().all()
    assert "sample" in made.gaps[-1].what


def test_members_among_some_firms_in_words() -> None:
    of = "of the cluster organisation"
    for say, what in ((_leaders, "leader firm"), (_disconnected, "disconnected firm")):
        assert say(2, 0) == f"All 2 {what}s are members {of}"
        assert say(1, 0) == f"The one {what} is a member {of}"
        assert say(0, 1) == f"The one {what} is not a member {of}"
        assert say(0, 2) == f"Not one of the 2 {what}s is a member {of}"
        assert say(3, 1) == f"1 of 4 {what}s is not a member {of}"
        assert say(1, 2) == f"2 of 3 {what}s are not members {of}"


def test_a_leader_whose_membership_is_not_known_is_said() -> None:
    # s is silent and on no list; e, f and g sell most to it, a b and c to d.
    sold = [
        {"source": one, "target": other, "reported_by": one, "value": 10.0}
        for one, other in ("es", "fs", "gs", "ad", "bd", "cd")
    ]
    said = [one.sentence for one in found(ties=[*TIES, *sold]).findings]
    assert (
        "The one leader firm is a member of the cluster organisation; of 1 more it is not known."
        in said
    )
