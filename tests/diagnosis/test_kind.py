"""Type of cluster and collective efficiency: small clusters whose answer can be seen."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

_RELATION = {
    "directed": True, "flow": "with_arrow", "orientation": None, "inverse_of": None,
    "scale_min": 1.0, "scale_max": 5.0, "trust_min": 1.0, "trust_max": 5.0, "core": None,
    "question": "", "combine": "union",
}  # fmt: skip
_RELATIONS = [
    {"id": "supply", "label": "Supply", "formality": "formal", "content": "trade"},
    {"id": "projects", "label": "Projects", "formality": "formal", "content": "cooperation",
     "directed": False, "flow": "both"},
    {"id": "advice", "label": "Advice", "formality": "informal", "content": "knowledge",
     "flow": "against_arrow", "combine": "source"},
]  # fmt: skip


def told(
    ties: list[tuple[Any, ...]],
    silent: str = "",
    asked: str = "supply projects advice",
    **columns: Any,
) -> dict[str, Diagnosis]:
    """Diagnose eight firms a to h and x outside; ties are (source, target, relation, trust)."""
    ids = pd.Index([*"abcdefgh", "x"], name="id")
    actors = pd.DataFrame({"name": [k.upper() for k in ids], "kind": "firm"}, index=ids)
    actors["in_cluster"] = actors.index != "x"
    actors["respondent"] = ["no" if k in silent else "yes" for k in ids]
    actors["stage"] = columns.pop("stage", None)
    for name, values in columns.items():
        actors[name] = values
    relations = pd.DataFrame([_RELATION | row for row in _RELATIONS]).set_index("id")
    relations = relations.loc[asked.split()]
    table = pd.DataFrame(ties, columns=["source", "target", "relation", "trust"])
    table = table.assign(strength=1.0, wave=None, reported_by=table["source"])
    states = [
        (k, r, None, "not_asked" if k == "x" else "silent" if k in silent else "answered")
        for k in ids
        for r in relations.index
    ]
    stages = pd.DataFrame(
        {"order": [1, 2, 3], "label": ["S", "T", "U"]}, index=pd.Index(list("stu"), name="id")
    )
    responses = pd.DataFrame(states, columns=["actor", "relation", "wave", "state"])
    measures = measure(build_network(Survey(actors, table, relations, stages, responses)))
    return diagnose(measures, ["cluster_type", "collective_efficiency"])


POOR = {
    "size": [3, 5, 2, 8, 12, 4, 6, 3, 900],
    "registered": [False] * 6 + [True] * 3,
    "exports": [0.0] * 8 + [0.9],
    "stage": [*"ssssstts", "u"],
}
PLANTS = {
    # d and e are foreign plants: 1,700 of 1,760 employees; firms inside export 60 % on average.
    "size": [10, 10, 10, 800, 900, 10, 10, 10, 5],
    "registered": [True] * 9,
    "exports": [0.5, 0.5, 0.5, 1.0, 1.0, 0.5, 0.5, 0.3, 0.0],
    "foreign_owned": [0.0, 0.0, 0.0, 1.0, 0.9, 0.0, 0.0, 0.1, 1.0],
    "stage": [*"sstttuus", "s"],
}


def indicators(found: Diagnosis) -> dict[str, str]:
    rows = found.table("cluster_type")
    return dict(zip(rows["indicator"], rows["points_to"], strict=True))


def test_a_survival_cluster() -> None:
    found = told([("a", "b", "advice", 1.0), ("c", "d", "projects", 2.0)], **POOR)["cluster_type"]
    said = indicators(found)
    assert said["Size of the firms"] == "survival"  # 8 of 8 inside under 50; x does not count
    assert said["Registered firms"] == "survival"  # 2 of 8 inside
    assert said["Stages of the chain inside"] == "survival"  # s and t
    assert said["Firms in joint action"] == "survival or mass production"  # c and d of eight
    assert said["Trust between partners"] == "survival or mass production"  # (0 + 0.25) / 2
    assert said["Exports"] == "survival or mass production"
    assert found.findings[0].claim.startswith("Most of the evidence points to a survival cluster")
    assert "6 of 6" in found.findings[0].sentence
    assert [gap.what for gap in found.gaps] == [
        "Foreign ownership: not known.",
        "Local suppliers of foreign firms: not known.",
    ]


def test_a_cluster_of_transnational_corporations() -> None:
    ties = [("x", "d", "supply", 5.0), ("x", "e", "supply", 5.0), ("a", "d", "supply", 5.0)]
    found = told(ties, **PLANTS)["cluster_type"]
    said = indicators(found)
    assert said["Size of the firms"] == "mass production"  # small ones beside two large
    assert said["Exports"] == "transnational"  # (6 x 0.5 - 0.2 + 2) / 8 = 0.6
    assert said["Foreign ownership"] == "transnational"  # 1,700 of 1,760
    assert said["Local suppliers of foreign firms"] == "transnational"  # 1 of 3 is local
    assert said["Trust between partners"] == "none of the three"  # (5 - 1) / 4 = 1
    # Registered and stages point there too: 5 of 8; mass production has size, registered,
    # stages, joint action: 4 of 8.
    assert "transnational corporations: 5 of 8" in found.findings[0].sentence
    # Without registration and exports abroad: mass production has 4 of 7, under 0.6.
    other = {"exports": [0.1] * 9, "registered": [None] * 9}
    loose = told(ties, **PLANTS | other)["cluster_type"]
    assert loose.findings[0].claim == "No type of the three fits well"


def test_too_little_data_names_no_type() -> None:
    found = told([("a", "b", "advice", None)])["cluster_type"]
    assert found.findings == ()
    assert "no type is named" in found.cautions[0]
    assert len(found.gaps) == 7  # joint action alone was asked


def test_collective_efficiency_counts_both_sides() -> None:
    ties = [
        ("a", "b", "supply", None),
        ("x", "a", "supply", None),
        ("a", "b", "projects", None),
        ("c", "d", "projects", None),
        ("e", "f", "advice", None),
        ("a", "h", "projects", None),  # h did not answer
    ]
    stage = [*"sttssuus", "u"]
    found = told(ties, silent="h", stage=stage, sector="shoes")["collective_efficiency"]
    rows = found.table("collective_efficiency").set_index("indicator")
    assert rows.at["Firms of the main sector", "value"] == "8 of 8 firms in shoes"
    assert rows.at["Supplies from inside", "share"] == 0.5  # a to b, not x to a
    assert rows.at["Firms in joint action", "value"] == "3 pairs"
    assert rows.at["Firms in joint action", "share"] == pytest.approx(4 / 7)  # a b c d of seven
    assert rows.at["In vertical joint action", "value"] == "2 pairs"  # a-b, c-d; a-h share s
    assert rows.at["Firms that talk with each other", "share"] == pytest.approx(2 / 7)
    assert found.findings[0].sentence == (
        "4 of 7 firms that answered work together on purpose with another firm; "
        "57 % trade or talk with others."
    )


def test_what_was_not_asked_is_asked_for() -> None:
    found = told([("a", "b", "advice", None)], asked="advice")["collective_efficiency"]
    assert found.findings == ()
    assert [gap.ask[:3] for gap in found.gaps] == ["Ask", "Ask"]
    assert "joint action" not in set(found.table("collective_efficiency")["side"])


def test_one_sector_in_several_spellings() -> None:
    sector = ["Shoes", "shoes ", "SHOES", "glue", "glue", None, None, None, "shoes"]
    found = told([("a", "b", "projects", 1)], sector=sector)
    table = found["collective_efficiency"].table("collective_efficiency").set_index("indicator")
    assert table.at["Firms of the main sector", "value"] == "3 of 5 firms in SHOES"
    assert table.at["Firms of the main sector", "share"] == pytest.approx(3 / 5)


def test_one_firm_that_works_with_a_silent_one() -> None:
    found = told([("a", "b", "projects", 1)], silent="b")["collective_efficiency"]
    assert found.findings[0].claim == "1 of 7 firms that answered works together on purpose"


def test_every_stage_of_a_firm_counts() -> None:
    stage = ["s", "s;t", "t;u", None, None, None, None, None, "s"]
    rows = indicators(told([], stage=stage)["cluster_type"])
    assert rows["Stages of the chain inside"] == "mass production or transnational"


def test_suppliers_of_unknown_owners_are_not_called_foreign() -> None:
    owned = [1.0, 0.0, None, None, None, None, None, None, None]
    ties = [("b", "a", "supply", 1), ("c", "a", "supply", 1), ("x", "a", "supply", 1)]
    table = told(ties, foreign_owned=owned)["cluster_type"].table("cluster_type")
    row = table.set_index("indicator").loc["Local suppliers of foreign firms"]
    # b is local, x outside; of c nobody knows.
    assert row["value"] == "50 % of 2 supply ties to foreign firms"


def test_nobody_is_said_to_have_answered_where_the_survey_does_not_tell(root: object) -> None:
    net = build_network(read_survey(f"{root}/surveys/florentine-families"))
    names = ["collective_efficiency", "joint_action", "actions", "openness", "cognitive_roles"]
    for found in diagnose(measure(net), names).values():
        said = " ".join(one.sentence for one in found.findings)
        assert "that answered" not in said
        for one in found.tables:
            assert (
                not one.rows.astype("str")
                .apply(lambda c: c.str.contains("that answered"))
                .any(axis=None)
            ), one.key
