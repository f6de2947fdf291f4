"""A form filled in by a script comes back as the network that was filled in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyxform.xls2xform import convert
from tests.questionnaire.excel import fill
from tests.questionnaire.expect import check
from tests.questionnaire.fieldwork import (
    MODULES,
    RELATIONS,
    SECRET,
    Interview,
    firm_list,
    interviews,
)
from tests.questionnaire.kobo import Export, XlsForm, answers, kobo_export, odk_export

from tiesnet import Questionnaire, Survey, build_network, questionnaire, read_survey
from tiesnet.cli import tiesnet as group
from tiesnet.survey.questionnaire.texts import LANGUAGES

EVERY = tuple(LANGUAGES)


@cache
def made(*languages: str) -> Questionnaire:
    return questionnaire(firm_list(), MODULES, RELATIONS, languages)


def codes(form: Questionnaire) -> list[str]:
    return [firm.code for firm in form.design.firms]


def returned(folder: Path, language: str, seed: int) -> tuple[Questionnaire, list[Interview]]:
    form = made(language)
    data = form.excel_bytes()
    done = interviews(codes(form), seed, partly=True)
    for k, one in enumerate(done):
        fill(data, folder / f"returned {k:02d}.xlsx", one, form.design, language)
    return form, done


@pytest.mark.parametrize("language", EVERY)
def test_returned_excel_forms_are_the_network_filled_in(language: str, tmp_path: Path) -> None:
    form, done = returned(tmp_path, language, EVERY.index(language))
    survey = read_survey(tmp_path)
    check(survey, done, form.design)
    assert survey.errors == 0, survey.problems.to_string()
    assert len(build_network(survey).actors) == len(survey.actors)
    assert_private(survey)


def assert_private(survey: Survey) -> None:
    public = survey.actors.drop(columns="contact")
    assert SECRET not in public.to_csv() + survey.ties.to_csv() + survey.problems.to_csv()
    assert (survey.actors["contact"] == SECRET).any()


KOBO = [
    ("en", False, False, "both"),
    ("es", False, True, "summary"),
    ("pt", False, True, "details"),
    ("en", True, False, "summary"),
    ("es", True, True, "both"),
    ("es", True, False, "details"),
    ("pt", True, True, "details"),
    ("it", True, True, "summary"),
    ("it", True, False, "both"),
]


@pytest.mark.parametrize(("language", "labels", "groups", "mode"), KOBO)
def test_kobo_exports_are_the_network_filled_in(
    language: str, labels: bool, groups: bool, mode: str, tmp_path: Path
) -> None:
    form, sheet, done = asked(language)
    given = [answers(one, sheet, form.design) for one in done]
    path = kobo_export(tmp_path / "e.xlsx", Export(sheet, labels, groups, mode), given)
    survey = read_survey(path)
    check(survey, done, form.design)
    assert survey.errors == 0, survey.problems.to_string()
    assert_private(survey)


def asked(language: str) -> tuple[Questionnaire, XlsForm, list[Interview]]:
    form = made(language, *(other for other in EVERY if other != language))
    sheet = XlsForm(form.xlsform_bytes(), LANGUAGES[language]["language"])
    return form, sheet, interviews(codes(form), EVERY.index(language), partly=False)


@pytest.mark.parametrize("mode", ["both", "details"])
@pytest.mark.parametrize("labels", [False, True])
def test_a_kobo_csv_holds_who_but_not_how_strongly(labels: bool, mode: str, tmp_path: Path) -> None:
    form, sheet, done = asked("es")
    given = [answers(one, sheet, form.design) for one in done]
    survey = read_survey(kobo_export(tmp_path / "e.csv", Export(sheet, labels, False, mode), given))
    check(survey, done, form.design, strengths=False)


@pytest.mark.parametrize("split", [False, True])
def test_odk_exports_are_the_network_filled_in(split: bool, tmp_path: Path) -> None:
    form, sheet, done = asked("it")
    given = [answers(one, sheet, form.design) for one in done]
    survey = read_survey(odk_export(tmp_path / "odk", sheet, given, split))
    check(survey, done, form.design)


@pytest.mark.parametrize("languages", [*((language,) for language in EVERY), EVERY])
def test_the_xlsform_is_valid(languages: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(made(*languages).xlsform_bytes())
    result = convert(str(path), validate=False)
    assert result.warnings == []
    for language in languages:
        assert LANGUAGES[language]["language"] in result.xform


def test_the_report_of_returned_forms_holds_no_contact(tmp_path: Path) -> None:
    forms, out = tmp_path / "returned", tmp_path / "out"
    forms.mkdir()
    few = firm_list().iloc[[0, 2, 6, 7]]
    form = questionnaire(few, MODULES, ["asks_advice"], ["es"])
    every = codes(form)
    for one in interviews(every, 7, partly=False, most=2):
        fill(form.excel_bytes(), forms / f"{one.code}.xlsx", one, form.design, "es")
    group.main(["report", str(forms), "-o", str(out)], standalone_mode=False)
    written = [path for path in out.rglob("*") if path.is_file()]
    assert (out / "report.html") in written
    assert not any(SECRET.encode() in path.read_bytes() for path in written)
