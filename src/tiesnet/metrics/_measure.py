"""Run the catalogue over a network: every layer, every measure, and why a cell is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.beside import shared
from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say, word
from tiesnet.metrics._catalogue import Metric
from tiesnet.metrics._cautions import cautions_of, unknown_of
from tiesnet.metrics._choice import check_options, choose, in_word
from tiesnet.metrics._design import VALID, design_caution
from tiesnet.metrics._needs import unmet
from tiesnet.metrics._result import reasons
from tiesnet.metrics._shared import notes
from tiesnet.metrics._threads import in_one_thread
from tiesnet.metrics._ties import ties_table
from tiesnet.network import UNIONS, Network, members
from tiesnet.progress import track

SEVERAL = "several"
ONLY_ALL = word("it stands for the whole survey: see all ties")
_Flags = NDArray[np.bool_]
_Rows = tuple[str, str, Any, Any]


@dataclass(frozen=True, eq=False, repr=False)
class Measures:
    """All measures of a network, with the reason of every empty cell.

    Attributes
    ----------
    actors : DataFrame
        Indexed by the ids of the actors inside the cluster; columns (layer, metric).
    network : DataFrame
        Indexed by metric; a column per layer.
    tables : mapping
        By (layer, metric); tables over several layers by the name of the metric alone.
    skipped : DataFrame
        ``layer``, ``metric``, ``reason``: what the network lacks for a measure.
    empty : DataFrame
        ``layer``, ``metric``, ``actor`` (empty for the network), ``reason`` of each empty cell.
    lower_bounds : DataFrame
        ``actor``, ``layer``, ``metric``: numbers that rest on what others say; the true value
        is this or higher.
    notes : DataFrame
        ``layer``, ``metric``, ``note``: parameters that were chosen, by the user or for the user.
    cautions : tuple of str
        Sentences to keep in mind with the numbers.
    net : Network
        What was measured.
    ties : DataFrame
        Every tie with the names of its ends, both reports and its classification.
    """

    actors: pd.DataFrame
    network: pd.DataFrame
    tables: Mapping[Any, pd.DataFrame]
    skipped: pd.DataFrame
    empty: pd.DataFrame
    lower_bounds: pd.DataFrame
    notes: pd.DataFrame
    cautions: tuple[str, ...]
    net: Network
    ties: pd.DataFrame

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers measured, unions last."""
        return tuple(str(name) for name in self.network.columns)

    def __repr__(self) -> str:
        return (
            f"Measures of {len(self.actors)} actors: {self.actors.shape[1]} columns over "
            f"{len(self.layers)} layers, {len(self.network)} network measures, "
            f"{len(self.skipped)} skipped, {len(self.cautions)} cautions"
        )

    def _repr_html_(self) -> str:
        from tiesnet.metrics._on_page import measures_card

        return measures_card(self)


