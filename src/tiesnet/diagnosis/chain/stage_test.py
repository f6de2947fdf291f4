"""Ties within a stage of the chain beside those that shuffled stages would give."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.cooperation import horizontal_vertical, is_union
from tiesnet.diagnosis.chain.stage_chance import (
    FEWEST_PAIRS,
    LEVEL,
    REPLICATIONS,
    StageChance,
    stage_chance,
)
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.tested import BESIDE_P, beside
from tiesnet.diagnosis.words import number, p_value
from tiesnet.errors import NeedsError
from tiesnet.inference import TestResult
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.network import members

_PAIRS = word("pairs")
_P = word("Twice the share of shuffles at least as high, or at least as low, whichever is smaller.")
_ASKED = (
    Field("layer", "Relation", "layer"),
    Field(
        "asked_vertical",
        "Questions for vertical ties",
        "count",
        "questions",
        "Trade, and questions worded for partners along the chain. A question and its mirror "
        "(I sell to, I buy from) are one.",
    ),
    Field(
        "asked_horizontal",
        "Questions for horizontal ties",
        "count",
        "questions",
        "Questions worded for firms of one's own stage.",
    ),
    Field("asked_open", "Questions that leave it open", "count", "questions"),
    Field("horizontal", "Horizontal", "count", _PAIRS, "Tied pairs of firms inside."),
    Field("vertical", "Vertical", "count", _PAIRS, "Tied pairs of firms inside."),
    Field("lateral", "Lateral", "count", _PAIRS, "Different stages at one place in the chain."),
    Field("undetermined", "Undetermined", "count", _PAIRS, "A stage is not known."),
    Field("share", "Horizontal share", "percent", "", "Of horizontal and vertical pairs."),
)
_TEST = (
    Field("layer", "Relation", "layer"),
    Field("firms", "Firms", "count", definition="They answered, and their stage is known."),
    Field("ties", "Tied pairs", "count", _PAIRS),
    Field("within", "Within a stage", "count", _PAIRS),
    Field("expected", "Expected by chance", "number", _PAIRS, "Mean over the shuffles."),
    Field("ratio", "Observed over expected", "number", "ratio"),
    Field("p", "p", "number", "", _P),
    *BESIDE_P,
    Field("remark", "Remark"),
)
_DENSITIES = (
    Field("layer", "Relation", "layer"),
    Field("same", "Density within a stage", "percent", "", "Tied among the known pairs."),
    Field("different", "Density between stages", "percent", "", "Tied among the known pairs."),
    Field("odds_ratio", "Odds ratio, same stage", "number", "ratio", "Above 1: likelier within."),
    Field(
        "half_added",
        "One half added",
        "flag",
        "",
        "One of the four counts behind the odds ratio is 0, so one half was added to each.",
    ),
    Field("ei", "E-I index", "number", "index", "-1: all ties within stages. 1: all between."),
    Field("ei_expected", "E-I index by chance", "number", "index", "If stages did not matter."),
)
_METRICS = {
    "same": "density_same_stage",
    "different": "density_different_stage",
    "odds_ratio": "odds_ratio_stage",
    "ei": "ei_index",
    "ei_expected": "ei_expected",
}


@diagnosis(
    chapter="chain",
    label="Within stages, against chance",
    question="Do firms work with their peers more than chance would give?",
    needs="the stages of firms, and a relation whose question leaves open with whom",
    limits="It says whether stages and ties go together, not why. Where a question asks for "
    "suppliers or for peers it cannot be tested.",
    source="schmitz1999, krackhardt1988, phipson2010, haldane1956",
)
def stage_test(measures: Measures, *, replications: int = REPLICATIONS) -> Diagnosis:
    """Tied pairs within a stage beside those that shuffled stages would give.

    Shares first, beside how many questions asked for ties along the chain and how many for
    peers: shares follow what was asked and how many firms each stage has. Where a question
    leaves it open, the densities compare like with like: ties among the known pairs of firms of
    one stage, and of different stages, with the odds ratio of the two (one half added to each
    count when one is 0) and the E-I index of ties between stages less ties within.

    The stages are shuffled among the firms that answered while the ties stay, directions
    ignored. p = (b + 1) / (m + 1), two-sided. A firm in several stages counts with the first.
    """
    names = [str(name) for name in measures.network.columns]
    tested = {name: stage_chance(measures, name, replications) for name in names}
    tables = (
        Evidence("stage_test", "Within a stage, against chance", _chances(tested), _TEST),
        Evidence("orientation_asked", "Shares, and what was asked", asked(measures), _ASKED),
        Evidence(
            "stage_densities",
            "Within and between stages",
            densities(measures, [name for name in names if tested[name].result is not None]),
            _DENSITIES,
            "Over known pairs of firms whose stages are known; questions that ask for ties of one "
            "orientation are left out.",
            "folded",
        ),
    )
    seen = {name: one.says for name, one in tested.items() if one.says is not None}
    return Diagnosis(
        tables=tables,
        findings=tuple(_finding(measures, name, tested[name]) for name in _to_say(measures, seen)),
        gaps=() if seen else (_gap(measures),),
        cautions=_cautions(seen),
        parameters={
            "Shuffles": replications,
            "Seed": seed_of(measures),
            "Fewest tied pairs": FEWEST_PAIRS,
            "Largest p called more or less than chance": LEVEL,
        },
    )


def asked(measures: Measures) -> pd.DataFrame:
    """Give the orientation of tied pairs of firms beside what each layer's questions asked for."""
    counts = horizontal_vertical(measures)
    layers = measures.net.layers
    rows = []
    for name, row in counts.iterrows():
        questions = layers.loc[members(layers, str(name)) if is_union(str(name)) else [str(name)]]
        own = questions["orientation"]
        trade = (questions["content"] == "trade") & ~own.isin(["by_stage", "horizontal"])
        vertical, horizontal = trade | (own == "vertical"), own == "horizontal"
        rows.append(
            {
                "layer": str(name),
                "asked_vertical": int(vertical.sum()),
                "asked_horizontal": int(horizontal.sum()),
                "asked_open": int((~vertical & ~horizontal).sum()),
                **{key: int(row[key]) for key in _COUNTED},
                "share": row["horizontal_share"],
            }
        )
    return pd.DataFrame(rows)


