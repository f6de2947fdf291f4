"""Two waves of seven firms: who came, who left, which ties were made, kept and lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.diagnosis.test_contract import check_table, check_words, sentences
from tests.metrics.conftest import survey as base_survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.kind.wave_change import moves, tie_change, waves_of
from tiesnet.exports.tables import diagnosis_tables
from tiesnet.metrics import measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import Survey, read_survey

# e left after 2020, f and g came; d did not answer in 2024. X is outside, and in both waves.
THERE = {"2020": "abcdeX", "2024": "abcdfgX"}
TIES = {"2020": ["ab", "bc", "cd", "de", "aX"], "2024": ["ab", "bc", "ac", "af", "fg", "aX"]}
SILENT = {("d", "2024")}


def survey(ties: dict[str, list[str]] = TIES, there: dict[str, str] = THERE,
           silent: Sequence[tuple[str, str]] = tuple(SILENT)) -> Survey:  # fmt: skip
    ids = sorted({firm for firms in there.values() for firm in firms})
    actors = pd.DataFrame(
        {
            "name": [f"Firm {k}" for k in ids],
            "kind": "firm",
            "in_cluster": [k != "X" for k in ids],
            "respondent": "yes",
            "stage": None,
            "exports": [0.5 if k in "ab" else None for k in ids],
            "wave": ["; ".join(w for w, firms in there.items() if k in firms) for k in ids],
        },
        index=pd.Index(ids, name="id"),
    )
    relations = base_survey().relations.loc[["friends"]]
    rows = [(e[0], e[1], "friends", 1.0, e[0], w) for w, edges in ties.items() for e in edges]
    columns = ["source", "target", "relation", "strength", "reported_by", "wave"]
    states = []
    for wave, firms in there.items():
        for k in ids:
            asked = "silent" if (k, wave) in silent else "answered"
            states.append((k, "friends", wave, asked if k in firms and k != "X" else "not_asked"))
    return Survey(
        actors,
        pd.DataFrame(rows, columns=columns),
        relations,
        base_survey().stages,
        pd.DataFrame(states, columns=["actor", "relation", "wave", "state"]),
    )


def found(told: Survey, **options: float) -> Diagnosis:
    measures = measure(build_network(told), metrics=["degree"])
    return diagnose(measures, ["life_cycle"], {"life_cycle": options} if options else None)[
        "life_cycle"
    ]


def test_who_came_and_who_left() -> None:
    table = moves(waves_of(build_network(survey())))
    assert table[["firm", "move"]].to_numpy().tolist() == [
        ["f", "came"],
        ["g", "came"],
        ["e", "left"],
    ]
    row = found(survey()).table("life_firms").iloc[0]
    # Five firms of the cluster before; X is outside.
    assert row[["before", "came", "left", "after"]].tolist() == [5, 2, 1, 6]
    assert row[["entry", "exit"]].tolist() == pytest.approx([2 / 5, 1 / 5])
    assert row[["answers_before", "answers_after"]].tolist() == pytest.approx([1, 5 / 6])


def test_ties_are_compared_among_those_there_in_both() -> None:
    table = tie_change(waves_of(build_network(survey())))
    row = table[table["layer"] == "all"].iloc[0]
    # a, b, c, d: six pairs, those with the silent d known from the others. Before ab bc cd, after
    # ab bc ac; de, af and fg are of firms that came or left.
    counts = ["firms", "pairs", "before", "after", "created", "kept", "dissolved"]
    assert row[counts].tolist() == [4, 6, 3, 3, 1, 2, 1]
    assert row["jaccard"] == pytest.approx(2 / 4)
    assert list(table["layer"]) == ["all", "informal", "friends"]


def test_pairs_that_are_not_known_in_both_stay_out() -> None:
    table = tie_change(waves_of(build_network(survey(silent=[("d", "2024"), ("c", "2024")]))))
    row = table[table["layer"] == "all"].iloc[0]
    # Whether c and d are still tied nobody says: five pairs, and no tie is called dissolved.
    assert row[["pairs", "kept", "created", "dissolved"]].tolist() == [5, 2, 1, 0]


def test_indicators_and_the_stage() -> None:
    made = found(survey())
    table = made.table("life_cycle").set_index("indicator")["points_to"].to_dict()
    assert table == {
        "Entry of firms": "embryonic or growth",  # 40 %
        "Exit of firms": "decline",  # 20 %
        "Tied pairs": "maturity",  # three before and after
        "Renewal of ties": "embryonic or growth",  # one of three is new
        "Markets": "growth or maturity or decline",  # half is exported
    }
    # growth 3, the others 2 each: 3 of 5 is 60 %.
    said = [f.sentence for f in made.findings]
    assert said == [
        "Most of the evidence points to growth: 3 of 5 indicators with data.",
        "2 firms came and 1 left between wave 2020 and wave 2024: 5 firms before, 6 after.",
        "50 % of the pairs tied in either wave are tied in both: 2 kept, 1 created and 1 dissolved "
        "among the firms there in wave 2020 and in wave 2024.",
    ]
    assert "not a verdict" in made.findings[0].caution


def test_none_fits_is_an_answer() -> None:
    assert found(survey(), majority=0.7).findings[0].sentence == (
        "No stage of the life cycle fits well: of 5 indicators 2 point to an embryonic cluster, "
        "3 point to growth, 2 point to maturity, 2 point to decline."
    )
    few = found(survey(), fewest=6)
    assert all(f.key != "life_cycle" for f in few.findings)
    assert few.cautions == ("Only 5 indicators have data: no stage is named.",)


def test_decline() -> None:
    # Half of the firms leave, ties are lost and none is made.
    told = survey(
        {"2020": ["ab", "bc", "cd", "ac"], "2024": ["ab"]}, {"2020": "abcdef", "2024": "abc"}, ()
    )
    made = found(told)
    assert made.findings[0].sentence.startswith("Most of the evidence points to decline: 5 of 5")


def test_who_was_there_may_not_be_told() -> None:
    told = survey(there={"2020": "abcd", "2024": "abcd"},
                  ties={"2020": ["ab"], "2024": ["ab", "cd"]})  # fmt: skip
    made = found(replace(told, actors=told.actors.drop(columns=["wave", "exports"])))
    assert made.table("life_firms")["came"].isna().all()
    assert made.table("life_moves").empty
    asks = " ".join(gap.ask for gap in made.gaps)
    assert "a row for each wave" in asks and "exported" in asks
    # With a row per wave that nobody came is known.
    assert found(told).table("life_firms")["came"].tolist() == [0]


def test_one_wave_is_a_gap() -> None:
    for net in (build_network(base_survey()), network_from_edges(["ab"])):
        made = diagnose(measure(net, metrics=["degree"]), ["life_cycle"])["life_cycle"]
        assert not made.findings and not made.tables
        assert "two waves" in made.gaps[0].what


def test_few_answers_are_said() -> None:
    quiet = [(k, "2024") for k in "abc"]
    assert any("fewer than 70 %" in text for text in found(survey(silent=quiet)).cautions)


def test_the_planted_change_of_the_exporters_is_found(root: Path) -> None:
    folder = root / "surveys" / "sinos-like-exporters"
    planted = json.loads((folder / "answer-key.json").read_text("utf-8"))["waves"]
    waves = waves_of(build_network(read_survey(folder)))
    found = moves(waves).groupby("move")["firm"].agg(set)
    assert found["came"] == set(planted["entered"]) and found["left"] == set(planted["left"])
    supply = tie_change(waves).set_index("layer").loc["sells_to"]
    assert (
        supply[list(planted["supply_pairs_of_firms_in_both"])].to_dict()
        == (planted["supply_pairs_of_firms_in_both"])
    )


def test_its_words_and_tables_are_in_order() -> None:
    measures = measure(build_network(survey()), metrics=["degree"])
    made = diagnose(measures, ["life_cycle"])["life_cycle"]
    for one in made.tables:
        check_table(one.rows, [field.key for field in one.fields], measures)
    for said in sentences(made):
        check_words(said)
    titles = [table.title for table in diagnosis_tables(measures, "life_cycle")]
    assert "Who came and who left" in titles
    # A firm that left is no actor of the last wave, and is named all the same.
    assert set(made.table("life_moves")["firm"]) == {"Firm e", "Firm f", "Firm g"}
