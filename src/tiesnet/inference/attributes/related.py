"""A measure of the actors against an attribute of theirs, tested by shuffling the attribute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes import correlation, group_means
from tiesnet.inference.attributes.columns import Attribute, attribute_of
from tiesnet.inference.attributes.kinds import Comparison, fitting
from tiesnet.inference.attributes.places import strata
from tiesnet.inference.attributes.positions import Position, position
from tiesnet.inference.attributes.uses import records
from tiesnet.inference.attributes.words import (
    ACTORS,
    ATTRIBUTE,
    HOLM,
    LAYER,
    LEVEL,
    METRIC,
    chosen_layers,
    figure,
    label_of,
    left_out,
    p_word,
    several,
    too_few,
)
from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.holm import holm
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import orders
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.language import joined, say, say_n, word
from tiesnet.network import Network

_KINDS = (correlation, group_means)  # they register themselves
_Floats = NDArray[np.float64]
_FIELDS = (
    LAYER,
    METRIC,
    ATTRIBUTE,
    Field("statistic", "Comparison", "word"),
    ACTORS,
    *TEST_FIELDS,
    Field("p_textbook", "p, textbook", "number", "", "As if actors were drawn independently."),
    HOLM,
)
_GROUP_FIELDS = (
    LAYER,
    METRIC,
    ATTRIBUTE,
    Field("group", "Group", "word"),
    ACTORS,
    Field("mean", "Mean", "number"),
    Field("sd", "Standard deviation", "number", "", "Divided by one less than the actors."),
    Field("median", "Median", "number"),
)


def attribute_test(
    net: Network,
    metrics: str | list[str],
    attributes: str | list[str],
    *,
    layers: str | Iterable[str] | None = None,
    options: Mapping[str, Any] | None = None,
    within: str | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Test measures of the actors against attributes: correlations, differences between groups.

    A number is correlated (Pearson, Spearman); two groups are compared by the difference of
    their means (the second less the first) and Welch's t; more groups by the F of a one-way
    analysis of variance and eta squared. Every p comes from shuffling the attribute over the
    actors of which both the measure and the attribute are known.

    Parameters
    ----------
    net : Network
        From `build_network`; actors inside the cluster are compared.
    metrics : str or list of str
        Measures of actors, or topics, of the `catalogue`.
    attributes : str or list of str
        Columns of the actors; "size_class" sorts by employees.
    layers : str or iterable of str, optional
        By default every single layer, and all where there are several.
    options : mapping of option to value, optional
        Of the measures, for every measure that has them.
    within : str, optional
        Another attribute: only actors alike in it change places.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        Table "related", a row for each comparison; Holm's adjustment counts every layer, measure
        and attribute asked for as one question. Table "groups": means by group.

    Raises
    ------
    TiesnetError
        A name is not known, or nothing that was asked can be tested.
    """
    names = [attributes] if isinstance(attributes, str) else list(dict.fromkeys(attributes))
    inside = net.inside()
    known = {name: attribute_of(inside, name) for name in names}
    work = _Work(inside, within, replications, seed, workers)
    for record in records(metrics):
        given = {k: v for k, v in (options or {}).items() if k in record.options}
        for layer in ["all"] if record.on == "all" else chosen_layers(net, layers):
            try:
                found = position(net, record, layer, given)
            except TiesnetError as error:
                work.refused.append(str(error))
                continue
            work.said += found.said
            for attribute in known.values():
                work.compare(found, attribute)
    if not work.rows:
        raise TiesnetError(say("Nothing could be tested. ") + " ".join(dict.fromkeys(work.refused)))
    work.said += left_out(net)
    return work.outcome(net)


