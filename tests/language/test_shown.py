"""What figures, the app, sheets and pseudonymised surveys say is asked of the catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from dash.development.base_component import Component
from tests.language import pseudo

from tiesnet.app.callbacks import figures as chosen_figure
from tiesnet.app.callbacks import trials as chosen_trial
from tiesnet.app.callbacks.render import drawn
from tiesnet.app.layout import trials as trial_views
from tiesnet.app.layout.page import bar, gone, page
from tiesnet.app.layout.views import VIEWS
from tiesnet.app.reading import open_survey
from tiesnet.app.server import Setting
from tiesnet.app.sessions import Session, Sessions
from tiesnet.app.trials import trials
from tiesnet.errors import TiesnetError
from tiesnet.exports import write_mapping, write_pseudonymised, write_sheets
from tiesnet.inference import Outcome
from tiesnet.language import LANGUAGES
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.plots import figures
from tiesnet.survey import Survey, read_survey

VALLEY = """id,name,kind,stage,size,location,sector,respondent
a,Alfa,firm,hides,3,Norte,wet,yes
b,Beta,firm,hides,20,Norte,wet,yes
c,Gama,firm,soles,5,Sul,wet,yes
d,Delta,firm,soles,30,Sul,dry,yes
e,Epsilon,firm,shoes,8,Sul,dry,yes
f,Zeta,firm,shoes,40,Norte,dry,yes
g,Eta,firm,shoes,9,Norte,dry,no
u,Escola,research,,,Norte,,
x,Loja,firm,shoes,90,Fora,dry,
"""
TIES = {
    "sells": "ac ad bc ce cf de df bd fx ae",
    "advice": "ab ba cd ef fe ae ca cu eu au bc",
    "joint": "ab cd ef ac df bd",
}
RELATIONS = """id,label,formality,content,directed
sells,Vende,formal,trade,yes
advice,Conselho,informal,knowledge,yes
joint,Projeto,formal,cooperation,no
"""
STAGES = "id,order,label\nhides,1,Couros\nsoles,2,Solas\nshoes,3,Sapatos\n"
MARKS = re.compile(r"%\{[^}]*\}|<[^<>]*>|#[0-9a-fA-F]{3,8}|rgba?\([^)]*\)")
CODE = re.compile(
    r"[\w-]+\.(?:csv|xlsx|toml|html)|tiesnet(?: [a-z]+)?|[^;]*\((?:19|20)\d\d\)|PNG|SVG|Excel"
    r"|\bsame\(\w+\)|\bdegree\(|intercept|constant|\bsize\b|\b(?:"
    + "|".join(LANGUAGES.values())
    + r")\b"
)
SHOWN = (
    "title",
    "text",
    "hovertemplate",
    "texttemplate",
    "name",
    "customdata",
    "ticktext",
    "label",
)
HEARD = ("children", "title", "placeholder", "label", "alt", "options", "summary")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds of a small valley with all that figures want to see."""
    made = tmp_path_factory.mktemp("surveys") / "valley"
    made.mkdir()
    rows = ["source,target,relation,strength,reported_by,wave"]
    for wave in ("2024", "2026"):
        for relation, pairs in TIES.items():
            told = pairs.split()[: -1 if wave == "2024" else None]
            rows += [f"{a},{b},{relation},{k % 3 + 1},{a},{wave}" for k, (a, b) in enumerate(told)]
    tables = {"actors": VALLEY, "ties": "\n".join(rows) + "\n"}
    tables |= {"relations": RELATIONS, "stages": STAGES}
    for name, text in tables.items():
        (made / f"{name}.csv").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def marked() -> Iterator[Any]:
    """Everything in this file is said in brackets, also what one test leaves for another."""
    with pytest.MonkeyPatch.context() as patch, pseudo.marking(patch) as texts:
        yield texts


@pytest.fixture(scope="module")
def survey(folder: Path, marked: Any) -> Survey:
    return read_survey(folder)


@pytest.fixture(scope="module")
def measures(survey: Survey) -> Measures:
    return measure(build_network(survey))


@pytest.fixture(scope="module")
def names(measures: Measures) -> re.Pattern[str]:
    return pseudo.names_of(measures.net)


def _of_figure(value: Any, at: str = "") -> Iterator[str]:
    """Give every text of a figure that can be read."""
    if isinstance(value, str):
        if at in SHOWN:
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in ("template", "meta"):
                yield from _of_figure(one, key)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _of_figure(one, at)


@pytest.mark.parametrize("name", list(figures()))
def test_a_figure_says_nothing_past_the_catalogues(
    name: str, measures: Measures, names: re.Pattern[str]
) -> None:
    try:
        said = list(_of_figure(figures()[name].function(measures).to_plotly_json()))
    except TiesnetError as error:
        said = [str(error)]
    assert any(pseudo.OPEN in text for text in said)
    assert pseudo.strays(said, names, MARKS) == []


