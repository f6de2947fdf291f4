"""Conditional uniform graph tests: measures beside those of networks drawn by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.graphs import (
    Frame,
    Graphs,
    Known,
    NullModel,
    frame_of,
    null_model_named,
    streams,
)
from tiesnet.inference.graphs.deal import compiled
from tiesnet.inference.graphs.numbers import Asked, asked, chosen, drawn_values, shares
from tiesnet.inference.graphs.words import (
    actor_sentence,
    assumptions_of,
    cautions_of,
    method_of,
    sentence,
)
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.inference.words import among
from tiesnet.language import say, word
from tiesnet.metrics import Metric, groups
from tiesnet.network import Network

TEST = word("conditional uniform graph test")
_SLOWLY = 25
"""Networks between two words of how far it is, where the catalogue is asked one by one."""
_FIELDS = (
    Field("layer", "Layer", "layer"),
    Field("metric", "Measure", "code"),
    Field("label", "Measure", "word"),
    Field("actor", "Actor", "actor"),
    TEST_FIELDS[0],
    TEST_FIELDS[1],
    TEST_FIELDS[2],
    Field(
        "z",
        "Against chance",
        "number",
        "standard deviations",
        "Observed less what chance gives, in standard deviations: comparable between networks "
        "of different size. Empty where every drawn network has the same number.",
    ),
    *TEST_FIELDS[3:],
    Field("undefined", "Not defined", "count", "networks", "Drawn networks without the number."),
)


def cug(
    net: Network,
    metrics: Iterable[str] | None = None,
    *,
    layers: Iterable[str] | None = None,
    condition: str = "edges",
    by: str = "stage",
    options: Mapping[str, Mapping[str, Any]] | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Compare measures with those of networks drawn by chance that share something with it.

    Only pairs of respondents that are known both ways are drawn anew. Ties of actors that did
    not answer, or were not asked, stay as they are in every drawn network. Actors, attributes
    and who answered are the same, so that a measure means in a drawn network what it means in
    the observed one.

    Parameters
    ----------
    net : Network
        The actors inside the cluster are used.
    metrics : iterable of str, optional
        Measures or topics of the catalogue. Of a measure of actors every actor is tested; the
        triad census is tested kind by kind. By default reciprocity, transitivity, degree and
        betweenness centralisation, isolates, components, core and periphery (up to 30 actors)
        and the E-I index by stage, where the network has what they need.
    layers : iterable of str, optional
        Relations or unions, one after the other; every single relation by default.
    condition : {"edges", "dyads", "degrees", "blocks", "size"}
        What is kept: the number of ties; the mutual, one-way and empty pairs; how many ties
        each actor gives and receives; the ties within and between groups; nothing but the
        number of actors.
    by : str, default "stage"
        The groups of "blocks".
    options : mapping of metric to mapping of option to value, optional
        What to switch: ``{"gatekeeper": {"by": "sector"}}``.
    replications, seed, workers
        See `tiesnet.inference.replicate`; the same draws serve all measures.

    Returns
    -------
    Outcome
        One row per layer, measure and, for measures of actors, actor. ``z`` is empty when every
        drawn network has the same number. A number that some drawn networks do not have is
        compared with the others; ``undefined`` says how many lack it.

    Raises
    ------
    TiesnetError
        A measure, layer or null model is not known; an option or ``by`` has no effect; too few
        actors answered, or there are too many for a table of all pairs; nothing of what was
        asked for can be tested.

    References
    ----------
    Katz & Powell (1957); Anderson, Butts & Carley (1999); Butts (2008).
    """
    model, records = null_model_named(condition), chosen(metrics)
    _check_used(records, options or {}, condition, by)
    inside = net.inside()
    names = [str(n) for n in net.layers.index] if layers is None else _listed(layers)
    parts = []
    for name in names:
        view = inside.layer(name)
        label = groups(view, by, by == "stage").codes if condition == "blocks" else None
        wanted = asked(view, name, records, options or {}, metrics is not None)
        parts.append(_Part(name, view, frame_of(view, label), wanted))
    if not any(part.wanted.records for part in parts):
        raise TiesnetError(
            say(
                "Nothing of what was asked for can be tested: {reasons}.",
                reasons=_reasons(parts),
            ),
            say("Ask for other measures; 'tiesnet metrics' lists them."),
        )
    rows = []
    for part in parts:
        if part.wanted.records:
            drawn = _drawn(part, model, (replications, seed, workers))
            rows += _rows(part, drawn, seed, model)
    return _outcome(net, parts, pd.DataFrame(rows), model, (replications, seed, by))


def cug_scores(
    net: Network,
    layer: str,
    metrics: Iterable[str] | None = None,
    condition: str = "edges",
    replications: int = REPLICATIONS,
    seed: int = 1,
) -> pd.DataFrame:
    """Give measures of one network beside chance, for comparing networks of different size.

    Parameters
    ----------
    net, metrics, condition, replications, seed
        As for `cug`.
    layer : str
        One relation or union.

    Returns
    -------
    DataFrame
        A row per measure of the network that can be tested: metric, label, observed, expected,
        sd, z, p and all that belongs beside it. Measures that cannot be tested are not there.

    Raises
    ------
    TiesnetError
        As for `cug`.
    """
    found = cug(
        net, metrics, layers=[layer], condition=condition, replications=replications, seed=seed
    )
    rows = found.table("cug")
    return rows[rows["actor"].isna()].drop(columns=["layer", "actor"]).reset_index(drop=True)


