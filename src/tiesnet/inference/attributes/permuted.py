"""A measure that uses an attribute, tested by shuffling the attribute over the actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes import fast_mixing, fast_roles
from tiesnet.inference.attributes.fast import Case, Draw, Key, fast_way
from tiesnet.inference.attributes.places import movable, strata
from tiesnet.inference.attributes.shuffled import numbers, same_as_before, slow_way
from tiesnet.inference.attributes.told import MEAN, Told, outcome_of
from tiesnet.inference.attributes.uses import attribute_used, records
from tiesnet.inference.attributes.words import chosen_layers, label_of, left_out, several
from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.holm import holm
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import orders
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Metric
from tiesnet.network import Network, tie_parts

_FAST = (fast_mixing, fast_roles)  # they register themselves
_Floats = NDArray[np.float64]


def permute_metric(
    net: Network,
    metric: str | list[str],
    by: str | None = None,
    *,
    layers: str | Iterable[str] | None = None,
    options: Mapping[str, Any] | None = None,
    within: str | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Test a measure that uses an attribute: brokerage roles, E-I, odds ratio, homophily, mixing.

    The attribute is shuffled among the actors inside the cluster that answered and of which it is
    known; the ties, and what the others have, stay. The test says whether the measure is larger
    or smaller than it would be if the attribute had nothing to do with the ties that are there.

    Parameters
    ----------
    net : Network
        From `build_network`. Measures of the inside use the actors inside the cluster.
    metric : str or list of str
        Measures of the `catalogue`, or topics, such as "brokerage".
    by : str, optional
        The attribute; by default the one the measure uses by itself, stage mostly.
    layers : str or iterable of str, optional
        By default every single layer, and all where there are several.
    options : mapping of option to value, optional
        Of the measure, for every measure that has them.
    within : str, optional
        Another attribute: only actors alike in it change places.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Table "network": numbers of the network, of an actor's measure their mean (of brokerage
        the sum too). Table "actors": each actor, with Holm's adjustment over the actors. Table
        "cells": of a measure that is a table, the numbers that a shuffle changes.

    Raises
    ------
    TiesnetError
        The measure uses no such attribute, or can be tested in none of the layers: a question
        itself asks for ties of one orientation, too few firms answered, something is lacking.

    References
    ----------
    Krackhardt & Stern (1988) for E-I; Gould & Fernandez (1989) for the roles; Phipson & Smyth
    (2010) for p.
    """
    told = Told(replications, seed, within)
    refused: list[str] = []
    for record in records(metric):
        _refuse_text(record)
        given = {k: v for k, v in (options or {}).items() if k in record.options}
        _refuse_unknown(record, options or {})
        name, chosen = attribute_used(record, by, given)
        told.attributes |= {name}
        for layer in ["all"] if record.on == "all" else chosen_layers(net, layers):
            base = net if record.boundary == "all" else net.inside()
            case = Case(base.layer(layer), record, name, chosen)
            try:
                _test(base, layer, case, told, workers)
            except TiesnetError as error:
                refused.append(f"{label_of(net, layer)}, {record.label}: {error}")
    if not told.rows:
        raise TiesnetError(
            say("Nothing could be tested. ") + " ".join(dict.fromkeys(refused)),
            "" if len(refused) == 1 else say("Choose another layer, measure or attribute."),
        )
    told.cautions += refused
    told.assumptions += left_out(net) if all(r.boundary == "inside" for r in told.records) else []
    return outcome_of(net, told)


def _refuse_text(record: Metric) -> None:
    if record.dtype == "text":
        raise TiesnetError(
            say(
                "The measure {name} gives words, of which there is no larger or smaller.",
                name=f"{record.name!r}",
            ),
            say("Choose a measure that gives numbers."),
        )


def _refuse_unknown(record: Metric, options: Mapping[str, Any]) -> None:
    unknown = [name for name in options if name not in record.options]
    if unknown:
        raise TiesnetError(
            say(
                "The measure {name} has no option {unknown}.",
                name=f"{record.name!r}",
                unknown=f"{unknown[0]!r}",
            ),
            say("Its options: {options}.", options=", ".join(record.options) or say("none")),
        )


