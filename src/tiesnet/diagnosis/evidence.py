"""What a diagnosis gives: tables of evidence, sentences, what was missing, the cut-offs used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from tiesnet.diagnosis.finding import Finding

Kind = Literal["text", "count", "number", "percent", "actor", "actors", "stage", "layer", "flag"]
Shown = Literal["page", "folded", "workbook"]


@dataclass(frozen=True)
class Field:
    """One column of an evidence table.

    Attributes
    ----------
    key : str
        Its name in the rows.
    label : str
        Heading in plain words.
    kind : str
        What its cells hold: text; count, number or percent (a share from 0 to 1); actor (an id)
        or actors (a tuple of ids), shown by name; stage or layer (an id), shown by its label;
        flag (True or False), shown as yes or no.
    unit : str
        Such as "pairs" or "firms"; may be empty.
    definition : str
        What it says, for a tooltip; may be empty where the label says it all.
    """

    key: str
    label: str
    kind: Kind = "text"
    unit: str = ""
    definition: str = ""


@dataclass(frozen=True, eq=False)
class Evidence:
    """A table behind a diagnosis.

    Attributes
    ----------
    key : str
        Code name, unique among all diagnoses.
    title : str
        In plain words.
    rows : DataFrame
        One column for each field; others are left out of the outputs.
    fields : tuple of Field
        In the order shown.
    reading : str
        How to read it.
    shown : {"page", "folded", "workbook"}
        In the report at once, when opened, or in the workbook only. The workbook has every table.
    """

    key: str
    title: str
    rows: pd.DataFrame
    fields: tuple[Field, ...]
    reading: str = ""
    shown: Shown = "page"


@dataclass(frozen=True)
class Gap:
    """What a diagnosis could not say for want of data, and what to ask in the next survey."""

    what: str
    ask: str


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """One diagnosis of one network.

    Attributes
    ----------
    name : str
        Its name in `diagnoses`; filled in when it is made.
    tables : tuple of Evidence
        The evidence; empty tables are not shown.
    findings : tuple of Finding
        What it says in sentences, the most consequential first.
    gaps : tuple of Gap
        What it lacked.
    cautions : tuple of str
        What to keep in mind with these data.
    parameters : mapping of str to value
        Every cut-off and choice used, seeds and replications included, by their names in words.
    """

    name: str = ""
    tables: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()
    cautions: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def table(self, key: str) -> pd.DataFrame:
        """Give the rows of one evidence table.

        Raises
        ------
        KeyError
            There is no such table in this diagnosis.
        """
        for one in self.tables:
            if one.key == key:
                return one.rows.copy()
        raise KeyError(f"{key!r} is not among {[one.key for one in self.tables]}.")
