"""The committed survey files are exactly what the script makes."""

from __future__ import annotations

import importlib.util
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tiesnet.errors import OutputError
from tiesnet.exports.survey_files import write_survey_folder, write_survey_workbook
from tiesnet.survey.samples import (
    compatriots_abroad,
    compatriots_abroad_key,
    florentine_families,
    footwear_valley,
    footwear_valley_key,
    sinos_like_exporters,
    sinos_like_exporters_key,
)

SAMPLES = {
    "footwear-valley": footwear_valley,
    "florentine-families": florentine_families,
    "sinos-like-exporters": sinos_like_exporters,
    "compatriots-abroad": compatriots_abroad,
}


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the script makes in an empty folder."""
    path = root / "surveys" / "make_surveys.py"
    spec = importlib.util.spec_from_file_location("make_surveys", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = tmp_path_factory.mktemp("surveys")
    script.main(folder)
    return folder


def _committed(root: Path) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "surveys"], cwd=root, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0 or not listed.stdout:
        pytest.skip("this is no git checkout, so there is no list of its files")
    return {line.removeprefix("surveys/") for line in listed.stdout.splitlines()}


def test_the_script_makes_every_committed_file(root: Path, made: Path) -> None:
    files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert files == _committed(root) - {"make_surveys.py"}


def test_text_files_are_the_same_bytes(root: Path, made: Path) -> None:
    for path in made.rglob("*"):
        if path.is_file() and path.suffix != ".xlsx":
            there = root / "surveys" / path.relative_to(made)
            assert path.read_bytes() == there.read_bytes(), path.name


@pytest.mark.parametrize("name", SAMPLES)
def test_workbooks_hold_the_same_parts(root: Path, made: Path, name: str) -> None:
    """Compared part by part: how well the parts are packed depends on the zlib of the machine."""
    parts = []
    for path in (made / f"{name}.xlsx", root / "surveys" / f"{name}.xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts.append({entry.filename: archive.read(entry) for entry in archive.infolist()})
            assert archive.namelist() == sorted(archive.namelist())
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert parts[0] == parts[1]


@pytest.mark.parametrize("name", SAMPLES)
def test_twice_the_same_bytes(tmp_path: Path, name: str) -> None:
    first = write_survey_workbook(SAMPLES[name](), tmp_path / "one.xlsx").read_bytes()
    assert first == write_survey_workbook(SAMPLES[name](), tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("name", SAMPLES)
def test_workbook_and_folder_hold_the_same_tables(root: Path, name: str) -> None:
    book = pd.read_excel(root / "surveys" / f"{name}.xlsx", sheet_name=None)
    folder = root / "surveys" / name
    assert set(book) == {path.stem for path in folder.glob("*.csv")}
    for sheet, table in book.items():
        csv = pd.read_csv(folder / f"{sheet}.csv")
        pd.testing.assert_frame_equal(table, csv, check_dtype=False)


def test_a_seed_moves_the_ordinary_and_keeps_the_planted() -> None:
    first, other = footwear_valley(1), footwear_valley(2)
    assert not first["ties"].equals(other["ties"])
    assert first["ties"].equals(footwear_valley(1)["ties"])
    one, two = footwear_valley_key(1), footwear_valley_key(2)
    assert {**one, "seed": 0} == {**two, "seed": 0}


@pytest.mark.parametrize(
    ("make", "make_key", "counted"),
    [
        # Who names the silent, and the pairs that changed, are counted in the reports.
        (sinos_like_exporters, sinos_like_exporters_key, ("seed", "silent", "waves")),
        (compatriots_abroad, compatriots_abroad_key, ("seed", "silent")),
    ],
)
def test_a_seed_moves_no_planted_fact(make, make_key, counted) -> None:
    assert not make(1)["ties"].equals(make(2)["ties"])
    assert make(1)["ties"].equals(make(1)["ties"])
    one, two = make_key(1), make_key(2)
    assert {**one, **dict.fromkeys(counted)} == {**two, **dict.fromkeys(counted)}
    assert one["silent"].keys() == two["silent"].keys()


def test_florentine_counts() -> None:
    tables = florentine_families()
    assert len(tables["actors"]) == 16
    assert tables["ties"]["relation"].value_counts().to_dict() == {"marriage": 20, "business": 15}
    pairs = [tuple(sorted(pair)) for pair in tables["ties"][["source", "target"]].to_numpy()]
    assert {family for pair in pairs for family in pair} | {"pucci"} == set(tables["actors"]["id"])
    assert "pucci" not in {family for pair in pairs for family in pair}
    assert tables["actors"]["priorates"].isna().sum() == 6


def test_florentine_ties_and_figures_are_those_of_the_shared_data(shared_data: Path) -> None:
    folder = shared_data / "padgett_florentine"
    tables = florentine_families()
    short = {name[:9]: name for name in tables["actors"]["id"]}
    theirs = pd.read_csv(folder / "ties.csv")
    expected = {
        (row.layer, frozenset((short[row.source.lower()], short[row.target.lower()])))
        for row in theirs.itertuples()
    }
    ours = {
        (row.relation, frozenset((row.source, row.target))) for row in tables["ties"].itertuples()
    }
    assert ours == expected
    nodes = pd.read_csv(folder / "nodes.csv")
    nodes.index = nodes["id"].str.lower().map(short)
    figures = tables["actors"].set_index("id")
    assert (nodes["wealth"] == figures["wealth"]).all()
    assert (nodes["priorates"] == figures["priorates"].fillna(0)).all()


def test_nothing_is_replaced_without_being_told(tmp_path: Path) -> None:
    tables = florentine_families()
    folder = write_survey_folder(tables, tmp_path / "survey")
    (folder / "ties.csv").write_text("mine\n", encoding="utf-8")
    (folder / "actors.csv").unlink()
    with pytest.raises(OutputError):
        write_survey_folder(tables, folder)
    assert (folder / "ties.csv").read_text(encoding="utf-8") == "mine\n"
    assert not (folder / "actors.csv").exists(), "all files or none"
    write_survey_folder(tables, folder, overwrite=True)
    assert (folder / "ties.csv").read_text(encoding="utf-8").startswith("source,target")


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    tables = {"actors": pd.DataFrame({"id": ["=1+1", "-", "@x"], "size": [1.5, float("nan"), 2]})}
    book = openpyxl.load_workbook(write_survey_workbook(tables, tmp_path / "a.xlsx"))
    cells = book["actors"]["A"]
    assert [(cell.value, cell.data_type) for cell in cells[1:]] == [
        ("=1+1", "s"),
        ("-", "s"),
        ("@x", "s"),
    ]
    assert [cell.value for cell in book["actors"]["B"]] == ["size", 1.5, None, 2]
