"""The outcome of drawing again and again, in tables and sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.evidence import Evidence
from tiesnet.inference.missing import tables
from tiesnet.inference.missing.filled import Gaps
from tiesnet.inference.missing.slots import Slot, groups_by_label
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.words import count, number, percent
from tiesnet.language import localised, say, word
from tiesnet.network import ANSWERED, NOT_SURVEYED, Network

if TYPE_CHECKING:
    from tiesnet.inference.missing.intervals import Drawing

_TITLES = {
    "nonresponse": word("If the missing answers were known"),
    "lost actors": word("If some actors were not there"),
    "lost ties": word("If some ties were not there"),
}
_MEANING = {
    "nonresponse": word(
        "If the silent actors had answered as others like them did, the number would "
        "lie between the two ends in at least {level} of the draws."
    ),
    "lost actors": word(
        "If a share of the actors had been left out of the survey, drawn at random, "
        "the number would lie between the two ends in at least {level} of the draws. It tells how "
        "far numbers move, not where the truth lies."
    ),
    "lost ties": word(
        "If a share of the ties had not been told, drawn at random, the number would lie "
        "between the two ends in at least {level} of the draws. It tells how far numbers move, not "
        "where the truth lies."
    ),
}
_FEW = 0.5
_WORKS = {
    "nonresponse": ("rubin1987", "huisman2009", "vanduijn2004"),
    "lost actors": ("costenbader2003", "borgatti2006b"),
    "lost ties": ("costenbader2003", "borgatti2006b"),
}


@dataclass(frozen=True, eq=False)
class Run:
    """What was asked: the network, the measures, the cause and how to draw.

    Attributes
    ----------
    net, inner : Network
        As given, and its actors inside the cluster.
    slots : tuple of Slot
    seen : array
        Everything as observed, in one row.
    cause : str
    how : Drawing
    lowest : frozenset of str
        Measures whose lowest value has rank 1.
    """

    net: Network
    inner: Network
    slots: tuple[Slot, ...]
    seen: NDArray[Any]
    cause: str
    how: Drawing
    lowest: frozenset[str]

    def setting(self, slot: Slot, share: float) -> tables.Setting:
        """Give what the rows of a slot share."""
        return tables.Setting(
            self.inner.actors.index.to_numpy(),
            self.inner.respondents.states().to_numpy(dtype=object),
            share,
            self.how.level,
            self.how.seed,
            self.how.top,
            slot.record.name in self.lowest,
        )


_Drawn = Mapping[float, NDArray[Any] | None]


def outcome_of(run: Run, drawn: _Drawn, gaps: Gaps | None) -> Outcome:
    """Put the draws of all steps into tables and sentences; no draws: nothing was missing."""
    made = list(_tables(run, drawn))
    by_key = {table.key: table.rows for table in made}
    nothing = gaps is not None and not gaps.layers
    steps = [share for share in drawn if share]
    return Outcome(
        f"robustness {run.cause}",
        _TITLES[run.cause],
        tuple(made),
        tuple(_nothing(run) if nothing else _sentences(run, by_key)),
        _method(run, steps, gaps),
        tuple(_assumptions(run, gaps)),
        tuple(_cautions(run, nothing)),
        _WORKS[run.cause],
        {
            "cause": run.cause,
            "measures": ", ".join(dict.fromkeys(slot.record.name for slot in run.slots)),
            "relations": ", ".join(dict.fromkeys(slot.layer for slot in run.slots)),
            **({"shares lost": ", ".join(f"{one:g}" for one in steps)} if steps else {}),
            "level": run.how.level,
            "draws": 0 if nothing else run.how.draws,
            "top": run.how.top,
            "seed": run.how.seed,
        },
        run.net,
    )


def _tables(run: Run, drawn: _Drawn) -> Iterator[Evidence]:
    kinds = groups_by_label(run.slots)
    lost = run.cause != "nonresponse"
    meaning = _MEANING[run.cause].format(level=percent(run.how.level))
    numbers, words, whole = kinds["numbers"], kinds["words"], kinds["network"]
    steps = [
        (share, run.seen[None] if rows is None else rows, rows is None)
        for share, rows in drawn.items()
    ]

    def made(slots: list[Slot], rows_of: Any) -> pd.DataFrame:
        parts = []
        for slot in slots:
            for share, rows, none in steps:
                part = rows_of(slot, slot.of(run.seen), slot.of(rows), run.setting(slot, share))
                part = pd.DataFrame([part]) if isinstance(part, dict) else part
                parts.append(part.assign(draws=0) if none else part)
        return pd.concat(parts, ignore_index=True)

    def single(slot: Slot, seen: Any, rows: Any, how: tables.Setting) -> Any:
        return tables.network_row(slot, float(seen[0]), rows[:, 0], how)

    if numbers:
        top = made(numbers, tables.top_row)
        yield tables.evidence("top", word("Who is on top"), top, tables.TOP, lost, _ON_TOP)
        if lost:
            rows = made(numbers, tables.step_row)
            yield tables.evidence(
                "steps", word("Ranks by share lost"), rows, tables.STEPS, lost, _STEPS
            )
        rows = made(numbers, tables.firm_rows)
        title = word("Values and ranks with their intervals")
        yield tables.evidence("firms", title, rows, tables.FIRMS, lost, meaning)
    if words:
        rows = made(words, tables.label_rows)
        reading = say("The share of draws in which an actor has the label it was observed to have.")
        yield tables.evidence(
            "labels", word("How firm labels are"), rows, tables.LABELS, lost, reading
        )
    if whole:
        rows = made(whole, single)
        title = word("Numbers of the network")
        yield tables.evidence("network", title, rows, tables.NETWORK, lost, meaning)


_ON_TOP = word(
    "Those on top as observed, and in which share of the draws exactly they are on top again. "
    "Actors that were taken away are not asked for."
)
_STEPS = word("1: all keep their order; 0: no order is left.")


def _nothing(run: Run) -> list[str]:
    if (run.inner.respondents.states() == NOT_SURVEYED).all():
        return [
            say("Nobody was asked, so no answer is missing: every interval is the value itself.")
        ]
    return [
        say(
            "Everybody who was asked answered, so nothing had to be drawn: every interval is the "
            "value itself."
        )
    ]


def _sentences(run: Run, rows: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    if "steps" in rows:
        for _, steps in rows["steps"].groupby(["metric", "layer"], sort=False):
            yield from _steps_said(run, steps)
    elif "top" in rows:
        for row in rows["top"].to_dict("records"):
            yield from _top_said(run, row)
    for row in rows["network"].to_dict("records") if "network" in rows else ():
        if row["draws"]:
            lost = "" if math.isnan(row["share"]) else f", {percent(row['share'])} lost"
            yield (
                say(
                    "{run}{lost}: {value} as observed, {low} to {high} in {held} of the draws.",
                    run=_titled(run, row),
                    lost=lost,
                    value=number(row["value"]),
                    low=number(row["low"]),
                    high=number(row["high"]),
                    held=percent(row["held"]),
                )
            )


def _top_said(run: Run, row: Mapping[Any, Any]) -> Iterator[str]:
    if not row["draws"] or not row["size"]:
        return
    many = (
        say("the same {size} actors are", size=row["size"])
        if row["size"] > 1
        else word("the same actor is")
    )
    said = say(
        "{run}: {many} on top in {same} of the draws; on average {kept} of them stay there.",
        run=_titled(run, row),
        many=many,
        same=percent(row["same"]),
        kept=percent(row["kept"]),
    )
    if len(row["leader"]) == 1:
        leader = run.inner.actors["name"].get(row["leader"][0], row["leader"][0])
        said += say(" {leader} stays first in {first}.", leader=leader, first=percent(row["first"]))
    yield said


def _steps_said(run: Run, steps: pd.DataFrame) -> Iterator[str]:
    known = steps[steps["correlation"].notna()]
    if known.empty:
        return
    lost, alike, kept = (
        ", ".join(map(say, known[key]))
        for key, say in (("share", percent), ("correlation", number), ("kept", percent))
    )
    yield (
        say(
            "{run}: with {lost} lost, the order of the actors left correlates with "
            "that of the full network at {alike}, and {kept} of those on top stay "
            "there.",
            run=_titled(run, known.iloc[0].to_dict()),
            lost=lost,
            alike=alike,
            kept=kept,
        )
    )


def _titled(run: Run, row: Mapping[Any, Any]) -> str:
    return next(
        slot.title
        for slot in run.slots
        if (slot.layer, slot.record.name) == (row["layer"], row["metric"])
    )


def _method(run: Run, steps: list[float], gaps: Gaps | None) -> str:
    how = run.how
    drawn = say(
        "{draws} draws, seed {seed}; intervals hold at least {level} of them.",
        draws=how.draws,
        seed=how.seed,
        level=percent(how.level),
    )
    if gaps is None:
        what = "actors" if run.cause == "lost actors" else "ties"
        shares = ", ".join(f"{percent(one)}" for one in steps)
        return say(
            "Shares of the {what} ({shares}) were taken away at random and every "
            "measure computed again, as in Costenbader & Valente (2003) and "
            "Borgatti, Carley & Krackhardt (2006); for each share {drawn} Ranks are "
            "compared among the actors left.",
            what=what,
            shares=shares,
            drawn=drawn,
        )
    if not gaps.layers:
        return say("No answer was missing; no draw was needed.")
    pairs = sum(gaps.open_pairs.values())
    return say(
        "The {pairs} pairs that silent actors left open were drawn by multiple "
        "imputation (Rubin 1987) from a logistic model of the known pairs with "
        "effects of the activity of the sender, the popularity of the receiver, "
        "blocks of groups, the arrow back, how often others name the sender, and "
        "shared contacts, fitted to each relation by itself; the parameters and "
        "the activity of silent actors were drawn as well. {drawn}",
        pairs=localised(f"{pairs:,}"),
        drawn=drawn,
    )


def _assumptions(run: Run, gaps: Gaps | None) -> Iterator[str]:
    out = len(run.net.actors) - len(run.inner.actors)
    if out:
        yield say(
            "{actor} outside the cluster left out, with all ties to them.",
            actor=count(out, "actor"),
        )
    if run.lowest & {slot.record.name for slot in run.slots}:
        yield say("Of constraint rank 1 is the lowest value, the strongest position.")
    if gaps is None:
        return
    for layer in gaps.layers:
        label = run.inner.layers.at[layer.name, "label"]
        yield say(
            "{label}: missing answers about {pair} drawn.",
            label=label,
            pair=count(gaps.open_pairs[layer.name], "pair"),
        )
    if gaps.layers:
        yield (
            say(
                "Silent actors are taken to differ from respondents only by what is known of them: "
                "their group, and what others say of them."
            )
        )
        yield say("Every relation is drawn by itself.")
    unasked = int((run.inner.respondents.states() == NOT_SURVEYED).sum())
    if unasked:
        yield say("Not surveyed, and left as observed: {actor}.", actor=count(unasked, "actor"))
    either = [name for name in _either(run) if name in {layer.name for layer in gaps.layers}]
    if either:
        labels = ", ".join(map(str, run.inner.layers.loc[either, "label"]))
        yield (
            say(
                "{labels}: either end's word makes a tie, so the pairs of a silent actor "
                "with one that answered count as known; the silent one could only have "
                "added ties.",
                labels=labels,
            )
        )


def _either(run: Run) -> list[str]:
    layers = run.inner.layers
    return [str(name) for name in layers.index[layers["combine"].isin(["union", "max", "mean"])]]


def _cautions(run: Run, nothing: bool) -> Iterator[str]:
    if run.cause != "nonresponse":
        yield say("Losses at random are mild: surveys lose some kinds of firms more than others.")
        return
    if nothing:
        return
    states = run.inner.respondents.states()
    asked = int((states != NOT_SURVEYED).sum())
    share = int((states == ANSWERED).sum()) / asked
    if share < _FEW:
        yield say(
            "Of those asked {share} answered everything: draws rest on few answers.",
            share=percent(share),
        )
    yield (
        say(
            "How often such intervals hold the truth was measured on networks with answers "
            "deleted; "
            "the page 'How sure are ranks?' of the documentation has the figures."
        )
    )
    if any(slot.record.topic == "closeness" for slot in run.slots):
        yield (
            say(
                "Closeness: in real networks the intervals of its values held the truth less often "
                "than stated for firms that answered."
            )
        )
    own = [slot for slot in run.slots if slot.of_actors and slot.record.observed == "self"]
    if own:
        yield (
            say(
                "As observed, a silent actor has no value of its own, so that it is not among "
                "those on "
                "top; in the draws it can be."
            )
        )
