"""The outcome of drawing again and again, in tables and sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from tiesnet.inference.evidence import Evidence
from tiesnet.inference.missing import tables
from tiesnet.inference.missing.filled import Gaps
from tiesnet.inference.missing.run import Drawn, Run
from tiesnet.inference.missing.slots import Slot, groups_by_label
from tiesnet.inference.missing.told_how import MEANING, WORKS, assumptions, cautions, method
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.words import number, percent
from tiesnet.language import say, say_n, word
from tiesnet.network import NOT_SURVEYED

_TITLES = {
    "nonresponse": word("If the missing answers were known"),
    "lost actors": word("If some actors were not there"),
    "lost ties": word("If some ties were not there"),
}


def outcome_of(run: Run, drawn: Drawn, gaps: Gaps | None) -> Outcome:
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
        method(run, steps, gaps),
        tuple(assumptions(run, gaps)),
        tuple(cautions(run, nothing)),
        WORKS[run.cause],
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


def _tables(run: Run, drawn: Drawn) -> Iterator[Evidence]:
    kinds = groups_by_label(run.slots)
    lost = run.cause != "nonresponse"
    meaning = say(MEANING[run.cause], level=percent(run.how.level))
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
            title = word("Ranks by share lost")
            yield tables.evidence("steps", title, rows, tables.STEPS, lost, _STEPS)
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
            name = _titled(run, row)
            if not math.isnan(row["share"]):
                name = say("{run}, {share} lost", run=name, share=percent(row["share"]))
            yield (
                say(
                    "{run}: {value} as observed, {low} to {high} in {held} of the draws.",
                    run=name,
                    value=number(row["value"]),
                    low=number(row["low"]),
                    high=number(row["high"]),
                    held=percent(row["held"]),
                )
            )


def _top_said(run: Run, row: Mapping[Any, Any]) -> Iterator[str]:
    if not row["draws"] or not row["size"]:
        return
    said = say_n(
        int(row["size"]),
        "{run}: the same actor is on top in {same} of the draws; on average {kept} of them stay "
        "there.",
        "{run}: the same {n} actors are on top in {same} of the draws; on average {kept} of them "
        "stay there.",
        run=_titled(run, row),
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
