"""The workbook: text stays text, empty cells have reasons, same input gives the same bytes."""

import io
import math
import posixpath
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from tiesnet.diagnosis import diagnoses, register, response
from tiesnet.exports.tables import firms_table
from tiesnet.exports.workbook import measures_workbook, workbook_bytes, write_workbook
from tiesnet.exports.workbook.links import Link, Places, links_xml, location, places_of
from tiesnet.exports.workbook.names import sheet_names
from tiesnet.exports.workbook.sheets import Sheets
from tiesnet.language import in_language
from tiesnet.metrics import measure
from tiesnet.network import network_from_edges

SHEETS = [
    "Summary",
    "Dashboard",
    "Firms",
    "Disconnected",
    "Brokers",
    "Horizontal-vertical",
    "Formal-informal",
    "Network",
    "Ties",
    "Firms-all",
    "Mixing by attribute",
    "Behind the dashboard",
    "Definitions",
    "Parameters",
    "Problems",
    "Next survey",
    "Provenance",
]


@pytest.fixture(scope="module")
def data(measures):
    return workbook_bytes(measures)


@pytest.fixture(scope="module")
def book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(book):
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def rows(sheet):
    return list(sheet.iter_rows(values_only=True))


def heads(sheet):
    return [str(cell.value).split("\n")[0] for cell in sheet[1]]


def test_sheets_stand_in_the_order_of_the_report(book):
    labels = [study.label for study in diagnoses().values()]
    assert [name for name in book.sheetnames if name not in labels] == SHEETS
    own = [name for name in book.sheetnames if name in labels]
    assert own and own == [label for label in labels if label in own]
    assert book.sheetnames.index("Network") == book.sheetnames.index(own[-1]) + 1


def test_no_text_becomes_a_formula_or_an_error(book):
    assert {cell.data_type for cell in cells(book)} <= {"s", "n"}


def test_names_come_back_as_they_are(book, names):
    firms = [row[0] for row in rows(book["Firms"])[1:]]
    assert set(names) <= set(firms)
    assert set(names) <= {row[0] for row in rows(book["Firms-all"])}
    assert {row[0] for row in rows(book["Ties"])} & set(names)


def test_texts_a_spreadsheet_would_run_are_marked_as_text(book):
    risky = [c for c in cells(book) if isinstance(c.value, str) and c.value[:1] in "=+-@\t"]
    assert len(risky) > 20
    assert all(cell.quotePrefix for cell in risky)


