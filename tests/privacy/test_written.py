"""What `tiesnet pseudonymise` writes: no name in it, the key apart."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.marked import IDS, MARK, NAMES, held, texts_of, write_marked

from tiesnet.cli import main
from tiesnet.errors import OutputError, TiesnetError
from tiesnet.exports import (
    network_formats,
    read_key,
    recognisable_file,
    write_network,
    write_outputs,
    write_pseudonymised,
    write_survey_folder,
    write_survey_workbook,
)
from tiesnet.exports.pseudonymised import refuse_names
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import Hidden, read_survey, samples

SAMPLES = {
    "footwear_valley": ".csv",
    "sinos_like_exporters": ".xlsx",
    "compatriots_abroad": ".xlsx",
    "florentine_families": ".csv",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_name_of_a_sample_is_left(name: str, tmp_path: Path) -> None:
    tables = getattr(samples, name)()
    path = tmp_path / name
    if SAMPLES[name] == ".csv":
        write_survey_folder(tables, path)
    else:
        path = write_survey_workbook(tables, path.with_suffix(".xlsx"))
    out, book = tmp_path / "out", tmp_path / "out.xlsx"
    survey = read_survey(path)
    write_pseudonymised(survey, [out, book], tmp_path / "key" / "key.csv")
    usual = {"cluster", "university", "bank"}  # words of the survey format and of sentences
    words = [str(word) for word in (*survey.actors.index, *survey.actors["name"])]
    words = [w for w in words if sum(map(str.isalpha, w)) >= 3 and w.casefold() not in usual]
    for file, text in texts_of(out, book):
        assert held(text, words) == set(), file
    one, two = read_survey(out), read_survey(book)
    pd.testing.assert_frame_equal(one.actors, two.actors)
    assert len(one.ties) == len(two.ties) == len(survey.ties)


def test_a_report_of_it_names_nobody(tmp_path: Path) -> None:
    folder = write_marked(tmp_path / "study")
    out = tmp_path / "out"
    write_pseudonymised(read_survey(folder), out, tmp_path / "key.csv")
    net = build_network(read_survey(out))
    write_outputs(measure(net), tmp_path / "report")
    for one in network_formats().values():
        suffix = one.suffixes[0] if one.suffixes else ""
        write_network(net, tmp_path / "nets" / f"net-{one.name}{suffix}", one.name)
    names = [name.split()[0].casefold() for name in NAMES]
    for file, text in texts_of(out, tmp_path / "report", tmp_path / "nets"):
        assert [word for word in (*names, "quorvan", MARK) if word in text] == [], file
        assert held(text, IDS) == set(), file


def test_key_and_list_are_for_their_owner_only(tmp_path: Path) -> None:
    survey = read_survey(write_marked(tmp_path / "study"))
    key = tmp_path / "private" / "key.csv"
    made = write_pseudonymised(survey, tmp_path / "out", key, seed=1)
    assert [entry.name for entry in read_key(key)] == made.key["name"].tolist()
    listed = pd.read_csv(recognisable_file(key))
    assert list(listed) == ["pseudonym", "id", "name", "by", "reason"]
    assert len(listed) == len(made.recognisable)
    if sys.platform != "win32":
        for path in (key, recognisable_file(key)):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "private").iterdir()) == [
        "key-recognisable.csv", "key.csv",
    ]  # fmt: skip


def test_hostile_names_survive_the_key(tmp_path: Path) -> None:
    names = ["=1+1 Acme", "'quoted", "'=odd", '"x", y', "a\nb c", "@SUM(1)", "-2 Sons", "ñ\u202eX"]
    from tiesnet.exports.private_files import write_private

    table = pd.DataFrame(
        {"pseudonym": [f"F{n}" for n in range(8)], "id": names[::-1], "name": names}
    )
    path = write_private(tmp_path / "key.csv", table)
    assert [entry.name for entry in read_key(path)] == names
    assert [entry.id for entry in read_key(path)] == names[::-1]
    assert "\n=1+1" not in path.read_text("utf-8-sig") and ",=1+1" not in path.read_text()


def test_the_key_never_lies_in_what_is_passed_on(tmp_path: Path) -> None:
    survey = read_survey(write_marked(tmp_path / "study"))
    for key in ("out/key.csv", "out/deep/key.csv", "study/../out/key.csv"):
        with pytest.raises(OutputError, match="is to be passed on"):
            write_pseudonymised(survey, tmp_path / "out", tmp_path / key)
    assert not (tmp_path / "out").exists()
    with pytest.raises(OutputError, match=r"does not end in \.csv"):
        write_pseudonymised(survey, tmp_path / "out", tmp_path / "key.xlsx")


def test_nothing_of_others_is_touched(tmp_path: Path) -> None:
    folder = write_marked(tmp_path / "study")
    survey = read_survey(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(OutputError, match="holds other files|exists already"):
        write_pseudonymised(survey, folder, tmp_path / "key.csv")
    with pytest.raises(OutputError):
        write_pseudonymised(survey, folder, tmp_path / "key.csv", overwrite=True)
    with pytest.raises(TiesnetError, match="no key"):
        write_pseudonymised(survey, tmp_path / "out", folder / "actors.csv")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    write_pseudonymised(survey, tmp_path / "out", tmp_path / "key.csv")
    with pytest.raises(OutputError, match="exists already"):
        write_pseudonymised(survey, tmp_path / "out", tmp_path / "key.csv")
    (tmp_path / "out" / "items.csv").write_text("actor,item,answer\nquor,x,1\n")
    with pytest.raises(OutputError, match="holds other files: 'items.csv'"):
        write_pseudonymised(survey, tmp_path / "out", tmp_path / "key.csv", overwrite=True)


def test_the_same_key_gives_the_same_files(tmp_path: Path) -> None:
    survey = read_survey(write_marked(tmp_path / "study"))
    key = tmp_path / "key.csv"
    found = []
    for out in ("one", "two"):
        write_pseudonymised(survey, [tmp_path / out, tmp_path / f"{out}.xlsx"], key)
        files = sorted((tmp_path / out).iterdir())
        found.append([path.read_bytes() for path in (*files, tmp_path / f"{out}.xlsx", key)])
    assert found[0] == found[1]


def test_a_name_that_is_left_is_refused() -> None:
    hidden = Hidden({"Ñandú S.A.": "F01", "trust": "F02"})
    refuse_names([("a.csv", b"id,trust\nF01,3\n")], hidden)
    with pytest.raises(OutputError, match="'Ñandú S.A.' would still stand in it"):
        refuse_names([("a.csv", b"note\ntold by NANDU SA\n")], hidden)


WORD = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=12)


@settings(max_examples=8, deadline=None)
@given(
    names=st.lists(
        WORD | st.sampled_from(["trust", "firm", "yes", "other", "Calibri", "F01", "sheet1"]),
        min_size=3, max_size=6, unique_by=str.casefold,
    ),
    note=WORD,
)  # fmt: skip
def test_hostile_names_are_never_written(
    names: list[str], note: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("hostile")
    actors = pd.DataFrame({"id": [f"a{n}" for n in range(len(names))], "name": names})
    ties = pd.DataFrame(
        {
            "source": actors["id"],
            "target": [*actors["id"][1:], actors["id"][0]],
            "topic": [f"{note} {name}" for name in names],
            "reported_by": actors["id"],
        }
    )
    write_survey_folder({"actors": actors, "ties": ties}, place / "in")
    try:
        survey = read_survey(place / "in")
    except TiesnetError:
        return  # two names that are one, or none at all
    try:
        made = write_pseudonymised(
            survey, [place / "out", place / "out.xlsx"], place / "key.csv", k=2
        )
    except OutputError as error:
        raise AssertionError(f"a name was left: {error}") from error
    again = read_survey(place / "out")
    assert set(again.actors.index) == set(made.tables["actors"]["id"])
    assert len(again.ties) == len(survey.ties)
    assert len(read_survey(place / "out.xlsx").ties) == len(survey.ties)


def test_the_command_says_what_was_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_marked(tmp_path / "study")
    arguments = [folder, "-o", tmp_path / "out", "--key", tmp_path / "key.csv", "--seed", "3"]
    with pytest.raises(SystemExit) as end:
        main(["pseudonymise", *map(str, arguments)])
    said = " ".join(capsys.readouterr().out.split())
    assert end.value.code in (0, None)
    assert "This is not anonymous" in said
    assert "actors, size:" in said
    assert "it is the cluster organisation" in said
    assert "quorv" not in said.casefold()
    with pytest.raises(SystemExit) as end:
        main(["pseudonymise", str(folder), "-o", "x", "--key", "x/key.csv"])
    assert end.value.code == 2
    assert "passed on" in capsys.readouterr().err
