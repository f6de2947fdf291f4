"""What the map can colour by: groups told apart by a colour and its number."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.exports.report.attributes import attribute_label
from tiesnet.exports.report.words import shown
from tiesnet.language import say
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import METRICS, ON_MAP, NetworkFrame

MOST_COLOURS = 8
MOST_GROUPS = 30
NOT_OFFERED = {
    "name",
    "connection",
    "connection_firms",
    "respondent",
    "consent",
    "inside",
    "place",
    "hangs_by",
    "id",
    "wave",
    "stage",
}


def groupings(
    measures: Measures, frame: NetworkFrame, everyone: pd.DataFrame
) -> list[dict[str, Any]]:
    """Offer the stage, the attributes and the measures that sort firms into a few groups.

    What all firms on the map have in common would colour them all alike. Of more than eight
    groups the seven largest keep a colour, the others share one.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    frame : NetworkFrame
        The map.
    everyone : DataFrame
        The actors of all waves, in the order of the page.
    """
    firms = (everyone["inside"].astype(bool) & (everyone["kind"] == "firm")).to_numpy()
    drawn = firms & (everyone["place"] == ON_MAP).to_numpy()
    offers = []
    if everyone.loc[drawn, "stage"].nunique() > 1:
        codes = everyone["stage"].map({s: k for k, s in enumerate(frame.stages.index)})
        labels = [shown(v) for v in frame.stages["label"]]
        offers.append(_offer("stage", say("Stage"), labels, codes, ""))
    for name in _attributes(everyone):
        if made := _grouped(everyone[name], firms, drawn):
            offers.append(_offer(name, attribute_label(name), *made, ""))
    for name, column in _found(measures):
        if made := _grouped(column.reindex(everyone.index), firms, drawn):
            offers.append(_offer(name, say(catalogue()[name].label), *made, "measure"))
    return offers


def _attributes(everyone: pd.DataFrame) -> list[str]:
    taken = NOT_OFFERED | (set(METRICS) - {"answered"})
    names = [str(name) for name in everyone.columns if str(name) not in taken]
    private = [name for name in names if name.startswith("contact")]
    return [
        name
        for name in names
        if name not in private and not pd.api.types.is_numeric_dtype(everyone[name].dtype)
    ]


def _found(measures: Measures) -> list[tuple[str, pd.Series]]:
    """Give the measures in words, of all ties."""
    names = [name for layer, name in measures.actors.columns if layer == "all"]
    return [
        (name, measures.actors[("all", name)])
        for name in names
        if catalogue()[name].dtype == "text" and name not in NOT_OFFERED | {"answered"}
    ]


def _grouped(values: pd.Series, firms: Any, drawn: Any) -> tuple[list[str], pd.Series] | None:
    """Number the groups; None where they would not tell firms apart, or are too many."""
    words = values.astype("object").map(_word, na_action="ignore")
    counts = words[firms].value_counts()
    if words[drawn].nunique() < 2 or len(counts) > MOST_GROUPS:
        return None
    names = sorted(counts.index, key=_by_number)
    rest: list[str] = []
    if len(names) > MOST_COLOURS:
        large = sorted(names, key=lambda name: -counts[name])[: MOST_COLOURS - 1]
        rest = [name for name in names if name not in large]
        names = [name for name in names if name in large]
    code = {name: place for place, name in enumerate(names)}
    code |= dict.fromkeys(rest, len(names))
    labels = [shown(name) for name in names]
    labels += [say("{n} smaller groups", n=len(rest))] if rest else []
    return labels, words.map(code)


def _word(value: Any) -> str:
    return shown(value) if isinstance(value, bool) else str(value)


def _by_number(name: str) -> tuple[int, str]:
    """Put 10 after 9."""
    return (int(name) if name.isdigit() else 10**9, name)


def _offer(key: str, label: str, labels: list[str], codes: pd.Series, group: str) -> dict[str, Any]:
    numbers = pd.to_numeric(codes, errors="coerce").fillna(-1).astype(int).tolist()
    return {"key": str(key), "label": label, "values": labels, "codes": numbers, "group": group}
