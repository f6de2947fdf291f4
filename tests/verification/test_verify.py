"""The parity certificate: it passes, it can fail, and its numbers are the peers' own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from tiesnet.cli import tiesnet as command
from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue
from tiesnet.verification import (
    AGREES,
    DIFFERS,
    FAILS,
    Verified,
    case_names,
    claims,
    read_case,
    verify,
)
from tiesnet.verification import run as running


@pytest.fixture(scope="module")
def everything() -> Verified:
    return verify()


def test_everything_is_as_stated(everything: Verified) -> None:
    found = everything
    wrong = found.rows[found.rows["result"] == FAILS]
    assert found.passed, wrong.to_string()
    assert set(found.rows["program"]) == {"UCINET", "R sna", "igraph", "networkx"}
    assert (found.rows["cases"] > 0).all()


def test_every_measure_is_claimed_or_named(everything: Verified) -> None:
    found = everything
    assert {*found.rows["measure"], *found.without_peer} == set(catalogue())
    assert {claim.measure for claim in claims()} <= set(catalogue())


def test_only_what_was_asked_for() -> None:
    assert set(verify(["constraint_whole"]).rows["measure"]) == {"constraint_whole"}
    assert set(verify(["activity"]).rows["measure"]) <= {"degree", "in_degree", "out_degree"} | {
        name for name, record in catalogue().items() if record.topic == "activity"
    }
    with pytest.raises(TiesnetError, match="no measure 'degre'"):
        verify(["degre"])


@pytest.mark.parametrize("part", [0, -1])
def test_a_wrong_number_is_found(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    def tampered(name: str) -> object:
        case = read_case(name)
        entries = dict(case.entries)
        if ("R igraph", "constraint") not in entries:
            return case
        call, value = entries[("R igraph", "constraint")]
        key = list(value)[part]
        entries[("R igraph", "constraint")] = call, value | {key: (value[key] or 0) + 1e-6}
        return replace(case, entries=entries)

    monkeypatch.setattr(running, "read_case", tampered)
    found = verify(["constraint_whole"])
    plain = found.rows[found.rows["options"] == ""].set_index("peer")["result"]
    assert plain["R igraph"] == FAILS
    assert plain["networkx"] == AGREES
    assert not found.passed


def test_a_difference_that_is_gone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    same = [replace(c, differs="said wrongly") for c in claims() if c.measure == "constraint_whole"]
    monkeypatch.setattr(running, "claims", lambda: tuple(same))
    assert set(verify(["constraint_whole"]).rows["result"]) == {FAILS}


def test_stated_differences_say_why(everything: Verified) -> None:
    rows = everything.rows
    stated = rows[rows["result"] == DIFFERS]
    assert len(stated) > 0
    assert stated["remark"].str.len().gt(20).all()


def test_command(tmp_path: Path) -> None:
    out = tmp_path / "parity.csv"
    done = CliRunner().invoke(command, ["verify", "holes", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "constraint_ego" in done.output
    assert "all as stated" in done.output
    assert out.read_text(encoding="utf-8-sig").startswith("measure,program,peer,convention")
    assert CliRunner().invoke(command, ["verify", "hole"]).exit_code != 0


def test_command_fails_when_a_number_does(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [replace(c, turn=lambda value: dict.fromkeys(value, 9)) for c in claims()
             if c.measure == "constraint_whole"]  # fmt: skip
    monkeypatch.setattr(running, "claims", lambda: tuple(wrong))
    done = CliRunner().invoke(command, ["verify", "constraint_whole"])
    assert done.exit_code == 1
    assert FAILS in done.output


def _maker() -> ModuleType:
    path = Path(__file__).with_name("make_cases.py")
    spec = importlib.util.spec_from_file_location("make_cases", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_cases"] = module
    spec.loader.exec_module(module)
    return module


def test_cases_are_the_drawn_networks() -> None:
    drawn = _maker().cases()
    assert set(case_names()) == {*drawn, "davis"}
    for name, case in drawn.items():
        net = read_case(name).net
        assert list(net.actors.index) == case.nodes
        assert len(net.ties) == len(case.ties)


@pytest.mark.peers
@pytest.mark.parametrize("name", ["four-arcs", "florentine-marriage", "valley-sales"])
def test_bundled_values_are_the_peers_own(needs: Callable[[str], str], name: str) -> None:
    needs("peers")
    maker = _maker()
    compared = 0
    for entry in maker.entries_of(maker.cases()[name]):
        stored = read_case(name).entries.get((entry["peer"], entry["entry"]))
        if stored is None or entry["entry"] in ("bonpow_0.05", "cliques_3"):
            continue
        assert _close(entry["value"], stored[1]), entry["entry"]
        compared += 1
    assert compared > 80


def _close(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return set(one) == set(other) and all(_close(one[k], other[k]) for k in one)
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, rel=1e-6, abs=1e-8)
