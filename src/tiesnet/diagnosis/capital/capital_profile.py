"""The profile of social capital: seven dimensions per firm, each with its measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.kept import kept
from tiesnet.diagnosis.survey_quality.columns import column_word
from tiesnet.errors import NeedsError
from tiesnet.language import say, word
from tiesnet.metrics import Measures, Metric, catalogue
from tiesnet.network import Network

DIMENSIONS = {
    "bonding": word("Bonding (closure)"),
    "bridging": word("Bridging (brokerage)"),
    "linking": word("Linking"),
    "resources": word("Resources"),
    "relational": word("Relational"),
    "cognitive": word("Cognitive"),
    "international": word("International"),
}
"""The dimensions in the order people read them."""
LEADS = {
    "bonding": "local_clustering",
    "bridging": "effective_size",
    "linking": "linking_ties",
    "resources": "resources_mean",
    "relational": "embedded_share",
    "cognitive": "shared_vision",
    "international": "cross_border_partners",
}
"""The measure that stands for each dimension."""
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "bonding": ("simmelian_ties",),
    "bridging": ("ln_constraint",),
    "linking": ("institution_kinds",),
    "resources": ("resources_highest", "resources_range", "resources_kinds"),
    "relational": ("trust_mean", "coupling_sales", "coupling_purchases", "coupling_second"),
    "international": ("countries_reached", "home_partners", "host_partners", "compatriot_partners"),
}
_BY_LAYER = (("bonding", "weighted_clustering"), ("relational", "returned_share"))
_BY = {
    "stage": word("stage"),
    "sector": word("sector"),
    "size_class": word("size class"),
    "location": word("location"),
    "kind": word("kind"),
    "origin": word("origin"),
}
_VARIETY = ("stage", "sector", "size_class", "location", "kind")
_SAME = ("origin", "sector")
FEWEST = 5
"""Fewer firms than this are not summed up."""
_FREEDOM = word("Freedom from constraint (-ln)")


@dataclass(frozen=True, eq=False)
class Item:
    """One measure of one dimension, for the firms inside the cluster.

    Attributes
    ----------
    dimension : str
        A key of `DIMENSIONS`.
    metric, label, layer : str
        Its name in the catalogue, as a person would head it, and the ties it is made from.
    values : Series of float
        By firm; empty where it is not known.
    reason : str
        Why no firm has a value; "" when one has.
    """

    dimension: str
    metric: str
    label: str
    layer: str
    values: pd.Series
    reason: str = ""


def leads(measures: Measures, attribute: str = "size", trusted: float = 2 / 3) -> list[Item]:
    """Give the lead measure of every dimension."""
    options = _options(attribute, trusted)
    return [
        _item(measures, dimension, name, "all", options.get(name, {}))
        for dimension, name in LEADS.items()
    ]


def beside(measures: Measures, attribute: str = "size") -> list[Item]:
    """Give the further measures of every dimension, those without any value left out."""
    wanted = [
        _item(measures, dimension, name, layer, options, by)
        for dimension, name, layer, options, by in _wanted(measures, attribute)
    ]
    found = [item for item in wanted if item.values.notna().any()]
    order = list(DIMENSIONS)
    return sorted(found, key=lambda item: order.index(item.dimension))


def firms_of(measures: Measures) -> pd.Index:
    """Name the firms inside the cluster."""
    actors = measures.net.inside().actors
    return actors.index[(actors["kind"] == "firm").to_numpy()]


def percentiles(items: Sequence[Item]) -> pd.DataFrame:
    """Place every firm among those with values: the share below it, half of its equals included.

    (rank - 1/2) / n with the mean rank of equals: 0.5 for all when all are alike.
    """
    return pd.DataFrame({item.dimension: _placed(item.values) for item in items})


def summed_up(items: Sequence[Item]) -> pd.DataFrame:
    """Sum up measures over the firms: how many have a value, mean, median, Gini, why empty."""
    rows = []
    for item in items:
        known = item.values.dropna().to_numpy(dtype=float)
        row: dict[str, object] = {"dimension": DIMENSIONS[item.dimension], "measure": item.label}
        row |= {"layer": item.layer, "firms": len(known)}
        row |= dict.fromkeys(("mean", "median", "gini"), np.nan)
        if len(known) >= FEWEST:
            row |= {"mean": float(known.mean()), "median": float(np.median(known))}
            row["gini"] = gini(known)
        few = say("fewer than {n} firms", n=FEWEST) if 0 < len(known) < FEWEST else ""
        rows.append(row | {"remark": item.reason or few})
    columns = ["dimension", "measure", "layer", "firms", "mean", "median", "gini", "remark"]
    return pd.DataFrame(rows, columns=columns)


def gini(values: NDArray[np.float64]) -> float:
    """Give Gini's coefficient: half the mean difference of two firms over the mean.

    Empty with values below 0, or when all are 0.
    """
    ordered, n = np.sort(values), len(values)
    if not n or ordered[0] < 0 or ordered.sum() <= 0:
        return float("nan")
    return float(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / (n * ordered.sum()))


def correlations(items: Sequence[Item]) -> pd.DataFrame:
    """Correlate the dimensions by rank (Spearman), each pair over the firms that have both.

    Returns
    -------
    DataFrame
        ``one``, ``other`` (dimensions), ``firms`` and ``correlation``: empty with fewer firms
        than `FEWEST`, and when one of the two is the same for all.
    """
    rows = []
    for k, item in enumerate(items):
        for other in items[k + 1 :]:
            both = pd.DataFrame({"x": item.values, "y": other.values}).dropna()
            value = rank_correlation(both["x"], both["y"]) if len(both) >= FEWEST else np.nan
            ends = {"one": item.dimension, "other": other.dimension}
            rows.append(ends | {"firms": len(both), "correlation": value})
    return pd.DataFrame(rows, columns=["one", "other", "firms", "correlation"])


def rank_correlation(one: pd.Series, other: pd.Series) -> float:
    """Give Spearman's rank correlation; empty when one of the two does not vary."""
    x, y = one.rank().to_numpy(), other.rank().to_numpy()
    if x.std() == 0 or y.std() == 0:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def composite_of(places: pd.DataFrame) -> pd.Series:
    """Give the mean percentile of the firms that have a value in every dimension any firm has."""
    asked = places.loc[:, places.notna().any()]
    if asked.shape[1] < 2:
        return pd.Series(dtype="float64")
    return asked.dropna().mean(axis=1)


