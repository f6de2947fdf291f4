"""The catalogue: what every measure is, declared once beside its function."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeVar, cast

from tiesnet.declared import check_declared, documented, keys_of, options_of
from tiesnet.metrics._needs import NEEDS, in_words, require
from tiesnet.metrics._options import check_values
from tiesnet.metrics._result import check
from tiesnet.network import Network

TOPICS = {
    "activity": "Ties of an actor",
    "centrality": "Centrality",
    "closeness": "Closeness and reach",
    "influence": "Influence",
    "centralisation": "Centralisation",
    "group_centrality": "Centrality of groups",
    "cohesion": "Cohesion",
    "degrees": "How ties are spread",
    "components": "Components",
    "distances": "Distances",
    "hierarchy": "Hierarchy (Krackhardt)",
    "census": "Dyads and triads",
    "subgroups": "Groups of the tightly tied",
    "connectivity": "Groups that hold when firms leave",
    "ucinet": "UCINET's cohesion table",
    "holes": "Structural holes",
    "dyads": "Pairs: constraint and redundancy",
    "circles": "An actor's circle",
    "brokerage": "Brokerage roles",
    "brokerage_chance": "Brokerage against chance",
    "brokerage_layers": "Brokerage between kinds of ties",
    "cooperation": "Horizontal and vertical",
    "cooperation_strength": "Horizontal and vertical, by strength",
    "stage_reach": "Stages and competitors reached",
    "openness": "Links to the outside",
    "production": "Main partners and leader firms",
    "chain": "Along the supply chain",
    "governance": "Value-chain governance",
    "connection": "Connection",
    "mixing": "Mixing by stage",
    "homophily": "Mixing by any attribute",
    "partner_gaps": "Size and sector of partners",
    "diversity": "Diversity of partners",
    "capital": "Social capital",
    "resources": "What partners have",
    "embeddedness": "Embedded ties and coupling",
    "international": "Ties across borders",
    "multiplexity": "Several relations at once",
    "core_periphery": "Core and periphery",
    "communities": "Communities",
    "equivalence": "Equivalent positions",
    "blockmodel": "Blocks",
    "layers": "An actor across relations",
    "two_mode": "Memberships",
    "key_players": "Key players",
    "removal": "If an actor leaves",
}
"""Each file of measures and its heading, in the order people read them."""
LEVELS = ("actor", "network", "table")
_registry: dict[str, Metric] = {}
_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Metric:
    """What a measure is.

    Attributes
    ----------
    name : str
        The function's name, and the column's.
    topic : str
        The file it lives in.
    label : str
        As a person would head the column.
    definition : str
        What it says, in one paragraph.
    formula : str
        How it is computed, which convention is followed, where programs differ.
    unit : str
    bounds : tuple of (float or None)
        Smallest and largest possible value; None where there is none.
    source : tuple of str
        Keys of the literature.
    undefined : str
        When a value is empty; "" when it never is.
    reading : str
        How to read a high (or low) value.
    level : str
        actor, network or table.
    needs : frozenset of str
        What the network must have, by code; `needs_in_words` says it.
    boundary : str
        "inside": ties inside the cluster; "all": outside actors take part.
    observed : str
        "self": only the actor's own answers can fill it; "anyone": what others say counts.
    dtype : str
        number or text.
    on : str
        "each" layer, the union of "all" layers, or the network with its "several" layers.
    extra : bool
        Computed only when asked for by name, by topic or with "every": another rule for a
        measure that is there already, or a long table.
    limit : int or None
        Up to how many actors `measure` computes it unless it is asked for by name.
    options : mapping of str to default
        What can be switched, by name.
    function : callable
        The measure itself.
    """

    name: str
    topic: str
    label: str
    definition: str
    formula: str
    unit: str
    bounds: tuple[float | None, float | None]
    source: tuple[str, ...]
    undefined: str
    reading: str
    level: str
    needs: frozenset[str]
    boundary: str
    observed: str
    dtype: str
    on: str
    extra: bool
    limit: int | None
    options: Mapping[str, Any]
    function: Callable[..., Any] = field(repr=False, compare=False)

    @property
    def needs_in_words(self) -> str:
        """What the network must have, in words; "" when nothing special."""
        return in_words(self.needs)


def metric(
    *,
    label: str,
    unit: str,
    source: str,
    reading: str,
    bounds: tuple[float | None, float | None] = (0, None),
    undefined: str = "",
    level: str = "actor",
    needs: Collection[str] = (),
    boundary: str = "inside",
    observed: str = "self",
    dtype: str = "number",
    on: str = "each",
    extra: bool = False,
    limit: int | None = None,
) -> Callable[[_Function], _Function]:
    """Register a function as a measure; see `Metric` for the meaning of each option."""

    def register(function: _Function) -> _Function:
        definition, formula = documented(function)
        record = Metric(
            name=function.__name__,
            topic=function.__module__.rpartition(".")[2],
            label=label,
            definition=definition,
            formula=formula,
            unit=unit,
            bounds=bounds,
            source=keys_of(source),
            undefined=undefined,
            reading=reading,
            level=level,
            needs=frozenset(needs),
            boundary=boundary,
            observed=observed,
            dtype=dtype,
            on=on,
            extra=extra,
            limit=limit,
            options=options_of(function),
            function=function,
        )
        _validate(record)

        @functools.wraps(function)
        def measured(net: Network, **options: Any) -> Any:
            check_values(record.name, record.options, options)
            require(record, net, options)
            return check(record, net, function(net, **options))

        _registry[record.name] = Metric(**{**record.__dict__, "function": measured})
        return cast(_Function, measured)

    return register


def catalogue() -> Mapping[str, Metric]:
    """Give every measure by name, topic after topic."""
    return _whole()


@functools.cache
def _whole() -> Mapping[str, Metric]:
    for topic in TOPICS:
        import_module(f"tiesnet.metrics.{topic}")
    place = {topic: number for number, topic in enumerate(TOPICS)}
    ordered = sorted(_registry.values(), key=lambda record: place[record.topic])
    return MappingProxyType({record.name: record for record in ordered})


def _validate(record: Metric) -> None:
    """Refuse a half-declared measure when its file is imported."""
    choices = {"level": LEVELS, "boundary": ("inside", "all"), "observed": ("self", "anyone")}
    choices |= {"dtype": ("number", "text"), "on": ("each", "all", "several")}
    choices |= {"topic": tuple(TOPICS)}
    wrong = [name for name, allowed in choices.items() if getattr(record, name) not in allowed]
    wrong += sorted(record.needs - set(NEEDS))
    needed = ("label", "unit", "reading", "definition", "formula", "source")
    check_declared(record, ("measure", "measures"), _registry, needed, wrong)
