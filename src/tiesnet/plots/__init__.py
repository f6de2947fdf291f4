"""Floor 6: figures. Each computes its frame first and draws it second."""

from tiesnet.plots._catalogue import PLACES, Figure, figures
from tiesnet.plots.adjacency import plot_adjacency
from tiesnet.plots.brokers import plot_brokers
from tiesnet.plots.capital_profile import plot_capital_profile
from tiesnet.plots.chain_flow import plot_chain_flow
from tiesnet.plots.core_periphery import plot_core_periphery
from tiesnet.plots.distribution import plot_distribution
from tiesnet.plots.ego import plot_ego
from tiesnet.plots.frames import Moment, NetworkFrame, map_layouts, network_frame
from tiesnet.plots.holes_plane import plot_holes_plane
from tiesnet.plots.image import FIGURE_FORMATS, FIGURE_WIDTH, figure_bytes, figure_config
from tiesnet.plots.in_page import (
    InPage,
    drawing_script,
    in_page,
    page_colours,
    page_template,
    plain_words,
    styles_of,
)
from tiesnet.plots.joint_action import plot_joint_action
from tiesnet.plots.layer_overlap import plot_layer_overlap
from tiesnet.plots.layouts import Placing
from tiesnet.plots.network import plot_network
from tiesnet.plots.nodes import METRICS, ON_MAP
from tiesnet.plots.openness_plane import plot_openness_plane
from tiesnet.plots.rank_spread import plot_rank_spread
from tiesnet.plots.roles import plot_roles
from tiesnet.plots.specification import plot_specification
from tiesnet.plots.stage_matrix import plot_stage_matrix
from tiesnet.plots.survey_quality import plot_survey_quality
from tiesnet.plots.theme import in_dark
from tiesnet.plots.triads import plot_triads
from tiesnet.plots.wave_changes import plot_wave_changes

__all__ = [
    "FIGURE_FORMATS",
    "FIGURE_WIDTH",
    "METRICS",
    "ON_MAP",
    "PLACES",
    "Figure",
    "InPage",
    "Moment",
    "NetworkFrame",
    "Placing",
    "drawing_script",
    "figure_bytes",
    "figure_config",
    "figures",
    "in_dark",
    "in_page",
    "map_layouts",
    "network_frame",
    "page_colours",
    "page_template",
    "plain_words",
    "plot_adjacency",
    "plot_brokers",
    "plot_capital_profile",
    "plot_chain_flow",
    "plot_core_periphery",
    "plot_distribution",
    "plot_ego",
    "plot_holes_plane",
    "plot_joint_action",
    "plot_layer_overlap",
    "plot_network",
    "plot_openness_plane",
    "plot_rank_spread",
    "plot_roles",
    "plot_specification",
    "plot_stage_matrix",
    "plot_survey_quality",
    "plot_triads",
    "plot_wave_changes",
    "styles_of",
]
