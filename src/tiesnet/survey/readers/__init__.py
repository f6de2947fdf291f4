"""Readers: one file per format, each able to recognise (`sniff`) and to read its own.

A reader module defines ``sniff(path) -> bool`` and ``read(path, options, log) -> Reading`` and
registers itself with ``@reader``; adding a format is adding a file and one import here.
"""

from tiesnet.survey.readers import (
    edgelist,
    folder,
    gexf,
    gml,
    graphml,
    pajek,
    ucinet_binary,
    ucinet_dl,
    vna,
    workbook,
    zipped,
)
from tiesnet.survey.readers.registry import Reading, open_tables

__all__ = [
    "Reading",
    "edgelist",
    "folder",
    "gexf",
    "gml",
    "graphml",
    "open_tables",
    "pajek",
    "ucinet_binary",
    "ucinet_dl",
    "vna",
    "workbook",
    "zipped",
]
