"""What headers are taken apart into, and that no other table is mistaken for an export."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.survey.platforms.exports import limesurvey_rows
from tests.survey.platforms.fieldwork import ANSWERS, FIRMS, OUTSIDER
from tests.survey.platforms.test_networks import network_of
from tests.survey.platforms.variants import NAMES, VARIANTS
from tests.survey.platforms.write import csv_text, write_csv, write_xlsx

from tiesnet.survey import read_survey
from tiesnet.survey.forms.form import CHOSEN, MANY, PRIVATE, SINGLE, TECHNICAL, Form
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers import open_tables
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes import (
    google_forms,
    kobo,
    limesurvey,
    microsoft_forms,
    odk,
    qualtrics,
    surveymonkey,
)

PLATFORMS = {
    module.NAME: module
    for module in (google_forms, kobo, limesurvey, microsoft_forms, odk, qualtrics, surveymonkey)
}
ROOT = Path(__file__).resolve().parents[3]


def sheets_of(path: Path) -> Sequence[Sheet]:
    return open_tables(path, Options(), Log()).sheets


def form_of(path: Path, platform: str) -> Form:
    (form,) = PLATFORMS[platform].forms(sheets_of(path), Log())
    return form


def written(tmp_path: Path, rows: list[list[object]]) -> Path:
    return write_csv(tmp_path / "export.csv", rows)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_looks_like_its_own_platform_only(tmp_path: Path, name: str) -> None:
    sheets = sheets_of(VARIANTS[name].write(tmp_path))
    found = [platform for platform, module in PLATFORMS.items() if module.looks(sheets)]
    assert found == [VARIANTS[name].platform]


def test_the_surveys_of_tiesnet_look_like_no_platform() -> None:
    paths = sorted(p for p in (ROOT / "surveys").iterdir() if p.is_dir() or p.suffix == ".xlsx")
    assert len(paths) >= 4
    for path in paths:
        sheets = sheets_of(path)
        assert not any(module.looks(sheets) for module in PLATFORMS.values()), path.name


@pytest.mark.parametrize(
    "text",
    [
        "source,target,timestamp\na,b,1\n",
        "Timestamp,source,target\n2026-01-01 10:00,a,b\n",
        "id,name,start,end\n1,Acme,2020-01-01 10:00,2020-01-02 10:00\n",
        "id,source,target,relation\n1,a,b,x\n",
        "_id,_uuid,firm\n1,u,a\n",
        "KEY,value\n1,2\n",
        "Id,Label\n1,Acme\n",
        "startdate,enddate,status\n2020,2021,ok\n",
        "Respondent ID,Collector ID,x\n1,2,3\n",
        "id,submitdate,lastpage\n1,2,3\n",
    ],
)
def test_tables_that_share_a_few_headers_look_like_no_platform(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    sheets = sheets_of(tmp_path / "a.csv")
    assert [name for name, module in PLATFORMS.items() if module.looks(sheets)] == []


# --- Qualtrics -------------------------------------------------------------------------------


def test_a_real_export_of_qualtrics_is_taken_apart(shared_data: Path) -> None:
    path = shared_data / "raw-surveys/qualtrics_roster_class/sampleNetworkSurvey_redacted.csv"
    if not path.exists():
        pytest.skip("the real export is not there")
    form = form_of(path, "Qualtrics")
    blocks: dict[str, list[int]] = {}
    for q in form.questions:
        if q.item_code:
            blocks.setdefault(q.code, []).append(q.place)
    counts = {code: len(places) for code, places in blocks.items()}
    assert counts == {"QID149": 35, "QID128": 35, "QID130_0_GROUP": 35, "QID130_G0": 35,
                      "QID110": 34, "QID61": 6}  # fmt: skip
    by_header = {q.header: q for q in form.questions}
    assert by_header["QID149_30"].item == "Levi-Montalcini, Rita"
    assert by_header["QID149_30"].text == "Friendship(Y/N)"
    assert by_header["QID130_G0_xx6484_RANK"].item == "D'Amico, Francesca"
    assert by_header["QID110_99"].item == "nobody in my class"
    assert {by_header[h].kind for h in ("ipAddress", "recipientEmail", "locationLatitude")} == {
        PRIVATE
    }
    assert {q.kind for q in form.questions if q.code in ("QID149", "QID128", "QID110")} == {CHOSEN}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))[2:]
    assert len(form.rows) == len(rows) == 14
    survey = read_survey(path)
    named = [q.place for q in form.questions if q.code == "QID110" and q.item_code != "99"]
    ticks = sum(row[place] == "1" for row in rows for place in named)
    assert (survey.ties["relation"] == "collab_home_work").sum() == ticks > 40


def test_qualtrics_with_all_choices_in_one_cell(tmp_path: Path) -> None:
    names = list(FIRMS.values())
    imports = ("startDate", "_recordId", "QID1_TEXT", "QID2", "QID2_99_TEXT")
    rows: list[list[object]] = [
        ["StartDate", "ResponseId", "Q1", "Q2", "Q2_99_TEXT"],
        ["Start Date", "Response ID", "Your firm", "Who helps you?", "Who helps you? - Text"],
        [f'{{"ImportId":"{x}"}}' for x in imports],
        *(["2026-01-01", f"R_{k}", name, ",".join((names[k - 1], names[k - 2])), ""]
          for k, name in enumerate(names)),
    ]  # fmt: skip
    survey = read_survey(written(tmp_path, rows))
    assert len(survey.ties) == 2 * len(names)
    assert set(survey.actors["name"]) == set(names)


# --- LimeSurvey ------------------------------------------------------------------------------


def lime(tmp_path: Path, **columns: Sequence[str]) -> Form:
    base = limesurvey_rows("code")
    answers = zip(*columns.values(), strict=True)
    rows = [[*row[:10], *more] for row, more in zip(base[1:], answers, strict=False)]
    rows.insert(0, [*base[0][:10], *columns])
    return form_of(written(tmp_path, rows), "LimeSurvey")


def test_limesurvey_arrays_of_two_scales_two_dimensions_and_comments(tmp_path: Path) -> None:
    headers = ["D[A1][1]", "D[A1][2]", "D[A2][1]", "D[A2][2]", "M[A1_X]", "M[A1_Z]", "M[A2_X]",
               "P[A1]", "P[A1comment]", "P[A2]", "P[A2comment]", "groupTime12"]  # fmt: skip
    cells = [["1"], ["2"], ["3"], ["4"], ["5"], ["6"], ["7"], ["Y"], ["why"], [""], [""], ["12.5"]]
    form = lime(tmp_path, **dict(zip(headers, cells, strict=True)))
    found = {q.header: (q.code, q.item_code, q.kind) for q in form.questions[10:]}
    assert found == {
        "D[A1][1]": ("D.1", "A1", SINGLE),
        "D[A1][2]": ("D.2", "A1", SINGLE),
        "D[A2][1]": ("D.1", "A2", SINGLE),
        "D[A2][2]": ("D.2", "A2", SINGLE),
        "M[A1_X]": ("M.X", "A1", SINGLE),
        "M[A1_Z]": ("M.Z", "A1", SINGLE),
        "M[A2_X]": ("M.X", "A2", SINGLE),
        "P[A1]": ("P", "A1", CHOSEN),
        "P[A1comment]": ("P.comment", "A1", SINGLE),
        "P[A2]": ("P", "A2", CHOSEN),
        "P[A2comment]": ("P.comment", "A2", SINGLE),
        "groupTime12": ("groupTime12", "", TECHNICAL),
    }


def test_limesurvey_full_texts_keep_brackets_of_question_and_firm(tmp_path: Path) -> None:
    header = "Sales [last year] [Diseños [Alfa] S.Coop.]"
    form = lime(tmp_path, **{header: ["3"], "Sales [last year] [Beta][Scale 1]": ["2"]})
    one, two = form.questions[10:]
    assert (one.text, one.item) == ("Sales [last year]", "Diseños [Alfa] S.Coop.")
    assert (two.text, two.item) == ("Sales [last year] – Scale 1", "Beta")


def test_codes_get_their_names_from_a_list_of_firms_beside_the_export(tmp_path: Path) -> None:
    firms: list[list[object]] = [["id", "name", "region"]]
    firms += [[code, name, "Alicante"] for code, name in FIRMS.items()]
    sheets = {"Results": limesurvey_rows("code"), "firms": firms}
    with_names = read_survey(write_xlsx(tmp_path / "a.xlsx", sheets))
    plain = read_survey(write_xlsx(tmp_path / "b.xlsx", {"Results": limesurvey_rows("code")}))
    one, two = network_of(with_names), network_of(plain)
    assert (set(one["sells"]), one["advice"], one["buys"]) == (
        set(two["sells"]),
        two["advice"],
        two["buys"],
    )
    assert set(with_names.actors["name"]) == {*FIRMS.values(), OUTSIDER}


# --- Google, Microsoft, SurveyMonkey ---------------------------------------------------------


def test_a_checkbox_grid_of_google_keeps_all_answers_of_a_cell(tmp_path: Path) -> None:
    names = list(FIRMS.values())[:4]
    rows: list[list[object]] = [["Timestamp", "Name of your firm", *(f"Ties [{n}]" for n in names)]]
    for k, name in enumerate(names):
        ties = ["Formal contract, Informal help" if k != j else "" for j in range(4)]
        rows.append(["2026/03/01 9:30:00 AM GMT+1", name, *ties])
    form = form_of(written(tmp_path, rows), "Google Forms")
    assert [(q.item, q.kind, q.separator) for q in form.questions[2:]] == [
        (name, MANY, ", ") for name in names
    ]


def test_a_question_that_ends_in_brackets_is_no_grid(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Timestamp", "Turnover [EUR]", "Firm [legal name]"]]
    rows.append(["01/03/2026 9:30:00", "5", "Acme"])
    form = form_of(written(tmp_path, rows), "Google Forms")
    assert [(q.text, q.item) for q in form.questions[1:]] == [
        ("Turnover [EUR]", ""),
        ("Firm [legal name]", ""),
    ]


def test_two_likert_grids_of_microsoft_with_the_same_firms_are_two_blocks(tmp_path: Path) -> None:
    names = list(FIRMS.values())[:4]
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Your firm"]
    rows: list[list[object]] = [[*header, *names, *(f"{name}2" for name in names)]]
    for k, name in enumerate(names):
        rows.append([k + 1, "2026-03-01 09:00:00", "2026-03-01 09:30:00", "anonymous", "", name,
                     *["Weekly", "Never"] * 2, *["Often", "Rarely"] * 2])  # fmt: skip
    form = form_of(write_xlsx(tmp_path / "m.xlsx", {"Sheet1": rows}), "Microsoft Forms")
    grids: dict[str, list[str]] = {}
    for q in form.questions[6:]:
        grids.setdefault(q.code, []).append(q.item)
    assert list(grids.values()) == [names, names]


def test_what_is_written_under_other_is_a_firm_that_was_chosen(tmp_path: Path) -> None:
    names = list(FIRMS.values())[:3]
    rows: list[list[object]] = [
        ["Respondent ID", "Collector ID", "Start Date", "Your firm", "Who helps you?", "", "", ""],
        ["", "", "", "Open-Ended Response", *names, "Other (please specify)"],
    ]
    for k, name in enumerate(names):
        cells = [other if other != name else "" for other in names]
        rows.append([11840000000 + k, 446111201, "x", name, *cells, "Zapatos S.L." * (k == 1)])
    survey = read_survey(written(tmp_path, rows))
    written_in = survey.ties[survey.ties["target"] == "Zapatos S.L."]
    assert written_in["source"].tolist() == [names[1]]
    assert len(survey.ties) == 7
    assert survey.relations.index.size == 1


# --- KoboToolbox and ODK ---------------------------------------------------------------------


def test_repeats_inside_repeats_and_names_cut_at_31_characters(tmp_path: Path) -> None:
    tail = ["_id", "_uuid", "_submission_time", "_index"]
    long = "Suppliers of your firm in the last twelve months"
    sheets: dict[str, list[list[object]]] = {
        "Survey of the cluster in Alicante": [["firm", *tail], ["a", 7, "u", "t", 1]],
        long: [["named_firm", "_index", "_parent_table_name", "_parent_index"],
               ["b", 1, "Survey of the cluster in Alicante", 1],
               ["c", 2, "Survey of the cluster in Alicante", 1]],
        "goods": [["good", "_index", "_parent_table_name", "_parent_index"],
                  ["steel", 1, long, 2]],
    }  # fmt: skip
    path = write_xlsx(tmp_path / "k.xlsx", {name[:31]: rows for name, rows in sheets.items()})
    form = form_of(path, "KoboToolbox")
    (suppliers,) = form.repeats
    (goods,) = suppliers.repeats
    assert (form.key, suppliers.parent, goods.parent) == (4, 3, 3)
    assert [q.text for q in goods.questions][:1] == ["good"]


def test_an_option_that_holds_the_separator_stays_whole(tmp_path: Path) -> None:
    options = ["F/G Logística", "F/H Transportes", "Norte"]
    header = ["Firm", *(f"Who/where/{option}" for option in options), "_id", "_uuid", "_index"]
    rows: list[list[object]] = [header, ["a", 1, 0, 1, 7, "u", 1], ["b", "", "", "", 8, "v", 2]]
    form = form_of(written(tmp_path, rows), "KoboToolbox")
    assert [q.item for q in form.questions if q.kind == CHOSEN] == options
    assert "" not in form.no, "an empty cell is a question that was skipped, no answered no"


def test_groups_of_questions_are_told_from_options(tmp_path: Path) -> None:
    header = ["grp/firm", "grp/sells/a", "grp/sells/b", "grp/buys/a", "grp/buys/b"]
    rows: list[list[object]] = [
        [*header, "_id", "_uuid", "_index"],
        ["a", 1, 0, 0, 1, 7, "u", 1],
        ["b", 0, 1, 1, 0, 8, "v", 2],
    ]
    form = form_of(written(tmp_path, rows), "KoboToolbox")
    found = [(q.text, q.item) for q in form.questions if q.kind == CHOSEN]
    assert found == [("sells", "a"), ("sells", "b"), ("buys", "a"), ("buys", "b")]


def test_words_with_spaces_are_no_list_of_codes(tmp_path: Path) -> None:
    rows: list[list[object]] = [["firm", "remarks", "_id", "_uuid", "_index"]]
    rows += [[a.code, f"we met {a.sector} people", k, "u", k] for k, a in enumerate(ANSWERS)]
    form = form_of(written(tmp_path, rows), "KoboToolbox")
    assert form.questions[1].kind == SINGLE


def test_tables_of_odk_are_joined_by_their_keys_whatever_they_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "odk"
    folder.mkdir()
    main = [["SubmissionDate", "firm", "KEY"], ["t", "a", "uuid:1"], ["t", "b", "uuid:2"]]
    outer = [["named_firm", "PARENT_KEY", "KEY"], ["b", "uuid:1", "uuid:1/outer[1]"]]
    inner = [["good", "PARENT_KEY", "KEY"], ["x", "uuid:1/outer[1]", "uuid:1/outer[1]/in[1]"]]
    for name, rows in (("z", main), ("a", outer), ("m", inner)):
        (folder / f"{name}.csv").write_text(csv_text(rows))
    form = form_of(folder, "ODK Central")
    assert [(form.name, form.repeats[0].name, form.repeats[0].repeats[0].name)] == [("z", "a", "m")]
