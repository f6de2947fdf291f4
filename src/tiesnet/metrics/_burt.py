"""Burt's measures of structural holes as sums over closed triples.

With s(ij) the strength of a pair, both directions added, and S(i) its sum over the partners of i:
the share p(ij) = s(ij) / S(i); what leads from i to j over third partners, the sum over q of
p(iq) p(qj); and how far j is redundant for i, the sum over q of p(iq) m(jq), with m(jq) = s(jq)
over the strongest tie of j. Every q that counts closes a triple with i and j.

Two models: "whole" takes S(q) and the strongest tie of j over all their ties, "ego" over those
that stay in the circle of i and its partners only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.metrics._arcs import Arcs, arcs_of
from tiesnet.metrics._shared import once
from tiesnet.network import Network

MODELS = ("ego", "whole")
_Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Burt's quantities per ordered pair of partners.

    Each array has two rows, as long as the arcs: row 0 is how the low end sees the high end,
    row 1 how the high end sees the low end.

    Attributes
    ----------
    share : array of float, shape (2, m)
        p(ij), the part of i's ties that goes to j.
    through : array of float, shape (2, m)
        What leads from i to j over third partners.
    redundancy : array of float, shape (2, m)
        How far i's other partners lead to j already.
    """

    share: _Floats
    through: _Floats
    redundancy: _Floats

    @property
    def constraint(self) -> _Floats:
        """How far j constrains i: direct and indirect share together, squared."""
        together: _Floats = self.share + self.through
        together *= together
        return together


@dataclass(frozen=True, eq=False)
class Holes:
    """Burt's measures per actor; those without partners have zeros.

    Attributes
    ----------
    partners, redundancy, constraint, hierarchy : array of float, shape (n,)
        Number of partners; how far they are redundant, summed; constraint; hierarchy, 1 for
        actors with one partner.
    """

    partners: _Floats
    redundancy: _Floats
    constraint: _Floats
    hierarchy: _Floats


def holes(net: Network, model: str, weighted: bool, metric: str = "") -> Holes:
    """Give Burt's measures of all actors, made once per model.

    Raises
    ------
    TiesnetError
        There is no such model.
    """
    check_model(model)
    arcs = arcs_of(net, metric, weighted)
    found: Holes = once(net, f"holes {model} {weighted}", lambda: burt(arcs, model))
    return found


def check_model(model: str) -> None:
    """Refuse a model that is not known."""
    if model not in MODELS:
        raise TiesnetError(
            say("There is no model {model}.", model=f"{model!r}"),
            say("Choose one of: {models}.", models=", ".join(MODELS)),
        )


def burt(arcs: Arcs, model: str) -> Holes:
    """Compute Burt's measures of all vertices, in the order of the matrix."""
    constraint, logs, redundancy = _whole(arcs) if model == "whole" else _ego(arcs)
    count = arcs.at_ends()
    # Sum of x log x over x = c(ij) / mean c, from the sums of c and of c log c.
    with np.errstate(divide="ignore", invalid="ignore"):
        uneven = logs / constraint - np.log(constraint / count)
        hierarchy = np.where(count > 1, uneven / np.log(count), count)
    return Holes(
        partners=arcs.back(count),
        redundancy=arcs.back(redundancy),
        constraint=arcs.back(constraint),
        hierarchy=arcs.back(np.clip(hierarchy, 0.0, 1.0)),
    )


def _ego(arcs: Arcs) -> tuple[_Floats, _Floats, _Floats]:
    """Sum constraint c, c log c and redundancy over the partners of each vertex."""
    made = pairs(arcs, "ego")
    parts = made.constraint
    logs = arcs.at_ends(*(parts * np.log(parts)))
    return arcs.at_ends(*parts), logs, arcs.at_ends(*made.redundancy)


def _whole(arcs: Arcs) -> tuple[_Floats, _Floats, _Floats]:
    """Do the same in the whole model, where both ends share all but the division by their ties."""
    total, squares, logs, redundancy = _compiled_sums(arcs) if arcs.fast else _sums(arcs)
    scale = 1 / np.where(total > 0, total, 1)
    logs = 2 * (logs + squares * np.log(scale))
    return squares * scale**2, logs * scale**2, redundancy * scale


def _sums(arcs: Arcs) -> tuple[_Floats, _Floats, _Floats, _Floats]:
    """Sum ties, t squared, t squared log t and redundancy, t = s(ij) + sum s(iq) s(qj) / S(q)."""
    total, strongest = arcs.at_ends(arcs.strength, arcs.strength), _strongest(arcs)
    common, scaled = _common(arcs, 1 / np.where(total > 0, total, 1))
    together = arcs.strength + scaled
    squares = together**2
    logs = squares * np.log(together)
    redundancy = common / strongest[arcs.high], common / strongest[arcs.low]
    both = arcs.at_ends(squares, squares), arcs.at_ends(logs, logs)
    return total, *both, arcs.at_ends(*redundancy)