def _check_used(
    records: list[Metric], options: Mapping[str, Mapping[str, Any]], condition: str, by: str
) -> None:
    """Refuse what would have no effect: it was meant to have one."""
    idle = [name for name in options if name not in {record.name for record in records}]
    if idle:
        raise TiesnetError(
            say("There are options for {idle}, which the test does not compute.", idle=among(idle)),
            say("Name the measure among those to test, or leave its options out."),
        )
    if by != "stage" and condition != "blocks":
        raise TiesnetError(
            say(
                "Groups by {by} were given, and the null model {condition} keeps no groups.",
                by=f"{by!r}",
                condition=f"{condition!r}",
            ),
            say("Choose the null model 'blocks', or leave the groups out."),
        )


class _Part:
    """One layer, and what of it is tested."""

    def __init__(self, layer: str, view: Network, frame: Frame, wanted: Asked) -> None:
        self.layer, self.view, self.frame, self.wanted = layer, view, frame, wanted


def _listed(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([names] if isinstance(names, str) else names))


def _reasons(parts: list[_Part]) -> str:
    said = {name: reason for part in parts for name, reason in part.wanted.left_out}
    return "; ".join(f"{name}: {reason}" for name, reason in said.items())


def _drawn(part: _Part, model: NullModel, how: tuple[int, int, int | None]) -> NDArray[np.float64]:
    """Draw networks and compute all numbers in each; shape (replications, numbers)."""
    replications, seed, workers = how
    wanted = part.wanted
    fast = compiled(replications * part.frame.ties * model.steps)
    arrays, others = shares(wanted.records, [record.name for record in wanted.quick()])
    most = model.portion(part.frame, fast)
    sizes = most, min(_SLOWLY, most)
    found: dict[str, NDArray[np.float64]] = {}
    for records, size, threads in ((arrays, sizes[0], True), (others, sizes[1], False)):
        if not records:
            continue
        values = replicate(
            _work(part, model, records, fast),
            replications,
            seed=seed,
            workers=workers,
            label=say("Drawing networks of {layer}", layer=part.layer),
            size=size,
            threads=threads,
        )
        widths = [max(1, _width(wanted, record)) for record in records]
        split = np.split(values, np.cumsum(widths)[:-1], axis=1)
        found |= {record.name: one for record, one in zip(records, split, strict=True)}
    return np.hstack([found[record.name] for record in wanted.records])


def _width(wanted: Asked, record: Metric) -> int:
    if record.level == "table":
        return sum(number.metric.startswith(f"{record.name} ") for number in wanted.numbers)
    return len(wanted.keep[record.name])


def _work(part: _Part, model: NullModel, records: list[Metric], fast: bool) -> Any:
    view, frame, wanted, draw = part.view, part.frame, part.wanted, model.draw
    known = Known(view)

    def work(chunk: Chunk) -> NDArray[np.float64]:
        graphs = Graphs(frame, draw(frame, streams(chunk), fast), fast)
        return drawn_values(view, known, wanted, records, graphs)

    return work


def _rows(
    part: _Part, drawn: NDArray[np.float64], seed: int, model: NullModel
) -> list[dict[str, Any]]:
    rows = []
    for number, values in zip(part.wanted.numbers, drawn.T, strict=True):
        result = summarise(number.observed, values, seed, model.sentence, test=TEST)
        apart = result.observed - result.expected
        row = {
            "layer": part.layer,
            "metric": number.metric,
            "label": number.label,
            "actor": number.actor,
            **result.row(),
            "z": apart / result.sd if result.sd > 1e-12 * max(1, abs(apart)) else np.nan,
            "undefined": len(values) - result.replications,
        }
        rows.append({field.key: row[field.key] for field in _FIELDS})
    return rows


def _outcome(
    net: Network,
    parts: list[_Part],
    rows: pd.DataFrame,
    model: NullModel,
    how: tuple[int, int, str],
) -> Outcome:
    replications, seed, by = how
    labels = {part.layer: str(part.view.layers["label"].iloc[0]) for part in parts}
    whole, single = rows[rows["actor"].isna()], rows[rows["actor"].notna()]
    sentences = [sentence(row, labels, model) for row in whole.to_dict("records")]
    for (layer, metric), group in single.groupby(["layer", "metric"], sort=False):
        sentences.append(actor_sentence(group, labels[str(layer)], str(metric)))
    reading = say(
        "Beyond 2 or -2 standard deviations a number is hardly one that chance gives. A p tells "
        "how often chance does as much, not how much it matters."
    )
    chosen_by = {"groups": by} if model.name == "blocks" else {}
    return Outcome(
        name="cug",
        title=word("More than chance? Measures beside networks drawn at random"),
        tables=(Evidence("cug", "Measures against chance", rows, _FIELDS, reading),),
        sentences=tuple(sentences),
        method=method_of(model, replications, seed),
        assumptions=assumptions_of(net, parts, rows),
        cautions=cautions_of(model, rows, [part.view for part in parts]),
        source=tuple(dict.fromkeys([*model.source, "butts2008"])),
        parameters={
            "layers": ", ".join(part.layer for part in parts),
            "kept": model.label,
            **chosen_by,
            "replications": replications,
            "seed": seed,
        },
        net=net.inside(),
    )
