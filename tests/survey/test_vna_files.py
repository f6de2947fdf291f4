"""Small VNA files."""

from __future__ import annotations

import pytest
from tests.survey.fuzz import fuzz
from tests.survey.seen import said, ties

from tiesnet.errors import SurveyError

NODES = '*Node data\nID name size motto\na "Acme, S.A." 10 ""\nb Beta "" "two words"\n'


def test_vna_with_several_relations(read) -> None:
    text = NODES + "*Node properties\nID x y color shape size\na 1 2 255 1 10\nb 3 4 255 1 10\n"
    text += (
        "*Tie data\nfrom to advice deal kind\na b 3 0 old\nb a 0 1 new\nb c 1 1 old\nc b 0 1 old\n"
    )
    survey = read(text, "n.txt")
    assert list(survey.actors["name"]) == ["Acme, S.A.", "Beta", "c"]
    assert (
        survey.actors["size"].tolist()[:1] == [10] and survey.actors["motto"].iloc[1] == "two words"
    )
    assert ties(survey) == {
        *(("Acme, S.A.", "Beta", "advice", 3), ("Beta", "c", "advice", 1)),
        *(("Beta", "Acme, S.A.", "deal", 1), ("Beta", "c", "deal", 1), ("c", "Beta", "deal", 1)),
    }
    assert survey.ties["tie kind"].tolist()[0] == "old"


def test_vna_ties_that_stand_both_ways_have_no_arrows(read) -> None:
    survey = read("*Tie data\nfrom to strength\na b 2\nb a 2\nb c 1\nc b 1\n", "n.vna")
    assert ties(survey) == {("a", "b", "tie", 2), ("b", "c", "tie", 1)}
    assert not survey.relations["directed"].any() and said(survey, "symmetric_ties")


def test_vna_is_known_by_its_content(read) -> None:
    for name in ("n.dat", "n.txt", "n"):
        assert len(read("\n*Tie data\nfrom to\na b\n", name).ties) == 1


def test_vna_without_values_and_with_a_zero(read) -> None:
    assert ties(read("*Tie data\nfrom to\na b\n", "n.vna")) == {("a", "b", "tie", -1)}
    survey = read("*Tie data\nfrom to strength\na b 0\nb c 1\n", "n.vna")
    assert ("a", "b", "tie", 0) in ties(survey) and said(survey, "zero_values")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (NODES + "*Tie data\nfrom to strength\na b\n", "2 values, its header in line 6"),
        ("*Node properties\nID x\na 1\n", "needs a section"),
        ("*Tie data\nfrom\na\n", "too few columns"),
        (NODES + "*node data\nID\n", "stands twice"),
    ],
)
def test_broken_vna_is_refused(read, text, word) -> None:
    with pytest.raises(SurveyError) as error:
        read(text, "n.vna")
    assert word in error.value.problem


VNA = (NODES + "*Tie data\nfrom to advice deal kind\na b 3 0 old\nb a 0 1 new\nb c 1 1 x\n",)


def test_broken_files_give_a_survey_or_one_clear_error() -> None:
    result = fuzz([text.encode() for text in VNA], ".vna", runs=60, seed=5)
    assert not result.failures, result.failures[0]
    assert result.read and result.refused
