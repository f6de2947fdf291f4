"""Floor 2: from a survey to a network."""

from tiesnet.network.build import build_network
from tiesnet.network.combine import POLICIES
from tiesnet.network.convert import adjacency, as_igraph, as_networkx
from tiesnet.network.edges import network_from_edges
from tiesnet.network.layout import chain_layout, layout, stages_in_order
from tiesnet.network.network import Network, Origin, tie_parts
from tiesnet.network.orientation import RULES
from tiesnet.network.respondents import ANSWERED, NOT_SURVEYED, PARTLY, SILENT, Respondents
from tiesnet.network.unions import UNIONS, members

__all__ = [
    "ANSWERED",
    "NOT_SURVEYED",
    "PARTLY",
    "POLICIES",
    "RULES",
    "SILENT",
    "UNIONS",
    "Network",
    "Origin",
    "Respondents",
    "adjacency",
    "as_igraph",
    "as_networkx",
    "build_network",
    "chain_layout",
    "layout",
    "members",
    "network_from_edges",
    "stages_in_order",
    "tie_parts",
]
