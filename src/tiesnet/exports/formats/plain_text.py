"""What the text formats of network programs share: labels, numbers, and what they cannot hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import pandas as pd

from tiesnet.exports.formats.frames import unique
from tiesnet.exports.formats.losses import lost_answers, lost_details
from tiesnet.language import say, say_n
from tiesnet.network import Network

_BREAK = re.compile(r"[\r\n\t]+")
_OWN = ("name", "stages")


def one_line(text: str) -> str:
    r"""A text without line ends, control characters and outer blanks.

    >>> one_line(" two\nlines\x07 ")
    'two lines'
    """
    text = _BREAK.sub(" ", text)
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs")).strip()


def shown_names(net: Network) -> list[str]:
    """The names of the actors, each once; an actor without a name goes by its id."""
    pairs = zip(net.actors["name"], net.actors.index, strict=True)
    names = (one_line("" if pd.isna(name) else str(name)) or one_line(str(k)) for name, k in pairs)
    return unique([name if _visible(name) else f"actor {k}" for k, name in enumerate(names, 1)])


def _visible(text: str) -> bool:
    return any(unicodedata.category(c) != "Cf" for c in text)


def number(value: float) -> str:
    """A strength as text; one that is not known is an empty text.

    >>> number(2.0), number(0.5), number(float("nan"))
    ('2', '0.5', '')
    """
    if pd.isna(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def ties_of(net: Network, layer: str) -> Iterator[tuple[int, int, float]]:
    """Source, target and strength of the ties of a layer, in their order."""
    ties = net.ties[net.ties["layer"] == layer].sort_values(["source", "target"], kind="stable")
    yield from zip(ties["source"], ties["target"], ties["weight"].astype(float), strict=True)


def own_columns(net: Network) -> list[str]:
    """Columns of the actors that say something and may be exported."""
    public = [c for c in net.actors.columns if not str(c).startswith("contact") and c not in _OWN]
    return [c for c in public if net.actors[c].notna().any()]


def lost_by_labels(net: Network, written: Sequence[str]) -> list[str]:
    """Say which names do not stand as they are, and whether ids are gone."""
    said = []
    names = ["" if pd.isna(name) else str(name) for name in net.actors["name"]]
    changed = sum(name != label for name, label in zip(names, written, strict=True))
    if changed:
        said.append(
            say_n(
                changed,
                "{n} of {all} names is written otherwise than it is, so that the format can hold "
                "them and tell them apart.",
                "{n} of {all} names are written otherwise than they are, so that the format can "
                "hold them and tell them apart.",
                all=len(names),
            )
        )
    if list(map(str, net.actors.index)) != names:
        said.append(say("Actors are known by their names only; their ids are left out."))
    return said


def lost_by_layers(net: Network) -> list[str]:
    """Say that what relations mean, who answered and what else the survey holds is left out."""
    said = [say("What the relations mean (formal or informal, content, flow, scale) is left out.")]
    if net.ties["status"].astype(bool).any() or net.ties["source_report"].notna().any():
        said.append(say("Which end reported a tie, and whether both did, is left out."))
    return [*said, *lost_answers(net), *lost_details(net)]


def lost_by_symmetry(net: Network) -> list[str]:
    """Say which layers with arrows will be read as layers without, as all their ties are mutual."""
    flat = []
    for layer in net.layers.index[net.layers["directed"].astype(bool)]:
        pairs = {(a, b): w for a, b, w in ties_of(net, str(layer))}
        if pairs and all(number(pairs.get((b, a), -1)) == number(w) for (a, b), w in pairs.items()):
            flat.append(str(layer))
    if not flat:
        return []
    return [
        say(
            "The format does not say whether ties have arrows: {layers}, where every tie is "
            "mutual, will be read as ties without arrows.",
            layers=", ".join(flat),
        )
    ]
