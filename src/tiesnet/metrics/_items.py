"""Scales of a questionnaire: answers to their items, and whether the items hang together."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesnet.metrics._shared import once
from tiesnet.network import Network

UNNAMED = "items"
"""The scale of items of which the survey does not say to which scale they belong."""
_COLUMNS = ("actor", "item", "answer", "scale", "reversed")
_YES = ("true", "yes", "1", "1.0")


@dataclass(frozen=True, eq=False)
class Scale:
    """The answers to the items of one scale.

    Attributes
    ----------
    name : str
    answers : DataFrame
        A row per actor of the view who answered any item, a column per item; reversed items are
        turned on the scale, so that high means much everywhere. Empty where not answered.
    reversed : frozenset of str
        The items that were turned.
    lowest, highest : float
        The ends of the scale of answers.
    """

    name: str
    answers: pd.DataFrame
    reversed: frozenset[str]
    lowest: float
    highest: float


def scales(
    net: Network, lowest: float | None = None, highest: float | None = None
) -> dict[str, Scale]:
    """Give the scales of the survey, with the answers of the actors of a view.

    An item is reversed when any of its rows says so, and turned to lowest + highest - answer.

    Parameters
    ----------
    net : Network
        Any view.
    lowest, highest : float, optional
        The ends of the scale of answers; by default the smallest and the largest answer that
        anybody gave to any item of the scale.
    """
    key = f"scales {lowest} {highest}"
    found: dict[str, Scale] = once(net, key, lambda: _scales(net, lowest, highest))
    return found


def scale_named(found: dict[str, Scale], word: str) -> Scale | None:
    """Find the scale whose name holds a word, accents and case aside; a single scale will do."""
    fits = [scale for name, scale in found.items() if _plain(word) in _plain(name)]
    if not fits and len(found) == 1:
        fits = list(found.values())
    return fits[0] if fits else None


def cronbach_alpha(answers: pd.DataFrame) -> float:
    """Give Cronbach's alpha of complete answers: k / (k - 1) times (1 - sum of s(i)² / s(T)²).

    k items, s(i)² the variance of each and s(T)² that of their sum, both with n - 1. Empty with
    fewer than two items or two complete rows, or when all sums are equal. It is the raw alpha of
    R's psych::alpha.
    """
    whole = answers.dropna().to_numpy(dtype=float)
    rows, items = whole.shape
    if rows < 2 or items < 2:
        return float("nan")
    total = float(whole.sum(axis=1).var(ddof=1))
    if total <= 0:
        return float("nan")
    return float(items / (items - 1) * (1 - whole.var(axis=0, ddof=1).sum() / total))


def item_rest(answers: pd.DataFrame) -> pd.Series:
    """Correlate each item with the sum of the others, over complete answers."""
    whole = answers.dropna()
    found = {}
    for item in answers.columns:
        one, rest = whole[item].to_numpy(dtype=float), whole.drop(columns=item).sum(axis=1)
        varies = len(whole) > 2 and one.std() > 0 and rest.std() > 0
        found[item] = float(np.corrcoef(one, rest)[0, 1]) if varies else float("nan")
    return pd.Series(found, dtype="float64")


def _scales(net: Network, lowest: float | None, highest: float | None) -> dict[str, Scale]:
    survey = net.origin.survey
    if survey is None or survey.items.empty:
        return {}
    items = survey.items.reindex(columns=list(_COLUMNS))
    items = items.assign(
        answer=pd.to_numeric(items["answer"], errors="coerce"),
        item=items["item"].astype("object"),
        scale=items["scale"].astype("object").where(items["scale"].notna(), UNNAMED),
    ).dropna(subset=["actor", "item", "answer"])
    made = {}
    for name, rows in items.groupby("scale", sort=True):
        low = float(rows["answer"].min()) if lowest is None else lowest
        high = float(rows["answer"].max()) if highest is None else highest
        made[str(name)] = _scale(net, str(name), rows, low, high)
    return made


def _scale(net: Network, name: str, rows: pd.DataFrame, low: float, high: float) -> Scale:
    flagged = rows["reversed"].astype("object").map(_is_yes)
    turned = frozenset(map(str, rows.loc[flagged.to_numpy(dtype=bool), "item"]))
    here = rows[rows["actor"].isin(net.actors.index)]
    answers = here.pivot_table(index="actor", columns="item", values="answer", aggfunc="mean")
    answers = answers.reindex(net.actors.index.intersection(answers.index, sort=False))
    answers.columns = [str(item) for item in answers.columns]
    for item in turned & set(answers.columns):
        answers[item] = low + high - answers[item]
    return Scale(name, answers, turned, low, high)


def _is_yes(value: object) -> bool:
    return not pd.isna(value) and str(value).strip().casefold() in _YES


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
