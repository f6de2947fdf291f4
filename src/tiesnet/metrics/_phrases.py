"""What actors say in words of their own: offers and searches that meet, and yes or no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import pandas as pd

LIKE = 80
"""Likeness of the words, of 100, from which an offer meets what is sought."""
_SHORTEST, _LONGEST = 3, 80  # letters of a phrase that is compared
_MOST = 4_000_000  # comparisons of likeness; beyond, only the same words meet
_SEPARATOR = re.compile(r"[;,/\n|]+")
_NO = "no n none false 0 não nao nada ninguno ninguna nenhum nenhuma nessuno nessuna never - –"


def phrases(texts: Iterable[object]) -> dict[str, list[tuple[int, str]]]:
    """Give every phrase as it is compared, with who says it and in which words.

    Cells are split at semicolons, commas, slashes and bars; case and accents do not count.

    Parameters
    ----------
    texts : iterable of str or missing
        One cell per actor.

    Returns
    -------
    dict of str to list of (int, str)
        For each normal form: the places of those who say it, and their words.

    Examples
    --------
    >>> phrases(["Máquinas; hand-stitching", None, "maquinas"])
    {'maquinas': [(0, 'Máquinas'), (2, 'maquinas')], 'hand stitching': [(0, 'hand-stitching')]}
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for place, text in enumerate(texts):
        for said in _SEPARATOR.split(str(text)) if pd.notna(text) else ():
            key = _plain(said)[:_LONGEST]
            if len(key) >= _SHORTEST:
                found.setdefault(key, []).append((place, " ".join(said.split())[:_LONGEST]))
    return found


def alike_phrases(
    offers: Sequence[str], searches: Sequence[str], like: int = LIKE
) -> list[tuple[str, str]]:
    """Pair the phrases that meet, the most alike first.

    Two phrases meet when the ratio of their word sets (token set ratio) is at least `like`: the
    same words, or all words of one within the other, or nearly so. Of more than four million
    pairs only the same phrases meet.
    """
    if len(offers) * len(searches) > _MOST:
        wanted = set(searches)
        return [(phrase, phrase) for phrase in offers if phrase in wanted]
    import numpy as np
    from rapidfuzz import fuzz, process

    scores = process.cdist(offers, searches, scorer=fuzz.token_set_ratio, score_cutoff=like)
    row, column = np.nonzero(scores)
    order = np.argsort(-scores[row, column], kind="stable")
    return [(offers[row[k]], searches[column[k]]) for k in order]


def says_yes(value: object) -> bool | None:
    """Read what a firm reports: a word for no, or 0, is a no; empty is not known; else a yes.

    >>> says_yes("new machines"), says_yes("não"), says_yes(0), says_yes(float("nan"))
    (True, False, False, None)
    """
    if value is None or value is pd.NA or value != value:
        return None
    word = str(value).strip().casefold()
    if not word:
        return None
    try:
        return float(word) > 0
    except ValueError:
        return word not in _NO.split()


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", plain))
