"""Which numbers are tested: as observed, and in every drawn network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference.graphs.drawn import Graphs
from tiesnet.inference.graphs.statistics import Known, fast_statistics, triads
from tiesnet.language import localised, say, word
from tiesnet.metrics import TOPICS, Metric, catalogue
from tiesnet.network import Network

DEFAULT = (
    "reciprocity",
    "transitivity",
    "degree_centralisation",
    "betweenness_centralisation",
    "n_isolates",
    "n_components",
    "core_fit",
    "ei_index",
)
"""What is tested unless something else is asked for, where a network has what it takes."""
_SLOW = {"core_fit": 30}
"""Up to so many actors a measure that searches is among those tested by default."""
_CENSUS = "triad_census"
_TOLD = frozenset(
    "strength every_strength governance trust sales values output embedded memberships".split()
)
"""Needs for which reports of ties are read; drawn ties have none."""
_GRAPHS = frozenset({"betweenness_centralisation", "mean_distance"})
Values = NDArray[np.float64]
Options = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, eq=False)
class Number:
    """One number that is tested.

    Attributes
    ----------
    metric, label : str
        The measure, by its name and in words; of a census its name and the kind.
    actor : str or None
        Whose number it is; None: the network's.
    observed : float
    """

    metric: str
    label: str
    actor: str | None
    observed: float


@dataclass(frozen=True, eq=False)
class Asked:
    """Measures that can be tested on a view, and why others cannot.

    Attributes
    ----------
    records : list of Metric
        In the order asked.
    numbers : list of Number
        What they give, measure after measure.
    keep : dict of metric to array of int
        The places of the actors whose numbers are tested.
    options : mapping of metric to mapping of option to value
    left_out : list of (metric, reason)
    blank : dict of metric to int
        How many actors' numbers are not tested since they are not defined as observed.
    """

    records: list[Metric]
    numbers: list[Number]
    keep: dict[str, NDArray[np.intp]]
    options: Options
    left_out: list[tuple[str, str]] = field(default_factory=list)
    blank: dict[str, int] = field(default_factory=dict)

    def quick(self) -> list[Metric]:
        """Name the measures that are counted for many networks at once."""
        fast = fast_statistics()
        return [r for r in self.records if r.name in fast and not self.options.get(r.name)]


def chosen(metrics: Iterable[str] | None) -> list[Metric]:
    """Find measures by name or topic.

    Raises
    ------
    TiesnetError
        There is none of that name.
    """
    known = catalogue()
    if metrics is None:
        return [known[name] for name in DEFAULT]
    found: dict[str, Metric] = {}
    for name in [metrics] if isinstance(metrics, str) else metrics:
        if name not in known and name not in TOPICS:
            near = get_close_matches(str(name), [*known, *TOPICS], n=1)
            meant = say("Did you mean {near}? ", near=f"{near[0]!r}") if near else ""
            raise TiesnetError(
                say("There is no measure {name}.", name=f"{name!r}"),
                say("{meant}See catalogue() or 'tiesnet metrics'.", meant=meant),
            )
        several = [r.name for r in known.values() if r.topic == name and r.level != "table"]
        found |= {one: known[one] for one in ([name] if name in known else several)}
    return list(found.values())


def asked(
    view: Network, layer: str, records: list[Metric], options: Options, all_of: bool
) -> Asked:
    """Compute what is observed, and leave out what cannot be tested, with the reason.

    Parameters
    ----------
    view : Network
        The actors inside the cluster in one layer or union.
    layer : str
        Its name.
    records : list of Metric
        What is wanted.
    options : mapping
        Options by measure.
    all_of : bool
        Whether they were asked for by name, so that long ones are computed too.
    """
    found = Asked([], [], {}, options)
    for record in records:
        reason = _unfit(record, layer, view, all_of)
        numbers: list[Number] = []
        if not reason:
            numbers, keep, empty, reason = _observed(view, record, options.get(record.name, {}))
        if reason:
            found.left_out.append((record.name, reason))
            continue
        found.records.append(record)
        found.numbers.extend(numbers)
        found.keep[record.name] = keep
        found.blank[record.name] = empty
    return found


def _unfit(record: Metric, layer: str, view: Network, all_of: bool) -> str:
    if record.on == "several":
        return say("it compares several layers, and the layers are drawn one by one")
    if record.on == "all" and layer != "all":
        return say("it stands for all ties: ask for the layer 'all'")
    if record.boundary == "all":
        return say("it counts ties to the outside, which are not drawn")
    if record.level == "table" and record.name != _CENSUS:
        return say("it is a table, not a number")
    if record.dtype == "text":
        return say("it is a word, not a number")
    if record.needs & _TOLD:
        return say("it rests on what was said of each tie, and drawn ties have nothing of that")
    most = _SLOW.get(record.name, record.limit)
    if not all_of and most is not None and len(view.actors) > most:
        return say(
            "it takes long with more than {most} actors; ask for it by its name",
            most=localised(f"{most:,}"),
        )
    return ""


def _observed(
    view: Network, record: Metric, options: Mapping[str, Any]
) -> tuple[list[Number], NDArray[np.intp], int, str]:
    """Give the numbers observed, whose they are, how many are not defined, or why there is none."""
    none = np.zeros(0, dtype=np.intp)
    try:
        value = record.function(view, **options)
    except NeedsError as error:
        return (
            [],
            none,
            0,
            error.problem.partition("cannot be computed: ")[2].rstrip(".") or str(error),
        )
    if record.name == _CENSUS:
        kinds = zip(value["kind"], value["meaning"], value["threesomes"], strict=True)
        rows = [Number(f"{_CENSUS} {k}", f"{k}: {words}", None, n) for k, words, n in kinds]
        return rows, none, 0, ""
    if record.level == "network":
        if np.isnan(value):
            return [], none, 0, say(record.undefined)
        return [Number(record.name, record.label, None, float(value))], none, 0, ""
    here = np.flatnonzero(value.notna().to_numpy())
    rows = [
        Number(record.name, record.label, str(view.actors.index[place]), float(value.iloc[place]))
        for place in here
    ]
    reason = "" if rows else say(record.undefined or word("nobody has it"))
    return rows, here, len(value) - len(here), reason


def drawn_values(
    view: Network, known: Known, wanted: Asked, records: list[Metric], graphs: Graphs
) -> Values:
    """Compute measures in every drawn network; shape (draws, numbers), NaN where not defined."""
    quick = {record.name for record in wanted.quick()}
    columns: list[Values] = []
    slow: dict[str, Values] = {}
    rest = [r for r in records if r.name not in quick and r.name != _CENSUS]
    if rest:
        slow = _one_by_one(view, wanted, rest, graphs)
    for record in records:
        if record.name in quick:
            columns.append(fast_statistics()[record.name](graphs, known)[:, None])
        elif record.name == _CENSUS:
            places = [0, 2, 10, 15] if not view.directed else list(range(16))
            columns.append(triads(graphs)[:, places])
        else:
            columns.append(slow[record.name])
    return np.hstack(columns)


def _one_by_one(
    view: Network, wanted: Asked, records: list[Metric], graphs: Graphs
) -> dict[str, Values]:
    """Ask the catalogue, network by network; measures of one network share what they make."""
    width = {r.name: max(1, len(wanted.keep[r.name])) for r in records}
    found = {name: np.full((graphs.size, cells), np.nan) for name, cells in width.items()}
    for draw in range(graphs.size):
        net = graphs.network(view, draw)
        for record in records:
            try:
                value = record.function(net, **wanted.options.get(record.name, {}))
            except NeedsError:
                continue  # this draw lacks what the measure needs: it is not defined there
            if record.level == "actor":
                value = value.to_numpy()[wanted.keep[record.name]]
            found[record.name][draw] = value
    return found


def shares(records: list[Metric], quick: Iterable[str]) -> tuple[list[Metric], list[Metric]]:
    """Part measures into those counted in arrays and those that take Python network by network."""
    arrays = set(quick) - _GRAPHS
    return (
        [r for r in records if r.name in arrays],
        [r for r in records if r.name not in arrays],
    )
