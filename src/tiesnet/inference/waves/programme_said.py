"""What the comparison of treated and others is in words: sentences, and the method for a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tiesnet.inference.words import number, p_said
from tiesnet.language import localised, say, word

PROGRAMME, BEFORE = "programme", word("before it")
_MEANS = ("treated_before", "treated_after", "others_before", "others_after")


def sentences(
    rows: Sequence[dict[str, Any]], words: tuple[str, str | None], label: Callable[[str], str]
) -> list[str]:
    """Say the first result of the programme, and the same before it."""
    who, strata = words
    within = say(" within the same {strata}", strata=strata) if strata else ""
    said = []
    programme = [row for row in rows if row["period"] == PROGRAMME][:1]
    for row in programme:
        means = {key: number(row[key]) for key in _MEANS}
        said.append(
            say(
                "{measure}, {layer}: the treated ({who}) went from {treated_before} to "
                "{treated_after} on average, the others from {others_before} to "
                "{others_after}: a difference of the changes of {observed}{within} (95 % "
                "interval {low} to {high}; {p}).",
                measure=row["measure"],
                layer=label(row["layer"]),
                who=who,
                treated_before=means["treated_before"],
                treated_after=means["treated_after"],
                others_before=means["others_before"],
                others_after=means["others_after"],
                observed=number(row["observed"]),
                within=within,
                low=number(row["low"]),
                high=number(row["high"]),
                p=p_said(row["p"]),
            )
        )
    same = {(row["layer"], row["measure"]) for row in programme}
    earlier = [row for row in rows if row["period"] == BEFORE]
    for row in [row for row in earlier if (row["layer"], row["measure"]) in same]:
        said.append(
            say(
                "Before the programme, {from_wave} to {to_wave}, the same difference was "
                "{observed} ({p}).",
                from_wave=row["from_wave"],
                to_wave=row["to_wave"],
                observed=number(row["observed"]),
                p=p_said(row["p"]),
            )
        )
    return said


def method(testing: dict[str, Any], strata: str | None) -> str:
    """Give the paragraph for a paper."""
    within = say(" within each value of {strata}", strata=strata) if strata else ""
    return say(
        "The change of treated actors was compared with that of the others "
        "(difference in differences; Angrist & Pischke 2009), among actors "
        "inside the cluster with a value in both waves. p is by permutation: who "
        "was treated was shuffled among the actors compared{within}, which is "
        "exact under the null model that nothing changed for anybody, whatever "
        "the ties among them. Intervals are the 2.5 and 97.5 % quantiles over "
        "actors drawn again within the treated and within the others; of ties of "
        "pairs by the bootstrap of actors of Snijders & Borgatti (1999). "
        "{replications} replications, seed {seed}; p = (b + 1) / (m + 1).",
        within=within,
        replications=localised(f"{testing['replications']:,}"),
        seed=testing["seed"],
    )
