"""What goes with an outcome of firms, tested by shuffling."""

from __future__ import annotations

from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import (
    attributes,
    draws,
    first_of,
    formula_of,
    net_of,
    or_formula,
    quoted,
    relations,
    testing,
)
from tiesnet.app.trials._registry import Choice, Field, Trial, Values
from tiesnet.errors import TiesnetError
from tiesnet.inference import Outcome, regress
from tiesnet.language import say, word


def _outcomes(session: Session) -> list[Choice]:
    """List the numbers known of the firms."""
    actors = net_of(session).actors
    return [
        (quoted(name), label)
        for name, label in attributes(session)
        if actors[name].dtype.kind in "iuf"
    ]


def _terms(session: Session) -> list[Choice]:
    found = [
        (f"degree({quoted(name)})", say("Number of partners in {relation}", relation=label))
        for name, label in relations(session)
    ]
    return [*found, *((quoted(name), label) for name, label in attributes(session))]


def formula(values: Values) -> str:
    """Give the formula written, or the one chosen from the lists."""
    if made := formula_of(values):
        return made
    raise TiesnetError(
        say("An outcome of firms, and something that may go with it, are needed."),
        say("Choose both in the form, or write a formula."),
    )


def _run(session: Session, values: Values) -> Outcome:
    return regress(net_of(session), formula(values), **testing(values))


def _lacks(session: Session) -> str:
    if not _outcomes(session):
        return say("The survey gives no number for the firms, such as size or exports.")
    return ""


TRIAL = Trial(
    "explain_firms",
    word("What goes with the results of firms?"),
    word(
        "A regression over firms: an outcome such as exports, beside their ties and what else is "
        "known of them, tested by shuffling."
    ),
    (
        Field("outcome", word("Outcome"), "one", _outcomes, first_of(_outcomes, "exports")),
        Field(
            "terms",
            word("What may go with it"),
            "many",
            _terms,
            lambda session: [name for name, _ in _terms(session)][:1],
        ),
        or_formula(word("For example: exports ~ degree(advice) + log(size)")),
        draws(),
    ),
    _run,
    _lacks,
)