@in_one_thread
def measure(
    net: Network,
    layers: Iterable[str] | None = None,
    metrics: Iterable[str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Measures:
    """Compute measures of the actors inside the cluster and of their network.

    Parameters
    ----------
    net : Network
        From `build_network`, outside actors included; the measures that need them use them.
    layers : iterable of str, optional
        By default every layer, then the unions formal, informal and all.
    metrics : iterable of str, optional
        Names in the `catalogue`, topics, or "every"; by default all that are not `extra`.
    options : mapping of metric to mapping of option to value, optional
        What to switch: ``{"constraint_ego": {"pendants": True}}``. Listed in `Measures.notes`.

    Raises
    ------
    TiesnetError
        A layer, a metric, or an option of a metric is not known.
    """
    named = (metrics,) if isinstance(metrics, str) else metrics
    wanted = _Wanted(net, None if named is None else tuple(named), options or {})
    chosen, _ = choose(wanted.metrics)
    _asked(wanted.options, chosen)
    work = _Work(wanted)
    names = list(layers) if layers is not None else layer_names(net)
    # The unions come last, and are looked at most often afterwards: they are measured here.
    parts = shared(wanted, dict.fromkeys(reversed(names)), "", _layer)
    for name in names:
        work.add(parts[name])
    if any(record.needs & VALID.keys() for record in chosen):
        if caution := design_caution(net):
            work.found.cautions.append(caution)
        else:
            work.found.cautions += unknown_of(net.layer(name).inside() for name in names)
    if layers is None:
        for record in chosen:
            if record.on == SEVERAL:
                work.run(record, SEVERAL, net.inside())
    return work.result(names, chosen)


@dataclass(frozen=True, eq=False)
class _Wanted:
    """What one call of `measure` asks for."""

    net: Network
    metrics: tuple[str, ...] | None
    options: Mapping[str, Mapping[str, Any]]


@dataclass
class _Gathered:
    """What was found for some layers."""

    columns: dict[tuple[str, str], pd.Series] = field(default_factory=dict)
    numbers: dict[str, dict[str, float]] = field(default_factory=dict)
    tables: dict[Any, pd.DataFrame] = field(default_factory=dict)
    skipped: list[tuple[str, str, str]] = field(default_factory=list)
    empty: list[_Rows] = field(default_factory=list)
    lower: list[_Rows] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)


@in_one_thread
def _layer(wanted: _Wanted, name: str) -> _Gathered:
    """Measure one layer, perhaps in a process beside this one."""
    work, chosen = _Work(wanted), choose(wanted.metrics)[0]
    view = wanted.net.layer(name)
    inner = view.inside()
    for record in track(chosen, say("Measuring {layer}", layer=name)):
        if record.on == "each" or (record.on == "all" and name == "all"):
            work.run(record, name, view if record.boundary == "all" else inner)
        elif record.on == "all" and record.level == "network":
            work.found.empty.append((name, record.name, [None], [ONLY_ALL]))
    work.caution(name, inner)
    return work.found


def _asked(options: Mapping[str, Any], chosen: list[Metric]) -> None:
    """Refuse options that would change nothing, since their measure is not computed."""
    beside = set(check_options(options)) - {record.name for record in chosen}
    if beside:
        name = min(beside)
        raise TiesnetError(
            say(
                "There are options for {name}, which is not among the measures asked for.",
                name=f"{name!r}",
            ),
            say("Ask for {name} too, or leave its options out.", name=f"{name!r}"),
        )


def layer_names(net: Network) -> list[str]:
    """Name the layers to measure: every single one, the unions that have members, and all."""
    unions = [name for name in UNIONS if name == "all" or members(net.layers, name)]
    return list(dict.fromkeys([*map(str, net.layers.index), *unions]))


class _Work:
    """What one call of `measure` gathers, layer by layer."""

    def __init__(self, wanted: _Wanted) -> None:
        self.net, self.options = wanted.net, wanted.options
        self.named = choose(wanted.metrics)[1]
        inner = self.net.inside()
        self.ids = inner.actors.index
        self.states = inner.respondents.states()
        self.found = _Gathered()
        self._blank: dict[tuple[str, str], tuple[_Flags, NDArray[Any]]] = {}

    def add(self, part: _Gathered) -> None:
        """Put what was found for a layer after what is there."""
        for one in fields(part):
            whole, more = getattr(self.found, one.name), getattr(part, one.name)
            if isinstance(whole, dict):
                whole.update(more)
            else:
                whole += more

    def run(self, record: Metric, layer: str, view: Network) -> None:
        """Compute one measure of one layer, or note why not."""
        options = self.options.get(record.name, {})
        missing = unmet(record.needs, view, options) or self._too_large(record, view)
        if missing is not None:
            self.found.skipped.append((layer, record.name, missing[0]))
            return
        value = record.function(view, **options)
        said = [f"{name} = {in_word(chosen)}" for name, chosen in options.items()]
        self.found.notes += [(layer, record.name, text) for text in said + notes(view, record.name)]
        if record.level == "actor":
            here = value if len(value) == len(self.ids) else value.loc[self.ids]
            self._keep_column(record, layer, view, here)
        elif record.level == "network":
            self.found.numbers.setdefault(layer, {})[record.name] = value
            if np.isnan(value):
                self.found.empty.append((layer, record.name, [None], [record.undefined]))
        else:
            self.found.tables[record.name if record.on == SEVERAL else (layer, record.name)] = value

    def _too_large(self, record: Metric, view: Network) -> tuple[str, str] | None:
        """Leave out what takes long, unless it was asked for by name."""
        if record.limit is None or record.name in self.named or len(view.actors) <= record.limit:
            return None
        words = say(
            "it takes long with more than {limit} actors; ask for it by its name",
            limit=localised(f"{record.limit:,}"),
        )
        return words, say("Ask for it by its name.")

    def caution(self, layer: str, view: Network) -> None:
        """Note what to keep in mind with the numbers of a layer."""
        ratio = self.found.numbers.get(layer, {}).get("odds_ratio_stage", float("nan"))
        self.found.cautions += cautions_of(view, with_odds_ratio=not np.isnan(ratio))

    def _keep_column(self, record: Metric, layer: str, view: Network, column: pd.Series) -> None:
        self.found.columns[(layer, record.name)] = column
        seen, why = self._why_blank(record, layer, view)
        blank = column.isna().to_numpy()
        if record.observed == "self":
            texts = np.where(seen, record.undefined, why)[blank]
        else:
            texts = np.full(int(blank.sum()), record.undefined, dtype=object)
            if record.dtype == "number":
                bound = self.ids[~seen & ~blank]
                self.found.lower.append((layer, record.name, bound, np.full(len(bound), "")))
        self.found.empty.append((layer, record.name, self.ids[blank], texts))

    def _why_blank(self, record: Metric, layer: str, view: Network) -> tuple[_Flags, NDArray[Any]]:
        """Tell which actors answered all of a view, and for the others why it is blank."""
        key = (layer, record.boundary)
        if key not in self._blank:
            why = reasons(view, self.states).loc[self.ids]
            self._blank[key] = why.isna().to_numpy(), why.to_numpy(dtype=object)
        return self._blank[key]

    def result(self, layers: list[str], chosen: list[Metric]) -> Measures:
        """Put what was gathered into aligned tables."""
        actors = pd.DataFrame(self.found.columns, index=self.ids)
        heads = [[key[k] for key in self.found.columns] for k in (0, 1)]
        actors.columns = pd.MultiIndex.from_arrays(heads, names=["layer", "metric"])
        rows = [m.name for m in chosen if m.level == "network"]
        numbers = pd.DataFrame(self.found.numbers, index=rows, columns=layers, dtype="float64")
        numbers.index.name, numbers.columns.name = "metric", "layer"
        return Measures(
            actors=actors,
            network=numbers,
            tables=self.found.tables,
            skipped=pd.DataFrame(self.found.skipped, columns=["layer", "metric", "reason"]),
            empty=_together(self.found.empty),
            lower_bounds=_together(self.found.lower)[["actor", "layer", "metric"]],
            notes=pd.DataFrame(self.found.notes, columns=["layer", "metric", "note"]),
            cautions=tuple(self.found.cautions),
            net=self.net,
            ties=ties_table(self.net),
        )


def _together(parts: list[_Rows]) -> pd.DataFrame:
    """Stack (layer, metric, actors, reasons) into one table."""
    sizes = [len(part[2]) for part in parts]
    columns: dict[str, Any] = {
        "layer": np.repeat([part[0] for part in parts], sizes),
        "metric": np.repeat([part[1] for part in parts], sizes),
        "actor": np.concatenate([[], *[np.asarray(part[2], dtype=object) for part in parts]]),
        "reason": np.concatenate([[], *[np.asarray(part[3], dtype=object) for part in parts]]),
    }
    return pd.DataFrame({name: pd.Series(v, dtype="str") for name, v in columns.items()})
