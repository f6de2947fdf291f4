"""Tables of nodes and edges as graph programs write them: one sample made by hand for each."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tiesnet.errors import SurveyError
from tiesnet.survey import Survey, read_survey

Write = Callable[..., Path]
SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
HOSTILE = ["=1+1", "<b>x</b>", "007", "Sol; Mar, S.A.", 'The "Best"', "\u202eevil", "1E5", "Ñu"]


def pairs(survey: Survey) -> set[tuple[str, str, str]]:
    return set(zip(*(survey.ties[c] for c in ("relation", "source", "target")), strict=True))


def codes(survey: Survey) -> set[str]:
    return set(survey.problems["code"])


def read_as(survey: Survey) -> str:
    found = survey.assumptions
    return str(found.loc[found["code"] == "read_as", "assumption"].iloc[0])


# Gephi


def test_gephi_tables_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "valley [Nodes].csv").write_bytes(
        b"\xef\xbb\xbfId;Label;timeset;modularity_class;\r\n01;Alfa;;1;\r\n02;Beta;;2;\r\n03;;;2;\r\n"
    )
    (tmp_path / "valley [Edges].csv").write_bytes(
        b"Source;Target;Type;Id;Label;timeset;Weight;\r\n"
        b"01;02;Directed;0;;;2.5;\r\n02;03;Directed;1;;;1.0;\r\n"
    )
    survey = read_survey(tmp_path)
    assert "Gephi" in read_as(survey)
    assert survey.actors["name"].tolist() == ["Alfa", "Beta", "03"]
    assert pairs(survey) == {("tie", "01", "02"), ("tie", "02", "03")}
    assert survey.ties["strength"].tolist() == [2.5, 1]
    assert survey.relations.loc["tie", "directed"]
    assert set(survey.responses["state"]) == {"answered"}
    assert "fully_observed" in set(survey.assumptions["code"])


def test_gephi_ids_that_became_decimals(workbook: Write) -> None:
    path = workbook(
        {
            "my edges": [["Source", "Target", "Type"], ["1.0", "2.0", "Undirected"]],
            "Notes": [["made in 2024"]],
            "my nodes": [["Id", "Label"], ["1", "Alfa"], ["2", "Beta"]],
        }
    )
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "1", "2")}
    assert not survey.relations.loc["tie", "directed"]
    assert codes(survey) == {"sheet_not_read"}
    assert "whole_ids" in set(survey.assumptions["code"])


def test_gephi_mixed_directions_lose_no_arrow(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("Source,Target,Type,Weight\na,b,Directed,1\nb,c,Undirected,2\nd,a,Mutual,3\n")
    survey = read_survey(path)
    assert pairs(survey) == {
        *(("tie", "a", "b"), ("tie", "b", "c"), ("tie", "c", "b")),
        *(("tie", "d", "a"), ("tie", "a", "d")),
    }
    assert survey.ties["row"].tolist() == [2, 3, 3, 4, 4]
    assert survey.assumptions.loc[survey.assumptions["code"] == "both_ways", "count"].sum() == 2


def test_gephi_kinds_are_relations(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text(
        "Id,Label,Source,Target,Kind,Type,Weight\n"
        "1,,a,b,advice,Directed,1\n2,,a,b,friendship,Undirected,2\n3,,b,c,,Directed,2\n"
    )
    survey = read_survey(path)
    assert pairs(survey) == {
        *(("advice", "a", "b"), ("friendship", "a", "b"), ("tie", "b", "c")),
    }
    directed = survey.relations["directed"].to_dict()
    assert directed == {"advice": True, "friendship": False, "tie": True}


def test_gephi_nodes_alone_are_refused_with_a_repair(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text("Id,Label\n1,Alfa\n")
    with pytest.raises(SurveyError, match="no ties") as raised:
        read_survey(path)
    assert "Source and Target" in raised.value.repair


def test_gephi_headers_that_repeat_or_are_missing(tmp_path: Path) -> None:
    (tmp_path / "x_nodes.csv").write_text("Id,Label,Size,,Size\n1,Alfa,3,,4\n2,Beta,3,x,4\n")
    (tmp_path / "x_edges.csv").write_text("Source,Target\n1,2\n")
    survey = read_survey(tmp_path)
    assert len(survey.actors) == 2 and pairs(survey) == {("tie", "1", "2")}
    assert codes(survey) == {"cell_outside_table", "ambiguous_column"}


def test_columns_parted_by_spaces(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text('Source Target Type timeset\nA B Directed "[1, 2]"\nB C Directed "[2, 3]"\n')
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "A", "B"), ("tie", "B", "C")}
    assert survey.ties["timeset"].tolist() == ["[1, 2]", "[2, 3]"]


# Kumu

ELEMENTS = [
    ["Label", "Type", "Tags", "Description", "Image"],
    ["Alfa", "Company", "old|big", None, None],
    ["Beta", "Company", None, "a firm", None],
    ["Gamma|Delta", "Organisation", None, None, None],
    ["Eta", "University", None, None, None],
]
CONNECTIONS = [
    ["From", "To", "Type", "Direction", "Strength"],
    ["Alfa", "Beta|Eta", "Sells to", "directed", "Strong"],
    ["Beta", "Gamma|Delta", "Advice|Friendship", "mutual", "weak"],
    ["Eta", "Alfa", None, "undirected", "Medium"],
]


def test_kumu(workbook: Write) -> None:
    path = workbook(
        {
            "Old (ignore)": [["From", "To"], ["Alfa", "Nobody"]],
            "Connections": CONNECTIONS,
            "Elements": ELEMENTS,
        }
    )
    survey = read_survey(path)
    assert "Kumu" in read_as(survey)
    assert set(survey.actors.index) == {"Alfa", "Beta", "Gamma|Delta", "Eta"}
    both = [("Beta", "Gamma|Delta"), ("Gamma|Delta", "Beta")]
    assert pairs(survey) == {
        *(("Sells to", "Alfa", "Beta"), ("Sells to", "Alfa", "Eta"), ("tie", "Eta", "Alfa")),
        *(("Advice", *ends) for ends in both),
        *(("Friendship", *ends) for ends in both),
    }
    strengths = survey.ties.set_index(["relation", "source"])["strength"]
    assert strengths["tie", "Eta"] == 2 and strengths["Advice", "Beta"] == 1
    assert not survey.relations.loc["tie", "directed"]
    assert survey.actors.loc["Alfa", "Tags"] == "old; big"
    assert codes(survey) == {"sheet_not_read"}
    assumed = set(survey.assumptions["code"])
    assert {"several_in_a_cell", "strength_in_words", "both_ways", "blank_relation"} <= assumed


def test_kumu_types_that_are_kinds_are_read_as_kinds(workbook: Write) -> None:
    rows = [row for row in ELEMENTS if row[1] != "Organisation"]
    path = workbook({"Elements": rows, "Connections": [["From", "To"], ["Alfa", "Eta"]]})
    assert read_survey(path).actors["kind"].to_dict() == {
        "Alfa": "firm",
        "Beta": "firm",
        "Eta": "research",
    }
    path = workbook({"Elements": ELEMENTS, "Connections": [["From", "To"], ["Alfa", "Eta"]]})
    survey = read_survey(path)
    assert set(survey.actors["kind"]) == {"firm"}
    assert survey.actors.loc["Eta", "Element type"] == "University"


def test_kumu_ids_stand_over_labels(workbook: Write) -> None:
    path = workbook(
        {
            "Elements": [["ID", "Label", "Type"], ["e1", "Alfa", "x"], ["e2", "Alfa", "y"]],
            "Connections": [["From", "To"], ["e1", "e2"]],
        }
    )
    survey = read_survey(path)
    assert list(survey.actors.index) == ["e1", "e2"]
    assert pairs(survey) == {("tie", "e1", "e2")}
    assert codes(survey) == {"same_name"}


def test_kumu_sheets_of_connections_are_put_together(workbook: Write) -> None:
    path = workbook(
        {
            "Firms": [["Label"], ["Alfa"], ["Beta"]],
            "Trade": [["From", "To", "Type"], ["Alfa", "Beta", "Trade"]],
            "Advice": [
                ["From", "To", "Strength", "Type"],
                ["Beta", "", 3, "Advice"],
                ["Beta", "Alfa", 3, "Advice"],
            ],
        }
    )
    survey = read_survey(path)
    assert pairs(survey) == {("Trade", "Alfa", "Beta"), ("Advice", "Beta", "Alfa")}
    (row,) = survey.problems.to_dict("records")
    assert (row["code"], row["sheet"], row["row"]) == ("missing_source_or_target", "Advice", 2)
    assert set(zip(survey.ties["sheet"], survey.ties["row"], strict=True)) == {
        ("Trade", 2),
        ("Advice", 3),
    }


# NodeXL


def nodexl(captions: bool, directed: str = "Directed") -> dict[str, list[list[object]]]:
    edges: list[list[object]] = [
        [None, None, "Visual Properties", None, "Labels", "Other Columns"],
        ["Vertex 1", "Vertex 2", "Color", "Visibility", "Label", "Edge Weight", "Relationship"],
        ["Alfa", "Beta", "Red", None, None, 2, "Advice"],
        ["Beta", "Gamma", None, "Skip", None, 1, "Advice"],
        ["Gamma", "Alfa", None, "Show", None, 3, "Friendship"],
    ]
    nodes: list[list[object]] = [
        [None, "Visual Properties", None, "Graph Metrics"],
        ["Vertex", "Color", "Size", "Degree", "Sector"],
        ["Alfa", "Red", 3, 2, "shoes"],
        ["Beta", None, 1, 1, "soles"],
        ["Gamma", None, 1, 1, "soles"],
        ["Delta", None, None, None, "soles"],
    ]
    first = 0 if captions else 1
    return {
        "Edges": edges[first:],
        "Vertices": nodes[first:],
        "Groups": [["Group", "Vertex Color"], ["G1", "Red"]],
        "Group Vertices": [["Group", "Vertex", "Vertex ID"], ["G1", "Alfa", 1]],
        "Misc": [["Per-Workbook Setting", "Value"], ["Graph Directedness", directed]],
    }


@pytest.mark.parametrize("captions", [True, False])
@pytest.mark.parametrize("directed", ["Directed", "Undirected"])
def test_nodexl(workbook: Write, captions: bool, directed: str) -> None:
    survey = read_survey(workbook(nodexl(captions, directed)))
    assert "NodeXL" in read_as(survey)
    assert pairs(survey) == {("Advice", "Alfa", "Beta"), ("Friendship", "Gamma", "Alfa")}
    assert survey.ties["strength"].tolist() == [2, 3]
    assert survey.ties["row"].tolist() == ([3, 5] if captions else [2, 4])
    assert survey.relations["directed"].tolist() == [directed == "Directed"] * 2
    assert list(survey.actors.index) == ["Alfa", "Beta", "Gamma", "Delta"]
    assert survey.actors["Sector" if "Sector" in survey.actors else "sector"].notna().all()
    assert "size" not in survey.actors and "Color" not in survey.ties
    assert list(survey.problems["code"]).count("sheet_not_read") == 3
    assert codes(survey) == {"sheet_not_read", "rows_skipped"}


# Polinode


def test_polinode(workbook: Write) -> None:
    path = workbook(
        {
            "Edges": [
                ["Source", "Target", "Relationship", "Strength"],
                ["Alfa", "Beta", "Advice", 2],
                ["Beta", "Alfa", None, 1],
            ],
            "Nodes": [["Name", "Sector"], ["Alfa", "shoes"], ["Beta", "soles"], ["Eta", "x"]],
        }
    )
    survey = read_survey(path)
    assert "Polinode" in read_as(survey)
    assert len(survey.actors) == 3
    assert pairs(survey) == {("Advice", "Alfa", "Beta"), ("tie", "Beta", "Alfa")}
    assert "blank_relation" in set(survey.assumptions["code"])


# Network Canvas

EGO = "networkCanvasEgoUUID"
NODES = f"nodeID,{EGO},networkCanvasUUID,name,Trust_High,Trust_Very_high,Map_x,Map_y,Close,\r\n"
EDGES = (
    f"edgeID,from,to,{EGO},networkCanvasUUID,networkCanvasSourceUUID,networkCanvasTargetUUID\r\n"
)


def canvas(place: Path) -> Path:
    place.mkdir(exist_ok=True)
    head = f"{EGO},networkCanvasCaseID,networkCanvasSessionID,sessionStart,Uses_Phone,Uses_Mail"
    for case, ego, people in (("firm A", "E1", "ab"), ("firm B", "E2", "cd")):
        start = f"{case}_s{ego}"
        (place / f"{start}_ego.csv").write_text(
            f"{head}\r\n{ego},{case},s{ego},2024-01-01,true,false\r\n"
        )
        rows = [
            f"{k},{ego},uuid-{name},{name.upper() * 3},true,{str(k == 1).lower()},0.1,0.2,,"
            for k, name in enumerate(people, start=1)
        ]
        nodes = place / f"{start}_attributeList_Company.csv"
        nodes.write_text(NODES + "\r\n".join(rows) + "\r\n")
        edges = place / f"{start}_edgeList_Advice.csv"
        edges.write_text(f"{EDGES}1,1,2,{ego},x{ego},uuid-{people[0]},uuid-{people[1]}\r\n")
    return place


def test_network_canvas(tmp_path: Path) -> None:
    survey = read_survey(canvas(tmp_path / "export"))
    assert "Network Canvas" in read_as(survey)
    assert survey.info["design"] == "ego"
    assert set(survey.actors.index) == {"firm A", "firm B", *(f"uuid-{x}" for x in "abcd")}
    assert pairs(survey) == {
        *(("named", "firm A", f"uuid-{x}") for x in "ab"),
        *(("named", "firm B", f"uuid-{x}") for x in "cd"),
        *(("Advice", "uuid-a", "uuid-b"), ("Advice", "uuid-c", "uuid-d")),
    }
    assert survey.relations["directed"].to_dict() == {"named": True, "Advice": False}
    assert survey.actors.loc["uuid-a", ["name", "kind", "Trust"]].tolist() == [
        "AAA",
        "firm",
        "High; Very high",
    ]
    assert survey.actors.loc["firm A", "Uses"] == "Phone"
    assert not {"Map_x", "Map_y", "sessionStart", EGO} & set(survey.actors.columns)
    states = survey.responses.groupby("actor")["state"].agg(set).to_dict()
    assert states["firm A"] == {"answered"} and states["uuid-a"] == {"not_asked"}
    assert "third_party_report" not in codes(survey)


def test_network_canvas_in_an_archive(tmp_path: Path) -> None:
    place = canvas(tmp_path / "export")
    archive = Path(shutil.make_archive(str(tmp_path / "export"), "zip", place))
    one, two = read_survey(place), read_survey(archive)
    assert pairs(one) == pairs(two) and "Network Canvas" in read_as(two)


def test_network_canvas_matrices_stand_for_missing_lists(tmp_path: Path) -> None:
    place = canvas(tmp_path / "export")
    (place / "firm A_sE1_edgeList_Advice.csv").unlink()
    for start, people in (("firm A_sE1", "ab"), ("firm B_sE2", "cd")):
        one, two = (f"uuid-{name}" for name in people)
        (place / f"{start}_adjacencyMatrix_Advice.csv").write_text(
            f",{one},{two}\r\n{one},0,1\r\n{two},1,0\r\n"
        )
    survey = read_survey(place)
    advice = {pair[1:] for pair in pairs(survey) if pair[0] == "Advice"}
    assert advice == {("uuid-a", "uuid-b"), ("uuid-c", "uuid-d")}
    assert len(survey.ties) == 6


def test_network_canvas_rows_without_key_and_egos_without_file(tmp_path: Path) -> None:
    place = canvas(tmp_path / "export")
    (place / "firm B_sE2_ego.csv").unlink()
    nodes = place / "firm B_sE2_attributeList_Company.csv"
    nodes.write_text(nodes.read_text() + "3,E2,,Nobody,,,,,,\r\n")
    survey = read_survey(place)
    assert "E2" in survey.actors.index and len(survey.actors) == 6
    row = survey.problems[survey.problems["code"] == "missing_id"].iloc[0]
    assert (row["file"], row["row"]) == (nodes.name, 4)


# Edge lists of other programs


@pytest.mark.parametrize(
    "headers",
    [
        *(("Character1", "Character2"), ("firm_a", "firm_b"), ("i", "j"), ("de", "a")),
        *(("da", "a"), ("origen", "destino"), ("ego", "alter"), ("sender", "receiver")),
        *(("Vertex 1", "Vertex 2"), ("from", "to"), ("From ID", "To ID"), ("node 1", "node 2")),
        *(("from_person", "to_person"), ("origem", "destino"), ("origine", "destinazione")),
    ],
)
def test_headers_of_ends(tmp_path: Path, headers: tuple[str, str]) -> None:
    path = tmp_path / "e.csv"
    path.write_text(f"{headers[0]},{headers[1]},weight\nx,y,2\ny,z,1\n")
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "x", "y"), ("tie", "y", "z")}
    assert survey.ties["strength"].tolist() == [2, 1]


def test_numbered_partners_are_no_ends(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("partner1,partner2,partner3\nx,y,z\ny,z,x\n")
    try:
        survey = read_survey(path)
    except SurveyError:
        return
    assert "ends_by_headers" not in set(survey.assumptions["code"])


def test_a_table_beside_an_edge_list_that_lists_its_ends(folder: Write) -> None:
    survey = read_survey(
        folder(el="Person1,Person2\nx,y\ny,z", nl="Person1,Size\nx,3\ny,4\nz,5\nw,1")
    )
    assert list(survey.actors.index) == ["x", "y", "z", "w"] and len(survey.ties) == 2


# Any network, any shape

FIRMS = st.lists(st.text("abcdefghijkl", min_size=2, max_size=5), min_size=3, max_size=8)


def save(path: Path, sheets: dict[str, list[list[object]]], seed: int) -> Path:
    """Write sheets in any order, among one that does not count."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    names = [*sheets, "Readme"]
    random.Random(seed).shuffle(names)
    for name in names:
        page = book.create_sheet(name)
        for row in sheets.get(name, [["Nothing to see here"]]):
            page.append(row)
            for cell in page[page.max_row]:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(path)
    return path


