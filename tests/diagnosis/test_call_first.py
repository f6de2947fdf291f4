"""What a missing answer could change, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.diagnosis.quality_survey import measures_in, survey_in

from tiesnet.diagnosis import Mention, diagnose
from tiesnet.diagnosis.survey_quality.missing_answers import missing_answers
from tiesnet.metrics import measure
from tiesnet.network import build_network

COUNTS = ["named_by", "to_confirm", "unclear", "open", "joins", "pairs"]


def test_numbers_of_the_silent(tmp_path: Path) -> None:
    net = build_network(survey_in(tmp_path / "s"))
    rows = missing_answers(net).set_index("actor")
    assert rows["answered"].to_dict() == {"E": "silent", "D": "partly"}
    # E: A and B name it in joint work, which it was asked too. F has no tie; E may name it in
    # advice, where its own word counts. Pairs: D-E and E-D in trade (neither answered), in joint
    # work none (all others answered), and its advice to A, B, C, D, F.
    assert rows.loc["E", COUNTS].tolist() == [2, 2, 0, 1, 0, 7]
    # D: A says it sells to D. It answered joint work; trade with E, and its advice to five.
    assert rows.loc["D", COUNTS].tolist() == [1, 1, 0, 1, 0, 7]


def test_the_sentence_and_the_table(tmp_path: Path) -> None:
    found = diagnose(measures_in(tmp_path / "s"), ["call_first"])["call_first"]
    [said] = found.findings
    assert said.sentence == (
        "Call first the one whose answer could change most: E (the answer could change the "
        "standing of 1 firm, confirm or deny 2 reported ties and tell of 7 pairs nobody has told "
        "of); then D."
    )
    assert [part.id for part in said.rest if isinstance(part, Mention)] == ["E", "D"]
    shown = found.table("call_first")
    assert "joins" not in shown and "unclear" not in shown, "nothing for everybody"
    names = found.table("call_first_namers").set_index("actor")["whom"].to_dict()
    assert names == {"E": "A; B", "D": "A; B"} or names == {"E": "A; B", "D": "A"}


RELATION = (
    "id,label,formality,content,directed,flow,combine\n"
    "joint,Joint work,formal,cooperation,no,both,confirmed\n"
)
PAIRS = "source,target,relation,reported_by\n"


def both(*pairs: str) -> str:
    """Report pairs from both ends."""
    return "".join(f"{p[0]},{p[1]},joint,{end}\n" for p in pairs for end in p)


def test_ties_that_wait_for_a_word(tmp_path: Path) -> None:
    # A, B, C are one group. E is silent; A and D say they work with E. D has no other tie.
    ties = PAIRS + both("AB", "BC", "AC") + "A,E,joint,A\nD,E,joint,D\n"
    states = "actor,relation,state\n" + "".join(f"{a},,answered\n" for a in "ABCDF") + "E,,silent\n"
    net = build_network(survey_in(tmp_path / "s", ties=ties, relations=RELATION, responses=states))
    [row] = missing_answers(net).to_dict("records")
    # Both ties wait for E: D is unclear because of it, not A, who is connected anyway. F answered
    # and named nobody: by both ends' word E cannot tie it. Confirming joins D and the three to E.
    # Pairs: of E with the five others.
    assert [row[name] for name in COUNTS] == [2, 2, 1, 0, 2, 5]


def test_a_group_apart_with_silence_on_both_sides(tmp_path: Path) -> None:
    # A, B, C and D, F are two groups; C and F are silent, so that the two may be one.
    relation = RELATION.replace("confirmed", "union")
    ties = PAIRS + both("AB") + "A,C,joint,A\nB,C,joint,B\nD,F,joint,D\n"
    states = "actor,relation,state\n" + "".join(
        f"{a},,{'silent' if a in 'CF' else 'answered'}\n" for a in "ABCDEF"
    )
    net = build_network(survey_in(tmp_path / "s", ties=ties, relations=relation, responses=states))
    rows = missing_answers(net).set_index("actor")
    # D is unclear for both. E answered and is alone; either end's word would tie it.
    assert rows["unclear"].to_dict() == {"C": 1, "F": 1}
    assert rows["open"].tolist() == [1, 1]
    assert rows["pairs"].tolist() == [1, 1], "only C-F, which neither has told of"


def test_a_sample_calls_nobody_disconnected(tmp_path: Path) -> None:
    made = measures_in(tmp_path / "s", survey="design,title\nsample,S\n")
    rows = diagnose(made, ["call_first"])["call_first"].table("call_first")
    assert "open" not in rows and "unclear" not in rows
    assert rows["to_confirm"].tolist() == [2, 1]


def test_pairs_are_those_that_become_known(tmp_path: Path) -> None:
    """Count the known pairs again with the answer filled in."""
    net = build_network(survey_in(tmp_path / "s")).inside()
    rows = missing_answers(net).set_index("actor")
    told = net.respondents
    everybody = np.arange(len(net.actors))
    for actor, expected in rows["pairs"].items():
        found = 0
        for name in told.questions.index:
            before = told.questions_only([name])
            after = told.questions_only([name])
            after.answered[name] = before.answered[name].where(
                before.answered.index != actor, before.asked[name]
            )
            ways = [
                one.known(everybody[:, None], everybody[None, :])
                & ~np.eye(len(everybody), dtype=bool)
                for one in (after, before)
            ]
            new = ways[0] & ~ways[1]
            found += int(new.sum()) if net.layers.at[name, "directed"] else int(new.sum()) // 2
        assert found == expected


@pytest.mark.parametrize("view", ["formal", "sells"])
def test_a_view_is_asked_about_the_whole_survey(tmp_path: Path, view: str) -> None:
    net = build_network(survey_in(tmp_path / "s"))
    whole, part = (
        diagnose(made, ["call_first"])["call_first"].table("call_first")
        for made in (
            measure(net, metrics=["answered"]),
            measure(net.layer(view), metrics=["degree"]),
        )
    )
    assert part["actor"].tolist() == whole["actor"].tolist()
    assert part["pairs"].tolist() == whole["pairs"].tolist()


def test_everybody_answered(tmp_path: Path) -> None:
    states = "actor,relation,state\n" + "".join(f"{a},,answered\n" for a in "ABCDEF")
    found = diagnose(measures_in(tmp_path / "s", responses=states), ["call_first"])["call_first"]
    assert not found.findings and found.table("call_first").empty
