"""The catalogues hold every text, fit the code, and pages say nothing past them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tiesnet.exports.report import report_bytes
from tiesnet.language import LANGUAGES, in_language, joined, pieces, pieces_n, say, say_n
from tiesnet.language import language as current
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

SURVEYS = Path(__file__).resolve().parents[2] / "surveys"
CITED = re.compile(r"\((?:19|20)\d\d\)|@\w+\{|SHA-256")
CODE = re.compile(
    r"\w+\.(?:csv|xlsx|po)|tiesnet( [a-z]+ .*)?|\b(?:PNG|SVG|BibTeX|seed|size|python|igraph"
    r"|networkx|numpy|openpyxl|pandas|plotly|scipy)\b"
)


def _loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages, pseudo = _loaded("messages"), _loaded("pseudo")


@pytest.fixture(scope="module")
def wanted() -> set[tuple[str, ...]]:
    return {key for texts in messages.collect().values() for key in texts}


@pytest.mark.parametrize("language", messages.LOCALES)
def test_catalogues_hold_every_text_and_no_other(language: str, wanted: set) -> None:
    known = set(messages.translated(language))
    assert not wanted - known, "run: python tests/language/messages.py"
    assert not known - wanted, "run: python tests/language/messages.py"


def _places(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", text))


@pytest.mark.parametrize("language", messages.LOCALES)
def test_what_is_filled_in_is_the_same(language: str) -> None:
    wrong = []
    for key, said in messages.translated(language).items():
        if not all(said):
            continue
        allowed = {place for text in key for place in _places(text)}
        if not all(_places(text) <= allowed for text in said):
            wrong.append((key, said))
        if _places(key[-1]) != _places(said[-1]):
            wrong.append((key, said))
    assert not wrong


def test_a_text_is_said_in_the_language_of_the_block() -> None:
    with in_language("es"):
        assert current() == "es"
        assert say("Who is disconnected?") == "¿Quién está desconectado?"
        assert joined(["A", "B"]) == "A y B"
    assert say("Who is disconnected?") == "Who is disconnected?"
    assert set(LANGUAGES) == {"en", *messages.LOCALES}


def test_a_language_that_is_not_there_is_refused() -> None:
    from tiesnet.errors import TiesnetError

    with pytest.raises(TiesnetError, match="no texts in the language 'de'"), in_language("de"):
        pass


def test_pieces_keep_what_is_no_text() -> None:
    firm = object()
    assert pieces("Ask {who}.", who=firm) == ("Ask ", firm, ".")
    assert pieces_n(2, "{n} firm: {who}", "{n} firms: {who}", who=(firm,)) == ("2 firms: ", firm)
    assert say_n(1, "{n} firm", "{n} firms") == "1 firm"


def _left(page: str, survey, net) -> list[str]:
    """Give the visible words that no catalogue was asked for, without what is the survey's own."""
    own = {
        str(value) for frame in (survey.actors, survey.stages, net.layers) for value in frame.index
    }
    for frame in (survey.actors, survey.stages, net.layers):
        own |= {str(value) for name in frame.columns for value in frame[name].dropna()}
        own |= {str(name).replace("_", " ").capitalize() for name in frame.columns}
    own |= {str(value) for value in survey.info.values()}
    words = sorted((one for one in own if len(one) > 2), key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, words)))
    left = []
    for text in pseudo.Visible(page).left():
        if CITED.search(text):
            continue
        rest = CODE.sub("", names.sub("", text))
        if re.search(r"[A-Za-z]{4,}", rest):
            left.append(rest.strip())
    return sorted(set(left))


def test_a_report_says_nothing_past_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo.marking(monkeypatch):
        survey = read_survey(SURVEYS / "florentine-families")
        net = build_network(survey)
        page = report_bytes(measure(net)).decode()
    assert _left(page, survey, net) == []


@pytest.mark.parametrize("language", messages.LOCALES)
def test_every_text_is_translated(language: str) -> None:
    assert [key for key, said in messages.translated(language).items() if not all(said)] == []
