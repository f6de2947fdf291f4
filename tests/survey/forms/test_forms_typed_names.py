"""A form in which firms type their own names, beside a list with every firm in a column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tiesnet.survey import Survey, read_survey
from tiesnet.survey.vocabulary import meaning_of

FIRMS = (
    "Curtidos Sol S.L.",
    "Hormas Vega, S.A.",
    "Calzados Ñandú",
    "Suelas (Elda)",
    "Tacones & Cía",
    "Pieles Norte",
)
SELLS = "¿A qué empresas vende? [{}]"
ADVICE = "¿A quién pide consejo? [{}]"


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    heads = ["Marca temporal", "Nombre de su empresa"]
    heads += [question.format(firm) for question in (SELLS, ADVICE) for firm in FIRMS]
    rows = [
        ["Curtidos Sol SL", "", "Sí", "No", "Sí", "No", "No", *"031002"],
        ["HORMAS VEGA SA", "No", "", "Sí", "No", "No", "No", *"200010"],
        ["Calzados Nandu", *["No"] * 6, *"000000"],
        ["Tacones y Compañía", *[""] * 12],
    ]
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *(["2026/03/01 10:00", *row] for row in rows)])
    return read_survey(path)


def ties(survey: Survey, relation: str) -> set[tuple[str, str]]:
    rows = survey.ties[(survey.ties["relation"] == relation) & (survey.ties["strength"] != 0)]
    return set(zip(rows["source"], rows["target"], strict=True))


def test_typed_names_are_the_firms_of_the_list(survey: Survey) -> None:
    assert set(survey.actors.index) == set(FIRMS)
    assert (survey.assumptions["code"] == "merged_name").sum() == 4
    sells, advice = survey.relations.index
    assert ties(survey, sells) == {
        ("Curtidos Sol S.L.", "Hormas Vega, S.A."),
        ("Curtidos Sol S.L.", "Suelas (Elda)"),
        ("Hormas Vega, S.A.", "Calzados Ñandú"),
    }
    assert len(ties(survey, advice)) == 5


def test_the_questions_mean_what_they_say(survey: Survey) -> None:
    sells, advice = (survey.relations.loc[name] for name in survey.relations.index)
    assert (sells["formality"], sells["content"], sells["flow"]) == (
        "formal",
        "trade",
        "with_arrow",
    )
    assert (advice["formality"], advice["flow"]) == ("informal", "against_arrow")
    assert "error" not in set(survey.problems["severity"])


def test_an_empty_response_is_no_answer(survey: Survey) -> None:
    answered = survey.actors["respondent"].to_dict()
    assert answered["Calzados Ñandú"] == "yes"
    assert answered["Tacones & Cía"] == answered["Pieles Norte"] == "no"


@pytest.mark.parametrize(
    ("question", "flow"),
    [
        ("Which firms supply you?", "against_arrow"),
        ("Which firms do you supply?", "with_arrow"),
        ("¿Qué empresas le venden a usted?", "against_arrow"),
        ("¿A qué empresas vende?", "with_arrow"),
        ("Quali imprese vi forniscono?", "against_arrow"),
        ("Quais empresas fornecem a você?", "against_arrow"),
        ("Which firms ask you for advice?", "with_arrow"),
        ("Which firms do you ask for advice?", "against_arrow"),
    ],
)
def test_who_is_asked_turns_the_arrow(question: str, flow: str) -> None:
    found = meaning_of(question)
    assert found is not None
    assert found[0].flow == flow
