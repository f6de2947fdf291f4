"""A finding: one sentence a manager can use, with its evidence, caution and source."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Mention:
    """An actor named in a sentence, so that an output can link it."""

    id: str
    name: str


@dataclass(frozen=True, eq=False, repr=False)
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "rest", _one_stop(self.rest))

    @property
    def sentence(self) -> str:
        """The whole sentence as plain text."""
        rest = "".join(part if isinstance(part, str) else part.name for part in self.rest)
        return f"{self.claim}{rest}"

    def __repr__(self) -> str:
        return f"Finding {self.key}: {self.sentence}"

    def _repr_html_(self) -> str:
        from tiesnet.diagnosis.on_page import finding_card

        return finding_card(self)


def _one_stop(rest: tuple[str | Mention, ...]) -> tuple[str | Mention, ...]:
    """A name that ends in a full stop, such as S.A., also ends its sentence."""
    parts: list[str | Mention] = []
    for part in rest:
        before = parts[-1] if parts else ""
        if isinstance(before, Mention) and before.name.endswith(".") and isinstance(part, str):
            part = part.removeprefix(".")
        if part != "":
            parts.append(part)
    return tuple(parts)
