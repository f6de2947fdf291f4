"""Export answers as KoboToolbox does (formpack), and ODK Central, from the XLSForm itself."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from tests.questionnaire.fieldwork import SECRET, Interview
from tests.survey.platforms.write import write_csv, write_xlsx

from tiesnet.survey.questionnaire.design import Design, codes_for

Answers = dict[str, Any]  # text, list of codes, or list of answers of a repeat
_TAIL = ("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
         "_submitted_by", "__version__", "_tags", "_index")  # fmt: skip


class XlsForm:
    """An XLSForm read back: its questions in order, and the labels of choices."""

    def __init__(self, data: bytes, language: str) -> None:
        book = openpyxl.load_workbook(io.BytesIO(data))
        self.label = f"label::{language}"
        self.rows = _dicts(book["survey"])
        self.choices: dict[str, dict[str, str]] = {}
        for row in _dicts(book["choices"]):
            self.choices.setdefault(row["list_name"], {})[row["name"]] = row[self.label]

    def tables(self) -> dict[str, list[dict[str, str]]]:
        """The questions of the main table and of each repeat, with the path of their groups."""
        found: dict[str, list[dict[str, str]]] = {"": []}
        path: list[dict[str, str]] = []
        for row in self.rows:
            kind = row["type"]
            if kind.startswith("begin"):
                path.append(row)
                if kind == "begin_repeat":
                    found[row["name"]] = []
            elif kind.startswith("end_"):
                path.pop()
            elif kind != "note":
                repeat = next((r["name"] for r in path[::-1] if r["type"] == "begin_repeat"), "")
                groups = [r for r in path if r["type"] == "begin_group"]
                found[repeat].append({**row, "groups": groups})  # type: ignore[dict-item]
        return found


def _dicts(sheet: Any) -> list[dict[str, str]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [
        {str(k): "" if v is None else str(v) for k, v in zip(head, row, strict=True)}
        for row in rows
    ]


def answers(one: Interview, form: XlsForm, design: Design) -> Answers:
    """What the form collects in one interview, by names of questions."""
    facts = {f"tn_{name}": text for name, text in one.facts.items()}
    stages = [key for key, _, _ in design.stages]
    facts["tn_stage"] = codes_for(stages)[stages.index(one.facts["stage"])]
    calculated = {
        row["name"]: row["calculation"].strip("'")
        for row in form.rows
        if row["name"].startswith("tn_form")
    }
    given: Answers = {
        **calculated,
        "start": "2026-03-01T09:00:00",
        "tn_agree": "yes",
        "tn_firm": one.code,
        "tn_named": one.named,
        **facts,
        "tn_contact_email": SECRET,
        **{f"tn_trust_{code}": str(value) for code, value in one.trust.items()},
        **{f"tn_item_{item}": str(value) for item, value in one.items.items()},
        "tn_more": "yes" if one.partners else "no",
    }
    for relation, (_, strengths) in one.rosters.items():
        given[f"tn_ties_{relation}"] = list(strengths) or ["nobody"]
        given[f"each_{relation}"] = [
            {
                f"tn_who_{relation}": code,
                f"tn_name_{relation}": design.shown[code],
                f"tn_how_{relation}": str(value),
            }
            for code, value in strengths.items()
        ]
    for relation in set(design.relations) - set(one.rosters):
        given[f"tn_ties_{relation}"] = ["no_answer"] if one.code[-1] in "13579" else []
    given["each_outside"] = [
        {
            "tn_out_name": name,
            "tn_out_kind": kind,
            "tn_out_place": town,
            "tn_out_country": country,
            **{f"tn_out_{relation}": str(value) for relation, value in ties.items()},
        }
        for name, kind, town, country, ties in one.partners
    ]
    given["each_member"] = [
        {"tn_member_name": name, "tn_member_type": kind} for name, kind in one.memberships
    ]
    return given


class Export:
    """How to export: codes or labels, groups in headers or not, choices in one of three modes."""

    def __init__(self, form: XlsForm, labels: bool, groups: bool, mode: str) -> None:
        self.form, self.labels, self.groups, self.mode = form, labels, groups, mode

    def header(self, row: Mapping[str, Any]) -> str:
        own = self._word(row)
        path = [self._word(group) for group in row["groups"]] if self.groups else []
        return "/".join([*path, own])

    def _word(self, row: Mapping[str, Any]) -> str:
        return (row.get(self.form.label) if self.labels else "") or row["name"]

    def columns(self, row: Mapping[str, Any]) -> list[str]:
        header = self.header(row)
        if not row["type"].startswith("select_multiple"):
            return [header]
        choices = self.form.choices[row["type"].split()[1]]
        words = choices.values() if self.labels else choices
        parts = [f"{header}/{word}" for word in words] if self.mode != "summary" else []
        return [*([header] if self.mode != "details" else []), *parts]

    def cells(self, row: Mapping[str, Any], value: Any) -> list[str]:
        if not row["type"].startswith("select"):
            return ["" if value is None else str(value)]
        choices = self.form.choices[row["type"].split()[1]]
        if row["type"].startswith("select_one"):
            return [choices[value] if self.labels and value else value or ""]
        chosen = value or []
        words = [choices[code] if self.labels else code for code in chosen]
        ticks = [str(int(code in chosen)) if chosen else "" for code in choices]
        parts = ticks if self.mode != "summary" else []
        return [*([" ".join(words)] if self.mode != "details" else []), *parts]


def kobo_export(path: Path, export: Export, given: Sequence[Answers]) -> Path:
    """Write an .xlsx with a sheet per repeat, or a .csv of the main table."""
    tables = export.form.tables()
    sheets = {"Survey of ties": _main(export, tables[""], given)}
    if path.suffix == ".csv":
        return write_csv(path, sheets["Survey of ties"], delimiter=";", quote_all=True)
    for name, questions in tables.items():
        if name:
            sheets[name[:31]] = _repeat(export, name, questions, given)
    return write_xlsx(path, sheets)


def _main(export: Export, questions: Sequence[Any], given: Sequence[Answers]) -> list[list[str]]:
    head = [word for row in questions for word in export.columns(row)]
    rows = [[*head, *_TAIL]]
    for index, one in enumerate(given, 1):
        cells = [c for row in questions for c in export.cells(row, one.get(row["name"]))]
        tail = [str(100 + index), f"uuid-{index}", "2026-03-01T10:00:00", "", "", "submitted", "",
                "v1", "", str(index)]  # fmt: skip
        rows.append([*cells, *tail])
    return rows


def _repeat(
    export: Export, name: str, questions: Sequence[Any], given: Sequence[Answers]
) -> list[list[str]]:
    head = [word for row in questions for word in export.columns(row)]
    rows = [[*head, "_index", "_parent_table_name", "_parent_index", "_submission__id",
             "_submission__uuid"]]  # fmt: skip
    for index, one in enumerate(given, 1):
        for item in one.get(name, []):
            cells = [c for row in questions for c in export.cells(row, item.get(row["name"]))]
            rows.append([*cells, str(len(rows)), "Survey of ties", str(index), str(100 + index),
                         f"uuid-{index}"])  # fmt: skip
    return rows


def odk_export(folder: Path, form: XlsForm, given: Sequence[Answers], split: bool) -> Path:
    """Write what ODK Central packs into its archive: a CSV per table, groups joined by -."""
    folder.mkdir()
    for name, questions in form.tables().items():
        rows = [_odk_head(form, questions, split, name)]
        for index, one in enumerate(given, 1):
            own = f"uuid:{index}"
            for k, item in enumerate([one] if not name else one.get(name, []), 1):
                cells = [c for q in questions for c in _odk_cells(form, q, item, split)]
                tail = [f"{own}/{name}[{k}]", own] if name else [own, "2026-03-01"]
                rows.append([*cells, *tail])
        write_csv(folder / (f"form-{name}.csv" if name else "form.csv"), rows)
    return folder


def _odk_head(form: XlsForm, questions: Sequence[Any], split: bool, name: str) -> list[str]:
    head = []
    for row in questions:
        path = "-".join([*(g["name"] for g in row["groups"]), row["name"]]) if not name else ""
        own = path or row["name"]
        head.append(own)
        if split and row["type"].startswith("select_multiple"):
            head += [f"{own}/{code}" for code in form.choices[row["type"].split()[1]]]
    return [*head, *(("KEY", "PARENT_KEY") if name else ("KEY", "SubmissionDate"))]


def _odk_cells(form: XlsForm, row: Any, item: Answers, split: bool) -> list[str]:
    value = item.get(row["name"])
    if not row["type"].startswith("select_multiple"):
        return [value or ""]
    ticks = [str(int(c in value)) if value else "" for c in form.choices[row["type"].split()[1]]]
    return [" ".join(value or []), *(ticks if split else [])]
