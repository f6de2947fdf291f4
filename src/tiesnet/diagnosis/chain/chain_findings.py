"""What is said of the shape of the supply chain, the most consequential first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis.chain.chain_links import FEWER, MISSING, stage_words
from tiesnet.diagnosis.chain.chain_markets import BY_VALUE
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.words import count, mentions, number, p_value, percent
from tiesnet.language import joined, localised, pieces, say, say_n

if TYPE_CHECKING:
    from tiesnet.diagnosis.chain.chain_shape import Chain

_SHOWN = 3
_SOURCE = "altenburg1999"


def chain_findings(
    chain: Chain, *, expected: float, buyers: int, fewest: int
) -> tuple[Finding, ...]:
    """Say where the chain has gaps.

    Parameters
    ----------
    chain : Chain
        Its tables.
    expected : float
        Supply ties expected before a missing link is reported.
    buyers : int
        Fewest firms that buy before a share of them is reported.
    fewest : int
        Fewest supply ties before their shape is reported.
    """
    made = [
        *_empty_stages(chain),
        *_links(chain, expected),
        *_hanging(chain, buyers),
        *_outside(chain),
        *_jumps(chain, fewest),
        *_shape(chain, fewest),
        *_linkage(chain, buyers),
        *_markets(chain),
    ]
    return tuple(made)


def _said(key: str, claim: str, *rest: str | Mention, rows: pd.DataFrame, caution: str = "",
          source: str = _SOURCE) -> Finding:  # fmt: skip
    return Finding(key, "chain", claim, rest, rows, caution, source)


def _empty_stages(chain: Chain) -> list[Finding]:
    stages = chain.stages
    rows = stages[stages["firms"] == 0]
    if rows.empty or len(rows) == len(stages):
        return []
    words = stage_words(chain.view)
    bought = chain.inputs[chain.inputs["by"] == "stage"].set_index("input")["buyers_outside"]
    names = ", ".join(_with_buyers(words.get(s, s), bought) for s in rows["stage"])
    claim = say_n(
        len(rows),
        "{n} stage of the chain has no firm inside",
        "{n} stages of the chain have no firm inside",
    )
    caution = say("Firms nobody listed in the survey may be there.")
    return [_said("chain_empty_stage", claim, f": {names}.", rows=rows, caution=caution)]


def _with_buyers(stage: str, bought: pd.Series) -> str:
    buyers = int(bought.get(stage, 0))
    if not buyers:
        return stage
    return say_n(
        buyers,
        "{stage} ({n} firm buys from it outside)",
        "{stage} ({n} firms buy from it outside)",
        stage=stage,
    )


def _links(chain: Chain, least: float) -> list[Finding]:
    links, made = chain.links, []
    total = links["ties"].sum()
    for _, row in links[links["says"] == MISSING].iterrows():
        if total and not row["expected"] >= least:
            continue
        ends = {"earlier": str(row["earlier"]), "later": str(row["later"])}
        claim = say("No supply tie leads from {earlier} to {later}", **ends)
        rest = ""
        if total:
            expected = _about(row["expected"])
            rest = say(", where about {number} would be expected", number=expected)
        if row["both"]:
            rest += say_n(int(row["both"]), "; {n} firm does both", "; {n} firms do both")
        made.append(_said("chain_missing", claim, f"{rest}.", rows=row.to_frame().T))
    tested = int(links["p"].notna().sum())
    weak = links[links["says"] == FEWER].sort_values("p_holm")
    for _, row in weak.iterrows():
        rest = say(
            ", where about {number} would be expected ({p}).",
            number=_about(row["expected"]),
            p=p_value(row["p_holm"]),
        )
        caution = say_n(
            tested,
            "The p allows for the {n} link tested.",
            "The p allows for the {n} links tested.",
        )
        rows = row.to_frame().T
        made.append(_said("chain_weak", _ties(row), rest, rows=rows, caution=caution))
    return made


def _ties(row: pd.Series) -> str:
    """Count supply ties; where others are reported of pairs not known in full, say so."""
    ties, ends = int(row["ties"]), {"earlier": str(row["earlier"]), "later": str(row["later"])}
    if int(row["reported"]) == ties:
        return say_n(
            ties,
            "{n} supply tie leads from {earlier} to {later}",
            "{n} supply ties lead from {earlier} to {later}",
            **ends,
        )
    return say_n(
        ties,
        "{n} supply tie among the pairs known in full leads from {earlier} to {later}",
        "{n} supply ties among the pairs known in full lead from {earlier} to {later}",
        **ends,
    )


def _about(expected: float) -> str:
    return number(round(float(expected), 1))


def _hanging(chain: Chain, least: int) -> list[Finding]:
    known = chain.firms["one"].dropna().astype(bool)
    if len(known) < least or not known.any():
        return []
    claim = say_n(
        int(known.sum()),
        "{n} of {firms} hangs on one supplier",
        "{n} of {firms} hang on one supplier",
        firms=count(len(known), "firm that buys", "firms that buy"),
    )
    caution = say("Only suppliers that the survey names count.")
    rest = _suppliers(chain)
    return [_said("chain_single", claim, *rest, rows=chain.hanging, caution=caution)]


def _suppliers(chain: Chain) -> tuple[str | Mention, ...]:
    """Name the suppliers on whom most firms hang."""
    top = chain.hanging[chain.hanging["firms"] > 1].head(_SHOWN)
    if top.empty:
        return (".",)
    people = mentions([_mention(chain, row.supplier) for row in top.itertuples()])
    firms = [int(n) for n in top["firms"]]
    if len(firms) == 1:
        return pieces(
            "; {supplier} is the only supplier of {n} of them.", supplier=people, n=firms[0]
        )
    if len(set(firms)) == 1:
        return pieces(
            "; {suppliers} are the only suppliers of {n} each.", suppliers=people, n=firms[0]
        )
    return pieces(
        "; {suppliers} are the only suppliers of {numbers} of them.",
        suppliers=people,
        numbers=joined([number(n) for n in firms]),
    )


def _mention(chain: Chain, actor: object) -> Mention:
    return Mention(str(actor), str(chain.view.actors["name"].get(actor, actor)))


def _outside(chain: Chain) -> list[Finding]:
    words, stages = stage_words(chain.view), chain.stages
    empty = [words.get(s, s) for s in stages.loc[stages["firms"] == 0, "stage"]]
    rows = chain.inputs[chain.inputs["says"] != ""]
    rows = rows[~rows["input"].isin(empty)]  # they are named already
    if rows.empty:
        return []
    names = ", ".join(map(str, rows["input"].head(2 * _SHOWN)))
    more = len(rows) - 2 * _SHOWN
    if more > 0:
        names = say("{names} and {n} more", names=names, n=more)
    claim = say_n(
        len(rows),
        "{n} input is bought outside the cluster only",
        "{n} inputs are bought outside the cluster only",
    )
    return [_said("chain_outside", claim, f": {names}.", rows=rows)]


def _numbers(chain: Chain) -> dict[str, float]:
    rows = chain.numbers
    values = rows["count"].fillna(rows["value"])
    return {str(key): float(value) for key, value in zip(rows["key"], values, strict=True)}


def _jumps(chain: Chain, fewest: int) -> list[Finding]:
    found = _numbers(chain)
    jumps, against = int(found.get("jumps", 0)), int(found.get("against", 0))
    if found.get("ties", 0) < fewest or not jumps + against:
        return []
    claim = say("0 supply ties jump over a stage")
    if jumps:
        claim = say_n(
            jumps,
            "{n} supply tie jumps over a stage ({share})",
            "{n} supply ties jump over a stage ({share})",
            share=percent(found["jumps_share"]),
        )
    rest = "."
    if against:
        rest = say_n(
            against,
            ", and {n} runs against the order of the stages.",
            ", and {n} run against the order of the stages.",
        )
    caution = say("Where a chain branches, a tie can seem to jump that does not.")
    return [_said("chain_jumps", claim, rest, rows=chain.odd, caution=caution)]


def _shape(chain: Chain, fewest: int) -> list[Finding]:
    found = _numbers(chain)
    if found.get("ties", 0) < fewest or not {"flow", "incoherence"} <= set(found):
        return []
    claim = say(
        "{share} of the supply ties inside are part of no circle", share=percent(found["flow"])
    )
    if found["flow"] == 1:
        claim = say("No supply tie inside is part of a circle")
    rest = say(
        "; on the scale from 0 (each tie goes one level down the chain) to 1 (goods go round in "
        "circles), trade stands at {number}.",
        number=localised(f"{found['incoherence']:.2f}"),
    )
    return [_said("chain_flow", claim, rest, rows=chain.numbers, source="mackay2020")]


def _linkage(chain: Chain, least: int) -> list[Finding]:
    found, known = _numbers(chain), int(chain.firms["linkage"].notna().sum())
    if "linkage" not in found or known < least:
        return []
    claim = say(
        "What firms buy inside the cluster is worth {share} of their output",
        share=percent(found["linkage"]),
    )
    rest = say(" (local linkage ratio, over {firms}).", firms=count(known, "firm", "firms"))
    return [_said("chain_linkage", claim, rest, rows=chain.numbers)]


def _markets(chain: Chain) -> list[Finding]:
    rows = chain.markets.dropna(subset=["share"])
    named = rows.dropna(subset=["buyer"])
    if len(rows) < 2 or named.empty:
        return []
    top = named.sort_values(["share", "chain"], ascending=[False, True]).iloc[0]
    claim = say("{n} destination markets are named", n=len(chain.markets))
    told = {
        "chain": str(top["chain"]),
        "buyer": _mention(chain, top["buyer"]),
        "share": percent(float(top["share"])),
    }
    if top["by"] == BY_VALUE:
        rest = pieces(
            "; in the chain named {chain}, {buyer} buys {share} of all that is sold along it, by "
            "value.",
            **told,
        )
    else:
        rest = pieces(
            "; in the chain named {chain}, {buyer} buys {share} of all that is sold along it, by "
            "ties.",
            **told,
        )
    return [_said("chain_markets", claim, *rest, rows=chain.markets)]
