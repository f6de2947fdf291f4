"""Whatever bytes a file holds, reading it gives a survey or one clear error."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tiesnet.errors import TiesnetError
from tiesnet.survey import Survey, read_survey

WORDS = st.sampled_from(
    [
        *("source", "target", "origen", "destino", "relation", "strength", "reported_by", "wave"),
        *("id", "name", "kind", "in_cluster", "respondent", "stage", "size", "state", "actor"),
        *("a", "b", "Á", "A ", "", "", "advice", "buys from", "sells to", "x", "0", "1", "-1"),
        *("3,5", "1.234", "yes", "no", "partly", "silent", "#REF!", "=1+1", '"', "\u200b", "\x07"),
        *("TOTAL", "nan", "inf", "1e999", "\u0410cme", "a;b", "a,b", "tie", "formality", "formal"),
        *("inverse_of", "directed", "flow", "scale_min", "scale_max", "order", "trust", "owner"),
    ]
)
ROWS = st.lists(st.lists(WORDS, max_size=8), max_size=8)
NAMES = st.sampled_from(
    ["ties", "actors", "relations", "responses", "stages", "affiliations", "survey", "items", "x"]
)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def check(path: Path) -> None:
    try:
        survey = read_survey(path)
    except TiesnetError as error:
        assert error.problem and error.repair
        return
    assert isinstance(survey, Survey)
    ends = set(survey.ties["source"]) | set(survey.ties["target"])
    assert ends <= set(survey.actors.index)
    assert survey.actors.index.is_unique
    assert set(survey.ties["relation"]) <= set(survey.relations.index)
    assert set(survey.responses["actor"]) <= set(survey.actors.index)
    assert (survey.ties["source"] != survey.ties["target"]).all()
    assert not (survey.ties["strength"] < 0).any()
    for column in ("formality", "content", "flow", "combine", "label"):
        assert survey.relations[column].notna().all()


@SLOW
@given(data=st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "e.csv"
        path.write_bytes(b"source,target,strength\n" + data)
        check(path)
        path.write_bytes(data)
        check(path)


@SLOW
@given(rows=ROWS, separator=st.sampled_from(",;\t"), quote=st.booleans())
def test_random_edge_lists(rows: list[list[str]], separator: str, quote: bool) -> None:
    mark = '"' if quote else ""
    lines = [separator.join(f"{mark}{cell}{mark}" for cell in row) for row in rows]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "e.csv"
        path.write_text(f"source{separator}target{separator}relation\n" + "\n".join(lines), "utf-8")
        check(path)


@SLOW
@given(tables=st.dictionaries(NAMES, ROWS, max_size=5), ties=ROWS)
def test_random_folders(tables: dict[str, list[list[str]]], ties: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        for name, rows in tables.items():
            text = "\n".join(",".join(row) for row in rows)
            (Path(place) / f"{name}.csv").write_text(text, "utf-8")
        text = "source,target,relation,strength,reported_by,wave\n"
        text += "\n".join(",".join(row) for row in ties)
        (Path(place) / "ties.csv").write_text(text, "utf-8")
        check(Path(place))


@SLOW
@given(data=st.binary(max_size=400))
def test_random_workbooks(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "e.xlsx"
        path.write_bytes(data)
        check(path)
        path.write_bytes(b"PK\x03\x04" + data)
        check(path)
