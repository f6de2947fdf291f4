"""The column ``consent``: may an actor be shown by name? In doubt it may not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.coded import per_value
from tiesnet.survey.numbers import NOT_GIVEN
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import phrase, shortened

_AGREES = frozenset(
    "agree, agrees, agreed, i agree, accept, accepts, accepted, i accept, consents, consented, "
    "i consent, yes i agree, yes i consent, granted, given, acepto, acepta, acepta ser nombrada, "
    "si acepto, de acuerdo, autorizo, autoriza, si autorizo, consiento, concordo, aceito, sim "
    "aceito, sim concordo, autorizada, autorizado, accetto, accetta, si accetto, acconsento, "
    "d accordo, autorizzo".split(", ")
)


def consent_column(table: Table, log: Log) -> pd.Series:
    """Read who agrees to be shown by name; an answer that is not understood counts as a no."""
    texts = table.text("consent")
    words = per_value(texts, _answer)
    wrong = np.flatnonzero((words == "?").to_numpy())
    label = shortened(table.labels.get("consent", "consent"))
    log.add_cells(
        "invalid_value",
        table,
        wrong,
        "consent",
        say(
            "{{value}} is no {label} that is known; it was read as no, so the name is withheld.",
            label=label,
        ),
        say("Use one of: yes, no; leave the cell empty where the actor did not say."),
    )
    return words.map({"yes": True, "no": False, "?": False}).astype("boolean")


def _answer(text: str) -> str:
    if text.casefold() in NOT_GIVEN:
        return ""
    return read_choice("yesno", text) or ("yes" if phrase(text) in _AGREES else "?")


def consent_kept(table: Table, rank: pd.Series) -> Table:
    """Let the last answer of an actor stand where its row of a later wave is empty.

    `rank` is the order of the wave of each row.
    """
    if not table.has("consent"):
        return table
    order = rank.sort_values(kind="stable").index
    told = table.text("consent")[order].where(lambda texts: texts != "")
    kept = told.groupby(table.text("id")[order]).ffill().fillna("")
    return table.with_column("consent", kept.reindex(table.frame.index).astype(object))
