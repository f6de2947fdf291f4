"""The `Survey`: the tables of a field survey, as read and cleaned, with every problem found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

PROBLEM_COLUMNS = (
    "code",
    "severity",
    "file",
    "sheet",
    "row",
    "column",
    "value",
    "problem",
    "repair",
)
ASSUMPTION_COLUMNS = ("code", "assumption", "count")
NAME_COLUMNS = (
    "name",
    "actor",
    "found",
    "fits",
    "table",
    "file",
    "sheet",
    "row",
    "column",
    "times",
)


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})


@dataclass(frozen=True, repr=False)
class Survey:
    """The tables of one survey, typed and checked.

    Attributes
    ----------
    actors : DataFrame
        One row per actor, indexed by ``id``. Always has ``name``, ``kind``, ``in_cluster``
        (bool), ``respondent`` (yes, partly, no or empty) and ``stage`` (stage ids joined by
        ``"; "``, or empty); every other column of the file follows. A file with a column
        ``wave`` may have a row per actor and wave: the row of the last wave stands, and ``wave``
        holds all waves of the actor in their order, joined by ``"; "``. An actor whose ``wave``
        is empty, or a file without this column, is not bound to waves.
    ties : DataFrame
        One row per report: ``source``, ``target``, ``relation``, ``strength`` (float, empty
        when not given), ``wave``, ``reported_by`` (the source of a directed row that does not
        say it; empty for an undirected one), the other columns of the file, and where the row
        stood: ``file``, ``sheet``, ``row``. With more than 100,000 reports the columns of texts
        are categorical, which takes a fraction of the memory; those of actors share their codes.
    relations : DataFrame
        The codebook, indexed by relation id, every field filled (given or inferred). Of two
        inverse relations exactly one names the other in ``inverse_of``; chains do not occur.
    stages : DataFrame
        Indexed by stage id: ``order`` (whole number, empty when not known), ``label``.
    responses : DataFrame
        One row for every actor, relation and wave: ``actor``, ``relation``, ``wave``, ``state``
        (answered, partly, silent, not_asked).
    affiliations, items, employment : DataFrame
        As in the file; empty when the survey has none.
    introductions : DataFrame
        The log of introductions: ``one``, ``other`` (ids), ``state`` (made, planned,
        do_not_introduce; empty where the file says something else), ``wave``, ``by`` and
        ``note``, and the other columns of the file.
    changes : DataFrame
        Firms between the rounds: ``actor`` (id; the former name of a firm that has a new one),
        ``change`` (enters, leaves, merges, renamed), ``into`` (id), ``wave`` (the first round for
        which it holds), ``note``. Names and ids of the other tables already follow it.
    info : mapping
        The ``survey`` table: title, language, design, date, cluster_organisation, ...
    problems : DataFrame
        One row per problem: code, severity (error, warning, note), file, sheet, row, column,
        value, problem, repair. Text that does not apply is an empty text; ``row`` is then empty.
    assumptions : DataFrame
        One row per thing assumed for the user: code, assumption, count.
    names : DataFrame
        One row per name that is not simply the id or name of an actor: ``name`` as typed, the
        ``actor`` it was linked to, how it was ``found`` (spelling, words, form, decided,
        decided_outside, outside, left_out, ambiguous), the ids it ``fits`` when ambiguous, and
        where it stands first and how often (``table``, ``file``, ``sheet``, ``row``, ``column``,
        ``times``).
    provenance : mapping
        ``files``: ``name``, ``sha256`` and ``bytes`` of every file read.
    """

    actors: pd.DataFrame
    ties: pd.DataFrame
    relations: pd.DataFrame
    stages: pd.DataFrame
    responses: pd.DataFrame
    affiliations: pd.DataFrame = field(default_factory=lambda: _empty(("actor", "organisation")))
    items: pd.DataFrame = field(default_factory=lambda: _empty(("actor", "item", "answer")))
    employment: pd.DataFrame = field(
        default_factory=lambda: _empty(("region", "sector", "employees"))
    )
    introductions: pd.DataFrame = field(default_factory=lambda: _empty(("one", "other", "state")))
    info: Mapping[str, str] = field(default_factory=dict)
    problems: pd.DataFrame = field(default_factory=lambda: _empty(PROBLEM_COLUMNS))
    assumptions: pd.DataFrame = field(default_factory=lambda: _empty(ASSUMPTION_COLUMNS))
    provenance: Mapping[str, Any] = field(default_factory=dict)
    names: pd.DataFrame = field(default_factory=lambda: _empty(NAME_COLUMNS))
    changes: pd.DataFrame = field(
        default_factory=lambda: _empty(("actor", "change", "into", "wave"))
    )

    @property
    def errors(self) -> int:
        """Number of problems that kept a row or a value out of the analysis."""
        return int((self.problems["severity"] == "error").sum())

    def __repr__(self) -> str:
        title = self.info.get("title", "untitled")
        return (
            f"Survey {title!r}: {len(self.actors)} actors, {len(self.ties)} reports in "
            f"{len(self.relations)} relations, {len(self.problems)} problems "
            f"({self.errors} errors), {len(self.assumptions)} assumptions"
        )

    def _repr_html_(self) -> str:
        from tiesnet.survey.on_page import survey_card

        return survey_card(self)
