"""Ties within a stage of the chain beside those that shuffled stages would give."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import count, number
from tiesnet.inference import TestResult, permute_labels
from tiesnet.metrics import Measures
from tiesnet.network import Network, adjacency, tie_parts

_LEVEL, _FEWEST = 0.05, 10
_FIELDS = (
    Field("layer", "Relation", "layer"),
    Field("firms", "Firms", "count", definition="They answered, and their stage is known."),
    Field("ties", "Tied pairs", "count", "pairs"),
    Field("within", "Within a stage", "count", "pairs"),
    Field("expected", "Expected by chance", "number", "pairs", "Mean over the shuffles."),
    Field("ratio", "Observed over expected", "number", "ratio"),
    Field("p", "p", "number", "", "Share of shuffles as far from the mean, both sides."),
    Field("remark", "Remark"),
)


@diagnosis(
    chapter="chain",
    label="Within stages, against chance",
    question="Do firms work with their peers more than chance would give?",
    needs="the stages of firms, and a relation whose question leaves open with whom",
    limits="It says whether stages and ties go together, not why. Where a question asks for "
    "suppliers or for peers it cannot be tested.",
    source="schmitz1999, phipson2010",
)
def stage_test(measures: Measures, *, replications: int = 999) -> Diagnosis:
    """Tied pairs within a stage beside those that shuffled stages would give.

    The stages are shuffled among the firms that answered while the ties stay, directions
    ignored. p = (b + 1) / (m + 1), two-sided. A firm in several stages counts with the first.
    """
    rows, seen, seed = [], {}, seed_of(measures)
    for name in map(str, measures.network.columns):
        view = measures.net.inside().layer(name)
        result, pairs, row = _tested(view, replications, seed)
        rows.append({"layer": name, **row})
        if result is not None and pairs >= _FEWEST:
            seen[name] = result
    evidence = Evidence("stage_test", "Within a stage, against chance", pd.DataFrame(rows), _FIELDS)
    gaps = () if seen else (Gap("Stages cannot be tested.", "Ask every firm for its stage."),)
    return Diagnosis(
        tables=(evidence,),
        findings=_findings(seen),
        gaps=gaps,
        parameters={"Shuffles": replications, "Seed": seed, "Fewest tied pairs": _FEWEST},
    )


def _tested(
    view: Network, replications: int, seed: int
) -> tuple[TestResult | None, int, dict[str, object]]:
    firms = (view.actors["kind"] == "firm") & view.actors["stage"].notna()
    chosen = np.flatnonzero((firms & view.respondents.observed()).to_numpy())
    one, other = _pairs(view, chosen)
    row: dict[str, object] = {"firms": len(chosen), "ties": len(one)}
    stage = pd.factorize(view.actors["stage"].iloc[chosen])[0]
    if (tie_parts(view)["rule"] == 2).any():
        return None, 0, row | {"remark": "a question itself asks for ties of one orientation"}
    if not len(one) or len(np.unique(stage)) < 2:
        return None, 0, row | {"remark": "too few firms answered whose stages are known"}

    def within(labels: NDArray[np.int64]) -> dict[str, float]:
        return {"within": float((labels[one] == labels[other]).sum())}

    result = permute_labels(within, stage, replications=replications, seed=seed)["within"]
    ratio = result.observed / result.expected if result.expected else np.nan
    return (
        result,
        len(one),
        row
        | {
            "within": int(result.observed),
            "expected": result.expected,
            "ratio": ratio,
            "p": result.p,
        },
    )


def _pairs(view: Network, chosen: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    matrix = adjacency(view)
    cells = (matrix + matrix.T)[chosen][:, chosen].tocoo()
    upper = cells.row < cells.col
    return cells.row[upper].astype(np.intp), cells.col[upper].astype(np.intp)


def _findings(seen: dict[str, TestResult]) -> tuple[Finding, ...]:
    result = seen.get("informal") or seen.get("formal") or seen.get("all")
    if result is None or result.p > _LEVEL or not result.expected:
        return ()
    more = result.observed > result.expected
    claim = (
        f"{count(int(result.observed), 'tied pair is', 'tied pairs are')} of one stage, where "
        f"chance would give {number(result.expected)}"
    )
    rest = f": firms work {'with peers' if more else 'along the chain'} more than chance would give"
    said = f" (p = {result.p:.3f})."
    return (Finding("stage_test", "chain", claim, (rest, said), source="schmitz1999"),)
