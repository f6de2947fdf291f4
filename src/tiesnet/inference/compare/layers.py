"""Which relation of one cluster stands beside which of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tiesnet.errors import TiesnetError
from tiesnet.language import either, say, word
from tiesnet.network import UNIONS, Network, members
from tiesnet.survey import unaccented

BY_UNION, BY_NAME, BY_CONTENT = (
    word("always comparable"),
    word("same name"),
    word("same content and formality"),
)
_LABELS = {
    "all": word("All ties"),
    "formal": word("Formal ties"),
    "informal": word("Informal ties"),
}


@dataclass(frozen=True)
class Compared:
    """One relation, or union, as the clusters have it.

    Attributes
    ----------
    key : str
        The union, or the name of the relation in the first cluster that has it.
    label : str
        In plain words.
    names : tuple of str
        The layer of each cluster, in their order; empty where it has none.
    content, formality : str
        What the relations share; "several" in a union.
    directed : bool
        Whether all of them have arrows.
    how : str
        Why they stand beside each other.
    """

    key: str
    label: str
    names: tuple[str, ...]
    content: str
    formality: str
    directed: bool
    how: str


@dataclass(frozen=True)
class Matching:
    """What is compared, and what stands alone: (cluster, layer label, why)."""

    groups: tuple[Compared, ...]
    alone: tuple[tuple[str, str, str], ...]


def match_layers(networks: Mapping[str, Network], layers: Sequence[str] | None = None) -> Matching:
    """Match the layers of clusters: unions always, relations by name, else by what they hold.

    Two relations match when they have the same name, content and formality and both or neither
    have arrows; of those left, when content and formality are the same and no cluster has two of
    the kind. What matches nothing is listed with the reason.

    Parameters
    ----------
    networks : mapping of cluster name to Network
        In the order shown.
    layers : sequence of str, optional
        Only these: unions, or names of relations in any of the clusters.

    Raises
    ------
    TiesnetError
        A layer that is asked for is in no cluster.
    """
    nets = list(networks.values())
    groups = _unions(nets) + _relations(nets)
    kept = tuple(group for group in groups if sum(map(bool, group.names)) > 1)
    if layers is None:
        return Matching(kept, _alone(networks, kept))
    known = dict.fromkeys([*UNIONS, *(str(name) for net in nets for name in net.layers.index)])
    for layer in layers:
        if layer not in known:
            raise TiesnetError(
                say("No cluster has a layer {layer}.", layer=f"{layer!r}"),
                say("Choose among: {known}.", known=", ".join(known)),
            )
    chosen = tuple(g for g in kept if {g.key, *g.names} & set(layers))
    if not chosen:
        raise TiesnetError(
            say("Nothing matches {repr} in another cluster.", repr=either(list(map(repr, layers)))),
            say("Ask for formal, informal or all, which are always comparable."),
        )
    return Matching(chosen, ())


def _unions(nets: Sequence[Network]) -> list[Compared]:
    made = []
    for union in ("all", "formal", "informal"):
        names = tuple(union if members(net.layers, union) else "" for net in nets)
        directed = all(
            net.layer(union).directed for net, has in zip(nets, names, strict=True) if has
        )
        made.append(Compared(union, _LABELS[union], names, "several", union, directed, BY_UNION))
    return made


def _relations(nets: Sequence[Network]) -> list[Compared]:
    """Group the relations: first by name, then those left by content and formality."""
    left = {
        (place, str(name)): _kind(net, str(name))
        for place, net in enumerate(nets)
        for name in net.layers.index
    }
    groups: list[dict[int, str]] = []
    for (_, name), kind in list(left.items()):
        same = {p: n for (p, n), k in left.items() if _plain(n) == _plain(name) and k == kind}
        if len(same) > 1:
            groups.append(same)
            for place, layer in same.items():
                del left[place, layer]
    for kind in dict.fromkeys(left.values()):
        own = [place_and_name for place_and_name, k in left.items() if k == kind]
        places = [place for place, _ in own]
        if len(set(places)) < len(places):
            continue  # two of a kind in one cluster: no telling which is meant
        open_groups = [g for g in groups if _fits(nets, g, kind, places)]
        if len(open_groups) == 1:
            open_groups[0].update(dict(own))
        elif not open_groups and len(own) > 1:
            groups.append(dict(own))
    return [_compared(nets, group) for group in groups]


def _fits(
    nets: Sequence[Network], group: dict[int, str], kind: tuple[str, str, bool], places: list[int]
) -> bool:
    """Tell whether clusters without a layer in a group could add theirs of this kind."""
    place, name = next(iter(group.items()))
    return _kind(nets[place], name) == kind and not set(group) & set(places)


def _compared(nets: Sequence[Network], group: dict[int, str]) -> Compared:
    names = tuple(group.get(place, "") for place in range(len(nets)))
    first = min(group)
    content, formality, directed = _kind(nets[first], group[first])
    labels = [str(nets[place].layers.at[name, "label"]) for place, name in sorted(group.items())]
    label = " / ".join(dict.fromkeys(labels))
    same = len({_plain(name) for name in group.values()}) == 1
    how = BY_NAME if same else BY_CONTENT
    return Compared(group[first], label, names, content, formality, directed, how)


def _kind(net: Network, name: str) -> tuple[str, str, bool]:
    row = net.layers.loc[name]
    return str(row["content"]), str(row["formality"]), bool(row["directed"])


def _plain(name: str) -> str:
    return " ".join(unaccented(name).casefold().replace("_", " ").split())


def _alone(
    networks: Mapping[str, Network], groups: Sequence[Compared]
) -> tuple[tuple[str, str, str], ...]:
    """Say of each relation without a counterpart why it has none."""
    rows = []
    for place, (cluster, net) in enumerate(networks.items()):
        taken = {group.names[place] for group in groups}
        for name in map(str, net.layers.index):
            if name not in taken:
                rows.append((cluster, str(net.layers.at[name, "label"]), _why(networks, net, name)))
    return tuple(rows)


def _why(networks: Mapping[str, Network], net: Network, name: str) -> str:
    content, formality, directed = _kind(net, name)
    others = [other for other in networks.values() if other is not net]
    every = [(other, str(layer)) for other in others for layer in other.layers.index]
    if any(_kind(other, layer)[:2] == (content, formality) for other, layer in every):
        if all(
            _kind(o, la)[2] != directed
            for o, la in every
            if _kind(o, la)[:2] == (content, formality)
        ):
            return word("one of the questions has arrows and the other has none")
        return word("one cluster has several relations of this kind")
    if any(_plain(layer) == _plain(name) for _, layer in every):
        return word("the relation of the same name holds something else")
    return word("no other cluster asked for this")
