"""Dyads and triads."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, column, directed

_DYADS = {"Mut": "mutual", "Asym": "one-way", "Null": "empty"}


def _dyads(value: dict[str, float]) -> dict[str, float]:
    return {_DYADS[kind]: count for kind, count in value.items()}


_TRIADS = column("threesomes", "kind")
CLAIMS = [
    Claim("transitivity_strong", "R sna", "gtrans_strong", when=directed),
    Claim("reciprocity_log", "R sna", "grecip_lrr", when=directed),
    Claim("dyad_census", "R sna", "dyad_census", when=directed, turn=_dyads,
          read=column("pairs", "pair")),
    Claim("triad_census", "R sna", "triad_census", when=directed, read=_TRIADS),
    Claim("triad_census", "networkx", "triadic_census", when=directed, read=_TRIADS),
    Claim("reciprocity_dyad", "R sna", "grecip_dyadic_nonnull", when=directed),
    Claim("reciprocity_dyad", "R igraph", "reciprocity_ratio", when=directed),
    Claim("reciprocity_symmetric", "R sna", "grecip_dyadic", when=directed),
    Claim("transitivity_undirected", "R igraph", "transitivity_global"),
    Claim("transitivity_undirected", "networkx", "transitivity"),
]  # fmt: skip
