"""Which relations go together (QAP)."""

from __future__ import annotations

from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import draws, net_of, several, terms, testing
from tiesnet.app.trials._registry import Field, Trial, Values
from tiesnet.inference import Outcome, qap
from tiesnet.language import say, word


def _run(session: Session, values: Values) -> Outcome:
    return qap(net_of(session), several(values, "variables") or None, **testing(values))


def _lacks(session: Session) -> str:
    if len(net_of(session).layers) < 2:
        return say("The survey has one relation only; two are needed to compare them.")
    return ""


TRIAL = Trial(
    "together",
    word("Which relations go together?"),
    word(
        "Every two relations are compared, pair of firms by pair of firms, beside what chance "
        "would give (QAP correlation)."
    ),
    (
        Field(
            "variables",
            word("Relations"),
            "many",
            terms,
            help=word("Without a choice every two are compared."),
            optional=True,
        ),
        draws(),
    ),
    _run,
    _lacks,
)
