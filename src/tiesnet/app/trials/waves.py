"""What changed from one wave of the survey to the next."""

from __future__ import annotations

from tiesnet.app.reading import waves_of
from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import draws, relations, several, testing
from tiesnet.app.trials._registry import Field, Trial, Values
from tiesnet.errors import TiesnetError
from tiesnet.inference import Outcome, rounds_of, wave_changes
from tiesnet.language import say, word


def _run(session: Session, values: Values) -> Outcome:
    if session.survey is None:
        raise TiesnetError(say("There is nothing to test yet."), say("Open a survey first."))
    building = {key: value for key, value in session.building.items() if key != "wave"}
    rounds = rounds_of(session.survey, **building)
    return wave_changes(rounds, layers=several(values, "layers") or None, **testing(values))


def _lacks(session: Session) -> str:
    if not waves_of(session):
        return say("The survey has one round only; two are needed to compare them.")
    return ""


TRIAL = Trial(
    "waves",
    word("What changed between the rounds?"),
    word(
        "Which ties were made, kept and lost, who came and left, who moved up or down, and "
        "whether the network changed more than by chance."
    ),
    (
        Field(
            "layers",
            word("In which relations"),
            "many",
            relations,
            help=word("Without a choice all are compared."),
            optional=True,
        ),
        draws(),
    ),
    _run,
    _lacks,
)
