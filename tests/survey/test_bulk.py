"""Long tables are read by columns and coded; the result is that of the reader row by row."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tiesnet.errors import SurveyError, TiesnetError
from tiesnet.progress import listening
from tiesnet.survey import Survey, coded, read_survey
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers import bulk
from tiesnet.survey.readers.csv_source import examine
from tiesnet.survey.same_rows import first_equal, repeats

HEAD = "source,target,relation,strength,reported_by\n"
MESSY = {
    "plain": "source,target\na,b\nb,c\nc,a\n",
    "names": 'Source,Target\n" Acme ",ácme\nACME,Beta\nAcme,Beta\nBeta,"Curtidos, S.A."\n'
    "TOTAL,Beta\n=cmd(),b\n\u0410cme,b\nAc\u200bme,b\nPeÃ±a,b\nNinguno,b\n",
    "blanks": "source,target,strength\n,,\na,,1\n,b,2\n   ,\t,\n\na,b,\n\n",
    "self": "origen;destino;fuerza\na;a;1\nA;a;2\nb;c;3,5\nc;b;1.234,5\n",
    "strength": f"{HEAD}a,b,x,,\na,c,x,abc,\na,d,x,1e999,\na,e,x,-1,\nb,a,x,yes,\nb,c,x,no,\n"
    "b,d,x,n/a,\nb,e,x,#REF!,\nb,f,x,5e13,\n",
    "numbers": "from,to,value,trust\na,b,1.234,1\na,c,2.500,x\na,d,€ 1 200,2\nb,a,1,300\n",
    "twice": f"{HEAD}a,b,buys from,3,\na,b,buys from,3,\na,b,Buys From,4,\nb,a,sells to,3,\n"
    "a,b,buys from,0,b\nb,a,friends,0,b\na,b,friends,2,a\n"
    "c,d,friends,,\nd,c,friends,,\nc,d,friends,,\n",
    "others": f"{HEAD}a,b,advice,1,c\na,b,advice,1,zzz\nb,a,advice,1,a\n,b,advice,1,\n",
    "arrows": "Source,Target,Type,Weight\na,b,Directed,1\nb,c,Undirected,2\nc,b,Undirected,3\n",
    "waves": "source,target,wave,topic\na,b,2019,x\na,b,2021,x\na,b,,y\na,b,2021,y\n",
    "controls": "source,target,note\na\x07,b,x\n\x0b,b,\na,c,\x00\n".replace("\x00", "y\x01"),
    "long cells": f"source,target,note\na,b,{'n' * 40_000}\na,{'m' * 40_000},\n",
    "endless": f"source,target,note\na,b,{'n' * 140_000}\nb,c,\n",
    "slipped": "source,target,strength\na,b,1,\na,c,2,,\nb,c,1,x\nc,d,1,2,3\nd,e,1,,,,\n",
    "slipped far": "source,target\n" + "a,b\n" * 5 + f"a,c{',z' * 80}\n",
    "quotes": 'source,target\n"a ""x""",b\na"b,c\n"a\nb",c\n"c",d\n',
    "unclosed": 'source,target\na,b\nb,"c\nd,e\n',
    "odd quote": 'source,target,note\na,5" pipe,x\nb,c,"two\nlines"\n',
    "odd quote last": 'source,target,note\na,5" pipe,x\nb,c,"two\nlines"',
    "no end": "source,target\r\na,b\r\nb,c",
    "old mac": "source,target\ra,b\rb,c\rc,a\r",
    "mixed ends": "source,target\ra,b\nb,c\r\nc,d\n\r\n\n",
    "first line empty": "\n\nsource,target\na,b\n",
    "blank header cells": "source,target,,strength,\na,b,,1,\na,c,z,2,\nb,c,,3,w\n",
    "one column": "source\na\nb\n",
    "no rows": "source,target\n\n",
    "sep": "sep=;\nsource;target\na;b\nb;a,c\n",
    "sep quoted": '"sep=|"\r\nsource|target\r\na|b\r\n',
    "two sources": "source,from,target,target\na,x,b,c\nb,y,c,d\n",
    "file column": "source,target,file,row,sheet\na,b,f,1,s\n",
    "owner": "source,target,relation,owner,share,directed\n"
    "a,b,owns,a,50%,yes\nb,c,owns,zz,0.2,yes\n",
    "dates": "source,target,since,medium,spec_by\na,b,2019-03-01,online,buyer\na,c,x,smoke,y\n",
    "no ends": "name,other,x\na,b,c\n",
    "tabs": "source\ttarget\tstrength\na\tb\t1,5\nb\tc\t2\n",
}
FOLDER = {
    "actors": "id,name,kind,in_cluster,stage,respondent\na,Acme,firm,yes,Tanning,yes\n"
    "b,Beta,firm,yes,Shoes,no\nc,Acme,firm,no,Shoes,\nd,Delta,bank,yes,,partly\n",
    "stages": "id,order\nTanning,1\nShoes,2\n",
    "relations": "id,formality,content,directed,flow,scale_min,scale_max,inverse_of\n"
    "buys,formal,trade,yes,against_arrow,1,5,\nsells,formal,trade,yes,with_arrow,1,5,buys\n"
    "talks,informal,knowledge,no,both,,,\n",
    "ties": f"{HEAD}Acme,b,buys,3,\na,Beta,buys,9,\nb,a,sells,3,\nb,a,sells,,\nDelt,a,talks,1,d\n"
    "a,d,talks,1,d\nd,a,talks,0,a\nx,y,talks,,zz\na,b,lends,1,\nbeta ,a,Talks,2,b\na,b,,1,\n",
    "responses": "actor,relation,state\na,buys,answered\nb,talks,silent\nzz,talks,answered\n",
}


