"""The map's controls, its legend and the areas beside it, for the template."""

from __future__ import annotations

from typing import Any

from tiesnet.exports.report.docks import MOST_DOCKED, docks
from tiesnet.language import say
from tiesnet.metrics import Measures
from tiesnet.plots import NetworkFrame


def map_view(measures: Measures, frame: NetworkFrame, data: dict[str, Any]) -> dict[str, Any]:
    """Prepare the map's part of the page.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    frame : NetworkFrame
        The map.
    data : dict
        What `map_data` made of it.
    """
    nodes = data["nodes"]
    return {
        "map": data,
        "sizes": [one for one in data["numbers"] if one["marks"]],
        "legend": legend(data["layers"]),
        "docks": docks(measures, frame),
        "most_docked": MOST_DOCKED,
        "has_institutions": any(n["inside"] and n["kind"] != "firm" for n in nodes),
        "has_outside": any(not n["inside"] for n in nodes),
        "rings": any(n["ring"] for n in nodes),
        "directed": any(layer["directed"] for layer in data["layers"]),
    }


def legend(layers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group the relations by formality; a single relation needs no switch of its own."""
    groups = []
    for formality in ("formal", "informal"):
        own = [{"place": k, **v} for k, v in enumerate(layers) if v["formality"] == formality]
        if own:
            label = say("Formal") if formality == "formal" else say("Informal")
            if len(own) == 1:
                label = _alone(formality, own[0]["label"])
            groups.append(
                {"formality": formality, "label": label, "layers": own if len(own) > 1 else []}
            )
    return groups


def _alone(formality: str, layer: str) -> str:
    if formality == "formal":
        return say("Formal: {relation}", relation=layer)
    return say("Informal: {relation}", relation=layer)
