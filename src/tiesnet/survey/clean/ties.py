"""The ties: ends, self-ties, strengths on their scales."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import localised, say
from tiesnet.survey.clean.columns import typed
from tiesnet.survey.coded import (
    constant,
    empty,
    first_rows_of,
    in_form_of,
    per_value,
    replaced,
    rows_where,
    same_codes,
    text_or_missing,
)
from tiesnet.survey.numbers import number_column
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.values import read_choice
from tiesnet.survey.vocabulary import meaning_of
from tiesnet.survey.words import TEXT, counted, fold, spelling

FIRST = ("source", "target", "relation", "strength", "wave", "reported_by")


def with_both_ends(table: Table, log: Log) -> Table:
    """Leave out rows without a source or a target."""
    source, target = empty(table.text("source")), empty(table.text("target"))
    for column, missing in (("source", source), ("target", target)):
        at = np.flatnonzero(missing)
        text = say("The row has no {column}; it was left out.", column=column)
        log.add_cells("missing_source_or_target", table, at, column, text)
    return table.keep(~(source | target))


def linked_only(table: Table) -> Table:
    """Leave out rows whose ends fitted several actors (reported where they were linked)."""
    return table.keep(~(empty(table.text("source")) | empty(table.text("target"))))


def without_self_ties(table: Table, log: Log) -> Table:
    """Leave out ties of an actor with itself."""
    source, target = same_codes(table.text("source"), table.text("target"))
    same = source == target
    text = say("Source and target are the same actor ({value}); the row was left out.")
    log.add_cells("self_tie", table, np.flatnonzero(same), "target", text)
    return table.keep(~same)


def check_left_out(table: Table, relations: pd.DataFrame, log: Log) -> None:
    """Check what else is wrong in rows left out, so that nobody repairs a file twice."""
    names = {spelling(str(label)): str(name) for name, label in relations["label"].items()}
    names |= {spelling(str(name)): str(name) for name in relations.index}
    texts = table.text("relation")
    found = per_value(texts, lambda text: names.get(spelling(text), ""))
    if table.has("relation"):
        strange = [
            row
            for name, row in first_rows_of(texts).items()
            if name and spelling(name) not in names and meaning_of(name) is None
        ]
        text = say("What the relation {value} means is not known; its rows were left out.")
        log.add_cells("unknown_relation", table, strange, "relation", text)
    linked = table.with_column("relation", found)
    _on_scale(linked, "strength", _strength(linked, log), relations, log)


def type_ties(table: Table, relations: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Read all columns of the ties, and check strength and trust against their scales."""
    strength = _strength(table, log)
    source = text_or_missing(table.text("source"))
    columns = {
        "source": source,
        "target": in_form_of(text_or_missing(table.text("target")), source),
        "relation": text_or_missing(table.text("relation")),
        "strength": _on_scale(table, "strength", strength, relations, log),
        "wave": text_or_missing(table.text("wave")),
        "reported_by": in_form_of(text_or_missing(table.text("reported_by")), source),
    }
    for column in table.frame.columns:
        if column not in FIRST:
            columns[column] = typed(table, column, log)
    if "trust" in columns:
        columns["trust"] = _on_scale(table, "trust", columns["trust"], relations, log)
    _say_missing_strength(table, columns["strength"], relations, log)
    frame = pd.DataFrame(columns, index=table.frame.index)
    return _with_places(frame, table)


def _with_places(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    taken = {"file": table.file, "sheet": table.sheet}
    own = {
        name: say("{name} (as given)", name=name)
        for name in (*taken, "row")
        if name in frame.columns
    }
    frame = frame.rename(columns=own)
    if table.origins is not None:
        origin = table.origins
        places = {name: pd.array(getattr(origin, name), dtype=TEXT) for name in taken}
        return frame.assign(**places, row=origin.row)
    for name in taken:
        frame[name] = text_or_missing(constant(taken[name], table.frame))
    frame["row"] = table.rows
    return frame


def _strength(table: Table, log: Log) -> pd.Series:
    """Numbers; the words yes and no count as a tie of unknown strength and an answered no."""
    texts = table.text("strength")
    found = len(rows_where(texts, lambda text: _yes_or_no(text) != "", among=_wordy))
    if found:
        text = say(
            "In the column of strengths, 'no' was read as 0 and 'yes' as a tie without strength."
        )
        log.assume("strength_words", text, found)
        numbers = {"yes": "", "no": "0"}
        texts = replaced(texts, lambda text: numbers.get(_yes_or_no(text), text), among=_wordy)
        table = table.with_column("strength", texts)
    return number_column(table, "strength", "number", log, "strength_not_number")


def _wordy(texts: list[str]) -> list[str]:
    """What does not end like a number, as no yes and no other no does."""
    return [text for text in texts if not text[-1:].isdigit()]


def _yes_or_no(text: str) -> str:
    return "" if fold(text).isdigit() else read_choice("yesno", text) or ""


def _on_scale(
    table: Table, column: str, values: pd.Series, relations: pd.DataFrame, log: Log
) -> pd.Series:
    """Empty values outside the relation's scale; 0 is an answered no and always allowed."""
    prefix = "scale" if column == "strength" else "trust"
    relation = table.text("relation")
    low = per_value(relation, relations[f"{prefix}_min"].get, float)
    high = per_value(relation, relations[f"{prefix}_max"].get, float)
    outside = ((values < low) | (values > high)) & (values != 0)
    if column == "strength":
        outside |= values < 0
    at = np.flatnonzero(outside.to_numpy())
    texts = [_outside(column, values.iat[k], low.iat[k], high.iat[k]) for k in at]
    log.add_cells(f"{column}_outside_scale", table, at, column, texts)
    return values.mask(outside)


def _outside(column: str, value: float, low: float, high: float) -> str:
    filled = {"column": column, "value": localised(f"{value:g}")}
    if value < 0 and not low < 0:
        return say(
            "The {column} {value} is negative; the tie was kept, its {column} was read as empty.",
            **filled,
        )
    if np.isnan(low) or np.isnan(high):
        return say(
            "The {column} {value} is beyond the end of the scale ({low}); the tie was kept, its "
            "{column} was read as empty.",
            **filled,
            low=localised(f"{low if np.isnan(high) else high:g}"),
        )
    return say(
        "The {column} {value} is outside the scale from {low} to {high}; the tie was kept, its "
        "{column} was read as empty.",
        **filled,
        low=localised(f"{low:g}"),
        high=localised(f"{high:g}"),
    )


def _say_missing_strength(
    table: Table, strength: pd.Series, relations: pd.DataFrame, log: Log
) -> None:
    scaled = relations["scale_max"].notna() | relations["scale_min"].notna()
    if not scaled.any():
        return
    needs = per_value(table.text("relation"), scaled.get, bool)
    without = needs.to_numpy() & empty(table.text("strength")) & strength.isna().to_numpy()
    if not without.any():
        return
    text = say("The relation has a scale, but this tie has no strength; it was kept without.")
    if table.has("strength"):
        log.add_cells("strength_missing", table, np.flatnonzero(without), "strength", text)
        return
    log.add(
        "strength_missing",
        table.place(column="strength"),
        say(
            "There is no column 'strength', though relations have a scale; {tie} "
            "were kept without strength.",
            tie=counted(int(without.sum()), "tie"),
        ),
    )
