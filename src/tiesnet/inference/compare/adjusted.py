"""Raw beside size-adjusted: what graphs of the same size and number of ties would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.inference.compare.blocks import PER_SIZE
from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.comparing import z_of
from tiesnet.inference.compare.rows import Row, takes_chance
from tiesnet.inference.cug import cug
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.result import TEST_FIELDS, TestResult
from tiesnet.language import say, word

_SAME = word("a share or a mean per firm: comparable as it is")
_COUNTED = word("falls with size when firms keep as many ties: see ties per actor")
_SET = word("set against chance")
_WHOLE = word("a number of the whole cluster: larger clusters have more of it")
_TABLE = (
    Field("measure", "Measure", "word"),
    Field("cluster", "Cluster"),
    Field("actors", "Actors", "count", "actors"),
    Field("observed", "Raw", "percent", "", "As measured."),
    Field("expected", "By chance", "percent", "",
          "Mean over graphs with the same actors and as many ties, placed at random."),
    Field("excess", "Above chance", "percent", "", "Raw less what chance gives."),
    Field("z", "z", "number", "standard deviations",
          "Above chance, in standard deviations of chance. It grows with the number of actors for "
          "the same structure: it says how surprising, not how strong."),
    *TEST_FIELDS[2:],
)  # fmt: skip
_SIZES = (
    Field("measure", "Measure", "word"),
    Field("how", "How size is dealt with", "word"),
)


def adjusted_table(rows: Sequence[Row], clusters: Sequence[Cluster]) -> Evidence:
    """Put the numbers that depend on size beside what chance gives, cluster by cluster."""
    made: list[dict[str, Any]] = []
    for row in rows:
        for place, found in sorted(row.chance.items()):
            made.append(
                {
                    "measure": row.label,
                    "cluster": clusters[place].name,
                    "actors": len(clusters[place].inside.actors),
                    **found.row(),
                    "excess": found.observed - found.expected,
                    "z": z_of(found),
                }
            )
    return Evidence(
        "adjusted",
        "Raw beside size-adjusted",
        pd.DataFrame(made, columns=[field.key for field in _TABLE]),
        _TABLE,
        say(
            "A raw number can differ only since clusters differ in size and in how many ties they "
            "have. Compare above chance, and whether z is beyond 2 or -2; of two z the larger need "
            "not be the stronger, since z grows with the number of actors."
        ),
    )


def sizes_table(rows: Sequence[Row]) -> Evidence:
    """Say of every measure how differences in size are dealt with."""
    made = [{"measure": row.label, "how": _how(row)} for row in rows]
    return Evidence(
        "sizes",
        "What is done about size",
        pd.DataFrame(made, columns=[field.key for field in _SIZES]),
        _SIZES,
        shown="workbook",
    )


def _how(row: Row) -> str:
    if row.indicator.size == PER_SIZE:
        return _COUNTED
    if takes_chance(row):
        return _SET
    return _WHOLE if row.indicator.kind == "count" else _SAME


def add_chance(
    rows: Sequence[Row],
    clusters: Sequence[Cluster],
    *,
    replications: int,
    seed: int,
    workers: int | None,
) -> list[str]:
    """Set the numbers that depend on size against graphs with the same actors and ties.

    Returns
    -------
    list of str
        What could not be set against chance, and why.
    """
    wanted: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        if takes_chance(row) and row.relation is not None:
            for place in row.known():
                wanted.setdefault((place, row.relation.names[place]), []).append(row)
    left = []
    for (place, layer), own in wanted.items():
        metrics = list(dict.fromkeys(row.indicator.metrics[0] for row in own))
        testing: dict[str, Any] = {"replications": replications, "seed": seed, "workers": workers}
        try:
            made = cug(clusters[place].inside, metrics, layers=[layer], **testing).table("cug")
        except TiesnetError as error:
            left.append(
                say(
                    "{name}, {layer}: not set against chance. {problem}",
                    name=clusters[place].name,
                    layer=layer,
                    problem=error.problem,
                )
            )
            continue
        found = {str(one["metric"]): one for one in made.to_dict("records")}
        for row in own:
            if row.indicator.metrics[0] in found:
                row.chance[place] = _result(found[row.indicator.metrics[0]])
    return left


def _result(row: Mapping[Any, Any]) -> TestResult:
    given = {field.key: row[field.key] for field in TEST_FIELDS}
    counts = {key: int(given[key]) for key in ("replications", "seed")}
    return TestResult(**{**given, **counts})
