"""What explains ties: other ties, and what two firms have in common (MRQAP)."""

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
    terms,
    testing,
    text,
)
from tiesnet.app.trials._registry import Choice, Field, Trial, Values
from tiesnet.errors import TiesnetError
from tiesnet.inference import Outcome, mrqap
from tiesnet.language import say, word


def _terms(session: Session) -> list[Choice]:
    """List what may explain ties: relations, and what two firms have in common."""
    net = net_of(session)
    found = [
        (quoted(name), say("Ties of {relation}", relation=label))
        for name, label in relations(session)
    ]
    for name, label in attributes(session):
        values = net.actors[name].dropna()
        if values.dtype.kind in "iuf" and values.nunique() > 5:
            found.append((f"absdiff({quoted(name)})", say("Difference in {what}", what=label)))
        elif 1 < values.nunique() <= 0.5 * len(values):
            found.append((f"same({quoted(name)})", say("The same {what}", what=label)))
    if {"latitude", "longitude"} <= set(net.actors.columns):
        found.append(("distance(km)", say("Distance in kilometres")))
    return found


def formula(values: Values) -> str:
    """Give the formula written, or the one chosen from the lists."""
    if made := formula_of(values):
        return made
    raise TiesnetError(
        say("A relation to explain, and something that may explain it, are needed."),
        say("Choose both in the form, or write a formula."),
    )


def _first_terms(session: Session) -> list[str]:
    known = [name for name, _ in _terms(session)]
    return [name for name in known if name in ("same(stage)", "same(sector)")]


def _run(session: Session, values: Values) -> Outcome:
    family = text(values, "family") or "linear"
    return mrqap(net_of(session), [formula(values)], family=family, **testing(values))


def _families(_session: Session) -> list[Choice]:
    return [
        ("linear", say("A number, or yes and no in the usual way (linear)")),
        ("logistic", say("Yes or no (logistic)")),
        ("count", say("A count (Poisson)")),
    ]


TRIAL = Trial(
    "explain_ties",
    word("What goes with having a tie?"),
    word(
        "A regression over pairs of firms: a relation, beside other relations and what two firms "
        "have in common. Every p comes from exchanging who is who (MRQAP)."
    ),
    (
        Field(
            "outcome",
            word("Relation to explain"),
            "one",
            terms,
            first_of(terms, "advice"),
        ),
        Field("terms", word("What may explain it"), "many", _terms, _first_terms),
        Field(
            "family",
            word("What the outcome is"),
            "one",
            _families,
            lambda _session: "linear",
        ),
        or_formula(word("For example: advice ~ supplies + same(stage) + absdiff(size)")),
        draws(),
    ),
    _run,
)
