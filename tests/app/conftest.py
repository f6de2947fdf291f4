"""Sessions, small surveys and a server without a browser."""

from __future__ import annotations

import csv
import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tiesnet.app import serving
from tiesnet.app.reading import open_survey
from tiesnet.app.sessions import Session, Sessions

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>window.hacked=1</script>",
    '=HYPERLINK("http://evil.example","x")',
    "{{7*7}} $x$",
    "\u202egnitrats",
)
NAMES = (*HOSTILE, "Curtidos Sol", "Hormas Vega S.L.", "Suelas Norte", "Calzados Luz", "Botas Alba")
TYPED = ("Curtido Soll", "Hormas Bega", "Botas Albas")


def write_table(path: Path, rows: list[list[Any]]) -> Path:
    """Write a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    return path


@pytest.fixture
def sessions() -> Iterator[Sessions]:
    made = Sessions()
    yield made
    made.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few measures and a report of one line: what stands in them is tested elsewhere."""
    from tiesnet.metrics import measure

    def few(net: Any) -> Any:
        return measure(net, metrics=["degree", "reciprocity"])

    monkeypatch.setattr("tiesnet.metrics.measure", few)
    monkeypatch.setattr("tiesnet.diagnosis.findings", lambda measures: [])
    monkeypatch.setattr("tiesnet.exports.report_bytes", lambda measures: b"<p>the report</p>")


@pytest.fixture(scope="session")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten firms, some with hostile names; two relations, two waves, three names typed wrong."""
    folder = tmp_path_factory.mktemp("surveys") / "valley"
    folder.mkdir()
    actors = [["id", "name", "stage", "size", "exports", "respondent"]]
    for k, name in enumerate(NAMES):
        stage = "<b>one</b>" if k % 2 else "two"
        answered = "no" if k == 4 else "yes"
        actors.append([f"f{k}", name, stage, 3 * k + 1, round(0.07 * k, 2), answered])
    write_table(folder / "actors.csv", actors)
    ties = [["source", "target", "relation", "strength", "wave"]]
    for wave in ("2024", "2026"):
        for k in range(10):
            for j in range(3):
                to = (k + 1 + j * j + (wave == "2026" and k % 3 == 0)) % 10
                if k not in (4, to):
                    ties.append([f"f{k}", f"f{to}", ("advice", "<i>sells</i>")[j % 2], 1 + j, wave])
    ties += [[f"f{5 + k}", name, "advice", 2, "2026"] for k, name in enumerate(TYPED)]
    ties.append(["f6", "f6", "advice", 1, "2026"])
    write_table(folder / "ties.csv", ties)
    return folder


@pytest.fixture(scope="session")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form whose questions nobody could understand from their headers."""
    firms = ["Curtidos Sol", "Hormas Vega", "Suelas Norte", "Calzados Luz", "Cueros Mar",
             "Tacones Rio", "Forros Paz", "Hilos Gris", "Botas Alba", "Cajas Duna"]  # fmt: skip
    rows: list[list[Any]] = [
        ["Marca temporal", "Razon", "Plantilla", "P7", "P8", "P9", "Comentario"]
    ]
    draw = random.Random(3)
    for k, name in enumerate(firms):
        others = draw.sample([one for one in firms if one != name], 5)
        many = "; ".join(others[2:])
        when = f"2026-03-{k + 1:02} 10:00"
        rows.append([when, name, draw.randint(3, 90), others[0], others[1], many, "x"])
    return write_table(tmp_path_factory.mktemp("forms") / "raw.csv", rows)


def done(session: Session) -> Session:
    """Wait for the work of a session to end."""
    assert session.job is not None
    assert session.job.wait(120)
    return session


@pytest.fixture
def opened(sessions: Sessions, quick: None) -> Callable[..., Session]:
    """Open a survey in a session of its own, and wait until it is measured."""

    def go(path: Path, **more: Any) -> Session:
        session = sessions.new()
        for key, value in more.items():
            setattr(session, key, value)
        open_survey(session, path)
        return done(session)

    return go


@pytest.fixture(scope="session")
def measured(survey: Path) -> Iterator[Session]:
    """One session, read and measured, for tests that only look at it."""
    sessions = Sessions()
    session = sessions.new()
    # Undone before any other test begins: those of the browser look at the report itself.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tiesnet.exports.report_bytes", lambda measures: b"<p>the report</p>")
        open_survey(session, survey)
        done(session)
    yield session
    sessions.close()


@pytest.fixture(scope="module")
def server(form: Path) -> Iterator[Any]:
    """The address of an app that runs; files of more than 1 MB are refused."""
    with serving(form, port=0, largest=1) as (address, server):
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield address
        server.shutdown()
        thread.join()
