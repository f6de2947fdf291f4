"""Two or more clusters side by side, in the four thematic blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.inference import words as wording
from tiesnet.inference.compare.adjusted import add_chance, adjusted_table, sizes_table
from tiesnet.inference.compare.beside import cluster_fields
from tiesnet.inference.compare.blocks import BLOCKS, INDICATORS
from tiesnet.inference.compare.caution import (
    cautions,
    relations_table,
    surveys_table,
)
from tiesnet.inference.compare.cluster import Cluster, make_cluster
from tiesnet.inference.compare.comparing import (
    cell,
    comparison,
    headline,
    is_clear,
    opportunity,
    p_of,
    tested,
)
from tiesnet.inference.compare.complement import Complement, complement
from tiesnet.inference.compare.layers import Matching, match_layers
from tiesnet.inference.compare.opportunities import LEVEL
from tiesnet.inference.compare.rows import FEWEST, Row, add_tests, make_rows
from tiesnet.inference.compare.told import assumptions, method
from tiesnet.inference.compare.words import listed
from tiesnet.inference.engine import REPLICATIONS
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.result import TEST_FIELDS
from tiesnet.language import localised, percent_text, say, say_n, word
from tiesnet.network import Network

MOST_HEADLINES = 4
_PRODUCTION = "follower_count"  # tells why leader firms cannot be told
_SOURCE = ("eulac2015", "snijders1999", "anderson1999", "efron1979", "phipson2010")
_TESTS = (
    Field("measure", "Measure", "word"),
    Field("one", "Cluster"),
    Field("other", "Other cluster"),
    Field("one_value", "Its value", "number"),
    Field("other_value", "Value of the other", "number"),
    Field("one_firms", "Firms", "count", "", "Of which it is known; empty for numbers of ties."),
    Field("other_firms", "Firms of the other", "count"),
    *(
        Field(f.key, {"observed": "Difference", "sd": "Standard error"}.get(f.key, f.label), f.kind,
              f.unit, f.definition)
        for f in TEST_FIELDS
    ),
)  # fmt: skip
_NUMBERS = (
    Field("block", "Block", "word"),
    Field("measure", "Measure", "word"),
    Field("cluster", "Cluster"),
    Field("value", "Value", "number", "", "Shares are from 0 to 1."),
    Field("unit", "Unit", "word"),
    Field("firms", "Firms", "count", "", "Of which it is known; empty for numbers of ties."),
    Field("why", "Why it is empty", "word"),
    Field("key", "Code name"),
)


def compare(
    networks: Mapping[str, Network],
    *,
    layers: Iterable[str] | None = None,
    metrics: Iterable[str] | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Compare clusters: what differs, how sure that is, what size has to do with it, what fits.

    The measures stand in the four thematic blocks in which EU-LAC Foundation (2015) compares
    clusters of two regions. Numbers that depend on the size of a network stand beside what
    graphs of the same size and number of ties give. Differences are tested by drawing the actors
    of each cluster again (Snijders & Borgatti 1999) where that has a meaning: means and shares
    of firms, density, ties returned. What is one number of the whole is not tested. Sentences on
    what could follow come from rules that speak only when their condition holds.

    Parameters
    ----------
    networks : mapping of name to Network
        Two or more, as `tiesnet.network.build_network` gives them, outside actors included.
    layers : iterable of str, optional
        Unions (formal, informal, all) or relations; by default all that can be matched: by name,
        else by content and formality.
    metrics : iterable of str, optional
        Keys of `tiesnet.inference.INDICATORS`, or of `tiesnet.inference.BLOCKS`; by default all.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Tables ``environment``, ``governance``, ``strategy`` and ``market`` (a column per cluster,
        comparison, opportunities; the numbers themselves in ``value:0`` and so on), ``adjusted``,
        ``differences``, the tables of complementarities, ``surveys``, ``relations``, ``sizes``
        and ``numbers``; those that have rows.

    Raises
    ------
    TiesnetError
        Fewer than two clusters, a cluster without actors inside, or a layer or measure that is
        not known.
    """
    _check(networks)
    chosen = _chosen(metrics)
    asked = None if layers is None else list(layers)
    matching = match_layers(networks, asked)
    clusters = _measured(networks, matching, chosen)
    rows = make_rows(clusters, matching.groups, chosen)
    testing: dict[str, Any] = {"replications": replications, "seed": seed, "workers": workers}
    add_tests(rows, clusters, **testing)
    left = add_chance(rows, clusters, **testing)
    fits = complement(clusters, testing)
    return Outcome(
        name="compare",
        title=say("{clusters} compared", clusters=listed(list(networks))),
        tables=_tables(rows, clusters, matching, fits),
        sentences=(*_found(rows, clusters), *fits.sentences),
        method=method(clusters, replications, seed),
        assumptions=(*assumptions(clusters, matching), *left, *fits.gaps),
        cautions=(*cautions(clusters, matching), *_many(rows)),
        source=_SOURCE,
        parameters={
            "Replications": replications,
            "Seed": seed,
            word("p at or below which a difference is called clear"): LEVEL,
            word("Firms below which nothing is tested"): FEWEST,
            "Clusters": listed(list(networks), most=20),
            **({} if asked is None else {"Layers": ", ".join(asked)}),
            **({} if metrics is None else {"Measures": ", ".join(chosen)}),
        },
        net=next(iter(networks.values())),
    )


