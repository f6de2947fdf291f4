"""The workbook in LibreOffice: nothing is computed from a name, everything can be printed."""

import csv
import subprocess

import openpyxl
import pytest

from tiesnet.exports.workbook import write_workbook

pytestmark = pytest.mark.office


def convert(soffice, path, folder, kind):
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def test_names_are_still_text_after_libreoffice(measures, names, needs, tmp_path):
    path = write_workbook(measures, tmp_path / "m.xlsx")
    # Sheet 3, the firms, as shown, comma, UTF-8: the last token asks for that sheet only.
    convert(
        needs("office"),
        path,
        tmp_path,
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3",
    )
    made = next(tmp_path.glob("*.csv"))
    with open(made, encoding="utf-8", newline="") as handle:
        shown = {row[0] for row in csv.reader(handle)}
    assert set(names) - shown == set()
    assert not {"Acme", "1", "Err:509", "#REF"} & shown


def test_the_workbook_prints(measures, needs, tmp_path):
    path = write_workbook(measures, tmp_path / "m.xlsx")
    convert(needs("office"), path, tmp_path, "pdf")
    assert (tmp_path / "m.pdf").stat().st_size > 20_000


def test_links_and_charts_come_back_from_libreoffice(measures, needs, tmp_path):
    path = write_workbook(measures, tmp_path / "m.xlsx")
    (tmp_path / "back").mkdir()
    convert(needs("office"), path, tmp_path / "back", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "back" / "m.xlsx")
    assert len(book["Dashboard"]._charts) == len(openpyxl.load_workbook(path)["Dashboard"]._charts)
    firms = {cell.value: cell.coordinate for cell in book["Firms"]["A"]}
    leads = {row[0].value: row[0].hyperlink for row in book["Brokers"].iter_rows(min_row=4)}
    shown = {name: link for name, link in leads.items() if name in firms and link is not None}
    assert shown
    for name, link in shown.items():
        place = (link.location or link.ref).replace("$", "").replace("'", "").replace("#", "")
        assert place == f"Firms!{firms[name]}"
