"""The actors table: who they are, what kind, inside or outside, and in which stage."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.clean.columns import choice_column, typed, yesno_column
from tiesnet.survey.clean.consent import consent_column, consent_kept
from tiesnet.survey.clean.name_checks import check_names
from tiesnet.survey.clean.stages import stage_column
from tiesnet.survey.coded import first_rows_of, per_value, text_or_missing
from tiesnet.survey.matching.pairs import MOST_PAIRED, near_pairs
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Table
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import TEXT, counted, name_key, quoted, wave_order

FIRST = ("name", "kind", "in_cluster", "respondent", "stage")


class Actors(NamedTuple):
    """The actors table read, the stages they are in, and their answers per wave."""

    frame: pd.DataFrame
    stages: pd.DataFrame
    answers: pd.DataFrame
    given: bool


def clean_actors(table: Table, stages: pd.DataFrame, stages_given: bool, log: Log) -> Actors:
    """Read the actors table; without one the frame is empty and names make the actors later."""
    table = _with_ids(table, log)
    table, answers = _one_row_each(table, log)
    check_names(table, log)
    stage, stages = stage_column(table, stages, stages_given, log)
    columns = {
        "name": table.text("name").where(table.text("name") != "", table.text("id")).astype(TEXT),
        "kind": _kind(table, log),
        "in_cluster": _in_cluster(table, log),
        "respondent": text_or_missing(choice_column(table, "respondent", "respondent", log)),
        "stage": text_or_missing(stage),
    }
    for column in table.frame.columns:
        if column not in ("id", *FIRST):
            columns[column] = _column(table, column, log)
    frame = _join_contacts(pd.DataFrame(columns, index=table.frame.index))
    frame.index = pd.Index(table.text("id").astype(TEXT).to_numpy(), name="id", dtype=TEXT)
    return Actors(frame, stages, answers, table.given)


def _with_ids(table: Table, log: Log) -> Table:
    if table.given and not table.has("id"):
        log.assume(
            "id_from_name", say("The actors have no id; their names are their ids."), len(table)
        )
        return table.with_column("id", table.text("name"))
    missing = table.text("id") == ""
    named = missing & (table.text("name") != "")
    text = say("The actor has no id; its name was used.")
    log.add_cells("missing_id", table, np.flatnonzero(named.to_numpy()), "id", text)
    lost = np.flatnonzero((missing & ~named).to_numpy())
    log.add_cells("missing_id", table, lost, "id", say("The row has no id; it was left out."))
    filled = table.text("id").where(~named, table.text("name"))
    return table.with_column("id", filled).keep((filled != "").to_numpy())


def _one_row_each(table: Table, log: Log) -> tuple[Table, pd.DataFrame]:
    """Keep one row per actor: the last wave's, with all its waves; other repeats are errors."""
    keys = table.frame.reindex(columns=["id", "wave"], fill_value="")
    again = keys.duplicated().to_numpy()
    first = {actor: table.row(at) for at, actor in reversed(list(enumerate(keys["id"])))}
    at = np.flatnonzero(again)
    texts = [
        say(
            "The actor {iat} stands already in row {first}; this row was left out.",
            iat=quoted(keys["id"].iat[k]),
            first=first[keys["id"].iat[k]],
        )
        for k in at
    ]
    log.add_cells("duplicate_actor", table, at, "id", texts)
    table = table.keep(~again)
    several = table.text("id").duplicated(keep=False).to_numpy()
    if not several.any():
        return table, pd.DataFrame({"id": [], "wave": [], "respondent": []}, dtype=object)
    silent = Log()  # the cells are read and reported once more with the rows that stay
    answers = pd.DataFrame(
        {
            "id": table.text("id"),
            "wave": table.text("wave"),
            "respondent": choice_column(table, "respondent", "respondent", silent),
        }
    )
    rank = answers["wave"].map(wave_ranks(answers["wave"]))
    last = rank == rank.groupby(answers["id"]).transform("max")
    table = consent_kept(table, rank)
    text = say("Actors with a row per wave: the row of the last wave describes them.")
    log.assume("last_wave_row", text, int(table.text("id")[several].nunique()))
    ordered = answers["wave"][rank.sort_values(kind="stable").index].groupby(answers["id"])
    waves = answers["id"].map(ordered.agg(lambda names: "; ".join(filter(None, names))))
    return table.with_column("wave", waves.astype(object)).keep(last.to_numpy()), answers


def wave_ranks(waves: pd.Series) -> dict[str, int]:
    """The order of waves; blanks first."""
    names = sorted((str(wave) for wave in waves.unique() if wave), key=wave_order)
    return {name: rank for rank, name in enumerate(["", *names])}


