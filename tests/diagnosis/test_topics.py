"""Topics and trust of ten ties, on a scale from 1 to 5."""

from __future__ import annotations

from typing import Any

import pytest
from tests.diagnosis.trade_survey import measured

from tiesnet.diagnosis import Diagnosis, diagnose

# Parts a b c d, goods g h. Joint work touches what is core, supply does not.
ACTORS: dict[str, dict[str, Any]] = {
    **{name: {"stage": "parts"} for name in "abcd"},
    **{name: {"stage": "goods"} for name in "gh"},
    "X": {"stage": "goods", "in_cluster": False, "respondent": None},
}


def tie(ends: str, trust: float | None, topic: str | None, relation: str = "supply") -> Any:
    return {"source": ends[0], "target": ends[1], "relation": relation, "trust": trust,
            "topic": topic, "reported_by": ends[0]}  # fmt: skip


TIES = [
    # Delivery: trust 2, 1, 3, as shares 1/4, 0, 1/2: mean 1/4. It is the lowest first step.
    tie("ag", 2, "delivery"), tie("bg", 1, "delivery"), tie("cg", 3, "delivery"),
    # Tests: 3, 3, 4: 1/2, 1/2, 3/4: mean 7/12.
    tie("ah", 3, "tests"), tie("bh", 3, "tests"), tie("ch", 4, "tests"),
    # Design, core: 5 and 4 among peers, 1 between d and g.
    tie("ab", 5, "design", "joint"), tie("ac", 4, "design", "joint"),
    tie("dg", 1, "design", "joint"),
    # d and h name no topic: the supply itself is no task. Nobody counts what X says or is told.
    tie("dh", 1, None), tie("dX", 1, "delivery"),
]  # fmt: skip
CORE = {"joint": True, "supply": False}


def found(ties: Any = TIES, core: Any = CORE, **options: Any) -> Diagnosis:
    measures = measured(ACTORS, ties, core=core)
    return diagnose(measures, ["topics"], {"topics": options} if options else None)["topics"]


def test_topics_by_orientation_and_core_with_their_trust() -> None:
    rows = found().table("topics").set_index(["topic", "orientation", "core"])
    delivery = rows.loc[("delivery", "vertical", "peripheral")]
    assert delivery[["ties", "actors", "told", "trust"]].tolist() == [3, 4, 3, 0.25]
    assert rows.at[("design", "horizontal", "core"), "trust"] == pytest.approx(7 / 8)
    assert rows.at[("design", "vertical", "core"), "trust"] == 0
    assert rows.at[("Supply", "vertical", "peripheral"), "ties"] == 1


def test_the_ladder_goes_from_little_trust_to_much() -> None:
    rungs = found().table("topics_ladder")
    # Supply 0; delivery 1/4; tests 7/12 = 0.58; design (1 + 3/4 + 0) / 3 = 0.58.
    assert rungs["topic"].tolist()[:2] == ["Supply", "delivery"]
    assert rungs.set_index("topic")["trust"]["design"] == pytest.approx(7 / 12)
    assert rungs.set_index("topic")["step"].to_dict() == {
        "Supply": False, "delivery": True, "tests": True, "design": False,
    }  # fmt: skip
    assert rungs.set_index("topic")["low"].to_dict() == {
        "Supply": 1, "delivery": 2, "tests": 0, "design": 1,
    }  # fmt: skip


def test_pairs_with_low_trust_get_the_lowest_step_they_do_not_share() -> None:
    steps = found().table("topics_next").assign(pair=lambda t: t["one"] + t["other"])
    # Low: b g (0), d g (0), d h (0), a g (1/4); c g has 1/2.
    assert steps["pair"].tolist() == ["bg", "dg", "dh", "ag"]
    by = steps.set_index("pair")
    # b and g share delivery already: tests; d and g, and d and h, begin with delivery.
    assert by["next"].to_dict() == {"bg": "tests", "dg": "delivery", "dh": "delivery",
                                    "ag": "tests"}  # fmt: skip
    assert by.at["dg", "on_core"] and not by.at["bg", "on_core"]
    assert by.at["dh", "why"] == "peripheral; others share it at a mean trust of 25 %"


def test_a_topic_seen_in_another_orientation_only_is_not_suggested() -> None:
    ties = [*TIES, tie("cd", 1, "hiring", "joint")]
    by = found(ties).table("topics_next").set_index("one")
    assert by["next"].isna()["c"]
    assert by.at["c", "why"] == "no peripheral topic is left to try"


def test_sentences() -> None:
    said = [one.sentence for one in found().findings]
    # Core: 1, 3/4, 0; peripheral: 1/4 0 1/2 1/2 1/2 3/4: 2.5 / 6. The bare supply is no work.
    assert said == [
        "Work on core competences has a mean trust of 58 % of the scale, peripheral work 42 % "
        "(3 and 6 ties).",
        "4 pairs of firms trust each other little and could first try a peripheral topic: "
        "delivery (2); tests (2).",
    ]
    assert len(found(low_trust=0.2).table("topics_next")) == 3


def test_gaps_name_what_was_not_asked() -> None:
    bare = [{k: v for k, v in row.items() if k not in ("topic", "trust")} for row in TIES]
    what = [gap.what for gap in found(bare, core={}).gaps]
    assert len(what) == 3
    assert "relation only" in what[0] and "trust" in what[1] and "core" in what[2]
    assert not found(bare).findings
    assert found([]).gaps[0].what == "There is no tie to tell topics of."


def test_trust_told_by_some_is_said() -> None:
    ties = [*TIES, tie("bc", None, "training")]
    assert found(ties).cautions == ("Trust is told of 10 of 11 ties.",)
