"""Whether tied firms are alike in an attribute: Moran's I and Geary's C on a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.columns import Attribute, attribute_of
from tiesnet.inference.attributes.neighbours import Neighbours, Weights, neighbours
from tiesnet.inference.attributes.places import answered, strata
from tiesnet.inference.attributes.words import (
    ACTORS,
    ATTRIBUTE,
    HOLM,
    LAYER,
    LEVEL,
    Z,
    chosen_layers,
    figure,
    label_of,
    left_out,
    p_word,
    several,
    too_few,
)
from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.holm import holm
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import orders
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.language import say, word
from tiesnet.network import Network

_Floats = NDArray[np.float64]
MORAN, GEARY = word("Moran's I"), word("Geary's C")
_FIELDS = (
    LAYER,
    ATTRIBUTE,
    Field("statistic", "Statistic", "word"),
    ACTORS,
    Field("ties", "Ties", "count", "ties", "Among these actors; one without arrows twice."),
    Field("exact", "Expected", "number", "", "Mean over all shuffles: -1/(n - 1), or 1."),
    *TEST_FIELDS,
    Z,
    HOLM,
)


def moran(weights: Any, values: _Floats) -> _Floats:
    """Give Moran's I of values in many orders.

    I = n / S0 times the sum of w_ij z_i z_j, divided by the sum of z_i squared, with z the values
    less their mean and S0 the sum of all weights (Moran 1950).

    Parameters
    ----------
    weights : sparse array, shape (actors, actors)
    values : array, shape (count, actors)
        Must vary.

    Returns
    -------
    array, shape (count,)
    """
    z = values - values.mean(axis=1, keepdims=True)
    cross = (np.asarray(weights @ z.T).T * z).sum(axis=1)
    n, total = values.shape[1], float(weights.sum())
    return np.asarray(n / total * cross / (z**2).sum(axis=1))


def geary(weights: Any, values: _Floats) -> _Floats:
    """Give Geary's C of values in many orders.

    C = (n - 1) / (2 S0) times the sum of w_ij (x_i - x_j) squared, divided by the sum of squares
    around the mean (Geary 1954). Shapes as for `moran`.
    """
    z = values - values.mean(axis=1, keepdims=True)
    cross = (np.asarray(weights @ z.T).T * z).sum(axis=1)
    ends = np.asarray(weights.sum(axis=0) + weights.sum(axis=1)).ravel()
    apart = np.maximum(z**2 @ ends - 2 * cross, 0)
    n, total = values.shape[1], float(weights.sum())
    return np.asarray((n - 1) / (2 * total) * apart / (z**2).sum(axis=1))


def autocorrelation(
    net: Network,
    attributes: str | Iterable[str],
    *,
    layers: str | Iterable[str] | None = None,
    weights: Weights = "row",
    strength: bool = False,
    within: str | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Test whether firms that are tied are alike in an attribute.

    Moran's I is above its expected value when they are, Geary's C below 1. A number is taken as
    it is; of an attribute with two groups, belonging to the second; of more, belonging to each.

    Parameters
    ----------
    net : Network
        From `build_network`. Used are the actors inside the cluster that answered and of which
        the attribute is known, and the ties among them.
    attributes : str or iterable of str
        Columns of the actors.
    layers : str or iterable of str, optional
        By default every single layer, and all where there are several.
    weights : {"row", "raw"}, default "row"
        Every firm's ties count 1 in all, or every tie counts 1.
    strength : bool, default False
        Strengths in place of 1; of single layers only, and all must be known.
    within : str, optional
        Another attribute: only actors alike in it change places.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Table "autocorrelation": a row for each layer, attribute and statistic. Actors without
        ties stay in: their values count in the mean and the variance.

    Raises
    ------
    TiesnetError
        A name is not known, or nothing that was asked can be tested.

    References
    ----------
    Moran (1950), Geary (1954); Cliff & Ord (1981). Unweighted ties give what R
    ``sna::nacf(lag.max = 1, neighborhood.type = "out")`` gives.
    """
    names = [attributes] if isinstance(attributes, str) else list(dict.fromkeys(attributes))
    inside = net.inside()
    columns = [one for name in names for one in _columns(attribute_of(inside, name))]
    work = _Work(net, inside, weights, strength, within)
    testing = {"replications": replications, "seed": seed, "workers": workers}
    for layer in chosen_layers(net, layers):
        for column in columns:
            try:
                work.test(layer, column, testing)
            except TiesnetError as error:
                work.refused.append(f"{label_of(net, layer)}, {column.name!r}: {error}")
    if not work.rows:
        raise TiesnetError(say("Nothing could be tested. ") + " ".join(dict.fromkeys(work.refused)))
    return work.outcome(testing)


def _columns(attribute: Attribute) -> list[Attribute]:
    """Give an attribute as numbers: itself, or a column for each group but the first of two."""
    if attribute.number:
        return [attribute]
    start = 1 if len(attribute.labels) == 2 else 0
    return [
        Attribute(
            f"{attribute.name} = {label}",
            True,
            np.where(attribute.known, attribute.values == place, np.nan),
        )
        for place, label in list(enumerate(attribute.labels))[start:]
    ]


