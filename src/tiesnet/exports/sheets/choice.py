"""Which firms get a sheet, and the names of their files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from tiesnet.errors import TiesnetError
from tiesnet.exports.sheets.own import answering_firms
from tiesnet.language import joined, say
from tiesnet.network import Network

_LONGEST = 40
_TAKEN = {"index", "sheets", "con", "prn", "aux", "nul"}
_NUMBERED = re.compile(r"(com|lpt)\d")


def chosen_firms(net: Network, names: Sequence[str]) -> list[str]:
    """Give the ids of firms that were asked for by name or id.

    Raises
    ------
    TiesnetError
        There is no such firm, there are several, or it did not answer.
    """
    heard = set(map(str, answering_firms(net)))
    found = []
    for asked in names:
        fits = _fitting(net, asked)
        if not fits:
            raise TiesnetError(
                say("There is no firm {name} in the cluster.", name=repr(asked)),
                _near(net, asked),
            )
        if len(fits) > 1:
            raise TiesnetError(
                say("Several firms are called {name}.", name=repr(asked)),
                say("Use one of their ids: {ids}.", ids=", ".join(fits)),
            )
        if fits[0] not in heard:
            raise TiesnetError(
                say("{name} did not answer: there is no sheet for it.", name=asked),
                say("Ask it to answer, or leave it out."),
            )
        found += fits
    return found


def _firms(net: Network) -> list[tuple[str, str]]:
    firm = net.actors["in_cluster"].astype(bool) & (net.actors["kind"] == "firm")
    return [(str(one), str(name)) for one, name in net.actors.loc[firm, "name"].items()]


def _fitting(net: Network, asked: str) -> list[str]:
    firms = _firms(net)
    by_id = [one for one, _ in firms if one == asked]
    return by_id or [one for one, name in firms if name.casefold() == asked.casefold().strip()]


def _near(net: Network, asked: str) -> str:
    near = get_close_matches(asked, [name for _, name in _firms(net)], n=3)
    if near:
        return say("Did you mean {names}?", names=joined(near))
    return say("Use its name or id as in the table actors.")


def file_stems(names: Iterable[str]) -> list[str]:
    """Give every name a file name of plain letters and digits, each different.

    >>> file_stems(["Ñandú S.A.", "Nandu, s.a.", "靴", "CON", "index"])
    ['nandu-s-a', 'nandu-s-a-2', 'firm', 'firm-con', 'firm-index']
    """
    taken: set[str] = set()
    made = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "firm"
        if stem in _TAKEN or _NUMBERED.fullmatch(stem):
            stem = f"firm-{stem}"
        one, k = stem, 2
        while one in taken:
            one, k = f"{stem}-{k}", k + 1
        taken.add(one)
        made.append(one)
    return made
