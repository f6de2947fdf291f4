"""Names that are probably not what they should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import numpy as np
import pandas as pd

from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import fold


def _words(text: str) -> list[str]:
    return text.split()


_TOTALS = frozenset(
    _words("""
    total totals subtotal subtotals grandtotal totales subtotales totalgeneral totais subtotais
    totalgeral totale totali subtotale totalegenerale sum suma soma somma
""")
)
_NOBODY = frozenset(
    _words("""
    none nobody noone na nil nothing null ninguno ninguna nadie nada nenhum nenhuma ninguem
    nessuno nessuna niente noaplica naoseaplica nonapplicabile
""")
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BROKEN = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_WORD = re.compile(r"\w+")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")

Check = tuple[str, Callable[[str], bool], str]


def looks_like_total(name: str) -> bool:
    """Whether a name is the label of a totals row or says that nobody was named.

    >>> looks_like_total("TOTAL:"), looks_like_total("Ninguno"), looks_like_total("Totalplast")
    (True, True, False)
    """
    return fold(name) in _TOTALS or fold(name) in _NOBODY


def looks_like_formula(name: str) -> bool:
    """Whether a spreadsheet program could take a name for a formula."""
    return name.startswith(_FORMULA) and len(name) > 1


def mixes_scripts(name: str) -> bool:
    """Whether one word has letters of several alphabets, as look-alike names do.

    >>> mixes_scripts("\u0410cme"), mixes_scripts("Acme \u03a9\u03bc\u03ad\u03b3\u03b1")
    (True, False)
    """
    if name.isascii():
        return False
    for word in _WORD.findall(unicodedata.normalize("NFC", name)):
        kinds = {unicodedata.name(char, "").split(" ")[0] for char in word if char.isalpha()}
        if len(kinds.intersection(_SCRIPTS)) > 1:
            return True
    return False


def has_invisible(name: str) -> bool:
    """Whether a name holds characters that cannot be seen but change it."""
    return not name.isascii() and any(unicodedata.category(char) == "Cf" for char in name)


_CHECKS: tuple[Check, ...] = (
    (
        "total_like_name",
        looks_like_total,
        "{value} looks like a totals row or a 'none'; it was read as an actor.",
    ),
    (
        "formula_like_name",
        looks_like_formula,
        "{value} starts like a formula; it was kept as text and can never become one.",
    ),
    ("mixed_script_name", mixes_scripts, "A word of {value} has letters of several alphabets."),
    (
        "invisible_characters",
        has_invisible,
        "{value} holds characters that cannot be seen; they are ignored when names are matched.",
    ),
    (
        "broken_accents",
        lambda name: bool(_BROKEN.search(name)),
        "{value} looks like accents that were read in the wrong encoding.",
    ),
)


def check_names(table: Table, log: Log, columns: tuple[str, ...] = ("id", "name")) -> None:
    """Report suspicious names in the name columns, once per distinct name."""
    seen: set[str] = set()
    for column in columns:
        if not table.has(column):
            continue
        texts = table.text(column)
        names = [name for name in pd.unique(texts) if name not in seen]
        seen.update(names)
        for code, test, text in _CHECKS:
            for name in filter(test, names):
                first = int(np.argmax((texts == name).to_numpy()))
                log.add_cells(code, table, [first], column, text)
