"""Which firms of two clusters to introduce to each other, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.inputs import Wanted
from tiesnet.inference.compare.needs import Met
from tiesnet.language import say

MOST_PAIRS, MOST_EACH = 20, 2
"""Pairs listed for two clusters, and how often one firm may be among them."""
_MOST_OF_ONE = 30  # firms on either side of one offer that are gone through


@dataclass
class Meeting:
    """Two firms with reasons to meet.

    Attributes
    ----------
    one, other : str
        Ids: of the first cluster, and of the second.
    reasons : list of str
        In words, with names.
    rarity : float
        The fewest pairs that share one of the reasons: the lower, the more telling.
    """

    one: str
    other: str
    reasons: list[str] = field(default_factory=list)
    rarity: float = float("inf")

    def add(self, reason: str, pairs: int) -> None:
        """Note a reason, once."""
        if reason not in self.reasons:
            self.reasons.append(reason)
        self.rarity = min(self.rarity, pairs)


def meetings(
    clusters: Sequence[Cluster],
    one: int,
    other: int,
    met: Sequence[Met],
    wanted: Sequence[Wanted],
    most: int = MOST_PAIRS,
) -> list[Meeting]:
    """Choose the pairs to introduce: most reasons first, then the rarest, no firm too often.

    Parameters
    ----------
    clusters : sequence of Cluster
    one, other : int
        The places of the two; the first named firm is of `one`.
    met : sequence of Met
        Offers that meet searches, both ways.
    wanted : sequence of Wanted
        Inputs bought outside only, both ways.
    most : int, default 20
        How many.
    """
    found: dict[tuple[str, str], Meeting] = {}
    for pair, reason, pairs in _reasons(clusters, one, met, wanted):
        found.setdefault(pair, Meeting(*pair)).add(reason, pairs)
    ranked = sorted(found.values(), key=lambda m: (-len(m.reasons), m.rarity, m.one, m.other))
    chosen: list[Meeting] = []
    times: dict[tuple[int, str], int] = {}
    for meeting in ranked:
        ends = ((one, meeting.one), (other, meeting.other))
        if len(chosen) < most and all(times.get(end, 0) < MOST_EACH for end in ends):
            chosen.append(meeting)
            for end in ends:
                times[end] = times.get(end, 0) + 1
    return chosen


def _reasons(
    clusters: Sequence[Cluster], one: int, met: Sequence[Met], wanted: Sequence[Wanted]
) -> Iterator[tuple[tuple[str, str], str, int]]:
    """Go through every pair with a reason: ids with those of `one` first, words, pairs alike."""
    names = [names_of(cluster) for cluster in clusters]
    ids = [list(map(str, cluster.inside.actors.index)) for cluster in clusters]
    for meet in met:
        for giver in meet.givers[:_MOST_OF_ONE]:
            for taker in meet.takers[:_MOST_OF_ONE]:
                ends = ids[meet.giver][giver], ids[meet.taker][taker]
                gives, takes = names[meet.giver][ends[0]], names[meet.taker][ends[1]]
                filled = {"gives": gives, "offer": meet.offer, "takes": takes}
                words = (
                    say("{gives} offers “{offer}”, which {takes} seeks", **filled)
                    if meet.offer.casefold() == meet.search.casefold()
                    else say(
                        "{gives} offers “{offer}” and {takes} seeks “{search}”",
                        **filled,
                        search=meet.search,
                    )
                )
                yield ends if meet.giver == one else ends[::-1], words, meet.pairs
    for want in wanted:
        pairs = len(want.buyers) * len(want.makers)
        for buyer in want.buyers[:_MOST_OF_ONE]:
            for maker in want.makers[:_MOST_OF_ONE]:
                buys, makes = names[want.buyer][buyer], names[want.maker][maker]
                words = say(
                    "{buys} buys from the stage {stage} outside only; {makes} is at it",
                    buys=buys,
                    stage=want.stage,
                    makes=makes,
                )
                yield (buyer, maker) if want.buyer == one else (maker, buyer), words, pairs


def names_of(cluster: Cluster) -> Mapping[str, str]:
    """Give the name of every actor inside by its id."""
    actors = cluster.inside.actors
    return {str(actor): str(name) for actor, name in actors["name"].items()}
