"""Floor 2: from a survey to a network."""

from tiesnet.network.build import build_network
from tiesnet.network.combine import POLICIES
from tiesnet.network.convert import adjacency, as_igraph, as_networkx
from tiesnet.network.details import TOLD, tie_details, tie_reports
from tiesnet.network.edges import network_from_edges
from tiesnet.network.filled import FILLED, Filling, filling
from tiesnet.network.layout import chain_layout, layout, stages_in_order
from tiesnet.network.network import Network, Origin, tie_parts
from tiesnet.network.orientation import RULES
from tiesnet.network.policies import EVERY, chosen_policies, policy_said, switched, unfit
from tiesnet.network.projection import CO_MEMBERSHIP, NORMALISATIONS, co_membership, projection
from tiesnet.network.rebuilt import Rebuilt
from tiesnet.network.redrawn import with_ties
from tiesnet.network.relabelled import relabelled
from tiesnet.network.respondents import (
    ANSWERED,
    BOTH,
    INCOMING,
    NOT_SURVEYED,
    OUTGOING,
    PARTLY,
    SILENT,
    Respondents,
    known_when,
)
from tiesnet.network.seeded import igraph_seeded
from tiesnet.network.supply import (
    chain_steps,
    places_of,
    purchases_known,
    stage_places,
    supply_arcs,
    supply_values,
    trade,
)
from tiesnet.network.two_mode import TwoMode, affiliations, two_mode_from_edges
from tiesnet.network.unions import UNIONS, members

__all__ = [
    "ANSWERED",
    "BOTH",
    "CO_MEMBERSHIP",
    "EVERY",
    "FILLED",
    "INCOMING",
    "NORMALISATIONS",
    "NOT_SURVEYED",
    "OUTGOING",
    "PARTLY",
    "POLICIES",
    "RULES",
    "SILENT",
    "TOLD",
    "UNIONS",
    "Filling",
    "Network",
    "Origin",
    "Rebuilt",
    "Respondents",
    "TwoMode",
    "adjacency",
    "affiliations",
    "as_igraph",
    "as_networkx",
    "build_network",
    "chain_layout",
    "chain_steps",
    "chosen_policies",
    "co_membership",
    "filling",
    "igraph_seeded",
    "known_when",
    "layout",
    "members",
    "network_from_edges",
    "places_of",
    "policy_said",
    "projection",
    "purchases_known",
    "relabelled",
    "stage_places",
    "stages_in_order",
    "supply_arcs",
    "supply_values",
    "switched",
    "tie_details",
    "tie_parts",
    "tie_reports",
    "trade",
    "two_mode_from_edges",
    "unfit",
    "with_ties",
]