def _kind(table: Table, log: Log) -> pd.Series:
    if not table.has("kind"):
        if table.given:
            log.assume("kind_firm", say("No kind is given, so every actor is a firm."), len(table))
        return pd.Series("firm", index=table.frame.index, dtype=TEXT)
    kind = choice_column(table, "kind", "kind", log)
    blank = (table.text("kind") == "").to_numpy()
    if blank.any():
        text = say("Actors whose kind is empty are taken as firms.")
        log.assume("kind_blank", text, int(blank.sum()))
    unknown = (kind == "").to_numpy() & ~blank
    if unknown.any():
        text = say("Actors whose kind is not understood are taken as 'other', not as firms.")
        log.assume("kind_not_understood", text, int(unknown.sum()))
    return kind.mask(blank, "firm").mask(unknown, "other").astype(TEXT)


def _in_cluster(table: Table, log: Log) -> pd.Series:
    if not table.has("in_cluster"):
        if table.given:
            text = say(
                "It is not said who belongs to the cluster, so everybody in the actors table is "
                "inside."
            )
            log.assume("all_inside", text, len(table))
        return pd.Series(True, index=table.frame.index, dtype=bool)
    inside = yesno_column(table, "in_cluster", log)
    blank = int(inside.isna().sum())
    if blank:
        text = say("Actors for whom it is not said whether they belong to the cluster are inside.")
        log.assume("in_cluster_blank", text, blank)
    return inside.fillna(True).astype(bool)


def _column(table: Table, column: str, log: Log) -> pd.Series:
    if column == "consent":
        return consent_column(table, log)
    if column == "foreign_owned":
        words = per_value(
            table.text(column),
            lambda text: {"yes": "1", "no": "0"}.get(read_choice("yesno", text) or "", text),
        )
        table = table.with_column(column, words)
    values = typed(table, column, log)
    if column in ("exports", "foreign_owned"):
        values = _as_share(values, table.labels.get(column, column), log)
    if column.startswith("contact"):
        return text_or_missing(table.text(column))
    return values


def _as_share(values: pd.Series, label: str, log: Log) -> pd.Series:
    """Shares written as percentages without the sign: a column with values above 1."""
    if not (values.max(skipna=True) > 1 and values.max(skipna=True) <= 100):
        return values
    text = say("Column {label} has values above 1 and was read as percent.", label=quoted(label))
    log.assume("percent", text, int(values.notna().sum()))
    return values / 100


def _join_contacts(frame: pd.DataFrame) -> pd.DataFrame:
    """Put all contact details into the one private column."""
    parts = [name for name in frame.columns if name == "contact" or name.startswith("contact ")]
    if len(parts) < 2:
        return frame
    rows = frame[parts].fillna("").to_numpy(dtype=object)
    joined = pd.Series(["; ".join(cell for cell in row if cell) for row in rows], frame.index)
    return frame.drop(columns=parts).assign(contact=text_or_missing(joined))


def say_near_names(table: Table, actors: pd.DataFrame, log: Log) -> None:
    """Report actors whose names are nearly the same; they are never merged."""
    names = [str(name) for name in actors["name"]]
    if len(names) > MOST_PAIRED:
        text = say(
            "There are so many actors that names which are nearly the same were not looked for."
        )
        log.assume("names_not_compared", text, len(names))
    pairs = near_pairs(names)
    rows = first_rows_of(table.text("id")) if pairs else {}
    for one, two in pairs:
        actor = str(actors.index[two])
        log.add(
            "similar_names",
            table.place(rows[actor], "id", actor) if actor in rows else Place(value=actor),
            say(
                "{names} and {names2} are nearly the same name; they were kept as two actors.",
                names=quoted(names[one]),
                names2=quoted(names[two]),
            ),
            say("If they are one, use one id for both in all tables."),
        )


def say_same_names(table: Table, frame: pd.DataFrame, log: Log) -> None:
    """Report actors whose names or ids are the same after normalisation."""
    keys = frame["name"].map(lambda name: name_key(str(name)))
    several = ((keys != "") & keys.duplicated(keep=False)).to_numpy()
    place = {actor: at for at, actor in enumerate(table.text("id"))} if several.any() else {}
    for _, group in frame[several].groupby(keys[several].to_numpy(), sort=False):
        ids = [str(actor) for actor in group.index]
        others = ", ".join(map(quoted, ids[:5]))
        log.add(
            "same_name",
            table.place(place.get(ids[1]), "name", str(group["name"].iat[1])),
            say(
                "{actor} ({others}) have the name {iat}.",
                actor=counted(len(ids), "actor"),
                others=others,
                iat=quoted(group["name"].iat[0]),
            ),
        )
