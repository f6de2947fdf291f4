"""The waves of a survey, each as a network with the measures that a map shows."""

from __future__ import annotations

from dataclasses import dataclass

from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.plots.nodes import METRICS
from tiesnet.survey import wave_order


@dataclass(frozen=True, eq=False)
class Round:
    """A wave.

    Attributes
    ----------
    name : str
        As the survey calls it.
    measures : Measures
        Of its network; of waves other than the one shown only what a map needs.
    current : bool
        Whether it is the one shown.
    """

    name: str
    measures: Measures
    current: bool


def rounds_of(measures: Measures) -> tuple[Round, ...]:
    """Build every wave of the survey behind some measures, the earliest first.

    Empty when the survey has fewer than two waves, and when the network measured is not that of
    one wave of it as it stands: a part of it, or one under other names.
    """
    net = measures.net
    survey, given = net.origin.survey, net.origin.parameters
    names = [] if survey is None else sorted(survey.ties["wave"].dropna().unique(), key=wave_order)
    if survey is None or len(names) < 2 or given.get("wave") not in names:
        return ()
    asked = {str(k) for k in survey.relations.index[survey.relations["inverse_of"].isna()]}
    policies = {k: v for k, v in given.get("policies", {}).items() if k in asked}
    # The survey of a network has its names as they may be shown: nothing more is to be hidden.
    waves = {str(k): build_network(survey, policies, wave=str(k), internal=True) for k in names}
    same = waves[str(given["wave"])]
    if not same.actors["name"].equals(net.actors["name"]) or len(same.ties) != len(net.ties):
        return ()
    metrics = list(dict.fromkeys(metric for layer, metric in METRICS.values() if layer == "all"))
    return tuple(
        Round(name, measures, True)
        if name == given["wave"]
        else Round(name, measure(wave, ["all"], metrics), False)
        for name, wave in waves.items()
    )
