"""A small survey with everything that can go wrong in a name, and its measures."""

import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import Survey

NASTY = (
    '=HYPERLINK("http://example.org","Acme")',
    "+1",
    "-2",
    "@SUM(1)",
    "\t=1",
    "#REF!",
    "＝1+1",
    "{=SUM(1)}",
    "'quoted'",
    "</x><b>&amp;",
    "nan",
    "1E5",
    "007",
    "a\x0bb\x00c",
)
STAGES = ("leather", "soles", "brand")
RELATION = {
    "flow": "with_arrow",
    "orientation": None,
    "inverse_of": None,
    "scale_min": np.nan,
    "scale_max": np.nan,
    "trust_min": np.nan,
    "trust_max": np.nan,
    "core": None,
    "question": "",
}


def nasty_survey() -> Survey:
    firms = [f"f{k:02d}" for k in range(len(NASTY) + 8)]
    names = [*NASTY, *(f"Firm {k}" for k in range(8))]
    silent = {"f03", "f10"}
    actors = pd.DataFrame(
        {
            "name": names,
            "kind": "firm",
            "in_cluster": True,
            "respondent": ["no" if firm in silent else "yes" for firm in firms],
            "stage": [STAGES[k % 3] for k in range(len(firms))],
            "size": [float(5 * k + 1) for k in range(len(firms))],
            "contact": "secret@example.org",
        },
        index=pd.Index(firms, name="id"),
    )
    actors.loc["assoc"] = ["Asociación", "association", True, None, None, np.nan, None]
    actors.loc["buyer"] = ["Outside buyer", "firm", False, None, None, np.nan, None]
    actors["in_cluster"] = actors["in_cluster"].astype(bool)
    relations = pd.DataFrame(
        [
            RELATION
            | {
                "id": "sells",
                "label": "Sells to",
                "formality": "formal",
                "content": "trade",
                "directed": True,
                "scale_min": 1.0,
                "scale_max": 5.0,
                "combine": "union",
            },
            RELATION
            | {
                "id": "knows",
                "label": "=Knows",
                "formality": "informal",
                "content": "social",
                "directed": False,
                "flow": "both",
                "combine": "union",
            },
        ]
    ).set_index("id")
    pairs = [(k, (k * 5 + step) % 19) for k in range(19) for step in (1, 2)]
    rows = [
        {"source": firms[a], "target": firms[b], "relation": ("sells", "knows")[(a + b) % 2]}
        for a, b in pairs
        if a != b and firms[a] not in silent
    ]
    rows.append({"source": "f01", "target": "assoc", "relation": "knows"})
    rows.append({"source": "f02", "target": "buyer", "relation": "sells"})
    ties = pd.DataFrame(rows).drop_duplicates(ignore_index=True)
    ties = ties.assign(
        strength=np.where(ties["relation"] == "sells", 2.0, np.nan),
        wave=pd.Series(None, index=ties.index, dtype="object"),
        reported_by=ties["source"],
        file="ties.csv",
        sheet="",
        row=range(2, len(ties) + 2),
    )
    responses = pd.DataFrame(
        [
            {
                "actor": firm,
                "relation": relation,
                "wave": None,
                "state": "silent" if firm in silent else "answered",
            }
            for firm in firms
            for relation in relations.index
        ]
    )
    stages = pd.DataFrame(
        {"order": [1, 2, 3], "label": ["Leather", "Soles", "Brands"]},
        index=pd.Index(STAGES, name="id"),
    )
    problem = {
        "code": "unknown_actor",
        "severity": "error",
        "file": "ties.csv",
        "sheet": "",
        "row": 12,
        "column": "target",
        "value": "=cmd|' /C calc'!A0",
        "problem": "The name is not in the table of actors.",
        "repair": "Correct the name.",
    }
    return Survey(
        actors,
        ties,
        relations,
        stages,
        responses,
        info={"title": "=A valley & its <shoes>", "date": "2026-05"},
        problems=pd.DataFrame([problem]),
        assumptions=pd.DataFrame([{"code": "kind", "assumption": "=Assumed", "count": 3}]),
        provenance={"files": [{"name": "ties.csv", "sha256": "ab" * 32, "bytes": 1234}]},
    )


@pytest.fixture(scope="session")
def measures() -> Measures:
    return measure(build_network(nasty_survey()))


@pytest.fixture(scope="session")
def names() -> tuple[str, ...]:
    """The names as a file of XML can hold them."""
    return tuple(name.replace("\x0b", "").replace("\x00", "") for name in NASTY)
