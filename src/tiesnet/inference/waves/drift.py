"""Did density, reciprocity or another measure of the network change? Bootstrap of actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference.evidence import Field
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.inference.waves.resampled_net import redrawn
from tiesnet.inference.waves.rounds import Step
from tiesnet.inference.waves.ties import STEP_FIELDS, PairChange
from tiesnet.inference.waves.vertex import Draw, resampled, totals
from tiesnet.language import say, word
from tiesnet.metrics import Metric, catalogue
from tiesnet.network import Network

TEST = word("paired bootstrap of actors")
NULL = word("no change: the differences of the resamples moved to have mean 0")
VALID = (
    "density_known",
    "density_all",
    "reciprocity",
    "reciprocity_known",
    "reciprocity_dyad",
    "mean_degree",
    "degree_sd",
    "degree_variance",
    "degree_gini",
    "degree_centralisation",
    "in_degree_centralisation",
    "out_degree_centralisation",
    "horizontal_share_network",
    "ei_index",
    "density_same_stage",
    "density_different_stage",
    "odds_ratio_stage",
    "multiplex_share",
)
"""Measures of the network that rest on single pairs and on the numbers of ties of actors.

What rests on paths, triangles or groups changes when an actor stands twice among those drawn.
"""
_Values = NDArray[np.float64]

DRIFT_FIELDS = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("measure", "Measure", "word"),
    Field("before", "Before", "number"),
    Field("after", "After", "number"),
    Field("observed", "Change", "number", "", "After less before."),
    Field("low", "Interval from", "number", "", "Of the change, 95 %."),
    Field("high", "Interval to", "number", "", "Of the change, 95 %."),
    Field(
        "jackknife",
        "Standard error, jackknife",
        "number",
        "",
        "Of the change, each actor left out once; empty for measures of the catalogue.",
    ),
    *TEST_FIELDS[1:],
)


def valid(record: Metric) -> bool:
    """Tell whether the bootstrap of actors can be used for a measure of the network."""
    return record.name in VALID


def drift_rows(step: Step, change: PairChange, **testing: Any) -> list[dict[str, object]]:
    """Test the change of density, mean number of partners and reciprocity.

    Over the pairs known in both waves, with arrows: reciprocity over the pairs of which both
    directions are known. Both waves are drawn together (paired).
    """
    size = len(change.known)
    if size < 3 or not change.known.any():
        return []
    cells = _cells(change)
    observed = _shares(np.array([one.sum() for one in cells]), size)
    drawn = _shares(totals(cells, np.zeros(size, dtype=np.intp), **testing), size)
    if not _one_way(step, change):
        observed.pop("Reciprocity")
    errors = jackknife(cells)
    head = {**step.key(), "layer": change.layer}
    return [
        {**head, "measure": name, "jackknife": errors[name],
         **test_of(observed[name], drawn[name], testing["seed"])}
        for name in observed
    ]  # fmt: skip


def jackknife(cells: Sequence[_Values]) -> dict[str, float]:
    """Give the standard error of the change of each measure, leaving out every actor once.

    The square root of (n - 2) / 2n Σ (change without i - their mean)² (Frank & Snijders 1994;
    Snijders & Borgatti 1999): right where pairs change independently of each other. Empty where
    a change is not defined without some actor.
    """
    size = len(cells[0])
    own = np.stack([one.sum() - one.sum(axis=0) - one.sum(axis=1) for one in cells], axis=-1)
    found = {}
    for name, values in _shares(own, size - 1).items():
        gaps = values[:, 1] - values[:, 0]
        found[name] = float(np.sqrt((size - 2) / 2 * gaps.var()))
    return found


def metric_rows(
    step: Step, layer: str, records: Sequence[Metric], **testing: Any
) -> Iterator[dict[str, object]]:
    """Test the change of measures of the catalogue, each wave by what is known in it."""
    nets = step.kept
    here = [record for record in records if _on(record, layer)]
    if not here or len(step.both) < 3:
        return
    observed = _measured([net.layer(layer) for net in nets], here)
    strata = np.zeros(len(step.both), dtype=np.intp)

    def again(draw: Draw) -> _Values:
        return _measured([redrawn(net.layer(layer), draw) for net in nets], here)

    drawn = resampled(again, strata, **testing)
    for k, record in enumerate(here):
        if not np.isnan(observed[k]).any():
            numbers = test_of(observed[k], drawn[:, k], testing["seed"])
            yield {**step.key(), "layer": layer, "measure": record.label, **numbers}


def test_of(observed: _Values, drawn: _Values, seed: int) -> dict[str, object]:
    """Say how a measure changed, with its interval and its test.

    Parameters
    ----------
    observed : array, shape (2,)
        Before and after.
    drawn : array, shape (replications, 2)
        The same of the resamples.
    """
    change = float(observed[1] - observed[0])
    outcomes = drawn[:, 1] - drawn[:, 0]
    centred = outcomes - np.nanmean(outcomes) if np.isfinite(outcomes).any() else outcomes
    found = summarise(change, centred, seed, NULL, test=TEST, two_sided="size")
    low, high = _interval(change, centred)
    return {
        "before": observed[0],
        "after": observed[1],
        "low": low,
        "high": high,
        **found.row(),
        "expected": 0.0 if found.replications and np.isfinite(change) else np.nan,
    }


test_of.__test__ = False  # type: ignore[attr-defined]  # the name starts as those of tests do


def _interval(change: float, centred: _Values) -> tuple[float, float]:
    known = centred[np.isfinite(centred)]
    if not len(known) or np.isnan(change):
        return np.nan, np.nan
    low, high = np.quantile(known, [0.025, 0.975])
    return change + float(low), change + float(high)


def _cells(change: PairChange) -> list[_Values]:
    """Give what has to be added up: known pairs, ties, and of whole pairs tied and returned."""
    known, before, after = (
        cells.astype(float) for cells in (change.known, change.before, change.after)
    )
    whole = known * known.T
    found = [known, before, after, whole]
    for ties in (before, after):
        found += [np.maximum(ties, ties.T) * whole, ties * whole, ties * ties.T * whole]
    return found


def _one_way(step: Step, change: PairChange) -> bool:
    """Tell whether being returned has a meaning: not for ties that run both ways by nature."""
    if change.symmetric:
        return False
    try:
        catalogue()["reciprocity"].function(step.kept[0].layer(change.layer))
    except NeedsError:
        return False
    return True


def _shares(sums: _Values, size: int) -> dict[str, _Values]:
    """Turn sums into measures: arrays of shape (..., 2), before and after."""
    part = [sums[..., k] for k in range(sums.shape[-1])]
    with np.errstate(divide="ignore", invalid="ignore"):
        density = np.stack([part[1] / part[0], part[2] / part[0]], axis=-1)
        partners = np.stack([part[4] / part[3], part[7] / part[3]], axis=-1) * (size - 1)
        returned = np.stack([part[6] / part[5], part[9] / part[8]], axis=-1)
    return {"Density": density, word("Mean number of partners"): partners, "Reciprocity": returned}


def _on(record: Metric, layer: str) -> bool:
    return record.on == "each" or (record.on == "all" and layer == "all")


def _measured(views: Sequence[Network], records: Sequence[Metric]) -> _Values:
    """Compute measures of both waves; empty where the network lacks what one needs."""
    found = np.full((len(records), 2), np.nan)
    for k, record in enumerate(records):
        for wave, view in enumerate(views):
            try:
                found[k, wave] = record.function(view)
            except NeedsError:
                continue
    return found


def not_valid(records: Sequence[Metric]) -> TiesnetError:
    """Say which measures of the network cannot be tested here, and why."""
    known = catalogue()
    return TiesnetError(
        say(
            "The bootstrap of actors is not valid for {records}: what rests on "
            "paths, triangles or groups changes when an actor is drawn twice.",
            records=", ".join(record.label for record in records),
        ),
        say("Choose among: {valid}.", valid=", ".join(name for name in VALID if name in known)),
    )
