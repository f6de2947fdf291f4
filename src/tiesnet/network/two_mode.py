"""Who belongs to what: actors and organisations as a network of two modes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.network.network import Network
from tiesnet.network.respondents import ANSWERED, PARTLY

_COLUMNS = ["actor", "organisation", "type", "formality", "wave"]


@dataclass(frozen=True, eq=False, repr=False)
class TwoMode:
    """Memberships: actors in the rows, organisations in the columns.

    Attributes
    ----------
    actors : Index of str
        Ids of the actors of whom memberships are known.
    organisations : DataFrame
        Indexed by organisation: ``name``, ``type``, ``formality`` (empty when not given).
    incidence : csr_array of float, shape (actors, organisations)
        1 where the actor belongs to the organisation.
    """

    actors: pd.Index
    organisations: pd.DataFrame
    incidence: sparse.csr_array

    def up_to(self, share: float) -> TwoMode:
        """Leave out the organisations that hold more than a share of the actors.

        A body that almost everybody belongs to ties almost everybody to everybody.
        """
        size = np.asarray(self.incidence.sum(axis=0))
        kept = np.flatnonzero(size <= share * len(self.actors))
        return TwoMode(
            self.actors, self.organisations.iloc[kept], sparse.csr_array(self.incidence[:, kept])
        )

    def __repr__(self) -> str:
        return (
            f"Memberships of {len(self.actors)} actors in {len(self.organisations)} "
            f"organisations: {self.incidence.nnz}"
        )


def affiliations(net: Network) -> TwoMode:
    """Give the memberships of the actors of a view, from the survey's table of affiliations.

    Rows are the actors that answered anything or have a membership on record: of a silent actor
    without any, nothing is known. An organisation that is itself an actor is a row only if it
    belongs to another. Columns are the organisations with a member among the rows. If ties are
    shown of one wave, memberships of that wave count, and those that name no wave.
    """
    two: TwoMode = net._kept.once(net, "affiliations", lambda: _of_survey(net))
    return replace(two, organisations=two.organisations.copy(deep=False))


def two_mode_from_edges(
    edges: Iterable[Sequence[str]], actors: Sequence[str] | None = None
) -> TwoMode:
    """Make memberships from pairs of an actor and an organisation.

    Parameters
    ----------
    edges : iterable of (actor, organisation)
        A pair given twice counts once.
    actors : sequence of str, optional
        All actors, those without a membership included, in the order wanted; by default those
        named, sorted.

    Raises
    ------
    TiesnetError
        A pair names an actor that is not among `actors`.
    """
    pairs = [(str(actor), str(organisation)) for actor, organisation in edges]
    named = sorted({actor for actor, _ in pairs})
    ids = pd.Index(named if actors is None else [str(a) for a in actors], name="id", dtype="object")
    if not set(named) <= set(ids):
        raise TiesnetError(
            say("A membership names an actor that is not among the actors."), say("Add it.")
        )
    table = pd.DataFrame(pairs, columns=_COLUMNS[:2], dtype="object")
    return _matrix(table.reindex(columns=_COLUMNS), ids, {})


def _of_survey(net: Network) -> TwoMode:
    ids = net.actors.index
    table = _table(net)
    own = table[table["actor"].isin(ids)]
    answered = net.respondents.states().isin([ANSWERED, PARTLY]).to_numpy()
    member = ids.isin(own["actor"])
    rows = ids[member | (answered & ~ids.isin(table["organisation"]))]
    survey = net.origin.survey
    names = {} if survey is None else {str(k): str(v) for k, v in survey.actors["name"].items()}
    return _matrix(own, rows, names)


def _table(net: Network) -> pd.DataFrame:
    """Give the rows of the table of affiliations that count in the wave shown."""
    survey = net.origin.survey
    if survey is None:
        return pd.DataFrame(columns=_COLUMNS, dtype="object")
    table = survey.affiliations.reindex(columns=_COLUMNS)
    table = table.dropna(subset=["actor", "organisation"])
    wave = net.origin.parameters.get("wave", "")
    if not wave:
        return table
    return table[(table["wave"].isna() | table["wave"].eq(wave).fillna(False)).astype(bool)]


def _matrix(table: pd.DataFrame, ids: pd.Index, names: dict[str, str]) -> TwoMode:
    first = table.groupby("organisation", sort=False)[["type", "formality"]].first()
    organisations = first.rename_axis(index="organisation")
    organisations.index = organisations.index.map(str)
    organisations.insert(0, "name", [names.get(key, key) for key in organisations.index])
    row: NDArray[np.intp] = ids.get_indexer(table["actor"])
    column: NDArray[np.intp] = organisations.index.get_indexer(table["organisation"].map(str))
    shape = (len(ids), len(organisations))
    incidence = sparse.csr_array((np.ones(len(row)), (row, column)), shape=shape)
    incidence.sum_duplicates()
    incidence.data[:] = 1.0
    return TwoMode(ids, organisations, incidence)
