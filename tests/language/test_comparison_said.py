"""The page of a comparison says nothing past the catalogues."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from tests.inference.compared_surveys import both

from tiesnet.exports.compare.page import comparison_page
from tiesnet.inference import compare
from tiesnet.metrics import catalogue

_spec = importlib.util.spec_from_file_location("pseudo", Path(__file__).with_name("pseudo.py"))
pseudo = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pseudo)


# Files and works are called what they are called, in every language.
CODE = re.compile(
    r"\w+\.(?:csv|xlsx)|tiesnet[^\n]*|[^\n]*\((?:19|20)\d\d\)[^\n]*|SHA-256 \w+|'[^']*'|bootstrap"
    r"|\b(?:python|igraph|networkx|numpy|openpyxl|pandas|plotly|scipy)\b"
)


def test_the_page_of_a_comparison_says_nothing_past_the_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pseudo.marking(monkeypatch):
        nets = both(tmp_path)
        page = comparison_page(compare(nets, replications=29, workers=1), nets).decode()
    assert "⟦How this was made⟧" in page
    texts = [text for text in pseudo.Visible(page).left() if text.strip()]
    known = [
        *nets,
        *catalogue(),
        "n_actors",
        "Hand-stitching",
        "hand stitching",
        "Tannery",
        "tannery",
    ]
    known = [re.escape(name) for name in sorted(known, key=len, reverse=True)]
    known += [pseudo.names_of(net).pattern for net in nets.values()]
    names = re.compile("|".join(known))
    assert pseudo.strays(texts, names, CODE) == []
