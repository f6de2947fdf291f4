"""A public report holds no name, no id, no hash and no file name of what was read."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from tests.privacy.marked import IDS, MARK, NAMES, held, texts_of, write_marked

import tiesnet
from tiesnet.cli import main
from tiesnet.errors import OutputError
from tiesnet.exports import Public, public_survey, read_key, write_key, write_outputs
from tiesnet.metrics import measure
from tiesnet.network import build_network

FILES = {"report.html", "metrics.xlsx", "network.graphml", "provenance.json"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = write_marked(tmp_path_factory.mktemp("secret") / "zqxstudy", refused=())
    for path in list(place.iterdir()):
        if path.name == "ties.csv":
            text = path.read_text(encoding="utf-8").replace("advice", "rates_quorvian")
            path.write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def shown(folder: Path) -> Public:
    return public_survey(tiesnet.read_survey(folder))


@pytest.fixture(scope="module")
def written(shown: Public, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("out")
    write_outputs(measure(build_network(shown.survey)), place / "report", figures=False)
    return place / "report"


def test_nothing_leads_back(written: Path, folder: Path) -> None:
    assert {path.name for path in written.iterdir()} == FILES
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    words = {*NAMES, *IDS, *(name.split()[0] for name in NAMES), "quorvan"}
    for name, text in texts_of(written):
        assert held(text, words) == set(), name
        assert MARK not in text and "zqxstudy" not in text, name
        assert not any(digest in text for digest in hashes), name


def test_the_first_screen_says_so(written: Path, shown: Public) -> None:
    (report,) = [text for name, text in texts_of(written) if name == "report.html"]
    head = report.split("<main>")[0]
    assert "public version: names are replaced." in head
    assert "pseudonymisation, not anonymity" in head
    assert "left out: " in head and "actors.gps" in head
    (book,) = [text for name, text in texts_of(written) if name == "metrics.xlsx"]
    assert "names are replaced by pseudonyms" in book
    codes = set(shown.survey.assumptions["code"])
    assert {"names_replaced", "still_recognisable", "left_out_in_public"} <= codes
    record = json.loads((written / "provenance.json").read_text(encoding="utf-8"))
    assert record["inputs"] == []
    assert "names_replaced" in {row["code"] for row in record["assumptions"]}


def test_numbers_are_those_of_the_survey_with_names(shown: Public, folder: Path) -> None:
    key = shown.made.key.set_index("id")["pseudonym"].to_dict()
    with_names = measure(build_network(tiesnet.read_survey(folder)), metrics=["degree"])
    without = measure(build_network(shown.survey), metrics=["degree"])
    expected = with_names.actors[("all", "degree")].rename(index=key).sort_index()
    assert without.actors[("all", "degree")].sort_index().tolist() == expected.tolist()
    assert expected.sum() > 0


def test_the_same_survey_gives_the_same_pseudonyms(shown: Public, folder: Path) -> None:
    again = public_survey(tiesnet.read_survey(folder))
    assert again.made.key.equals(shown.made.key)


def test_another_survey_draws_another_order(folder: Path, tmp_path: Path) -> None:
    orders = set()
    for number in range(6):
        place = tmp_path / str(number)
        shutil.copytree(folder, place)
        with (place / "ties.csv").open("a", encoding="utf-8") as ties:
            ties.write(f"{IDS[0]},{IDS[4]},lends,{number},,\n")
        made = public_survey(tiesnet.read_survey(place)).made
        orders.add(tuple(made.key.set_index("id").loc[list(IDS), "pseudonym"]))
    assert len(orders) > 1


def test_a_key_is_written_on_request_and_used_again(shown: Public, tmp_path: Path) -> None:
    key, beside = write_key(shown.made, tmp_path / "key.csv")
    entries = read_key(key)
    assert {entry.name for entry in entries} >= set(NAMES)
    assert beside.exists()


def test_files_that_were_read_are_never_replaced(shown: Public, folder: Path) -> None:
    copied = folder.parent / "actors.graphml"
    shutil.copy(folder / "actors.csv", copied)
    with pytest.raises(OutputError):
        tiesnet.write_graphml(build_network(shown.survey), copied, overwrite=True)


def _run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(one) for one in arguments])
    return int(left.value.code or 0)


def test_the_command_writes_no_key_unless_asked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "apart" / "key.csv"
    common = ("report", folder, "--public", "--no-figures")
    assert _run(*common, "-o", tmp_path / "a") == 0
    assert held(capsys.readouterr().out.casefold(), {*NAMES, *IDS}) == set()
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == FILES
    assert _run(*common, "-o", tmp_path / "b", "--key", key) == 0
    assert read_key(key)
    assert (tmp_path / "a" / "report.html").read_bytes() == (
        tmp_path / "b" / "report.html"
    ).read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--key", "k.csv"), "--key belongs to --public"),
        (("--public", "--internal"), "choose one"),
        (("--public", "--key", "k.txt"), "has to end in .csv"),
        (("--public", "--key", "out/k.csv"), "keep it apart"),
    ],
)
def test_what_contradicts_is_refused(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("report", folder, "-o", "out", *options) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []
