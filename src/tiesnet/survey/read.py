"""Read a survey: from a workbook, a folder of CSV files or an edge list to a `Survey`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.clean.absent import say_named_while_absent
from tiesnet.survey.clean.actors import clean_actors, say_near_names, say_same_names
from tiesnet.survey.clean.changes import changes_frame, follow_changes
from tiesnet.survey.clean.decided import decide
from tiesnet.survey.clean.design import CENSUS, EGO, check_design, design_told
from tiesnet.survey.clean.introductions import clean_introductions, with_both_named
from tiesnet.survey.clean.others import (
    clean_employment,
    clean_facts,
    clean_linked,
    link_organisations,
    link_owners,
)
from tiesnet.survey.clean.people import link_people
from tiesnet.survey.clean.relations import clean_relations
from tiesnet.survey.clean.reports import check_reports, check_stage_order, fill_reporters
from tiesnet.survey.clean.stages import clean_stages
from tiesnet.survey.clean.ties import (
    check_left_out,
    linked_only,
    type_ties,
    with_both_ends,
    without_self_ties,
)
from tiesnet.survey.coded import distinct, empty
from tiesnet.survey.matching.decisions import Decisions, read_names
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, Table
from tiesnet.survey.readers import open_tables
from tiesnet.survey.readers.registry import provenance_of
from tiesnet.survey.responses import Told, build_responses
from tiesnet.survey.shapes import shaped
from tiesnet.survey.survey import Survey
from tiesnet.survey.tables import recognise
from tiesnet.survey.words import listed, wave_order


def read_survey(
    path: str | PathLike[str],
    *,
    encoding: str | None = None,
    max_cells: int | None = None,
    max_bytes: int | None = None,
    mapping: str | PathLike[str] | None = None,
    names: str | PathLike[str] | None = None,
) -> Survey:
    """Read the tables of a survey, clean them, and list every problem found.

    Parameters
    ----------
    path : path
        An Excel workbook (.xlsx), a folder of CSV files, one CSV file, the export of a program
        for surveys, or a file of a network program; it is recognised by what it holds. Of tables
        in tiesnet's own columns only ``ties`` with ``source`` and ``target`` is required.
    encoding : str, optional
        Character encoding of CSV files. By default: byte order mark, then strict UTF-8, then
        Windows-1252; anything but UTF-8 is reported.
    max_cells : int, optional
        Most non-empty cells read from one file; by default 20 million in a workbook, 100 million
        in a CSV file.
    max_bytes : int, optional
        Most bytes of one file, expanded; by default 1,000 million in a workbook, 2,000 million in
        a CSV file.
    mapping : path, optional
        A TOML file that says what the columns of the survey mean, where they do not say it
        themselves.
    names : path, optional
        The sheet of names that ``tiesnet names`` wrote, with your decisions in it.

    Returns
    -------
    Survey
        The tables, the problems row by row, and everything that was assumed.

    Raises
    ------
    SurveyError
        The survey cannot be read into tables; ``problems`` holds every problem row.
    """
    with enough_memory(Path(path).name):
        log = Log()
        options = Options(
            encoding, max_cells, max_bytes, None if mapping is None else Path(mapping)
        )
        decisions = None if names is None else read_names(names)
        reading = shaped(open_tables(Path(path), options, log), options, log)
        title, files = reading.title, [*reading.files, *([decisions.path] if decisions else [])]
        tables = recognise(reading, log)
        del reading  # what has been taken over may be large
        survey = _clean(tables, title, decisions, log)
        log.raise_if_fatal()
        return Survey(
            **survey,
            problems=log.problems(),
            assumptions=log.assumptions(),
            provenance=provenance_of(files),
        )


@contextmanager
def enough_memory(name: str) -> Iterator[None]:
    """Say in words that the memory of the machine is full."""
    try:
        yield
    except MemoryError:
        problem = say("There is not enough memory to read {name}.", name=name)
        repair = say("Close other programs, split the survey, or use a machine with more memory.")
        raise SurveyError(problem, (), repair) from None


def _clean(
    tables: dict[str, Table], title: str, decisions: Decisions | None, log: Log
) -> dict[str, Any]:
    """Clean every table; on a broken survey too, so that all its problems are found at once."""
    tables = follow_changes(tables, log)
    changes, former = _former_names(tables["changes"])
    tables["changes"] = changes
    stages = clean_stages(tables["stages"], log)
    decided, tables["actors"] = decide(decisions, tables, log)
    design = design_told(tables["survey"])
    actors = clean_actors(tables["actors"], stages, bool(len(stages)), log)
    if actors.given:
        say_same_names(tables["actors"], actors.frame, log)
    reporters_given = not empty(tables["ties"].text("reported_by")).all()
    every = tables.pop("ties")
    tables["introductions"] = with_both_named(tables["introductions"], log)
    named = {**tables, "ties": with_both_ends(every, log)}
    people = link_people(actors, named, log, decided, census=design == CENSUS)
    say_near_names(tables["actors"], people.actors, log)
    linked = people.tables
    relations, table, answers = clean_relations(
        tables["relations"], linked_only(linked.pop("ties")), linked["responses"], log
    )
    left_out = ~np.isin(every.rows, table.rows)
    check_left_out(every.keep(left_out), relations, log)
    del every
    ties, table = _reports(table, relations, people.actors, design, log)
    check_stage_order(ties, table, people.actors, relations, actors.stages, log)
    told = Told(
        answers,
        tables["actors"],
        actors.answers,
        reporters_given,
        linked["changes"],
        design == CENSUS,
    )
    responses = build_responses(people.actors, relations, ties, told, log)
    check_design(design, responses, ties, tables["survey"], log)
    _say_waves(ties, log)
    say_named_while_absent(linked["changes"], ties, people.actors.index, log)
    return {
        "actors": people.actors,
        "ties": ties,
        "relations": relations,
        "stages": actors.stages,
        "responses": responses,
        **_others(tables, linked, people.actors, log),
        "changes": pd.concat([former, changes_frame(linked["changes"])], ignore_index=True),
        "info": clean_facts(tables["survey"], title, people.actors, log),
        "names": people.names,
    }


def _others(
    tables: dict[str, Table], linked: dict[str, Table], actors: pd.DataFrame, log: Log
) -> dict[str, pd.DataFrame]:
    """Clean the tables that no other table rests on."""
    affiliations = clean_linked(linked["affiliations"], log)
    return {
        "affiliations": link_organisations(affiliations, actors),
        "items": clean_linked(linked["items"], log),
        "employment": clean_employment(tables["employment"], log),
        "introductions": clean_introductions(linked["introductions"], log),
    }


def _former_names(changes: Table) -> tuple[Table, pd.DataFrame]:
    """Part the former names, which are no actors any more, from the other changes."""
    always = changes.text("change").eq("merges") & changes.text("wave").eq("")  # in every round
    renamed = (changes.text("change").eq("renamed") | always).to_numpy(dtype=bool)
    return changes.keep(~renamed), changes_frame(changes.keep(renamed))


def _reports(
    table: Table, relations: pd.DataFrame, actors: pd.DataFrame, design: str, log: Log
) -> tuple[pd.DataFrame, Table]:
    table = without_self_ties(table, log)
    ties = type_ties(table, relations, log)
    ties = fill_reporters(ties, relations, log)
    ties, table = check_reports(ties, table, relations, log, partners_told=design == EGO)
    return link_owners(ties, table, actors, log), table


def _say_waves(ties: pd.DataFrame, log: Log) -> None:
    waves = sorted(distinct(ties["wave"]), key=wave_order)
    blank = int(ties["wave"].isna().sum())
    if len(waves) > 1:
        text = say("The survey has {n} waves: {waves}.", n=len(waves), waves=listed(waves))
        log.add("several_waves", Place(), text)
    if waves and blank:
        text = say(
            "{blank} reports do not say their wave; they belong to none of the waves.", blank=blank
        )
        log.add("missing_wave", Place(), text)
