"""The whole page: one file that loads nothing, sends nothing and is the same every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from tiesnet.exports.files import write_whole
from tiesnet.exports.provenance import input_files, input_hashes, tiesnet_version
from tiesnet.exports.report.actors import define
from tiesnet.exports.report.assets import policy, script, script_texts, style
from tiesnet.exports.report.cells import page_of
from tiesnet.exports.report.chapters import chapters
from tiesnet.exports.report.first import found, header
from tiesnet.exports.report.mapdata import map_data, safe_json
from tiesnet.exports.report.mapview import map_view
from tiesnet.exports.report.todo import to_do
from tiesnet.exports.report.whatif import whatif_data
from tiesnet.exports.report.words import shown
from tiesnet.exports.tables import definitions_table, provenance_rows
from tiesnet.language import in_language, language, say, say_n
from tiesnet.literature import sources
from tiesnet.metrics import TOPICS, Measures, catalogue
from tiesnet.network import switched
from tiesnet.plots import network_frame


def write_report(
    measures: Measures, path: str | Path, overwrite: bool = False, *, lang: str | None = None
) -> Path:
    """Write the report as one HTML file.

    The file works offline and from a mail attachment: it loads nothing and sends nothing.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    path : str or Path
        Where the file goes.
    overwrite : bool, default False
        Replace a file that is there already.
    lang : str, optional
        en, es, pt or it; by default the language being written in, see `in_language`.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OutputError
        The file is there already, or cannot be written.
    TiesnetError
        There are no texts in the language.
    """
    with in_language(lang or language()):
        data = report_bytes(measures)
    return write_whole(path, data, overwrite, inputs=input_hashes(measures.net))


def report_bytes(measures: Measures) -> bytes:
    """Make the report; the same measures give the same bytes."""
    frame = network_frame(measures)
    page = page_of(frame.nodes)
    define(page.terms)
    data = map_data(measures, frame) | whatif_data(measures, frame)
    text = (
        environment()
        .get_template("report/page.html")
        .render(
            header=header(measures),
            found=found(measures, page),
            todo=to_do(measures, page),
            **map_view(measures, frame, data),
            chapters=chapters(measures, page),
            terms=page.terms.found,
            methods=_methods(measures),
            references=_references(measures),
            provenance=_provenance(measures),
            again=_again(measures),
            data=safe_json(data),
            style=style(),
            script=script(),
            texts=safe_json(script_texts()),
            policy=policy(style(), script()),
            version=tiesnet_version(),
        )
    )
    return text.encode("utf-8", "replace")


def environment() -> jinja2.Environment:
    """Give the templates; whatever comes from the data is escaped."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("tiesnet.exports", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals |= {"say": say, "say_n": say_n, "language": language()}
    return made


def _measured(measures: Measures) -> set[str]:
    """Name what was computed; the others are explained in the workbook."""
    tables = {key if isinstance(key, str) else key[1] for key in measures.tables}
    skipped = set(measures.skipped["metric"])
    actors = set(measures.actors.columns.get_level_values("metric"))
    return tables | actors | skipped | set(measures.network.index)


def _references(measures: Measures) -> list[str]:
    """Give every reference but those of measures that were not computed."""
    measured, known = _measured(measures), catalogue().values()
    used = {key for record in known if record.name in measured for key in record.source}
    unused = {key for record in known for key in record.source} - used
    return sorted(source.reference for key, source in sources().items() if key not in unused)


def _methods(measures: Measures) -> list[dict[str, Any]]:
    measured = _measured(measures)
    rows = [r for r in definitions_table().rows.to_dict("records") if r["name"] in measured]
    topics = []
    for heading in TOPICS.values():
        own = [row for row in rows if row["topic"] == heading]
        if own:
            names = "; ".join(str(row["label"]) for row in own)
            topics.append({"label": heading, "names": names, "definitions": own})
    return topics


def _provenance(measures: Measures) -> list[dict[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for group, what, value in provenance_rows(measures):
        groups.setdefault(group, []).append((shown(what), shown(value)))
    return [{"label": label, "rows": rows} for label, rows in groups.items()]


def _again(measures: Measures) -> str:
    """Say how to get this file again."""
    files = input_files(measures.net)
    seed = measures.net.origin.parameters.get("seed")
    option = "" if seed is None else f" --seed {seed}"
    policies = measures.net.origin.parameters.get("policies", {})
    for relation in switched(measures.net.origin.survey, policies):
        switch = f"{relation}={policies[relation]}"
        option += f' --combine "{switch}"' if " " in switch else f" --combine {switch}"
    if not files:
        return 'write_report(measure(net), "report.html")'
    name = files[0]["name"] if len(files) == 1 else "SURVEY-FOLDER"
    quoted = f'"{name}"' if " " in name else name
    return f"tiesnet report {quoted} -o OUT{option}"
