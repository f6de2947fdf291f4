"""What the comparison of treated and others is in words: sentences, and the method for a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tiesnet.inference.words import number, p_said

PROGRAMME, BEFORE = "programme", "before it"
_MEANS = ("treated_before", "treated_after", "others_before", "others_after")


def sentences(
    rows: Sequence[dict[str, Any]], words: tuple[str, str | None], label: Callable[[str], str]
) -> list[str]:
    """Say the first result of the programme, and the same before it."""
    who, strata = words
    within = f" within the same {strata}" if strata else ""
    said = []
    programme = [row for row in rows if row["period"] == PROGRAMME][:1]
    for row in programme:
        means = {key: number(row[key]) for key in _MEANS}
        said.append(
            f"{row['measure']}, {label(row['layer'])}: the treated ({who}) went from "
            f"{means['treated_before']} to {means['treated_after']} on average, the others from "
            f"{means['others_before']} to {means['others_after']}: a difference of the changes of "
            f"{number(row['observed'])}{within} (95 % interval {number(row['low'])} to "
            f"{number(row['high'])}; {p_said(row['p'])})."
        )
    same = {(row["layer"], row["measure"]) for row in programme}
    earlier = [row for row in rows if row["period"] == BEFORE]
    for row in [row for row in earlier if (row["layer"], row["measure"]) in same]:
        said.append(
            f"Before the programme, {row['from_wave']} to {row['to_wave']}, the same difference "
            f"was {number(row['observed'])} ({p_said(row['p'])})."
        )
    return said


def method(testing: dict[str, Any], strata: str | None) -> str:
    """Give the paragraph for a paper."""
    within = f" within each value of {strata}" if strata else ""
    return (
        "The change of treated actors was compared with that of the others (difference in "
        "differences; Angrist & Pischke 2009), among actors inside the cluster with a value in "
        "both waves. p is by permutation: who was treated was shuffled among the actors compared"
        f"{within}, which is exact under the null model that nothing changed for anybody, "
        "whatever the ties among them. Intervals are the 2.5 and 97.5 % quantiles over actors "
        "drawn again within the treated and within the others; of ties of pairs by the bootstrap "
        "of actors of Snijders & Borgatti (1999). "
        f"{testing['replications']:,} replications, seed {testing['seed']}; p = (b + 1) / (m + 1)."
    )
