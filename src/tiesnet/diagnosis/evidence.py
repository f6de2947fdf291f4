"""What a diagnosis gives: tables of evidence, sentences, what was missing, the cut-offs used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tiesnet.diagnosis.finding import Finding
from tiesnet.inference import Evidence, Field, Kind, Shown

__all__ = ["Diagnosis", "Evidence", "Field", "Gap", "Kind", "Shown"]


@dataclass(frozen=True)
class Gap:
    """What a diagnosis could not say for want of data, and what to ask in the next survey."""

    what: str
    ask: str


@dataclass(frozen=True, eq=False, repr=False)
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

    def __repr__(self) -> str:
        rows = ", ".join(f"{one.key} {len(one.rows)}" for one in self.tables)
        said = [one.sentence for one in self.findings] or [gap.what for gap in self.gaps]
        return "\n".join([f"Diagnosis {self.name} (rows: {rows})", *said])

    def _repr_html_(self) -> str:
        from tiesnet.diagnosis.on_page import diagnosis_card

        return diagnosis_card(self)
