"""Which attributes a measure of the catalogue uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.columns import attribute_of
from tiesnet.language import either, say
from tiesnet.metrics import TOPICS, Metric, catalogue
from tiesnet.network import Network

_BY_NEED: Mapping[str, tuple[str, ...]] = {
    "stage": ("stage",),
    "orientation": ("stage",),
    "vertical": ("stage",),
    "sizes": ("size", "size_class"),
    "sectors": ("sector",),
    "countries": ("country",),
    "origins": ("origin", "country"),
}
"""What a measure without an option for it reads, by what it needs; the first is the default."""
CLASSIFIED = frozenset({"orientation", "vertical"})
"""Needs of measures that read whether a tie is horizontal or vertical, which stages decide."""
_ANY = ("homophily",)
"""Tables with a row for every attribute."""
_OPTIONS = ("by", "attribute")


def records(metrics: str | list[str]) -> list[Metric]:
    """Give the measures asked for, by name or by topic.

    Raises
    ------
    TiesnetError
        A name is neither.
    """
    known = catalogue()
    found: dict[str, Metric] = {}
    for name in [metrics] if isinstance(metrics, str) else metrics:
        if name in known:
            found[name] = known[name]
        elif name in TOPICS:
            found |= {k: one for k, one in known.items() if one.topic == name and not one.extra}
        else:
            raise TiesnetError(
                say("There is no measure {name}.", name=f"{name!r}"),
                say("See catalogue() or 'tiesnet metrics'."),
            )
    return list(found.values())


def option_of(record: Metric) -> str | None:
    """Name the option by which a measure is told its attribute."""
    return next((name for name in _OPTIONS if name in record.options), None)


def used_by(record: Metric) -> tuple[str, ...]:
    """Name the attributes a measure reads where no option says so; the first is the default."""
    return tuple(dict.fromkeys(a for n in sorted(record.needs) for a in _BY_NEED.get(n, ())))


def computed_of(net: Network, metric: str, attribute: str) -> bool:
    """Tell whether a measure, or every measure of a topic, is computed of an attribute.

    Then `permute_metric` shuffles the attribute in the measure itself; otherwise
    `attribute_test` sets the measure beside the attribute. A number sorts nobody into groups.

    Raises
    ------
    TiesnetError
        There is no such measure, or no such attribute.
    """
    number = attribute_of(net.inside(), attribute).number
    return all(_reads(record, attribute, number) for record in records(metric))


def _reads(record: Metric, attribute: str, number: bool) -> bool:
    if option_of(record) == "attribute":
        return number
    grouping = option_of(record) is not None or record.name in _ANY
    return (grouping and not number) or attribute in used_by(record)


def attribute_used(
    record: Metric, by: str | None, given: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Give the attribute to be shuffled, and the options with which the measure is computed.

    Raises
    ------
    TiesnetError
        The measure uses no attribute, or another one.
    """
    option = option_of(record)
    if option is not None:
        chosen = by or given.get(option) or record.options[option]
        if not chosen:
            raise TiesnetError(
                say("The measure {name} needs an attribute.", name=f"{record.name!r}"),
                say("Say it with {option}.", option=f"{option!r}"),
            )
        return str(chosen), {**given, option: str(chosen)}
    default = used_by(record)
    if record.name in _ANY:
        return by or "stage", dict(given)
    if not default:
        raise TiesnetError(
            say(
                "The measure {name} uses no attribute that could be shuffled.",
                name=f"{record.name!r}",
            ),
            say(
                "Test it against an attribute instead: attribute_test, or --metric with "
                "--attribute."
            ),
        )
    if by is not None and by not in default:
        raise _another(record, by, default)
    return by or default[0], dict(given)


def _another(record: Metric, by: str, default: tuple[str, ...]) -> TiesnetError:
    """Say that a measure uses other attributes, and how this one can be tested."""
    other = say(
        "test it against {by} with attribute_test, or --metric with --attribute.", by=f"{by!r}"
    )
    if record.level != "actor":
        other = say("the measure 'homophily' can be computed of {by}.", by=f"{by!r}")
    return TiesnetError(
        say(
            "The measure {name} does not use the attribute {by}.",
            name=f"{record.name!r}",
            by=f"{by!r}",
        ),
        say(
            "It uses {attributes}; {other}",
            attributes=either(list(map(repr, default))),
            other=other,
        ),
    )
