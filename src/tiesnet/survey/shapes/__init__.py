"""Shapes: what the sheets of a file are, told by their headers and cells.

A shape module defines ``looks(sheets) -> bool`` and ``read(sheets, options, log) -> tables`` and
registers itself with ``@shape``; adding a platform is adding a file and one import here.
"""

from tiesnet.survey.shapes.registry import Shape, shape, shaped, shapes

__all__ = ["Shape", "shape", "shaped", "shapes"]
