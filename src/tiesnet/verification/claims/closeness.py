"""Closeness: every program has its own rule for actors that cannot be reached."""

from __future__ import annotations

from tiesnet.verification.claim import (
    Claim,
    directed,
    over_others,
    strongly_connected,
    undirected,
)

_TYPED = 6e-4  # three decimals are printed
_ZERO = "0 for everybody who does not reach all others, which is nearly everybody"
_INWARD = "along incoming paths: the option direction"
CLAIMS = [
    Claim("harmonic_closeness", "R sna", "closeness_suminvdir"),
    Claim("harmonic_closeness", "R igraph", "harmonic_out"),
    Claim("harmonic_closeness_in", "R igraph", "harmonic_in"),
    Claim("harmonic_closeness_in", "networkx", "harmonic", turn=over_others),
    Claim("harmonic_closeness", "networkx", "harmonic", differs="a sum, not divided by the "
          "number of others, and along incoming paths"),
    Claim("closeness_freeman", "UCINET", "closeness_freeman", tolerance=_TYPED),
    Claim("closeness_freeman_n", "UCINET", "closeness_n", tolerance=_TYPED),
    Claim("closeness_valente_foreman", "UCINET", "closeness_valente_foreman", tolerance=_TYPED),
    Claim("closeness_within", "R igraph", "closeness_out"),
    Claim("closeness_within", "R igraph", "closeness_in", {"direction": "in"}),
    Claim("closeness_within", "R sna", "closeness_directed", when=strongly_connected),
    Claim("closeness_within", "R sna", "closeness_directed", differs=_ZERO,
          when=lambda case: not strongly_connected(case)),
    Claim("closeness_wasserman_faust", "networkx", "closeness_wf", {"direction": "in"}),
    Claim("closeness_wasserman_faust", "networkx", "closeness_wf", when=undirected),
    Claim("closeness_wasserman_faust", "networkx", "closeness_wf", when=directed, differs=_INWARD),
    Claim("k_reach", "R igraph", "ego_size_2", turn=over_others),
    Claim("closeness_gil_schmidt", "R sna", "closeness_gil_schmidt"),
]  # fmt: skip
