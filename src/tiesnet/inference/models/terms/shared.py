"""How many organisations two actors both belong to."""

from __future__ import annotations

import numpy as np

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.terms.columns import pair_values
from tiesnet.inference.models.terms.registry import term
from tiesnet.inference.pairs import PairValues
from tiesnet.language import say
from tiesnet.network import Network, affiliations

EVERY = "affiliations"


def kinds(net: Network) -> list[str]:
    """Name what `shared` takes: every kind of membership together, or one of them."""
    types = affiliations(net).organisations["type"].dropna().astype(str).unique()
    return [EVERY, *sorted(set(types) - {EVERY})]


@term("shared", "membership")
def shared(net: Network, kind: str) -> PairValues:
    """The number of organisations both belong to: of all (affiliations), or of one kind.

    Not known of an actor that did not answer and has no membership on record.
    """
    two = affiliations(net)
    if not len(two.organisations):
        raise TiesnetError(
            say("The survey has no memberships."), say("Fill in the sheet of affiliations.")
        )
    chosen = np.ones(len(two.organisations), dtype=bool)
    if kind != EVERY:
        chosen = (two.organisations["type"].astype("object") == kind).to_numpy(dtype=bool)
    incidence = two.incidence[:, np.flatnonzero(chosen)]
    place = net.actors.index.get_indexer(two.actors)
    values = np.full((len(net.actors), len(net.actors)), np.nan)
    values[np.ix_(place, place)] = (incidence @ incidence.T).toarray()
    label = (
        say("Shared affiliations")
        if kind == EVERY
        else say("Shared affiliations ({kind})", kind=kind)
    )
    return pair_values(f"shared({kind})", label, values, symmetric=True)