def _tables(
    rows: Sequence[Row], clusters: Sequence[Cluster], matching: Matching, fits: Complement
) -> tuple[Evidence, ...]:
    """Give the tables that have rows, in the order people read them."""
    tables = (
        *(_block(key, rows, clusters) for key in BLOCKS),
        adjusted_table(rows, clusters),
        *fits.tables,
        _differences(rows, clusters),
        surveys_table(clusters),
        relations_table(clusters, matching),
        sizes_table(rows),
        _numbers(rows, clusters),
    )
    return tuple(table for table in tables if len(table.rows))


def _check(networks: Mapping[str, Network]) -> None:
    if len(networks) < 2:
        raise TiesnetError(
            say(
                "A comparison needs two clusters, and {cluster} came.",
                cluster=wording.count(len(networks), "cluster"),
            ),
            say("Name the survey of another cluster."),
        )
    for name, net in networks.items():
        if not len(net.inside().actors):
            raise TiesnetError(
                say("No actor of {name} is inside the cluster.", name=name),
                say("Say in the column 'in_cluster' of the table 'actors' who belongs to it."),
            )


def _chosen(metrics: Iterable[str] | None) -> list[str]:
    if metrics is None:
        return list(INDICATORS)
    wanted = list(metrics)
    unknown = [name for name in wanted if name not in INDICATORS and name not in BLOCKS]
    if unknown:
        raise TiesnetError(
            say("There is no measure {unknown} in the comparison.", unknown=f"{unknown[0]!r}"),
            say("Choose among: {value}.", value=", ".join([*BLOCKS, *INDICATORS])),
        )
    return [key for key, one in INDICATORS.items() if key in wanted or one.block in wanted]


def _measured(
    networks: Mapping[str, Network], matching: Matching, chosen: Sequence[str]
) -> list[Cluster]:
    needed = {name for key in chosen for name in INDICATORS[key].metrics} | {_PRODUCTION}
    made = []
    for place, (name, net) in enumerate(networks.items()):
        layers = [group.names[place] for group in matching.groups if group.names[place]]
        made.append(make_cluster(name, net, list(dict.fromkeys(["all", *layers])), needed))
    return made


