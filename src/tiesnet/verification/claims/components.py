"""Parts of the network."""

from __future__ import annotations

from tiesnet.verification.claim import Claim, directed

_STRONG = "counts strong components: see n_strong_components"
CLAIMS = [
    Claim("n_components", "R sna", "components_weak"),
    Claim("n_components", "R igraph", "components_weak"),
    Claim("n_components", "R sna", "components_strong", when=directed, differs=_STRONG),
    Claim("n_strong_components", "R sna", "components_strong", when=directed),
    Claim("n_strong_components", "R igraph", "components_strong", when=directed),
    Claim("n_isolates", "R sna", "isolates"),
    Claim("fragmentation", "R sna", "connectedness", turn=lambda value: 1 - value),
    Claim("fragmentation", "UCINET", "connectedness", turn=lambda value: 1 - value,
          tolerance=6e-4),
    Claim("wholeness", "UCINET", "wholeness", tolerance=6e-4),
]  # fmt: skip
