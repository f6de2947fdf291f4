"""The scales of a questionnaire, and whether their items hang together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis.evidence import Evidence, Field
from tiesnet.language import localised, say
from tiesnet.metrics import Measures, cronbach_alpha, item_rest, scales

FEW = 10
"""With fewer firms than this alpha is uncertain."""
_SCALES = (
    Field("scale", "Scale"),
    Field("items", "Items", "count"),
    Field("firms", "Firms that answered all", "count", "firms"),
    Field("alpha", "Cronbach's alpha", "number"),
    Field("mean", "Mean answer", "number"),
    Field("ends", "Answers from and to"),
    Field("remark", "Remark"),
)
_ITEMS = (
    Field("scale", "Scale"),
    Field("item", "Item"),
    Field("turned", "Turned round", "flag"),
    Field("firms", "Firms that answered", "count", "firms"),
    Field("mean", "Mean answer", "number"),
    Field("rest", "Correlation with the rest", "number"),
)


def scale_rows(measures: Measures, reliable: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give one row per scale, and one per item, over the firms of the cluster."""
    rows, items = [], []
    for name, scale in scales(measures.net.inside().firms()).items():
        answers, rest = scale.answers, item_rest(scale.answers)
        alpha, whole = cronbach_alpha(answers), len(answers.dropna())
        rows.append(
            {
                "scale": name,
                "items": answers.shape[1],
                "firms": whole,
                "alpha": alpha,
                "mean": float(answers.mean(axis=1).mean()),
                "ends": _ends(scale.lowest, scale.highest),
                "remark": _remark(alpha, whole, answers.shape[1], reliable),
            }
        )
        for item in answers.columns:
            own = answers[item]
            row = {"scale": name, "item": item, "turned": item in scale.reversed}
            row |= {"firms": int(own.notna().sum()), "mean": float(own.mean())}
            items.append(row | {"rest": float(rest[item])})
    return (
        pd.DataFrame(rows, columns=[field.key for field in _SCALES]),
        pd.DataFrame(items, columns=[field.key for field in _ITEMS]),
    )


def _ends(lowest: float, highest: float) -> str:
    ends = {"lowest": localised(f"{lowest:g}"), "highest": localised(f"{highest:g}")}
    return say("{lowest} to {highest}", **ends)


def _remark(alpha: float, firms: int, items: int, reliable: float) -> str:
    if items < 2:
        return say("one item: nothing to compare it with")
    if np.isnan(alpha):
        return say("too few firms answered all items, or all alike")
    if alpha < reliable:
        return say("the items do not hang together: read them one by one")
    return say("few firms: alpha is uncertain") if firms < FEW else ""


def scale_tables(reliability: pd.DataFrame, items: pd.DataFrame) -> list[Evidence]:
    """Show both."""
    return [
        Evidence(
            "capital_scales",
            "Scales of the questionnaire",
            reliability,
            _SCALES,
            "Alpha says how far the items of a scale measure one thing; 1 is the most.",
        ),
        Evidence("capital_items", "Items of the scales", items, _ITEMS, "", "workbook"),
    ]