class _Work:
    """What one call gathers, question by question."""

    def __init__(
        self, net: Network, within: str | None, replications: int, seed: int, workers: int | None
    ) -> None:
        self.net, self.within = net, within
        self.replications, self.seed, self.workers = replications, seed, workers
        self.rows: list[dict[str, Any]] = []
        self.groups: list[dict[str, Any]] = []
        self.said: list[str] = []
        self.refused: list[str] = []

    def compare(self, found: Position, attribute: Attribute) -> None:
        """Answer one question, or say why it cannot be answered."""
        both = ~np.isnan(found.values) & attribute.known
        what = say(
            "{measure} of {layer}, {attribute}",
            measure=say(found.record.label),
            layer=label_of(self.net, found.layer),
            attribute=f"{attribute.name!r}",
        )
        try:
            free, said = strata(self.net, both, self.within)
        except TiesnetError as error:
            self.refused.append(f"{what}: {error}")
            return
        one, other = found.values[both], attribute.values[both]
        if np.ptp(one) == 0 or np.ptp(other) == 0:
            self.refused.append(
                say("{what}: it does not differ among the actors that answered.", what=what)
            )
            return
        self.said += [*said, *self._institutions(both, found.layer)]
        chosen = fitting(attribute, other)
        drawn = self._draw(chosen, one, other, free[both])
        head = {"layer": found.layer, "metric": found.record.label, "attribute": attribute.name}
        here = (
            [attribute.labels[int(code)] for code in np.unique(other)] if attribute.labels else []
        )
        for place, kind in enumerate(chosen):
            name = _statistic(kind.name, here)
            self._keep(head | {"statistic": name}, kind, (one, other), drawn[:, place])
        if not attribute.number:
            self.groups += _by_group(head, attribute, one, other)

    def _institutions(self, both: NDArray[np.bool_], layer: str) -> list[str]:
        count = int((both & (self.net.actors["kind"] != "firm").to_numpy()).sum())
        if not count:
            return []
        return [
            say_n(
                count,
                "{net}: {n} institution takes part beside the firms.",
                "{net}: {n} institutions take part beside the firms.",
                net=label_of(self.net, layer),
            )
        ]

    def _draw(
        self, chosen: list[Comparison], one: _Floats, other: _Floats, free: NDArray[np.intp]
    ) -> _Floats:
        def work(chunk: Chunk) -> _Floats:
            mixed = one[orders(free, chunk.size, chunk.rng())]
            return np.column_stack([kind.compute(mixed, other) for kind in chosen])

        return replicate(work, self.replications, seed=self.seed, workers=self.workers)

    def _keep(
        self,
        head: dict[str, Any],
        kind: Comparison,
        values: tuple[_Floats, _Floats],
        drawn: _Floats,
    ) -> None:
        one, other = values
        seen = float(kind.compute(one[None, :], other)[0])
        null = say(
            "{attribute} shuffled among actors of which both are known",
            attribute=f"{head['attribute']!r}",
        )
        if self.within is not None:
            null += say(" and alike in {within}", within=f"{self.within!r}")
        # F and eta squared are never below 0: for them size is the upper tail.
        result = summarise(
            seen, drawn, self.seed, null, test=word("permutation of an attribute"), two_sided="size"
        )
        row = {"actors": len(one), **result.row()}
        self.rows.append(head | row | {"p_textbook": kind.textbook(one, other)})

    def outcome(self, net: Network) -> Outcome:
        """Put everything into tables and words."""
        table = pd.DataFrame(self.rows)
        main = ~table.duplicated(["layer", "metric", "attribute"])
        table["p_holm"] = np.nan
        for which in (main, ~main):
            table.loc[which, "p_holm"] = holm(table.loc[which, "p"].tolist())
        reading = say("A small p: the measure and the attribute go together beyond chance.")
        title = word("Measures against attributes")
        tables = [Evidence("related", title, table, _FIELDS, reading)]
        if self.groups:
            means = pd.DataFrame(self.groups)
            tables.append(Evidence("groups", "Means by group", means, _GROUP_FIELDS))
        return Outcome(
            "attribute_test",
            title,
            tuple(tables),
            tuple(_sentence(net, row, int(main.sum())) for row in table[main].to_dict("records")),
            _method(self, int(main.sum())),
            tuple(dict.fromkeys(self.said)),
            (*dict.fromkeys(self.refused), *too_few(int(main.sum()), self.replications, 1)),
            ("phipson2010", "holm1979", "good2005", "welch1947"),
            {
                "shuffled within": self.within or word("all of which both are known"),
                "replications": self.replications,
                "seed": self.seed,
            },
            net,
        )


def _by_group(
    head: dict[str, Any], attribute: Attribute, one: _Floats, other: _Floats
) -> list[dict[str, Any]]:
    rows = []
    for place in np.unique(other):
        part = one[other == place]
        spread = float(part.std(ddof=1)) if len(part) > 1 else np.nan
        row = {"group": attribute.labels[int(place)], "actors": len(part), "mean": part.mean()}
        rows.append(head | row | {"sd": spread, "median": float(np.median(part))})
    return rows


def _method(work: _Work, questions: int) -> str:
    among = "" if work.within is None else say(" alike in {within}", within=f"{work.within!r}")
    return say(
        "Numbers were compared by Pearson and Spearman correlation, two groups "
        "by the difference of means and Welch's t, more groups by one-way "
        "analysis of variance. p comes from {replications} of the attribute "
        "among the actors{among} of which both are known (seed {seed}), as (b + "
        "1) / (m + 1); two-sided by size. {questions} asked; the adjusted p is "
        "Holm's (1979), once over the first and once over the second comparison "
        "of each question.",
        replications=several(work.replications, "shuffle"),
        among=among,
        seed=work.seed,
        questions=several(questions, "question was", "questions were"),
    )


def _statistic(name: str, groups: list[str]) -> str:
    """Name what is compared, and of two groups which is taken from which."""
    if len(groups) != 2:
        return name
    return say("{name}, {one} less {other}", name=name, one=repr(groups[1]), other=repr(groups[0]))


def _sentence(net: Network, row: Mapping[str, Any], questions: int) -> str:
    what = f"{label_of(net, row['layer'])}, {joined([say(row['metric']), repr(row['attribute'])])}"
    statistic = say(row["statistic"])
    if np.isnan(row["observed"]):
        return say("{what}: {statistic} is not defined.", what=what, statistic=statistic)
    verdict = word("beyond chance") if row["p_holm"] <= LEVEL else word("not beyond chance")
    return say(
        "{what}: {statistic}: {observed} among {actors}, {p}{adjusted}: {verdict}.",
        what=what,
        statistic=statistic,
        observed=figure(row["observed"]),
        actors=several(row["actors"], "actor"),
        p=p_word(row["p"]),
        adjusted=say(" (adjusted {p})", p=p_word(row["p_holm"])) if questions > 1 else "",
        verdict=verdict,
    )
