"""Measures beside those of networks drawn by chance (CUG)."""

from __future__ import annotations

from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import (
    LAYERS,
    draws,
    metrics,
    needed,
    net_of,
    several,
    some_of,
    testing,
    text,
)
from tiesnet.app.trials._registry import Choice, Field, Trial, Values
from tiesnet.inference import Outcome, cug
from tiesnet.language import say, word

_MEASURES = metrics("network")


def _conditions(_session: Session) -> list[Choice]:
    return [
        ("edges", say("as many ties")),
        ("dyads", say("as many mutual, one-way and empty pairs")),
        ("degrees", say("as many ties of every firm")),
        ("blocks", say("as many ties within and between stages")),
        ("size", say("as many firms only")),
    ]


def _run(session: Session, values: Values) -> Outcome:
    chosen = needed(values, "metrics", say("No measure was chosen."))
    return cug(
        net_of(session),
        chosen,
        layers=several(values, "layers") or None,
        condition=text(values, "condition") or "edges",
        **testing(values),
    )


TRIAL = Trial(
    "beside_chance",
    word("Is it more than chance?"),
    word("Measures of the network beside those of networks drawn at random (CUG test)."),
    (
        Field(
            "metrics",
            word("Measures"),
            "many",
            _MEASURES,
            some_of(_MEASURES, "transitivity", "reciprocity"),
        ),
        LAYERS,
        Field(
            "condition",
            word("Drawn networks have"),
            "one",
            _conditions,
            lambda _session: "edges",
        ),
        draws(),
    ),
    _run,
)
