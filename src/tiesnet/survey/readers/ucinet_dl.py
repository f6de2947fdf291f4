"""UCINET DL: matrices and lists as text."""

from __future__ import annotations

import re
from pathlib import Path

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.dl_header import Header, parse_header
from tiesnet.survey.readers.dl_lists import read_lists
from tiesnet.survey.readers.dl_matrix import read_matrices
from tiesnet.survey.readers.matrix_parts import part_of
from tiesnet.survey.readers.network_parts import Part
from tiesnet.survey.readers.network_tables import network_tables
from tiesnet.survey.readers.network_text import Faults, head_of, read_lines
from tiesnet.survey.readers.registry import Reading, reader

_START = re.compile(r"\s*dl\b", re.IGNORECASE)
_SIZES = re.compile(r"\b(n|nr|nc|nm)\s*=?\s*\d|\bdata\s*:|\bformat\b", re.IGNORECASE)


def sniff(path: Path) -> bool:
    """Whether a file begins with DL and says its sizes, or is named as such a file."""
    if not path.is_file():
        return False
    head = head_of(path)
    if path.suffix.lower() in (".dl", ".dat"):
        return not head.lstrip().startswith("*")
    return _START.match(head) is not None and _SIZES.search(head) is not None


@reader("UCINET DL", sniff)
def read(path: Path, options: Options, log: Log) -> Reading:
    """Read the matrices or lists of a DL file."""
    faults = Faults(path.name, log)
    lines = read_lines(path, options, log)
    if not _START.match(next((line for line in lines if line.strip()), "")):
        raise faults.stop(
            None,
            say("{name} does not begin with 'DL', so it is no DL file of UCINET.", name=path.name),
            say("Open it in the program it comes from and export it as DL, Pajek or a table."),
        )
    header = parse_header(lines, faults, options)
    faults.check()
    part = _part(header, faults, options, log)
    faults.check()
    return Reading(network_tables([part], path.name, options, log), path.stem, [path])


def _part(header: Header, faults: Faults, options: Options, log: Log) -> Part:
    if header.format in ("fullmatrix", "lowerhalf", "upperhalf"):
        return part_of(read_matrices(header, faults, options), log)
    return read_lists(header, faults, options, log)
