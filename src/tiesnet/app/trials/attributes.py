"""Measures beside what is known of the firms, tested by shuffling."""

from __future__ import annotations

from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import (
    LAYERS,
    attributes,
    draws,
    first_of,
    metrics,
    needed,
    net_of,
    several,
    some_of,
    testing,
    text,
)
from tiesnet.app.trials._registry import Field, Trial, Values
from tiesnet.errors import TiesnetError
from tiesnet.inference import Outcome, attribute_test
from tiesnet.language import say, word

_MEASURES = metrics("actor")


def _run(session: Session, values: Values) -> Outcome:
    chosen = needed(values, "metrics", say("No measure was chosen."))
    attribute = text(values, "attribute")
    if not attribute:
        raise TiesnetError(
            say("Nothing known of the firms was chosen."), say("Choose a column in the form.")
        )
    layers = several(values, "layers") or None
    return attribute_test(net_of(session), chosen, [attribute], layers=layers, **testing(values))


def _lacks(session: Session) -> str:
    if not attributes(session):
        return say("The survey says nothing of the firms that differs between them.")
    return ""


TRIAL = Trial(
    "attributes",
    word("Who stands where?"),
    word(
        "Measures of firms beside what is known of them, such as their size or their stage: "
        "correlations and differences between groups, tested by shuffling."
    ),
    (
        Field(
            "metrics",
            word("Measures"),
            "many",
            _MEASURES,
            some_of(_MEASURES, "degree", "betweenness"),
        ),
        Field(
            "attribute",
            word("What is known of the firms"),
            "one",
            attributes,
            first_of(attributes, "size", "stage"),
        ),
        LAYERS,
        draws(),
    ),
    _run,
    _lacks,
)
