"""A finding: one sentence a manager can use, with its evidence, caution and source."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Mention:
    """An actor named in a sentence, so that an output can link it."""

    id: str
    name: str


@dataclass(frozen=True, eq=False)
class Finding:
    """One thing found, ready to be shown.

    Attributes
    ----------
    key : str
        Short code name, stable across versions.
    chapter : str
        The chapter of the report it belongs to: disconnected, brokers, chain, layers, survey.
    claim : str
        The claim with its number; ``rest`` continues the sentence.
    rest : tuple of str or Mention
        What follows the claim.
    evidence : DataFrame
        The rows the sentence was made from.
    caution : str
        What to keep in mind; empty when nothing is special.
    source : str
        Key of the literature record behind the measure used.
    """

    key: str
    chapter: str
    claim: str
    rest: tuple[str | Mention, ...] = ()
    evidence: pd.DataFrame = field(default_factory=pd.DataFrame)
    caution: str = ""
    source: str = ""

    @property
    def sentence(self) -> str:
        """The whole sentence as plain text."""
        rest = "".join(part if isinstance(part, str) else part.name for part in self.rest)
        return f"{self.claim}{rest}"
