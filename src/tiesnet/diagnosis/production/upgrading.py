"""Upgrading expected under each form of governance, beside the upgrading firms report."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.production.governance import (
    HIERARCHY,
    MARKET,
    NETWORK,
    QUASI,
    prevailing_form,
)
from tiesnet.diagnosis.tested import BESIDE_P, beside
from tiesnet.diagnosis.words import p_value
from tiesnet.inference import TestResult, permute_labels
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, governance_ties, says_yes
from tiesnet.network import Network

KINDS = {
    "process": word("Process"),
    "product": word("Product"),
    "functional": word("Functional"),
    "intersectoral": word("Inter-sectoral"),
}
"""The kinds of upgrading by the end of their column, as a person would write them."""
FAVOURED, SLOWER, HINDERED, OPEN, NONE = (
    word("favoured"),
    word("slower"),
    word("hindered"),
    word("open"),
    word("no prediction"),
)
EXPECTED = {
    QUASI: {"process": FAVOURED, "product": FAVOURED, "functional": HINDERED},
    NETWORK: {"process": FAVOURED, "product": FAVOURED, "functional": FAVOURED},
    MARKET: {"process": SLOWER, "product": SLOWER, "functional": OPEN},
    HIERARCHY: {},
}
"""What Humphrey and Schmitz (2002) expect; hierarchy carries no prediction."""
_HIGH = {"process": QUASI, "product": QUASI, "functional": MARKET}
_FEWEST, _LEVEL = 5, 0.05
_TABLE = (
    Field("form", "Sells mostly in", "word"),
    Field("kind", "Upgrading", "word"),
    Field("expected", "Expected", "word",
          definition="Humphrey and Schmitz (2002). Between sectors they expect nothing by form."),
    Field("firms", "Firms", "count", "", "Firms inside that sell mostly so."),
    Field("told", "Told", "count", "firms", "Of which the survey tells yes or no."),
    Field("report", "Report it", "count", "firms"),
    Field("share", "Share", "percent"),
)  # fmt: skip
_CONTRAST = (
    Field("kind", "Upgrading", "word"),
    Field("more", "Expected more in", "word"),
    Field("quasi", "Share in quasi-hierarchies", "percent"),
    Field("quasi_firms", "of", "count", "firms"),
    Field("market", "Share in market ties", "percent"),
    Field("market_firms", "of ", "count", "firms"),
    Field("p", "p", "number", "",
          "Twice the share of shuffles at least as high, or as low, whichever is smaller."),
    *BESIDE_P,
    Field("remark", "Remark", "word"),
)  # fmt: skip
_CHAINS = (
    Field("chain", "Sells mostly for", definition="The destination of most of its sales."),
    Field("kind", "Upgrading", "word"),
    *_TABLE[3:],
)
_FIRMS = (
    Field("firm", "Firm", "actor"),
    Field("form", "Sells mostly in", "word"),
    *(Field(kind, label, "flag") for kind, label in KINDS.items()),
)


@diagnosis(
    chapter="production",
    label="Upgrading beside governance",
    question="Do firms upgrade as the governance of their chain would suggest?",
    needs="the governance of trade ties, and the kinds of upgrading that firms report",
    limits="What is expected is a hypothesis on producers in global chains. Firms report their own "
    "upgrading, and those in one form may differ in much else.",
    source="humphrey2000, humphrey2002",
)
def upgrading(
    measures: Measures, *, depends: float = 0.5, owns: float = 0.5, replications: int = 999
) -> Diagnosis:
    """The upgrading firms report, by the form of governance in which they sell most.

    Process: making things better or cheaper. Product: making better things. Functional: taking
    on new functions such as design or marketing. Inter-sectoral: moving into another sector.
    Quasi-hierarchies are expected to favour process and product upgrading and to hinder
    functional upgrading; networks to favour all three; market ties to leave functional upgrading
    open and the others slower. Hierarchies carry no prediction, and no form does for moving
    into another sector.

    Each firm inside counts with the form in which it sells most, as governance tells it. Firms
    that sell mostly in quasi-hierarchies and in market ties are compared: the difference of the
    shares that report, against forms shuffled among these firms. p = (b + 1) / (m + 1),
    two-sided. By destination, a firm counts with the market to which most of its sales go, where
    sales name one. An empty cell is not known; a word for no, or 0, is a no; anything else is
    a yes.
    """
    net, seed = measures.net, seed_of(measures)
    told, firms = reported_upgrading(net), _firms(net, depends, owns)
    firms = firms.join(told, on="firm")
    tested = {kind: _tested(firms, kind, replications, seed) for kind in _HIGH}
    gaps = _gaps(told, firms)
    tables: tuple[Evidence, ...] = (
        Evidence("upgrading", "Upgrading by form of governance", _table(firms), _TABLE),
        Evidence("upgrading_contrast", "Quasi-hierarchies beside market ties",
                 _contrast(firms, tested), _CONTRAST),
        Evidence("upgrading_chains", "Upgrading by destination", _by_chain(net, told), _CHAINS,
                 shown="folded"),
        Evidence("upgrading_firms", "Upgrading firm by firm", firms, _FIRMS, shown="workbook"),
    )  # fmt: skip
    return Diagnosis(
        tables=() if gaps else tables,
        findings=() if gaps else _findings(firms, tested),
        gaps=gaps,
        parameters={
            word("Share of the supplier's sales from which it depends"): depends,
            word("Share owned from which a tie is a hierarchy"): owns,
            word("Fewest firms in a form to compare"): _FEWEST,
            word("Largest p taken for a difference"): _LEVEL,
            word("Shuffles"): replications,
            word("Seed"): seed,
        },
    )


def reported_upgrading(net: Network) -> pd.DataFrame:
    """Give what every firm reports: per kind True, False, or empty when it is not known."""
    made = pd.DataFrame(index=net.actors.index)
    for kind in KINDS:
        column = f"upgrading_{kind}"
        values = net.actors.get(column, pd.Series(None, index=made.index, dtype="object"))
        made[kind] = pd.Series([says_yes(v) for v in values], index=made.index, dtype="object")
    return made


def _firms(net: Network, depends: float, owns: float) -> pd.DataFrame:
    form = prevailing_form(governance_ties(net, depends=depends, owns=owns))
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    form = form[inside[form.index.to_numpy(dtype=np.int64)]]
    ids = net.actors.index.to_numpy(dtype=object)[form.index.to_numpy(dtype=np.int64)]
    made = pd.DataFrame({"firm": ids, "form": form.to_numpy(dtype=object)})
    return made.sort_values(["form", "firm"], ignore_index=True)


def _table(firms: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for form, expected in EXPECTED.items():
        own = firms[firms["form"] == form]
        for kind, label in KINDS.items():
            if own.empty:
                continue
            told = own[kind].dropna()
            rows.append(
                {
                    "form": form,
                    "kind": label,
                    "expected": expected.get(kind, NONE),
                    **_counted(told, len(own)),
                }
            )
    return pd.DataFrame(rows, columns=[field.key for field in _TABLE])


def _by_chain(net: Network, told: pd.DataFrame) -> pd.DataFrame:
    """Count what firms report by the destination of most of their sales in money."""
    ties = governance_ties(net, by_chain=True)
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    ties = ties[inside[ties["supplier"].to_numpy(dtype=np.int64)]]
    sums = ties.groupby(["supplier", "chain"])["value"].sum(min_count=1).dropna().reset_index()
    top = sums.sort_values(["supplier", "value", "chain"], ascending=[True, False, True])
    top = top.drop_duplicates("supplier")
    rows = []
    for chain, own in top.groupby("chain"):
        ids = net.actors.index[own["supplier"].to_numpy(dtype=np.int64)]
        for kind, label in KINDS.items():
            said = told.loc[ids, kind].dropna()
            rows.append({"chain": str(chain), "kind": label, **_counted(said, len(ids))})
    return pd.DataFrame(rows, columns=[field.key for field in _CHAINS])


def _counted(told: pd.Series, firms: int) -> dict[str, object]:
    share = told.sum() / len(told) if len(told) else np.nan
    return {"firms": firms, "told": len(told), "report": int(told.sum()), "share": share}


def _tested(firms: pd.DataFrame, kind: str, replications: int, seed: int) -> TestResult | None:
    """Compare the shares of two forms; None when too few firms tell."""
    own = firms[firms["form"].isin([QUASI, MARKET])].dropna(subset=[kind])
    labels = (own["form"] == QUASI).to_numpy(dtype=bool)
    if min(labels.sum(), (~labels).sum()) < _FEWEST:
        return None
    yes = own[kind].to_numpy(dtype=float)

    def difference(quasi: NDArray[np.bool_]) -> dict[str, float]:
        return {"difference": float(yes[quasi].mean() - yes[~quasi].mean())}

    null = word("forms of selling shuffled among the firms that tell")
    found = permute_labels(difference, labels, replications=replications, seed=seed, null=null)
    return found["difference"]


def _contrast(firms: pd.DataFrame, tested: dict[str, TestResult | None]) -> pd.DataFrame:
    rows = []
    for kind, result in tested.items():
        row: dict[str, object] = {"kind": KINDS[kind], "more": _HIGH[kind]}
        for name, form in (("quasi", QUASI), ("market", MARKET)):
            told = firms.loc[firms["form"] == form, kind].dropna()
            row[name] = told.sum() / len(told) if len(told) else np.nan
            row[f"{name}_firms"] = len(told)
        row |= beside(result)
        row["remark"] = word("too few firms tell") if result is None else None
        rows.append(row)
    return pd.DataFrame(rows, columns=[field.key for field in _CONTRAST])


def _gaps(told: pd.DataFrame, firms: pd.DataFrame) -> tuple[Gap, ...]:
    if not told.notna().to_numpy().any():
        return (
            Gap(
                "Upgrading cannot be set beside governance: no firm tells of its upgrading.",
                "Ask every firm whether it improved processes, products or functions, or moved "
                "into another sector, in the last years.",
            ),
        )
    if firms.empty:
        return (
            Gap(
                "Upgrading cannot be set beside governance: the form of no sale is told.",
                "Ask who specifies what is sold, the value of each sale, and total sales.",
            ),
        )
    return ()


def _findings(firms: pd.DataFrame, tested: dict[str, TestResult | None]) -> tuple[Finding, ...]:
    result = tested["functional"]
    if result is None:
        return ()
    rows = _contrast(firms, tested)
    row = rows.set_index("kind").loc[KINDS["functional"]]
    quasi, market = (
        (round(row[name] * row[f"{name}_firms"]), int(row[f"{name}_firms"]))
        for name in ("quasi", "market")
    )
    claim = say_n(
        quasi[0],
        "{n} of {firms} firms that sell mostly in quasi-hierarchies reports functional upgrading "
        "(design, marketing), and {market} of {others} in market ties",
        "{n} of {firms} firms that sell mostly in quasi-hierarchies report functional upgrading "
        "(design, marketing), and {market} of {others} in market ties",
        firms=quasi[1],
        market=market[0],
        others=market[1],
    )
    p = p_value(result.p)
    if result.p > _LEVEL:
        rest = say("; differences like this are common by chance ({p}).", p=p)
    elif quasi[0] * market[1] < market[0] * quasi[1]:
        rest = say("; Humphrey and Schmitz expect this ({p}).", p=p)
    else:
        rest = say("; Humphrey and Schmitz expect the opposite ({p}).", p=p)
    return (Finding("upgrading", "production", claim, (rest,), rows, source="humphrey2002"),)
