"""A sheet tells a firm of its own ties, of others only as quarters, and nothing in confidence."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

import tiesnet
from tiesnet.cli import main
from tiesnet.errors import NeedsError, OutputError, TiesnetError
from tiesnet.exports import Sheet, sheets_of, write_sheets
from tiesnet.exports.sheets.drawing import MOST_DRAWN, bar, drawn
from tiesnet.exports.sheets.files import file_stems
from tiesnet.exports.sheets.meetings import without_trade
from tiesnet.exports.sheets.numbers import benchmark
from tiesnet.exports.sheets.own import answering_firms, own_ties, unnamed
from tiesnet.language import in_language
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network


def _study(folder: Path, *, consent: bool = False, most: int = 9) -> Path:
    """Nine firms that answered but the last; b alone says that it advises a, and so on."""
    folder.mkdir(parents=True)
    firms = "abcdefghi"[:most]
    rows = ["id,name,kind,stage,size,offers,consent,respondent"]
    for place, firm in enumerate(firms):
        agreed = "no" if consent and firm == "c" else "yes"
        answered = "no" if firm == "i" else "yes"
        told = f"firm,s{place % 3},{place + 3},wax,{agreed},{answered}"
        rows.append(f"{firm},Firm {firm.upper()},{told}")
    (folder / "actors.csv").write_text("\n".join(rows) + "\n")
    ties = ["source,target,relation,reported_by"]
    for one, other in ("ab", "ac", "ad", "bc", "cd", "de", "ef", "fg", "gh", "ha"):
        if one in firms and other in firms:
            ties += [f"{one},{other},sells,{one}", f"{one},{other},sells,{other}"]
    ties += ["b,a,rumour,b", "e,a,rumour,e", "a,g,rumour,a", "h,i,sells,h"][: 4 if most > 8 else 2]
    (folder / "ties.csv").write_text("\n".join(ties) + "\n")
    (folder / "relations.csv").write_text(
        "id,label,formality,directed\nsells,Sells to,formal,yes\nrumour,Rumour,informal,yes\n"
    )
    (folder / "stages.csv").write_text("id,order,label\ns0,1,Hides\ns1,2,Soles\ns2,3,Shoes\n")
    return folder


def _measured(folder: Path, **building: object) -> Measures:
    return measure(build_network(tiesnet.read_survey(folder), **building))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    return _measured(_study(tmp_path_factory.mktemp("sheets") / "study"))


@pytest.fixture(scope="module")
def sheets(study: Measures) -> dict[str, Sheet]:
    return {sheet.firm: sheet for sheet in sheets_of(study)}


@pytest.fixture(scope="module")
def written(study: Measures, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("written")
    write_sheets(study, place)
    return place


def test_every_firm_that_answered_has_a_sheet(sheets: dict[str, Sheet], written: Path) -> None:
    assert sorted(sheets) == list("abcdefgh")
    pages = {path.name for path in written.glob("*.html")}
    assert pages == {"index.html", *(f"firm-{firm}.html" for firm in "abcdefgh")}
    index = (written / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([^"]+)"', index)) == pages - {"index.html"}


def test_no_sheet_tells_what_another_said_in_confidence(sheets: dict[str, Sheet]) -> None:
    """B and E say that they talk of A; A says it of G, which does not hear of it."""
    said = {
        firm: {name for group in sheet.groups if "Rumour" in group.label for name in group.names}
        for firm, sheet in sheets.items()
    }
    assert said["a"] == {"Firm G"}
    assert said["b"] == {"Firm A"} and said["e"] == {"Firm A"}
    assert said["g"] == set()
    assert "Firm E" not in {partner.name for partner in sheets["a"].partners}
    assert any("in confidence" in note for note in sheets["a"].notes)


def test_ties_of_one_end_stand_with_the_end_that_reported(study: Measures) -> None:
    seen = own_ties(study.net)
    for _, tie in study.net.ties.iterrows():
        ends = {end: study.net.actors.index[tie[end]] for end in ("source", "target")}
        for end, other in (("source", "target"), ("target", "source")):
            mine = seen[(seen["actor"] == ends[end]) & (seen["partner"] == ends[other])]
            told = tie["layer"] in set(mine["layer"])
            assert told == (tie["reported"] in (end, "both")), tie


def test_numbers_are_those_of_the_measures(study: Measures, sheets: dict[str, Sheet]) -> None:
    degree = study.actors[("sells", "degree")]
    between = study.actors[("all", "betweenness_normalised")]
    full = list(answering_firms(study.net, fully=True))
    for firm, sheet in sheets.items():
        numbers = {number.label: number for number in sheet.numbers}
        assert numbers["Sells to"].value == degree[firm]
        shown = numbers["Shortest ways of others that lead through it"]
        if (numbers["Partners"].value or 0) >= 3:
            assert shown.value == between[firm]
        else:
            assert shown.value is None and shown.text == ""
        assert shown.among == benchmark(between.reindex(full))
    assert any(number.value is None for sheet in sheets.values() for number in sheet.numbers)


def test_benchmarks_are_quarters_of_those_that_answered(
    study: Measures, sheets: dict[str, Sheet]
) -> None:
    full = list(answering_firms(study.net, fully=True))
    known = study.actors[("sells", "degree")].reindex(full)
    low, middle, high = np.quantile(known, (0.25, 0.5, 0.75))
    for sheet in sheets.values():
        (one,) = [number for number in sheet.numbers if number.label == "Sells to"]
        assert one.among is not None
        assert (one.among.low, one.among.middle, one.among.high) == (low, middle, high)
        expected = (
            "below" if one.value < low else "above" if one.value > high else "within"  # type: ignore[operator]
        )
        assert one.place.startswith(expected)


def test_few_firms_are_not_compared(tmp_path: Path) -> None:
    assert benchmark(pd.Series([1.0, 2, 3, 4])) is None
    assert benchmark(pd.Series([1.0, 2, 3, 4, None])) is None
    made = benchmark(pd.Series([1.0, 2, 3, 4, 5]))
    assert made is not None and made.middle == 3
    measures = _measured(_study(tmp_path / "few", most=4))
    for sheet in sheets_of(measures):
        assert all(number.among is None for number in sheet.numbers)
        assert any("Fewer than 5 firms" in note for note in sheet.notes)
    write_sheets(measures, tmp_path / "out")
    page = (tmp_path / "out" / "firm-a.html").read_text(encoding="utf-8")
    assert 'class="bar"' not in page


def test_the_bar_ends_at_no_other_firm() -> None:
    one = bar(2.0, 4.0, 6.0, 3.0)
    assert (one.low, one.own) == (26.7, 40.0)
    assert bar(0.0, 0.0, 0.0, 0.0).own == 0.0
    assert bar(1.0, 2.0, 3.0, None).own is None


def test_who_did_not_agree_is_not_named(tmp_path: Path) -> None:
    folder = _study(tmp_path / "study", consent=True)
    measures = _measured(folder)
    assert len(unnamed(measures.net)) == 1
    write_sheets(measures, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Firm C" not in text
        own = path.name == "index.html" or path.name.startswith("firm-01")
        assert own or "Firm 01" not in text, path.name
    assert "name withheld" in (tmp_path / "out" / "firm-a.html").read_text(encoding="utf-8")
    named = _measured(folder, internal=True)
    assert unnamed(named.net) == frozenset()


def test_whom_others_trade_with_is_no_reason() -> None:
    assert without_trade("same place (Elche); both supply Acme") == "same place (Elche)"
    assert without_trade("both buy from Acme") == ""
    assert without_trade("both in Club") == "both in Club"
    with in_language("es"):
        assert without_trade("mismo lugar") == "mismo lugar"


def test_whom_to_ask_is_known_to_the_firm(sheets: dict[str, Sheet]) -> None:
    asked = [(sheet, one) for sheet in sheets.values() for one in sheet.meetings if one.ask]
    for sheet, one in asked:
        assert one.ask in {partner.name for partner in sheet.partners}
    assert any(sheet.meetings for sheet in sheets.values())


def test_hostile_names_are_inert(measures: Measures, tmp_path: Path) -> None:
    paths = write_sheets(measures, tmp_path / "out")
    for name, path in paths.items():
        assert re.fullmatch(r"[a-z0-9-]+\.(html|xlsx|json)", name)
        if name.endswith(".html"):
            text = path.read_text(encoding="utf-8")
            assert "<script" not in text and "</x>" not in text and "<shoes>" not in text
            assert "default-src 'none'" in html.unescape(text)
            assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
    book = openpyxl.load_workbook(paths["sheets.xlsx"])
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    with zipfile.ZipFile(io.BytesIO(paths["sheets.xlsx"].read_bytes())) as packed:
        assert not [name for name in packed.namelist() if "externalLink" in name]


def test_the_workbook_holds_the_same(sheets: dict[str, Sheet], written: Path) -> None:
    book = openpyxl.load_workbook(written / "sheets.xlsx")
    index = book.worksheets[0]
    links = {cell.hyperlink.location for row in index.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames[1:]}
    for sheet, page in zip(sheets.values(), book.worksheets[1:], strict=True):
        rows = {str(row[0].value).strip(): row[1].value for row in page.iter_rows() if row[0].value}
        for number in sheet.numbers:
            assert rows[number.label] == pytest.approx(number.value)
        assert page.page_setup.fitToHeight == 1 and page.page_setup.paperSize == 9
        assert "in confidence" in " ".join(rows)


def test_the_same_measures_give_the_same_files(study: Measures, written: Path) -> None:
    before = {path.name: path.read_bytes() for path in written.iterdir()}
    write_sheets(study, written)  # files nobody changed are replaced without asking
    assert {path.name: path.read_bytes() for path in written.iterdir()} == before


def test_a_changed_file_is_left_alone(study: Measures, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_sheets(study, out, firms=["Firm A", "b"])
    assert {path.name for path in out.glob("firm*")} == {"firm-a.html", "firm-b.html"}
    (out / "firm-a.html").write_text("mine")
    (out / "firm-b.html").unlink()
    with pytest.raises(OutputError):
        write_sheets(study, out, firms=["a", "b"])
    assert (out / "firm-a.html").read_text() == "mine"
    assert not (out / "firm-b.html").exists()
    write_sheets(study, out, overwrite=True, firms=["a", "b"])
    assert "Firm A" in (out / "firm-a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "said"),
    [("Firm AA", "Did you mean"), ("xyzzy", "name or id"), ("Firm I", "did not answer")],
)
def test_a_firm_without_a_sheet_is_named(
    study: Measures, tmp_path: Path, asked: str, said: str
) -> None:
    with pytest.raises(TiesnetError) as caught:
        write_sheets(study, tmp_path / "out", firms=[asked])
    assert said in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_one_name_of_several_firms_needs_an_id(tmp_path: Path) -> None:
    folder = _study(tmp_path / "study")
    actors = folder / "actors.csv"
    actors.write_text(actors.read_text().replace("Firm B", "Firm D"))
    measures = _measured(folder)
    with pytest.raises(TiesnetError, match="Several"):
        write_sheets(measures, tmp_path / "out", firms=["Firm D"])
    assert set(write_sheets(measures, tmp_path / "out")) >= {"firm-d.html", "firm-d-2.html"}


def test_nobody_answered(tmp_path: Path) -> None:
    folder = _study(tmp_path / "study")
    actors = folder / "actors.csv"
    actors.write_text(actors.read_text().replace(",yes\n", ",no\n"))
    (folder / "ties.csv").write_text("source,target,relation,reported_by\na,b,sells,Outsider\n")
    with pytest.raises(NeedsError):
        sheets_of(_measured(folder))


def test_file_names_are_plain_and_different() -> None:
    made = file_stems(["Ñandú S.A.", "Nandu, s.a.", "靴", "../x", "CON", "com1", "index", "a" * 99])
    assert made[:3] == ["nandu-s-a", "nandu-s-a-2", "firm"]
    assert made[3:7] == ["x", "firm-con", "firm-com1", "firm-index"]
    assert len(made[7]) == 40 and len(set(made)) == len(made)


def test_a_crowd_of_partners_is_counted(sheets: dict[str, Sheet]) -> None:
    from dataclasses import replace

    one = sheets["a"]
    crowd = replace(one, partners=one.partners[:1] * (MOST_DRAWN + 7))
    assert drawn(crowd).left_out == 7 and len(drawn(crowd).spots) == MOST_DRAWN
    heights = sorted(spot.y for spot in drawn(crowd).spots if spot.anchor == "end")
    assert min(np.diff(heights)) > 12


def test_formal_and_informal_stand_side_by_side(sheets: dict[str, Sheet]) -> None:
    lines = drawn(sheets["a"]).lines
    assert {line.kind for line in lines} == {"formal", "informal"}
    assert drawn(sheets["b"]).lines[0].heads


def test_ties_that_nobody_reported_are_shown_to_both_ends(tmp_path: Path) -> None:
    edges = tmp_path / "edges.csv"
    edges.write_text("source,target\na,b\nb,c\nc,a\n")
    found = sheets_of(_measured(edges))
    assert all(len(sheet.partners) == 2 for sheet in found)
    assert all("observed" in sheet.notes[0] for sheet in found)


def test_the_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _study(tmp_path / "study")
    with pytest.raises(SystemExit) as left:
        main(["sheets", str(folder), "-o", str(tmp_path / "out"), "--firm", "Firm A"])
    assert not left.value.code
    assert "1 sheet was written." in capsys.readouterr().out
    assert (tmp_path / "out" / "firm-a.html").exists()
    with pytest.raises(SystemExit) as left:
        main(["sheets", str(folder), "-o", str(tmp_path / "out"), "--firm", "Nobody"])
    assert left.value.code == 2