def test_same_measures_give_the_same_bytes(measures, data):
    assert workbook_bytes(measures) == data


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path):
    code = (
        "from hashlib import sha256; from tiesnet.network import network_from_edges;"
        "from tiesnet.metrics import measure; from tiesnet.exports.workbook import workbook_bytes;"
        "net = network_from_edges([('a', 'b'), ('b', 'c'), ('c', 'd')], stages={'a': 'x'});"
        "print(sha256(workbook_bytes(measure(net))).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(found) == 1


def test_no_clock_in_the_file(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
        assert archive.namelist() == sorted(archive.namelist())


def test_contacts_are_never_exported(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [n for n in archive.namelist() if b"secret@" in archive.read(n)]


def test_firms_is_a_real_table_with_filter_and_frozen_headings(book):
    sheet = book["Firms"]
    table = sheet.tables["Firms"]
    assert table.ref == sheet.dimensions
    assert table.autoFilter.ref == table.ref
    assert [c.name for c in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "B2"
    assert sheet.conditional_formatting
    assert heads(sheet)[:4] == ["Firm", "Answered", "Connection", "Hangs by"]
    assert 20 <= len(heads(sheet)) <= 32


def test_line_ends_in_headings_are_written_as_excel_writes_them(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = archive.read("xl/tables/table1.xml")
    assert b'name="Partners_x000a_actors"' in table
    assert b"&#10;" not in table


def test_headings_differ_within_every_table(book):
    for sheet in book:
        for table in sheet.tables.values():
            named = [column.name.casefold() for column in table.tableColumns]
            assert len(named) == len(set(named))
            assert all(named)
    tables = [name for sheet in book for name in sheet.tables]
    assert len(tables) == len(set(tables))


def test_headings_carry_their_definition(book):
    noted = [cell for cell in book["Firms"][1] if cell.comment]
    assert len(noted) > 15
    assert any("Burt (1992)" in cell.comment.text for cell in noted)


def test_percentages_and_decimals_are_shown_not_rounded(book, measures):
    sheet = book["Firms"]
    column = {name: k for k, name in enumerate(heads(sheet))}
    shown = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    cell = shown["Firm 0"][column["Betweenness"]]
    actor = measures.net.actors.index[measures.net.actors["name"] == "Firm 0"][0]
    assert cell.value == measures.actors.at[actor, ("all", "betweenness_normalised")]
    assert cell.number_format == "0.0%"
    assert shown["Firm 0"][column["Effective size"]].number_format == "0.000"
    assert shown["Firm 0"][column["Partners"]].number_format == "#,##0"


def test_lower_bounds_stay_numbers_and_say_at_least(book):
    sheet = book["Firms"]
    column = {name: k for k, name in enumerate(heads(sheet))}
    row = next(r for r in sheet.iter_rows(min_row=2) if r[column["Answered"]].value == "silent")
    cell = row[column["Incoming ties"]]
    assert isinstance(cell.value, int | float)
    assert cell.number_format.startswith('"≥ "')
    assert row[column["Partners"]].value is None
    assert "did not answer" in row[column["Why cells are empty"]].value


def test_every_empty_number_has_a_reason(book):
    sheet = rows(book["Firms-all"])
    value, why = sheet[0].index("Value"), sheet[0].index("Why it is empty, or a lower bound")
    empty = [row for row in sheet[1:] if row[value] is None]
    assert len(empty) > 50
    assert all(row[why] for row in empty)


def test_other_programs_read_the_long_sheets_whole(data, measures):
    for sheet, count in (("Firms-all", measures.actors.size), ("Ties", len(measures.ties))):
        assert len(pd.read_excel(io.BytesIO(data), sheet_name=sheet)) == count
        lazy = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        assert len(list(lazy[sheet].iter_rows())) == count + 1
        lazy.close()


def test_more_rows_than_a_sheet_can_hold_go_on_in_the_next(measures, monkeypatch):
    monkeypatch.setattr("tiesnet.exports.workbook.one_sheet.MOST_ROWS", 1500)
    whole = openpyxl.load_workbook(io.BytesIO(workbook_bytes(measures)))
    pages = [name for name in whole.sheetnames if name.startswith("Firms-all")]
    more = range(2, math.ceil(measures.actors.size / 1500) + 1)
    assert pages == ["Firms-all", *(f"Firms-all {k}" for k in more)]
    assert len(pages) > 2
    assert sum(len(rows(whole[name])) - 1 for name in pages) == measures.actors.size


def test_firms_all_holds_every_number(book, measures):
    sheet = rows(book["Firms-all"])
    assert len(sheet) - 1 == measures.actors.size
    at = {name: k for k, name in enumerate(sheet[0])}
    found = {
        (row[at["Id"]], row[at["Relation"]], row[at["Code name"]]): row[at["Value"]]
        for row in sheet[1:]
    }
    for actor, values in measures.actors["formal"]["effective_size"].items():
        stored = found[(actor, "Formal ties", "effective_size")]
        assert stored == values or (stored is None and pd.isna(values))


def test_no_sheet_says_nan(book):
    words = re.compile(r"(?i)(?<![\w-])(nan|inf|nat|null)(?![\w-])")
    said = {cell.value for cell in cells(book) if isinstance(cell.value, str)}
    said = {text.replace("Lin, Nan", "") for text in said}  # an author
    said = {text.replace("; then nan.", "") for text in said}  # the firm of that name
    said = {re.sub("(?i)null model", "", text) for text in said}  # of a test
    assert {text for text in said if words.search(text)} == {"nan"}, "a firm is called so"
    assert "None" not in said


def test_every_sheet_prints_on_pages_with_headings(book):
    for sheet in book:
        upright = sheet.title == "Firms-all"
        assert sheet.page_setup.orientation == ("portrait" if upright else "landscape")
        assert sheet.page_setup.fitToWidth >= 1
        assert sheet.print_area
        assert sheet.print_title_rows or sheet.title in ("Summary", "Dashboard")
    for name in ("Firms", "Ties", "Firms-all", "Definitions", "Network"):
        assert book[name].print_title_rows == "$1:$1"


def test_the_first_column_stays_in_sight_and_headings_do_not_eat_the_screen(book):
    for sheet in book:
        if sheet.title in ("Summary", "Dashboard", "Provenance"):
            continue
        column, row = sheet.freeze_panes[0], int(sheet.freeze_panes[1:])
        assert column >= "B"
        heights = [sheet.row_dimensions[k].height or 15 for k in range(1, row)]
        assert sum(heights) <= 180
    assert book["Disconnected"].freeze_panes == "B1"
    alone = book["Formal-informal"]
    heading = int(alone.freeze_panes[1:]) - 1
    assert alone.cell(heading, 1).value == "Relation A"
    assert alone.print_title_rows == f"${heading}:${heading}"


def test_the_summary_says_what_is_for_paper(book):
    said = " ".join(str(row[0]) for row in rows(book["Summary"]))
    assert "For paper" in said


def test_problems_hold_assumptions_choices_and_what_was_not_computed(book):
    firsts = [row[0] for row in rows(book["Problems"])]
    titles = ["Assumptions", "How reports became ties", "Not computed, and why"]
    places = [firsts.index(title) for title in titles]
    assert places == sorted(places)
    assert firsts.count("orientation_rule") >= 1


def test_brokers_hold_the_leaders_of_every_role(book, measures):
    sheet = rows(book["Brokers"])
    firsts = [row[0] for row in sheet]
    start = firsts.index("Who leads in each role")
    assert {"Coordinator", "Gatekeeper"} & {row[1] for row in sheet[start:]}


def test_the_connection_carries_its_plain_words(book):
    notes = {heads(book["Firms"])[k]: c.comment for k, c in enumerate(book["Firms"][1])}
    assert "isolate = no tie at all" in notes["Connection"].text


def test_summary_links_lead_to_sheets(book):
    links = [c.hyperlink.location for r in book["Summary"].iter_rows() for c in r if c.hyperlink]
    assert len(links) > 10
    assert {link.split("!")[0].strip("'") for link in links} <= set(book.sheetnames)


def test_questions_come_with_answers(book):
    for name in ("Disconnected", "Brokers", "Horizontal-vertical", "Formal-informal"):
        sheet = book[name]
        assert str(sheet["A1"].value).endswith("?")
        assert str(sheet["A2"].value).endswith(".")


def test_write_refuses_to_overwrite(measures, tmp_path):
    path = write_workbook(measures, tmp_path / "new" / "m.xlsx")
    assert path.read_bytes()[:2] == b"PK"
    path.write_bytes(b"mine")
    with pytest.raises(Exception, match="exists already"):
        write_workbook(measures, path)
    assert path.read_bytes() == b"mine"


def test_measures_alone_have_a_sheet_per_relation(measures):
    book = openpyxl.load_workbook(io.BytesIO(measures_workbook(measures)))
    assert book.sheetnames[:2] == ["Sells to", "=Knows"]
    assert book.sheetnames[-1] == "Why empty"
    assert {"Network", "Overlap of layers"} <= set(book.sheetnames)
    assert {cell.data_type for cell in cells(book)} <= {"s", "n"}


def test_sheet_names_are_allowed_and_differ():
    made = sheet_names(["a" * 40, "A" * 35, "x/y:z?", "", "History", "'q'"])
    assert all(0 < len(name) <= 31 for name in made)
    assert len({name.casefold() for name in made}) == len(made)
    assert not re.search(r"[\[\]:*?/\\']", "".join(made))
    assert "history" not in [name.casefold() for name in made]
    assert sheet_names(["UCINET's cohesion table"]) == ["UCINET’s cohesion table"]


def words_of(monkeypatch, catalogue):
    texts = {(english,): (said,) for english, said in catalogue.items()}
    monkeypatch.setattr("tiesnet.language._current._texts", lambda language: texts)


def all_links(book):
    return [
        (sheet.title, cell, cell.hyperlink.location)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink is not None
    ]


def place_in(book, location):
    sheet, cell = location.rsplit("!", 1)
    return book[sheet.strip("'").replace("''", "'")][cell]


def ranges(chart):
    """Give the names and the numbers of every series as (sheet, cells)."""
    found = []
    for series in chart.series:
        cat, val = (series.cat, series.val) if hasattr(series, "cat") else (None, None)
        cat, val = (series.xVal, series.yVal) if series.xVal is not None else (cat, val)
        names = cat.strRef or cat.numRef or cat.multiLvlStrRef
        found.append((names.f, val.numRef.f))
    return found


def values(book, text):
    sheet, area = text.rsplit("!", 1)
    rows = book[sheet.strip("'")][area.replace("$", "")]
    return [row[0].value for row in rows] if isinstance(rows, tuple) else [rows.value]


def titles(sheet):
    return [chart.title.tx.rich.p[0].r[0].t for chart in sheet._charts]


def test_every_link_leads_to_a_cell_that_holds_something(book):
    links = all_links(book)
    assert len(links) > 200
    assert all(place_in(book, location).value is not None for _, _, location in links)
    assert all(cell.value is not None for _, cell, _ in links)


def test_names_of_firms_lead_to_their_row_and_on_to_all_their_numbers(book, names):
    firms = {cell.value for cell in book["Firms"]["A"][1:]}
    seen = set()
    for sheet, cell, place in all_links(book):
        if place.startswith("'Firms'!") and cell.value in firms and sheet != "Summary":
            assert place_in(book, place).value == cell.value
            seen.add(sheet)
    assert {"Brokers", "Disconnected", "Ties", "Firms-all", "Behind the dashboard"} <= seen
    for cell in book["Firms"]["A"][1:]:
        there = place_in(book, cell.hyperlink.location)
        assert there.parent.title == "Firms-all"
        assert there.value == cell.value
        assert place_in(book, there.hyperlink.location).coordinate == cell.coordinate


def test_an_institution_leads_to_its_numbers(book):
    ties = [row[2] for row in book["Ties"].iter_rows(min_row=2) if row[2].value == "Asociación"]
    assert ties
    there = place_in(book, ties[0].hyperlink.location)
    assert (there.parent.title, there.value) == ("Firms-all", "Asociación")


def test_measures_lead_to_their_definition(book):
    for cell in book["Network"]["A"][1:]:
        assert place_in(book, cell.hyperlink.location).value == cell.value
    heads = [c for c in book["Network"][1] if c.hyperlink and "Definitions" in c.hyperlink.location]
    assert not heads  # relations are no measures


def test_headings_that_lead_on_take_one_line(book):
    for _, cell, place in all_links(book):
        if place.startswith("'Definitions'!") and cell.comment:
            assert "\n" not in cell.value


def test_every_sheet_leads_back_to_the_summary(book):
    back = {sheet for sheet, _, location in all_links(book) if location == "'Summary'!A1"}
    assert back == set(book.sheetnames) - {"Summary"}


def test_the_dashboard_is_one_page_with_six_charts_or_their_reason(book):
    sheet = book["Dashboard"]
    assert book.sheetnames[1] == "Dashboard"
    assert sheet.page_setup.fitToHeight == sheet.page_setup.fitToWidth == 1
    said = titles(sheet)
    assert "How firms are tied in" in said
    assert "Structural holes" in said
    assert len(said) == 6


def test_charts_show_the_cells_of_their_table(book, measures):
    data = book["Behind the dashboard"]
    by_title = dict(zip(titles(book["Dashboard"]), book["Dashboard"]._charts, strict=True))
    names, numbers = ranges(by_title["How firms are tied in"])[0]
    assert names.startswith("'Behind the dashboard'!")
    found = register(measures)["connection"].value_counts().to_dict()
    assert dict(zip(values(book, names), values(book, numbers), strict=True)) == found
    names, numbers = ranges(by_title["Structural holes"])[0]
    own = measures.actors["all"][["effective_size", "constraint_ego"]].dropna()
    assert sorted(values(book, names)) == sorted(own["effective_size"])
    assert sorted(values(book, numbers)) == sorted(own["constraint_ego"])
    label = "Brokers: share of shortest paths between others"
    names, numbers = ranges(by_title[label])[0]
    assert values(book, numbers) == sorted(values(book, numbers), reverse=True)
    assert values(book, names)[0] in {cell.value for cell in data["A"]}


def test_partners_are_counted_of_firms_that_answered(book, measures):
    by_title = dict(zip(titles(book["Dashboard"]), book["Dashboard"]._charts, strict=True))
    _, numbers = ranges(by_title["Firms by number of partners"])[0]
    firms = register(measures)
    heard = firms.loc[firms["answered"] == "answered", "partners"].notna().sum()
    assert sum(values(book, numbers)) == heard


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Brokers", "Betweenness of the first in the table"),
        ("Horizontal-vertical", "Tied pairs by orientation"),
        ("Formal-informal", "How much of relation A is also relation B"),
        ("Response rates", "Who answered"),
    ],
)
def test_chapters_have_a_chart_of_their_table(book, sheet, title):
    assert titles(book[sheet]) == [title]
    for names, numbers in ranges(book[sheet]._charts[0]):
        assert names.startswith(f"'{sheet}'!")
        shown = values(book, numbers)
        assert shown
        assert all(value is None or isinstance(value, int | float) for value in shown)
        assert all(values(book, names))


def test_charts_are_flat_titled_and_described(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawn = [archive.read(n) for n in archive.namelist() if "/charts/chart" in n]
        frames = [archive.read(n) for n in archive.namelist() if "/drawings/drawing" in n]
    assert len(drawn) == 10
    for xml in drawn:
        assert b"3DChart" not in xml
        assert b"gradFill" not in xml
        assert b"<title>" in xml.replace(b"c:title", b"title")
    shown = b"".join(frames)
    assert shown.count(b" descr=") == len(drawn)
    assert b'name="Chart ' not in shown


def test_parts_of_the_file_fit_each_other(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = set(archive.namelist())
        for name in inside:
            if name.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(name))
                for target in re.findall(rb'Target="([^"]+)"', archive.read(name)):
                    path = target.decode()
                    whole = path[1:] if path[0] == "/" else posixpath.join(folder, path)
                    assert posixpath.normpath(whole) in inside
        for name in inside:
            if name.startswith("xl/worksheets/sheet"):
                order = re.findall(
                    rb"<(sheetData|mergeCells|conditionalFormatting|hyperlinks|"
                    rb"pageMargins|drawing|legacyDrawing|tableParts)\b",
                    archive.read(name),
                )
                assert [o for k, o in enumerate(order) if not k or o != order[k - 1]] == sorted(
                    set(order), key=ORDER.index
                )


ORDER = [
    b"sheetData",
    b"mergeCells",
    b"conditionalFormatting",
    b"hyperlinks",
    b"pageMargins",
    b"drawing",
    b"legacyDrawing",
    b"tableParts",
]


def test_headline_numbers_are_those_of_the_tables(book, measures):
    sheet = book["Dashboard"]
    told = {sheet.cell(5, k).value: sheet.cell(4, k).value for k in range(1, 19, 3)}
    firms, found = register(measures), response(measures)
    assert told["firms in the cluster"] == len(firms)
    assert told["of the firms asked answered"] == pytest.approx(found.answered / found.asked)
    assert told["firms were asked and did not answer"] == found.silent
    assert told["pairs are tied, in any relation"] == next(
        row[1] for row in rows(book["Horizontal-vertical"]) if row[0] == "All ties"
    )
    density = measures.network.at["density_known", "all"]
    assert told["of the known pairs are tied"] == pytest.approx(density)


def test_a_chart_that_cannot_be_drawn_says_why():
    bare = measure(network_from_edges([("a", "b"), ("b", "c")]))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(bare)))["Dashboard"]
    said = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "The survey does not say who answered." in said
    assert "Who answered" not in titles(sheet)


def test_sheets_links_and_our_words_are_in_the_language_asked_for(measures, monkeypatch):
    spanish = {
        "Summary": "Resumen",
        "Dashboard": "Panel",
        "Firms": "Empresas",
        "Definitions": "Definiciones",
        "Brokers": "Empresas que median entre las demás del clúster",
        "Ties": "empresas",
        "connected": "conectada",
        "yes": "sí",
    }
    words_of(monkeypatch, spanish)
    monkeypatch.setattr("tiesnet.exports.workbook.book.diagnoses", dict)
    monkeypatch.setattr("tiesnet.exports.tables.diagnoses.diagnose", lambda *_, **__: {})
    with in_language("es"):
        book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(measures)))
    assert book.sheetnames[:3] == ["Resumen", "Panel", "Empresas"]
    assert "empresas 2" in book.sheetnames
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert "Empresas que median entre las" in book.sheetnames
    shown = {cell.value for row in book["Empresas"].iter_rows() for cell in row}
    assert "conectada" in shown
    assert "connected" not in shown
    assert book["Empresas"]["A2"].number_format == "General"
    links = all_links(book)
    assert all(place_in(book, location).value is not None for _, _, location in links)
    assert {location for _, _, location in links} & {"'Resumen'!A1", "'Definiciones'!A2"}


def test_a_place_is_pointed_to_as_excel_does():
    assert location("Who's who", "B2") == "'Who''s who'!B2"
    xml = links_xml([Link("A1", location("a & <b>"), 'the "tip"')])
    assert ElementTree.fromstring(xml).get("location") == "'a & <b>'!A1"


def test_names_two_actors_share_lead_nowhere(measures):
    firms = firms_table(measures)
    places = places_of(measures, firms, "Firms", "Firms-all", 10)
    assert places.names["Firm 0"].startswith("'Firms'!A")
    assert not places.further  # no actor has its numbers within ten rows
    assert Places().of(firms, firms.columns[0]) is None


def test_sheets_know_their_names():
    book = openpyxl.Workbook()
    sheets = Sheets(book, "Summary")
    sheets.add("Firms", "One row per firm.")
    sheets.add("Dashboard", before="Firms")
    assert book.sheetnames == ["Summary", "Dashboard", "Firms"]
    assert sheets.name("Firms") == "Firms"
    assert sheets.name("Nothing") == ""
    assert sheets.about() == [("Dashboard", ""), ("Firms", "One row per firm.")]
