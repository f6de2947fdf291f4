"""Names that are probably not what they should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tiesnet.language import say, word
from tiesnet.survey.coded import first_rows_of, occurring
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import fold


def _words(text: str) -> list[str]:
    return text.split()


_LABELS = frozenset(
    _words("""
    total totals subtotal subtotals grandtotal totales subtotales totalgeneral totais subtotais
    totalgeral totale totali subtotale totalegenerale sum suma soma somma
    none nobody noone na nil nothing null ninguno ninguna nadie nada nenhum nenhuma ninguem
    nessuno nessuna niente noaplica naoseaplica nonapplicabile
""")
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BROKEN = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_WORD = re.compile(r"\w+")
_PLAIN = {k: chr(k).lower() if chr(k).isalnum() or k == 10 else None for k in range(128)}
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")

Check = tuple[str, Callable[[str], bool], Callable[[list[str]], list[str]], str]


def looks_like_total(name: str) -> bool:
    """Whether a name is the label of a totals row or says that nobody was named.

    >>> looks_like_total("TOTAL:"), looks_like_total("Ninguno"), looks_like_total("Totalplast")
    (True, True, False)
    """
    return fold(name) in _LABELS


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
    for part in _WORD.findall(unicodedata.normalize("NFC", name)):
        kinds = {unicodedata.name(char, "").split(" ")[0] for char in part if char.isalpha()}
        if len(kinds.intersection(_SCRIPTS)) > 1:
            return True
    return False


def has_invisible(name: str) -> bool:
    """Whether a name holds characters that cannot be seen but change it."""
    return not name.isascii() and any(unicodedata.category(char) == "Cf" for char in name)


def _label_like(names: list[str]) -> list[str]:
    whole = "\n".join(names)
    if not whole.isascii():
        odd = _beyond_ascii(names)
        return [*_label_like([name for name in names if name.isascii()]), *odd]
    words = whole.translate(_PLAIN).split("\n")
    labels = [name for name, word in zip(names, words, strict=False) if word in _LABELS]
    return labels if len(words) == len(names) else names


def _with_sign(names: list[str]) -> list[str]:
    return [name for name in names if name[:1] in _FORMULA]


def _beyond_ascii(names: list[str]) -> list[str]:
    return [name for name in names if not name.isascii()]


# What is said of a name, the test, and a quick choice of the names that may not pass it.
_CHECKS: tuple[Check, ...] = (
    (
        "total_like_name",
        looks_like_total,
        _label_like,
        word("{value} looks like a totals row or a 'none'; it was read as an actor."),
    ),
    (
        "formula_like_name",
        looks_like_formula,
        _with_sign,
        word("{value} starts like a formula; it was kept as text and can never become one."),
    ),
    (
        "mixed_script_name",
        mixes_scripts,
        _beyond_ascii,
        word("A word of {value} has letters of several alphabets."),
    ),
    (
        "invisible_characters",
        has_invisible,
        _beyond_ascii,
        word(
            "{value} holds characters that cannot be seen; they are ignored when names are matched."
        ),
    ),
    (
        "broken_accents",
        lambda name: bool(_BROKEN.search(name)),
        _beyond_ascii,
        word("{value} looks like accents that were read in the wrong encoding."),
    ),
)


def check_names(table: Table, log: Log, columns: tuple[str, ...] = ("id", "name")) -> None:
    """Report suspicious names in the name columns, once per distinct name."""
    seen: set[str] = set()
    for column in columns:
        if not table.has(column):
            continue
        names = [name for name in occurring(table.text(column)) if name not in seen]
        seen.update(names)
        plain = "".join(names).isascii()
        for code, test, among, text in _CHECKS:
            may = [] if plain and among is _beyond_ascii else among(names)
            if found := list(filter(test, may)):
                rows = first_rows_of(table.text(column))
                log.add_cells(code, table, [rows[name] for name in found], column, say(text))