@SLOW
@given(names=FIRMS, seed=st.integers(0, 99))
def test_any_network_comes_back_from_any_tables(names: list[str], seed: int) -> None:
    draw = random.Random(seed)
    firms = [f"{name}{k}" for k, name in enumerate(names)] + HOSTILE[: 1 + seed % len(HOSTILE)]
    ties = draw.sample([(a, b) for a in firms for b in firms if a != b], 2 + seed % 9)
    rows = [[a, b] for a, b in ties]
    shapes: dict[str, dict[str, list[list[object]]]] = {
        "Gephi": {
            "gephi nodes": [["Id", "Label"], *([f, f] for f in firms)],
            "gephi edges": [["Source", "Target", "Type"], *([*r, "Directed"] for r in rows)],
        },
        "Kumu": {
            "Elements": [["Label", "Type"], *([f, "x"] for f in firms)],
            "Connections": [["From", "To"], *rows],
        },
        "NodeXL": {
            "Edges": [[None, None, "Labels"], ["Vertex 1", "Vertex 2", "Label"], *rows],
            "Vertices": [[None, "Layout"], ["Vertex", "X"], *([f, 1] for f in firms)],
        },
        "Polinode": {
            "Nodes": [["Name"], *([f] for f in firms)],
            "Edges": [["Source", "Target"], *rows],
        },
    }
    with tempfile.TemporaryDirectory() as place:
        for name, sheets in shapes.items():
            survey = read_survey(save(Path(place) / f"{name}.xlsx", sheets, seed))
            assert name in read_as(survey)
            assert set(survey.actors.index) == set(firms), name
            assert pairs(survey) == {("tie", a, b) for a, b in ties}, name
