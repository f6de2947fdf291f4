"""Real files of graph programs and matrices, counted independently with pandas and openpyxl."""

from __future__ import annotations

import io
import shutil
import warnings
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tiesnet.errors import SurveyError
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

Pairs = set[tuple[str, str]]


@pytest.fixture
def spreadsheets(shared_data: Path) -> Path:
    return shared_data / "raw-formats" / "spreadsheet"


def pairs(survey: Survey, relation: str | None = None) -> Pairs:
    ties = survey.ties if relation is None else survey.ties[survey.ties["relation"] == relation]
    return set(zip(ties["source"], ties["target"], strict=True))


def ends(frame: pd.DataFrame) -> Pairs:
    return {(str(a).strip(), str(b).strip()) for a, b in frame.to_numpy() if a != b}


def sheet(path: Path, name: str, skip: int = 0) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations openpyxl does not keep
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    rows = list(book[name].values)[skip:]
    return pd.DataFrame(rows[1:], columns=rows[0])


def off_diagonal(frame: pd.DataFrame) -> Pairs:
    long = frame.rename_axis("a").rename_axis("b", axis=1).stack()
    return {(str(a), str(b)) for (a, b), value in long.items() if value and a != b}


def test_les_miserables_is_one_network_in_two_files(spreadsheets: Path, tmp_path: Path) -> None:
    edges = pd.read_csv(spreadsheets / "lesmis-el.csv")
    nodes = pd.read_csv(spreadsheets / "lesmis-nl.csv")
    for frame in (edges, nodes):  # one name has a space at its end
        for column in frame.columns[frame.dtypes != "int64"]:
            frame[column] = frame[column].str.strip()
    alone = read_survey(spreadsheets / "lesmis-el.csv")
    assert len(edges) == len(alone.ties) == 508
    assert pairs(alone) == ends(edges.iloc[:, :2])
    assert len({frozenset(pair) for pair in pairs(alone)}) == 254
    for name in ("lesmis-el.csv", "lesmis-nl.csv"):
        shutil.copy(spreadsheets / name, tmp_path / name)
    both = read_survey(tmp_path)
    assert set(both.actors.index) == set(nodes["Character1"]) == set(alone.actors.index)
    assert pairs(both) == pairs(alone)
    # The size of a node is the sum of its weights, so both files are about one network.
    sums = both.ties.groupby("source")["strength"].sum()
    assert sums.to_dict() == nodes.set_index("Character1")["Size"].to_dict()
    wide = edges.pivot(index="Character1", columns="Character2", values="Weight")
    matrix = tmp_path / "lesmis-mat.csv"
    wide.fillna(0).astype(int).to_csv(matrix)
    again = read_survey(matrix)
    assert pairs(again) == pairs(alone)
    assert again.ties["strength"].sum() == edges["Weight"].sum()


@pytest.mark.parametrize(
    ("file", "firms", "ties"),
    [
        ("testCSVSemiColon.csv", 3, 3),
        ("test.xlsx", 3, 3),
        ("edges_table_opposite_force_undirected_merged.csv", 2, 2),
        ("edges_table_repeated_without_ids.csv", 4, 3),
        ("edges_table_types_test.csv", 2, 2),
        ("edges_table_with_timeset_intervals.csv", 3, 3),
        ("adj_list.csv", 9, 7),
    ],
)
def test_edge_tables(spreadsheets: Path, file: str, firms: int, ties: int) -> None:
    survey = read_survey(spreadsheets / file)
    assert (len(survey.actors), len(survey.ties)) == (firms, ties)
    again = {"contradictory_reports", "duplicate_report"}
    repeated = int(survey.problems["code"].isin(again).sum())
    lines = (spreadsheets / file).read_bytes().strip().count(b"\n")
    assert file in ("adj_list.csv", "test.xlsx") or ties + repeated == lines


def test_types_and_kinds_of_gephi(spreadsheets: Path) -> None:
    survey = read_survey(spreadsheets / "edges_table_types_test.csv")
    assert survey.relations["directed"].to_dict() == {"8": True, "1": False}
    assert len(build_network(survey).actors) == 2


def test_matrices(spreadsheets: Path) -> None:
    frame = pd.read_csv(spreadsheets / "matrix.csv", index_col=0, skipinitialspace=True)
    frame.index, frame.columns = frame.index.str.strip(), frame.columns.str.strip()
    survey = read_survey(spreadsheets / "matrix.csv")
    assert pairs(survey) == off_diagonal(frame)
    assert set(survey.problems["code"]) == {"matrix_diagonal"}
    book = sheet(spreadsheets / "matrix.xlsx", "maxtrix").set_index(None)
    assert pairs(read_survey(spreadsheets / "matrix.xlsx")) == off_diagonal(book)
    frame = pd.read_csv(spreadsheets / "test_matrix.csv")
    frame.index = frame.columns
    survey = read_survey(spreadsheets / "test_matrix.csv")
    assert pairs(survey) == off_diagonal(frame) and len(survey.ties) == 12


def test_a_matrix_with_a_firm_without_a_name(spreadsheets: Path) -> None:
    frame = pd.read_csv(
        spreadsheets / "complex_matrix.csv", sep=";", header=None, dtype=str, encoding="utf-8"
    )
    labels = [str(cell).strip() for cell in frame.iloc[0, 2:] if isinstance(cell, str)]
    values = frame.iloc[2:, 2 : 2 + len(labels)].astype(float)
    values.index = values.columns = labels
    survey = read_survey(spreadsheets / "complex_matrix.csv")
    assert set(survey.actors.index) == set(labels) and len(labels) == 26
    assert pairs(survey) == off_diagonal(values)
    assert list(survey.problems["code"]) == ["matrix_unnamed"] * 2


