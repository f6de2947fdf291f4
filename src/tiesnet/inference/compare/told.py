"""What was assumed for a comparison, and how it was made, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from tiesnet.inference import words as wording
from tiesnet.inference.compare.bootstrap import NULL
from tiesnet.inference.compare.caution import outside_left
from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.layers import Matching
from tiesnet.inference.compare.words import listed
from tiesnet.language import localised, say, word


def assumptions(clusters: Sequence[Cluster], matching: Matching) -> list[str]:
    """List what was left out, and what was assumed for each cluster."""
    said = list(outside_left(clusters))
    for name, label, why in matching.alone:
        said.append(
            say(
                "{label} of {name} is in no comparison of its own: {why}.",
                label=label,
                name=name,
                why=why,
            )
        )
    for cluster in clusters:
        for assumption in cluster.net.origin.assumptions["assumption"].astype(str):
            said.append(f"{cluster.name}: {assumption}")
    return said


def method(clusters: Sequence[Cluster], replications: int, seed: int) -> str:
    """Write the paragraph for a paper."""
    sizes = listed(
        [f"{c.name} ({wording.count(len(c.inside.actors), 'actor')})" for c in clusters], most=20
    )
    pairs = len(list(combinations(clusters, 2)))
    of = word("the two clusters") if pairs == 1 else word("every two clusters")
    many = (
        say(
            " Sentences give the p of the highest against the lowest value times the number of "
            "pairs."
        )
        if pairs > 1
        else ""
    )
    return say(
        "We compared {sizes}. Differences of {of} in means and shares of firms, "
        "in density and in the share of ties returned were tested by the "
        "bootstrap of actors (Snijders & Borgatti 1999): the actors of each "
        "cluster were drawn again with replacement, and a pair of copies of one "
        "actor took the ties of a known pair drawn at random. The two-sided p is "
        "the share of resampled differences, moved to a mean of 0 ({null}), at "
        "least as far from 0 as the one observed, which counts itself; "
        "{replications} resamples of each cluster, seed {seed}.{many} Numbers "
        "that depend on size and number of ties were set against graphs of the "
        "same actors and as many ties (conditional uniform graphs; Anderson, "
        "Butts & Carley 1999), {replications} draws each. Pairs of which the "
        "survey does not know stayed out. Means of firms count the firms that "
        "answered.",
        sizes=sizes,
        of=of,
        null=say(NULL),
        replications=localised(f"{replications:,}"),
        seed=seed,
        many=many,
    )
