"""Shapes: what the sheets of a file are, told by their headers and cells.

A shape module defines ``looks(sheets) -> bool`` and ``read(sheets, options, log) -> tables`` and
registers itself with ``@shape``; adding a platform is adding a file and one import here.
"""

from tiesnet.survey.shapes import (
    gephi,
    kumu,
    network_canvas,
    nodexl,
    polinode,
)
from tiesnet.survey.shapes import (
    google_forms,
    kobo,
    limesurvey,
    microsoft_forms,
    odk,
    qualtrics,
    surveymonkey,
)
from tiesnet.survey.shapes.registry import Shape, shape, shaped, shapes

__all__ = [
    "Shape",
    "gephi",
    "kumu",
    "network_canvas",
    "nodexl",
    "polinode",
    "shape",
    "shaped",
    "shapes",
]
