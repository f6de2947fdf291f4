"""The stages of the value chain, and the stages actors say they are in."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.names import suggestions
from tiesnet.survey.numbers import number_column
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import TEXT, fold, quoted

_CUTS = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s*")
_NUMBERED = re.compile(r"(\d{1,3})\b.*")


def clean_stages(table: Table, log: Log) -> pd.DataFrame:
    """Read the stages table: index id, columns order (whole number or empty) and label."""
    twice = table.text("id").duplicated() & (table.text("id") != "")
    log.add_cells(
        "duplicate_stage",
        table,
        np.flatnonzero(twice.to_numpy()),
        "id",
        say("The stage {value} stands twice; the first row was used."),
    )
    table = table.keep(~(twice | (table.text("id") == "")).to_numpy())
    order = number_column(table, "order", "number", log)
    if not table.has("order") and len(table):
        order = pd.Series(np.arange(1.0, len(table) + 1))
        text = say("The stages table gives no order; its rows were taken from first to last stage.")
        log.assume("stage_order", text, len(table))
    label = table.text("label").where(table.text("label") != "", table.text("id"))
    return _frame(table.text("id"), order, label)


def _frame(ids: pd.Series, order: pd.Series, label: pd.Series) -> pd.DataFrame:
    whole = pd.array(np.round(order.to_numpy(dtype=float)), dtype="Float64").astype("Int64")
    frame = pd.DataFrame({"order": whole, "label": label.astype(TEXT).to_numpy()})
    frame.index = pd.Index(ids.astype(TEXT).to_numpy(), name="id", dtype=TEXT)
    return frame


class StageReader:
    """Reads the stage cells of actors: one or several stages each."""

    def __init__(self, stages: pd.DataFrame, given: bool) -> None:
        self.given = given
        self._known = {fold(str(label)): str(key) for key, label in stages["label"].items()}
        self._known |= {fold(str(key)): str(key) for key in stages.index}

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """The stages of a cell: those known, and those that are not."""
        parts = [part for part in _CUTS.split(text) if part]
        if len(parts) == 1 and fold(text) not in self._known and self.given:
            parts = [part for part in _COMMA.split(text) if part]
        known = [self._known[fold(part)] for part in parts if fold(part) in self._known]
        unknown = [part for part in parts if fold(part) not in self._known]
        return list(dict.fromkeys(known)), unknown


def stage_column(
    table: Table, stages: pd.DataFrame, given: bool, log: Log
) -> tuple[pd.Series, pd.DataFrame]:
    """Read the actors' stages; without a stages table the stages are those the actors name."""
    texts = table.text("stage")
    if not given:
        stages = _named_stages(texts, log)
    reader = StageReader(stages, given)
    read = {str(text): reader.read(str(text)) for text in texts.unique()}
    labels = list(dict.fromkeys([*map(str, stages.index), *map(str, stages["label"])]))
    strange = sorted({part for _, unknown in read.values() for part in unknown})
    near = suggestions(strange, labels)
    for at, text in enumerate(texts):
        for part in read[str(text)][1]:
            hint = say("Did you mean {near}? ", near=quoted(near[part])) if part in near else ""
            log.add(
                "unknown_stage",
                table.place(at, "stage", part),
                say(
                    "The stage {part} is not in the stages table; it was left out.",
                    part=quoted(part),
                ),
                say("{hint}Add it to the stages table or correct it.", hint=hint),
            )
    joined = texts.map({text: "; ".join(known) for text, (known, _) in read.items()})
    return joined, stages


def _named_stages(texts: pd.Series, log: Log) -> pd.DataFrame:
    """Make a stages table of what the actors name; in order only when the names start so."""
    parts: dict[str, str] = {}
    for text in texts.unique():
        for part in _CUTS.split(str(text)):
            if part:
                parts.setdefault(fold(part) or part, part)
    names = sorted(parts.values())
    numbers = [_NUMBERED.fullmatch(name) for name in names]
    ids = pd.Series(names, dtype=object)
    if names and all(numbers):
        order = pd.Series([float(found.group(1)) for found in numbers if found])
        text = say("There is no stages table; stages were ordered by the number they start with.")
        log.assume("stage_order", text, len(names))
    else:
        order = pd.Series(np.nan, index=ids.index, dtype=float)
        if names:
            text = say("There is no stages table, so the order of the stages is not known.")
            log.assume("stage_order_unknown", text, len(names))
    return _frame(ids, order, ids).sort_values("order", kind="stable")
