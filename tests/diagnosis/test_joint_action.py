"""Joint action in four cells: the small survey of the measures, counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from tests.metrics.conftest import survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.chain.action_matrix import action_matrix
from tiesnet.metrics import measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import Survey


def joint(made: Survey, **options: object) -> Diagnosis:
    measures = measure(build_network(made), metrics=["degree"])
    return diagnose(measures, ["joint_action"], {"joint_action": options})["joint_action"]


def cell(table: pd.DataFrame, *words: str) -> pd.Series:
    names = ["kind", "orientation", "form", "formality"]
    fits = (table[names[: len(words)]] == list(words)).all(axis=1)
    return table[fits].iloc[0]


def members(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["actor", "organisation"])


def test_cells_between_two_firms() -> None:
    base = survey()
    spec = ["joint", *[None] * (len(base.ties) - 1)]  # A and C specify together what A sells.
    table = action_matrix(
        build_network(replace(base, ties=base.ties.assign(spec_by=spec))).inside()
    )
    # Peers: A-B and C-D. Firms inside: A to G; A, B, C, D, G answered both questions.
    row = cell(table, "joint action", "horizontal", "two firms", "any")
    assert (row["pairs"], row["firms"]) == (2, 4)
    # Only sellers were asked of trade: a pair is known when both answered, 5 * 4 / 2.
    assert row["known_pairs"] == 10
    assert row["share"] == pytest.approx(2 / 10)
    assert row["firm_share"] == pytest.approx(4 / 5)
    row = cell(table, "joint action", "vertical", "two firms", "any")
    assert (row["pairs"], row["firms"]) == (1, 2)
    assert row["strength"] == pytest.approx((3 - 1) / (5 - 1))
    # Of the other trade inside A-D (2), B-C (not told) and A-E (1) remain: (1/4 + 0) / 2.
    row = cell(table, "exchange", "vertical", "two firms", "any")
    assert row["pairs"] == 3
    assert row["strength"] == pytest.approx(1 / 8)
    # Advice C-A vertical, D-C and D-E horizontal, F-A undetermined; friends C-D, A-B, A-E.
    talk = [
        int(cell(table, "informal exchange", o, "two firms", "informal")["pairs"])
        for o in ("any", "horizontal", "vertical", "undetermined")
    ]
    assert talk == [6, 3, 2, 1], "C-D stands once for advice and friendship"


def test_cells_of_bodies() -> None:
    rows = [("C", "makers"), ("D", "makers"), ("E", "makers"), ("A", "guild"), ("C", "guild")]
    joined = members(*rows, ("D", "guild"), ("A", "two"), ("B", "two"))
    found = joint(replace(survey(), affiliations=joined))
    page = found.table("joint_action").set_index(["orientation", "form"])
    # Makers C, D, E share a stage; guild A, C, D do not; two firms are no group.
    row = page.loc[("horizontal", "several firms")]
    assert (row["pairs"], row["firms"]) == (3, 3)
    # A, B, C, D, F, G answered: 15 pairs, of the makers C-D only; 2 of 6 firms.
    assert row["share"] == pytest.approx(1 / 15)
    assert row["firm_share"] == pytest.approx(2 / 6)
    row = page.loc[("vertical", "several firms")]
    assert (row["pairs"], row["firms"]) == (3, 3)
    assert row["share"] == pytest.approx(3 / 15)
    assert np.isnan(row["strength"])
    bodies = found.table("joint_action_bodies").set_index("organisation")
    assert bodies.at["two", "apart"] == "too small"
    sentences = [one.sentence for one in found.findings]
    # Peers was asked of both ends: a pair is known when one answered, all of 21 but E-F.
    assert (
        "2 bodies bring together 4 firms: 1 with firms of several stages, 1 with firms of one "
        "stage." in sentences
    )
    assert sentences[0] == (
        "0 pairs of firms cooperate along the chain and 2 among peers (0 % and 10 % of the known "
        "pairs); 80 % of the firms that answered take part."
    )


def test_formal_and_informal_stand_side_by_side() -> None:
    base = survey()
    relations = base.relations.copy()
    relations.loc["friends", "content"] = "cooperation"
    table = action_matrix(build_network(replace(base, relations=relations)).inside())
    pairs = {
        formality: int(cell(table, "joint action", "horizontal", "two firms", formality)["pairs"])
        for formality in ("any", "formal", "informal")
    }
    # Peers A-B, C-D; friends C-D, A-B too, and A-E along the chain.
    assert pairs == {"any": 2, "formal": 2, "informal": 2}
    assert cell(table, "joint action", "vertical", "two firms", "informal")["pairs"] == 1


ALL = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in "KLMNOPQRST"]


def rounds(then: Sequence[str], now: Sequence[str]) -> Survey:
    """Twenty firms, ten in each of two stages, and their joint projects in two rounds."""
    names = list("ABCDEFGHIJKLMNOPQRST")
    actors = pd.DataFrame(
        {
            "name": names,
            "kind": "firm",
            "in_cluster": True,
            "stage": ["early"] * 10 + ["late"] * 10,
        },
        index=pd.Index(names, name="id"),
    )
    base = survey()
    relations = base.relations.loc[["peers"]].assign(orientation=None)
    waves = zip("12", (then, now), strict=True)
    ties = [(e[0], e[1], "peers", 1.0, e[0], wave) for wave, edges in waves for e in edges]
    columns = ["source", "target", "relation", "strength", "reported_by", "wave"]
    states = [(name, "peers", wave, "answered") for name in names for wave in "12"]
    return Survey(
        actors,
        pd.DataFrame(ties, columns=columns),
        relations,
        pd.DataFrame({"order": [1, 2], "label": ["Early", "Late"]}, index=["early", "late"]),
        pd.DataFrame(states, columns=["actor", "relation", "wave", "state"]),
    )


def test_rounds_are_compared() -> None:
    peers = ["AB", "AC", "BC", "CD", "KL", "KM"]
    found = joint(rounds([*ALL[:6], *peers], [*ALL[:12], *peers[:3]]))
    table = found.table("joint_action_rounds").set_index(["wave", "orientation"])
    # 190 pairs: 6 then 12 along the chain; 6 then 3 among peers.
    assert list(table["pairs"]) == [6, 6, 3, 12]
    assert table.at[("2", "vertical"), "share"] == pytest.approx(12 / 190)
    said = {one.key: one for one in found.findings}["joint_rounds"]
    assert said.sentence == (
        "From 1 to 2 cooperation along the chain rises while that between two peers falls: from "
        "3 % to 6 % and from 3 % to 2 % of the known pairs."
    )
    assert said.source == "bair2001"


def test_a_small_change_is_none() -> None:
    peers = ["AB", "AC", "BC", "CD", "KL", "KM"]
    found = joint(rounds([*ALL[:20], *peers], [*ALL[:21], *peers]))
    claim = {one.key: one.claim for one in found.findings}["joint_rounds"]
    assert claim == (
        "From 1 to 2 cooperation along the chain stays as it was and that between two peers stays "
        "as it was"
    )
    few = joint(rounds(ALL[:4], ALL[:9]))
    assert "joint_rounds" not in {one.key for one in few.findings}, "four pairs say too little"


def test_what_was_not_asked_is_a_gap() -> None:
    base = survey()
    asked = base.relations.drop(index="peers")
    ties = base.ties[base.ties["relation"] != "peers"]
    responses = base.responses[base.responses["relation"] != "peers"]
    found = joint(replace(base, relations=asked, ties=ties, responses=responses))
    assert found.table("joint_action").empty
    said = " ".join(gap.what for gap in found.gaps)
    assert "no cooperation was asked for" in said
    assert "all of it counts as exchange" in said
    assert "no memberships are known" in said
    assert not found.findings


def test_a_sample_has_no_shares_of_pairs() -> None:
    found = joint(survey({"design": "sample"}))
    assert found.table("joint_action")["share"].isna().all()
    assert any("no shares of pairs" in said for said in found.cautions)


def test_without_stages_peers_are_not_counted_as_none() -> None:
    base = rounds(ALL[:6], ALL[:12])
    found = joint(replace(base, actors=base.actors.assign(stage=None)))
    assert found.table("joint_action").empty and found.table("joint_action_rounds").empty
    # 12 of 190 pairs in the last round; A and B with all of K to T: 12 firms of 20.
    assert found.findings[0].sentence == (
        "12 pairs of firms cooperate (6 % of the known pairs); 60 % of the firms that answered "
        "take part."
    )
    assert "cannot be told apart without stages" in found.gaps[-1].what
    assert found.cautions[0].startswith("Of 12 cooperating pairs a stage is not known")


def test_a_network_made_in_python() -> None:
    net = network_from_edges([("a", "b")], stages={"a": "s", "b": "s"})
    found = diagnose(measure(net, metrics=["degree"]), ["joint_action"])["joint_action"]
    assert found.table("joint_action")["pairs"].tolist() == [1, 0]
