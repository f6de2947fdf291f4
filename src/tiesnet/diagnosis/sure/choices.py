"""Whether the results depend on the choices made with the survey: cut-offs and policies."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chance.passed import evidence_of, tested, too_many
from tiesnet.diagnosis.evidence import Diagnosis, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import rebuilt, seed_of
from tiesnet.inference import specification_curve
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures

_MOST = 300
_METRICS = ("degree", "betweenness")
_WHAT = word("Whether the results depend on the choices made cannot be said.")
_ASK = word("Ask both ends of every tie, and how strong it is: then choices can be compared.")


@diagnosis(
    chapter="sure",
    label="Results and choices",
    question="Do the results depend on how ties were counted?",
    needs="ties that both ends report, or strengths of ties",
    limits="All combinations of choices count alike, though some are more sensible than others; "
    "the share of combinations in which something holds is no probability.",
    source="simonsohn2020",
)
def choices(measures: Measures, *, most_actors: int = _MOST) -> Diagnosis:
    """Who is on top under every combination of cut-off and policy for double reports.

    Ties weaker than a cut-off do not count; where both ends report, either end's word, both, that
    of the one or of the other makes a tie. What holds under the choices of the survey is counted
    over all combinations (a specification curve).
    """
    parameters: dict[str, object] = {
        word("Seed"): seed_of(measures),
        word("Most actors"): most_actors,
    }
    survey = measures.net.origin.survey
    if survey is None:
        return Diagnosis(parameters=parameters)
    if caution := too_many(measures, most_actors, "'tiesnet robustness'"):
        return Diagnosis(cautions=(caution,), parameters=parameters)
    made = tested(
        specification_curve,
        survey,
        _METRICS,
        missing=("known",),
        seed=seed_of(measures),
        building=_building(measures),
        networks=rebuilt(measures),
        what=_WHAT,
        ask=_ASK,
    )
    if isinstance(made, Gap):
        return Diagnosis(gaps=(made,), parameters=parameters)
    rows = made.table("holds")
    if rows.empty or int(rows["combinations"].max()) < 2:
        return Diagnosis(gaps=(Gap(_WHAT, _ASK),), parameters=parameters)
    return Diagnosis(
        tables=evidence_of(made, "choices", open_=("holds",), left=("labels",)),
        findings=_said(rows),
        cautions=(made.cautions[0],),
        parameters=parameters | {k: v for k, v in made.parameters.items() if k != "seed"},
    )


def _building(measures: Measures) -> dict[str, object]:
    """Build as the network was built: its wave, its policies, whom it shows by name."""
    given = measures.net.origin.parameters
    return {key: given[key] for key in ("wave", "policies", "internal") if given.get(key)}


def _said(rows: pd.DataFrame) -> tuple[Finding, ...]:
    """Say of each measure in how many ways of counting ties the same firms are first, and on top.

    The last conclusion about a measure is who is on top; one before it, who is first.
    """
    made = []
    for (layer, measure), own in rows.groupby(["layer", "measure"], sort=False):
        *leaders, top = own.to_dict("records")
        if leaders:
            claim = say(
                "{measure}: {conclusion} in {ways}",
                measure=say(measure),
                conclusion=leaders[0]["conclusion"],
                ways=_ways(leaders[0]),
            )
            rest = _same(top)
        else:
            claim = say(
                "{measure}: those on top are the same in {ways}",
                measure=say(measure),
                ways=_ways(top),
            )
            rest = "."
        made.append(Finding(f"choices_{layer}_{measure}", "sure", claim, (rest,), own,
                            source="simonsohn2020"))  # fmt: skip
    return tuple(made)


def _ways(row: dict[str, Any]) -> str:
    """Say in how many ways of counting ties something holds."""
    ways, held = int(row["combinations"]), _held(row)
    if held == ways:
        return say_n(ways, "all {n} way of counting ties", "all {n} ways of counting ties")
    if not held:
        return say_n(ways, "none of {n} way of counting ties", "none of {n} ways of counting ties")
    return say_n(
        ways, "{held} of {n} way of counting ties", "{held} of {n} ways of counting ties", held=held
    )


def _same(row: dict[str, Any]) -> str:
    """Say in how many of these ways the same firms are on top."""
    held = _held(row)
    if held == int(row["combinations"]):
        return say("; those on top are the same in all.")
    if not held:
        return say("; those on top are the same in none.")
    return say("; those on top are the same in {n}.", n=held)


def _held(row: dict[str, Any]) -> int:
    return round(float(row["share"]) * int(row["combinations"]))
