"""The firms a questionnaire is about: from a list, or from any survey that has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.clean.actors import clean_actors
from tiesnet.survey.clean.stages import clean_stages
from tiesnet.survey.headers import map_headers
from tiesnet.survey.problems import Log
from tiesnet.survey.questionnaire.design import Firm, codes_for
from tiesnet.survey.raw import Options, made_table
from tiesnet.survey.readers import Reading, open_tables
from tiesnet.survey.readers.registry import provenance_of
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes import shaped
from tiesnet.survey.survey import Survey
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.tables import recognise
from tiesnet.survey.words import counted, fold

Stages = list[tuple[str, str, str]]
_CLEAR = {"source", "target"}


def firms_of(source: str | Path | Survey | pd.DataFrame) -> tuple[list[Firm], Stages, list[str]]:
    """The firms, the stages of the value chain, and the SHA-256 of the files they come from.

    Raises
    ------
    SurveyError
        The list cannot be read, has no firms, or has errors; every one of them is named.
    """
    if isinstance(source, Survey):
        hashes = [str(file["sha256"]) for file in source.provenance.get("files", ())]
        return *_firms(source.actors, source.stages), hashes
    log = Log()
    if isinstance(source, pd.DataFrame):
        texts = {str(c): [_text(cell) for cell in source[c]] for c in source.columns}
        reading = Reading([made_table("actors", texts, "")], "", [])
    else:
        reading = _reading(Path(source), log)
    tables = recognise(_with_ties(reading), log)
    stages = clean_stages(tables["stages"], log)
    actors = clean_actors(tables["actors"], stages, bool(len(stages)), log)
    errors = [row for row in log.problem_rows() if row["severity"] == "error"]
    if errors:
        text = say("The list of firms has {error}.", error=counted(len(errors), "error"))
        raise SurveyError(text, errors, say("Correct it, so that each firm stands there once."))
    hashes = [str(file["sha256"]) for file in provenance_of(reading.files)["files"]]
    return *_firms(actors.frame, actors.stages), hashes


def _text(cell: object) -> str:
    return "" if cell is None or bool(pd.isna(cell)) else str(cell).strip()


def _reading(path: Path, log: Log) -> Reading:
    """A workbook or CSV file that lists firms, or a survey of which only the firms count."""
    options = Options()
    reading = open_tables(path, options, log)
    sheets = [sheet for sheet in reading.sheets if len(sheet.grid.numbers)]
    lists = [sheet for sheet in sheets if table_words().get(fold(sheet.name)) == "actors"]
    if not lists and len(sheets) == 1 and _lists_firms(sheets[0]):
        lists = sheets
    if not lists:
        made = shaped(reading, options, log)
        kept = [table for table in made.tables if table.name in ("actors", "stages")]
        return made._replace(tables=kept)
    stages = [sheet for sheet in sheets if table_words().get(fold(sheet.name)) == "stages"]
    raw = [("actors", lists[:1]), ("stages", stages[:1])]
    tables = [replace(sheet.table(log), name=name) for name, found in raw for sheet in found]
    return reading._replace(tables=tables, sheets=())


def _lists_firms(sheet: Sheet) -> bool:
    """Whether a sheet has a column of ids or names, and none of the ends of ties."""
    ties = set(map_headers("ties", sheet.headers).names.values())
    names = set(map_headers("actors", sheet.headers).names.values())
    return bool(names & {"id", "name"}) and not ties >= _CLEAR


def _with_ties(reading: Reading) -> Reading:
    """A list of firms needs no ties."""
    none = made_table("ties", {"source": [], "target": []}, "")
    return reading._replace(tables=[*reading.tables, none], single=False)


def _firms(actors: pd.DataFrame, stages: pd.DataFrame) -> tuple[list[Firm], Stages]:
    inside = actors[actors["in_cluster"].astype(bool)]
    if not len(inside):
        raise SurveyError(
            say("The list holds no firms."), (), say("Give a list with the columns id and name.")
        )
    ids = [str(key) for key in inside.index]
    columns = (inside[name] for name in ("name", "kind", "stage"))
    rows = zip(codes_for(ids), ids, *columns, strict=True)
    firms = [
        Firm(code, key, _text(name) or key, _text(kind) or "firm", True, _text(stage))
        for code, key, name, kind, stage in rows
    ]
    return firms, _ordered(stages)


def _ordered(stages: pd.DataFrame) -> Stages:
    ranked = stages.sort_values("order", kind="stable")
    rows = zip(ranked.index, ranked["label"], ranked["order"], strict=True)
    return [(str(key), str(label), _text(order)) for key, label, order in rows]
