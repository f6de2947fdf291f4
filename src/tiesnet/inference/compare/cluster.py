"""One of the clusters compared: its network, its measures, its firms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics import Measures, measure, production_groups
from tiesnet.network import ANSWERED, NOT_SURVEYED, PARTLY, Network, stage_places

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Reading(NamedTuple):
    """What one cluster says to one measure.

    Attributes
    ----------
    value : float
        NaN when it is not known or not defined.
    units : array of float, shape (actors inside,), optional
        The value of each firm, NaN of those of whom it is not known; `value` is their mean.
    why : str
        Why the value is empty.
    """

    value: float
    units: Values | None = None
    why: str = ""


@dataclass(frozen=True, eq=False)
class Cluster:
    """A cluster with what was measured of it.

    Attributes
    ----------
    name : str
        What it is called in the tables.
    net : Network
        With the actors outside.
    measures : Measures
        Of the layers that are compared.
    """

    name: str
    net: Network
    measures: Measures = field(repr=False)

    @cached_property
    def inside(self) -> Network:
        """The actors of the cluster."""
        return self.net.inside()

    @cached_property
    def firm(self) -> Flags:
        """Which of the actors inside are firms."""
        flags: Flags = (self.inside.actors["kind"] == "firm").to_numpy(dtype=bool)
        return flags

    @cached_property
    def answers(self) -> tuple[int, int]:
        """How many firms answered, in full or partly, and how many were asked."""
        states = self.inside.respondents.states()[self.firm]
        asked = int((states != NOT_SURVEYED).sum())
        return int(states.isin([ANSWERED, PARTLY]).sum()), asked

    @cached_property
    def production(self) -> pd.DataFrame:
        """The groups of leader firms, as `tiesnet.metrics.production_groups` gives them."""
        return production_groups(self.net.layer("all"))

    @cached_property
    def stages(self) -> dict[str, str]:
        """The stages of the survey by id, with their labels, in their order."""
        survey = self.net.origin.survey
        if survey is None or survey.stages.empty:
            told = [s for stages in self.inside.actors["stages"] for s in stages]
            return {str(stage): str(stage) for stage in dict.fromkeys(told)}
        order = list(stage_places(self.net).index)
        order += [str(s) for s in survey.stages.index if str(s) not in order]
        labels = survey.stages["label"]
        return {s: s if pd.isna(labels[s]) else str(labels[s]) for s in order}

    def firm_values(self, column: str) -> Values:
        """Give a column of the survey for the firms inside; yes is 1, what is not told NaN."""
        actors = self.inside.actors
        if column not in actors:
            return np.full(len(actors), np.nan)
        told = pd.to_numeric(actors[column], errors="coerce")
        return self.of_firms(told.astype("Float64").to_numpy(dtype=float, na_value=np.nan))

    def of_firms(self, values: Values) -> Values:
        """Leave out what is said of actors that are no firms."""
        return np.where(self.firm, values, np.nan)

    def firm_metric(self, metric: str, layer: str) -> Reading:
        """Give a measure of every firm that answered; lower bounds stay out."""
        columns = self.measures.actors.columns
        if (layer, metric) not in columns:
            return Reading(np.nan, why=self.why(metric, layer))
        values = self.measures.actors[(layer, metric)].astype(float).to_numpy(copy=True)
        bounds = self.measures.lower_bounds
        low = bounds.loc[(bounds["layer"] == layer) & (bounds["metric"] == metric), "actor"]
        values[self.inside.actors.index.isin(low)] = np.nan
        return mean_of(self.of_firms(values), word("of no firm it is known"))

    def network_metric(self, metric: str, layer: str) -> Reading:
        """Give a measure of the network."""
        numbers = self.measures.network
        if metric not in numbers.index or layer not in numbers.columns:
            return Reading(np.nan, why=self.why(metric, layer))
        value = float(numbers.at[metric, layer])
        return Reading(value, why=self.why(metric, layer) if np.isnan(value) else "")

    def why(self, metric: str, layer: str) -> str:
        """Say why a measure is empty or was not computed."""
        empty = self.measures.empty[self.measures.empty["actor"].isna()]
        for rows in (self.measures.skipped, empty):
            own = rows[(rows["metric"] == metric) & (rows["layer"] == layer)]
            if len(own):
                return str(own["reason"].iloc[0])
        return word("the relation was not asked for")


def mean_of(units: Values, otherwise: str) -> Reading:
    """Average over the firms of which a value is known."""
    known = units[~np.isnan(units)]
    if not len(known):
        return Reading(np.nan, None, otherwise)
    return Reading(float(known.mean()), units)


def make_cluster(
    name: str, net: Network, layers: Sequence[str], metrics: Collection[str]
) -> Cluster:
    """Measure a network for the comparison."""
    return Cluster(name, net, measure(net, layers=layers, metrics=sorted(metrics)))
