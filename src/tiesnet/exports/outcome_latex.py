"""What a test gives, as LaTeX with booktabs, to be put into a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiesnet.exports.tables.paper import Printed, pages, printed_tables
from tiesnet.exports.text import legal_text
from tiesnet.inference import Outcome
from tiesnet.literature import sources

_HEAD = """\
% Made by tiesnet. Put \\usepackage{booktabs} and \\usepackage{graphicx} into the preamble and
% this file where the table belongs: \\input{FILE}. Names with letters that are not Latin need
% XeLaTeX or LuaLaTeX and a font that has them."""
_WIDE = 7  # columns that fit into the width of a text
_CHARACTERS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"$<$",
    ">": r"$>$",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "-": "-",
    "[": "{[}",  # after \\ a bracket would be an option
    "]": "{]}",
    "*": "{*}",
    "\N{MINUS SIGN}": r"$-$",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "≠": r"$\neq$",
    "≈": r"$\approx$",
    "×": r"$\times$",
    "±": r"$\pm$",
    "·": r"$\cdot$",
    "→": r"$\rightarrow$",
    "²": r"$^{2}$",
    "³": r"$^{3}$",
    "∞": r"$\infty$",
    "√": r"$\surd$",
    "ρ": r"$\rho$",
    "β": r"$\beta$",
    "λ": r"$\lambda$",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": "~",
}
_QUOTE = '"'
_EVERY = str.maketrans(_CHARACTERS | {_QUOTE: "''"})
_SCIENTIFIC = re.compile(r"(\d\.\d)e(\$-\$|\+)(\d+)")


def latex(outcome: Outcome) -> str:
    """Give words and tables of an outcome as LaTeX."""
    tables = [part for table in printed_tables(outcome) for part in pages(table)]
    parts = [_HEAD, *(_table(table, f"{outcome.name}-{k}") for k, table in enumerate(tables, 1))]
    words = [*outcome.sentences, outcome.method, *outcome.assumptions, *outcome.cautions]
    parts += [escaped(text) for text in words if text]
    if outcome.source:
        works = (f"\\item {escaped(sources()[key].reference)}" for key in outcome.source)
        parts.append("\n".join(["\\begin{itemize}", *works, "\\end{itemize}"]))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Make a text mean itself in LaTeX, on one line.

    >>> escaped("A & B_1: 50 % {x} \\end")
    'A \\& B\\_1: 50 \\% \\{x\\} \\textbackslash{}end'
    """
    return " ".join(legal_text(text).split()).translate(_EVERY)


def _table(table: Printed, label: str) -> str:
    columns = "".join("r" if right else "l" for right in table.right)
    wide = len(columns) > _WIDE
    lines = [
        "\\begin{table}[htbp]",
        "\\centering",
        f"\\caption{{{escaped(table.title)}}}",
        f"\\label{{tab:{re.sub('[^a-z0-9]+', '-', label.casefold())}}}",
        *(["\\resizebox{\\textwidth}{!}{%"] if wide else []),
        f"\\begin{{tabular}}{{@{{}}{columns}@{{}}}}",
        "\\toprule",
        _row(table.heads),
        "\\midrule",
        *(_row(row) for row in table.rows),
        "\\bottomrule",
        "\\end{tabular}" + ("}" if wide else ""),
    ]
    if table.note:
        note = "\\begin{minipage}{\\textwidth}\\footnotesize \\emph{Note.} "
        lines += ["", "\\smallskip", f"{note}{escaped(table.note)}\\end{{minipage}}"]
    return "\n".join([*lines, "\\end{table}"])


def _row(cells: Iterable[str]) -> str:
    return " & ".join(_SCIENTIFIC.sub(_power, escaped(cell)) for cell in cells) + r" \\"


def _power(found: re.Match[str]) -> str:
    sign = "-" if "-" in found[2] else ""
    return f"${found[1]}\\times 10^{{{sign}{int(found[3])}}}$"
