"""What is planted in the footwear valley: every tie here is part of the answer key's story."""

from __future__ import annotations

from typing import NamedTuple

LEADERS = {
    "aguarrica": ("alzamar", "lanzareda", "navelosa", "candelaza", "espliego"),
    "huellamar": ("farolero", "bardalera", "duermevela", "frondera"),
    "herbanova": ("fontebrea", "retamora", "salvareda", "ijarela", "jazmora"),
}
BROKER = "quintarba"
CUT = "garbena"
GATEKEEPERS = ("mirabrosa", "dulzaina")
# Who stands most often between others, in this order.
BROKERS = (BROKER, CUT, "dulzaina")
HANGING = {
    "hontalera": "guijarral",
    "zarzaluna": "lanzareda",
    "rocandal": "dulzaina",
    "membrila": "izarruela",
}
# Questions the partly answering firms left out.
SKIPPED = {
    "perdalva": ("advice", "friendship"),
    "brumosa": ("buys_from",),
    "tomillera": ("advice", "friendship"),
}
# One supply tie runs against the order of the stages, as happens in the field.
AGAINST_ORDER = (("frondera", "olmareja"),)

# Strong supply ties (4) give every firm outside the leaders' groups a main partner of its own,
# so that nobody but the three leaders is the main partner of three firms.
_MAIN_SUPPLY = """
brevalde mirabrosa, corvanda guijarral, dornaleja cierzana, olmareja estibalda, perdalva garbena
dulzaina pasolento, hinojera verdanza, quintarba descalza, bardalera brumosa
encumbra izarruela, retamora jilgueral, ijarela trotamira, jazmora andalejo
"""

# relation: source target strength. Trade runs from the seller; who asks is the advice source.
_PLANTED = """
sells_to: dornaleja lanzareda 3, perdalva candelaza 2, hinojera aguarrica 2, garbena pasolento 3
sells_to: fontebrea retamora 3, salvareda ijarela 2, frondera olmareja 2, hontalera guijarral 2
sells_to: quintarba candelaza 2, quintarba estibalda 3, quintarba izarruela 3
sells_to: quintarba jilgueral 2, umbriela ortiguela 3, ortiguela lucerina 4
sells_to: galvaruela torcabal 2, torcabal lavandal 4, lavandal garbena 2, malvazul garbena 3
sells_to: ajedrea estibalda 3, brunola pasolento 2, hinojera nevadera 3, frondera dorilla 2
joint_project: descalza alzamar 3, andalejo encumbra 2, jilgueral trotamira 3
joint_project: quintarba aguarrica 4, quintarba huellamar 3, quintarba herbanova 4
joint_project: quintarba trotamira 3, garbena torcabal 3, dulzaina garbena 3
joint_project: dulzaina quintarba 2
joint_project: membrila izarruela 3, cluster quintarba 3, cluster nevadera 2
joint_project: laboratorio jarameda 3, cluster asociacion 4, cluster laboratorio 5
joint_project: cluster ayuntamiento 3, asociacion oficina 3, laboratorio escuela 4
joint_project: escuela aula 4, ayuntamiento aula 2, cluster caja 2, oficina cluster 4
friendship: zarzaluna lanzareda 3, umbriela lucerina 3, quintarba lanzareda 4
friendship: quintarba olmareja 3, quintarba retamora 4, quintarba salvareda 3
friendship: lavandal malvazul 4, malvazul nogareda 3, nogareda garbena 4, galvaruela garbena 3
friendship: encumbra corvanda 2, olmareja ajedrea 2, navelosa brunola 3
friendship: duermevela nevadera 3, verdanza dorilla 2
advice: rocandal dulzaina 3, jarameda cluster 2, torcabal garbena 2, mirabrosa ajedrea 2
advice: bardalera nevadera 2, retamora quintarba 3, encumbra quintarba 2, quintarba navelosa 2
advice: candelaza dulzaina 3, espliego dulzaina 2, farolero dulzaina 3, guijarral dulzaina 3
advice: hinojera dulzaina 2, dulzaina brevalde 2, dulzaina corvanda 3, dulzaina lanzareda 2
advice: dulzaina olmareja 1, dulzaina bardalera 2, dulzaina estibalda 3, dulzaina cierzana 2
advice: dulzaina verdanza 2, dulzaina laboratorio 3, lanzareda mirabrosa 3
advice: navelosa mirabrosa 2, olmareja mirabrosa 3, quintarba mirabrosa 2, mirabrosa alzamar 2
advice: mirabrosa corvanda 1, mirabrosa guijarral 2, mirabrosa hinojera 2, mirabrosa aguarrica 3
advice: mirabrosa duermevela 2, mirabrosa pasolento 3, mirabrosa verdanza 1
advice: mirabrosa laboratorio 3, cluster huellamar 2, cluster aguarrica 2, oficina pasolento 2
"""

# relation source target, what the source says, what the target says: 0 is an answered no.
_CONTRADICTED = """
joint_project olmareja frondera 3 0
sells_to corvanda espliego 3 0
friendship bardalera pasolento 4 0
sells_to navelosa duermevela 0 2
"""


class Tie(NamedTuple):
    """One true tie. `said` holds what each end reports where the two contradict."""

    relation: str
    source: str
    target: str
    strength: int
    planted: bool = True
    said: tuple[int, int] | None = None

    def key(self) -> tuple[str, frozenset[str]]:
        """Identity of the tie: advice has a direction, the rest is one tie per pair."""
        ends = frozenset((self.source, self.target))
        if self.relation == "advice":
            return f"advice of {self.source}", ends
        return self.relation, ends


def _parse(text: str) -> list[Tie]:
    ties = []
    for line in text.strip().splitlines():
        relation, entries = line.split(": ")
        for entry in entries.split(", "):
            source, target, strength = entry.split()
            ties.append(Tie(relation, source, target, int(strength)))
    return ties


def contradicted() -> list[Tie]:
    """Ties one end affirms and the other denies."""
    ties = []
    for line in _CONTRADICTED.strip().splitlines():
        relation, source, target, first, second = line.split()
        said = int(first), int(second)
        ties.append(Tie(relation, source, target, max(said), said=said))
    return ties


def main_supply() -> list[Tie]:
    """The supply ties with each firm's main partner: 5 with a leader, 4 with anybody else."""
    ties = []
    for leader, followers in LEADERS.items():
        for firm in followers:
            ties.append(Tie("sells_to", firm, leader, 5))
    for pair in _MAIN_SUPPLY.strip().replace("\n", ", ").split(", "):
        seller, buyer = pair.split()
        ties.append(Tie("sells_to", seller, buyer, 4))
    return ties


def planted() -> list[Tie]:
    """Every planted tie, strongest claims first."""
    return [*main_supply(), *_parse(_PLANTED), *contradicted()]
