"""tiesnet: from a survey of a business cluster to its ties.

>>> import tiesnet
>>> "measure" in dir(tiesnet)
True

The public names are loaded when they are first used, so that ``import tiesnet`` itself costs
next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiesnet.diagnosis import Diagnosis, Finding, diagnose, diagnoses, findings
    from tiesnet.errors import NeedsError, OutputError, SurveyError, TiesnetError
    from tiesnet.exports import (
        Questionnaire,
        questionnaire,
        save_figure,
        write_graphml,
        write_outcome,
        write_outputs,
        write_report,
        write_sheets,
        write_workbook,
    )
    from tiesnet.inference import (
        Outcome,
        attribute_test,
        autocorrelation,
        before_after,
        compare,
        cug,
        lag_model,
        layer_coupling,
        mrqap,
        permute_metric,
        precedence,
        qap,
        rank_intervals,
        regress,
        robustness,
        specification_curve,
        wave_changes,
    )
    from tiesnet.language import in_language
    from tiesnet.metrics import Measures, catalogue, measure
    from tiesnet.network import Network, build_network, network_from_edges
    from tiesnet.plots import (
        figures,
        plot_adjacency,
        plot_brokers,
        plot_capital_profile,
        plot_chain_flow,
        plot_core_periphery,
        plot_distribution,
        plot_ego,
        plot_holes_plane,
        plot_joint_action,
        plot_layer_overlap,
        plot_network,
        plot_openness_plane,
        plot_rank_spread,
        plot_roles,
        plot_specification,
        plot_stage_matrix,
        plot_survey_quality,
        plot_triads,
        plot_wave_changes,
    )
    from tiesnet.survey import Survey, read_survey
    from tiesnet.verification import verify

__version__ = "0.1.0"

_DOORS = {
    "diagnosis": ("Diagnosis", "Finding", "diagnose", "diagnoses", "findings"),
    "errors": ("NeedsError", "OutputError", "SurveyError", "TiesnetError"),
    "exports": (
        "Questionnaire",
        "questionnaire",
        "save_figure",
        "write_graphml",
        "write_outcome",
        "write_outputs",
        "write_report",
        "write_sheets",
        "write_workbook",
    ),
    "inference": (
        "Outcome",
        "attribute_test",
        "autocorrelation",
        "before_after",
        "compare",
        "cug",
        "lag_model",
        "layer_coupling",
        "mrqap",
        "permute_metric",
        "precedence",
        "qap",
        "rank_intervals",
        "regress",
        "robustness",
        "specification_curve",
        "wave_changes",
    ),
    "language": ("in_language",),
    "metrics": ("Measures", "catalogue", "measure"),
    "network": ("Network", "build_network", "network_from_edges"),
    "plots": (
        "figures",
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
    ),
    "survey": ("Survey", "read_survey"),
    "verification": ("verify",),
}
_HOME = {name: floor for floor, names in _DOORS.items() for name in names}

__all__ = [
    "Diagnosis",
    "Finding",
    "Measures",
    "NeedsError",
    "Network",
    "Outcome",
    "OutputError",
    "Questionnaire",
    "Survey",
    "SurveyError",
    "TiesnetError",
    "__version__",
    "attribute_test",
    "autocorrelation",
    "before_after",
    "build_network",
    "catalogue",
    "compare",
    "cug",
    "diagnose",
    "diagnoses",
    "figures",
    "findings",
    "in_language",
    "lag_model",
    "layer_coupling",
    "measure",
    "mrqap",
    "network_from_edges",
    "permute_metric",
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
    "precedence",
    "qap",
    "questionnaire",
    "rank_intervals",
    "read_survey",
    "regress",
    "robustness",
    "save_figure",
    "specification_curve",
    "verify",
    "wave_changes",
    "write_graphml",
    "write_outcome",
    "write_outputs",
    "write_report",
    "write_sheets",
    "write_workbook",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
