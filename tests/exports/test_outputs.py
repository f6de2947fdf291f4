"""All outputs together: whole or not at all, repeatable, never over somebody's work."""

import csv
import io
import json

import pytest

import tiesnet.exports.outputs as outputs
from tiesnet.errors import OutputError
from tiesnet.exports.files import sha256
from tiesnet.exports.outputs import measures_csv, write_measures, write_outputs
from tiesnet.exports.provenance import written_before

FILES = ["metrics.xlsx", "network.graphml", "provenance.json", "report.html"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The report has its own tests; the files around it are what counts here."""
    monkeypatch.setattr("tiesnet.exports.report.page.page_bytes", lambda *given: b"<html></html>")
    monkeypatch.setattr("tiesnet.exports.workbook.workbook_bytes", lambda measures: b"PK")


def content(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_four_files_and_a_record_of_them(measures, tmp_path):
    written = write_outputs(measures, tmp_path / "out")
    assert sorted(written) == FILES == sorted(content(tmp_path / "out"))
    record = json.loads(written["provenance.json"].read_text("utf-8"))
    for name in ("metrics.xlsx", "network.graphml", "report.html"):
        assert record["outputs"][name]["sha256"] == sha256(written[name].read_bytes())
    assert record["inputs"] == [{"name": "ties.csv", "sha256": "ab" * 32, "bytes": 1234}]
    assert record["problems"] == {"error": 1, "warning": 0, "note": 0}
    assert record["seed"] == 1
    assert {row["code"] for row in record["choices"]} == {"policy", "orientation_rule"}
    assert record["assumptions"][0] == {"code": "kind", "assumption": "=Assumed", "count": 3}
    assert record["parameters"]["policies"] == {"sells": "union", "knows": "union"}


def test_a_second_run_needs_no_flag_and_changes_nothing(measures, tmp_path):
    write_outputs(measures, tmp_path)
    before = content(tmp_path)
    write_outputs(measures, tmp_path)
    assert content(tmp_path) == before


def test_a_new_result_replaces_our_own_files(measures, tmp_path, monkeypatch):
    write_outputs(measures, tmp_path)
    monkeypatch.setattr("tiesnet.exports.report.page.page_bytes", lambda *given: b"new")
    write_outputs(measures, tmp_path)
    assert (tmp_path / "report.html").read_bytes() == b"new"
    assert written_before(tmp_path)["report.html"] == sha256(b"new")


@pytest.mark.parametrize("name", FILES)
def test_a_file_the_user_changed_is_left_alone(measures, tmp_path, name, monkeypatch):
    write_outputs(measures, tmp_path)
    path = tmp_path / name
    path.write_bytes(path.read_bytes() + b"\nmy notes")
    before = content(tmp_path)
    monkeypatch.setattr("tiesnet.exports.report.page.page_bytes", lambda *given: b"new")
    with pytest.raises(OutputError) as caught:
        write_outputs(measures, tmp_path)
    assert "overwrite" in caught.value.repair
    assert content(tmp_path) == before
    write_outputs(measures, tmp_path, overwrite=True)
    assert (tmp_path / "report.html").read_bytes() == b"new"


def test_a_foreign_file_is_left_alone(measures, tmp_path):
    (tmp_path / "report.html").write_bytes(b"mine")
    with pytest.raises(OutputError, match="report.html exists already"):
        write_outputs(measures, tmp_path)
    assert content(tmp_path) == {"report.html": b"mine"}


def test_nothing_is_written_when_one_output_fails(measures, tmp_path, monkeypatch):
    def fails(measures):
        raise RuntimeError("half-way")

    monkeypatch.setattr("tiesnet.exports.workbook.workbook_bytes", fails)
    with pytest.raises(RuntimeError):
        write_outputs(measures, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_input_is_never_replaced(measures, tmp_path, monkeypatch):
    path = tmp_path / "metrics.xlsx"
    path.write_bytes(b"the answers")
    monkeypatch.setattr(outputs, "input_hashes", lambda net: frozenset({sha256(b"the answers")}))
    with pytest.raises(OutputError, match="read from"):
        write_outputs(measures, tmp_path, overwrite=True)
    assert content(tmp_path) == {"metrics.xlsx": b"the answers"}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"outputs": 3}', '{"outputs": {"a": "b"}}'])
def test_a_record_that_is_none_protects_everything(tmp_path, text):
    (tmp_path / "provenance.json").write_text(text)
    assert written_before(tmp_path) == {}


def test_provenance_has_no_path_clock_or_user(measures, tmp_path):
    text = write_outputs(measures, tmp_path)["provenance.json"].read_text("utf-8")
    assert str(tmp_path) not in text
    assert not {"user", "host", "date_written", "time"} & set(json.loads(text))


def test_csv_holds_every_number_and_no_formula(measures, names):
    data = measures_csv(measures)
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(table) == measures.actors.size + measures.network.size
    for row in table:
        for key in ("id", "name", "layer", "metric", "unit", "remark"):
            assert not row[key].startswith(("=", "+", "-", "@", "\t", "\r", "\n")), row
    assert f"'{names[0]}" in {row["name"] for row in table}
    assert min(float(r["value"]) for r in table if r["metric"] == "ei_index" and r["value"]) < 1
    empty = [row for row in table if row["value"] == ""]
    assert empty
    assert all(row["remark"] for row in empty)


def test_write_measures_knows_two_endings(measures, tmp_path):
    assert write_measures(measures, tmp_path / "m.csv").read_bytes() == measures_csv(measures)
    assert write_measures(measures, tmp_path / "m.XLSX").read_bytes()[:2] == b"PK"
    with pytest.raises(OutputError, match="neither") as caught:
        write_measures(measures, tmp_path / "m.ods")
    assert "ending" in caught.value.repair
    (tmp_path / "m.csv").write_bytes(b"mine")
    with pytest.raises(OutputError, match="exists already"):
        write_measures(measures, tmp_path / "m.csv")