def _compiled_sums(arcs: Arcs) -> tuple[_Floats, _Floats, _Floats, _Floats]:
    from tiesnet.metrics import _kernels

    ends = arcs.low, arcs.high, arcs.strength
    total, strongest = _kernels.totals(*ends, arcs.size)
    sums = np.zeros((len(arcs.low), 2))
    scale = 1 / np.where(total > 0, total, 1)
    for ab, ac, bc in arcs.triples():
        _kernels.add_common(ab, ac, bc, *ends, scale, sums)
    squares, logs, redundancy = _kernels.finish(*ends, sums, strongest).T
    return total, squares, logs, redundancy


def pairs(arcs: Arcs, model: str) -> Pairs:
    """Compute Burt's quantities of all ordered pairs of partners."""
    strength = arcs.strength
    total = arcs.at_ends(strength, strength)
    own = np.stack([total[arcs.low], total[arcs.high]])
    if model == "whole":
        common, through = _common(arcs, 1 / np.where(total > 0, total, 1))
        strongest = _strongest(arcs)
        most = np.stack([strongest[arcs.high], strongest[arcs.low]])
    else:
        common, circle, most = _circles(arcs)
        through = _within(arcs, circle)
    return Pairs(strength / own, through / own, common / (own * most))


def _strongest(arcs: Arcs) -> _Floats:
    """Give the strongest tie of each vertex."""
    most = np.zeros(arcs.size)
    np.maximum.at(most, arcs.low, arcs.strength)
    np.maximum.at(most, arcs.high, arcs.strength)
    return most


def _common(arcs: Arcs, scale: _Floats) -> tuple[_Floats, _Floats]:
    """Sum s(iq) s(qj), and the same times `scale` of q, over the common partners q of each pair."""
    common, scaled = np.zeros(len(arcs.low)), np.zeros(len(arcs.low))
    for ab, ac, bc in arcs.triples():
        x, y, z = arcs.strength[ab], arcs.strength[ac], arcs.strength[bc]
        corners = scale[arcs.low[ab]], scale[arcs.high[ab]], scale[arcs.high[ac]]
        for pair, product, third in zip((bc, ac, ab), (x * y, x * z, y * z), corners, strict=True):
            np.add.at(common, pair, product)
            np.add.at(scaled, pair, product * third)
    return common, scaled


def _circles(arcs: Arcs) -> tuple[_Floats, _Floats, _Floats]:
    """Give what the ego model needs of each partner q of i: its ties inside the circle of i.

    Returns
    -------
    common : array, shape (m,)
        Sum of s(iq) s(qj) over the common partners q of the pair.
    inside, strongest : array, shape (2, m)
        Sum and largest of the ties of the high end inside the circle of the low end (row 0),
        and of the low end inside the circle of the high end (row 1).
    """
    common = np.zeros(len(arcs.low))
    inside = np.stack([arcs.strength, arcs.strength])
    strongest = inside.copy()
    for ab, ac, bc in arcs.triples():
        x, y, z = arcs.strength[ab], arcs.strength[ac], arcs.strength[bc]
        for pair, high_end, low_end in ((ab, z, y), (ac, z, x), (bc, y, x)):
            np.add.at(common, pair, high_end * low_end)
            for row, tie in enumerate((high_end, low_end)):
                np.add.at(inside[row], pair, tie)
                np.maximum.at(strongest[row], pair, tie)
    return common, inside, strongest


def _within(arcs: Arcs, inside: _Floats) -> _Floats:
    """Sum s(iq) s(qj) over the ties of q inside the circle of i, per ordered pair i, j."""
    through = np.zeros((2, len(arcs.low)))
    share = 1 / inside
    for ab, ac, bc in arcs.triples():
        x, y, z = arcs.strength[ab], arcs.strength[ac], arcs.strength[bc]
        np.add.at(through[0], ab, y * z * share[0][ac])  # a to b over c, in the circle of a
        np.add.at(through[1], ab, y * z * share[0][bc])
        np.add.at(through[0], ac, x * z * share[0][ab])
        np.add.at(through[1], ac, x * z * share[1][bc])
        np.add.at(through[0], bc, x * y * share[1][ab])
        np.add.at(through[1], bc, x * y * share[1][ac])
    return through