_COUNTED = ("horizontal", "vertical", "lateral", "undetermined")


def densities(measures: Measures, layers: list[str]) -> pd.DataFrame:
    """Give densities within and between stages, their odds ratio and the E-I index by layer."""
    rows = []
    for name in layers:
        view = measures.net.inside().layer(name)
        row: dict[str, object] = {"layer": name}
        for key, metric in _METRICS.items():
            try:
                row[key] = catalogue()[metric].function(view)
            except NeedsError:
                row[key] = np.nan
        extremes = {row["same"], row["different"]} & {0.0, 1.0}
        row["half_added"] = bool(extremes) and not pd.isna(row["odds_ratio"])
        rows.append(row)
    return pd.DataFrame(rows)


def _chances(tested: dict[str, StageChance]) -> pd.DataFrame:
    rows = []
    for name, one in tested.items():
        row: dict[str, object] = {"layer": name, "firms": one.firms, "ties": one.pairs}
        row["remark"] = one.remark or None
        if one.result is not None:
            chance = one.result.expected
            row |= {
                "within": int(one.result.observed),
                "expected": chance,
                "ratio": one.result.observed / chance if chance else np.nan,
            }
        row |= beside(one.result)
        rows.append(row)
    return pd.DataFrame(rows)


def _to_say(measures: Measures, seen: dict[str, TestResult]) -> list[str]:
    """Choose what is said: formal and informal ties, or their questions where a union cannot."""
    chosen: list[str] = []
    for union in ("formal", "informal"):
        whole = members(measures.net.layers, union)
        chosen += [union] if union in seen else [name for name in whole if name in seen]
    return sorted(chosen, key=lambda name: seen[name].p)


def _finding(measures: Measures, name: str, tested: StageChance) -> Finding:
    label, result = measures.net.layer(name).layers["label"].iloc[0], tested.result
    if result is None:
        raise ValueError(f"The layer {name!r} was not tested.")
    claim = say_n(
        int(result.observed),
        "{relation}: {n} of {pairs} tied pairs is of one stage, where chance would give {expected}",
        "{relation}: {n} of {pairs} tied pairs are of one stage, where chance would give "
        "{expected}",
        relation=str(label),
        pairs=tested.pairs,
        expected=number(result.expected),
    )
    rest = (_leaning(result),)
    return Finding(f"stage_test_{name}", "chain", claim, rest, source="schmitz1999")


def _leaning(result: TestResult) -> str:
    """Say which way ties lean, if any clearly."""
    p = p_value(result.p)
    if result.p > LEVEL:
        return say(": no clear difference from chance ({p}).", p=p)
    if result.observed > result.expected:
        return say(": firms work with peers more than chance would give ({p}).", p=p)
    return say(": firms work along the chain more than chance would give ({p}).", p=p)


def _gap(measures: Measures) -> Gap:
    if measures.net.actors["stage"].notna().any():
        return Gap(
            "Whether firms work with peers more than chance would give cannot be tested.",
            "Ask every firm for its stage, and ask one question that leaves open with whom: with "
            "which firms do you run joint projects?",
        )
    return Gap("Stages cannot be tested.", "Ask every firm for its stage in the value chain.")


def _cautions(seen: dict[str, TestResult]) -> tuple[str, ...]:
    if len(seen) < 3:
        return ()
    return (
        say(
            "{n} layers were tested: one small p among so many can come about by chance.",
            n=len(seen),
        ),
    )
