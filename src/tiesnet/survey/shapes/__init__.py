"""Shapes: what the sheets of a file are, told by their headers and cells.

A shape module defines ``looks(sheets) -> bool`` and ``read(sheets, options, log) -> tables`` and
registers itself with ``@shape``; adding a platform is adding a file and one import here.
"""

from tiesnet.survey.shapes import (
    adjacency_list,
    edge_list,
    gephi,
    google_forms,
    kobo,
    kumu,
    limesurvey,
    matrix,
    microsoft_forms,
    network_canvas,
    nodexl,
    odk,
    polinode,
    qualtrics,
    returned_forms,
    surveymonkey,
    wide,
)
from tiesnet.survey.shapes.registry import Shape, shape, shaped, shapes

__all__ = [
    "Shape",
    "adjacency_list",
    "edge_list",
    "gephi",
    "google_forms",
    "kobo",
    "kumu",
    "limesurvey",
    "matrix",
    "microsoft_forms",
    "network_canvas",
    "nodexl",
    "odk",
    "polinode",
    "qualtrics",
    "returned_forms",
    "shape",
    "shaped",
    "shapes",
    "surveymonkey",
    "wide",
]
