"""How far apart two actors are on the map."""

from __future__ import annotations

import numpy as np

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.terms.columns import pair_values
from tiesnet.inference.models.terms.registry import term
from tiesnet.inference.pairs import PairValues
from tiesnet.language import say, word
from tiesnet.metrics import kilometres, pair_space
from tiesnet.network import Network

PLACES = ("km", "location")


@term("distance", "place")
def distance(net: Network, kind: str) -> PairValues:
    """Kilometres along the great circle (km), or 1 when not in one place (location).

    Kilometres come from the columns latitude and longitude. Being in one place is told by the
    location, by coordinates closer than 5 km, and by the country.
    """
    size = len(net.actors)
    one, other = (ends.ravel() for ends in np.indices((size, size)))
    if kind == "km":
        values = kilometres(net, one, other)
        label = say("Distance in km")
    else:
        near = pair_space(net, one, other)["co_located"]
        values = 1 - near.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        label = say("Not in one place")
    table = values.reshape(size, size)
    np.fill_diagonal(table, np.nan)
    if np.isnan(table).all():
        needed = word("latitude and longitude") if kind == "km" else "location"
        raise TiesnetError(
            say(
                "Nothing is known of how far the actors are from each other, for "
                "'distance({kind})'.",
                kind=kind,
            ),
            say("Fill in {needed} in the sheet of actors.", needed=needed),
        )
    return pair_values(f"distance({kind})", label, table, symmetric=True, binary=kind == "location")
