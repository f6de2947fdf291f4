"""Tests run from the page give what the library gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from tests.app.conftest import done, write_table

from tiesnet.app.callbacks import trials as callbacks
from tiesnet.app.layout import trials as layout
from tiesnet.app.sessions import Session
from tiesnet.app.trials import run_trial, trials
from tiesnet.app.trials._parts import PLENTY
from tiesnet.app.trials._registry import values_of
from tiesnet.app.trials.explain_firms import formula as firms_formula
from tiesnet.app.trials.explain_ties import formula as ties_formula
from tiesnet.app.words import typeset
from tiesnet.errors import TiesnetError
from tiesnet.inference import qap

Opened = Callable[..., Session]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw in this process: ten firms need no more."""
    monkeypatch.setattr("tiesnet.app.trials._parts.WORKERS", 1)
    monkeypatch.setattr("tiesnet.app.trials.ranks.WORKERS", 1)


def _choose(session: Session, trial: str, **values: object) -> None:
    callbacks.choose(session, {"trial": "", "field": "which"}, trial)
    for key, value in values.items():
        callbacks.choose(session, {"trial": trial, "field": key}, value)


@pytest.mark.parametrize("name", [name for name in trials() if name != "ranks"])
def test_every_test_can_be_run_as_it_stands(measured: Session, name: str) -> None:
    trial = trials()[name]
    assert trial.lacks(measured) == ""
    _choose(measured, name, replications=19)
    assert layout.chosen(measured).name == name
    before = len(measured.outcomes)
    callbacks.run(measured, None, 1)
    done(measured)
    assert measured.job.problem is None, str(measured.job.problem)
    assert len(measured.outcomes) == before + 1
    outcome = measured.outcomes[0]
    said = str(layout.show(measured))
    sentences = [typeset(sentence) for sentence in outcome.sentences]
    assert all(sentence in said or "\\" in sentence for sentence in sentences)
    for field in trial.fields:
        if field.choices:
            assert all(len(one) == 2 for one in field.choices(measured))


def test_the_result_is_that_of_the_library(measured: Session) -> None:
    _choose(measured, "together", replications=49, variables=["advice", '"<i>sells</i>"'])
    run_trial(measured, "together")
    done(measured)
    expected = qap(measured.measures.net, ["advice", '"<i>sells</i>"'], replications=49, seed=1)
    pd.testing.assert_frame_equal(measured.outcomes[0].table(), expected.table())


def test_choices_are_kept_and_strange_ones_are_not(measured: Session) -> None:
    _choose(measured, "explain_ties", formula="advice ~ same(stage)")
    assert values_of(measured, trials()["explain_ties"])["formula"] == "advice ~ same(stage)"
    _choose(measured, "no such test", formula="x")
    callbacks.choose(measured, {"trial": "explain_ties", "field": "no such field"}, 1)
    assert layout.chosen(measured).name == "explain_ties"


@pytest.mark.parametrize("count", [0, -3, 1.5, None, "many", "", "-1", "1.5", "²", PLENTY + 1])
def test_a_number_that_cannot_be_drawn_is_refused(measured: Session, count: object) -> None:
    _choose(measured, "together", replications=count)
    run_trial(measured, "together")
    done(measured)
    assert "A whole number from 1" in str(measured.job.problem)
    _choose(measured, "together", replications=19)


def test_formulas_from_lists() -> None:
    chosen = {"outcome": "advice", "terms": ["sells", "advice", "same(stage)"]}
    assert ties_formula(chosen) == "advice ~ sells + same(stage)"
    assert ties_formula({**chosen, "formula": " a ~ b "}) == "a ~ b"
    assert firms_formula({"outcome": "exports", "terms": ["size"]}) == "exports ~ size"
    for formula in (ties_formula, firms_formula):
        with pytest.raises(TiesnetError, match="are needed"):
            formula({"outcome": "advice", "terms": []})


def test_what_a_survey_lacks_is_said(opened: Opened, tmp_path: Path) -> None:
    rows = [["source", "target"], *([a, b] for a in "abcd" for b in "abcd" if a < b != "d")]
    session = opened(write_table(tmp_path / "ties.csv", rows))
    lacking = {name: trial.lacks(session) for name, trial in trials().items()}
    assert "one relation only" in lacking["together"]
    assert "no number for the firms" in lacking["explain_firms"]
    assert "no number for the firms" in lacking["alike"]
    assert "says nothing of the firms" in lacking["attributes"]
    assert "one round only" in lacking["waves"]
    assert lacking["beside_chance"] == ""
    assert lacking["waves"] in str(layout.show(_with(session, "waves")))


def _with(session: Session, name: str) -> Session:
    session.shown["trial"] = name
    return session


def test_nothing_chosen_is_said(measured: Session) -> None:
    for name, key in (("beside_chance", "metrics"), ("alike", "attributes"), ("ranks", "metrics")):
        _choose(measured, name, **{key: []})
        run_trial(measured, name)
        done(measured)
        assert "was chosen" in str(measured.job.problem)
    _choose(measured, "attributes", attribute=None)
    run_trial(measured, "attributes")
    done(measured)
    assert "Nothing known of the firms was chosen" in str(measured.job.problem)
