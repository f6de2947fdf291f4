"""The same data give the same survey, whatever the format, encoding, separator or language."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tiesnet.survey import Survey, read_survey

TABLES: dict[str, list[list[object]]] = {
    "actors": [
        ["id", "name", "kind", "in_cluster", "respondent", "stage", "size", "exports", "color"],
        ["c1", "Curtiduría Ñandú", "firm", "yes", "yes", "tanning", 12, 0.25, "red"],
        ["c2", "Suelas São João", "firm", "yes", "partly", "soles", 7.5, None, "blue"],
        ["c3", "Calzados Perù", "firm", "yes", "no", "tanning; soles", None, 1, "007"],
        ["u1", "Università", "research", "no", None, None, None, None, None],
    ],
    "stages": [["id", "order", "label"], ["tanning", 1, "Tanning"], ["soles", 2, "Soles"]],
    "relations": [
        ["id", "formality", "content", "directed", "flow", "scale_min", "scale_max", "combine"],
        ["sells_to", "formal", "trade", "yes", "with_arrow", 1, 5, "union"],
        ["advice", "informal", "knowledge", "yes", "against_arrow", 1, 5, "source"],
    ],
    "ties": [
        ["source", "target", "relation", "strength", "wave", "reported_by", "topic"],
        ["c1", "c2", "sells_to", 3.5, 2024, "c1", "leather"],
        ["c1", "c2", "sells_to", 2, 2024, "c2", "leather"],
        ["c2", "Università", "advice", 5, 2024, "c2", None],
        ["c2", "c1", "advice", 0, 2024, "c2", None],
    ],
    "survey": [["key", "value"], ["title", "Valle de España"], ["design", "census"]],
}
FRAMES = (
    "actors",
    "relations",
    "stages",
    "responses",
    "affiliations",
    "items",
    "employment",
    "introductions",
)


def cell(value: object, decimal: str) -> str:
    if value is None:
        return ""
    return str(value).replace(".", decimal) if isinstance(value, float) else str(value)


def write_folder(
    place: Path, separator: str, encoding: str, decimal: str = ".", sep_line: bool = False
) -> Path:
    place.mkdir()
    for name, rows in TABLES.items():
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=separator)
        for row in rows:
            writer.writerow([cell(value, decimal) for value in row])
        text = f"sep={separator}\r\n{stream.getvalue()}" if sep_line else stream.getvalue()
        (place / f"{name}.csv").write_bytes(text.encode(encoding))
    return place


@pytest.fixture
def reference(tmp_path: Path) -> Survey:
    return read_survey(write_folder(tmp_path / "reference", ",", "utf-8"))


def same(one: Survey, two: Survey) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name), obj=name)
    places = ["file", "sheet"]
    pd.testing.assert_frame_equal(one.ties.drop(columns=places), two.ties.drop(columns=places))
    assert {**one.info, "title": ""} == {**two.info, "title": ""}
    formal = ("encoding", "decimal_comma")
    for frame in ("problems", "assumptions"):
        left, right = getattr(one, frame), getattr(two, frame)
        left, right = left[~left["code"].isin(formal)], right[~right["code"].isin(formal)]
        drop = [name for name in ("file", "sheet") if name in left]
        pd.testing.assert_frame_equal(
            left.drop(columns=drop).reset_index(drop=True),
            right.drop(columns=drop).reset_index(drop=True),
        )


def test_the_reference_is_read_as_written(reference: Survey) -> None:
    assert list(reference.actors.index) == ["c1", "c2", "c3", "u1"]
    assert reference.actors.loc["c1", "name"] == "Curtiduría Ñandú"
    assert reference.actors.loc["c3", "stage"] == "tanning; soles"
    assert reference.actors.loc["c3", "color"] == "007"
    assert reference.actors["size"].tolist()[:2] == [12, 7.5]
    assert reference.ties["strength"].tolist() == [3.5, 2, 5, 0]
    assert reference.ties["target"].tolist() == ["c2", "c2", "u1", "c1"]
    assert reference.ties["row"].tolist() == [2, 3, 4, 5]
    assert set(reference.ties["wave"]) == {"2024"}
    assert reference.problems.empty
    assert reference.info["title"] == "Valle de España"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_dialects(separator: str, encoding: str, reference: Survey, tmp_path: Path) -> None:
    survey = read_survey(write_folder(tmp_path / "other", separator, encoding))
    same(reference, survey)
    told = "encoding" in set(survey.problems["code"])
    assert told == (encoding in ("cp1252", "utf-16"))
    assert told == ("encoding" in set(survey.assumptions["code"]))


@pytest.mark.parametrize("separator", [";", "\t"])
def test_decimal_comma(separator: str, reference: Survey, tmp_path: Path) -> None:
    survey = read_survey(write_folder(tmp_path / "other", separator, "utf-8", decimal=","))
    same(reference, survey)
    assert "decimal_comma" in set(survey.assumptions["code"])


def test_a_line_that_names_the_separator(reference: Survey, tmp_path: Path) -> None:
    same(reference, read_survey(write_folder(tmp_path / "x", ";", "utf-8", sep_line=True)))


def test_workbook(reference: Survey, workbook: Callable[..., Path]) -> None:
    survey = read_survey(workbook(TABLES))
    same(reference, survey)
    assert set(survey.ties["sheet"]) == {"ties"}
    assert [row["name"] for row in survey.provenance["files"]] == ["study.xlsx"]


def test_numbers_as_names_are_the_same_in_cells_and_in_text(
    folder: Callable[..., Path], workbook: Callable[..., Path]
) -> None:
    one = read_survey(workbook({"ties": [["from", "to"], [1.0, 2], [2, 10**12]]}))
    two = read_survey(folder("plain", ties="from,to\n1,2\n2,1000000000000"))
    pd.testing.assert_frame_equal(one.actors, two.actors)
    assert list(one.actors.index) == ["1", "1000000000000", "2"]


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes("source,target\nFábrica,Ñu\n".encode("cp850"))
    assert "Fábrica" in read_survey(path, encoding="cp850").actors.index
    assert "Fábrica" not in read_survey(path).actors.index


HEADERS = {
    "english": ("ties", "Source", "TARGET", "Relation", "Strength (1-5)", "Reported by"),
    "spanish": ("Vínculos", "Origen", "Destino", "Tipo de relación", "Fuerza", "Informado por"),
    "portuguese": ("Laços", "Origem", "Destino", "Relação", "Força", "Relatado por"),
    "italian": ("Legami", "Origine", "Destinazione", "Relazione", "Intensità", "Riportato da"),
    "graph": ("edges", "source", "target", "Layer", "weight", "reporter"),
}
PEOPLE = {
    "english": ("Firms", "ID", "Firm name", "Type", "In cluster", "Employees", "Stage"),
    "spanish": ("Empresas", "Código", "Nombre", "Tipo", "En el clúster", "Empleados", "Etapa"),
    "portuguese": ("Atores", "Código", "Nome", "Tipo", "No cluster", "Empregados", "Elo"),
    "italian": ("Imprese", "Codice", "Ragione sociale", "Tipo", "Nel cluster", "Addetti", "Fase"),
    "graph": ("nodes", "id", "label", "kind", "in_cluster", "SIZE", "value chain stage"),
}
YES = {"english": "yes", "spanish": "Sí", "portuguese": "SIM", "italian": "sì", "graph": "1"}
NO = {"english": "No", "spanish": "no", "portuguese": "não", "italian": "NO", "graph": "0"}
SCHOOL = {
    "english": "University",
    "spanish": "Universidad",
    "portuguese": "universidade",
    "italian": "Università",
    "graph": "research",
}


@pytest.mark.parametrize("language", HEADERS)
def test_headers_and_values_in_four_languages(
    language: str, workbook: Callable[..., Path], folder: Callable[..., Path]
) -> None:
    ties, *columns = HEADERS[language]
    actors, *facts = PEOPLE[language]
    path = workbook(
        {
            ties: [columns, ["a", "b", "x", 2, "a"], ["b", "u", "x", 3, "b"]],
            actors: [
                facts,
                ["a", "Alfa", "", YES[language], 10, "s1"],
                ["b", "Beta", "", YES[language], 20, "s2"],
                ["u", "Uni", SCHOOL[language], NO[language], None, None],
            ],
        }
    )
    survey = read_survey(path)
    assert list(survey.ties.columns) == [
        *("source", "target", "relation", "strength", "wave", "reported_by"),
        *("file", "sheet", "row"),
    ]
    assert survey.ties["strength"].tolist() == [2, 3]
    assert list(survey.actors.columns) == [
        *("name", "kind", "in_cluster", "respondent", "stage", "size")
    ]
    assert survey.actors["kind"].tolist() == ["firm", "firm", "research"]
    assert survey.actors["in_cluster"].tolist() == [True, True, False]
    assert survey.actors["stage"].tolist()[:2] == ["s1", "s2"]
    assert set(survey.problems["code"]) == {"unknown_relation"}


def test_a_table_of_any_name_with_source_and_target_is_the_ties(
    workbook: Callable[..., Path],
) -> None:
    survey = read_survey(workbook({"Hoja1": [["de", "para"], ["a", "b"]], "Notes": [["x"], ["y"]]}))
    assert len(survey.ties) == 1
    assert "ties_by_columns" in set(survey.assumptions["code"])
    assert list(survey.problems["code"]) == ["sheet_not_read"]


def test_weak_headers_give_way_to_sure_ones(folder: Callable[..., Path]) -> None:
    one = read_survey(folder("one", ties="respondent,named\na,b"))
    assert one.ties["source"].tolist() == ["a"]
    two = read_survey(folder("two", ties="source,target,respondent\na,b,b"))
    assert two.ties["reported_by"].tolist() == ["b"]


def test_contact_details_share_one_private_column(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(ties="source,target\na,b", actors="id,E-mail,Teléfono\na,a@x.org,5\x0755\nb,,777")
    )
    assert list(survey.problems["code"]) == ["control_characters"]
    assert "555" not in str(survey.problems.to_dict())
    assert list(survey.actors["contact"]) == ["a@x.org; 555", "777"]
    assert not {"E-mail", "Teléfono"} & set(survey.actors.columns)


def test_provenance_has_names_and_hashes_but_no_paths(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    survey = read_survey(folder(ties="source,target\na,b", actors="id\na\nb"))
    files = survey.provenance["files"]
    assert [row["name"] for row in files] == ["actors.csv", "ties.csv"]
    assert all(len(row["sha256"]) == 64 and row["bytes"] > 0 for row in files)
    everything = str(
        [survey.provenance, survey.info, survey.problems.to_dict(), survey.ties.to_dict()]
    )
    assert str(tmp_path) not in everything
    assert survey.info["title"] == "study"


def test_reading_twice_gives_the_same(folder: Callable[..., Path]) -> None:
    place = folder(ties="source,target,relation\na,b,advice\nB,C,trade\nc,a,zzz")
    one, two = read_survey(place), read_survey(place)
    same(one, two)
    pd.testing.assert_frame_equal(one.problems, two.problems)


def test_names_are_kept_as_written(
    folder: Callable[..., Path], workbook: Callable[..., Path]
) -> None:
    names = ["=1+1", "<b>Bold</b>", "NA", "007", "1E5", "TRUE", "O'Brien; Sons", "100%"]
    rows: list[list[object]] = [["id", "name"], *[[f"f{k}", n] for k, n in enumerate(names)]]
    path = workbook({"ties": [["from", "to"], ["f0", "f1"]], "actors": rows})
    book = openpyxl.load_workbook(path)
    for row in book["actors"].iter_rows(min_row=2):
        row[1].data_type = "s"
    book.save(path)
    assert read_survey(path).actors["name"].tolist() == names
    text = "id,name\n" + "\n".join(f"f{k},{name}" for k, name in enumerate(names))
    place = folder("texts", ties="from,to\nf0,f1", actors=text)
    assert read_survey(place).actors["name"].tolist() == names
