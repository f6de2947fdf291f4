"""Returned forms with what goes wrong in the field: each is said, with file, sheet and cell."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tiesnet import Questionnaire, SurveyError, build_network, questionnaire, read_survey
from tiesnet.survey.questionnaire.book import FORM_SHEET, packed, unpacked
from tiesnet.survey.questionnaire.catalogue import DEFAULT_MODULES

FIRMS = pd.DataFrame({"id": ["A", "B", "C", "D"], "name": ["Acme", "Beta", "Gamma", "Delta"]})
Cells = dict[str, object]


@pytest.fixture(scope="module")
def form() -> Questionnaire:
    return questionnaire(FIRMS, [*DEFAULT_MODULES, "trust"], ["supply", "friendship"])


def put(form: Questionnaire, path: Path, cells: Cells) -> Path:
    """Fill in cells by their keys; a key that ends in @1 is the cell before the answer."""
    book = openpyxl.load_workbook(io.BytesIO(form.excel_bytes()))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for key, value in cells.items():
                name, _, column = key.partition("@")
                if row[0].value == name:
                    row[int(column or 2)].value = value
    book.save(path)
    return path


def rows(survey: object, code: str) -> list[tuple[str, str, int | None, str]]:
    problems = survey.problems[survey.problems["code"] == code]  # type: ignore[attr-defined]
    return [(r.file, r.sheet, r.row, r.column) for r in problems.itertuples()]


def test_empty_is_no_tie_only_when_the_list_was_gone_through(
    form: Questionnaire, tmp_path: Path
) -> None:
    put(form, tmp_path / "a.xlsx", {
        "q:firm": "Acme", "done:sells_to": "yes", "tie:sells_to:B": 2, "tie:buys_from:C": 1,
        "tie:buys_from:D": 0,
    })  # fmt: skip
    put(form, tmp_path / "b.xlsx", {
        "q:firm": "Beta", "tie:sells_to:A": 0, "tie:sells_to:C": 0, "tie:sells_to:D": 3,
    })  # fmt: skip
    survey = read_survey(tmp_path)
    state = survey.responses.set_index(["actor", "relation"])["state"]
    assert state["A", "sells_to"] == "answered"
    assert state["A", "buys_from"] == "partly"
    assert state["A", "friendship"] == "silent"
    assert state["B", "sells_to"] == "answered"  # every other firm has its cell filled
    assert (state["C"] == "silent").all()
    zero = survey.ties[survey.ties["strength"] == 0]
    assert set(zip(zero["source"], zero["target"], zero["relation"], strict=True)) == {
        ("A", "D", "buys_from"), ("B", "A", "sells_to"), ("B", "C", "sells_to"),
    }  # fmt: skip


def test_without_a_yes_no_firm_is_shown_by_name(form: Questionnaire, tmp_path: Path) -> None:
    ties: Cells = {"tie:sells_to:D": 2}
    put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", "q:named": "yes", **ties})
    put(form, tmp_path / "b.xlsx", {"q:firm": "Beta", **ties})
    shown = build_network(read_survey(tmp_path)).actors
    assert "Acme" in set(shown["name"])
    assert not set(shown["name"]) & {"Beta", "Gamma", "Delta"}


def test_a_single_returned_form_is_a_survey(form: Questionnaire, tmp_path: Path) -> None:
    path = put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", "tie:sells_to:B": 2})
    survey = read_survey(path)
    assert len(survey.ties) == 1 and len(survey.actors) == 4
    assert survey.errors == 0
    assert not set(survey.problems["code"]) & {"hidden_sheet", "merged_cells"}


def test_of_two_forms_of_one_firm_the_fuller_counts(form: Questionnaire, tmp_path: Path) -> None:
    put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", "tie:sells_to:B": 2, "tie:sells_to:C": 1})
    put(form, tmp_path / "b.xlsx", {"q:firm": "Acme", "tie:sells_to:D": 1})
    survey = read_survey(tmp_path)
    assert set(survey.ties["target"]) == {"B", "C"}
    assert rows(survey, "several_responses") == [("b.xlsx", "Your firm", 2, "C")]


def test_a_form_without_a_firm_or_with_a_strange_one(form: Questionnaire, tmp_path: Path) -> None:
    put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", "tie:sells_to:B": 2})
    put(form, tmp_path / "b.xlsx", {"tie:sells_to:B": 2})
    put(form, tmp_path / "c.xlsx", {"q:firm": "Omega", "tie:sells_to:B": 2})
    put(form, tmp_path / "d.xlsx", {})
    survey = read_survey(tmp_path)
    assert len(survey.ties) == 1
    assert [file for file, *_ in rows(survey, "missing_respondent")] == ["b.xlsx", "c.xlsx"]
    assert [file for file, *_ in rows(survey, "response_left_out")] == ["d.xlsx"]


def test_who_does_not_agree_is_not_read(form: Questionnaire, tmp_path: Path) -> None:
    put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", "tie:sells_to:B": 2, "q:agree": "no"})
    put(form, tmp_path / "b.xlsx", {"q:firm": "Beta", "tie:sells_to:C": 2, "q:agree": "yes"})
    survey = read_survey(tmp_path)
    assert list(survey.ties["source"]) == ["B"]
    assert [file for file, *_ in rows(survey, "response_left_out")] == ["a.xlsx"]
    assert survey.responses.set_index("actor")["state"]["A"].eq("silent").all()


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ({"tie:sells_to:B": 9}, "strength_outside_scale", ("Sells to", 10, "C")),
        ({"tie:sells_to:B": "often"}, "strength_not_number", ("Sells to", 10, "C")),
        ({"tie:sells_to:B": 1, "tie:sells_to:B@1": "Bravo"}, "name_typed_over",
         ("Sells to", 10, "B")),
        ({"tie:sells_to:A": 2}, "self_tie", ("Sells to", 9, "C")),
        ({"tie:sells_to:B": 1, "trust:B": 8}, "trust_outside_scale", ("Sells to", 10, "C")),
        ({"trust:C": 3}, "answer_not_used", ("Trust", 9, "C")),
        ({"item:same_goals": 7}, "invalid_value", ("Opinions", 6, "C")),
        ({"partner:0": "bank or fund"}, "answer_not_used", ("Other partners", 8, "B")),
        ({"partner:0@1": "Uni"}, "answer_not_used", ("Other partners", 8, "B")),
        ({"q:exports": "a lot"}, "not_a_number", None),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_cell_is_said_with_its_place(
    form: Questionnaire,
    tmp_path: Path,
    cells: Cells,
    code: str,
    place: tuple[str, int, str] | None,
) -> None:
    path = put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", **cells})
    found = rows(read_survey(path), code)
    assert len(found) == 1
    assert place is None or found == [("a.xlsx", *place)]


def other_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["id", "name"])
    book.save(path)


def other_form(path: Path) -> None:
    more = pd.DataFrame({"id": ["X", "Y", "Z"], "name": ["Xeno", "Ypsilon", "Zeta"]})
    put(questionnaire(more, relations=["supply"]), path, {"q:firm": "Xeno", "tie:sells_to:Y": 1})


def damaged_form(path: Path) -> None:
    book = openpyxl.load_workbook(path.parent / "a.xlsx")
    book[FORM_SHEET]["A1"].value = "tiesnet-form:1/1:AAAA"
    book.save(path)


def no_workbook(path: Path) -> None:
    path.write_bytes(b"no workbook at all")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (other_workbook, "other_questionnaire"),
        (other_form, "other_questionnaire"),
        (damaged_form, "other_questionnaire"),
        (no_workbook, "unreadable_file"),
    ],
)
def test_other_files_in_the_folder_are_said_and_left_out(
    form: Questionnaire, tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", "tie:sells_to:B": 2})
    put(form, tmp_path / "b.xlsx", {"q:firm": "Beta", "tie:sells_to:A": 2})
    make(tmp_path / "c.xlsx")
    survey = read_survey(tmp_path)
    assert [file for file, *_ in rows(survey, code)] == ["c.xlsx"]
    assert len(survey.ties) == 2 and len(survey.actors) == 4


def test_nothing_but_damaged_forms_is_one_error(form: Questionnaire, tmp_path: Path) -> None:
    put(form, tmp_path / "a.xlsx", {"q:firm": "Acme"})
    damaged_form(tmp_path / "c.xlsx")
    (tmp_path / "a.xlsx").unlink()
    with pytest.raises(SurveyError, match="None of the forms can be read"):
        read_survey(tmp_path)


def test_a_later_list_with_one_firm_more_was_not_asked_of_everybody(
    form: Questionnaire, tmp_path: Path
) -> None:
    more = pd.concat([FIRMS, pd.DataFrame({"id": ["E"], "name": ["Epsilon"]})])
    later = questionnaire(more, [*DEFAULT_MODULES, "trust"], ["supply", "friendship"])
    put(form, tmp_path / "a.xlsx", {"q:firm": "Acme", "done:sells_to": "yes", "tie:sells_to:B": 1})
    put(later, tmp_path / "b.xlsx", {"q:firm": "Beta", "done:sells_to": "yes"})
    put(later, tmp_path / "e.xlsx", {"q:firm": "Epsilon", "tie:sells_to:A": 2})
    survey = read_survey(tmp_path)
    state = survey.responses.set_index(["actor", "relation"])["state"]
    assert state["A", "sells_to"] == "partly" and state["B", "sells_to"] == "answered"
    own = survey.ties[(survey.ties["source"] == "A")].set_index("target")["strength"].to_dict()
    assert own == {"B": 1, "C": 0, "D": 0}  # nothing is said about E
    assert [file for file, *_ in rows(survey, "other_questionnaire")] == ["a.xlsx"]


def test_folders_of_forms_are_rounds(form: Questionnaire, tmp_path: Path) -> None:
    for year, strength in (("2024", 1), ("2026", 3)):
        (tmp_path / year).mkdir()
        put(form, tmp_path / year / "a.xlsx", {"q:firm": "Acme", "tie:sells_to:B": strength})
    survey = read_survey(tmp_path)
    assert dict(zip(survey.ties["wave"], survey.ties["strength"], strict=True)) == {
        "2024": 1.0, "2026": 3.0,
    }  # fmt: skip


def test_an_archive_of_forms_is_one_survey(form: Questionnaire, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    put(form, folder / "a.xlsx", {"q:firm": "Acme", "tie:sells_to:B": 2})
    put(form, folder / "b.xlsx", {"q:firm": "Beta", "tie:sells_to:C": 2})
    archive = shutil.make_archive(str(tmp_path / "mail"), "zip", folder)
    assert len(read_survey(archive).ties) == 2


def test_the_codebook_survives_and_damaged_ones_do_not(form: Questionnaire) -> None:
    parts = packed(form.design)
    again = unpacked(parts)
    assert again is not None and again.key == form.design.key
    assert unpacked([]) is None
    assert unpacked([parts[0][:-9]]) is None
    assert unpacked(["tiesnet-form:1/2:AAAA"]) is None


def test_a_codebook_of_many_firms_goes_into_several_cells() -> None:
    many = pd.DataFrame({"id": [f"F{k * 7919 % 100003}" for k in range(2000)]})
    many["name"] = [f"{k * 104729 % 1000003:x} {k * 15485863 % 32452843:x}" for k in range(2000)]
    design = questionnaire(many, ["ties"], ["supply"]).design
    parts = packed(design)
    assert len(parts) > 1 and max(map(len, parts)) < 32_767
    again = unpacked(reversed(parts))
    assert again is not None and again.key == design.key
