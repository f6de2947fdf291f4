"""The file formats a network can be written in, each declared once beside its function."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from tiesnet.errors import OutputError
from tiesnet.exports.files import write_folder_whole, write_whole
from tiesnet.exports.provenance import input_hashes
from tiesnet.language import either, say
from tiesnet.network import Network

Write = Callable[[Network], bytes | Mapping[str, bytes]]
W = TypeVar("W", bound=Write)
Lost = Callable[[Network], tuple[str, ...]]

FILES: tuple[str, ...] = (
    "graphml",
    "gexf",
    "gml",
    "pajek",
    "ucinet_dl",
    "vna",
    "edge_list",
    "gephi",
    "kumu",
    "polinode",
    "survey_csv",
    "parquet",
    "stata",
    "spss",
    "statnet",
    "rsiena",
)
"""The files that register formats, in the order people read them."""

_registry: dict[str, NetworkFormat] = {}


class NetworkFormat(NamedTuple):
    """A file format for networks.

    Attributes
    ----------
    name : str
        The name it is asked for by.
    suffixes : tuple of str
        Endings that stand for it, such as ``.graphml``; none for a folder of several files.
    about : str
        What it is for, in one sentence.
    write : callable
        Gives the file's bytes, or the files of a folder by name.
    lost : callable
        Says in plain sentences what the format cannot hold of a network.
    """

    name: str
    suffixes: tuple[str, ...]
    about: str
    write: Write
    lost: Lost


def _nothing(_net: Network) -> tuple[str, ...]:
    return ()


def network_format(
    name: str, suffixes: tuple[str, ...], about: str, lost: Lost = _nothing
) -> Callable[[W], W]:
    """Register a function as the writer of a format.

    Parameters
    ----------
    name : str
        The name it is asked for by: small letters and hyphens.
    suffixes : tuple of str
        Endings of its files, with the point; none when it writes several files into a folder.
    about : str
        What it is for, in one sentence.
    lost : callable, optional
        Takes a network; gives one plain sentence for each thing the format cannot hold of it.
    """

    def register(write: W) -> W:
        if name in _registry:
            raise ValueError(f"There are two formats {name!r}.")
        _registry[name] = NetworkFormat(name, suffixes, about, write, lost)
        return write

    return register


def network_formats() -> Mapping[str, NetworkFormat]:
    """Give every format a network can be written in, by name."""
    return _whole()


@functools.cache
def _whole() -> Mapping[str, NetworkFormat]:
    for file in FILES:
        import_module(f"tiesnet.exports.formats.{file}")
    return MappingProxyType(_registry)


def write_network(
    net: Network, path: str | Path, format: str | None = None, overwrite: bool = False
) -> tuple[str, ...]:
    """Write a network in one of the formats of `network_formats`.

    Parameters
    ----------
    net : Network
        The network, or a view of it such as ``net.layer("advice")``.
    path : str or Path
        A file; a folder for formats of several files. Made whole or not at all.
    format : str, optional
        Name of the format; by default the ending of the path decides.
    overwrite : bool, default False
        Replace files that are there already.

    Returns
    -------
    tuple of str
        What the format could not hold of this network, a sentence each; empty if nothing is lost.

    Raises
    ------
    OutputError
        The format is not known, something would be lost that is there already, or a file cannot
        be written.
    """
    path = Path(path)
    chosen = format_of(path, format)
    content = chosen.write(net)
    inputs = input_hashes(net)
    if isinstance(content, bytes):
        write_whole(path, content, overwrite, inputs=inputs)
    else:
        write_folder_whole(path, content, overwrite=overwrite, inputs=inputs)
    return chosen.lost(net)


def format_of(path: Path, name: str | None = None) -> NetworkFormat:
    """Choose a format by its name or by the ending of a path.

    Raises
    ------
    OutputError
        There is no such format, or none or several with this ending.
    """
    known = network_formats()
    if name is not None:
        if name not in known:
            raise OutputError(
                say("There is no format {name}.", name=f"{name!r}"),
                say("Choose among: {known}.", known=", ".join(known)),
            )
        return known[name]
    ending = path.suffix.lower()
    fit = [one for one in known.values() if ending in one.suffixes]
    if len(fit) == 1:
        return fit[0]
    if fit:
        raise OutputError(
            say(
                "The ending {ending} stands for several formats ({file}).",
                ending=f"{ending!r}",
                file=path.name,
            ),
            say("Name the one you want: {names}.", names=either([one.name for one in fit])),
        )
    endings = ", ".join(dict.fromkeys(end for one in known.values() for end in one.suffixes))
    what = (
        say(
            "The ending {ending} stands for no format ({file}).",
            ending=f"{ending!r}",
            file=path.name,
        )
        if ending
        else say("There is no ending ({file}).", file=path.name)
    )
    raise OutputError(
        what, say("Name the format, or choose among the endings: {endings}.", endings=endings)
    )