def _of_page(made: Any, at: str = "children") -> Iterator[str]:
    """Give every text of a component that is read or spoken."""
    if isinstance(made, str):
        yield made
    elif isinstance(made, list | tuple):
        for one in made:
            yield from _of_page(one, at)
    elif isinstance(made, dict):
        yield from _of_page(made.get("label"))
    elif isinstance(made, Component) and type(made).__name__ != "Graph":
        for key, one in made.to_plotly_json()["props"].items():
            if key in HEARD or key.startswith("aria-la") or key.startswith("aria-desc"):
                yield from _of_page(one, key)


def _strays_of(made: Any, names: re.Pattern[str]) -> list[str]:
    whole = "\n".join(_of_page(made))  # sentences are cut where a name stands in them
    return pseudo.strays(pseudo.unmarked(whole).split("\n"), names, CODE)


@pytest.fixture(scope="module")
def session(folder: Path, marked: Any) -> Iterator[Session]:
    sessions = Sessions()
    made = sessions.new()
    made.lang = "es"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tiesnet.exports.report_bytes", lambda measures: b"<p></p>")
        patch.setattr("tiesnet.app.trials._parts.WORKERS", 1)
        patch.setattr("tiesnet.app.trials.ranks.WORKERS", 1)
        open_survey(made, folder)
        assert made.job is not None and made.job.wait(120)
        yield made
    sessions.close()


def test_the_app_before_a_survey_says_nothing_past_the_catalogues(marked: Any) -> None:
    nobody = re.compile("(?!)")
    sessions = Sessions()
    empty = sessions.new()
    for made in (page(Setting("es")), gone(), drawn(empty, "start", {}, None)[:4]):
        assert _strays_of(made, nobody) == []
    sessions.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_nothing_past_the_catalogues(
    view: str, session: Session, names: re.Pattern[str]
) -> None:
    assert _strays_of(drawn(session, view, {}, None)[:4], names) == []
    if view == "figures":
        for name in ("distribution", "ego", "rank_spread"):
            chosen_figure.choose(session, {"figure": "name"}, name)
            assert _strays_of(drawn(session, view, {}, None)[0], names) == []


@pytest.mark.parametrize("name", [name for name in trials() if name != "ranks"])
def test_a_test_of_the_app_says_nothing_past_the_catalogues(
    name: str, session: Session, names: re.Pattern[str]
) -> None:
    chosen_trial.choose(session, {"trial": "", "field": "which"}, name)
    chosen_trial.choose(session, {"trial": name, "field": "replications"}, 19)
    chosen_trial.run(session, None, 1)
    assert session.job is not None and session.job.wait(60)
    assert session.job.problem is None, str(session.job.problem)
    assert isinstance(session.outcomes[0], Outcome)
    assert _strays_of([trial_views.show(session), bar(session)], names) == []


def test_sheets_of_firms_say_nothing_past_the_catalogues(
    measures: Measures, names: re.Pattern[str], tmp_path: Path
) -> None:
    written = write_sheets(measures, tmp_path, firms=["Alfa", "Gama"], lang="es")
    for name, path in written.items():
        if name.endswith(".html"):
            left = pseudo.Visible(path.read_text(encoding="utf-8")).left()
            assert pseudo.strays(left, names, CODE) == []
    book = openpyxl.load_workbook(written["sheets.xlsx"])
    cells = [sheet.title for sheet in book]
    cells += [str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
    assert pseudo.strays([one for one in cells if one != "None"], names, CODE) == []


def test_what_was_pseudonymised_says_nothing_past_the_catalogues(
    survey: Survey, names: re.Pattern[str], tmp_path: Path
) -> None:
    made = write_pseudonymised(survey, tmp_path / "out", tmp_path / "key.csv", seed=1)
    said = [*made.changes["change"], *made.recognisable["reason"]]
    assert said
    assert pseudo.strays(map(str, said), names, CODE) == []


def test_a_drafted_mapping_says_nothing_past_the_catalogues(marked: Any, tmp_path: Path) -> None:
    rows = ("Razon,Plantilla,P7,Asesor 1,Asesor 2,Nota", "Alfa,3,Beta,Beta,Gama,x")
    (tmp_path / "raw.csv").write_text("\n".join((*rows, "Beta,4,Alfa,Alfa,Gama,y")), "utf-8")
    text = write_mapping(tmp_path / "raw.csv", tmp_path / "made.toml").read_text("utf-8")
    assert text.count(pseudo.OPEN) > 5
    keys = re.compile(r'"[^"]*"|\w+ =|\[+[\w.]+\]+')
    assert pseudo.strays(pseudo.unmarked(text).split("\n"), re.compile("(?!)"), keys) == []
