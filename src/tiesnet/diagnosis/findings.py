"""What was found, in at most six plain sentences, the most consequential first."""

from __future__ import annotations

from collections.abc import Callable

from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.findings_firms import find_brokers, find_disconnected, find_silent
from tiesnet.diagnosis.findings_network import find_chain, find_holding, find_overlap
from tiesnet.diagnosis.kept import kept
from tiesnet.metrics import Measures

_EVERY: tuple[Callable[[Measures], Finding | None], ...] = (
    find_disconnected,
    find_holding,
    find_silent,
    find_chain,
    find_overlap,
    find_brokers,
)


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
    return tuple(found for find in _EVERY if (found := find(measures)) is not None)