def low_everywhere(places: pd.DataFrame, low: float) -> pd.DataFrame:
    """List the firms in the lowest part of at least half of their dimensions, three at least.

    Returns
    -------
    DataFrame
        Indexed by firm: ``low`` (dimensions in which it is low) and ``known`` (dimensions in
        which it has a place), the firms with the largest share first.
    """
    table = pd.DataFrame({"low": (places <= low).sum(axis=1), "known": places.notna().sum(axis=1)})
    table = table[(table["known"] >= 3) & (2 * table["low"] >= table["known"])]
    share = table["low"] / table["known"]
    return table.assign(share=share).sort_values("share", ascending=False, kind="stable")


def _wanted(
    measures: Measures, attribute: str
) -> Iterator[tuple[str, str, str, dict[str, Any], str]]:
    options = _options(attribute, 2 / 3)
    for dimension, names in _BESIDE.items():
        for name in names:
            yield dimension, name, "all", options.get(name, {}), ""
    for dimension, name in _BY_LAYER:
        for layer, content in measures.net.layers["content"].items():
            if name != "returned_share" or content != "trade":  # sales are not returned
                yield dimension, name, str(layer), {}, ""
    for by in _VARIETY:
        yield "bridging", "partner_iqv", "all", {"by": by}, by
    for by in _SAME:
        yield "cognitive", "own_group_share", "all", {"by": by}, by


def _options(attribute: str, trusted: float) -> dict[str, dict[str, Any]]:
    of = ("resources_mean", "resources_highest", "resources_range", "resources_kinds")
    chosen: dict[str, dict[str, Any]] = {}
    if attribute != "size":
        chosen |= {name: {"attribute": attribute} for name in of}
    if trusted != 2 / 3:
        chosen["embedded_share"] = {"trusted": trusted}
    return chosen


def _item(
    measures: Measures,
    dimension: str,
    name: str,
    layer: str,
    options: Mapping[str, Any],
    by: str = "",
) -> Item:
    record, firms = catalogue()[name], firms_of(measures)
    label = say(record.label)
    if by:
        label = say("{measure}, by {attribute}", measure=label, attribute=say(_BY[by]))
    if "attribute" in record.options:
        own = str(options.get("attribute", record.options["attribute"]))
        label = f"{label}: {column_word(own)}"
    empty = pd.Series(np.nan, index=firms, dtype="float64")
    if record.limit is not None and len(firms) > record.limit:
        return Item(dimension, name, label, layer, empty, say("it takes long with so many actors"))
    if not options and (layer, name) in measures.actors.columns:
        values = measures.actors[layer, name].reindex(firms)
    else:
        try:
            view = _view(measures, layer, record.boundary == "all")
            whole = record.function(view, **dict(options))
        except NeedsError as error:
            return Item(dimension, name, label, layer, empty, _why(record, error.problem))
        values = whole.reindex(firms)
    if name == "ln_constraint":
        label, values = say(_FREEDOM), -values
    if layer != "all":
        label = f"{label}: {measures.net.layers.at[layer, 'label']}"
    reason = ""
    if values.isna().all():
        reason = say("no firm has a value: {why}", why=say(record.undefined))
    return Item(dimension, name, label, layer, values.astype("float64"), reason)


@kept
def _views(measures: Measures) -> dict[tuple[str, bool], Network]:
    """Keep the views that several measures share, as long as the measures live."""
    return {}


def _view(measures: Measures, layer: str, outside: bool) -> Network:
    store = _views(measures)
    if (layer, outside) not in store:
        whole = measures.net.layer(layer)
        store[layer, True], store[layer, False] = whole, whole.inside()
    return store[layer, outside]


def _why(record: Metric, problem: str) -> str:
    """Say what is missing, without the name of the measure."""
    for label in (say(record.label), record.label):
        start = say("{label} cannot be computed: {found}.", label=label, found="\n")
        start = start.partition("\n")[0]
        if problem.startswith(start):
            return say(problem.removeprefix(start).rstrip("."))
    return problem.rstrip(".")


def _placed(values: pd.Series) -> pd.Series:
    count = int(values.notna().sum())
    return (values.rank() - 0.5) / count if count >= FEWEST else values * np.nan
