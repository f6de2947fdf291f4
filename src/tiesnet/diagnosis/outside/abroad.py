"""Links of the firms of a cluster seen from the firm: across borders, home, host, compatriots."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.tested import beside
from tiesnet.inference import TestResult, permute_labels
from tiesnet.language import word
from tiesnet.metrics import Measures, alike, pair_space
from tiesnet.network import Network

KINDS = ("cross_border", "home", "host", "compatriots")
"""What a link can be; a link of a firm abroad can be several."""
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_FEWEST_IN_GROUP, _FEWEST_TESTED = 3, 10


def links_of(view: Network) -> pd.DataFrame:
    """List the links of the firms of the cluster that answered, each as the firm sees it.

    A link is a firm and one of its partners, inside the cluster or not, directions ignored; two
    firms of the cluster have two links, one for each.

    Returns
    -------
    DataFrame
        ``firm``, ``partner`` (row positions in ``view.actors``), `KINDS` (nullable booleans),
        ``abroad`` (whether the firm is known to be away from its country of origin). Home, host
        and compatriots are not known for firms of which that is not known, and no for others.
    """
    ends = view.ties[["source", "target"]].to_numpy(dtype=np.int64)
    both = np.unique(np.concatenate([ends, ends[:, ::-1]]).reshape(-1, 2), axis=0)
    firm, partner = both[among(view)[both[:, 0]]].T
    where = pair_space(view, firm, partner)
    away = where["abroad_source"]
    return pd.DataFrame(
        {
            "firm": firm,
            "partner": partner,
            "cross_border": where["cross_border"],
            "home": where["home_source"] & away,
            "host": where["host_source"] & away,
            "compatriots": where["compatriots"],
            "abroad": away,
        }
    )


def among(view: Network) -> NDArray[np.bool_]:
    """Tell which actors are firms of the cluster that answered what a view holds."""
    actors = view.actors
    firm = (actors["kind"] == "firm").to_numpy(dtype=bool)
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    found: NDArray[np.bool_] = firm & inside & view.respondents.observed().to_numpy(dtype=bool)
    return found


def abroad(net: Network) -> pd.Series:
    """Tell which actors are in another country than the one they come from (nullable)."""
    place = np.arange(len(net.actors))
    away: pd.Series = pair_space(net, place, place)["abroad_source"]
    return away.set_axis(net.actors.index)


def counted(links: pd.DataFrame) -> dict[str, float]:
    """Count links by kind, with the shares of those known; shares empty where none is."""
    row: dict[str, float] = {"links": len(links)}
    border = links["cross_border"].dropna().astype(bool)
    row["cross_border"], row["border_known"] = int(border.sum()), len(border)
    away = links[links["abroad"].fillna(False).to_numpy(dtype=bool)]
    row["away"] = len(away) if links["abroad"].notna().any() else np.nan
    for kind in KINDS[1:]:
        known = away[kind].dropna().astype(bool)
        row[kind] = int(known.sum())
        row[f"{kind}_share"] = float(known.mean()) if len(known) else np.nan
    row["cross_share"] = float(border.mean()) if len(border) else np.nan
    row["unknown"] = int(links[["cross_border"]].isna().to_numpy().sum())
    return row


def by_relation(measures: Measures) -> pd.DataFrame:
    """Count the links of every relation and union."""
    rows = []
    for name in measures.layers:
        view = measures.net.layer(name)
        rows.append({"layer": name, "firms": int(among(view).sum()), **counted(links_of(view))})
    return pd.DataFrame(rows)


def by_firm(measures: Measures) -> pd.DataFrame:
    """Count the partners of every firm that answered by kind; empty where one is not known.

    Returns
    -------
    DataFrame
        Indexed by firm: ``country``, ``origin``, ``abroad``, ``entered``, ``partners``, `KINDS`,
        ``countries``. Of firms abroad also ``home_share``, ``host_share``, ``compatriots_share``
        (of the partners of whom it is known) and the same of all others in the survey:
        ``home_among`` and so on.
    """
    view = measures.net.layer("all")
    here, links = among(view), links_of(view)
    size, ids = len(view.actors), view.actors.index
    table = pd.DataFrame(index=ids)
    for name in ("country", "origin", "entered"):
        table[name] = view.actors.get(name)
    table["abroad"] = abroad(view)
    is_away = table["abroad"].to_numpy(dtype=bool, na_value=False)
    table["partners"] = np.bincount(links["firm"], minlength=size).astype(float)
    for kind in KINDS:
        yes, known = _per_firm(links, kind, size)
        table[kind] = np.where(known == table["partners"], yes, np.nan)
        if kind != "cross_border":
            table.loc[~is_away, kind] = np.nan
            table[f"{kind}_share"] = np.divide(yes, known, out=empty(size), where=known > 0)
            table.loc[~is_away, f"{kind}_share"] = np.nan
            table[f"{kind}_among"] = _among_all(view, kind)
    table["countries"] = _countries(view, links).where(table["cross_border"].notna())
    return table[here]


def survey_year(measures: Measures, entered: pd.Series) -> float:
    """Give the year newcomers are counted from: of the survey, of the wave, or the latest entry."""
    net = measures.net
    survey = net.origin.survey
    said = (str(survey.info.get("date", "")) if survey is not None else "", _wave(net))
    for text in said:
        if found := _YEAR.search(text):
            return float(found.group())
    years = pd.to_numeric(entered, errors="coerce")
    return float(years.max())


def newcomers_beside(
    table: pd.DataFrame, columns: Mapping[str, str], replications: int, seed: int
) -> pd.DataFrame:
    """Put the means of newcomers beside those of the other firms, with a permutation p.

    Parameters
    ----------
    table : DataFrame
        A row per firm, with ``newcomer`` (nullable boolean) and the columns asked for.
    columns : mapping of column to label
    replications, seed : int
        Of the shuffles.

    Returns
    -------
    DataFrame
        ``measure``, ``key``, ``newcomers``, ``mean_newcomers``, ``others``, ``mean_others``,
        ``p``: empty with fewer than ten firms, or three in a group; ``p_error``,
        ``replications``, ``seed``, ``test``, ``null``.
    """
    rows = []
    for key, label in columns.items():
        known = table[["newcomer", key]].dropna()
        is_new = known["newcomer"].to_numpy(dtype=bool)
        value = known[key].to_numpy(dtype=float)
        new, old = value[is_new], value[~is_new]
        tested = _tested(is_new, value, replications, seed)
        rows.append(
            {
                "measure": label,
                "key": key,
                "newcomers": len(new),
                "mean_newcomers": float(new.mean()) if len(new) else np.nan,
                "others": len(old),
                "mean_others": float(old.mean()) if len(old) else np.nan,
                **beside(tested),
            }
        )
    return pd.DataFrame(rows)


def _tested(
    is_new: NDArray[np.bool_], value: NDArray[np.float64], replications: int, seed: int
) -> TestResult | None:
    fewest = min(int(is_new.sum()), int((~is_new).sum()))
    if fewest < _FEWEST_IN_GROUP or len(value) < _FEWEST_TESTED or np.ptp(value) == 0:
        return None

    def apart(labels: NDArray[np.bool_]) -> dict[str, float]:
        return {"apart": float(value[labels].mean() - value[~labels].mean())}

    null = word("newcomers and others shuffled among the firms of which the number is known")
    return permute_labels(apart, is_new, replications=replications, seed=seed, null=null)["apart"]


def empty(size: int) -> NDArray[np.float64]:
    """Give so many empty values."""
    return np.full(size, np.nan)


def _per_firm(
    links: pd.DataFrame, kind: str, size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count the links of a kind per firm, and those of which it is known."""
    firm, flag = links["firm"].to_numpy(), links[kind]
    yes = np.bincount(firm[flag.to_numpy(dtype=bool, na_value=False)], minlength=size)
    known = np.bincount(firm[flag.notna().to_numpy()], minlength=size)
    return yes.astype(float), known.astype(float)


