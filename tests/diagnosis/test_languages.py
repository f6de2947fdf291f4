"""What diagnoses say is asked for in the language being written in, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.language.pseudo import marking, unmarked

from tiesnet.diagnosis import Finding, Mention, count, diagnose, findings, mentions, number, percent
from tiesnet.inference import holm, p_said
from tiesnet.language import in_language
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

SURVEY = Path(__file__).resolve().parents[2] / "surveys" / "footwear-valley"
OURS = ("way_in", "introductions", "best_introductions", "loss", "chain_shape", "coopetition",
        "joint_action", "stage_test", "capital")  # fmt: skip
FEW = {name: {"replications": 99} for name in ("chain_shape", "stage_test", "capital")}


@pytest.fixture(scope="module")
def measures() -> Measures:
    return measure(build_network(read_survey(SURVEY)))


def test_numbers_shares_and_lists_follow_the_language() -> None:
    people = [Mention("a", "Ana"), Mention("i", "Inés")]
    assert (number(1234.5), percent(0.004), p_said(0.0004)) == ("1,234", "0.4 %", "p < 0.001")
    with in_language("pt"):
        assert (number(1234.5), number(2.25)) == ("1.234", "2,2")
        assert (percent(0.42), percent(0.004), p_said(0.0321)) == ("42%", "0,4%", "p = 0,032")
        assert count(1200, "no such noun", "no such nouns") == "1.200 no such nouns"
    with in_language("es"):
        assert mentions(people) == (people[0], " e ", people[1])
    assert holm([0.01, 0.04]).tolist() == [0.02, 0.04]


def _outside(text: str, measures: Measures) -> str:
    """Give the letters that nobody asked a language for and that are no names of the survey."""
    survey = measures.net.origin.survey
    assert survey is not None
    names = [*measures.net.actors["name"], *survey.stages["label"], *survey.relations["label"]]
    left = unmarked(text)
    for name in sorted(map(str, names), key=len, reverse=True):
        left = left.replace(name, "")
    return re.sub(r"\b(y|e|p)\b|[\W\d_]", "", left)  # two links of a list, and p


def _texts(found: Finding) -> list[str]:
    return [found.claim, found.sentence, found.caution]


def test_no_sentence_is_written_in_one_language_only(
    measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> None:
    with marking(monkeypatch):
        said = [text for found in findings(measures) for text in _texts(found)]
        for diagnosis in diagnose(measures, OURS, FEW).values():
            said += [text for found in diagnosis.findings for text in _texts(found)]
            said += [text for gap in diagnosis.gaps for text in (gap.what, gap.ask)]
            said += diagnosis.cautions
            said += [text for table in diagnosis.tables for text in (table.title, table.reading)]
    assert len([text for text in said if text]) > 60
    assert [text for text in said if _outside(text, measures)] == []
