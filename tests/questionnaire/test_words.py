"""The wording: complete in every language, each scale and choice told apart, forms well made."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from tests.questionnaire.fieldwork import MODULES, NAMES, SECRET, firm_list
from tests.survey.platforms.write import write_xlsx

from tiesnet import SurveyError, TiesnetError, questionnaire, read_survey
from tiesnet.cli import tiesnet as group
from tiesnet.survey.clean.consent import consent_column
from tiesnet.survey.problems import Log
from tiesnet.survey.questionnaire.catalogue import (
    ATTRIBUTES,
    ITEMS,
    MEMBERSHIP_TYPES,
    PARTNER_KINDS,
    RELATIONS,
)  # fmt: skip
from tiesnet.survey.questionnaire.catalogue import (
    MODULES as EVERY_MODULE,
)
from tiesnet.survey.questionnaire.design import questions
from tiesnet.survey.questionnaire.texts import LANGUAGES, meant, said
from tiesnet.survey.raw import Table
from tiesnet.survey.schema import CHOICES
from tiesnet.survey.values import read_choice

SLOT = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    texts, english = LANGUAGES[language], LANGUAGES["en"]
    assert list(texts) == list(english)
    for key, text in texts.items():
        assert text.strip() == text and text, key
        assert sorted(SLOT.findall(text)) == sorted(SLOT.findall(english[key])), key
        assert "  " not in text, key
        same = text == english[key]
        assert language == "en" or not same or len(text) <= 10, key  # no, E-mail


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_end_as_questions_and_name_their_period(language: str) -> None:
    for name, relation in RELATIONS.items():
        text = said(language, f"{name}_question")
        assert text.endswith("?")
        assert ("12" in text) == (relation.scale != "closeness"), name
        assert said(language, f"{name}_direction").endswith(".")
        assert len(said(language, name)) <= 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_understood_again(language: str) -> None:
    assert {read_choice("yesno", said(language, word)) for word in ("yes", "no")} == {"yes", "no"}
    for kind in PARTNER_KINDS:
        assert meant("kind_", said(language, f"kind_{kind}")) == kind
        assert kind in CHOICES["kind"]
    for kind in MEMBERSHIP_TYPES:
        assert meant("type_", said(language, f"type_{kind}")) == kind
    for prefix in ("kind", "type", "trust", "agree", "importance", "frequency", "closeness"):
        labels = [
            t for k, t in LANGUAGES[language].items() if re.fullmatch(f"{prefix}_[a-z0-9]+", k)
        ]
        assert len(set(labels)) == len(labels) > 3
    table = Table("actors", pd.DataFrame({"consent": [said(language, "yes")]}), [1])  # type: ignore[arg-type]
    assert list(consent_column(table, Log())) == [True]


def test_inverse_relations_ask_the_same_from_both_ends() -> None:
    for relation in RELATIONS.values():
        if relation.inverse_of:
            other = RELATIONS[relation.inverse_of]
            assert {relation.flow, other.flow} == {"with_arrow", "against_arrow"}
            same = ("formality", "content", "scale", "orientation")
            assert all(getattr(relation, k) == getattr(other, k) for k in same)


def test_question_numbers_are_unique_and_cover_the_form() -> None:
    form = questionnaire(firm_list(), MODULES, RELATIONS)
    numbers = questions(form.design)
    assert len(set(numbers.values())) == len(numbers)
    book = openpyxl.load_workbook(io.BytesIO(form.xlsform_bytes()))
    head, *rows = book["survey"].iter_rows(values_only=True)
    column = head.index("label::English (en)")
    labels = {row[1]: str(row[column]) for row in rows if str(row[1]).startswith("tn_")}
    asked = {name: labels[name].split(". ")[0] for name in numbers}
    assert asked == numbers


def test_a_form_holds_no_contact_and_is_the_same_again() -> None:
    one, two = (questionnaire(firm_list(), EVERY_MODULE, RELATIONS, ["it"]) for _ in range(2))
    assert one.excel_bytes() == two.excel_bytes()
    assert one.xlsform_bytes() == two.xlsform_bytes()
    for data in (one.excel_bytes(), one.xlsform_bytes()):
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = [c.value for s in book.worksheets for row in s.iter_rows() for c in row]
        assert not any(SECRET in str(value) or "111 222" in str(value) for value in cells)
    again = openpyxl.load_workbook(io.BytesIO(one.excel_bytes()))
    assert not [c for s in again.worksheets for r in s.iter_rows() for c in r if c.data_type == "f"]


def test_only_answers_can_be_changed_and_every_list_offers_choices() -> None:
    form = questionnaire(firm_list(), MODULES, ["supply"], ["pt"])
    book = openpyxl.load_workbook(io.BytesIO(form.excel_bytes()))
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert [s.title for s in book.worksheets if s.sheet_state != "visible"] == ["tiesnet form"]
    assert book.security.lockStructure
    for sheet in visible:
        assert sheet.protection.sheet and not sheet.protection.password
        keys = {row[0].row for row in sheet.iter_rows() if row[0].value}
        free = {c.row for row in sheet.iter_rows() for c in row if not c.protection.locked}
        assert free == keys
    sheet = book["Vende para"]
    offered = {cell for rule in sheet.data_validations.dataValidation for cell in rule.cells}
    assert len(offered) >= 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_lists_of_firms_in_files(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"firms.{suffix}"
    if suffix == "csv":
        firm_list().to_csv(path, index=False)
    else:
        firms = firm_list()
        write_xlsx(path, {"Hoja1": [list(firms), *firms.to_numpy().tolist()]})
    form = questionnaire(path)
    assert [firm.name for firm in form.design.firms] == list(NAMES)
    assert len({firm.code for firm in form.design.firms}) == len(NAMES)
    assert len(form.inputs) == 1


def test_firms_of_a_survey_bring_their_stages_in_order(root: Path) -> None:
    folder = root / "surveys" / "footwear-valley"
    form, again = questionnaire(folder), questionnaire(read_survey(folder))
    assert form.design.key == again.design.key
    survey = read_survey(folder)
    assert [firm.id for firm in form.design.firms] == list(
        survey.actors.index[survey.actors["in_cluster"].astype(bool)]
    )
    ordered = survey.stages.sort_values("order")
    assert [key for key, _, _ in form.design.stages] == list(ordered.index)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("A", "Acme"), ("A", "Beta")], "1 error"),
        ([], "no firms"),
    ],
)
def test_lists_that_cannot_be_used(rows: list[tuple[str, str]], words: str) -> None:
    with pytest.raises(SurveyError, match=words):
        questionnaire(pd.DataFrame(rows, columns=["id", "name"]))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"modules": ["tyes"]}, "no module 'tyes'"),
        ({"relations": ["loves"]}, "no relation 'loves'"),
        ({"languages": ["xx"]}, "no language 'xx'"),
        ({"modules": ["trust"]}, "asks about ties"),
        ({"relations": []}, "needs a relation"),
        ({"languages": []}, "needs a language"),
    ],
)
def test_what_is_not_known_is_refused(options: dict[str, list[str]], words: str) -> None:
    with pytest.raises(TiesnetError, match=words):
        questionnaire(firm_list(), **options)  # type: ignore[arg-type]


def run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(group, ["questionnaire", *map(str, args)])
    return result.exit_code, result.output + str(result.exception or "")


def test_the_command_writes_both_forms_and_replaces_nothing(tmp_path: Path) -> None:
    firms, out, kobo = (tmp_path / name for name in ("firms.csv", "form.xlsx", "kobo.xlsx"))
    firm_list().to_csv(firms, index=False)
    code, _ = run(firms, "-o", out, "--xlsform", kobo, "--language", "es")
    assert code == 0
    assert openpyxl.load_workbook(out).sheetnames[:2] == ["Empiece aquí", "Su empresa"]
    assert openpyxl.load_workbook(kobo).sheetnames == ["survey", "choices", "settings"]
    before = out.read_bytes()
    code, said_ = run(firms, "-o", out, "--language", "it")
    assert code != 0 and "exists already" in said_
    assert out.read_bytes() == before
    assert run(firms, "-o", out, "--language", "it", "--overwrite")[0] == 0
    assert out.read_bytes() != before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--language", "es"], "FIRMS -o FORM"),
        (["-o", "f.xlsx", "--language", "en", "--language", "es"], "one language"),
        (["-o", "f.docx"], "does not end in .xlsx"),
        (["-o", "f.xlsx", "--xlsform", "f.xlsx"], "two different files"),
    ],
)
def test_commands_that_cannot_be_followed(
    args: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    firm_list().to_csv("firms.csv", index=False)
    code, text = run("firms.csv", *args)
    assert code != 0 and words in text
    assert not (tmp_path / "f.xlsx").exists()


def test_the_list_of_modules_and_relations() -> None:
    code, text = run("--list")
    assert code == 0
    for name in (*EVERY_MODULE, *RELATIONS, "supply", "advice"):
        assert name in text


def test_attributes_and_items_have_their_words() -> None:
    assert all(said("en", name).endswith("?") for name in ATTRIBUTES)
    assert all(said("en", name).endswith(".") for name in ITEMS)
