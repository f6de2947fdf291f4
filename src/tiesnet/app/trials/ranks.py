"""How sure values and ranks are, given who did not answer."""

from __future__ import annotations

from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import (
    LAYERS,
    WORKERS,
    draws,
    metrics,
    needed,
    net_of,
    number,
    several,
    some_of,
    text,
)
from tiesnet.app.trials._registry import Choice, Field, Trial, Values
from tiesnet.inference import Outcome, rank_intervals
from tiesnet.language import say, word

_MEASURES = metrics("actor")


def _causes(_session: Session) -> list[Choice]:
    return [
        ("nonresponse", say("Those who did not answer had answered")),
        ("lost actors", say("One in ten firms had not been asked")),
        ("lost ties", say("One in ten ties had not been told")),
    ]


def _run(session: Session, values: Values) -> Outcome:
    return rank_intervals(
        net_of(session),
        needed(values, "metrics", say("No measure was chosen.")),
        layers=several(values, "layers") or None,
        cause=text(values, "cause") or "nonresponse",  # type: ignore[arg-type]
        draws=number(values, "replications"),
        seed=1,
        workers=WORKERS,
    )


TRIAL = Trial(
    "ranks",
    word("How sure are the ranks?"),
    word(
        "Every value and every rank gets an interval: what would change if the answers had been "
        "different ones."
    ),
    (
        Field("metrics", word("Measures"), "many", _MEASURES, some_of(_MEASURES, "degree")),
        LAYERS,
        Field("cause", word("What if …"), "one", _causes, lambda _session: "nonresponse"),
        draws(200),
    ),
    _run,
)
