"""Cognitive roles: who brings knowledge in, who passes it on, who stands apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.outside.cognitive import (
    BALANCES,
    ROLES,
    Counts,
    Cuts,
    Knowledge,
    balance_of,
    counts_of,
    cut,
    knowledge,
    knowledge_layers,
    margins,
    roles_of,
    units_of,
)
from tiesnet.diagnosis.outside.cognitive_words import say_roles
from tiesnet.errors import TiesnetError
from tiesnet.inference import kept_share, resample
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures

_SAMPLES = ("sample", "ego")
_FIRMS = (
    Field("actor", "Firm", "actor"),
    Field("role", "Role", "word"),
    Field("remark", "Why no role", "word"),
    Field("local", "Partners inside", "count", "firms", "It gives to or takes from them."),
    Field("taken", "Takes from", "count", "firms"),
    Field("given", "Gives to", "count", "firms"),
    Field("balance", "Balance", "word"),
    Field("opened", "Sources outside", "count", "actors", "Knowledge comes to it from them."),
)
_FIRM = (
    Field("actor", "Firm", "actor"),
    Field("role", "Role", "word"),
    Field("over_local", "Partners inside over the cut-off", "number", "firms", "Below 0: under."),
    Field("over_open", "Sources outside over the cut-off", "number", "actors", "Below 0: under."),
    Field("margin", "Away from another role", "count", "ties", "What would have to come or go."),
    Field("nearest", "By", "word"),
    Field("stability", "Keeps its role", "percent", "", "Share of the resamples."),
    Field("other", "Else most often", "word"),
)
_COUNTS = (
    Field("role", "Role", "word"),
    Field("meaning", "What it means", "word"),
    Field("firms", "Firms", "count", "firms"),
    Field("share", "Share of those with a role", "percent"),
    Field("stability", "Keep it, on average", "percent", "", "Mean share of the resamples."),
)
_BALANCE = (
    Field("balance", "Balance", "word"),
    Field("firms", "Firms", "count", "firms"),
    Field("taken", "Takes from, on average", "number", "firms"),
    Field("given", "Gives to, on average", "number", "firms"),
)
_ASK = word(
    "Ask every firm which firms of the cluster it turns to for technical advice, and which sources "
    "outside: customers, suppliers, consultants, universities."
)


@diagnosis(
    chapter="outside",
    label="Cognitive roles",
    question="Who brings knowledge into the cluster, and who passes it on?",
    needs="a relation about knowledge, asked of every firm, with sources outside the cluster",
    limits="The cut-offs are averages of this cluster: a role says where a firm stands among the "
    "others, not how much it knows. With few ties a firm is one tie away from another role.",
    source="giuliani2005, efron1979, snijders1999",
)
def cognitive_roles(
    measures: Measures,
    *,
    relation: str = "",
    central: str = "mean",
    open_from: str = "mean",
    band: float = 1.5,
    drawn: str = "firms",
    replications: int = 999,
) -> Diagnosis:
    """The part of each firm in the exchange of knowledge, inside and with the outside.

    Giuliani and Bell (2005) put firms by two things: the firms of the cluster they give knowledge
    to or take it from (partners inside, institutions left out), and the sources outside from which
    knowledge comes to them. Both cut-offs are the mean over the firms that answered unless a
    median or a number is asked for; who reaches the cut-off is central, or open. Central and open:
    technological gatekeeper. Open only: external star. Not open: without a partner inside an
    isolate; otherwise the balance decides, firms it takes from over firms it gives to: within the
    band (from 1 / band to band) an active mutual exchanger when central and a weak one when not,
    above it an absorber, below it a source. The article has the first three and the last; absorber
    and source are its words for the balance, and roles here where no other fits.

    Directions follow the flow of knowledge: who asks, takes. Relations about knowledge are united
    unless one is named. Away from another role: the smallest number of partners or ties that would
    have to come or go, one count changing at a time, cut-offs staying.

    Resampling: partners inside and partners outside (or ties inside and ties outside) are drawn
    again with replacement, as many as there are; who is drawn twice counts twice; cut-offs are
    taken anew. The share of resamples in which a firm has the same role is how far the role rests
    on many ties rather than one.
    """
    layers = _layers(measures, relation)
    _check(band)
    parameters: dict[str, Any] = {
        word("Relations"): ", ".join(layers) or say("none about knowledge"),
        word("Rule for central"): central,
        word("Rule for open"): open_from,
        word("Band of the balance"): band,
    }
    if _sampled(measures):
        return Diagnosis(gaps=(_SAMPLE,), parameters=parameters)
    told = knowledge(measures.net, layers)
    if not layers or not told.seen.any() or not (told.flow.nnz or told.sources.nnz):
        return Diagnosis(gaps=(_NO_EXCHANGE,), parameters=parameters)
    units, strata = units_of(told, drawn)
    seen = told.seen.astype(float)
    counts = counts_of(units, np.ones(len(strata)))
    cuts = _cuts(counts, seen, central, open_from, band)
    table = _table(told, counts, cuts)
    parameters |= _said(counts, cuts, told)
    if not told.sources.shape[1]:
        return Diagnosis(
            tables=_without(table),
            gaps=(_NO_SOURCES,),
            cautions=_cautions(told),
            parameters=parameters,
        )
    again = _again(units, seen, drawn == "firms", (central, open_from, band))
    seed = seed_of(measures)
    redrawn = resample(again, strata, replications=replications, seed=seed)
    table = _with_roles(table, told, counts, cuts, redrawn)
    parameters |= {word("Drawn again"): drawn, word("Resamples"): replications, word("Seed"): seed}
    return Diagnosis(
        tables=_evidence(table),
        findings=say_roles(measures, table),
        cautions=_cautions(told),
        parameters=parameters,
    )


def _again(
    units: tuple[sparse.csr_array, ...],
    seen: NDArray[np.float64],
    firms: bool,
    rules: tuple[str, str, float],
) -> Callable[[NDArray[np.int64]], NDArray[np.object_]]:
    """Give what tells the roles of a resample, by how often each unit was drawn."""

    def again(times: NDArray[np.int64]) -> NDArray[np.object_]:
        drawn = times.astype(float)
        made = counts_of(units, drawn)
        weights = seen * drawn[: len(seen)] if firms else seen
        return roles_of(made, _cuts(made, weights, *rules))

    return again


def _evidence(table: pd.DataFrame) -> tuple[Evidence, ...]:
    """Put the tables together: roles, firms, how firm each role stands, giving and taking."""
    with_role = table[table["role"] != ""]
    return (
        Evidence("cognitive_counts", "Roles in the exchange of knowledge", _counts(table), _COUNTS,
                 "A role that its firms seldom keep rests on few ties."),
        Evidence("cognitive_roles", "Every firm and its role", _rows(table, _FIRMS), _FIRMS,
                 _EMPTY, "folded"),
        Evidence("cognitive_margins", "How firm each role stands", _rows(with_role, _FIRM), _FIRM,
                 _ISOLATES, "folded"),
        _balance_table(table),
    )  # fmt: skip


def _rows(table: pd.DataFrame, fields: tuple[Field, ...]) -> pd.DataFrame:
    return table[[field.key for field in fields]].reset_index(drop=True)


_EMPTY = word("Empty: the firm did not answer these questions.")
_ISOLATES = word(
    "An isolate has no tie that could be drawn another time: that it keeps its role says little."
)
_SAMPLE = Gap(
    "Cognitive roles compare every firm with the whole cluster, and the survey covers a part.",
    "Ask every firm of the cluster.",
)
_NO_EXCHANGE = Gap("Cognitive roles cannot be told: no exchange of knowledge is reported.", _ASK)
_NO_SOURCES = Gap(
    "Who brings knowledge in from outside cannot be told: no source outside is named.", _ASK
)


def _layers(measures: Measures, relation: str) -> list[str]:
    if not relation:
        return knowledge_layers(measures.net)
    measures.net.layer(relation)  # says which there are when it is none
    return [relation]


def _check(band: float) -> None:
    if not 1 <= band < float("inf"):
        raise TiesnetError(f"The band of the balance cannot be {band!r}.", "Give 1 or more.")


def _sampled(measures: Measures) -> bool:
    survey = measures.net.origin.survey
    return survey is not None and str(survey.info.get("design", "")).lower() in _SAMPLES


def _cuts(
    counts: Counts, weights: NDArray[np.float64], central: str, open_from: str, band: float
) -> Cuts:
    return Cuts(cut(central, counts.local, weights), cut(open_from, counts.opened, weights), band)


def _said(counts: Counts, cuts: Cuts, told: Knowledge) -> dict[str, Any]:
    """Give the cut-offs as they came out."""
    return {
        word("Firms that answered"): int(told.seen.sum()),
        word("Cut-off for partners inside"): round(cuts.at_local, 3),
        word("Central from, in partners inside"): cuts.central,
        word("Cut-off for sources outside"): round(cuts.at_open, 3),
        word("Open from, in sources outside"): cuts.open,
    }


def _table(told: Knowledge, counts: Counts, cuts: Cuts) -> pd.DataFrame:
    """Give every firm its counts; those that did not answer stay empty."""
    rows = pd.DataFrame(
        {
            "actor": told.firms.index.astype("object"),
            "local": counts.local,
            "taken": counts.taken,
            "given": counts.given,
            "opened": counts.opened,
        }
    )
    rows.loc[~told.seen, ["local", "taken", "given", "opened"]] = np.nan
    balance = balance_of(counts.taken, counts.given, cuts.band)
    rows["balance"] = np.where(told.seen, balance, "")
    rows["remark"] = np.where(told.seen, "", word("did not answer these questions"))
    return rows


def _without(table: pd.DataFrame) -> tuple[Evidence, ...]:
    """Show counts and balance alone, where roles cannot be told."""
    blank = table["remark"] == ""
    table = table.assign(remark=table["remark"].mask(blank, word("no source outside")))
    shown = tuple(field for field in _FIRMS if field.key in table)
    return (
        Evidence("cognitive_roles", "Every firm in the exchange of knowledge",
                 _rows(table, shown), shown, _EMPTY, "folded"),
        _balance_table(table),
    )  # fmt: skip


def _with_roles(
    table: pd.DataFrame,
    told: Knowledge,
    counts: Counts,
    cuts: Cuts,
    redrawn: NDArray[np.object_],
) -> pd.DataFrame:
    roles = roles_of(counts, cuts)
    margin, nearest = margins(counts, cuts)
    others = [_other(redrawn[:, k], str(role)) for k, role in enumerate(roles)]
    made = table.assign(
        role=np.where(told.seen, roles, ""),
        over_local=table["local"] - cuts.at_local,
        over_open=table["opened"] - cuts.at_open,
        margin=pd.Series(margin, dtype="float64").where(told.seen),
        nearest=np.where(told.seen, nearest, ""),
        stability=pd.Series(kept_share(roles, redrawn)).where(told.seen),
        other=np.where(told.seen, others, ""),
    )
    place = made["role"].map({role: k for k, role in enumerate(ROLES)}).fillna(len(ROLES))
    names = told.firms["name"].astype("str").to_numpy()
    order = made.assign(place=place, name=names).sort_values(["place", "name"]).index
    return made.loc[order].reset_index(drop=True)


def _other(drawn: NDArray[np.object_], role: str) -> str:
    """Give the role a firm has most often when it does not keep its own."""
    left = pd.Series(drawn[drawn != role], dtype="object")
    found = left.value_counts().reindex(list(ROLES), fill_value=0)
    return str(found.idxmax()) if len(left) else ""


def _counts(table: pd.DataFrame) -> pd.DataFrame:
    by = table[table["role"] != ""].groupby("role")
    rows = pd.DataFrame({"role": list(ROLES), "meaning": list(ROLES.values())})
    rows["firms"] = by.size().reindex(rows["role"], fill_value=0).to_numpy()
    rows["share"] = rows["firms"] / max(int(rows["firms"].sum()), 1)
    rows["stability"] = by["stability"].mean().reindex(rows["role"]).to_numpy()
    return rows


def _balance_table(table: pd.DataFrame) -> Evidence:
    by = table[table["balance"] != ""].groupby("balance")
    rows = pd.DataFrame({"balance": list(BALANCES)})
    rows["firms"] = by.size().reindex(BALANCES, fill_value=0).to_numpy()
    for name in ("taken", "given"):
        rows[name] = by[name].mean().reindex(BALANCES).to_numpy()
    return Evidence("cognitive_balance", "Giving and taking", rows, _BALANCE, shown="folded")


def _cautions(told: Knowledge) -> tuple[str, ...]:
    said = []
    missing = int((~told.seen).sum())
    if missing:
        said.append(
            say_n(
                missing,
                "{n} firm did not say whom it asks, so others may give more than it seems.",
                "{n} firms did not say whom they ask, so others may give more than it seems.",
            )
        )
    if not told.arrows:
        said.append(
            say("The question does not tell giving from taking: every firm seems to do both.")
        )
    return tuple(said)