@dataclass(eq=False)
class _Work:
    """What one call gathers."""

    net: Network
    inside: Network
    weights: Weights
    strength: bool
    within: str | None

    def __post_init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.said: list[str] = []
        self.refused: list[str] = []

    def test(self, layer: str, column: Attribute, testing: Mapping[str, Any]) -> None:
        """Test one attribute on one layer."""
        used = answered(self.inside.layer(layer)) & column.known
        free, said = strata(self.inside, used, self.within)
        kept = np.flatnonzero(used)
        values = column.values[kept]
        if np.ptp(values) == 0:
            raise TiesnetError(say("it does not differ among the actors that answered."))
        near = neighbours(self.net, layer, kept, weights=self.weights, strength=self.strength)

        def work(chunk: Chunk) -> _Floats:
            mixed = values[orders(free[kept], chunk.size, chunk.rng())]
            return np.column_stack([moran(near.matrix, mixed), geary(near.matrix, mixed)])

        drawn = replicate(work, **testing)
        out = len(used) - len(kept)
        heading = f"{label_of(self.net, layer)}, {column.name.split(' = ')[0]!r}"
        self.said += [*said, *near.said]
        if out:
            self.said.append(
                say(
                    "{heading}: {out} left out (no answer, not known).",
                    heading=heading,
                    out=several(out, "actor"),
                )
            )
        if near.isolates:
            alone = several(near.isolates, word("actor has no tie"), word("actors have no tie"))
            self.said.append(
                say(
                    "{heading}: {alone}; what they have counts in the mean and variance.",
                    heading=heading,
                    alone=alone,
                )
            )
        self._keep(layer, column, values, near, drawn, testing["seed"])

    def _keep(
        self, layer: str, column: Attribute, values: _Floats, near: Neighbours, drawn: _Floats,
        seed: int,
    ) -> None:  # fmt: skip
        head = {"layer": layer, "attribute": column.name}
        n = len(values)
        null = say("{name} shuffled among actors that answered", name=f"{column.name!r}")
        null += (
            ""
            if self.within is None
            else say(" and are alike in {within}", within=f"{self.within!r}")
        )
        for place, (name, compute, exact) in enumerate(
            ((MORAN, moran, -1 / (n - 1)), (GEARY, geary, 1.0))
        ):
            seen = float(compute(near.matrix, values[None])[0])
            test = word("permutation of an attribute")
            result = summarise(seen, drawn[:, place], seed, null, test=test)
            z = (seen - result.expected) / result.sd if result.sd > 1e-12 else np.nan
            own = {"actors": n, "ties": near.matrix.nnz}
            own |= {"exact": exact if self.within is None else np.nan}
            self.rows.append(head | {"statistic": name} | own | result.row() | {"z": z})

    def outcome(self, testing: Mapping[str, Any]) -> Outcome:
        """Put everything into a table and words."""
        table = pd.DataFrame(self.rows)
        for name in (MORAN, GEARY):
            which = table["statistic"] == name
            table.loc[which, "p_holm"] = holm(table.loc[which, "p"].tolist())
        title = word("Are tied firms alike? Network autocorrelation")
        reading = say("I above the expected value, or C below 1: tied firms are alike.")
        evidence = Evidence("autocorrelation", title, table, _FIELDS, reading)
        kind = {"row": "row-standardised", "raw": "raw"}[self.weights]
        mains = table[table["statistic"] == MORAN].to_dict("records")
        return Outcome(
            "autocorrelation",
            title,
            (evidence,),
            tuple(_sentence(self.net, row, len(mains)) for row in mains),
            say(
                "Moran's I and Geary's C with {kind} weights, over the actors that "
                "answered and of which the attribute is known. p comes from "
                "{replications} of the attribute among them (seed {seed}): twice the "
                "smaller tail, (b + 1) / (m + 1); Holm's adjustment over all layers and "
                "attributes asked for.",
                kind=kind,
                replications=several(testing["replications"], "shuffle"),
                seed=testing["seed"],
            ),
            tuple(dict.fromkeys([*self.said, *left_out(self.net)])),
            (*dict.fromkeys(self.refused), *too_few(len(mains), testing["replications"])),
            ("moran1950", "geary1954", "cliff1981", "phipson2010", "holm1979"),
            {
                "weights": kind,
                "strengths": word("used") if self.strength else word("not used"),
                "shuffled within": self.within or word("all that answered"),
                "replications": testing["replications"],
                "seed": testing["seed"],
            },
            self.net,
        )


def _sentence(net: Network, row: Mapping[str, Any], questions: int) -> str:
    what = f"{label_of(net, row['layer'])}, {row['attribute']!r}"
    if row["p_holm"] > LEVEL:
        verdict = word("not beyond chance")
    elif row["observed"] > row["expected"]:
        verdict = word("tied firms are alike")
    else:
        verdict = word("tied firms differ more than others")
    adjusted = say(" (adjusted {p})", p=p_word(row["p_holm"])) if questions > 1 else ""
    return say(
        "{what}: Moran's I {observed}, shuffled {expected} on average, {p}{adjusted}: {verdict}.",
        what=what,
        observed=figure(row["observed"]),
        expected=figure(row["expected"]),
        p=p_word(row["p"]),
        adjusted=adjusted,
        verdict=verdict,
    )
