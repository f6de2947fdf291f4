"""Cohesive blocks: groups that only the leaving of k members can split, one within another.

The search splits a group at a smallest cut again and again: whatever is held together by more
than the cut lies within one of the parts and the cut. Own code, since igraph 1.0 and networkx
3.6 miss some blocks: in a wheel of five with three more actors hanging on two each, the wheel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any


@dataclass(frozen=True)
class Block:
    """A group, how many must leave before it falls apart, and the block it lies within."""

    members: tuple[int, ...]
    cohesion: int
    within: int | None


def cohesive_blocks(graph: Any) -> list[Block]:
    """Find all maximal groups by cohesion, the whole network first, each after its parent.

    Parameters
    ----------
    graph : igraph.Graph
        Simple and undirected.
    """
    found: list[Block] = []
    if graph.vcount():
        _search(graph, list(range(graph.vcount())), -1, None, found)
    return found


def _search(
    graph: Any, members: list[int], so_far: int, within: int | None, found: list[Block]
) -> None:
    """Note a group if it is more cohesive than the block it lies within, and search its parts."""
    part = graph.induced_subgraph(members)
    cut = _smallest_cut(part)
    if len(cut) > so_far:
        so_far = len(cut)
        found.append(Block(tuple(members), so_far, within))
        within = len(found) - 1
    if so_far >= part.vcount() - 1:
        return
    pieces = sorted(_pieces(part, cut, so_far + 1), key=lambda group: (-len(group), group))
    for group in pieces:
        _search(graph, [members[actor] for actor in group], so_far, within, found)


def _pieces(part: Any, cut: list[int], wanted: int) -> Iterable[list[int]]:
    """Give the pieces within which all groups of the wanted cohesion lie."""
    if wanted == 2:
        return [sorted(block) for block in part.biconnected_components()]
    core = [actor for actor, number in enumerate(part.coreness()) if number >= wanted]
    if len(core) < part.vcount():
        inner = part.induced_subgraph(core)
        return [[core[actor] for actor in group] for group in inner.components()]
    kept = [actor for actor in range(part.vcount()) if actor not in set(cut)]
    rest = part.induced_subgraph(kept)
    return [sorted([*(kept[actor] for actor in group), *cut]) for group in rest.components()]


def _smallest_cut(part: Any) -> list[int]:
    """Give a smallest set of actors whose leaving splits a group; all but one if none does."""
    if not part.is_connected():
        return []
    single = part.articulation_points()
    if single:
        return [min(single)]
    best, ends = part.vcount() - 1, None
    for one, other in _pairs(part):
        number = part.vertex_connectivity(one, other, neighbors="error")
        if number < best:
            best, ends = number, (one, other)
    return list(range(part.vcount() - 1)) if ends is None else _cut_between(part, *ends)


def _pairs(part: Any) -> Iterable[tuple[int, int]]:
    """Give untied pairs of which at least one is parted by a smallest cut.

    A smallest cut either spares the actor with fewest ties, and parts it from somebody, or
    holds it, and parts two of its partners (Esfahanian and Hakimi 1984).
    """
    degrees = part.degree()
    actor = degrees.index(min(degrees))
    near = sorted(part.neighbors(actor))
    others = set(range(part.vcount())) - {actor, *near}
    yield from ((actor, other) for other in sorted(others))
    yield from (pair for pair in combinations(near, 2) if not part.are_adjacent(*pair))


def _cut_between(part: Any, one: int, other: int) -> list[int]:
    """Give a smallest set of actors that parts two: each actor becomes an arrow of room one."""
    import igraph

    count = part.vcount()
    through = [(2 * actor, 2 * actor + 1) for actor in range(count)]
    ties = [(2 * a + 1, 2 * b) for edge in part.es for a, b in (edge.tuple, edge.tuple[::-1])]
    doubled = igraph.Graph(n=2 * count, edges=through + ties, directed=True)
    room = [1] * count + [count] * len(ties)
    found = doubled.st_mincut(2 * one + 1, 2 * other, capacity=room)
    return sorted(int(arrow) for arrow in found.cut)
