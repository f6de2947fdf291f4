"""The four thematic blocks, and which measure belongs to which, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tiesnet.inference.compare import readings as r
from tiesnet.inference.compare.bootstrap import DENSITY, PER_ACTOR, RECIPROCITY
from tiesnet.inference.compare.cluster import Cluster, Reading
from tiesnet.language import word

ENVIRONMENT, GOVERNANCE, STRATEGY, MARKET = "environment", "governance", "strategy", "market"
BLOCKS: Mapping[str, str] = {
    ENVIRONMENT: word("Business environment and policies"),
    GOVERNANCE: word("Cluster interaction and governance"),
    STRATEGY: word("Industrial strategy and competitive performance"),
    MARKET: word("International market access"),
}
"""The thematic blocks in which EU-LAC Foundation (2015) compares clusters, by key."""
Read = Callable[[Cluster, str], Reading]
Unlike = Callable[[Sequence[Cluster]], str]
FREE, PER_SIZE, CHANCE = word("free of size"), word("per actor"), word("against chance")
_UNIONS, _WORK = ("all", "formal", "informal"), ("trade", "cooperation", "knowledge")


@dataclass(frozen=True)
class Indicator:
    """One measure of the comparison.

    Attributes
    ----------
    key : str
        Code name.
    block : str
        A key of `BLOCKS`.
    label : str
        In plain words.
    unit : str
    kind : str
        percent, number or count.
    reason : str
        Why it belongs to the block.
    read : callable
        Takes a cluster and the name of a layer, and gives a `Reading`.
    on : tuple of str
        On which layers: unions, contents of relations, or "arrows" for every matched relation
        with arrows. Empty: of the survey, not of a layer.
    metrics : tuple of str
        What it needs of the catalogue.
    size : str
        `FREE`: a share or a mean per firm, comparable as it is; `PER_SIZE`: adjusted by counting
        per actor; `CHANCE`: depends on size and number of ties, and is set against chance.
    unlike : callable, optional
        Takes the clusters that tell it, and says why they cannot be compared in it; else "".
    drawn : str
        Which of `tiesnet.inference.compare.bootstrap.TIED` gives its error; "" for means over
        firms, and for numbers of which no error is known.
    """

    key: str
    block: str
    label: str
    unit: str
    kind: str
    reason: str
    read: Read
    on: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    size: str = FREE
    drawn: str = ""
    unlike: Unlike | None = None


def _firms(metric: str, positive: bool = False) -> dict[str, Any]:
    """Read a measure of firms over all ties: its mean, or the share of firms above 0."""
    read = r.share_above(metric) if positive else r.mean(metric)
    return {"read": read, "on": ("all",), "metrics": (metric,)}


_ENVIRONMENT = (
    Indicator("institution_kinds", ENVIRONMENT, word("Kinds of institutions"), "kinds", "count",
              word("Support comes from several kinds of bodies."), r.institution_kinds),
    Indicator("institution_share", ENVIRONMENT, word("Firms tied to an institution"), "% of firms",
              "percent", word("Support and services reach the firms that have a tie to them."),
              **_firms("linking_ties", True)),
    Indicator("institutions_per_firm", ENVIRONMENT, word("Institutions per firm"), "institutions",
              "number", word("Linking capital: ties to those with power and means (Woolcock)."),
              **_firms("linking_ties")),
    *(
        Indicator(f"tied_{kind}", ENVIRONMENT, label, "% of firms", "percent",
                  reason, r.tied_to(kind), ("all",))
        for kind, label, reason in (
            ("government", word("Firms tied to a government body"),
             word("Public support reaches them.")),
            ("research", word("Firms tied to research"),
             word("Academia and firms work together, or do not.")),
            ("finance", word("Firms tied to a bank or fund"), word("Access to funding.")),
            ("services", word("Firms tied to a service centre"),
             word("Technological and business services.")),
        )
    ),
    Indicator("member_share", ENVIRONMENT, word("Firms in an organisation"), "% of firms",
              "percent",
              word("Associations, projects and fairs are the way support is handed on."),
              **_firms("memberships", True)),
    Indicator("memberships", ENVIRONMENT, word("Memberships per firm"), "organisations", "number",
              word("How much firms are organised."), **_firms("memberships")),
    Indicator("registered", ENVIRONMENT, "Registered firms", "% of firms", "percent",
              word("Firms that are not registered are out of reach of most policies."),
              r.attribute("registered")),
)  # fmt: skip
_TOGETHER = (*_UNIONS, "social")
_GOVERNANCE = (
    Indicator("density", GOVERNANCE, "Density", word("% of known pairs"), "percent",
              word("How much of what is possible is tied."), r.network(DENSITY), _TOGETHER,
              (DENSITY,), PER_SIZE, DENSITY),
    Indicator("per_actor", GOVERNANCE, word("Ties per actor"), "ties", "number",
              word("Density with the size of the cluster taken out."), r.per_actor,
              _TOGETHER, (DENSITY, "n_actors"), FREE, PER_ACTOR),
    Indicator("reciprocity", GOVERNANCE, "Ties returned", "% of ties", "percent",
              word("What is given comes back: the ground of trust."), r.network(RECIPROCITY),
              ("arrows",), (RECIPROCITY,), CHANCE, RECIPROCITY),
    Indicator("transitivity", GOVERNANCE, "Closure", word("% of two-step paths"), "percent",
              word("Partners of partners are tied: all see what each does."),
              r.network("transitivity"), _UNIONS, ("transitivity",), CHANCE),
    Indicator("trust", GOVERNANCE, word("Trust in partners"), word("% of the scale"), "percent",
              word("Trust between the agents of the cluster."),
              **_firms("trust_mean")),
    Indicator("embedded", GOVERNANCE, word("Business ties with trust or talk"), "% of partners",
              "percent", word("Business that rests on more than business (Uzzi)."),
              r.mean("embedded_share"), ("all",), ("embedded_share", "trust_mean"),
              unlike=r.trust_unlike),
    Indicator("shared_vision", GOVERNANCE, "Shared vision", "mean answer", "number",
              word("Whether firms want the same for the cluster."),
              unlike=r.items_unlike, **_firms("shared_vision")),
    Indicator("cohesion", GOVERNANCE, word("Actors in the main part"), "% of actors", "percent",
              word("Whether the cluster hangs together."), r.network("main_component_share"),
              ("all",),
              ("main_component_share",)),
    Indicator("disconnected", GOVERNANCE, "Disconnected firms", "% of firms", "percent",
              word("Firms that joint action does not reach."), r.disconnected, ("all",),
              ("connection",)),
    Indicator("centralisation", GOVERNANCE, "Centralisation", "% of a star", "percent",
              word("Whether few hold the ties."), r.network("degree_centralisation"), _UNIONS,
              ("degree_centralisation",), CHANCE),
    Indicator("brokers", GOVERNANCE, word("Brokerage in few hands"), "% of a star", "percent",
              word("Whether few sit between all others."), r.network("betweenness_centralisation"),
              ("all",), ("betweenness_centralisation",), CHANCE),
    Indicator("leaders", GOVERNANCE, "Leader firms", "firms", "count",
              word("Leader firms steady the governance of a cluster."), r.leaders,
              unlike=r.partners_unlike),
    Indicator("led", GOVERNANCE, word("Firms that lead or follow a leader"), "% of firms",
              "percent",
              word("How much of production is organised by leader firms."), r.led,
              unlike=r.partners_unlike),
    *(
        Indicator(f"form_{key}", GOVERNANCE, label, "% of sales ties", "percent",
                  reason, r.mean(metric), ("all",), (metric,))
        for key, metric, label, reason in (
            ("hierarchy", "hierarchy_share", word("Sales in hierarchies"), word("Owners govern.")),
            ("quasi", "quasi_hierarchy_share", word("Sales in quasi-hierarchies"),
             word("Buyers govern.")),
            ("network", "network_governance_share", word("Sales in networks"),
             word("Equals govern together.")),
            ("market", "market_tie_share", word("Sales in market ties"), word("Nobody governs.")),
        )
    ),
    Indicator("horizontal", GOVERNANCE, "Horizontal ties", word("% of tied pairs"), "percent",
              word("Cooperation among peers, against ties along the chain."),
              r.network("horizontal_share_network"), ("all",), ("horizontal_share_network",),
              unlike=r.stages_unlike),
    Indicator("represented", GOVERNANCE, word("Members of the cluster organisation"), "% of firms",
              "percent", word("For how many firms the cluster organisation speaks."),
              r.represented),
)  # fmt: skip
_STRATEGY = (
    Indicator("stages", STRATEGY, word("Stages with a firm inside"), "stages", "count",
              word("What the cluster can make by itself."), r.stages_present),
    Indicator("specialised", STRATEGY, word("Firms in one stage only"), "% of firms", "percent",
              word("Division of work: specialisation of firms."), r.specialised),
    Indicator("missing_links", STRATEGY, word("Neighbouring stages without a supply tie"), "pairs",
              "count", word("Missing links of the chain."), r.missing_links),
    Indicator("single_source", STRATEGY, word("Buyers with one supplier"), "% of buyers", "percent",
              word("Dependence along the chain."), r.network("single_source_share"), ("trade",),
              ("single_source_share",)),
    Indicator("local_linkage", STRATEGY, "Bought inside", "% of output", "percent",
              word("How much of the value is made inside."), r.network("local_linkage_ratio"),
              ("trade",), ("local_linkage_ratio",)),
    Indicator("per_actor_work", STRATEGY, word("Ties per actor"), "ties", "number",
              word("Production, joint projects and knowledge: relations between firms at work."),
              r.per_actor, _WORK, (DENSITY, "n_actors"), FREE, PER_ACTOR),
    Indicator("density_work", STRATEGY, "Density", word("% of known pairs"), "percent",
              word("The same as a share of what is possible."), r.network(DENSITY), _WORK,
              (DENSITY,),
              PER_SIZE, DENSITY),
    *(
        Indicator(f"upgrading_{kind}", STRATEGY, label, "% of firms", "percent",
                  word("Moving up: the innovation firms report."), r.says(f"upgrading_{kind}"))
        for kind, label in (
            ("process", word("Upgrading of processes")),
            ("product", word("Upgrading of products")),
            ("functional", word("Upgrading of functions")),
            ("intersectoral", word("Upgrading of the sector")),
        )
    ),
    Indicator("cross_sector", STRATEGY, word("Tied pairs across sectors"),
              word("% of tied pairs"), "percent",
              word("Cross-sector exchange is a source of innovation."),
              r.network("cross_sector_share"), ("all",), ("cross_sector_share",)),
    Indicator("larger", STRATEGY, word("Firms of 50 employees or more"), "% of firms", "percent",
              word("Scale of production."), r.at_least("size", 50)),
)  # fmt: skip
_MARKET = (
    Indicator("exporters", MARKET, "Exporting firms", "% of firms", "percent",
              word("Who is on markets abroad."), r.above("exports")),
    Indicator("exports", MARKET, word("Exports per firm"), "% of sales", "percent",
              word("How much is sold abroad."), r.attribute("exports")),
    Indicator("pipelines", MARKET, word("Pipelines per firm"), "outside partners", "number",
              word("Ties that bring in what is known elsewhere (Bathelt)."),
              **_firms("pipelines")),
    Indicator("open", MARKET, word("Firms with a partner outside"), "% of firms", "percent",
              word("Openness of the cluster."), **_firms("external_degree", True)),
    Indicator("borders", MARKET, word("Firms with a partner abroad"), "% of firms", "percent",
              word("Ties across borders."), **_firms("cross_border_partners", True)),
    Indicator("countries", MARKET, word("Countries with a partner of the cluster"), "countries",
              "count",
              word("Breadth of the markets reached."), r.countries, ("all",)),
    Indicator("compatriots", MARKET, word("Compatriot partners per firm abroad"), "actors",
              "number",
              word("A common origin opens doors."), **_firms("compatriot_partners")),
    Indicator("foreign_owned", MARKET, "Foreign ownership", "% of ownership", "percent",
              word("Owners abroad are a way to markets."), r.attribute("foreign_owned"),
              unlike=r.shares_unlike("foreign_owned")),
)  # fmt: skip
INDICATORS: Mapping[str, Indicator] = {
    one.key: one for one in (*_ENVIRONMENT, *_GOVERNANCE, *_STRATEGY, *_MARKET)
}
"""Every measure of the comparison by its key, block after block."""
