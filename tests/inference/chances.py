"""What every table with a p must have beside it."""

from __future__ import annotations

from tiesnet.inference import Evidence

BESIDE = ("replications", "seed", "test", "null")


def chances(one: Evidence) -> list[str]:
    """Name the columns that hold a p."""
    keys = [field.key for field in one.fields if field.kind == "number"]
    kept = [key for key in keys if not key.endswith("p_error")]
    return [key for key in kept if key == "p" or key.startswith("p_") or key.endswith("_p")]


def check_chances(one: Evidence) -> None:
    """Every p has its error, test, null model, replications and seed in its row."""
    keys = {field.key for field in one.fields}
    for key in chances(one):
        error = f"{key}_error" if key.endswith("_p") else "p_error"
        missing = {error, *BESIDE} - keys
        assert not missing, f"{one.key}: {key} stands without {sorted(missing)}"
        if not len(one.rows):
            continue
        given = one.rows[one.rows[key].notna()]
        assert given[key].between(0, 1).all()
        empty = [k for k in (error, *BESIDE) if (given[k].isna() | (given[k] == "")).any()]
        assert not empty, f"{one.key}: {empty} are empty where {key} is given"
        assert (given["replications"] >= 1).all()
        assert given[error].between(0, 0.6).all()
