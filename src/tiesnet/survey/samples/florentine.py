"""Florentine families: marriage and business among 16 families of the 15th century.

Padgett's data as published by Breiger & Pattison (1986) and studied by Padgett & Ansell (1993):
20 marriage ties and 15 business ties. Wealth is in thousands of lira (1427); priorates are the
seats held on the city council 1282-1344. The source has no number of priorates for six families:
their cells are empty here. Every family is a unit of the study, and nothing says who answered
what: the files leave both columns out, and every output states what is assumed for them.
"""

from __future__ import annotations

import pandas as pd

# name: wealth, priorates (None where the source has no figure)
_FAMILIES: dict[str, tuple[int, int | None]] = {
    "Acciaiuoli": (10, 53),
    "Albizzi": (36, 65),
    "Barbadori": (55, None),
    "Bischeri": (44, 12),
    "Castellani": (20, 22),
    "Ginori": (32, None),
    "Guadagni": (8, 21),
    "Lamberteschi": (42, None),
    "Medici": (103, 53),
    "Pazzi": (48, None),
    "Peruzzi": (49, 42),
    "Pucci": (3, None),
    "Ridolfi": (27, 38),
    "Salviati": (10, 35),
    "Strozzi": (146, 74),
    "Tornabuoni": (48, None),
}

_MARRIAGE = """
Acciaiuoli: Medici
Albizzi: Ginori, Guadagni, Medici
Barbadori: Castellani, Medici
Bischeri: Guadagni, Peruzzi, Strozzi
Castellani: Peruzzi, Strozzi
Guadagni: Lamberteschi, Tornabuoni
Medici: Ridolfi, Salviati, Tornabuoni
Pazzi: Salviati
Peruzzi: Strozzi
Ridolfi: Strozzi, Tornabuoni
"""

_BUSINESS = """
Barbadori: Castellani, Ginori, Medici, Peruzzi
Bischeri: Guadagni, Lamberteschi, Peruzzi
Castellani: Lamberteschi, Peruzzi
Ginori: Medici
Guadagni: Lamberteschi
Lamberteschi: Peruzzi
Medici: Pazzi, Salviati, Tornabuoni
"""

_CODEBOOK = {
    "id": ["marriage", "business"],
    "label": ["Marriage", "Business"],
    "formality": ["informal", "formal"],
    "content": ["social", "cooperation"],
    "directed": ["no", "no"],
    "flow": ["both", "both"],
    "orientation": ["by_stage", "by_stage"],
    "combine": ["union", "union"],
    "question": [
        "A marriage between the two families",
        "A partnership, loan or joint business of the two families",
    ],
}


def florentine_families() -> dict[str, pd.DataFrame]:
    """Give Padgett's Florentine families as the tables of a survey file.

    Business is formal cooperation rather than trade: partnerships and loans bind both families
    and follow no chain. Marriage is kinship, hence informal and social.

    Returns
    -------
    dict of DataFrame
        ``actors, ties, relations, survey``.

    Examples
    --------
    >>> florentine_families()["ties"]["relation"].value_counts().to_dict()
    {'marriage': 20, 'business': 15}
    """
    return {
        "survey": _survey(),
        "actors": _actors(),
        "relations": pd.DataFrame(_CODEBOOK),
        "ties": _ties(),
    }


def _survey() -> pd.DataFrame:
    row = {
        "title": "Florentine families (Padgett)",
        "design": "census",
        "language": "en",
        "source": "Breiger & Pattison (1986); Padgett & Ansell (1993)",
    }
    return pd.DataFrame([row])


def _actors() -> pd.DataFrame:
    rows = [(name.lower(), name, *figures) for name, figures in _FAMILIES.items()]
    columns = ["id", "name", "wealth", "priorates"]
    return pd.DataFrame(rows, columns=columns).astype({"wealth": "Int64", "priorates": "Int64"})


def _ties() -> pd.DataFrame:
    rows = []
    for relation, text in (("marriage", _MARRIAGE), ("business", _BUSINESS)):
        for line in text.strip().splitlines():
            source, targets = line.split(": ")
            rows += [(source.lower(), name.lower(), relation) for name in targets.split(", ")]
    return pd.DataFrame(rows, columns=["source", "target", "relation"])
