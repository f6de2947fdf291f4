"""Live comparison with R sna and igraph on a random directed network."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import network_from_edges

SCRIPT = """
suppressMessages({library(sna); library(igraph)})
A <- as.matrix(read.table("stdin"))
cl <- rep(c("a", "b", "c"), length.out = nrow(A))
show <- function(x) cat(paste(ifelse(is.nan(x), "null", format(x, digits = 15)), collapse = ","))
b <- sna::brokerage(A, cl)$raw.nli
cat("[["); for (k in 1:6) { if (k > 1) cat("],["); show(b[, k]) }; cat("]")
g <- graph_from_adjacency_matrix(A)
cat(",["); show(igraph::constraint(g)); cat("]")
cat(",["); show(igraph::betweenness(g)); cat("]")
cat(",["); show(igraph::harmonic_centrality(g, mode = "out", normalized = TRUE)); cat("]]")
"""
COLUMNS = ("coordinator", "consultant", "representative", "gatekeeper", "liaison",
           "brokerage_total", "constraint_whole", "betweenness", "harmonic_closeness")  # fmt: skip


@pytest.mark.peers
@pytest.mark.parametrize("seed", [1, 2])
def test_agrees_with_r(needs: Callable[[str], str], seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = (rng.random((14, 14)) < 0.18).astype(int)
    np.fill_diagonal(matrix, 0)
    matrix[13], matrix[:, 13] = 0, 0
    text = "\n".join(" ".join(map(str, row)) for row in matrix)
    answer = subprocess.run(
        [needs("peers"), "-e", SCRIPT], input=text, capture_output=True, text=True, check=True
    )
    theirs: list[list[Any]] = json.loads(answer.stdout)
    names = [f"n{k:02}" for k in range(14)]
    edges = [(names[i], names[j]) for i, j in np.argwhere(matrix)]
    stages = dict(zip(names, "abcabcabcabcab", strict=True))
    net = network_from_edges(edges, names, stages=stages)
    for name, column in zip(COLUMNS, theirs, strict=True):
        ours = catalogue()[name].function(net).tolist()
        expected = [np.nan if x is None else float(x) for x in column]
        assert ours == pytest.approx(expected, nan_ok=True, rel=1e-9, abs=1e-9), name
