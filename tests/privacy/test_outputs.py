"""No output holds a private column, or a name that was refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.privacy.marked import IDS, MARK, NAMES, texts_of, write_marked

from tiesnet.cli import main
from tiesnet.exports import network_formats, write_measures, write_network, write_outputs
from tiesnet.metrics import measure
from tiesnet.network import Network, build_network
from tiesnet.survey import read_survey


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_marked(tmp_path_factory.mktemp("marked") / "study")


@pytest.fixture(scope="module")
def net(folder: Path) -> Network:
    return build_network(read_survey(folder))


@pytest.fixture(scope="module")
def written(net: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("written")
    measures = measure(net)
    write_outputs(measures, place / "report")
    write_measures(measures, place / "measures.csv")
    write_measures(measures, place / "measures.xlsx")
    for one in network_formats().values():
        suffix = one.suffixes[0] if one.suffixes else ""
        write_network(net, place / f"net-{one.name}{suffix}", one.name)
    return place


def test_every_writer_was_tried(written: Path) -> None:
    names = {path.name.split(".")[0] for path in written.iterdir()}
    assert {f"net-{name}" for name in network_formats()} <= names
    assert {"report.html", "metrics.xlsx", "network.graphml", "provenance.json"} == {
        path.name for path in (written / "report").iterdir()
    }


def test_no_output_holds_a_private_column(written: Path) -> None:
    assert [name for name, text in texts_of(written) if MARK in text] == []


def test_no_output_holds_a_refused_name(written: Path) -> None:
    for name, text in texts_of(written):
        for word in ("quorvian", "quorvan", "quor"):
            at = text.find(word)
            assert at < 0, (name, text[max(0, at - 80) : at + 80])


def test_those_who_agreed_are_named(written: Path) -> None:
    (report,) = [text for name, text in texts_of(written) if name == "report.html"]
    assert all(name.casefold() in report for name in NAMES[1:])
    assert "firm 01 (name withheld)" in report


def test_what_was_withheld_is_counted(net: Network) -> None:
    said = net.origin.assumptions.set_index("code")["count"]
    # The misspelt name of the firm that refused is withheld as well.
    assert said["name_withheld"] == 2
    assert said["consent_blank"] == 1
    assert said["private_left_out"] >= 1


def test_withheld_actors_stand_last_and_keep_their_ties(net: Network, folder: Path) -> None:
    open_net = build_network(read_survey(folder), internal=True)
    assert list(net.actors.index[:5]) == list(IDS[1:])
    assert net.actors.index[5] == "Firm 01 (name withheld)"
    assert len(net.ties) == len(open_net.ties)
    assert set(open_net.actors.index) >= set(IDS)
    assert "internal" in set(open_net.origin.assumptions["code"])
    assert MARK not in open_net.actors.to_csv()


def test_the_commands_withhold_names_and_check_tells_who_is_who(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["measure", folder, "--layer", "all", "--metric", "degree"],
                      ["diagnose", folder, "introductions"]):  # fmt: skip
        with pytest.raises(SystemExit):
            main([str(one) for one in arguments])
        shown = capsys.readouterr().out.casefold()
        assert "quorv" not in shown and MARK not in shown
    with pytest.raises(SystemExit):
        main(["measure", str(folder), "--layer", "all", "--metric", "degree", "--internal"])
    assert "Quorvian S.A." in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["check", str(folder)])
    shown = " ".join(capsys.readouterr().out.split())
    assert "Firm 01 (name withheld) is 'Quorvian S.A.'" in shown
    assert "Quorvan" in shown
    assert MARK not in shown


def test_labels_do_not_follow_the_order_of_names(tmp_path: Path) -> None:
    """The order hangs on all answers: with other answers it is another one."""
    found = set()
    for number in range(8):
        place = write_marked(tmp_path / str(number), refused=(0, 1, 2, 3))
        ties = place / "ties.csv"
        ties.write_text(ties.read_text() + f"{IDS[0]},{IDS[4]},advice,{number},,\n")
        labels = build_network(read_survey(place)).origin.survey
        assert labels is not None
        found.add(tuple(labels.ties["source"].head(12)))
    assert len(found) > 1


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("no", False), ("NO", False), ("yes", True), ("Sí, acepto", True), ("", True), ("n/a", True),
     ("no acepto", False), ("maybe", False), ("prefiere que no", False)],
)  # fmt: skip
def test_in_doubt_a_name_is_withheld(tmp_path: Path, answer: str, shown: bool) -> None:
    place = tmp_path / "study"
    place.mkdir()
    (place / "actors.csv").write_text(f'id,name,consent\na,Acmetal,"{answer}"\nb,Betasol,yes\n')
    (place / "ties.csv").write_text("source,target\na,b\n")
    survey = read_survey(place)
    assert ("Acmetal" in set(build_network(survey).actors["name"])) == shown
    unread = survey.problems["code"].eq("invalid_value").any()
    assert unread == (answer in ("no acepto", "maybe", "prefiere que no"))


def test_an_earlier_no_stands_until_a_later_yes(tmp_path: Path) -> None:
    for later, shown in (("", False), ("yes", True)):
        place = tmp_path / f"study{later}"
        place.mkdir()
        (place / "actors.csv").write_text(
            f"id,name,wave,consent\na,Acmetal,1,no\na,Acmetal,2,{later}\nb,Betasol,1,yes\n"
        )
        (place / "ties.csv").write_text("source,target,wave\na,b,1\nb,a,2\n")
        net = build_network(read_survey(place))
        assert ("Acmetal" in set(net.actors["name"])) == shown