def _among_all(view: Network, kind: str) -> NDArray[np.float64]:
    """Give, per actor abroad, the share of a kind among all others of whom it is known."""
    away = abroad(view).to_numpy(dtype=bool, na_value=False)
    share = empty(len(away))
    if not away.any():
        return share
    words = pd.DataFrame({k: alike(view.actors[k]) for k in ("country", "origin")})
    if kind == "home":
        fits = words["origin"].map(words["country"].value_counts()).fillna(0)
        known = int(words["country"].notna().sum())
    elif kind == "host":
        fits = words["country"].map(words["origin"].value_counts()).fillna(0)
        known = int(words["origin"].notna().sum())
    else:
        fits = words.groupby(["country", "origin"])["country"].transform("size") - 1
        known = int(words.notna().all(axis=1).sum())
    if known > 1:
        share[away] = fits.to_numpy(dtype=float)[away] / (known - 1)
    return share


def _countries(view: Network, links: pd.DataFrame) -> pd.Series:
    """Count the countries abroad that each firm reaches."""
    count = pd.Series(0.0, index=view.actors.index)
    if "country" not in view.actors:
        return count
    away = links[links["cross_border"].fillna(False).to_numpy(dtype=bool)]
    country = alike(view.actors["country"]).to_numpy(dtype=object)[away["partner"]]
    pairs = pd.DataFrame({"firm": away["firm"].to_numpy(), "country": country}).drop_duplicates()
    found = np.bincount(pairs["firm"], minlength=len(count)).astype(float)
    return pd.Series(found, index=view.actors.index)


def _wave(net: Network) -> str:
    return str(net.origin.parameters.get("wave") or "")
