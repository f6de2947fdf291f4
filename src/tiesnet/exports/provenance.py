"""Provenance: what went in, what was chosen and assumed, which versions, what came out."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiesnet.exports.files import sha256, write_whole
from tiesnet.network import Network

if TYPE_CHECKING:
    from tiesnet.metrics import Measures

NAME = "provenance.json"
SHEETS_NAME = "sheets-provenance.json"
_LIBRARIES = ("igraph", "networkx", "numpy", "openpyxl", "pandas", "plotly", "scipy")
_SEAL = "sha256_of_the_rest"


def write_provenance(
    measures: Measures,
    path: str | Path,
    outputs: Mapping[str, bytes] | None = None,
    overwrite: bool = False,
) -> Path:
    """Write what is needed to repeat an analysis, as JSON.

    Parameters
    ----------
    measures : Measures
        From `measure`.
    path : str or Path
        A ``.json`` file.
    outputs : mapping of file name to content, optional
        The files written with it; their hashes are listed.
    overwrite : bool, default False
        Replace the file if it is there.

    Raises
    ------
    OutputError
        The file is there already, or cannot be written.
    """
    data = provenance_bytes(measures, outputs or {})
    return write_whole(path, data, overwrite, inputs=input_hashes(measures.net))


def provenance_bytes(measures: Measures, outputs: Mapping[str, bytes]) -> bytes:
    """Give the record of a survey's outputs as JSON, sealed."""
    record = provenance(measures.net)
    record["parameters_of_measures"] = measures.notes.to_dict("records")
    return sealed(record, outputs)


def sealed(record: dict[str, Any], outputs: Mapping[str, bytes]) -> bytes:
    """Give a record as JSON with its outputs, and its own hash so that a change can be noticed."""
    record["outputs"] = {
        name: {"sha256": sha256(data), "bytes": len(data)} for name, data in outputs.items()
    }
    record[_SEAL] = sha256(_json(record))
    return _json(record)


def provenance(net: Network) -> dict[str, Any]:
    """Collect inputs, versions, parameters, assumptions, choices and problem counts of a network.

    There is no clock, path or user name in it: the same input gives the same record.
    """
    survey = net.origin.survey
    problems = survey.problems["severity"].value_counts().to_dict() if survey is not None else {}
    parameters = dict(net.origin.parameters)
    return {
        "made_with": {"tiesnet": tiesnet_version(), **library_versions()},
        "survey": _about(survey.info) if survey is not None else {},
        "inputs": input_files(net),
        "seed": parameters.pop("seed", None),
        "parameters": parameters,
        "assumptions": [
            {"code": str(row.code), "assumption": str(row.assumption), "count": int(row.count_)}
            for row in net.origin.assumptions.rename(columns={"count": "count_"}).itertuples()
        ],
        "choices": [
            {"code": str(row.code), "choice": str(row.choice), "count": int(row.count_)}
            for row in net.origin.choices.rename(columns={"count": "count_"}).itertuples()
        ],
        "problems": {word: int(problems.get(word, 0)) for word in ("error", "warning", "note")},
    }


def _about(info: Mapping[str, str]) -> dict[str, str]:
    """Keep what describes the survey; contacts are private."""
    return {str(k): str(v) for k, v in info.items() if "contact" not in str(k).casefold()}


def input_files(net: Network) -> list[dict[str, Any]]:
    """List name, SHA-256 and size of every file the survey was read from."""
    survey = net.origin.survey
    files = survey.provenance.get("files", ()) if survey is not None else ()
    return [
        {"name": Path(str(f["name"])).name, "sha256": f["sha256"], "bytes": int(f["bytes"])}
        for f in files
    ]


def input_hashes(net: Network) -> frozenset[str]:
    """Give the SHA-256 of every file the survey was read from, also of those not to be named."""
    survey = net.origin.survey
    unnamed = survey.provenance.get("kept_whole", ()) if survey is not None else ()
    return frozenset([*(str(f["sha256"]) for f in input_files(net)), *map(str, unnamed)])


def written_before(folder: str | Path, record_name: str = NAME) -> dict[str, str]:
    """Give file name and SHA-256 of what an earlier run wrote into a folder.

    Empty when there is no record, or when the record itself has been changed.
    """
    path = Path(folder) / record_name
    try:
        data = path.read_bytes()
        record = json.loads(data)
        seal = record.pop(_SEAL)
        outputs = {str(name): str(out["sha256"]) for name, out in record["outputs"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}
    return {**outputs, record_name: sha256(data)} if seal == sha256(_json(record)) else {}


def tiesnet_version() -> str:
    """Give the installed version of tiesnet."""
    return version("tiesnet")


def library_versions() -> dict[str, str]:
    """Give the versions of Python and of the libraries that compute or write."""
    return {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def _json(record: Mapping[str, Any]) -> bytes:
    text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False, default=str)
    return f"{text}\n".encode()
