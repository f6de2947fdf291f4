"""The log of introductions: who was introduced to whom, and who must not be."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import say, word
from tiesnet.survey.clean.columns import typed_frame
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import TEXT

_ENDS = ("one", "other")
_LOGGED = ("state", "wave", "by", "note")


def with_both_named(table: Table, log: Log) -> Table:
    """Leave out rows that do not name both actors."""
    missing = {end: (table.text(end) == "").to_numpy() for end in _ENDS}
    for end, blank in missing.items():
        text = say(
            "The introduction does not say {asked}; the row was left out.", asked=say(_ASKED[end])
        )
        log.add_cells("missing_source_or_target", table, np.flatnonzero(blank), end, text)
    return table.keep(~(missing["one"] | missing["other"]))


_ASKED = {"one": word("who was introduced"), "other": word("whom the actor was introduced to")}


def clean_introductions(table: Table, log: Log) -> pd.DataFrame:
    """Read the log, its names replaced by ids; an introduction that says no state was made.

    Rows whose names fit no actor, or several, were reported where names are linked. A state that
    cannot be read stays empty, and so the pair is neither introduced again nor checked.
    """
    known = ((table.text("one") != "") & (table.text("other") != "")).to_numpy()
    table = table.keep(known)
    same = (table.text("one") == table.text("other")).to_numpy()
    text = say("The actor {value} cannot be introduced to itself; the row was left out.")
    log.add_cells("self_tie", table, np.flatnonzero(same), "other", text)
    table = table.keep(~same)
    frame = typed_frame(table, log)
    for column in _LOGGED:
        if column not in frame:
            frame[column] = pd.Series(pd.NA, index=frame.index, dtype=TEXT)
    silent = (table.text("state") == "").to_numpy()
    if silent.any():
        said = say("Introductions in the log that do not say their state were made.")
        log.assume("introduction_made", said, int(silent.sum()))
    frame["state"] = frame["state"].mask(silent, "made").astype(TEXT)
    first = [*_ENDS, *_LOGGED]
    return frame[[*first, *(name for name in frame if name not in first)]]
