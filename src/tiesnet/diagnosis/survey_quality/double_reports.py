"""What the two ends of a pair say, where both were asked and answered."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.diagnosis.survey_quality.asked import of_wave, relation_label, wave_of
from tiesnet.language import localised, say, word
from tiesnet.network import INCOMING, OUTGOING, Network

UNKNOWN = "it is not said who reported it"
COUNTS = ("pairs", "both", "source_only", "target_only", "neither")


class Kappa(NamedTuple):
    """Agreement of two reports over pairs: observed, expected by chance, and beyond chance."""

    observed: float
    expected: float
    kappa: float


def kappa(both: float, one: float, other: float, neither: float, same: bool = False) -> Kappa:
    """Give Cohen's kappa of a two by two table.

    kappa = (p_o - p_e) / (1 - p_e), with p_o the share of pairs of which both say the same and
    p_e the share expected if each end kept its own rate of yes and they had nothing in common.

    Parameters
    ----------
    both, one, other, neither : float
        Numbers of pairs: both say yes, only the first does, only the second, none.
    same : bool, default False
        The two ends cannot be told apart (a question without arrows): every pair is counted in
        both orders, which makes it Scott's pi.

    Returns
    -------
    Kappa
        Empty (nan) without pairs, or when p_e is 1: everybody says the same of everything.

    Examples
    --------
    >>> round(kappa(20, 5, 10, 15).kappa, 3)
    0.4
    """
    if same:
        one = other = (one + other) / 2
    total = both + one + other + neither
    if not total:
        return Kappa(np.nan, np.nan, np.nan)
    observed = (both + neither) / total
    expected = ((both + one) * (both + other) + (other + neither) * (one + neither)) / total**2
    beyond = (observed - expected) / (1 - expected) if expected < 1 else np.nan
    return Kappa(observed, expected, beyond)


def compared(net: Network) -> pd.DataFrame:
    """List the reported pairs of which both ends were asked and answered.

    Returns
    -------
    DataFrame
        As `Origin.reported`, actors inside the cluster only; pairs whose reporter is not known
        are left out.
    """
    net = net.inside()
    rows = net.origin.reported
    told = net.respondents.answered
    inside = rows["source"].isin(net.actors.index) & rows["target"].isin(net.actors.index)
    inside &= rows["status"].ne(UNKNOWN) & rows["layer"].isin(told.columns)
    rows = rows[inside.to_numpy(dtype=bool)]
    source, target = (net.actors.index.get_indexer(rows[end]) for end in ("source", "target"))
    layer = told.columns.get_indexer(rows["layer"].astype("object"))
    flags = told.to_numpy(dtype=np.int8)
    heard = (flags[source, layer] & OUTGOING) != 0
    heard &= (flags[target, layer] & INCOMING) != 0
    return rows[heard].reset_index(drop=True)


def pair_counts(net: Network) -> pd.DataFrame:
    """Count, per relation, what the two ends say of the pairs both were asked about.

    Returns
    -------
    DataFrame
        Indexed by layer, those with double reports only: the columns of `COUNTS`, ``confirmed``
        (both over the pairs any end names), ``observed`` and ``kappa``. In a relation without
        arrows the two ends are interchangeable.
    """
    rows, inner = compared(net), net.inside()
    open_ = inner.origin.reported
    open_ = open_[open_["status"].eq(UNKNOWN).to_numpy(dtype=bool)]
    made = {}
    for layer in map(str, inner.layers.index):
        flat = not bool(inner.layers.at[layer, "directed"])
        said = rows.loc[rows["layer"].eq(layer).to_numpy(dtype=bool), "reported"].value_counts()
        both, one, other = (int(said.get(end, 0)) for end in ("both", "source", "target"))
        if not both + one + other:
            continue
        unknown = int(open_["layer"].eq(layer).sum())
        pairs = _askable(inner, layer, flat) - unknown
        neither = pairs - both - one - other
        found = kappa(both, one, other, neither, same=flat)
        made[layer] = (
            pairs, both, one, other, neither, both / (both + one + other), found.observed,
            found.kappa,
        )  # fmt: skip
    columns = [*COUNTS, "confirmed", "observed", "kappa"]
    return pd.DataFrame.from_dict(made, orient="index", columns=columns)


def _askable(net: Network, layer: str, flat: bool) -> int:
    """Count the pairs both ends of which were asked about each other and answered."""
    told = net.respondents.answered[layer].to_numpy(dtype=np.int64)
    out, into = (told & OUTGOING) != 0, (told & INCOMING) != 0
    pairs = int(out.sum()) * int(into.sum()) - int((out & into).sum())
    return pairs // 2 if flat else pairs


def strength_gaps(net: Network) -> pd.DataFrame:
    """Compare strengths, per relation, where both ends say yes and give one.

    Returns
    -------
    DataFrame
        Indexed by layer: ``strengths`` compared, ``same`` (share of equal ones), ``apart`` (mean
        absolute difference) and ``higher`` (mean of source minus target; empty without arrows).
    """
    rows = compared(net)
    rows = rows[rows["reported"].eq("both").to_numpy(dtype=bool)]
    gap = rows["source_report"].astype(float) - rows["target_report"].astype(float)
    rows = rows.assign(gap=gap, layer=rows["layer"].astype("object"))[gap.notna()]
    made = {}
    for layer, own in rows.groupby("layer", sort=False):
        arrows = bool(net.layers.at[layer, "directed"])
        made[str(layer)] = (
            len(own),
            float(own["gap"].eq(0).mean()),
            float(own["gap"].abs().mean()),
            float(own["gap"].mean()) if arrows else np.nan,
        )
    columns = ["strengths", "same", "apart", "higher"]
    return pd.DataFrame.from_dict(made, orient="index", columns=columns)


def contradictions(net: Network, apart: float) -> pd.DataFrame:
    """List the reports that contradict each other, one row per pair.

    Only one end names the tie though both answered, one end says an explicit no, or the strengths
    are at least `apart` away from each other.

    Returns
    -------
    DataFrame
        ``layer``, ``source``, ``source_says``, ``target``, ``target_says``, ``where`` (the rows
        of the survey) and ``gap`` (the difference of strengths, empty where an end says no).
    """
    columns = ["layer", "source", "source_says", "target", "target_says", "gap", "where"]
    rows = compared(net)
    ends = net.inside().origin.reported
    denied = ends[ends["status"].eq("the other end says no").to_numpy(dtype=bool)]
    denied = denied[denied[["source", "target"]].isin(net.inside().actors.index).all(axis=1)]
    reports = [rows["source_report"].astype(float), rows["target_report"].astype(float)]
    gap = (reports[0] - reports[1]).where(rows["reported"].eq("both").to_numpy(dtype=bool))
    alone = rows["reported"].isin(["source", "target"]).to_numpy(dtype=bool)
    kept = rows.assign(gap=gap)[alone | gap.abs().ge(apart).to_numpy()]
    rows = pd.concat([kept, denied]).drop_duplicates(["layer", "source", "target"])
    if rows.empty:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})
    rows = rows.assign(layer=rows["layer"].astype("object"))
    for end in ("source", "target"):
        yes = rows["reported"].isin([end, "both"])
        rows[f"{end}_says"] = [
            _says(y, v) for y, v in zip(yes, rows[f"{end}_report"].astype(float), strict=True)
        ]
    rows["where"] = _where(net, rows)
    rows = rows.sort_values("layer", key=lambda names: names.map(_order(net)), kind="stable")
    return rows[columns].astype({"source": "object", "target": "object"}).reset_index(drop=True)


def _order(net: Network) -> dict[str, int]:
    return {str(name): place for place, name in enumerate(net.layers.index)}


def _says(yes: bool, strength: float) -> str:
    if yes:
        if np.isnan(strength):
            return word("yes")
        return say("yes, strength {strength}", strength=localised(f"{strength:g}"))
    return word("no (0)") if strength == 0 else word("did not name it")


def _where(net: Network, rows: pd.DataFrame) -> list[str]:
    """Say in which rows of the survey the reports of each pair stand."""
    survey = net.origin.survey
    if survey is None or not {"file", "row"} <= set(survey.ties.columns):
        return [""] * len(rows)
    ties = of_wave(survey.ties, wave_of(net))
    wanted = {*rows["source"].astype(str), *rows["target"].astype(str)}
    ties = ties[ties["source"].isin(wanted) & ties["target"].isin(wanted)]
    inverse = survey.relations["inverse_of"]
    directed = survey.relations["directed"].astype(bool)
    found: dict[tuple[str, str, str], list[str]] = {}
    columns = ["relation", "source", "target", "file", "sheet", "row"]
    for relation, one, two, *place in ties.reindex(columns=columns).itertuples(index=False):
        layer = relation if pd.isna(inverse[relation]) else inverse[relation]
        if not pd.isna(inverse[relation]):
            one, two = two, one
        key = _key(str(layer), str(one), str(two), bool(directed[relation]))
        found.setdefault(key, []).append(_place(*place))
    said = []
    for layer, one, two in rows[["layer", "source", "target"]].astype(str).to_numpy():
        places = found.get(_key(layer, one, two, bool(directed[layer])), [])
        said.append("; ".join(dict.fromkeys(places)))
    return said


def _key(layer: str, one: str, two: str, directed: bool) -> tuple[str, str, str]:
    return (layer, one, two) if directed or one < two else (layer, two, one)


def _place(file: object, sheet: object, row: object) -> str:
    where = str(file) if not isinstance(sheet, str) or not sheet else str(sheet)
    if row is None or row != row:
        return where
    return say("{file}, row {row}", file=where, row=str(int(row)))  # type: ignore[call-overload]


def questions_of(net: Network, layer: str) -> tuple[str, str]:
    """Name the question of each end: that of the source, and that of the target."""
    survey = net.origin.survey
    if survey is None:
        return "", ""
    own = relation_label(survey, layer)
    inverse = survey.relations.index[survey.relations["inverse_of"].eq(layer).fillna(False)]
    return own, relation_label(survey, str(inverse[0])) if len(inverse) else own


def respondents_agreement(net: Network) -> pd.DataFrame:
    """Compare, for every actor, what it says with what its partners say, over all relations.

    Returns
    -------
    DataFrame
        Indexed by actor: ``named`` (ties it names), ``confirmed`` (share of these its partners
        name), ``claimed`` (ties others name with it), ``shared`` (share of these it names) and
        ``kappa`` over all its compared pairs.
    """
    rows, inner = compared(net), net.inside()
    index = inner.actors.index
    both, mine, theirs, pairs = (np.zeros(len(index)) for _ in range(4))
    for layer in pair_counts(net).index:
        own = rows[rows["layer"].eq(layer).to_numpy(dtype=bool)]
        told = inner.respondents.answered[layer].to_numpy(dtype=np.int64)
        out, into = (told & OUTGOING) != 0, (told & INCOMING) != 0
        pairs += np.where(out, into.sum() - into, 0)
        if bool(inner.layers.at[layer, "directed"]):
            pairs += np.where(into, out.sum() - out, 0)
        for end, other in (("source", "target"), ("target", "source")):
            place = index.get_indexer(own[end])
            for said, counts in (("both", both), (end, mine), (other, theirs)):
                np.add.at(counts, place[own["reported"].eq(said).to_numpy(dtype=bool)], 1)
    neither = pairs - both - mine - theirs
    table = pd.DataFrame(
        {
            "named": both + mine,
            "confirmed": np.divide(both, both + mine, np.full(len(index), np.nan),
                                   where=both + mine > 0),
            "claimed": both + theirs,
            "shared": np.divide(both, both + theirs, np.full(len(index), np.nan),
                                where=both + theirs > 0),
            "kappa": [
                kappa(*cells).kappa for cells in zip(both, mine, theirs, neither, strict=True)
            ],
        },
        index=index,
    )  # fmt: skip
    return table[pairs > 0]
