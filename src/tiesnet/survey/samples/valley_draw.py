"""The ordinary life of the valley: supply, projects, advice and friendship drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise

from numpy.random import Generator

from tiesnet.survey.samples.valley_cast import SECOND_STAGE, STAGES, Actor
from tiesnet.survey.samples.valley_plan import CUT, GATEKEEPERS, LEADERS, Tie, planted

_GROUPS = {"valley": ("valley", "cut"), "sierra": ("sierra",)}
# Upstream to downstream: whom a stage supplies when nothing is planted.
_NEXT = {
    "leather": ("components", "stitching"),
    "components": ("stitching", "assembly"),
    "stitching": ("assembly",),
    "assembly": ("brands",),
}
_BUYERS_ABROAD = ("nordlicht", "clairpas", "jarzebin", "maresia", "westquay")
_SUPPLIERS_ABROAD = {"leather": "piratinga", "components": "lindhorst", "assembly": "valdorno"}


class Drawn:
    """The ties so far. The first to claim a pair keeps it, so what is planted stays as it is."""

    def __init__(self, rng: Generator) -> None:
        self.rng = rng
        self.ties: dict[tuple[str, frozenset[str]], Tie] = {}

    def add(self, tie: Tie) -> None:
        """Add a tie unless its pair has one of that relation already."""
        self.ties.setdefault(tie.key(), tie)

    def chance(self, probability: float) -> bool:
        """Draw yes or no."""
        return bool(self.rng.random() < probability)

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""
        return low + int(self.rng.random() * (high - low + 1))

    def some(self, choices: Sequence[str], count: int) -> list[str]:
        """Draw different members of a list, in the order drawn."""
        # Only uniform numbers are drawn: their stream is the same in every version of numpy.
        left = list(choices)
        return [left.pop(int(self.rng.random() * len(left))) for _ in range(min(count, len(left)))]

    def tie(self, relation: str, source: str, target: str) -> None:
        """Add an ordinary tie of middling strength."""
        self.add(Tie(relation, source, target, self.whole(1, 3), planted=False))


def draw_ties(actors: dict[str, Actor], rng: Generator) -> list[Tie]:
    """Draw every true tie of the valley, planted ones included."""
    drawn = Drawn(rng)
    for tie in planted():
        drawn.add(tie)
    for parts in _GROUPS.values():
        group = [actor for actor in actors.values() if actor.part in parts]
        _ring(drawn, group)
        _supply(drawn, group)
        _projects(drawn, group)
        _advice(drawn, group)
        _friendship(drawn, group)
    valley = [actor for actor in actors.values() if actor.part == "valley"]
    _institutions(drawn, valley, [a for a in actors.values() if a.part == "institution"])
    _abroad(drawn, [actor for actor in actors.values() if actor.part in ("valley", "sierra")])
    return list(drawn.ties.values())


def _by_stage(group: Iterable[Actor]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {stage: [] for stage in STAGES}
    for actor in group:
        found[actor.stage].append(actor.id)
    return found


def _ring(drawn: Drawn, group: list[Actor]) -> None:
    """Make neighbours of one stage friends.

    With the planted links between the stages this closes a ring, so that no ordinary firm can be
    cut off by the loss of another.
    """
    for members in _by_stage(group).values():
        for first, second in pairwise(members):
            drawn.add(Tie("friendship", first, second, drawn.whole(2, 5)))


def _supply(drawn: Drawn, group: list[Actor]) -> None:
    stages = _by_stage(group)
    for seller in group:
        buyers = [firm for stage in _NEXT.get(seller.stage, ()) for firm in stages[stage]]
        # A firm of two stages would make the direction along the chain ambiguous downstream.
        if seller.id in SECOND_STAGE:
            continue
        if seller.stage == "assembly":
            buyers = [firm for firm in buyers if firm not in SECOND_STAGE]
        for buyer in drawn.some(buyers, drawn.whole(1, 2)):
            drawn.tie("sells_to", seller.id, buyer)


def _projects(drawn: Drawn, group: list[Actor]) -> None:
    for first, second in combinations(group, 2):
        same = first.stage == second.stage
        if drawn.chance(0.012 if same else 0.055):
            drawn.tie("joint_project", first.id, second.id)


def _advice(drawn: Drawn, group: list[Actor]) -> None:
    busy = {*LEADERS, *GATEKEEPERS, CUT}
    stages = _by_stage(group)
    ordinary = [actor.id for actor in group if actor.id not in busy]
    for asker in group:
        if asker.id in busy:
            continue
        peers = [firm for firm in stages[asker.stage] if firm != asker.id and firm not in busy]
        for peer in drawn.some(peers, drawn.whole(1, 2)):
            drawn.tie("advice", asker.id, peer)
        if drawn.chance(0.1):
            other = drawn.some([firm for firm in ordinary if firm != asker.id], 1)
            drawn.tie("advice", asker.id, other[0])


def _friendship(drawn: Drawn, group: list[Actor]) -> None:
    """Peers become friends, and so do some of those who supply each other."""
    for first, second in combinations(group, 2):
        partners = ("sells_to", frozenset((first.id, second.id))) in drawn.ties
        across = 0.15 if partners else 0.005
        if drawn.chance(0.18 if first.stage == second.stage else across):
            drawn.tie("friendship", first.id, second.id)


def _institutions(drawn: Drawn, valley: list[Actor], institutions: list[Actor]) -> None:
    firms = [actor.id for actor in valley]
    wide = {"cluster": 8, "asociacion": 5, "laboratorio": 4}
    for institution in institutions:
        for firm in drawn.some(firms, wide.get(institution.id, drawn.whole(2, 3))):
            drawn.tie("joint_project", institution.id, firm)
    for firm in firms:
        _ask(drawn, firm, "laboratorio", 0.25)
        _ask(drawn, firm, "cluster", 0.15)


def _ask(drawn: Drawn, firm: str, whom: str, probability: float) -> None:
    if drawn.chance(probability):
        drawn.tie("advice", firm, whom)


def _abroad(drawn: Drawn, firms: list[Actor]) -> None:
    """Outside ties stay weaker than the main partner inside."""
    sellers: dict[str, Callable[[], int]] = {
        "assembly": lambda: drawn.whole(0, 1),
        "brands": lambda: drawn.whole(1, 3),
    }
    for firm in firms:
        if firm.stage in sellers:
            for buyer in drawn.some(_BUYERS_ABROAD, sellers[firm.stage]()):
                drawn.tie("sells_to", firm.id, buyer)
        if firm.stage in _SUPPLIERS_ABROAD and drawn.chance(0.5):
            drawn.tie("sells_to", _SUPPLIERS_ABROAD[firm.stage], firm.id)
        if firm.stage == "brands" and drawn.chance(0.5):
            drawn.tie("advice", firm.id, "brentari")
