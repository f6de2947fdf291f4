"""Names of firms: what is merged, what is only suggested, and what the user decides."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from tiesnet.cli.names import names as names_command
from tiesnet.errors import OutputError, SurveyError
from tiesnet.exports import write_names
from tiesnet.survey import Survey, read_names, read_survey, uncertain_names
from tiesnet.survey.matching.decisions import Decision, Decisions
from tiesnet.survey.matching.index import NameIndex
from tiesnet.survey.matching.legal_forms import ending, written_forms
from tiesnet.survey.matching.normal import plain_words, taken_apart
from tiesnet.survey.matching.pairs import near_pairs
from tiesnet.survey.matching.resolve import resolve
from tiesnet.survey.matching.suggest import suggest, suggest_through
from tiesnet.survey.problems import Log, Place

ROSTER = {
    "f1": "Curtidos Sol S.L.",
    "f2": "Tecnomec 1",
    "f3": "Tecnomec 2",
    "f4": "Hermanos García S.A.",
    "f6": "Acme S.A.",
    "f7": "Acme S.L.",
    "f8": "Müller GmbH",
    "f9": "Textiles S.A.",
}


def _match(name: str, roster: dict[str, str] = ROSTER) -> tuple[str, str]:
    match = NameIndex(list(roster), list(roster.values())).match([name])
    if name in match.ambiguous:
        return "+".join(match.ambiguous[name]), "ambiguous"
    return match.ids.get(name, ""), match.how.get(name, "")


@pytest.mark.parametrize(
    ("typed", "actor", "how"),
    [
        ("f1", "f1", "id"),
        ("Curtidos Sol S.L.", "f1", "exact"),
        ("CURTIDOS  SOL s.l.", "f1", "spelling"),
        ("Curtidos\u200b Sol S.L.", "f1", "spelling"),
        ("Curtidos Sol, SL", "f1", "words"),
        ("Curtidos Sol, Sociedad Limitada", "f1", "words"),
        ("Hnos. Garcia, S. A.", "f4", "words"),
        ("Mueller G.m.b.H.", "f8", "words"),
        ("Curtidos Sol", "f1", "form"),
        ("Muller", "f8", "form"),
        ("Acme", "f6+f7", "ambiguous"),
        ("Acme S.A.C.", "", ""),
        ("Curtidos Sol S.A.", "", ""),
        ("Curtidos Soll", "", ""),
        ("Sol Curtidos S.L.", "", ""),
        ("Tecnomec 3", "", ""),
        ("Tecnomec", "", ""),
        ("Textiles", "", ""),
        ("García Hermanos S.A.", "", ""),
        ("S.L.", "", ""),
    ],
)
def test_ways(typed: str, actor: str, how: str) -> None:
    assert _match(typed) == (actor, how)


def test_a_form_left_out_is_not_filled_in_when_the_data_has_two() -> None:
    index = NameIndex(["b"], ["Beta"])
    assert index.match(["Beta S.A."]).ids == {"Beta S.A.": "b"}
    assert index.match(["Beta S.A.", "Beta S.L."]).ids == {}


@pytest.mark.parametrize("typed", ["Hotel Marina Spa", "Help Desk Me", "Luz Co"])
def test_an_ending_that_may_be_a_word_is_not_taken_off(typed: str) -> None:
    bare = typed.rsplit(" ", 1)[0]
    assert _match(typed, {"x": bare}) == ("", "")


def test_every_way_of_writing_a_form_is_known() -> None:
    for country, form, text in written_forms():
        words = ("nombrepropio", *plain_words(text))
        end = ending(words)
        assert end.words == len(words) - 1, (country, form, text)


@pytest.mark.parametrize(
    "text",
    ["", "S.A.", "&", "...", "東京 株式会社", "شركة النور", "=1+1", "Â©", "x" * 5_000, "\u202e"],
)
def test_any_text_is_taken_apart(text: str) -> None:
    name = taken_apart(text)
    assert name.words[: len(name.core)] == name.core
    assert not name.words or name.core


def test_suggestions_are_vetoed() -> None:
    known = ["Tecnomec 1", "Inversiones A", "Textiles Norte", "Rossi Sud S.r.l."]
    for name in ("Tecnomec 2", "Inversiones B", "Textiles Sur", "Rossi Nord S.r.l."):
        assert suggest([name], known)[0] == []


def test_suggestions_give_their_reason() -> None:
    known = ["Universidad de Elche", "Manuf. Peñalver", "Instituto Tecnológico del Calzado"]
    found = suggest(["University of Elche", "Manufacturas Peñalver", "ITC"], known)
    assert [few[0].place for few in found] == [0, 1, 2]
    assert "means the same" in found[0][0].reason
    assert "short for manufacturas" in found[1][0].reason
    assert "first letters" in found[2][0].reason


def test_pairs_of_the_roster() -> None:
    names = ["Acme S.A.", "Acme S.L.", "Curtidos Soll", "Curtidos Sol", "Tecnomec 1", "Tecnomec 2"]
    assert near_pairs(names) == [(0, 1), (2, 3)]


TIES = [
    ("f1", "Curtido Soll"),
    ("CURTIDOS SOL", "Mueller G.m.b.H."),
    ("f2", "Acme"),
    ("f2", "Zapatería Luna"),
    ("f3", "Zapateria Lunna SL"),
    ("f4", "Zapatería Luna"),
    ("f6", "=cmd|x"),
    ("f6", "f7"),
]


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    folder = tmp_path / "survey"
    folder.mkdir()
    _write(folder / "actors.csv", [("id", "name"), *ROSTER.items(), ("f10", "Curtidos Sol SL.")])
    _write(folder / "ties.csv", [("source", "target"), *TIES])
    return folder


def _write(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _decided(tmp_path: Path, *rows: tuple[str, str]) -> Path:
    return _write(tmp_path / "names.csv", [("name as typed", "decision"), *rows])


def _problems(survey: Survey) -> list[tuple[str, int, str]]:
    frame = survey.problems[survey.problems["code"].str.startswith("names_")]
    return [(row.code, row.row, row.problem) for row in frame.itertuples()]


def test_the_list_of_uncertain_names(survey: Path) -> None:
    frame = uncertain_names(survey).set_index("name")
    assert frame.loc["Curtido Soll", "id_1"] in ("f1", "f10")
    assert (frame.loc["Curtido Soll", "row"], frame.loc["Curtido Soll", "column"]) == (2, "target")
    assert {frame.loc["Acme", "id_1"], frame.loc["Acme", "id_2"]} == {"f6", "f7"}
    assert frame.loc["Zapateria Lunna SL", "like"] == "Zapatería Luna"
    assert frame.loc["Curtidos Sol SL. [f10]", "id_1"] == "f1"
    assert "Mueller G.m.b.H." not in frame.index
    assert "=cmd|x" not in frame.index
    assert "=cmd|x" in set(uncertain_names(survey, every=True)["name"])


def test_decisions_are_used_and_listed(survey: Path, tmp_path: Path) -> None:
    sheet = _decided(
        tmp_path,
        ("Curtido Soll", "Curtidos Sol S.L. [f1]"),
        ("Acme", "f7"),
        ("Zapateria Lunna SL", "same as Zapatería Luna"),
        ("Zapatería Luna", "new"),
        ("Curtidos Sol SL. [f10]", "f1"),
        ("Mueller G.m.b.H.", "new"),
    )
    read = read_survey(survey, names=sheet)
    pairs = set(zip(read.ties["source"], read.ties["target"], strict=True))
    assert ("f2", "f7") in pairs and ("f3", "Zapatería Luna") in pairs
    assert ("f1", "Mueller G.m.b.H.") in pairs
    assert "f10" not in read.actors.index and "Zapateria Lunna SL" not in read.actors.index
    assert _problems(read) == []
    said = read.assumptions.loc[read.assumptions["code"].str.startswith("decided"), "assumption"]
    assert "'Acme' is 'f7': decided by you in names.csv." in set(said)
    assert len(said) == 6
    assert "names.csv" in {file["name"] for file in read.provenance["files"]}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Acme", "Acme Ltd")], "neither a firm of the roster nor a name in the data"),
        ([("Acme", "f6"), ("Acme", "f7")], "Two things were decided of 'Acme'"),
        ([("Acme", "f6"), ("Nobody", "f7")], "'Nobody' does not stand in this survey"),
        ([("Acme", "same as Acme")], "cannot be the same as itself"),
        ([("f1", "f10"), ("f10", "f1")], "each said to be the other"),
        ([("f1", "Zapatería Luna")], "'f1' is a firm of the roster"),
        ([("Acme", "Acme")], "cannot be the same as itself"),
    ],
)
def test_decisions_that_cannot_be_used(
    survey: Path, tmp_path: Path, rows: list[tuple[str, str]], said: str
) -> None:
    ((code, row, problem),) = _problems(read_survey(survey, names=_decided(tmp_path, *rows)))
    assert (code, row) == ("names_decision", len(rows) + 1) and said in problem


def test_a_sheet_of_another_survey(survey: Path, tmp_path: Path) -> None:
    read = read_survey(survey, names=_decided(tmp_path, ("Nobody", "f1"), ("No one", "new")))
    assert [code for code, *_ in _problems(read)] == ["names_other_survey"]


def test_a_file_that_is_no_sheet_of_names(survey: Path) -> None:
    with pytest.raises(SurveyError, match="is no sheet of names") as error:
        read_survey(survey, names=survey / "ties.csv")
    assert error.value.problems[0]["code"] == "names_sheet"


def test_names_that_are_each_said_to_be_the_other_are_one(survey: Path, tmp_path: Path) -> None:
    one, two = "Zapateria Lunna SL", "Zapatería Luna"
    read = read_survey(survey, names=_decided(tmp_path, (one, two), (two, one)))
    assert len({one, two} & set(read.actors.index)) == 1


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_sheet_comes_back(survey: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sheet.{ending}"
    write_names(read_survey(survey), path, every=True)
    sheet = read_names(path)
    assert {row.name for row in sheet.rows} >= {"Acme", "Curtido Soll", "=cmd|x"}
    assert not any(row.decided for row in sheet.rows)
    assert read_survey(survey, names=path).errors == read_survey(survey).errors
    with pytest.raises(OutputError):
        write_names(read_survey(survey), path)


def test_cells_are_text_and_offer_their_row(survey: Path, tmp_path: Path) -> None:
    path = write_names(read_survey(survey), tmp_path / "sheet.xlsx", every=True)
    sheet = _sheet(path)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    (offered,) = sheet.data_validations.dataValidation
    head = next(k for k in range(1, 20) if sheet.cell(k, 1).value == "name as typed")
    first = offered.formula1.replace("$", "").lstrip("=").split(":")[0]
    assert sheet[first].row == head + 1
    assert sheet[f"{first[0]}{head}"].value == "suggestion 1"
    assert (
        path.read_bytes()
        == write_names(read_survey(survey), tmp_path / "again.xlsx", every=True).read_bytes()
    )


def _sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def _decide(path: Path, decisions: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[0].value in decisions:
            row[4].value = decisions[row[0].value]
            row[5].value = "asked by phone"
    sheet.append(["Mueller G.m.b.H.", None, None, None, "new"])
    book.save(path)


def test_writing_again_keeps_decisions(survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "names.xlsx"
    run = CliRunner()
    assert run.invoke(names_command, [str(survey), "-o", str(out)]).exit_code == 0
    _decide(out, {"Acme": "Acme S.L. [f7]", "Zapateria Lunna SL": "same as Zapatería Luna"})
    assert run.invoke(names_command, [str(survey), "-o", str(out)]).exit_code == 0
    kept = {row.name: row for row in read_names(out).rows}
    assert (kept["Acme"].decided, kept["Acme"].note) == ("Acme S.L. [f7]", "asked by phone")
    assert kept["Mueller G.m.b.H."].decided == "new"
    assert kept["Curtido Soll"].decided == ""
    read = read_survey(survey, names=out)
    assert ("f2", "f7") in set(zip(read.ties["source"], read.ties["target"], strict=True))


def test_without_a_roster_names_are_compared_among_themselves(tmp_path: Path) -> None:
    rows = [("source", "target"), ("Curtidos Sol", "Acme S.A."), ("Curtidos Sol", "Acme")]
    rows += [("Curtidos Soll", "Beta S.A."), ("Beta S.L.", "Beta"), ("Acme, SA", "Beta")]
    path = _write(tmp_path / "ties.csv", rows)
    read = read_survey(path)
    ids = set(read.actors.index)
    assert ids >= {"Curtidos Sol", "Curtidos Soll", "Beta", "Beta S.A.", "Beta S.L."}
    assert len([name for name in ids if name.startswith("Acme")]) == 1
    frame = uncertain_names(read).set_index("name")
    assert frame.loc["Curtidos Soll", "id_1"] == "Curtidos Sol"
    sheet = _decided(tmp_path, ("Curtidos Soll", "Curtidos Sol"), ("Beta", "same as Beta S.A."))
    again = read_survey(path, names=sheet)
    assert set(again.actors.index) & {"Curtidos Soll", "Beta"} == set()
    assert _problems(again) == []


def test_reading_says_when_names_were_not_compared(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiesnet.survey.clean.people._MOST_HINTS", 1)
    monkeypatch.setattr("tiesnet.survey.clean.actors.MOST_PAIRED", 3)
    actors = "id,name\nf1,Curtidos Sol\nf2,Tecnomec"
    survey = read_survey(
        folder(actors=actors, ties="source,target\nf1,Curtidos Soll\nf1,Tecnomecc")
    )
    said = survey.assumptions[survey.assumptions["code"] == "names_not_compared"]
    assert sorted(said["count"]) == [1, 4]
    hinted = survey.problems["repair"].str.contains("Did you mean")
    assert hinted.sum() == 1


def test_a_name_leads_to_a_firm_through_another() -> None:
    known = ["Mecánica Puerto", "Curtidos Sol", "Bodegas Luna"]
    (found, *_) = suggest_through(["TVX Norteña", "TVX - Mecánica Puerto"], known, [])
    assert found[0].place == 0
    assert found[0].reason.startswith("by way of 'TVX - Mecánica Puerto'")
    (found,) = suggest_through(["Grupo Zuleta"], known, [("Zuleta y Cía.", 2)])
    assert found[0].place == 2


def test_pieces_compounds_and_initials_are_seen() -> None:
    known = ["Universidad de Lorca", "Energy Research Centre Alcoy", "Tecnomec", "Industrial Sueca"]
    typed = ["Depto. de Suelos (Univ. Lorca)", "Energieforschungszentrum Alcoy"]
    found = suggest_through(typed, known, [])
    assert [few[0].place for few in found] == [0, 1]
    assert suggest(["A.E.A."], ["Great Atomic Energy Agency", "Curtidos Sol"])[0][0].place == 0


def test_a_decision_may_differ_in_case_and_accents() -> None:
    place = Place("names.csv")
    rows = [Decision("Acmee", "ACMÉ sa", "", place), Decision("Beta", "F2", "", place),
            Decision("Gama", "gamma", "", place)]  # fmt: skip
    log = Log()
    firms = [("f1", "Acme SA"), ("f2", "Luz"), ("f3", "luz")]
    decided = resolve(
        Decisions("names.csv", Path("names.csv"), rows), firms, {"Acmee", "Beta", "Gama", "Gamma"},
        log,
    )  # fmt: skip
    assert decided.firms == {"Acmee": "f1", "Beta": "f2"}
    assert decided.others == {"Gama": "Gamma", "Gamma": "Gamma"}
    assert log.problems().empty
    unclear = [Decision("Acmee", "LUZ", "", place)]
    resolve(Decisions("names.csv", Path("names.csv"), unclear), firms, {"Acmee"}, log)
    assert "several firms" in log.problems()["problem"].iat[0]
