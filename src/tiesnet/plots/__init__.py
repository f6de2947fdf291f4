"""Floor 6: figures. Each computes its frame first and draws it second."""

from tiesnet.plots._catalogue import PLACES, Figure, figures
from tiesnet.plots.brokers import plot_brokers
from tiesnet.plots.frames import ON_MAP, NetworkFrame, network_frame
from tiesnet.plots.network import plot_network
from tiesnet.plots.roles import plot_roles
from tiesnet.plots.stage_matrix import plot_stage_matrix

__all__ = [
    "ON_MAP",
    "PLACES",
    "Figure",
    "NetworkFrame",
    "figures",
    "network_frame",
    "plot_brokers",
    "plot_network",
    "plot_roles",
    "plot_stage_matrix",
]
