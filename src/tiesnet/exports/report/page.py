"""The whole page: one file that loads nothing, sends nothing and is the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from tiesnet.exports.files import write_whole
from tiesnet.exports.provenance import input_files, input_hashes, tiesnet_version
from tiesnet.exports.public_notes import public_notes
from tiesnet.exports.report.actors import define
from tiesnet.exports.report.assets import policy, script, script_texts, style
from tiesnet.exports.report.cells import page_of
from tiesnet.exports.report.chapters import chapters
from tiesnet.exports.report.figures import (
    MOST_OPEN,
    Drawn,
    drawn_figures,
    packed_figures,
    packed_script,
)
from tiesnet.exports.report.first import found, header
from tiesnet.exports.report.mapdata import map_data, safe_json
from tiesnet.exports.report.mapview import map_view
from tiesnet.exports.report.methods import definitions, paper
from tiesnet.exports.report.todo import to_do
from tiesnet.exports.report.whatif import whatif_data
from tiesnet.exports.report.words import shown
from tiesnet.exports.tables import provenance_rows
from tiesnet.language import in_language, language, last_link, say, say_n
from tiesnet.metrics import Measures
from tiesnet.network import switched
from tiesnet.plots import drawing_script, network_frame


def write_report(
    measures: Measures,
    path: str | Path,
    overwrite: bool = False,
    *,
    lang: str | None = None,
    figures: bool = True,
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
    figures : bool, default True
        Put the figures into the chapters, and what draws them: about two million bytes. The map
        and all tables are there without.

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
        data = report_bytes(measures, figures=figures)
    return write_whole(path, data, overwrite, inputs=input_hashes(measures.net))


def report_bytes(measures: Measures, *, figures: bool = True) -> bytes:
    """Make the report; the same measures give the same bytes."""
    return page_bytes(measures, drawn_figures(measures) if figures else {})


def page_bytes(measures: Measures, figures: Mapping[str, tuple[Drawn, ...]]) -> bytes:
    """Make the report around its figures, by chapter."""
    frame = network_frame(measures)
    page = page_of(frame.nodes)
    define(page.terms)
    data = map_data(measures, frame) | whatif_data(measures, frame)
    told = chapters(measures, page, figures)
    drawn = packed_figures(told)
    text = (
        environment()
        .get_template("report/page.html")
        .render(
            header=header(measures),
            found=found(measures, page),
            todo=to_do(measures, page),
            **map_view(measures, frame, data),
            chapters=told,
            most_open=MOST_OPEN,
            methods=definitions(measures, page.terms.found, told),
            paper=paper(measures, told),
            provenance=_provenance(measures),
            again=_again(measures),
            data=safe_json(data),
            style=style(),
            script=script(),
            texts=safe_json(script_texts()),
            drawn=drawn,
            drawing=packed_script() if drawn else "",
            policy=policy(style(), script(), *([drawing_script()] if drawn else [])),
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
    made.globals |= {"say": say, "say_n": say_n, "link": last_link, "language": language()}
    return made


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
    if public_notes(measures.net.origin.survey):
        return f"tiesnet report SURVEY --public -o OUT{option}"
    if not files:
        return 'write_report(measure(net), "report.html")'
    name = files[0]["name"] if len(files) == 1 else "SURVEY-FOLDER"
    quoted = f'"{name}"' if " " in name else name
    return f"tiesnet report {quoted} -o OUT{option}"
