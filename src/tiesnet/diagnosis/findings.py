"""What was found, in at most six plain sentences, the most consequential first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.findings_firms import find_brokers, find_disconnected, find_silent
from tiesnet.diagnosis.findings_network import find_chain, find_holding, find_overlap
from tiesnet.diagnosis.introductions.introductions import find_introduction
from tiesnet.diagnosis.kept import kept
from tiesnet.metrics import Measures

_EVERY: tuple[Callable[[Measures], Finding | None], ...] = (
    find_disconnected,
    find_holding,
    find_silent,
    find_chain,
    find_overlap,
    find_introduction,
    find_brokers,
)
_MOST = 6


@kept
def findings(measures: Measures) -> tuple[Finding, ...]:
    """Say what was found.

    Parameters
    ----------
    measures : Measures
        From `measure`, over all layers and metrics.

    Returns
    -------
    tuple of Finding
        At most six. What cannot be said with the data at hand is left out.
    """
    said = (found for find in _EVERY if (found := find(measures)) is not None)
    return tuple(islice(said, _MOST))