def _test(base: Network, layer: str, case: Case, told: Told, workers: int | None) -> None:
    if case.by == "stage" and (tie_parts(case.view)["rule"] == 2).any():
        raise TiesnetError(
            say(
                "the stages cannot be shuffled, since a question itself asks for ties of one "
                "orientation."
            ),
            say("Read the shares and the stage matrix instead."),
        )
    observed = numbers(case, case.record.function(case.view, **case.options))
    keys = list(observed)
    if not keys:
        raise TiesnetError(say("the measure gives nothing for {by}.", by=f"{case.by!r}"))
    free = movable(case.view, case.by)
    groups, said = strata(case.view, free, told.within)
    draw = _draw(base, layer, case, observed)

    def work(chunk: Chunk) -> _Floats:
        return draw(orders(groups, chunk.size, chunk.rng()))

    drawn = replicate(work, told.replications, seed=told.seed, workers=workers)
    told.records.append(case.record)
    heading = label_of(base, layer)
    told.assumptions += [f"{heading}: {one}" for one in said]
    told.assumptions.append(
        say(
            "{heading}: {by} was shuffled among {value}; {value2} kept theirs (no "
            "answer, or not known).",
            heading=heading,
            by=f"{case.by!r}",
            value=several(int((groups >= 0).sum()), "actor"),
            value2=several(int((groups < 0).sum()), "actor"),
        )
    )
    told.assumptions += _institutions(case, groups, told.within, heading)
    _keep(layer, case, observed, drawn, told)


def _institutions(
    case: Case, groups: NDArray[np.intp], within: str | None, heading: str
) -> list[str]:
    """Say that institutions change places with firms, where they do."""
    moved = int(((groups >= 0) & (case.view.actors["kind"] != "firm").to_numpy()).sum())
    if not moved or "kind" in (case.by, within):
        return []
    return [
        say_n(
            moved,
            "{heading}: {n} institution changes places with firms; shuffling within 'kind' keeps "
            "them apart.",
            "{heading}: {n} institutions change places with firms; shuffling within 'kind' keeps "
            "them apart.",
            heading=heading,
        )
    ]


def _draw(base: Network, layer: str, case: Case, observed: dict[Key, float]) -> Draw:
    """Choose the fast way where there is one."""
    keys = list(observed)
    quick = fast_way(case, observed)
    draw = quick or slow_way(base, layer, case, keys)
    same = np.arange(len(case.view.actors))[None, :]
    if quick is None:
        same_as_before(observed, draw(same)[0], case.record)
    return draw


def _keep(layer: str, case: Case, observed: dict[Key, float], drawn: _Floats, told: Told) -> None:
    """Put the numbers of one measure and one layer into the tables."""
    record = case.record
    head = {"layer": layer, "metric": record.label, "attribute": case.by}
    if record.level == "actor":
        _keep_whole(head, record, np.array(list(observed.values())), drawn, told)
    rows: dict[str, list[dict[str, Any]]] = {}
    for place, ((whom, number), seen) in enumerate(observed.items()):
        column = drawn[:, place]
        fixed = bool(np.isnan(column).all() or (column == seen).all())
        if record.level == "table" and fixed:
            told.fixed += 1
            continue
        where = "network" if not whom else "actors" if record.level == "actor" else "cells"
        name = number if record.level == "table" else record.label
        row = told.add(where, head | {"number": name, "of": whom}, seen, column)
        rows.setdefault(name, []).append(row)
    for alike in rows.values():
        for row, adjusted in zip(alike, holm([row["p"] for row in alike]), strict=True):
            row["p_holm"] = adjusted
        told.most = max(told.most, len(alike))


def _keep_whole(
    head: dict[str, Any], record: Metric, values: _Floats, drawn: _Floats, told: Told
) -> None:
    """Put the mean over the actors, and of brokerage the sum, into the table of the network."""
    mean = head | {"number": MEAN}
    told.add("network", mean, _mean(values[None])[0], _mean(drawn))
    if record.topic == "brokerage":
        total = head | {"number": word("sum of the actors")}
        told.add("network", total, float(np.nansum(values)), np.nansum(drawn, axis=1))


def _mean(values: _Floats) -> _Floats:
    """Give the mean over the actors of whom there is a number; shape (count,)."""
    there = ~np.isnan(values)
    count = there.sum(axis=1)
    total = np.where(there, values, 0).sum(axis=1)
    return np.asarray(
        np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0), dtype=float
    )
