"""Freeman's centralisations, never of strengths."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed, one_part, strongly_connected

_NEVER = "the two programs divide by different maxima: the option convention"
CLAIMS = [
    Claim("degree_centralisation", "R sna", "centralization_degree"),
    Claim("degree_centralisation", "R igraph", "centr_degree"),
    Claim("in_degree_centralisation", "R sna", "centralization_indegree", when=directed),
    Claim("out_degree_centralisation", "R sna", "centralization_outdegree", when=directed),
    Claim("betweenness_centralisation", "R sna", "centralization_betweenness"),
    Claim("betweenness_centralisation", "R igraph", "centr_betw"),
    Claim("closeness_centralisation", "R sna", "centralization_closeness", when=strongly_connected),
    Claim("closeness_centralisation", "R igraph", "centr_clo_out", when=strongly_connected),
    Claim("eigenvector_centralisation", "R igraph", "centr_eigen", {"convention": "igraph"},
          when=one_part),
    Claim("eigenvector_centralisation", "R igraph", "centr_eigen", when=one_part, differs=_NEVER),
]  # fmt: skip
