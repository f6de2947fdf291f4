"""Tables of evidence: rows with their columns in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Kind = Literal[
    "text",
    "word",
    "code",
    "count",
    "number",
    "percent",
    "actor",
    "actors",
    "stage",
    "layer",
    "flag",
]
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
        What its cells hold: text of the survey; word, one of ours, which outputs say in their
        language; code, a name of ours for programs, which only files for them have; count,
        number or percent (a share from 0 to 1); actor (an id) or actors (a tuple of ids), shown
        by name; stage or layer (an id), shown by its label; flag (True or False), shown as yes
        or no.
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


@dataclass(frozen=True, eq=False, repr=False)
class Evidence:
    """A table behind a test or a diagnosis.

    Attributes
    ----------
    key : str
        Code name, unique within what it belongs to.
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

    def __repr__(self) -> str:
        return f"Evidence {self.key}: {self.title} (rows: {len(self.rows)})"

    def _repr_html_(self) -> str:
        from tiesnet.inference.on_page import evidence_card

        return evidence_card(self)
