"""What a test gives, as Markdown: it shows as it should on GitHub, in Quarto and in Pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tiesnet.exports.tables.paper import Printed, printed_tables
from tiesnet.exports.text import legal_text
from tiesnet.inference import Outcome
from tiesnet.language import say
from tiesnet.literature import sources

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$^@-])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown(outcome: Outcome) -> str:
    """Give words and tables of an outcome as Markdown."""
    parts = [f"# {escaped(say(outcome.title))}", *(escaped(text) for text in outcome.sentences)]
    parts += [part for table in printed_tables(outcome) for part in _table(table)]
    parts += _list(say("What was assumed"), outcome.assumptions)
    parts += _list(say("What to keep in mind"), outcome.cautions)
    if outcome.method:
        parts += [f"## {escaped(say('How it was done'))}", escaped(outcome.method)]
    parts += _list(say("References"), (sources()[key].reference for key in outcome.source))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Make a text mean itself in Markdown, on one line.

    >>> escaped("a|b *c* <i>")
    'a\\|b \\*c\\* &lt;i&gt;'
    >>> escaped("p < 0.001, 3.5 (0.1)")
    'p &lt; 0.001, 3.5 (0.1)'
    """
    line = " ".join(legal_text(text).split())
    marked = _SPECIAL.sub(r"\\\1", line.translate(_ENTITIES))
    # Brackets and hyphens inside a line mean nothing by themselves.
    plain = re.sub(r"(?<=.)\\([()+@-])", r"\1", marked)
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", plain)


def _table(table: Printed) -> list[str]:
    bars = ["---:" if right else ":---" for right in table.right]
    lines = [_row(map(escaped, table.heads)), _row(bars)]
    lines += [_row(map(escaped, row)) for row in table.rows]
    note = [f"*Note.* {escaped(table.note)}"] if table.note else []
    return [f"## {escaped(table.title)}", "\n".join(lines), *note]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _list(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {escaped(item)}" for item in items]
    return [f"## {title}", "\n".join(lines)] if lines else []
