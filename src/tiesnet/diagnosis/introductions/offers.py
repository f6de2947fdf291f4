"""What firms offer and seek: which offer meets which search, by likeness of the words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics import Measures

LIKE = 80
"""Likeness of the words, of 100, from which an offer meets what is sought."""
_SHORTEST, _LONGEST = 3, 80  # letters of a phrase that is compared
_MOST = 4_000_000  # comparisons of likeness; beyond, only the same words meet
_SEPARATOR = re.compile(r"[;,/\n|]+")


@dataclass(frozen=True, eq=False)
class Offers:
    """Which offers meet which searches.

    Attributes
    ----------
    found : mapping of (giver, taker) to (offer, search)
        Positions of the firms, and their words.
    given : bool
        Whether any firm says what it offers and any what it seeks.
    """

    found: dict[tuple[int, int], tuple[str, str]]
    given: bool

    def between(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell for which pairs an offer of one meets a search of the other."""
        if not self.found:
            return np.zeros(len(one), dtype=bool)
        pairs = zip(one.tolist(), other.tolist(), strict=True)
        return np.array([(a, b) in self.found or (b, a) in self.found for a, b in pairs])

    def met(self, one: int, other: int) -> tuple[int, int, str, str]:
        """Give who offers, who seeks, the offer and the search."""
        giver, taker = (one, other) if (one, other) in self.found else (other, one)
        return giver, taker, *self.found[giver, taker]


_kept: WeakKeyDictionary[Measures, dict[int, Offers]] = WeakKeyDictionary()


def offers_of(measures: Measures, like: int = LIKE) -> Offers:
    """Find which offers of firms inside the cluster meet which searches.

    Cells are split at semicolons, commas, slashes and bars. Two phrases meet when the ratio of
    their word sets (token set ratio) is at least `like`: the same words, or all words of one
    within the other, or nearly so; case and accents do not count.
    """
    store = _kept.setdefault(measures, {})
    if like not in store:
        store[like] = _offers(measures.net.inside().actors, like)
    return store[like]


def _offers(actors: pd.DataFrame, like: int) -> Offers:
    offered, sought = (_phrases(actors, column) for column in ("offers", "seeks"))
    if not offered or not sought:
        return Offers({}, False)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for offer, search in _alike(list(offered), list(sought), like):
        for giver, said in offered[offer]:
            for taker, wanted in sought[search]:
                if giver != taker:
                    found.setdefault((giver, taker), (said, wanted))
    return Offers(found, True)


def _phrases(actors: pd.DataFrame, column: str) -> dict[str, list[tuple[int, str]]]:
    """Give every phrase as it is compared, with who says it and in which words."""
    found: dict[str, list[tuple[int, str]]] = {}
    if column not in actors:
        return found
    for place, text in enumerate(actors[column]):
        for said in _SEPARATOR.split(str(text)) if pd.notna(text) else ():
            key = _plain(said)[:_LONGEST]
            if len(key) >= _SHORTEST:
                found.setdefault(key, []).append((place, " ".join(said.split())[:_LONGEST]))
    return found


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", plain))


def _alike(offers: list[str], searches: list[str], like: int) -> list[tuple[str, str]]:
    """Pair the phrases that are alike, the most alike first."""
    if len(offers) * len(searches) > _MOST:
        return [(phrase, phrase) for phrase in offers if phrase in set(searches)]
    from rapidfuzz import fuzz, process

    scores = process.cdist(offers, searches, scorer=fuzz.token_set_ratio, score_cutoff=like)
    row, column = np.nonzero(scores)
    order = np.argsort(-scores[row, column], kind="stable")
    return [(offers[row[k]], searches[column[k]]) for k in order]
