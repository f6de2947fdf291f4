"""A mapping file says what columns mean; what is wrong in it is said all at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tiesnet.errors import SurveyError
from tiesnet.survey import Survey, read_survey
from tiesnet.survey.mapping import draft_mapping

Mapped = Callable[..., Survey]


@pytest.fixture
def mapped(tmp_path: Path) -> Mapped:
    """Write tables and a mapping file, and read them."""

    def read(mapping: str, **tables: str) -> Survey:
        folder = tmp_path / "export"
        folder.mkdir()
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text.strip() + "\n", encoding="utf-8")
        path = tmp_path / "mapping.toml"
        path.write_text(mapping, encoding="utf-8")
        files = list(folder.iterdir())
        return read_survey(files[0] if len(files) == 1 else folder, mapping=path)

    return read


def ties(survey: Survey) -> set[tuple[str, str, str, float | None]]:
    rows = survey.ties[["source", "target", "relation", "strength"]].itertuples(index=False)
    return {(s, t, r, None if value != value else value) for s, t, r, value in rows}


FORM = """
case,q1,q2_a,q2_b,q2_c,q3_a,q3_b,q3_c,q4,q5,q6,q7,mail
A1,12,,Often,Never,,5,,4,1,Acme & Co;Fair,x,a@b.c
B1,7,Sometimes,,99,3,,,2,0,,y,b@b.c
"""
MAPPING = """
title = "A study"
design = "census"
respondent = "case"
missing = ["99"]
private = ["mail"]
ignore = ["q7"]

[firms]
A1 = "Acme"
B1 = "Beta"

[attributes]
size = "q1"
"own name" = "q7"

[[relations]]
id = "advice"
label = "Asks for advice"
formality = "informal"
content = "knowledge"
directed = true
flow = "against_arrow"
columns = { Acme = "q2_a", Beta = "q2_b", Gamma = "q2_c" }
trust = { Acme = "q3_a", Beta = "q3_b" }
values = { Never = 0, Sometimes = 1, Often = 2 }

[[items]]
scale = "shared vision"
columns = { "We agree" = "q4" }
reversed = ["We agree"]

[[affiliations]]
columns = { Guild = "q5" }
type = "association"

