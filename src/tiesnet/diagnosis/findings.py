"""What was found, in at most six plain sentences, the most consequential first."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from tiesnet.diagnosis.brokers import brokers, risks
from tiesnet.diagnosis.cooperation import formal_informal, horizontal_vertical
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.kept import kept
from tiesnet.diagnosis.register import DISCONNECTED, disconnected, response, silent
from tiesnet.diagnosis.words import count, mentions, number, percent
from tiesnet.metrics import Measures

Diagnosis = Callable[[Measures], Finding | None]
_WORDS = {
    "isolate": ("has no tie at all", "have no tie at all"),
    "outside the main component": ("sits outside the main group", "sit outside the main group"),
    "hangs by one tie": ("hangs by one tie", "hang by one tie"),
    "hangs by one actor": ("hangs by one actor", "hang by one actor"),
    "core number 1 or less": ("sits on a chain of single ties", "sit on chains of single ties"),
}

_EACH_TIED = ": each is tied to the others in several ways."
_NAMED = 4  # so many names a sentence can carry


@kept
def findings(measures: Measures) -> tuple[Finding, ...]:
    """Say what was found.

    Parameters
    ----------
    measures : Measures
        From `measure`, over all layers and metrics.

    Returns
    -------
    tuple of Finding
        At most six. What cannot be said with the data at hand is left out.
    """
    every: tuple[Diagnosis, ...] = (
        _disconnected,
        _holding,
        _silent,
        _chain,
        _layers,
        _brokers,
    )
    return tuple(found for diagnose in every if (found := diagnose(measures)) is not None)


def _disconnected(measures: Measures) -> Finding | None:
    rows = disconnected(measures)
    asked = response(measures)
    if not asked.answered:
        return None
    off = rows["connection"].isin(DISCONNECTED)
    hanging = _by_kind(rows[~off], "more ")
    caution = "Only firms that answered are counted." if asked.silent else ""
    if not off.any():
        rest = (", but ", *hanging, ".") if hanging else (_EACH_TIED,)
        claim = "No firm that answered is disconnected"
        return Finding("disconnected", "disconnected", claim, rest, rows, caution)
    claim = f"{count(int(off.sum()), 'firm is', 'firms are')} disconnected"
    rest = (": ", *_by_kind(rows[off]), *(("; ", *hanging) if hanging else ()), ".")
    return Finding("disconnected", "disconnected", claim, rest, rows, caution)


def _by_kind(rows: pd.DataFrame, more: str = "") -> tuple[str | Mention, ...]:
    parts: list[str | Mention] = []
    for word, group in rows.groupby("connection", sort=False):
        parts += [", "] if parts else []
        parts += [f"{len(group)} {more}{_WORDS[str(word)][len(group) > 1]}"]
        if len(group) <= _NAMED and not more:
            people = [Mention(str(k), str(name)) for k, name in group["name"].items()]
            parts += [" (", *mentions(people), ")"]
    return tuple(parts)


def _silent(measures: Measures) -> Finding | None:
    rows = silent(measures)
    if rows.empty:
        return None
    claim = f"{count(len(rows), 'firm', 'firms')} did not answer"
    rest = _known_of(int((rows["named_by"] > 0).sum()), int((rows["named_by"] == 0).sum()))
    return Finding("silent", "survey", claim, (f". {rest}",), rows)


def _known_of(named: int, unnamed: int) -> str:
    it = "it" if named + unnamed == 1 else "them"
    if not named:
        return f"Nobody names {it}, so we know nothing about {it}."
    if not unnamed:
        return f"{'It is' if it == 'it' else 'All of them are'} named by others."
    verb = "is" if named == 1 else "are"
    return f"{named} of them {verb} named by others; about {unnamed} we know nothing."


def _holding(measures: Measures) -> Finding | None:
    rows = risks(measures)
    if rows.empty:
        if measures.net.inside().layer("all").ties.empty:
            return None
        rest = (": nobody would be cut off if any one of them left.",)
        return Finding("holding", "brokers", "No single actor holds the network together", rest)
    top, second = rows.iloc[0], rows.iloc[1] if len(rows) > 1 else None
    lost = count(int(top["cuts_off"]), "actor", "actors")
    if second is None or second["cuts_off"] < 2:
        rest = (f": without it, {lost} would be cut off.",)
        return Finding(
            "holding", "brokers", f"{top['name']} holds the network together", rest, rows
        )
    other = Mention(str(rows.index[1]), str(second["name"]))
    return Finding(
        "holding",
        "brokers",
        f"{top['name']} holds the network together",
        (
            f": without it, {lost} would be cut off; without ",
            other,
            f", {second['cuts_off']}.",
        ),
        rows,
    )


def _chain(measures: Measures) -> Finding | None:
    table = horizontal_vertical(measures)
    if "stage_ratio" not in table:
        return None
    said = []
    for layer in ("formal", "informal"):
        ratio = table["stage_ratio"].get(layer)
        if ratio is not None and pd.notna(ratio) and ratio > 0:
            said.append((layer, float(ratio)))
    if not said:
        return None
    parts = [f"{layer} ties are {_times(ratio)}" for layer, ratio in said]
    caution = "Shares follow what the questionnaire asked; no test of chance is made here."
    return Finding(
        "chain", "chain", _chain_claim(said), (f": {', '.join(parts)}.",), table, caution
    )


def _times(ratio: float) -> str:
    if 0.95 < ratio < 1.05:
        return "as likely between stages as within one"
    if ratio > 1:
        return f"{number(ratio)} times as likely between stages as within one"
    return f"{number(1 / ratio)} times as likely within a stage as between stages"


def _chain_claim(said: list[tuple[str, float]]) -> str:
    along = [layer for layer, ratio in said if ratio > 1.05]
    across = [layer for layer, ratio in said if ratio < 0.95]
    if along and across:
        return f"{along[0].capitalize()} ties run along the chain, {across[0]} ties among peers"
    if along:
        return "Firms work along the chain more than among peers"
    if across:
        return "Firms work among peers more than along the chain"
    return "Firms work along the chain and among peers alike"


def _layers(measures: Measures) -> Finding | None:
    row = formal_informal(measures)
    if row is None or not row["pairs_a"] or pd.isna(row["share_of_a_in_b"]):
        return None
    claim = f"{percent(row['share_of_a_in_b'])} of the formal ties run beside an informal one"
    rest = ""
    if pd.notna(row["expected_share_of_a_in_b"]):
        rest = f"; chance alone would give {percent(row['expected_share_of_a_in_b'])}"
    return Finding("layers", "layers", claim, (f"{rest}.",), row.to_frame().T)


def _brokers(measures: Measures) -> Finding | None:
    rows = brokers(measures)
    rows = rows[rows["betweenness"] > 0].head(3)
    if rows.empty:
        return None
    people = [Mention(str(k), str(name)) for k, name in rows["name"].items()]
    claim = (
        "One broker stands between the others"
        if len(rows) == 1
        else f"{number(len(rows))} brokers stand most often between others"
    )
    return Finding("brokers", "brokers", claim, (": ", *mentions(people), "."), rows)
