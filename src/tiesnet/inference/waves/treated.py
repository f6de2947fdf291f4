"""Who took part in a programme: an attribute, a list of ids, or a membership."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.inference.waves.rounds import Rounds
from tiesnet.language import say, word

MEMBERSHIP = "membership"
Treated = str | Iterable[str]


class Groups(NamedTuple):
    """Who was treated, of whom it is not known, and both in words.

    Attributes
    ----------
    treated, unknown : frozenset of str
        Ids. All others are the comparison group.
    words : str
        Who the treated are.
    """

    treated: frozenset[str]
    unknown: frozenset[str]
    words: str


def groups_of(rounds: Rounds, treated: Treated) -> Groups:
    """Find the actors that were treated; whoever has no value in the column is not known.

    Parameters
    ----------
    rounds : Rounds
        The survey.
    treated : str or iterable of str
        ``"column=value"`` for an attribute of the actors; ``"membership=organisation"`` for the
        table affiliations; or the ids themselves.

    Raises
    ------
    TiesnetError
        A column, a value, an organisation or an id is not known.
    """
    if not isinstance(treated, str):
        return Groups(_listed(rounds, list(treated)), frozenset(), word("named one by one"))
    column, equals, value = (part.strip() for part in treated.partition("="))
    if not (column and equals and value):
        raise TiesnetError(
            say(
                "Who was treated is said as attribute=value, not as {treated}.",
                treated=f"{treated!r}",
            ),
            say("Such as programme=yes, or membership=NAME for the members of an organisation."),
        )
    if column == MEMBERSHIP:
        return Groups(_members(rounds, value), frozenset(), say("members of {value}", value=value))
    words = column_of(rounds, column)
    blank = frozenset(map(str, words.index[words == ""]))
    return Groups(_with_value(words, column, value), blank, f"{column} = {value}")


def column_of(rounds: Rounds, column: str) -> pd.Series:
    """Give an attribute as words that can be compared.

    Raises
    ------
    TiesnetError
        No actor has such an attribute.
    """
    actors = rounds.survey.actors
    if column not in actors:
        known = ", ".join(map(str, actors.columns))
        raise TiesnetError(
            say("The table 'actors' has no column {column}.", column=f"{column!r}"),
            say("Its columns are: {known}.", known=known),
        )
    return actors[column].map(_word)


def _with_value(words: pd.Series, column: str, value: str) -> frozenset[str]:
    found = words.index[words == _word(value)]
    if found.empty:
        known = ", ".join(sorted({word for word in words if word})[:20])
        raise TiesnetError(
            say(
                "No actor has {value} in the column {column}.",
                value=f"{value!r}",
                column=f"{column!r}",
            ),
            say("Its values are: {known}.", known=known),
        )
    return frozenset(map(str, found))


def _word(value: object) -> str:
    """Put a value as it is compared: without case; yes and no for true and false."""
    if value is None or value is pd.NA or value != value:
        return ""
    text = str(value).strip().casefold()
    if text.endswith(".0") and text[:-2].lstrip("-").isdigit():
        text = text[:-2]
    return {"true": "yes", "false": "no"}.get(text, text)


def _members(rounds: Rounds, organisation: str) -> frozenset[str]:
    table = rounds.survey.affiliations
    own = table[table["organisation"].map(_word) == _word(organisation)]
    if "wave" in own:  # of another round is not of these
        own = own[own["wave"].isna() | own["wave"].astype(object).isin(rounds.names)]
    if own.empty:
        known = ", ".join(sorted({str(name) for name in table["organisation"].dropna()})[:20])
        raise TiesnetError(
            say(
                "Nobody is a member of {organisation} in the waves compared.",
                organisation=f"{organisation!r}",
            ),
            say("The table 'affiliations' names: {known}.", known=known or "nobody"),
        )
    return frozenset(map(str, own["actor"]))


def _listed(rounds: Rounds, ids: list[str]) -> frozenset[str]:
    shown = [rounds.labels.get(str(one), str(one)) for one in ids]
    unknown = [one for one in shown if one not in rounds.survey.actors.index]
    if unknown or not ids:
        what = (
            say("No actor has the id {repr}.", repr=", ".join(map(repr, unknown)))
            if unknown
            else ""
        )
        raise TiesnetError(
            what or say("Nobody was named as treated."), say("Use the ids of the table 'actors'.")
        )
    return frozenset(shown)