[[affiliations]]
many = ["q6"]
separator = ";"
"""


def test_a_mapping_gives_every_role(mapped: Mapped) -> None:
    survey = mapped(MAPPING, answers=FORM)
    assert ties(survey) == {("Acme", "Beta", "advice", 2), ("Beta", "Acme", "advice", 1)}
    assert dict(zip(survey.ties["source"], survey.ties["trust"], strict=True)) == {
        "Acme": 5,
        "Beta": 3,
    }
    states = dict(zip(survey.responses["actor"], survey.responses["state"], strict=True))
    assert states == {"Acme": "answered", "Beta": "partly", "Gamma": "silent"}
    assert survey.actors.loc["Beta", "size"] == 7
    assert survey.actors.loc["Beta", "own name"] == "y"
    relation = survey.relations.loc["advice"]
    assert (relation["scale_min"], relation["scale_max"]) == (1, 2)
    assert relation["flow"] == "against_arrow"
    assert set(zip(survey.items["actor"], survey.items["answer"], strict=True)) == {
        ("Acme", 4),
        ("Beta", 2),
    }
    assert survey.items["reversed"].all()
    assert set(survey.affiliations["organisation"]) == {"Guild", "Acme & Co", "Fair"}
    assert survey.info["title"] == "A study"
    assert "a@b.c" not in str(survey.problems.to_dict()) + str(survey.actors.to_dict())


def test_partners_named_one_by_one_and_in_one_cell(mapped: Mapped) -> None:
    survey = mapped(
        """
        respondent = "f"
        [[relations]]
        id = "supply"
        names = "p{n}"
        strength = "s{n}"
        details = { town = ["t_one", "t_two"] }
        [[relations]]
        id = "friendship"
        many = "all"
        separator = "+"
        """,
        answers="f,p3,p4,s4,s3,t_one,t_two,all\nA,B,C,3,2,x,y,B+C\nB,A,,,1,z,,\nC,,,,,,,A\n",
    )
    assert ties(survey) == {
        ("A", "B", "supply", 2),
        ("A", "C", "supply", 3),
        ("B", "A", "supply", 1),
        ("A", "B", "friendship", None),
        ("A", "C", "friendship", None),
        ("C", "A", "friendship", None),
    }
    supply = survey.ties[survey.ties["relation"] == "supply"]
    assert dict(zip(supply["source"] + supply["target"], supply["town"], strict=True)) == {
        "AB": "x",
        "AC": "y",
        "BA": "z",
    }


def test_long_tables_with_odd_headers_and_a_list_of_firms(mapped: Mapped) -> None:
    survey = mapped(
        """
        [firms]
        "1" = "Acme"
        [[tables]]
        sheet = "pairs"
        source = "quien"
        target = "a quien"
        relation = "que"
        strength = "cuanto"
        [[tables.relations]]
        id = "advice"
        option = "C"
        [[tables]]
        sheet = "padron"
        firm = "codigo"
        name = "empresa"
        attributes = { size = "n" }
        """,
        pairs="quien,a quien,que,cuanto\n1,2,C,3\n2,1,C,0\n",
        padron="codigo,empresa,n\n1,Acme,10\n2,Beta,20\n",
    )
    assert ties(survey) == {("Acme", "Beta", "advice", 3), ("Beta", "Acme", "advice", 0)}
    assert survey.actors["size"].to_dict() == {"Acme": 10, "Beta": 20}


def test_names_that_are_unique_only_within_an_interview(mapped: Mapped) -> None:
    survey = mapped(
        'design = "ego"\nsource = "from"\ntarget = "to"\nwithin = "ego"\n',
        ties="ego,from,to\n1,a,b\n1,b,c\n2,a,b\n",
    )
    assert len(survey.ties) == 3 and set(survey.actors.index) == {
        "1/a",
        "1/b",
        "1/c",
        "2/a",
        "2/b",
    }
    assert survey.info["design"] == "ego"


def test_headers_further_down_and_columns_by_list(mapped: Mapped) -> None:
    survey = mapped(
        """
        header_row = 3
        respondent = "who"
        [[relations]]
        id = "advice"
        columns = ["Acme", "Beta"]
        blank = "unanswered"
        """,
        answers="A study of firms,,\nof 2026,,\nwho,Acme,Beta\nAcme,,1\nBeta,1,\nGamma,1,\n",
    )
    assert len(survey.ties) == 3
    states = survey.responses.set_index("actor")["state"].to_dict()
    assert states == {"Acme": "answered", "Beta": "answered", "Gamma": "partly"}


def test_what_is_wrong_in_a_sheet_is_said_with_a_mapping_too(mapped: Mapped) -> None:
    survey = mapped(
        'respondent = "f"\n[[relations]]\nid = "advice"\ncolumns = ["A", "B"]\n',
        answers="f,A,B\nA,,1\nB,1,,slipped\nC,1,\n",
    )
    wrong = survey.problems[survey.problems["code"] == "too_many_cells"]
    assert wrong["row"].tolist() == [3]
    assert len(survey.ties) == 2


def test_a_mapping_overrides_what_a_platform_says(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("Your firm,Advice [Acme],Advice [Beta]\nAcme,,1\nBeta,1,\n", encoding="utf-8")
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'respondent = "Your firm"\n[[relations]]\nid = "trade"\ncolumns = "Advice [{firm}]"\n',
        encoding="utf-8",
    )
    assert set(read_survey(path).ties["relation"]) == {"advice"}
    assert set(read_survey(path, mapping=mapping).ties["relation"]) == {"trade"}


WRONG = """
respondent = "Cass"
titel = "x"
missing = "99"

[attributes]
size = "employees"

[[relations]]
id = "advice"
formality = "informel"
columns = "advice_{frim}"
values = { Often = "much" }

[[relations]]
id = "advice"
blank = "maybe"
names = ["q1"]
many = "q2"
inverse_of = "advise"

[[relations]]
label = "no id"
columns = "q9"

