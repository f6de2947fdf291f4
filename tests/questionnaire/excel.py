"""Fill in an Excel form as a respondent does: by what the form says, in the form's language."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from tests.questionnaire.fieldwork import SECRET, Interview

from tiesnet.survey.questionnaire.design import Design
from tiesnet.survey.questionnaire.texts import said


def fill(form: bytes, path: Path, one: Interview, design: Design, language: str) -> Path:
    """Choose from the lists the cells offer, and type the rest."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    partners, members = iter(one.partners), iter(one.memberships)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            kind, _, what = str(row[0].value or "").partition(":")
            if kind == "q":
                value = _question(what, one, design, language)
                if value != "":
                    row[2].value = value
            elif kind == "done" and one.rosters.get(what, (False, {}))[0]:
                row[2].value = said(language, "yes")
            elif kind == "tie":
                relation, _, code = what.partition(":")
                row[2].value = one.rosters.get(relation, (False, {}))[1].get(code)
            elif kind == "trust":
                row[2].value = one.trust.get(what)
            elif kind == "item":
                row[2].value = one.items.get(what)
            elif kind == "partner" and (partner := next(partners, None)):
                name, sort, town, country, ties = partner
                row[1].value, row[1].data_type = name, "s"
                row[2].value = said(language, f"kind_{sort}")
                row[3].value, row[4].value = town, country
                for k, relation in enumerate(design.relations, 5):
                    row[k].value = ties.get(relation)
            elif kind == "member" and (member := next(members, None)):
                row[1].value = member[0]
                row[2].value = said(language, f"type_{member[1]}")
    book.save(path)
    return path


def _question(what: str, one: Interview, design: Design, language: str) -> object:
    if what == "firm":
        return design.shown[one.code]
    if what == "agree":
        return said(language, "yes")
    if what == "named":
        return said(language, one.named) if one.named else ""
    if what == "contact_email":
        return SECRET
    value = one.facts.get(what, "")
    return int(value) if value.isdigit() else value
