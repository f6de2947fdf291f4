"""What a test, a model or a comparison gives, ready for every output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tiesnet.inference.evidence import Evidence
from tiesnet.language import say
from tiesnet.network import Network


@dataclass(frozen=True, eq=False, repr=False)
class Outcome:
    """Tables with the words that belong to them.

    Attributes
    ----------
    name : str
        Code name, such as "mrqap".
    title : str
        What was done, in plain words.
    tables : tuple of Evidence
        The numbers, the main table first; every p stands with test, null model, replications,
        seed and Monte-Carlo error in its row.
    sentences : tuple of str
        What was found, in plain words.
    method : str
        The paragraph for a paper: what was computed on what, which test, null model, how many
        replications, which seed.
    assumptions : tuple of str
        What was chosen or left out for the user: cells that are not known, firms left out.
    cautions : tuple of str
        What to keep in mind.
    source : tuple of str
        Keys of the literature.
    parameters : mapping of str to value
        Every choice by its name in words, seeds and replications included.
    net : Network, optional
        What was tested; of a comparison the first.
    """

    name: str
    title: str
    tables: tuple[Evidence, ...]
    sentences: tuple[str, ...] = ()
    method: str = ""
    assumptions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    net: Network | None = None

    def table(self, key: str | None = None) -> pd.DataFrame:
        """Give the rows of a table; without a key those of the main one.

        Raises
        ------
        KeyError
            There is no such table.
        """
        for one in self.tables:
            if key is None or one.key == key:
                return one.rows.copy()
        raise KeyError(
            say(
                "{key} is not among {tables}.",
                key=f"{key!r}",
                tables=[one.key for one in self.tables],
            )
        )

    def __repr__(self) -> str:
        rows = ", ".join(f"{one.key} {len(one.rows)}" for one in self.tables)
        return "\n".join([f"{self.title} (rows: {rows})", *self.sentences])

    def _repr_html_(self) -> str:
        from tiesnet.inference.on_page import outcome_card

        return outcome_card(self)
