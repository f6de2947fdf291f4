"""A survey without names: pseudonyms, coarser answers, and who remains recognisable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.survey.privacy.aliases import with_aliases
from tiesnet.survey.privacy.hidden import Hidden
from tiesnet.survey.privacy.pseudonyms import (
    NAMED_KINDS,
    Entry,
    to_be_named,
    with_pseudonyms,
)
from tiesnet.survey.privacy.recognise import recognisable
from tiesnet.survey.privacy.renamed import Renaming, renamed
from tiesnet.survey.privacy.slim import slim_tables
from tiesnet.survey.privacy.tables import survey_tables
from tiesnet.survey.survey import Survey

FEWEST = 3


@dataclass(frozen=True, repr=False)
class Pseudonymised:
    """A survey without names, and what leads back to them.

    Attributes
    ----------
    tables : dict of table name to DataFrame
        The tables of the survey format, to be passed on.
    key : DataFrame
        pseudonym, id, name. Keep it apart: with it the tables are named again.
    changes : DataFrame
        table, column, change: what was left out or made coarser.
    recognisable : DataFrame
        pseudonym, by, reason: who can still be recognised by somebody who knows the cluster.
    hidden : Hidden
        Every name and id that must not occur in what is passed on.
    """

    tables: dict[str, pd.DataFrame]
    key: pd.DataFrame
    changes: pd.DataFrame
    recognisable: pd.DataFrame
    hidden: Hidden

    def __repr__(self) -> str:
        return (
            f"Pseudonymised survey: {len(self.tables['actors'])} actors, "
            f"{len(self.changes)} columns changed, "
            f"{self.recognisable['pseudonym'].nunique()} actors remain recognisable"
        )


def pseudonymise(
    survey: Survey,
    *,
    key: Sequence[Entry] = (),
    k: int = FEWEST,
    seed: int | None = None,
    keep_organisations: bool = False,
) -> Pseudonymised:
    """Replace names in every table of a survey, and make coarser what singles out an actor.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    key : sequence of Entry, optional
        An earlier key (``read_key``): who stands in it keeps its pseudonym.
    k : int, default 3
        How many actors have to share every combination of what they say of themselves
        (k-anonymity: Samarati & Sweeney 1998).
    seed : int, optional
        Seed of the order of pseudonyms. By default the system draws it, so that nobody can
        repeat it.
    keep_organisations : bool, default False
        Keep the names of the cluster organisation, associations, public, research and financial
        organisations, and of what actors are members of.

    Returns
    -------
    Pseudonymised

    Raises
    ------
    TiesnetError
        The key contradicts the survey, or k is less than 2.

    Notes
    -----
    This is pseudonymisation, not anonymity: ties themselves can give an actor away.
    """
    if k < 2:
        raise TiesnetError(say("k cannot be {k}.", k=k), say("Give 2 or a larger number."))
    entries = with_pseudonyms(to_be_named(survey, keep_organisations), key, seed)
    renaming, named = _renaming(survey, entries, keep_organisations)
    tables, changes = slim_tables(survey_tables(renamed(survey, renaming)), named, k)
    known = recognisable(tables, k)
    return Pseudonymised(
        tables,
        pd.DataFrame(entries, columns=list(Entry._fields), dtype="object"),
        pd.DataFrame(changes, columns=["table", "column", "change"], dtype="object"),
        known[~known["pseudonym"].isin(named)].reset_index(drop=True),
        renaming.hidden,
    )


def _renaming(
    survey: Survey, entries: Sequence[Entry], keep_organisations: bool
) -> tuple[Renaming, frozenset[str]]:
    """Give everybody its pseudonym; names that are kept lose the names inside them."""
    kept = NAMED_KINDS if keep_organisations else ()
    by_id = {entry.id: entry.pseudonym for entry in entries if entry.id}
    words: dict[str, str] = {}
    for entry in entries:
        words[entry.name] = entry.pseudonym
    words |= by_id
    hidden = Hidden(with_aliases(words, by_id, survey))
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for actor, name, kind in zip(
        map(str, survey.actors.index), survey.actors["name"], survey.actors["kind"], strict=True
    ):
        whole = kind in kept
        ids[actor] = hidden.text(actor) if whole else by_id[actor]
        names[actor] = hidden.text(str(name)) if whole else by_id[actor]
    if len(set(ids.values())) < len(ids):
        raise TiesnetError(
            say(
                "Two actors would have one id when names inside the ids of organisations are "
                "replaced."
            ),
            say("Give organisations ids that hold no other name."),
        )
    shown = frozenset(
        ids[str(actor)] for actor in survey.actors.index[survey.actors["kind"].isin(list(kept))]
    )
    return Renaming(ids, names, hidden), shown
