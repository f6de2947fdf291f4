"""The style and the script of the page, and the policy that allows these two and nothing else."""

from __future__ import annotations

import base64
import hashlib
import io
from functools import cache
from importlib import resources

from tiesnet.language import both, language, say

SCRIPTS = (
    "dom",
    "model",
    "geometry",
    "zones",
    "discs",
    "draw",
    "still",
    "labels",
    "heads",
    "card",
    "whatif",
    "meet",
    "todo",
    "pointer",
    "search",
    "tables",
    "ties",
    "terms",
    "copy",
    "inflate",
    "figures",
    "filters",
    "legend",
    "docks",
    "rounds",
    "page",
)
PLAIN = ("dom", "tables", "terms", "copy", "plain")
"""The parts a page without a map needs."""


@cache
def style() -> str:
    """Give the style sheet."""
    return _read("report.css")


_SHARED = "/* What stands above is shared with the app. */"


def tokens() -> str:
    """Give the part of the style sheet the app shares: colours, type, links, names, definitions."""
    return style().partition(_SHARED)[0]


@cache
def script(names: tuple[str, ...] = SCRIPTS) -> str:
    """Give the script: its files, one after the other, in one closed function."""
    parts = [_read(f"report/{name}.js") for name in names]
    return "(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n"


def script_texts(names: tuple[str, ...] = SCRIPTS) -> dict[str, str | tuple[str, ...]]:
    """Give what the script says in the language being written in; English is in the script."""
    if language() == "en":
        return {}
    from babel.messages.extract import extract

    found: dict[str, str | tuple[str, ...]] = {}
    keywords = {"say": None, "sayN": (2, 3)}
    for name in names:
        source = io.BytesIO(_read(f"report/{name}.js").encode())
        for _, text, _, _ in extract("javascript", source, keywords):
            if isinstance(text, str):
                found[text] = say(text)
            else:
                one, many = text[:2]
                found[f"{one}|{many}"] = both(one, many)
    return found


def policy(style_text: str, script_text: str, *drawing: str) -> str:
    """Write the content security policy: nothing may load, only this script and style may run.

    Parameters
    ----------
    style_text, script_text : str
        The one style and the one script of the page.
    *drawing : str
        The script that draws figures, which the first one unpacks. It opens an empty style
        element and fills it rule by rule, as a script may; so the hash of the empty style is
        allowed, and no other. Pictures to download are made from ``data:`` and ``blob:`` addresses
        of the page itself.
    """
    scripts = " ".join(f"'{_hash(text)}'" for text in (script_text, *drawing))
    styles = " ".join(f"'{_hash(text)}'" for text in (style_text, *[""][: len(drawing)]))
    pictures = "img-src data: blob:; " if drawing else ""
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; {pictures}"
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _read(name: str) -> str:
    path = resources.files("tiesnet.exports").joinpath("assets", *name.split("/"))
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
