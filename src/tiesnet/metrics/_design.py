"""Which measures keep their meaning when not everybody was asked.

A census asks every firm of the cluster. A sample asks some: the whole network is then not known,
yet the pairs asked about are, and what is named of a firm is a lower bound. An ego survey asks
single firms about their own partners: only a firm's own circle is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from tiesnet.language import say, word
from tiesnet.network import Network

CENSUS, SAMPLE, EGO = "census", "sample", "ego"
VALID: Mapping[str, frozenset[str]] = {
    "census": frozenset({CENSUS}),  # the whole network: paths, groups, positions, shares of it
    "sampled": frozenset({CENSUS, SAMPLE}),  # known pairs; ties that reach a firm
    "circle": frozenset({CENSUS, EGO}),  # a firm's partners, and the ties among them
}
"""The designs under which measures with these needs are computed; all others always are."""
ASKED = {
    CENSUS: word("every firm"),
    SAMPLE: word("a sample of firms"),
    EGO: word("single firms about their own partners"),
}
"""Whom a survey asked, in words."""
_COVERS = {
    SAMPLE: word("the survey covers a sample of firms, not the whole cluster"),
    EGO: word("the survey covers single firms and their partners, not the whole cluster"),
}
CAUTIONS = {
    SAMPLE: word(
        "The survey covers a sample of firms. Numbers of the whole network are left out: they "
        "would describe the sample, not the cluster. Densities hold for the pairs that were asked "
        "about. What others say of a firm is a lower bound, and a firm without ties is not "
        "disconnected, since most of its partners may not have been asked."
    ),
    EGO: word(
        "The survey covers single firms and their own partners. Only numbers of a firm's own "
        "partners have a meaning; those of the whole network are left out. Partners were not "
        "asked: they are neither silent nor disconnected."
    ),
}


def design_of(net: Network) -> str:
    """Give the design of the survey behind a network: census, sample or ego."""
    survey = net.origin.survey
    said = str(survey.info.get("design", "") if survey is not None else "").strip().lower()
    return said if said in (SAMPLE, EGO) else CENSUS


def design_caution(net: Network) -> str:
    """Say what the design of a survey leaves out; empty for a census."""
    return CAUTIONS.get(design_of(net), "")


def not_under_design(need: str, net: Network) -> tuple[str, str] | None:
    """Say why a measure with a need has no meaning under the design; None when it has one."""
    design = design_of(net)
    if design not in VALID[need]:
        return _COVERS[design], (
            say("Ask every firm of the cluster, or use the measures of a firm's own ties.")
        )
    if need == "circle" and design == EGO and not _ties_among_partners(net):
        return (
            word("the survey does not tell of ties among partners"),
            say("Ask every respondent which of its partners are tied to each other."),
        )
    return None


def _ties_among_partners(net: Network) -> bool:
    """Tell whether anybody reported ties between two others."""
    survey = net.origin.survey
    if survey is None:
        return False
    ties = survey.ties
    teller = ties["reported_by"].astype(object)
    own = teller.eq(ties["source"].astype(object)) | teller.eq(ties["target"].astype(object))
    return bool((teller.notna() & ~own).any())
