"""The pages that are written from the code: measures, problems, headers, commands, API."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import tiesnet
from tiesnet.cli.metrics import facts
from tiesnet.diagnosis import CHAPTERS, Study, diagnoses
from tiesnet.literature import sources
from tiesnet.metrics import TOPICS, Metric, in_word
from tiesnet.plots import PLACES, Figure, figures
from tiesnet.survey import CHOICES, PROBLEM_KINDS, TABLES, Column
from tiesnet.survey.synonyms import _COLUMN_WORDS, _TABLE_WORDS

KINDS = {
    "name": "an actor",
    "text": "text",
    "number": "number",
    "amount": "number, thousands separators allowed",
    "share": "share, such as 0.4 or 40 %",
    "year": "year",
    "yesno": "yes or no",
    "stage": "stages",
}
SEVERITIES = {
    "error": (
        "Errors",
        "A row or a value cannot be used as it is. `tiesnet check` ends with code 1.",
    ),
    "warning": ("Warnings", "The data are used, but somebody should look at the row."),
    "note": ("Notes", "Good to know; nothing needs to be done."),
}
BAD_INPUT = """# What can be wrong in a survey

`tiesnet check SURVEY` lists every problem at once: its place, what is wrong, and how to repair it.
Nothing is dropped or corrected silently. The same list is in the report and on the sheet
*Problems* of the workbook.

Two kinds of problems can be more or less serious than their place in the lists below.
`contradictory_reports` is an error when one reporter gives two different answers about the same
tie: the first is used, the other left out. It is a warning, and `check` ends with code 0, when
the two ends disagree, one naming the tie and the other answering 0: both reports are kept, and
the policy of the relation decides. `empty_sheet` is a note for a sheet that is no table of the
survey.
"""
METRICS = """# Measures

This page is written from the catalogue that `tiesnet metrics` shows. Measures of firms are
computed for every relation and for the `formal`, `informal` and `all` ties. A firm that did not
answer has no value of its own; what others say of it (incoming ties, how often it is named) is
there and means "at least".

Some measures are computed only when asked for: other rules for a measure that is there already,
and long tables. Ask by name, by topic or for every one:

```console
$ tiesnet measure my-survey.xlsx --metric closeness --layer advice
$ tiesnet measure my-survey.xlsx --metric every -o measures.xlsx
$ tiesnet report my-survey.xlsx -o out --every
```

Options are switched with `--option measure.option=value`; every output notes what was switched and
what was chosen for you.
"""
DIAGNOSES = """# Diagnoses

What the numbers mean for a cluster: evidence first, then a sentence, its caution and its source.
A diagnosis with too little data says so, and what to ask in the next survey. All of them are in
the report and the workbook; one by one:

```console
$ tiesnet diagnoses
$ tiesnet diagnose my-survey.xlsx --about chain
```

In Python: `tiesnet.diagnose(measures)`. Cut-offs are options with the defaults given here, and
every output lists those used.
"""
FIGURES = """# Figures

Every figure is a function that gives a plain plotly figure, and a file from the command line. A
page (`.html`) works offline and needs nothing else. Pictures (`.png`, `.svg`, `.pdf`) need the
extra `figures` (`pip install 'tiesnet[figures]'`) and Chromium or Chrome. The same survey gives the
same bytes.

```console
$ tiesnet figure --list
$ tiesnet figure my-survey.xlsx network -o map.html
$ tiesnet figure my-survey.xlsx adjacency -o matrix.svg --layer formal --option by=stage
```

```python
from tiesnet import build_network, measure, read_survey, save_figure
from tiesnet.plots import in_dark, plot_adjacency

measures = measure(build_network(read_survey("my-survey.xlsx")))
figure = plot_adjacency(measures, layer="formal", by="stage")
save_figure(figure, "matrix.html")
in_dark(figure).show()
```

Formal ties are blue and solid, informal ones orange and dashed; other colours come from Okabe and
Ito, and a shape, a pattern or a word always says the same again. Silent firms are hollow or grey,
or the small print under the title counts them: "no tie", "not asked" and "did not answer" are
never the same.

"""
PARITY = """# Beside other programs

What `tiesnet verify` prints: each measure beside UCINET (as published), R `sna`, igraph (R and
Python) and networkx, on small networks that are part of tiesnet. The values of the peers were
computed by {versions}.