[[items]]
scale = "s"
columns = ["q1"]
reversed = ["q3"]
"""


def test_all_that_is_wrong_is_said_at_once_with_its_line(mapped: Mapped) -> None:
    with pytest.raises(SurveyError) as caught:
        mapped(WRONG, answers="Case,q1,q2\nA,1,2\nB,2,1\n")
    problems = caught.value.problems
    assert {row["code"] for row in problems} == {"mapping_error"}
    assert {row["file"] for row in problems} == {"mapping.toml"}
    said = {row["row"]: row["problem"] for row in problems if row["row"]}
    assert "Did you mean 'Case'?" in said[2]
    assert "Did you mean 'title'?" in said[3]
    assert "must be a list of texts" in said[4]
    assert "no column 'employees'" in said[7]
    assert "Did you mean 'informal'?" in said[11]
    assert "{firm}" in said[12]
    assert "must stand for a number" in said[13]
    assert "must be 'no' (no tie) or 'unanswered'" in said[17]
    assert "Did you mean 'advice'?" in said[20]
    assert "has no id" in said[9]
    assert "no item of this scale" in said[29]
    text = " ".join(row["problem"] for row in problems)
    assert "described twice" in text and "one of 'columns', 'names' and 'many'" in text
    assert all(row["repair"] for row in problems)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("respondent = Case\n", "not written as TOML"),
        ("a = 1\na = 2\n", "not written as TOML"),
        ("sheet = 'other'\nrespondent = 'Case'\n", "no sheet or file 'other'"),
        ("title = 'x'\n", "not said which column holds the firm that answers"),
        ("target = 'q1'\n", "needs 'source'"),
    ],
)
def test_a_file_that_cannot_be_followed(mapped: Mapped, mapping: str, said: str) -> None:
    with pytest.raises(SurveyError) as caught:
        mapped(mapping, answers="Case,q1\nA,1\nB,2\n")
    assert any(said in row["problem"] for row in caught.value.problems)


def test_a_mapping_for_a_network_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "net.net").write_text('*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2 1\n')
    (tmp_path / "m.toml").write_text('source = "a"\ntarget = "b"\n')
    with pytest.raises(SurveyError, match="no table of columns"):
        read_survey(tmp_path / "net.net", mapping=tmp_path / "m.toml")


TABLES = {
    "roster": "Your firm,Advice [Acme],Advice [Beta],Sales [Acme],Sales [Beta],Employees\n"
    "Acme,,3,,1,10\nBeta,0,,1,,5\nZeta,2,1,0,1,3\n",
    "whole": "firm,Acme,Beta,Gamma,Delta,exports\nAcme,0,1,0,1,0.5\nBeta,1,0,1,0,0.2\n"
    "Gamma,1,1,0,0,1\n",
    "partners": "Empresa,Proveedor 1,Proveedor 2,Fuerza 1,Fuerza 2\n"
    "Acme,Beta,Zeta,3,2\nBeta,Gamma,,1,\nGamma,Acme,Beta,5,5\n",
    "cells": 'Company,Whom do you ask for advice?\n"Acme, S.A.",Beta; Gamma\n'
    'Beta,"Acme, S.A.; Zeta"\nGamma,Nobody\n',
    "odd": 'firm,"Advice ""x"" [Acme]","Advice ""x"" [Beta\\C]"\nAcme,,1\nBeta\\C,1,\n',
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_draft_reads_what_was_read_without_it(tmp_path: Path, name: str) -> None:
    path, mapping = tmp_path / "answers.csv", tmp_path / "m.toml"
    path.write_text(TABLES[name], encoding="utf-8")
    text = draft_mapping(path)
    assert text == draft_mapping(path)
    tomllib.loads(text)
    mapping.write_text(text, encoding="utf-8")
    plain, again = read_survey(path), read_survey(path, mapping=mapping)
    assert ties(plain) == ties(again) and ties(plain)
    assert plain.responses.equals(again.responses)
    assert plain.actors.equals(again.actors)
    assert plain.relations.equals(again.relations)


def test_a_draft_of_what_is_not_known_marks_what_to_check(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("case,q1,q2,e-mail\n1,x,4,a@b.c\n2,y,3,b@b.c\n1,z,2,c@b.c\n", encoding="utf-8")
    text = draft_mapping(path)
    tomllib.loads(text)
    assert text.count("# CHECK") == 2
    assert 'private = ["e-mail"]' in text and "a@b.c" not in text
    assert '"q1"    # such as x, y, z' in text


def test_pairs_under_odd_headers_are_drafted(tmp_path: Path) -> None:
    path, mapping = tmp_path / "pairs.csv", tmp_path / "m.toml"
    path.write_text("who,whom\nAcme,Beta\nBeta,Acme\nAcme,Gamma\nGamma,Beta\n", encoding="utf-8")
    mapping.write_text(draft_mapping(path), encoding="utf-8")
    survey = read_survey(path, mapping=mapping)
    assert ties(survey) == {
        ("Acme", "Beta", "tie", None),
        ("Beta", "Acme", "tie", None),
        ("Acme", "Gamma", "tie", None),
        ("Gamma", "Beta", "tie", None),
    }
