"""What could be done about a difference: rules that follow from the numbers, with their source.

The rules are those of EU-LAC Foundation (2015), which compares clusters of two regions: exchange
of practice on policies and governance, upgrading with the help of the other region, help on the
way to markets, and finding complementarities. A rule speaks only when its condition holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.readings import (
    countries_reached,
    firms_by_stage,
    homes,
    kinds_of_institutions,
)
from tiesnet.inference.compare.stages import shared_stages
from tiesnet.inference.compare.words import listed
from tiesnet.language import say, word

LEVEL = 0.05
"""p at or below which a difference is called clear."""
KIND_WORDS = {
    "cluster_organisation": word("a cluster organisation"),
    "association": word("an association"),
    "government": word("a government body"),
    "research": word("a research organisation"),
    "finance": word("a finance organisation"),
    "services": word("a service centre"),
}
_BARE = {
    "cluster_organisation": word("cluster organisation"),
    "association": word("association"),
    "government": word("government body"),
    "research": word("research organisation"),
    "finance": word("finance organisation"),
    "services": word("service centre"),
}
Fact = Callable[[Sequence[Cluster]], str]


@dataclass(frozen=True)
class Rule:
    """What follows from a clear difference.

    Attributes
    ----------
    says : str
        The sentence, with ``{high}`` and ``{low}`` for the clusters.
    source : str
        Key of the literature.
    """

    says: str
    source: str = "eulac2015"


_SUPPORT = Rule(
    word(
        "An exchange of practice between the institutions of {high} and {low} could show how "
        "support reaches more firms in {low}."
    )
)
_JOIN = Rule(
    word("How {high} brings firms into its organisations could be shown to those of {low}.")
)
_TOGETHER = Rule(
    word("{low} could draw on the practice of {high} for schemes that bring its firms together.")
)
_TRUST = Rule(
    word("What firms of {high} do together could be a model for building trust in {low}.")
)
_WORK = Rule(
    word("Projects run by firms of both could carry over ways of working from {high} to {low}.")
)
_UPGRADE = Rule(
    word(
        "Firms of {high} have moved up where those of {low} have not: partnerships between them "
        "could carry the know-how over."
    )
)
_ABROAD = Rule(
    word(
        "Firms of {high} know the way to markets abroad; contacts with them could open it to "
        "firms of {low}."
    )
)
RULES: Mapping[str, Rule] = {
    "institution_share": _SUPPORT,
    "institutions_per_firm": _SUPPORT,
    "tied_government": _SUPPORT,
    "tied_services": _SUPPORT,
    "tied_finance": _SUPPORT,
    "tied_research": Rule(
        word(
            "Research partners of {high} could be put in touch with firms of {low}, where fewer "
            "work with research."
        )
    ),
    "member_share": _JOIN,
    "represented": _JOIN,
    "per_actor": _TOGETHER,
    "reciprocity": _TRUST,
    "trust": _TRUST,
    "embedded": _TRUST,
    "shared_vision": _TOGETHER,
    "led": Rule(
        word(
            "How leader firms of {high} organise production with others could be shown to firms of "
            "{low}."
        )
    ),
    "specialised": Rule(
        word(
            "The division of work among firms of {high} could be a model for specialisation in "
            "{low}."
        )
    ),
    word("per_actor_work cooperation"): _WORK,
    word("per_actor_work knowledge"): Rule(
        word(
            "What is known in {high} could reach firms of {low}, which exchange less knowledge, "
            "through contacts between the two."
        )
    ),
    "upgrading_process": _UPGRADE,
    "upgrading_product": _UPGRADE,
    "upgrading_functional": _UPGRADE,
    "upgrading_intersectoral": _UPGRADE,
    "exporters": _ABROAD,
    "exports": _ABROAD,
    "borders": _ABROAD,
    "pipelines": Rule(
        word(
            "What firms of {high} learn from partners outside could reach {low} through contacts "
            "between the two."
        )
    ),
    "open": Rule(
        word("Fewer firms of {low} have partners outside: partners in {high} would be a beginning.")
    ),
}
"""By measure, and what the relation holds where that matters: what follows from a clear one."""


def _institutions(clusters: Sequence[Cluster]) -> str:
    """Say which kinds of institutions one has and another lacks."""
    kinds = [kinds_of_institutions(cluster) for cluster in clusters]
    said = []
    for cluster, own in zip(clusters, kinds, strict=True):
        others = [kind for kind in KIND_WORDS if kind not in own and any(kind in k for k in kinds)]
        if own and others:
            has = [say(_BARE[kind]) for kind in others]
            said.append(
                say(
                    "Named elsewhere and not by {name}: {has}. Its firms could be put in touch "
                    "there.",
                    name=cluster.name,
                    has=listed(has),
                )
            )
    return " ".join(said)


def _stages(clusters: Sequence[Cluster]) -> str:
    """Say which stages of one have no firm, and in which other cluster there are some."""
    firms = [firms_by_stage(cluster) for cluster in clusters]
    stages = shared_stages(clusters)
    said = []
    for one, cluster in enumerate(clusters):
        for other, beside in enumerate(clusters):
            lacks = [
                stage.label
                for stage in stages
                if stage.ids[one]
                and any(firms[one].values())  # else no stage is told, and none is known to lack
                and not firms[one][stage.ids[one]]
                and firms[other].get(stage.ids[other])
            ]
            if lacks:
                told = cluster.inside.actors["stages"][cluster.firm].map(bool).all()
                filled = {"name": cluster.name, "lacks": listed(lacks), "name2": beside.name}
                said.append(
                    say(
                        "{name} has no firm in {lacks}; {name2} has: a link between them could "
                        "close the gap.",
                        **filled,
                    )
                    if told
                    else say(
                        "{name} has no known firm in {lacks}; {name2} has: a link between them "
                        "could close the gap.",
                        **filled,
                    )
                )
    return " ".join(said)


def _countries(clusters: Sequence[Cluster]) -> str:
    """Say which countries one reaches and another does not."""
    reached = [set(countries_reached(cluster)) for cluster in clusters]
    if len(clusters) != 2 or not all(reached):
        return ""
    said = []
    for place, cluster in enumerate(clusters):
        other = clusters[1 - place]
        there = sorted(reached[place] & homes(other))
        if there:
            said.append(
                say(
                    "{name} has partners in {there}, where {name2} is.",
                    name=cluster.name,
                    there=listed(there),
                    name2=other.name,
                )
            )
        more = sorted(reached[place] - reached[1 - place] - homes(other))
        if more:
            said.append(
                say(
                    "{name} could share its contacts in {more}.",
                    name=cluster.name,
                    more=listed(more),
                )
            )
    return " ".join(said)


FACTS: Mapping[str, Fact] = {
    "institution_kinds": _institutions,
    "stages": _stages,
    "countries": _countries,
}
"""By measure: what follows from what the surveys name, without a test."""