def _block(key: str, rows: Sequence[Row], clusters: Sequence[Cluster]) -> Evidence:
    """Put the measures of one block side by side, with what differs and what could follow."""
    made: list[dict[str, Any]] = []
    said: set[str] = set()
    for row in rows:
        if row.indicator.block != key:
            continue
        follows = opportunity(row, clusters)
        cells = {f"cluster:{place}": cell(row, place) for place in range(len(clusters))}
        raw = {f"value:{place}": value for place, value in enumerate(row.values)}
        why = {f"why:{place}": say(reading.why) for place, reading in enumerate(row.readings)}
        words = {
            "comparison": comparison(row, clusters),
            "opportunity": "" if follows in said else follows,  # once is enough
            "tested": not np.isnan(p_of(row)),
            "clear": is_clear(row),
            "unit": say(row.indicator.unit),
            "kind": row.indicator.kind,
            "reason": say(row.indicator.reason),
            "key": row.key,
        }
        said.add(follows)
        made.append({"measure": row.label, **cells, **words, **raw, **why})
    fields = (
        Field("measure", "Measure", "word"),
        *cluster_fields(clusters),
        Field("unit", "In", "word"),
        Field("comparison", "Comparison", "word"),
        Field("opportunity", "Opportunities", "word"),
    )
    frame = pd.DataFrame(made) if made else pd.DataFrame(columns=[f.key for f in fields])
    return Evidence(key, BLOCKS[key], frame, fields)


def _differences(rows: Sequence[Row], clusters: Sequence[Cluster]) -> Evidence:
    """List every difference that was tested, with its test."""
    made = []
    for row in rows:
        for (one, other), found in row.tests.items():
            made.append(
                {
                    "measure": row.label,
                    "one": clusters[one].name,
                    "other": clusters[other].name,
                    "one_value": row.values[one],
                    "other_value": row.values[other],
                    "one_firms": row.counted(one) or None,
                    "other_firms": row.counted(other) or None,
                    **found.row(),
                }
            )
    frame = pd.DataFrame(made, columns=[field.key for field in _TESTS])
    return Evidence(
        "differences",
        "Differences tested",
        frame,
        _TESTS,
        say(
            "The standard error is that of the difference. By chance: 0, since resampled "
            "differences are moved there. Shares are from 0 to 1."
        ),
        shown="folded",
    )


def _numbers(rows: Sequence[Row], clusters: Sequence[Cluster]) -> Evidence:
    made = [
        {
            "block": BLOCKS[row.indicator.block],
            "measure": row.label,
            "cluster": clusters[place].name,
            "value": reading.value,
            "unit": say(row.indicator.unit),
            "firms": row.counted(place) or None,
            "why": say(reading.why) if reading.value != reading.value else "",
            "key": row.key,
        }
        for row in rows
        for place, reading in enumerate(row.readings)
    ]
    frame = pd.DataFrame(made, columns=[field.key for field in _NUMBERS])
    return Evidence("numbers", "Every number", frame, _NUMBERS, shown="workbook")


def _found(rows: Sequence[Row], clusters: Sequence[Cluster]) -> list[str]:
    """Say what differs most: the clear differences, largest for their error first."""
    clear = [row for row in rows if is_clear(row)]
    clear.sort(key=_distinct, reverse=True)
    said: list[str] = []
    seen: set[str] = set()
    for row in clear:
        if row.indicator.key in seen or len(said) >= MOST_HEADLINES:
            continue
        seen.add(row.indicator.key)
        said.append(headline(row, clusters))
    tests = sum(1 for row in rows if row.tests)
    if not tests:
        return [say("No difference between the clusters can be tested with these surveys.")]
    if not clear:
        return [
            say(
                "No clear difference: of {measure} tested none differs by more than "
                "drawing the firms again gives. That does not show that the clusters are "
                "alike.",
                measure=wording.count(tests, "measure"),
            )
        ]
    first = say_n(
        len(clear),
        "{n} of {measures} tested differs clearly.",
        "{n} of {measures} tested differ clearly.",
        measures=wording.count(tests, "measure"),
    )
    return [first, *said]


def _distinct(row: Row) -> float:
    found = tested(row)
    return abs(found.observed) / found.sd if found is not None and found.sd > 0 else 0.0


def _many(rows: Sequence[Row]) -> list[str]:
    """Say how many p stand in the tables, and what that means."""
    count = sum(len(row.tests) for row in rows)
    if count < 2:
        return []
    return [
        say(
            "{count} differences were tested, each by itself. Where nothing differs "
            "at all, about {level} of them have a p of {level2} or less: read single "
            "ones with care.",
            count=count,
            level=percent_text(f"{100 * LEVEL:g}"),
            level2=localised(f"{LEVEL:g}"),
        )
    ]
