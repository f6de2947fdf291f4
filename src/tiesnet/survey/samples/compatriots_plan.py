"""What is planted among the compatriots: every tie here is part of the answer key's story."""

from __future__ import annotations

from tiesnet.survey.samples.simulate import Tie, listed

# One factory is the main partner of several suppliers, from home and from the host country.
LEADERS = {"galdazu": ("mendrazu", "mutrikel", "oiarzel", "aldabez", "karvelu", "devrukal")}
# Elsewhere firms are each other's main partners in pairs.
_PAIRS = """
arzubel garzuri, balmaiz izurbel, ondarzu jaizkel, orduzel markizu, zegamel lekumber
torneshal sahyadel, lohagirel panhalar, berasul kanpazar, odenwerkel brentafil, sestazu bermuzar
amorezu bakiozel, idiazel oriozel, durangel zumarbe
"""
GATEKEEPERS = {
    "pasaizu": ("jalnarao", "industrybureau", "devnaguni", "customsdesk"),
    "ibarzel": ("jalnarao", "industrybureau", "customsdesk"),
}
CUT = "abadizel"
HANGING = {"trapagel": "cestuzu", "ugarzu": "tolozel"}
SKIPPED = {"garzuri": ("advice",), "legazel": ("joint_project", "friendship")}
ONLY_TIES_HOME = ("sopelzu",)

_PLANTED = """
advice: trapagel cestuzu 2, legazel sestazu 2, mendrazu zeberel 1
advice: aldabez pasaizu 2, arzubel pasaizu 3, balmaiz pasaizu 2, debazur pasaizu 3
advice: mendrazu pasaizu 2, ondarzu pasaizu 2, berasul pasaizu 3, zumarbe pasaizu 2
advice: tolozel pasaizu 2, lekumber pasaizu 1, abadizel pasaizu 2, hernazu pasaizu 3
advice: galdazu ibarzel 3, hernazu ibarzel 2, izurbel ibarzel 2, jaizkel ibarzel 3
advice: kanpazar ibarzel 2, larrazu ibarzel 3, markizu ibarzel 2, elgoruz ibarzel 1
advice: oiarzel ibarzel 2, garzuri ibarzel 2, pasaizu ibarzel 2, ibarzel pasaizu 2
advice: pasaizu raigadel 2, pasaizu vasotar 2, ibarzel sahyadel 2, ibarzel karvelu 2
advice: pasaizu galdazu 1, ibarzel galdazu 2
advice: sopelzu matrizabel 3, sopelzu ikerlaz 2, lemozel abadizel 3, getazu abadizel 2
joint_project: circulo oficina 4, oficina initiative 3, initiative circulo 3, school circulo 2
joint_project: school initiative 3, usanzel galdazu 3, bakiozel abadizel 2
friendship: ugarzu tolozel 3, zaldibel jaizkel 2, zaldibel izurbel 3, usanzel hernazu 2
friendship: amorezu abadizel 3, amorezu getazu 4, lemozel bakiozel 3, getazu lemozel 3
friendship: idiazel oriozel 4, beasazel berasul 2
"""
# relation source target, what the source says, what the target says: 0 is an answered no.
_CONTRADICTED = """
joint_project elgoruz vasotar 3 0
friendship lekumber aldabez 0 3
"""


def main_supply() -> list[Tie]:
    """The supply ties with each firm's main partner: 5 with the leader, 4 with anybody else."""
    ties = [Tie("supplies", firm, leader, 5) for leader, firms in LEADERS.items() for firm in firms]
    for pair in _PAIRS.strip().replace("\n", ", ").split(", "):
        seller, buyer = pair.split()
        ties.append(Tie("supplies", seller, buyer, 4))
    return ties


def planted() -> list[Tie]:
    """Every planted tie."""
    ties = main_supply()
    for relation, entries in listed(_PLANTED):
        for entry in entries:
            source, target, strength = entry.split()
            ties.append(Tie(relation, source, target, int(strength)))
    for asker, sources in GATEKEEPERS.items():
        ties += [Tie("advice", asker, source, 3) for source in sources]
    return [*ties, *contradicted()]


def contradicted() -> list[Tie]:
    """Ties one end affirms and the other denies."""
    ties = []
    for line in _CONTRADICTED.strip().splitlines():
        relation, source, target, first, second = line.split()
        said = int(first), int(second)
        ties.append(Tie(relation, source, target, max(said), said=said))
    return ties