@pytest.mark.parametrize("file", ["paypal-mafia.xlsx", "snap-to-tutorial-data.xlsx"])
def test_kumu(spreadsheets: Path, file: str) -> None:
    elements = sheet(spreadsheets / file, "Elements")
    connections = sheet(spreadsheets / file, "Connections")
    survey = read_survey(spreadsheets / file)
    rows = connections.dropna(subset=["From", "To"])
    assert pairs(survey) == ends(rows[["From", "To"]])
    assert set(survey.actors.index) == set(elements["Label"].dropna().str.strip())
    assert len(survey.actors) == {"paypal-mafia.xlsx": 34, "snap-to-tutorial-data.xlsx": 51}[file]
    assert len(survey.ties) + len(survey.problems.query("code == 'duplicate_report'")) == len(rows)


def test_nodexl(shared_data: Path) -> None:
    (path,) = (shared_data / "raw-formats" / "nodexl").glob("*.xlsx")
    edges, nodes = sheet(path, "Edges", 1), sheet(path, "Vertices", 1)
    survey = read_survey(path)
    shown = edges[(edges["Visibility"] != "Skip") & edges["Vertex 1"].notna()]
    assert pairs(survey) == ends(shown[["Vertex 1", "Vertex 2"]])
    # NodeXL's own counts: 115 unique edges, 74 vertices that have one.
    assert len(survey.ties) == 115
    assert len(set(survey.ties["source"]) | set(survey.ties["target"])) == 74
    assert set(survey.actors.index) == set(nodes["Vertex"].dropna())
    assert survey.relations["directed"].tolist() == [True]


def test_network_canvas(shared_data: Path) -> None:
    place = shared_data / "raw-formats" / "network_canvas" / "complexdatacollective"
    survey = read_survey(place)
    named: Pairs = set()
    for path in place.glob("*_attributeList_*.csv"):
        frame = pd.read_csv(path, dtype=str)
        case = path.name.split("_" + path.name.split("_")[2])[0]
        named |= {(case, key) for key in frame["networkCanvasUUID"]}
    assert pairs(survey, "named") == named and len(named) == 63
    assert len(survey.actors) == 73 and survey.info["design"] == "ego"
    counts = {}
    for kind in ("Close", "DrugTie", "SexTie"):
        files = list(place.glob(f"*_edgeList_{kind}.csv"))
        frame = pd.concat([pd.read_csv(path, dtype=str) for path in files])
        keys = ["networkCanvasSourceUUID", "networkCanvasTargetUUID"]
        assert pairs(survey, kind) == ends(frame[keys])
        counts[kind] = len(frame)
    assert survey.ties["relation"].value_counts().to_dict() == {"named": 63, **counts}
    egos = survey.responses[survey.responses["state"] == "answered"]["actor"].nunique()
    assert egos == len(list(place.glob("*_ego.csv"))) == 10


def test_a_matrix_of_alters_is_the_list_of_their_ties(shared_data: Path) -> None:
    place = shared_data / "raw-surveys" / "vacca_egocentric"
    ties = pd.read_csv(place / "alter_ties.csv", dtype=str).query("ego_ID == '28'")
    survey = read_survey(place / "adj_028.csv")
    assert {frozenset(pair) for pair in pairs(survey)} == {
        frozenset(pair) for pair in ends(ties[["from", "to"]])
    }
    weights = survey.ties.set_index(["source", "target"])["strength"]
    given = ties.set_index(["from", "to"])["weight"].astype(float)
    assert (weights.reindex(given.index) == given).all()
    assert set(survey.responses["state"]) == {"answered"}


def test_matrices_of_egor(shared_data: Path) -> None:
    place = shared_data / "raw-surveys" / "egor_examples" / "matrices_32"
    for path in sorted(place.glob("*.csv"))[:8]:
        frame = pd.read_csv(path, sep=";")
        frame.index = frame.columns
        assert pairs(read_survey(path)) == off_diagonal(frame)
    with pytest.raises(SurveyError, match="do not name them"):
        read_survey(place)


@pytest.mark.parametrize(
    ("file", "repair"),
    [
        ("repeated_headers.xls", ".xlsx"),
        ("nodes_table_types_test.csv", "Source and Target"),
        ("test_utf8_chars_with_bom.csv", "Source and Target"),
        ("lesmis-nl.csv", "source"),
    ],
)
def test_files_without_ties_are_refused_with_a_repair(
    spreadsheets: Path, file: str, repair: str
) -> None:
    with pytest.raises(SurveyError) as raised:
        read_survey(spreadsheets / file)
    assert repair in raised.value.repair


def test_no_file_is_left_out(spreadsheets: Path) -> None:
    """Every file of the folder is read to a survey with ties, or refused above."""
    refused = set()
    for path in sorted(spreadsheets.iterdir()):
        try:
            assert len(read_survey(path).ties)
        except SurveyError:
            refused.add(path.name)
    assert refused == {
        *("repeated_headers.xls", "nodes_table_types_test.csv"),
        *("test_utf8_chars_with_bom.csv", "lesmis-nl.csv"),
    }
