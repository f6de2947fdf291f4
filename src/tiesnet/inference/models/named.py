"""One variable over pairs by its name, outside of any formula."""

from __future__ import annotations

from tiesnet.inference.models.formula import parse_part
from tiesnet.inference.models.variables import make_variables
from tiesnet.inference.pairs import PairValues
from tiesnet.network import Network


def pair_variable(net: Network, name: str) -> PairValues:
    """Give a variable over pairs as it may stand in a formula.

    Parameters
    ----------
    net : Network
        All its actors are used.
    name : str
        A layer, or a term such as ``"same(stage)"``, ``"absdiff(size)"``, ``"distance(km)"``.

    Raises
    ------
    TiesnetError
        It cannot be read, names what does not exist, or is known of no pair.
    """
    part = parse_part(name)
    return make_variables(net, [part]).values[part]
