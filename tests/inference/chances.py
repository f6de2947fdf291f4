"""What every table with a p must have beside it."""

from __future__ import annotations

from tiesnet.inference import Evidence

NAMED = ("replications", "test", "null")
BY_FORMULA = ("p_ordinary", "p_textbook")
"""Shown for comparison beside the p of a permutation; their heading says what they are."""


def chances(one: Evidence) -> list[str]:
    """Name the columns that hold a p of a test."""
    keys = [field.key for field in one.fields if field.kind == "number"]
    kept = [key for key in keys if not key.endswith("p_error") and key not in BY_FORMULA]
    return [key for key in kept if key == "p" or key.startswith("p_") or key.endswith("_p")]


def check_chances(one: Evidence) -> None:
    """Every p has its error, test, null model, replications and seed in its row.

    A p by formula, from no draws at all (0 replications), has neither seed nor error.
    """
    keys = {field.key for field in one.fields}
    for field in one.fields:
        assert field.key not in BY_FORMULA or field.definition, field
    for key in chances(one):
        error = f"{key}_error" if key.endswith("_p") else "p_error"
        assert set(NAMED) <= keys, f"{one.key}: {key} stands without {set(NAMED) - keys}"
        given = one.rows[one.rows[key].notna()] if len(one.rows) else one.rows
        drawn = given[given["replications"] > 0]
        beside = (error, "seed") if len(drawn) else ()
        assert set(beside) <= keys, f"{one.key}: {key} stands without {set(beside) - keys}"
        for rows, names in ((given, NAMED), (drawn, beside)):
            empty = [k for k in names if (rows[k].isna() | (rows[k] == "")).any()]
            assert not empty, f"{one.key}: {empty} are empty where {key} is given"
        if len(given):
            assert given[key].between(0, 1).all()
        if len(drawn):
            assert drawn[error].between(0, 0.6).all()
