"""What is said of the shape of the supply chain, the most consequential first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis.chain.chain_links import FEWER, MISSING, stage_words
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.words import count, mentions, number, percent

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
    claim = f"{count(len(rows), 'stage', 'stages')} of the chain {_has(len(rows))} no firm inside"
    caution = "Firms nobody listed in the survey may be there."
    return [_said("chain_empty_stage", claim, f": {names}.", rows=rows, caution=caution)]


def _with_buyers(stage: str, bought: pd.Series) -> str:
    buyers = int(bought.get(stage, 0))
    firms = count(buyers, "firm buys", "firms buy")
    return f"{stage} ({firms} from it outside)" if buyers else stage


def _has(n: int) -> str:
    return "has" if n == 1 else "have"


def _links(chain: Chain, least: float) -> list[Finding]:
    links, made = chain.links, []
    total = links["ties"].sum()
    for _, row in links[links["says"] == MISSING].iterrows():
        if total and not row["expected"] >= least:
            continue
        claim = f"No supply tie leads from {row['earlier']} to {row['later']}"
        rest = f", where {_about(row['expected'])} would be expected" if total else ""
        if row["both"]:
            rest += f"; {count(row['both'], 'firm does', 'firms do')} both"
        made.append(_said("chain_missing", claim, f"{rest}.", rows=row.to_frame().T))
    tested = int(links["p"].notna().sum())
    weak = links[links["says"] == FEWER].sort_values("p_holm")
    for _, row in weak.iterrows():
        claim = f"{_ties(int(row['ties']), int(row['reported']))} from {row['earlier']} to "
        claim += str(row["later"])
        rest = f", where {_about(row['expected'])} would be expected (p = {row['p_holm']:.3f})."
        caution = f"The p allows for the {tested} links tested."
        rows = row.to_frame().T
        made.append(_said("chain_weak", claim, rest, rows=rows, caution=caution))
    return made


def _ties(ties: int, reported: int) -> str:
    """Count supply ties; where others are reported of pairs not known in full, say so."""
    if reported == ties:
        return count(ties, "supply tie leads", "supply ties lead")
    among = "among the pairs known in full"
    return count(ties, f"supply tie {among} leads", f"supply ties {among} lead")


def _about(expected: float) -> str:
    return f"about {number(round(float(expected), 1))}"


def _hanging(chain: Chain, least: int) -> list[Finding]:
    known = chain.firms["one"].dropna().astype(bool)
    if len(known) < least or not known.any():
        return []
    claim = f"{int(known.sum())} of {count(len(known), 'firm', 'firms')} that buy "
    claim += "hang on one supplier" if known.sum() != 1 else "hangs on one supplier"
    top = chain.hanging[chain.hanging["firms"] > 1].head(_SHOWN)
    rest: tuple[str | Mention, ...] = (".",)
    if len(top):
        people = [_mention(chain, row.supplier) for row in top.itertuples()]
        firms = [str(row.firms) for row in top.itertuples()]
        each = " and ".join([", ".join(firms[:-1]), firms[-1]]) if len(firms) > 1 else firms[0]
        each = f"{firms[0]} each" if len(firms) > 1 and len(set(firms)) == 1 else f"{each} of them"
        verb = "is the only supplier of" if len(people) == 1 else "are the only suppliers of"
        rest = ("; ", *mentions(people), f" {verb} {each}.")
    caution = "Only suppliers that the survey names count."
    return [_said("chain_single", claim, *rest, rows=chain.hanging, caution=caution)]


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
    names += f" and {more} more" if more > 0 else ""
    claim = f"{count(len(rows), 'input is', 'inputs are')} bought outside the cluster only"
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
    share = f" ({percent(found['jumps_share'])})" if jumps else ""
    claim = f"{count(jumps, 'supply tie jumps', 'supply ties jump')} over a stage{share}"
    rest = f", and {count(against, 'runs', 'run')} against the order of the stages." if against \
        else "."  # fmt: skip
    caution = "Where a chain branches, a tie can seem to jump that does not."
    return [_said("chain_jumps", claim, rest, rows=chain.odd, caution=caution)]


def _shape(chain: Chain, fewest: int) -> list[Finding]:
    found = _numbers(chain)
    if found.get("ties", 0) < fewest or not {"flow", "incoherence"} <= set(found):
        return []
    claim = f"{percent(found['flow'])} of the supply ties inside are part of no circle"
    if found["flow"] == 1:
        claim = "No supply tie inside is part of a circle"
    rest = (
        f"; on the scale from 0 (each tie goes one level down the chain) to 1 (goods go round in "
        f"circles), trade stands at {found['incoherence']:.2f}."
    )
    return [_said("chain_flow", claim, rest, rows=chain.numbers, source="mackay2020")]


def _linkage(chain: Chain, least: int) -> list[Finding]:
    found, known = _numbers(chain), int(chain.firms["linkage"].notna().sum())
    if "linkage" not in found or known < least:
        return []
    share = percent(found["linkage"])
    claim = f"What firms buy inside the cluster is worth {share} of their output"
    rest = f" (local linkage ratio, over {count(known, 'firm', 'firms')})."
    return [_said("chain_linkage", claim, rest, rows=chain.numbers)]


def _markets(chain: Chain) -> list[Finding]:
    rows = chain.markets.dropna(subset=["share"])
    named = rows.dropna(subset=["buyer"])
    if len(rows) < 2 or named.empty:
        return []
    top = named.sort_values(["share", "chain"], ascending=[False, True]).iloc[0]
    claim = f"{len(chain.markets)} destination markets are named"
    buyer = _mention(chain, top["buyer"])
    rest = f" buys {percent(float(top['share']))} of all that is sold along it, by {top['by']}."
    return [_said("chain_markets", claim, f"; in the chain named {top['chain']}, ", buyer, rest,
                  rows=chain.markets)]  # fmt: skip