@contextmanager
def columns() -> Iterator[None]:
    """Take every table as long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded, "LONG", 0)
        yield


def outcome(path: Path) -> Survey | SurveyError:
    try:
        return read_survey(path)
    except SurveyError as error:
        return error


def words(frame: pd.DataFrame) -> pd.DataFrame:
    """Coded columns as the texts they stand for."""
    plain = {c: frame[c].astype("str") for c in frame.columns if coded.is_coded(frame[c])}
    return frame.assign(**plain)


def same(path: Path) -> Survey | SurveyError:
    """Read a path both ways and compare everything that comes out."""
    one = outcome(path)
    with columns():
        two = outcome(path)
    if isinstance(one, SurveyError):
        assert isinstance(two, SurveyError)
        assert (two.problem, two.repair, two.problems) == (one.problem, one.repair, one.problems)
        return two
    assert isinstance(two, Survey)
    for field in fields(Survey):
        first, second = getattr(one, field.name), getattr(two, field.name)
        if isinstance(first, pd.DataFrame):
            pd.testing.assert_frame_equal(first, words(second), obj=field.name)
        else:
            assert first == second
    return two


@pytest.mark.parametrize("name", MESSY)
def test_a_messy_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / "ties.csv"
    path.write_bytes(MESSY[name].encode())
    same(path)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "utf-16-be"])
def test_an_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ties.csv"
    path.write_bytes("source,target\nPeñalver,Ñu\nÑu,Peñalver\nñu,x\n".encode(encoding))
    found = same(path)
    assert isinstance(found, SurveyError if encoding == "utf-16-be" else Survey)


@pytest.mark.parametrize("data", [b"source,target\na,\x81\x8d\n", b"source,target\na\x00,b\n"])
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ties.csv"
    path.write_bytes(data)
    assert isinstance(same(path), SurveyError)


def test_a_folder(folder: Callable[..., Path]) -> None:
    found = same(folder(**FOLDER))
    assert isinstance(found, Survey)
    assert len(found.problems) > 15


@pytest.mark.parametrize("survey", ["footwear-valley", "florentine-families"])
def test_the_bundled_surveys(root: Path, survey: str) -> None:
    found = same(root / "surveys" / survey)
    assert isinstance(found, Survey)
    assert coded.is_coded(found.ties["source"])


CELLS = st.sampled_from(
    [
        "a",
        "b",
        " A",
        "á",
        "",
        "",
        "x y",
        '"',
        '"q"',
        "1",
        "2,5",
        "no",
        "buys",
        "-",
        "\u200b",
        "\x07",
    ]
)
TEXTS = st.text(alphabet='ab,;"\n\r \tñ', max_size=120)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@SLOW
@given(text=TEXTS)
def test_any_text(text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "e.csv"
        path.write_bytes(f"source,target\n{text}".encode())
        same(path)
        path.write_bytes(f"source,target,strength\na,b,1\n{text}\nb,c,2".encode())
        same(path)


@SLOW
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=12))
def test_any_rows(rows: list[list[str]]) -> None:
    head = "source,target,relation,strength,reported_by"
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "e.csv"
        path.write_text("\n".join([head, *map(",".join, rows)]), "utf-8")
        same(path)


def test_a_file_of_many_messy_rows(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = [f'"Firma, {k % 40}",Ñ {k * 7 % 41},advice,{k % 7 - 1},' for k in range(900)]
    rows[5], rows[10], rows[20] = "", "  ,,,,", ",b,advice,x,"
    rows[30] = 'a"b,c,advice,"1\n",'
    path.write_text("source,target,relation,strength,\n" + "\n".join(rows) + "\n\n", "utf-8")
    found = same(path)
    assert isinstance(found, Survey)
    assert len(found.problems) > 20
    path.write_text(path.read_text("utf-8") + "a,b,advice,1,2,3\n", "utf-8")
    found = same(path)
    assert isinstance(found, Survey)
    assert "too_many_cells" in set(found.problems["code"])


def grid(path: Path) -> object:
    return bulk.read_columns(examine(path, Options(), Log()), Options())


def test_columns_are_left_to_the_row_reader_only_where_they_must(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    for name, text in MESSY.items():
        path.write_bytes(text.encode())
        rows = name in ("endless", "unclosed", "slipped far", "first line empty")
        assert (grid(path) is None) == rows, name


def test_texts_with_the_same_hash_are_never_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\n" + "".join(f"f{k},g{k % 7}\n" for k in range(50)), "utf-8")
    for rows in (3, 100):  # found in one part, and between two
        monkeypatch.setattr(bulk, "ROWS", rows)
        monkeypatch.setattr(bulk, "_hashes", lambda cells: np.array([len(c) for c in cells]))
        assert grid(path) is None
        assert isinstance(same(path), Survey)


def test_parts_of_a_file_share_their_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "ROWS", 7)
    path = tmp_path / "ties.csv"
    rows = [f"f{k % 13},g{k * 5 % 11},{k % 4}" for k in range(100)]
    path.write_text("source,target,strength\n" + "\n".join(rows), "utf-8")
    found = same(path)
    assert isinstance(found, Survey)
    assert found.ties["source"].dtype is found.ties["target"].dtype
    assert list(found.ties["source"].cat.categories) == list(found.actors.index)


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\na,b\nb,c\n")
    with columns(), pytest.raises(TiesnetError, match="6 cells"):
        read_survey(path, max_cells=5)


def test_a_long_file_is_coded_without_being_asked(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    rng = np.random.default_rng(3)
    ends = rng.integers(0, 5_000, size=(coded.LONG + 5_000, 2))
    frame = pd.DataFrame({"source": ends[:, 0], "target": ends[:, 1], "strength": ends[:, 0] % 5})
    frame.to_csv(path, index=False)
    found = read_survey(path)
    assert coded.is_coded(found.ties["source"])
    kept = frame[frame["source"] != frame["target"]].drop_duplicates(["source", "target"])
    assert len(found.ties) == len(kept)
    assert found.ties["source"].astype(int).tolist() == kept["source"].tolist()
    assert found.ties["strength"].tolist() == kept["strength"].tolist()


@pytest.mark.parametrize("long", [False, True])
def test_columns_of_texts(long: bool) -> None:
    frame = pd.DataFrame({"x": ["b", "", "a", "b", "A"]}, dtype=object)
    values = coded.in_form(frame, long)["x"]
    assert coded.is_coded(values) is long
    assert coded.counts_of(values) == {"b": 2, "": 1, "a": 1, "A": 1}
    assert coded.first_rows_of(values[2:]) == {"a": 0, "b": 1, "A": 2}
    lower = coded.replaced(values, str.lower)
    assert coded.distinct(lower) == ["b", "", "a"]
    assert coded.replaced(values, str) is values
    missing = coded.text_or_missing(lower)
    assert missing.isna().tolist() == [False, True, False, False, False]
    assert (
        coded.per_value(missing, lambda text: text == "", bool).tolist() == missing.isna().tolist()
    )
    assert coded.split(missing).codes.tolist() == [0, -1, 1, 0, 1]
    one, two = coded.same_codes(missing, coded.in_form_of(coded.text_or_missing(values), missing))
    assert (one == two).tolist() == [True, True, True, True, False]


def test_rows_that_are_equal_in_many_columns() -> None:
    rng = np.random.default_rng(1)
    columns = [rng.integers(-1, high, 500) for high in (2, 3, 2**40, 2**50, 2)]
    columns[2] %= 3
    columns[3] %= 2
    columns[2][0], columns[3][0] = 2**40, 2**50
    frame = pd.DataFrame(np.column_stack(columns))
    first = frame.assign(at=range(500)).groupby(list(range(5)))["at"].transform("first")
    assert first_equal(columns).tolist() == first.tolist()
    again, earlier = repeats(columns)
    assert again.tolist() == np.flatnonzero(first != np.arange(500)).tolist()
    assert earlier.tolist() == first[again].tolist()


def test_reading_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "ROWS", 10)
    monkeypatch.setattr(bulk, "_MEGABYTE", 1)
    path = tmp_path / "ties.csv"
    path.write_text("source,target\n" + "".join(f"f{k},g{k}\n" for k in range(35)), "utf-8")
    told: list[tuple[str, int, int]] = []
    with listening(lambda *step: told.append(step)), columns():
        read_survey(path)
    size = path.stat().st_size
    assert len(told) == 4
    assert [total for _, _, total in told] == [size] * 4
    assert told[-1][1] == size


def test_ctrl_c_stops_reading_within_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    rows = np.random.default_rng(2).integers(0, 400_000, size=(1_500_000, 2))
    pd.DataFrame(rows, columns=["source", "target"]).to_csv(path, index=False)
    run = subprocess.Popen(
        [sys.executable, "-m", "tiesnet", "check", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        time.sleep(2.5)
        assert run.poll() is None, "it was to take long"
        start = time.monotonic()
        run.send_signal(signal.SIGINT)
        out, said = run.communicate(timeout=20)
    finally:
        run.kill()
    assert run.returncode == 130
    assert (out, said.strip()) == ("", "Stopped.")
    assert time.monotonic() - start < 5
