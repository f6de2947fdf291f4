"""The outcome of crossing the survey's choices, in tables and sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.missing.ranking import rank_correlation, ranks
from tiesnet.inference.missing.slots import Slot, groups_by_label
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.words import among, count, number, percent
from tiesnet.language import say, word
from tiesnet.network import Network, policy_said

_WHERE = (Field("layer", "Relation", "layer"), Field("measure", "Measure", "word"))
_CHOICES = (
    Field("cutoff", "Ties that count", "word"),
    Field("policy", "Double reports", "word"),
    Field("missing", "Missing answers", "word"),
    Field("reference", "Reference", "flag"),
)
_OF = Field("combinations", "Combinations", "count", "", "In which the number is defined.")
HOLDS = (
    *_WHERE,
    Field("conclusion", "Conclusion under the reference", "word"),
    Field("share", "Holds in", "percent", "", "Share of the combinations."),
    _OF,
)
CURVE = (
    *_WHERE,
    Field("place", "Place", "count", "", "From the smallest value to the largest."),
    Field("value", "Value", "number"),
    *_CHOICES,
)
ORDER = (
    *_WHERE,
    Field("place", "Place", "count", "", "From the order least like the reference to the most."),
    Field("value", "Rank correlation", "number", "", "Spearman, with the reference."),
    Field("top", "On top", "actors"),
    Field("kept", "On top in both", "percent", "", "Share of those on top in the reference."),
    *_CHOICES,
)
FIRMS = (
    Field("actor", "Actor", "actor"),
    *_WHERE,
    Field("rank", "Rank, reference", "count", "", "1 is the strongest; empty: no own answer."),
    Field("rank_low", "Rank, best", "count"),
    Field("rank_middle", "Rank, median", "number"),
    Field("rank_high", "Rank, worst", "count"),
    Field("top_share", "On top in", "percent", "", "Share of the combinations."),
    _OF,
)
LABELS = (
    Field("actor", "Actor", "actor"),
    *_WHERE,
    Field("value", "Reference"),
    Field("same", "The same", "percent", "", "Share of the combinations."),
    _OF,
)
_NEAR = 0.1


@dataclass(frozen=True, eq=False)
class Chosen:
    """What was computed under every combination; the first is the reference.

    Attributes
    ----------
    net : Network
        Under the reference.
    slots : tuple of Slot
    rows : array, shape (combinations, numbers)
    words : DataFrame
        ``cutoff``, ``policy``, ``missing`` of each combination, in plain words.
    top : int
    lowest : frozenset of str
    seed : int
    unknown : int
        Ties without a strength, which no cut-off leaves out; 0 when nothing is cut.
    """

    net: Network
    slots: tuple[Slot, ...]
    rows: NDArray[Any]
    words: pd.DataFrame
    top: int
    lowest: frozenset[str]
    seed: int
    unknown: int

    @property
    def ids(self) -> NDArray[Any]:
        """The actors, by id."""
        found: NDArray[Any] = self.net.actors.index.to_numpy()
        return found

    def ranks(self, slot: Slot) -> NDArray[np.float64]:
        """Rank the actors under every combination."""
        return ranks(slot.of(self.rows), slot.record.name in self.lowest)


def specified(chosen: Chosen) -> Outcome:
    """Put the numbers of every combination into tables and sentences."""
    made = tuple(_tables(chosen))
    count_of = len(chosen.words)
    kinds = {
        name: list(dict.fromkeys(chosen.words[name])) for name in ("cutoff", "policy", "missing")
    }
    return Outcome(
        "specification curve",
        say("Do the results depend on choices?"),
        made,
        tuple(_sentences(chosen, made[0].rows)),
        say(
            "Every number was computed under {combination} of cut-off, policy for "
            "double reports and rule for missing answers, a specification curve "
            "(Simonsohn, Simmons & Nelson 2020); the reference is the first of each: "
            "every tie, the policies of the survey, missing answers left unknown. "
            "Seed of rules that draw: {seed}.",
            combination=count(count_of, "combination"),
            seed=chosen.seed,
        ),
        tuple(_assumptions(chosen)),
        (
            say(
                "All combinations count alike, though some are more sensible than others. A share "
                "of combinations is no probability."
            ),
        ),
        ("simonsohn2020", "znidarsic2012"),
        {
            "ties that count": "; ".join(map(say, kinds["cutoff"])),
            "double reports": "; ".join(map(policy_said, kinds["policy"])),
            "missing answers": "; ".join(map(say, kinds["missing"])),
            "combinations": count_of,
            "top": chosen.top,
            "seed": chosen.seed,
        },
        chosen.net,
    )


def _tables(chosen: Chosen) -> Iterator[Evidence]:
    kinds = groups_by_label(chosen.slots)
    holds = [row for slot in chosen.slots for row in _conclusions(chosen, slot)]
    heads = [field.key for field in HOLDS]
    yield Evidence("holds", "What holds", pd.DataFrame(holds, columns=heads), HOLDS, _HOLDS)
    if kinds["network"]:
        rows = pd.concat([_curve(chosen, slot) for slot in kinds["network"]], ignore_index=True)
        yield Evidence("curve", "Numbers of the network", rows, CURVE, _CURVE)
    if kinds["numbers"]:
        rows = pd.concat([_order(chosen, slot) for slot in kinds["numbers"]], ignore_index=True)
        yield Evidence("order", "Order of the actors", rows, ORDER, _CURVE, "folded")
        rows = pd.concat([_firms(chosen, slot) for slot in kinds["numbers"]], ignore_index=True)
        yield Evidence("firms", "Ranks of every actor", rows, FIRMS, "", "folded")
    if kinds["words"]:
        rows = pd.concat([_labels(chosen, slot) for slot in kinds["words"]], ignore_index=True)
        yield Evidence("labels", "Labels of every actor", rows, LABELS, "", "folded")


_HOLDS = word(
    "Each conclusion is that of the reference; the share says how robust it is to choices."
)
_CURVE = word("One row per combination, sorted by value; the choices behind each stand beside it.")


def _head(slot: Slot) -> dict[str, Any]:
    """Name the slot; ``metric`` is for programs, not shown."""
    record = slot.record
    return {"layer": slot.layer, "measure": record.label, "metric": record.name}


def _conclusions(chosen: Chosen, slot: Slot) -> Iterator[dict[str, Any]]:
    head = {"layer": slot.layer, "measure": slot.record.label}
    if slot.words:
        yield from _same_labels(slot.of(chosen.rows), head)
    elif slot.of_actors:
        yield from _same_top(chosen, slot, head)
    else:
        yield from _near(slot.of(chosen.rows)[:, 0], head)


def _near(values: NDArray[np.float64], head: dict[str, Any]) -> Iterator[dict[str, Any]]:
    known = values[~np.isnan(values)]
    if math.isnan(values[0]):
        return
    close = np.abs(known - values[0]) <= _NEAR * abs(values[0]) + 1e-12
    text = say(
        "It is {values}, give or take {near} of that", values=number(values[0]), near=percent(_NEAR)
    )
    yield {**head, "conclusion": text, "share": float(close.mean()), "combinations": len(known)}


def _same_top(chosen: Chosen, slot: Slot, head: dict[str, Any]) -> Iterator[dict[str, Any]]:
    place = chosen.ranks(slot)
    defined = np.asarray(~np.isnan(place).all(axis=1))
    if not defined[0]:
        return
    names = chosen.net.actors["name"].to_numpy()
    on_top = place[defined] <= chosen.top
    first = place[defined] == 1
    size = int(defined.sum())
    if first[0].sum() == 1:
        leader = int(np.flatnonzero(first[0])[0])
        share = float(first[:, leader].mean())
        text = say("{names} is first", names=names[leader])
        yield {**head, "conclusion": text, "share": share, "combinations": size}
    order = np.argsort(place[0], kind="stable")[: on_top[0].sum()]
    who = among([str(name) for name in names[order]])
    same = float((on_top == on_top[0]).all(axis=1).mean())
    yield {
        **head,
        "conclusion": say("On top: {actors}", actors=who),
        "share": same,
        "combinations": size,
    }


def _same_labels(labels: NDArray[Any], head: dict[str, Any]) -> Iterator[dict[str, Any]]:
    known = np.array([isinstance(word, str) for word in labels[0]])
    if not known.any():
        return
    same = float((labels[:, known] == labels[0, known]).all(axis=1).mean())
    text = say("Every one of {actor} has its label", actor=count(int(known.sum()), "actor"))
    yield {**head, "conclusion": text, "share": same, "combinations": len(labels)}


def _sorted(chosen: Chosen, slot: Slot, values: NDArray[np.float64], **more: Any) -> pd.DataFrame:
    """Put one number per combination in order; those not defined come last, without a place."""
    table = pd.DataFrame({"value": values, **more}).assign(**_head(slot))
    table = pd.concat([table, chosen.words], axis=1)
    table["reference"] = np.arange(len(table)) == 0
    table = table.sort_values("value", kind="stable", na_position="last", ignore_index=True)
    places = pd.Series(np.arange(1, len(table) + 1), dtype="Int64")
    return table.assign(place=places.mask(table["value"].isna()))


def _curve(chosen: Chosen, slot: Slot) -> pd.DataFrame:
    return _sorted(chosen, slot, slot.of(chosen.rows)[:, 0])


def _order(chosen: Chosen, slot: Slot) -> pd.DataFrame:
    values, place = slot.of(chosen.rows), chosen.ranks(slot)
    alike = np.array([rank_correlation(values[0], row) for row in values])
    on_top = place <= chosen.top
    stay = (on_top & on_top[0]).sum(axis=1) / max(1, int(on_top[0].sum()))
    top = [
        tuple(map(str, chosen.ids[np.argsort(row, kind="stable")][: flags.sum()]))
        for row, flags in zip(place, on_top, strict=True)
    ]
    known = ~np.isnan(place).all(axis=1)
    return _sorted(chosen, slot, alike, top=top, kept=np.where(known, stay, np.nan))


def _firms(chosen: Chosen, slot: Slot) -> pd.DataFrame:
    place = chosen.ranks(slot)
    known = ~np.isnan(place)
    some = np.asarray(known.any(axis=0))
    low, middle, high, top = (np.full(len(some), np.nan) for _ in range(4))
    if some.any():
        low[some] = np.nanmin(place[:, some], axis=0)
        middle[some] = np.nanmedian(place[:, some], axis=0)
        high[some] = np.nanmax(place[:, some], axis=0)
        top[some] = (place <= chosen.top).sum(axis=0)[some] / known.sum(axis=0)[some]
    return pd.DataFrame(
        {
            "actor": chosen.ids,
            **_head(slot),
            "rank": place[0],
            "rank_low": low,
            "rank_middle": middle,
            "rank_high": high,
            "top_share": top,
            "combinations": known.sum(axis=0),
        }
    )


def _labels(chosen: Chosen, slot: Slot) -> pd.DataFrame:
    labels = slot.of(chosen.rows)
    known = np.array([[isinstance(word, str) for word in row] for row in labels])
    total = np.count_nonzero(known, axis=0)
    same = ((labels == labels[0]) & known).sum(axis=0)
    share = np.divide(same, total, out=np.full(len(total), np.nan), where=known[0])
    value = [word if isinstance(word, str) else None for word in labels[0]]
    return pd.DataFrame(
        {
            "actor": chosen.ids,
            **_head(slot),
            "value": value,
            "same": share,
            "combinations": total,
        }
    )


def _sentences(chosen: Chosen, holds: pd.DataFrame) -> Iterator[str]:
    total = len(chosen.words)
    if total == 1:
        yield say(
            "No choice makes a difference here: no strengths, no double reports, none missing."
        )
        return
    labels = {slot.layer: slot.label for slot in chosen.slots}
    for row in holds.to_dict("records"):
        times = round(row["share"] * row["combinations"])
        yield (
            say(
                "{measure} ({labels}): {conclusion}. This holds in {times} of {combination}.",
                measure=row["measure"],
                labels=labels[row["layer"]],
                conclusion=row["conclusion"],
                times=times,
                combination=count(row["combinations"], "combination"),
            )
        )


def _assumptions(chosen: Chosen) -> Iterator[str]:
    yield say("Actors outside the cluster are left out, and ties to them.")
    yield say(
        "A policy goes to the relations in which it has a meaning; the others keep their own."
    )
    yield say("Choices that change neither ties nor what is known are left out.")
    if chosen.unknown:
        yield say(
            "Without a strength, and kept under every cut-off: {tie}.",
            tie=count(chosen.unknown, "tie"),
        )
    if chosen.lowest & {slot.record.name for slot in chosen.slots}:
        yield say("Of constraint rank 1 is the lowest value, the strongest position.")
