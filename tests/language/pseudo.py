"""A language that marks what it was asked for, to see what nobody asked it for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest

from tiesnet.diagnosis import CHAPTERS, diagnoses
from tiesnet.exports import network_formats
from tiesnet.language import in_language
from tiesnet.literature import sources
from tiesnet.metrics import TOPICS, catalogue
from tiesnet.network import Network
from tiesnet.plots import figures

OPEN, CLOSE = "⟦", "⟧"


class Marking(Mapping[tuple[str, ...], tuple[str, ...]]):
    """Gives every text in brackets, and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: set[tuple[str, ...]] = set()

    def __getitem__(self, key: tuple[str, ...]) -> tuple[str, ...]:
        if not any(letter.isalpha() for text in key for letter in text) or OPEN in "".join(key):
            return key
        self.asked.add(key)
        return tuple(f"{OPEN}{text}{CLOSE}" for text in key)

    def get(self, key, default=None):
        return self[key]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)


@contextmanager
def marking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Marking]:
    """Say everything in brackets inside the block, as another language would."""
    texts = Marking()
    with monkeypatch.context() as patch, in_language("es"):
        patch.setattr("tiesnet.language._said.texts", lambda: texts)
        yield texts


def unmarked(text: str) -> str:
    """Give what stands outside all brackets."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == OPEN
        if not depth:
            kept.append(letter)
        depth -= letter == CLOSE and depth > 0
    return "".join(kept)


class Visible(HTMLParser):
    """Collects what a page shows or says aloud, outside scripts and styles."""

    HEARD = ("aria-label", "title", "placeholder", "alt")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._shown: list[str] = []
        self._quiet = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._quiet += tag in ("script", "style")
        self.texts += [value for name, value in attrs if name in self.HEARD and value]

    def handle_endtag(self, tag):
        self._quiet -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._quiet and data.strip():
            self._shown.append(" ".join(data.split()))

    def left(self) -> list[str]:
        """Give what stands outside all brackets, also of sentences that tags cut into pieces."""
        return [*map(unmarked, self.texts), *unmarked("\n".join(self._shown)).split("\n")]


WORD = re.compile(r"[A-Za-z]{4,}")
OPTION = re.compile(r"\b[\w.]+ = [\w.]+")
CODE = re.compile(
    r"\b[\w.]+ = [\w.]+|[\w-]*\.[a-z]{2,8}\b|'[^']*'"  # options, files, what is quoted
    r"|[^.\n]*\((?:19|20)\d\d\)[^\n]*"  # works
    r"|\b(?:[a-z]+_[a-z_]+|wealth|priorates|marriage|business|relation|strength|Medici\w*|Holm"
    r"|Jaccard|Pearson|Spearman|Welch|bootstrap|QAP|MRQAP|census|actors|stage|tiesnet|python|igraph"
    r"|networkx|numpy|pandas|scipy|plotly|openpyxl|constant|intercept|absdiff|seed|layer|size"
    r"|consent|contact|attributes|ties|trust|external|memberships|vision|supply|advice|planned"
    r"|state|note|other|statnet|network|sna|ergm|load\.R|model\.R|Lite|policy|row)\b"
)


def own(net: Network) -> re.Pattern[str]:
    """Match what is the survey's own."""
    survey = net.origin.survey
    known = {str(value) for frame in (net.actors, net.layers) for value in frame.index}
    for frame in (survey.actors, net.layers, survey.stages, survey.items):
        for column in frame.columns:
            known |= {str(value) for value in frame[column].dropna()} | {str(column)}
    known |= {str(value) for value in survey.info.values()}
    known |= {*catalogue(), *diagnoses(), *figures(), *network_formats(), *TOPICS, *CHAPTERS}
    records = (*catalogue().values(), *diagnoses().values(), *figures().values())
    known |= {"map", *(option for one in records for option in one.options)}
    for work in sources().values():
        known |= {*work.authors, work.title, work.venue, work.short}
    longest = sorted((name for name in known if len(name) > 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)


def left(texts: Iterable[str], names: re.Pattern[str]) -> list[str]:
    """Give the words that nobody asked the catalogues for."""
    rest = " ".join(
        CODE.sub(" ", names.sub(" ", OPTION.sub(" ", unmarked(text)))) for text in texts
    )
    return sorted(set(WORD.findall(rest)))


def names_of(net: Network) -> re.Pattern[str]:
    """Match the names a survey gives to actors, relations, stages and places, and no word of ours.

    Stricter than `own`: whole words as they are written.
    """
    survey = net.origin.survey
    known = {
        str(one) for frame in (survey.actors, net.layers, survey.stages) for one in frame.index
    }
    known |= {str(one) for one in survey.info.values()}
    for frame in (survey.actors, net.layers, survey.stages):
        for column in {"name", "label", "location", "country", "origin", "sector"} & {*frame}:
            known |= {str(one) for one in frame[column].dropna()}
    longest = sorted((name for name in known if len(name) > 2), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def strays(texts: Iterable[str], names: re.Pattern[str], code: re.Pattern[str]) -> list[str]:
    """Give the texts that hold words nobody asked the catalogues for, without names and code."""
    rest = (code.sub(" ", names.sub(" ", unmarked(text))).strip() for text in texts)
    return sorted({text for text in rest if WORD.search(text)})
