"""Whatever a mapping file holds: a survey, or an error that says what to repair; no traceback."""

from __future__ import annotations

import csv
import os
import re
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiesnet.errors import SurveyError
from tiesnet.survey import Survey, read_survey
from tiesnet.survey.forms.mapping_keys import AFFILIATION, ITEM, ONE, RELATION, SURVEY
from tiesnet.survey.forms.mapping_write import quote
from tiesnet.survey.mapping import draft_mapping

EXAMPLES = 600 if os.environ.get("TIESNET_FULL") else 40
ANSWERS = 'Firm,a_Acme,a_Beta,p1,s1,many,"odd ""x"""\nAcme,,1,Beta,2,Beta;Acme,5\nBeta,1,,,,x,6\n'
DOCS = Path(__file__).parents[3] / "docs" / "mapping.md"
VALUES = st.sampled_from(
    ['"Firm"', '"a_{firm}"', '"p{n}"', '"s{n}"', '"many"', '"{"', '"{x}{firm}"', '""', "7",
     "-1.5", "true", "[]", '["a_Acme"]', '["p1", "many"]', "[1, 2]", "[[1]]", "{}", "inf", "nan",
     '{ Acme = "a_Acme" }', '{ Acme = 1 }', '{ x = { y = "Firm" } }', '"no"', "1979-05-27",
     '"informal"', '[{ id = "x", columns = "a_{firm}" }]']
)  # fmt: skip


def lines(keys: list[str]) -> st.SearchStrategy[str]:
    """Some keys, each once, with any values."""
    made = st.dictionaries(st.sampled_from(sorted(keys)), VALUES, max_size=5)
    return made.map(lambda said: "".join(f"{key} = {value}\n" for key, value in said.items()))


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    lines([*SURVEY, *ONE]), lines([*RELATION]), lines([*ITEM]), lines([*AFFILIATION]), st.booleans()
)
def test_any_values_give_a_survey_or_a_clear_error(
    whole: str, relation: str, item: str, affiliation: str, sure: bool
) -> None:
    start = 'respondent = "Firm"\n' if sure and "respondent" not in whole else ""
    parts = [("relations", relation), ("items", item), ("affiliations", affiliation)]
    said = "".join(
        f"[[{name}]]\n{text}" for name, text in parts if text and f"{name} = " not in whole
    )
    with tempfile.TemporaryDirectory() as folder:
        path, mapping = Path(folder) / "answers.csv", Path(folder) / "m.toml"
        path.write_text(ANSWERS, encoding="utf-8")
        mapping.write_text(start + whole + said, encoding="utf-8")
        try:
            assert isinstance(read_survey(path, mapping=mapping), Survey)
        except SurveyError as error:
            assert error.problems and error.repair
            assert not re.search(r"\b(None|NaN)\b", " ".join(r["problem"] for r in error.problems))


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_written_as_toml_reads_it(text: str) -> None:
    assert tomllib.loads(f"x = {quote(text)}")["x"] == text


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[[[[", b"a." * 5000 + b"a = 1", b"\x00"])
def test_no_text_of_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "m.toml").write_bytes(content)
    with pytest.raises(SurveyError):
        read_survey(tmp_path / "answers.csv", mapping=tmp_path / "m.toml")


def test_the_example_of_the_documentation_is_read(tmp_path: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[0]
    heads = [
        "Q1", "Your e-mail", "Remarks", "How many people work here?", "Rubro", "Q17",
        "Advice - Curtidos Sol", "Advice - Suelas Norte", "Trust - Curtidos Sol",
        "Trust - Suelas Norte", "Supplier 1", "Supplier 2", "Strength 1", "Strength 2",
        "Town of supplier 1", "Town of supplier 2", "With whom do you also meet outside work?",
        "We agree on the aims", "We plan together", "Member of Chamber",
    ]  # fmt: skip
    rows = [
        ["1", "a@b.c", "x", "10", "leather", "z", "", "Often", "", "4", "2", "", "3", "",
         "Elda", "", "Suelas Norte", "5", "99", "1"],
        ["2", "b@b.c", "y", "20", "soles", "w", "Never", "", "2", "", "", "", "", "", "", "",
         "", "4", "2", "0"],
    ]  # fmt: skip
    text = "\n".join(",".join(row) for row in [heads, *rows])
    (tmp_path / "answers.csv").write_text(text, encoding="utf-8")
    (tmp_path / "m.toml").write_text(example, encoding="utf-8")
    survey = read_survey(tmp_path / "answers.csv", mapping=tmp_path / "m.toml")
    assert set(survey.ties["relation"]) == {"advice", "buys_from", "friendship"}
    assert set(survey.ties["source"]) == {"Curtidos Sol"}
    assert len(survey.items) == 3 and len(survey.affiliations) == 1
    assert survey.info["title"] == "Leather valley 2026"
    assert not survey.problems["code"].isin(["columns_not_used"]).any()


HEADERS = st.sampled_from(
    ["Your firm", "firm", "Acme", "Beta", "Advice [Acme]", "Advice [Beta]", "advice_Acme",
     "Supplier 1", "Supplier 2", "Strength 1", "1", "2", "", "Advice [", "]", "e-mail", "nobody",
     "Whom do you trust?", "Other", "\u202eAcme", "a\nb", "{firm}", '"', "None", "id", "name",
     "=1+1", "Round", "consent"]
)  # fmt: skip
CELLS = st.sampled_from(
    ["", " ", "Acme", "Beta", "Acme; Beta", "0", "1", "5", "-1", "3,5", "nobody", "Never", "Often",
     "99", "1e400", "NaN", "None", "TRUE", "\x07", "=1+1", "a@b.c", "3 - Often", ";;;", "[1]"]
)  # fmt: skip


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(st.lists(HEADERS, min_size=1, max_size=8), st.data())
def test_any_table_is_read_or_refused_and_its_draft_can_be_followed(
    heads: list[str], data: st.DataObject
) -> None:
    rows = data.draw(
        st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), max_size=6)
    )
    with tempfile.TemporaryDirectory() as folder:
        path, mapping = Path(folder) / "answers.csv", Path(folder) / "m.toml"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([heads, *rows])
        try:
            assert isinstance(read_survey(path), Survey)
        except SurveyError as error:
            assert error.repair
        try:
            mapping.write_text(draft_mapping(path), encoding="utf-8")
        except SurveyError:
            return  # nothing in it
        try:
            read_survey(path, mapping=mapping)
        except SurveyError as error:
            said = [r for r in error.problems if r["code"] == "mapping_error"]
            assert all("which column holds the firm" in row["problem"] for row in said), said
