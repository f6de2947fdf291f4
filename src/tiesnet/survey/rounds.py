"""Rounds of a survey in tables of their own: a sheet, a file or a folder per round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey import coded
from tiesnet.survey.coded import in_form
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Origins, Table
from tiesnet.survey.schema import TABLES
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold, listed

_ROUND = (
    r"(?:wave|round|ronda|oleada|ola|onda|rodada|ondata|rilevazione|t|w)[\s_.\-]*\d{1,4}"
    r"|(?:19|20)\d\d(?:[\s_.\-]?\d\d?)?"
)
_LAST = re.compile(rf"^(.+?)[\s_.\-]+\(?({_ROUND})\)?$", re.IGNORECASE)
_FIRST = re.compile(rf"^\(?({_ROUND})\)?[\s_.\-]+(.+)$", re.IGNORECASE)


def table_and_round(name: str) -> tuple[str, str] | None:
    """The table a sheet's name means, and its round if the name tells one.

    >>> table_and_round("ties 2019"), table_and_round("Ronda 2 - actores"), table_and_round("ties")
    (('ties', '2019'), ('actors', 'Ronda 2'), ('ties', ''))
    """
    words = table_words()
    if (plain := words.get(fold(name))) is not None:
        return plain, ""
    for found in (_LAST.match(name.strip()), _FIRST.match(name.strip())):
        if found is None:
            continue
        base, label = found.groups() if found.re is _LAST else reversed(found.groups())
        if (table := words.get(fold(base))) is not None:
            return table, label.strip()
    return None


def round_labels(names: Sequence[str]) -> list[str]:
    """What tells the rounds apart: their names without what all have in common.

    >>> round_labels(["survey-2019", "survey-2021"]), round_labels(["before", "after"])
    (['2019', '2021'], ['before', 'after'])
    """
    found = [re.search(_ROUND, name, re.IGNORECASE) for name in names]
    labels = [match[0] for match in found if match]
    return labels if len(set(labels)) == len(names) else list(names)


def joined(name: str, rounds: Sequence[tuple[str, Table]], log: Log) -> Table:
    """Put the tables of several rounds together; each row knows its round and where it stood."""
    rounds = [(label, table) for label, table in rounds if table.given] or rounds[:1]
    if not rounds[0][1].given or (len(rounds) == 1 and not rounds[0][0]):
        return rounds[0][1]
    labels = [label for label, _ in rounds if label]
    text = say(
        "The table {name} was put together from its rounds: {labels}.",
        name=f"{name!r}",
        labels=listed(labels),
    )
    log.assume("rounds_joined", text, len(rounds))
    waved = TABLES[name].column("wave") is not None
    tables = [_with_round(table, label) if waved else table for label, table in rounds]
    if name == "survey":
        return tables[-1]
    frame = pd.concat([table.frame.astype(object) for table in tables], ignore_index=True)
    frame = frame.fillna("")
    keep = np.ones(len(frame), dtype=bool) if waved else ~frame.duplicated().to_numpy()
    long = name == "ties" and len(frame) > coded.LONG
    frame = in_form(frame[keep].reset_index(drop=True), long=long)
    labels_of = {k: v for table in reversed(tables) for k, v in table.labels.items()}
    return replace(
        tables[0],
        frame=frame,
        rows=np.arange(1, len(frame) + 1, dtype=np.int64),
        labels=labels_of,
        origins=_origins(tables).keep(keep),
    )


def _with_round(table: Table, label: str) -> Table:
    if not label:
        return table
    wave = table.text("wave").astype(object)
    return table.with_column("wave", wave.where(wave != "", label))


def _origins(tables: Sequence[Table]) -> Origins:
    parts = [table.origins or _plain(table) for table in tables]
    file, sheet, row, column = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Origins(file, sheet, row, column)


def _plain(table: Table) -> Origins:
    texts = [np.full(len(table), text, dtype=object) for text in (table.file, table.sheet, "")]
    return Origins(texts[0], texts[1], table.rows, texts[2])
