"""Who commands in trade: market, network, quasi-hierarchy or hierarchy, per tie, firm and chain."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import GOVERNANCE_FORMS, Measures, governance_shares, governance_ties
from tiesnet.network import Network

HIERARCHY, QUASI, NETWORK, MARKET = GOVERNANCE_FORMS
UNDETERMINED, SEVERAL = word("undetermined"), word("several alike")
_FEWEST = 10
_MEANING = {
    HIERARCHY: word("one owns half or more of the other"),
    QUASI: word("the buyer specifies, the supplier depends on it"),
    NETWORK: word("both specify jointly"),
    MARKET: word("standard, or the supplier specifies"),
    UNDETERMINED: word("see the reasons"),
}
_LABELS = {
    HIERARCHY: word("Hierarchy"),
    QUASI: word("Quasi-hierarchy"),
    NETWORK: word("Network"),
    MARKET: word("Market"),
}
_FORMS = (
    Field("form", "Form", "word"),
    Field("meaning", "Meaning", "word"),
    Field("governed", "A form of governance", "flag",
          definition="The literature does not count market ties as governance."),
    Field("ties", "Ties", "count"),
    Field("share", "Share", "percent", definition="Of the ties whose form is told."),
    Field("inside", "Inside the cluster", "count", "ties"),
    Field("outside", "With firms outside", "count", "ties"),
    Field("suppliers", "Suppliers", "count", "firms", "Distinct firms that sell so."),
    Field("value", "Value", "number", "money per year", "Of the ties whose value is told."),
)  # fmt: skip
_REASONS = (Field("reason", "Why undetermined", "word"), Field("ties", "Ties", "count"))
_CHAINS = (
    Field("chain", "Chain"),
    Field("ties", "Ties", "count"),
    Field("told", "Form told", "count", "ties"),
    *(Field(form, label, "percent", definition="Of the ties whose form is told.")
      for form, label in _LABELS.items()),
)  # fmt: skip
_FIRMS = (
    Field("firm", "Firm", "actor"),
    Field("ties", "Sales ties", "count"),
    Field("told", "Form told", "count", "ties"),
    *(Field(form, label, "count", "sales ties") for form, label in _LABELS.items()),
    Field("prevails", "Sells mostly in", "word",
          definition="The form with most sales in money where all are told, else with most ties."),
    Field("governs", "Suppliers it governs", "count", "firms",
          "Owned by it, or in a quasi-hierarchy under it."),
)  # fmt: skip
_TIES = (
    Field("supplier", "Supplier", "actor"),
    Field("buyer", "Buyer", "actor"),
    Field("layer", "Relation", "layer"),
    Field("form", "Form", "word"),
    Field("reason", "Why", "word"),
    Field("dependence", "Share of the supplier's sales", "percent",
          definition="All sales to this buyer over the supplier's total sales."),
    Field("owner", "Owner", "actor"),
    Field("owned", "Owned", "actor"),
    Field("ownership", "Share owned", "percent"),
    Field("value", "Value", "number", "money per year"),
)  # fmt: skip


@diagnosis(
    chapter="production",
    label="Governance of the chain",
    question="Who commands in the trade of the cluster?",
    needs="who buys from whom, who specifies the product, the value of each sale, the total sales "
    "of suppliers, and who owns whom",
    limits="It reads what firms say of specification and sales. A buyer can command in other ways: "
    "by credit, inputs or machines lent.",
    source="humphrey2000, humphrey2002",
)
def governance(measures: Measures, *, depends: float = 0.5, owns: float = 0.5) -> Diagnosis:
    """Who commands in each tie between a buyer and a supplier, and how much of trade is governed.

    The first that applies to a tie: hierarchy, when one end owns at least half of the other;
    quasi-hierarchy, when the buyer sets the specification and its share of the supplier's total
    sales is at least half; network, when they specify jointly; market, when the product is
    standard or the supplier specifies. Everything else is undetermined, with the reason.

    Buyers and suppliers outside the cluster count, when the other end is inside. Market ties are
    shown apart, since they are no form of governance. A firm sells mostly in the form with the
    most sales in money, where the value of all its sales whose form is told is known, else with
    the most ties. In chains, each tie counts in every destination market that it is named to
    serve, with what is said of that market.
    """
    net = measures.net
    ties = _of_cluster(net, governance_ties(net, depends=depends, owns=owns))
    chains = _of_cluster(net, governance_ties(net, depends=depends, owns=owns, by_chain=True))
    forms = _forms(ties)
    tables: tuple[Evidence, ...] = (
        Evidence("governance", "Forms of governance", forms, _FORMS, _READING),
        Evidence("governance_chains", "Governance by destination", _by_chain(chains), _CHAINS),
        Evidence("governance_reasons", "Why the form is not told", _reasons(ties), _REASONS,
                 shown="folded"),
        Evidence("governance_firms", "Governance firm by firm", _firms(net, ties), _FIRMS,
                 shown="folded"),
        Evidence("governance_ties", "Governance tie by tie", _tie_rows(net, ties), _TIES,
                 shown="workbook"),
    )  # fmt: skip
    gaps = tuple(_gaps(net, ties, chains))
    return Diagnosis(
        tables=tables if len(ties) else (),
        findings=_findings(forms),
        gaps=gaps,
        cautions=tuple(_cautions(ties)),
        parameters={
            word("Share of the supplier's sales from which it depends"): depends,
            word("Share owned from which a tie is a hierarchy"): owns,
            word("Fewest ties whose form is told"): _FEWEST,
        },
    )


_READING = word("Shares leave out the ties whose form is not told. Market ties are reported apart.")


def prevailing_form(ties: pd.DataFrame) -> pd.Series:
    """Give, per supplier (position), the form in which it sells most; `SEVERAL` when alike.

    Parameters
    ----------
    ties : DataFrame
        From `governance_ties`; a supplier none of whose forms is told is left out.
    """
    told = ties[ties["form"] != UNDETERMINED]
    whole = told["value"].notna().groupby(told["supplier"]).transform("all")
    size = told["value"].where(whole, 1.0)
    sums = size.groupby([told["supplier"], told["form"]]).sum().rename("size").reset_index()
    top = sums[sums["size"] == sums.groupby("supplier")["size"].transform("max")]
    groups = top.groupby("supplier")["form"]
    return groups.first().where(groups.size() == 1, SEVERAL)


def _of_cluster(net: Network, ties: pd.DataFrame) -> pd.DataFrame:
    """Keep the ties with an end inside."""
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    ends = ties[["supplier", "buyer"]].to_numpy(dtype=np.int64)
    return ties[inside[ends].any(axis=1)].reset_index(drop=True)


def _forms(ties: pd.DataFrame) -> pd.DataFrame:
    told = int((ties["form"] != UNDETERMINED).sum())
    rows = []
    for form in (*GOVERNANCE_FORMS, UNDETERMINED):
        own = ties[ties["form"] == form]
        known = form != UNDETERMINED
        rows.append(
            {
                "form": form,
                "meaning": _MEANING[form],
                "governed": form != MARKET if known else None,
                "ties": len(own),
                "share": len(own) / told if told and known else np.nan,
                "inside": int((own["reach"] == "internal").sum()),
                "outside": int((own["reach"] == "external").sum()),
                "suppliers": int(own["supplier"].nunique()),
                "value": float(own["value"].sum()) if own["value"].notna().any() else np.nan,
            }
        )
    return pd.DataFrame(rows)


def _by_chain(ties: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for chain, own in ties.groupby("chain"):
        counts = own["form"].value_counts()
        told = len(own) - int(counts.get(UNDETERMINED, 0))
        shares = {form: counts.get(form, 0) / told if told else np.nan for form in GOVERNANCE_FORMS}
        rows.append({"chain": str(chain), "ties": len(own), "told": told, **shares})
    return pd.DataFrame(rows, columns=[field.key for field in _CHAINS])


def _reasons(ties: pd.DataFrame) -> pd.DataFrame:
    counts = ties.loc[ties["form"] == UNDETERMINED, "reason"].value_counts()
    return counts.rename_axis("reason").rename("ties").reset_index()


def _firms(net: Network, ties: pd.DataFrame) -> pd.DataFrame:
    counts = governance_shares(ties, len(net.actors))
    owns = (ties["form"] == HIERARCHY) & (ties["owner"] == ties["buyer"])
    governed = ties[owns | (ties["form"] == QUASI)].drop_duplicates(["supplier", "buyer"])
    counts["governs"] = governed["buyer"].value_counts().reindex(counts.index).fillna(0).astype(int)
    counts["prevails"] = prevailing_form(ties).reindex(counts.index).astype("object")
    counts.insert(0, "firm", net.actors.index.to_numpy())
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    counts = counts[((counts["ties"] > 0) & inside) | (counts["governs"] > 0)]
    counts = counts.sort_values(["governs", "told", "firm"], ascending=[False, False, True])
    return counts[[field.key for field in _FIRMS]].reset_index(drop=True)


def _tie_rows(net: Network, ties: pd.DataFrame) -> pd.DataFrame:
    ids = np.array([*net.actors.index, None], dtype=object)  # the last is for nobody
    ends = {end: ids[ties[end].to_numpy(dtype=np.int64)] for end in
            ("supplier", "buyer", "owner", "owned")}  # fmt: skip
    rank = ties["form"].map({form: place for place, form in enumerate(GOVERNANCE_FORMS)})
    made = ties.assign(**ends, rank=rank).sort_values(["rank", "supplier", "buyer"])
    return made[[field.key for field in _TIES]].reset_index(drop=True)


def _gaps(net: Network, ties: pd.DataFrame, chains: pd.DataFrame) -> Iterator[Gap]:
    if ties.empty:
        yield Gap(
            "Who commands in trade cannot be said: no tie between a buyer and a supplier is known.",
            "Ask every firm whom it sells to and buys from, outside the cluster too.",
        )
        return
    told = int((ties["form"] != UNDETERMINED).sum())
    yield from _few_told(ties, told)
    yield from _dependence_unknown(ties)
    if told and chains.empty:
        yield Gap(
            "Governance cannot be told by destination market.",
            "Ask for each sale which market it serves in the end.",
        )


def _few_told(ties: pd.DataFrame, told: int) -> Iterator[Gap]:
    """Say that too little is known of who specifies what is sold."""
    if not ties["spec_by"].notna().any():
        yield Gap(
            "Who commands in trade cannot be said: nobody tells who specifies what is sold.",
            "Ask of every supplier and buyer who sets the specification: buyer, supplier, both "
            "jointly, or nobody since the product is standard.",
        )
    elif told < _FEWEST:
        yield Gap(
            say_n(
                told,
                "Who commands in trade is not said: the form of {n} tie is told.",
                "Who commands in trade is not said: the form of {n} ties is told.",
            ),
            "Ask of every sale who sets the specification and its value, and for total sales.",
        )


def _dependence_unknown(ties: pd.DataFrame) -> Iterator[Gap]:
    """Say of how many ties the form hangs on sales that nobody told."""
    blank = ties["spec_by"].eq("buyer") & ties["dependence"].isna()
    open_ = int((blank & (ties["form"] == UNDETERMINED)).sum())
    if open_:
        yield Gap(
            say_n(
                open_,
                "Of {n} tie in which the buyer specifies it is not known whether the supplier "
                "depends.",
                "Of {n} ties in which the buyer specifies it is not known whether the supplier "
                "depends.",
            ),
            "Ask suppliers for their total sales, and for their sales to each main buyer.",
        )


def _findings(forms: pd.DataFrame) -> tuple[Finding, ...]:
    ties = forms.set_index("form")["ties"]
    told = int(ties[list(GOVERNANCE_FORMS)].sum())
    if told < _FEWEST:
        return ()
    governed = told - int(ties[MARKET])
    claim = say_n(
        governed,
        "{n} of {told} trade ties whose form is told ({share}) is governed by more than the market",
        "{n} of {told} trade ties whose form is told ({share}) are governed by more than the "
        "market",
        told=told,
        share=percent(governed / told),
    )
    rest = say_n(
        int(ties[MARKET]),
        ": in {quasi} a buyer specifies for a supplier that depends on it (quasi-hierarchy), in "
        "{network} both specify jointly (network), in {hierarchy} one owns at least half of the "
        "other (hierarchy). {n} is a market tie.",
        ": in {quasi} a buyer specifies for a supplier that depends on it (quasi-hierarchy), in "
        "{network} both specify jointly (network), in {hierarchy} one owns at least half of the "
        "other (hierarchy). {n} are market ties.",
        quasi=int(ties[QUASI]),
        network=int(ties[NETWORK]),
        hierarchy=int(ties[HIERARCHY]),
    )
    return (Finding("governance", "production", claim, (rest,), forms, source="humphrey2002"),)


def _cautions(ties: pd.DataFrame) -> Iterator[str]:
    told = int((ties["form"] != UNDETERMINED).sum())
    if told and told < len(ties) / 2:
        yield say(
            "The form of {n} of {ties} is not told.",
            n=len(ties) - told,
            ties=count(len(ties), "tie", "ties"),
        )
    over = int((ties["dependence"] > 1).sum())
    if over:
        yield say_n(
            over,
            "{n} tie is worth more than all that the supplier says it sells.",
            "{n} ties are worth more than all that the supplier says it sells.",
        )
