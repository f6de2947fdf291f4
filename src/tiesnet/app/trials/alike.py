"""Whether tied firms are alike (Moran's I, Geary's C)."""

from __future__ import annotations

from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import LAYERS, draws, needed, net_of, several, testing
from tiesnet.app.trials._registry import Field, Trial, Values
from tiesnet.app.trials.explain_firms import _lacks
from tiesnet.inference import Outcome, autocorrelation
from tiesnet.language import say, word


def _numbers(session: Session) -> list[tuple[str, str]]:
    from tiesnet.app.trials._parts import attributes

    actors = net_of(session).actors
    return [one for one in attributes(session) if actors[one[0]].dtype.kind in "iuf"]


def _run(session: Session, values: Values) -> Outcome:
    names = needed(values, "attributes", say("Nothing known of the firms was chosen."))
    layers = several(values, "layers") or None
    return autocorrelation(net_of(session), names, layers=layers, **testing(values))


TRIAL = Trial(
    "alike",
    word("Are tied firms alike?"),
    word(
        "Whether firms that are tied have similar numbers, such as exports, more than chance "
        "would give (Moran’s I and Geary’s C)."
    ),
    (
        Field(
            "attributes",
            word("What is known of the firms"),
            "many",
            _numbers,
            lambda session: [name for name, _ in _numbers(session)][:1],
        ),
        LAYERS,
        draws(),
    ),
    _run,
    _lacks,
)
