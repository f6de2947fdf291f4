"""Networks as files of other programs: one small file per format, which registers itself."""

from tiesnet.exports.formats.graphml import graphml_bytes, write_graphml
from tiesnet.exports.formats.registry import (
    NetworkFormat,
    network_format,
    network_formats,
    write_network,
)

__all__ = [
    "NetworkFormat",
    "graphml_bytes",
    "network_format",
    "network_formats",
    "write_graphml",
    "write_network",
]