"""
SPECIAL = re.compile(r"([\\`*_\[\]<>#|{}$])")
CODE = re.compile(r"``(.+?)``")


def write_pages(folder: Path) -> None:
    """Write every page; a page that did not change is left alone, so that rebuilding is quick."""
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    pages = {
        "metrics.md": metrics_page(),
        "parity.md": parity_page(),
        "diagnoses.md": diagnoses_page(),
        "figures.md": figures_page(),
        "bad-input.md": problems_page(),
        "parts/tables.md": tables_page(),
        "parts/headers.md": headers_page(),
        "parts/commands.md": commands_page(),
        "parts/api.md": api_page(),
    }
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def plain(text: str) -> str:
    """Text that Markdown shows as it is; doubled backticks still mean code."""
    parts = CODE.split(text)
    return "".join(
        f"`` {part} ``" if place % 2 else SPECIAL.sub(r"\\\1", part)
        for place, part in enumerate(parts)
    )


def cell(value: object) -> str:
    """Text for one cell of a table."""
    return plain(" ".join(str(value).split())) or " "


def rows(header: Iterable[str], body: Iterable[Iterable[object]]) -> str:
    """A Markdown table; a cell that is Markdown already is given as `Markdown`."""
    names = list(header)
    lines = [names, ["---"] * len(names)]
    for row in body:
        lines.append([v if isinstance(v, Markdown) else cell(v) for v in row])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


class Markdown(str):
    """Text that is Markdown already."""


def sentence(text: str) -> str:
    """Words with a capital and a full stop."""
    return plain(text[:1].upper() + text[1:].rstrip(".") + ".")


def tables_page() -> str:
    """The tables of a survey with their columns."""
    parts = []
    for table in TABLES.values():
        body = [(_name(column), column.meaning, _kind(column.type)) for column in table.columns]
        parts.append(f"### {table.name}\n\n{sentence(table.meaning)}\n")
        parts.append(rows(("column", "holds", "as"), body))
    return "\n".join(parts)


def _name(column: Column) -> Markdown:
    return Markdown(f"**{column.name}**" if column.required else column.name)


def _kind(kind: str) -> str | Markdown:
    if kind in CHOICES:
        return Markdown(", ".join(f"`{word}`" for word in CHOICES[kind]))
    return KINDS[kind]


def headers_page() -> str:
    """Every word that is understood as the name of a table or a column."""
    parts = [rows(("table", "other names"), _TABLE_WORDS.items())]
    for table, columns in _COLUMN_WORDS.items():
        body = [(column, *_sure_and_unsure(words)) for column, words in columns.items()]
        parts.append(f"### Columns of {table}\n")
        parts.append(rows(("column", "other names", "when no other column claims them"), body))
    return "\n".join(parts)


def _sure_and_unsure(words: str) -> tuple[str, str]:
    sure, _, unsure = words.partition("|")
    return sure.strip(), unsure.strip()


def problems_page() -> str:
    """Every kind of problem, most serious first."""
    parts = [BAD_INPUT]
    for severity, (title, meaning) in SEVERITIES.items():
        body = [
            (Markdown(f"`{kind.code}`"), kind.meaning, kind.repair)
            for kind in PROBLEM_KINDS.values()
            if kind.severity == severity
        ]
        parts.append(f"## {title}\n\n{meaning}\n")
        parts.append(rows(("code", "what is wrong", "usual repair"), body))
    return "\n".join(parts)


def metrics_page() -> str:
    """The catalogue, topic by topic."""
    parts = [METRICS]
    for topic, group in groupby(tiesnet.catalogue().values(), key=lambda metric: metric.topic):
        parts.append(f"## {TOPICS[topic]}\n")
        parts += [_metric(metric) for metric in group]
    return "\n".join(parts)


def diagnoses_page() -> str:
    """Every diagnosis: what it means, what it needs, its limits."""
    parts = [DIAGNOSES]
    for chapter, question in CHAPTERS.items():
        own = [study for study in diagnoses().values() if study.chapter == chapter]
        if own:
            parts.append(f"## {question}\n")
            parts += [_diagnosis(study) for study in own]
    return "\n".join(parts)


def _diagnosis(study: Study) -> str:
    options = ", ".join(f"{name} = {in_word(value)}" for name, value in study.options.items())
    facts = [
        ("Answers", study.question),
        ("Needs", study.needs),
        ("Limits", study.limits),
        ("Options", options),
        ("Source", " ".join(sources()[key].reference for key in study.source)),
    ]
    text = f"{study.definition}\n\n{study.method}"
    table = rows(("", ""), [fact for fact in facts if fact[1]])
    return f"### {study.name}: {plain(study.label)}\n\n{plain(text)}\n\n{table}"


def figures_page() -> str:
    """Every figure: what it shows, what it needs, how to read it."""
    parts = [FIGURES]
    for chapter, question in PLACES.items():
        own = [one for one in figures().values() if one.chapter == chapter]
        if own:
            parts.append(f"## {question}\n")
            parts += [_figure(one) for one in own]
    return "\n".join(parts)


def _figure(one: Figure) -> str:
    options = ", ".join(name if v is None else f"{name} = {v}" for name, v in one.options.items())
    facts = [
        ("Answers", one.question),
        ("Needs", one.needs),
        ("How to read it", one.reading),
        ("Options", options),
        ("In Python", Markdown(f"`tiesnet.plots.plot_{one.name}`")),
        ("Source", " ".join(sources()[key].reference for key in one.source)),
    ]
    table = rows(("", ""), [fact for fact in facts if fact[1]])
    text = plain(f"{one.definition}\n\n{one.method}".strip())
    picture = f"![{plain(one.label)}](../images/figure-{one.name.replace('_', '-')}.webp)"
    return f"### {one.name}: {plain(one.label)}\n\n{text}\n\n{picture}\n\n{table}"


def parity_page() -> str:
    """Every comparison of ``tiesnet verify``, then every difference with its reason."""
    from tiesnet.verification import DIFFERS, verify
    from tiesnet.verification.cases import peer_versions

    found = verify()
    versions = ", ".join(f"{name} {number}" for name, number in peer_versions().items())
    parts = [PARITY.format(versions=versions)]
    body = [
        (
            Markdown(f"`{row.measure}`"),
            row.options,
            f"{row.program}: {row.convention}",
            f"{row.values} in {row.cases}",
            row.result,
        )
        for row in found.rows.itertuples()
    ]
    heads = ("measure", "options", "other program", "values in cases", "result")
    parts.append(rows(heads, body))
    parts.append("## Differences and their reasons\n")
    stated = found.rows[found.rows["result"] == DIFFERS]
    parts += [
        f"- `{row.measure}` and {plain(row.program)} ({plain(row.convention)}): {plain(row.remark)}"
        for row in stated.itertuples()
    ]
    parts.append("\n## Measures not compared with a program here\n")
    parts.append("Their values are checked in the tests against papers and calculations by hand.\n")
    parts.append(", ".join(f"`{name}`" for name in found.without_peer) + "\n")
    return "\n".join(parts)


def _metric(metric: Metric) -> str:
    body = rows(("", ""), facts(metric))
    text = plain(f"{metric.definition}\n\n{metric.formula}")
    return f"### {plain(metric.label)}\n\n`{metric.name}`\n\n{text}\n\n{body}"


def commands_page() -> str:
    """What ``--help`` says, command by command."""
    from click import Context

    from tiesnet.cli import tiesnet as group

    parts = []
    for name, command in group.commands.items():
        context = Context(command, info_name=f"tiesnet {name}", max_content_width=90)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def api_page() -> str:
    """Every public name, functions first, with its docstring."""
    groups = {"Functions": [], "Objects": [], "Errors": []}
    for name in tiesnet.__all__:
        value = getattr(tiesnet, name)
        if inspect.isclass(value):
            groups["Errors" if issubclass(value, Exception) else "Objects"].append(name)
        elif callable(value):
            groups["Functions"].append(name)
    parts = []
    for title, names in groups.items():
        parts.append(f"## {title}\n\n```{{eval-rst}}")
        for name in names:
            kind = "autoclass" if title != "Functions" else "autofunction"
            members = "\n   :members:" if title == "Objects" else ""
            parts.append(f".. {kind}:: tiesnet.{name}{members}\n")
        parts.append("```\n")
    return "\n".join(parts)
