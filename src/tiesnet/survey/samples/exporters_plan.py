"""What is planted among the exporters: every tie here is part of the answer key's story."""

from __future__ import annotations

from tiesnet.survey.samples.exporters_cast import ENTERED, cast
from tiesnet.survey.samples.simulate import Tie, listed

FIRST, LAST = "2023", "2025"
BOTH = (FIRST, LAST)

# Leader and destination of its chain, and its tiers: who sells most of its work to whom. Nobody
# but a leader has two such suppliers: with the leader that buys most from it there would be three.
_GROUPS = """
horizel us: lantanel, maricavel, neblinar, ocarinda, palmirel
horizel us: garapiva>lantanel, ingazela>maricavel, jerivane>neblinar, orabela>ocarinda
ibiravel us: lapachel, murtavale, nogalira, herbarone, pitanvale, quirembo, nhandiva
ibiravel us: arovena>pitanvale, butivale>lapachel
jucaral europe: olivaste, painerva, ramalvo, sabirana, carobrisa>olivaste
intermarel europe: quebracel, rosalvane, serrabel, tapirelo
intermarel europe: quaresmil>quebracel, tarumelo>rosalvane, romavane>serrabel
"""
# Elsewhere firms are each other's main partners in pairs, so that no other leader arises.
_PAIRS = """
sucupel uvaravel, timbauvel vinhatel, umbarisa faxinel, veredira gravatel, embirama xaximbo
guabiluz yerbalina, xarquel kilombrel, faxinel jangavel, imbuvane zimborel, araticel zabelina
urundeva xarquel, imbuvane vassorim, lourembe xaximbo, dormivela uvaravel, timbauvel canelvar
gravatel maregal, guaimbel vinhatel, angivale zabelina
"""
# Who buys most of what the leaders and the domestic factories make: never three to one buyer.
MAIN_ABROAD = {
    "horizel": ("brightway", "us"),
    "ibiravel": ("larkmall", "us"),
    "jucaral": ("schuhgarten", "europe"),
    "intermarel": ("pasdelune", "europe"),
    "uvaravel": ("lojarara", "domestic"),
    "vinhatel": ("lojarara", "domestic"),
    "faxinel": ("passocerto", "domestic"),
    "gravatel": ("passocerto", "domestic"),
    "kilombrel": ("ruadasdunas", "domestic"),
    "jangavel": ("camargolar", "domestic"),
}
# Owner, owned, share: half or more makes a hierarchy.
OWNED = {
    ("lapachel", "ibiravel"): 1.0,
    ("lantanel", "horizel"): 0.51,
    ("olivaste", "jucaral"): 0.6,
    ("painerva", "jucaral"): 0.25,
}
# European main ties the buyer specifies alone; the rest of them is specified jointly.
BUYER_IN_EUROPE = ("ramalvo", "quebracel", "quaresmil")
SINGLE_SOURCED = {"palmirel": "umbarisa", "tapirelo": "timbauvel", "gravatel": "veredira"}
GATEKEEPERS = {
    "carobrisa": ("lederprobe", "univale", "modelab"),
    "pitanvale": ("lederprobe", "modelab", "univale", "trendhaus"),
    "rosalvane": ("modelab", "trendhaus", "univale"),
}
EXTERNAL_STAR = {"jangavel": ("modelab", "trendhaus", "lederprobe", "univale")}
CUT = "xarquel"
HANGING = {
    "jacarisa": "arovena",
    "cambovira": "nhandiva",
    "cipovane": "murtavale",
    "boldovan": "vinhatel",
}
AGAINST_ORDER = (("serrabel", "ramalvo"),)
MISSING_STAGE, MISSING_LINK = "chemicals", ("components", "stitching")
# Pairs of stages a supply tie may join though a stage lies between them.
SKIPS = (("leather", "stitching"), ("components", "assembly"))
# Questions left out in the last round by firms that answered partly.
SKIPPED = {
    "veredira": ("advice", "friendship"),
    "faxinel": ("buys_from",),
    "guaimbel": ("advice", "friendship", "joint_project"),
}
SILENT_AT_FIRST = ("orabela", "sucupel", "painerva")

_PLANTED = """
sells_to: umbarisa palmirel 3, timbauvel tapirelo 2, zimborel xarquel 2, serrabel ramalvo 2
joint_project: boldovan vinhatel 2, mandubra centec 3, polo acal 4, acal centec 3, centec escola 4
joint_project: escola polo 3, feira polo 5, feira acal 3, banco polo 2, prefeitura polo 3
joint_project: dunarel uvaravel 2, espinilva umbarisa 2, prefeitura escola 2, banco acal 2
friendship: jacarisa arovena 3, cambovira nhandiva 4, zimborel urundeva 3, vassorim xarquel 4
friendship: xinguela vassorim 3, xinguela xarquel 2, urundeva xinguela 4, imbuvane xarquel 3
friendship: angivale araticel 4, dunarel faxinel 3, lourembe arovena 2, maregal intermarel 2
advice: cipovane murtavale 2, mandubra polo 2, xinguela xarquel 2
advice: arovena carobrisa 3, butivale carobrisa 2, embirama carobrisa 3, guabiluz carobrisa 2
advice: olivaste carobrisa 2, xaximbo carobrisa 2, quirembo pitanvale 3, ramalvo pitanvale 2
advice: sabirana pitanvale 3, nhandiva pitanvale 2, orabela pitanvale 2, umbarisa pitanvale 2
advice: tarumelo pitanvale 1, lapachel pitanvale 2, quebracel rosalvane 3, serrabel rosalvane 3
advice: tapirelo rosalvane 2, uvaravel rosalvane 2, vinhatel rosalvane 2, maricavel rosalvane 1
advice: neblinar rosalvane 2, romavane rosalvane 3, faxinel rosalvane 1
advice: carobrisa arovena 2, carobrisa embirama 2, carobrisa pitanvale 2, carobrisa centec 3
advice: pitanvale nhandiva 2, pitanvale quirembo 2, pitanvale murtavale 1, pitanvale rosalvane 2
advice: rosalvane quebracel 2, rosalvane serrabel 2, rosalvane ocarinda 1, rosalvane pitanvale 2
advice: polo horizel 2, polo ibiravel 2, feira jucaral 1, acal intermarel 2
"""
# Only in the first round: what the firms that left had, and what others have lost since.
_LOST = """
friendship: figuerona tarumelo 3, figuerona umbarisa 2, hibisvane sucupel 3, lambarel nogalira 2
friendship: ervalino uvaravel 3, ervalino faxinel 2, nauticel jangavel 2, aracuvel vinhatel 3
friendship: bromelva olivaste 2
joint_project: lambarel herbarone 2, nauticel intermarel 2, aracuvel serrabel 3
development: hibisvane sucupel 3, lambarel timbauvel 2, ervalino vinhatel 3
development: lantanel maricavel 3, neblinar ocarinda 3, lapachel murtavale 2, olivaste painerva 3
development: quirembo ramalvo 2, arovena butivale 3, uvaravel faxinel 3, nogalira jerivane 2
development: tapirelo quebracel 2, orabela nhandiva 2
"""
# Only in the last round: development along the chain, with the leaders.
_WON = """
development: ibiravel pitanvale 4, ibiravel lapachel 3, ibiravel murtavale 3, jucaral olivaste 4
development: jucaral ramalvo 4, jucaral sabirana 3, intermarel rosalvane 4, intermarel serrabel 3
development: horizel lantanel 3, horizel maricavel 3, rosalvane tarumelo 3, carobrisa olivaste 2
joint_project: quirembo guabiluz 2
"""
# The log of introductions: who to whom, state, by whom, and what has come of it.
INTRODUCTIONS = (
    ("quirembo", "guabiluz", "made", "polo", "met over insole leather"),
    ("aracuvel", "quebracel", "made", "polo", "spare capacity in high season"),
    ("cambovira", "pitanvale", "planned", "acal", "both mould soles"),
    ("litoranel", "ibiravel", "do_not_introduce", "", "a lawsuit between the owners"),
)
# relation source target, what the source says, what the target says: 0 is an answered no.
_CONTRADICTED = """
joint_project umbarisa nogalira 3 0
friendship jangavel tapirelo 3 0
development maricavel sabirana 0 2
"""


def groups() -> dict[str, list[tuple[str, str, int]]]:
    """Each leader's group: follower, whom it sells to, and its tier."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for head, entries in listed(_GROUPS):
        leader = head.split()[0]
        for entry in entries:
            firm, _, buyer = entry.partition(">")
            row = (firm, buyer or leader, 2 if buyer else 1)
            found.setdefault(leader, []).append(row)
    return found


def chain_of_firm() -> dict[str, str]:
    """The destination each firm works for: that of its leader, else the domestic market."""
    chains = dict.fromkeys((a.id for a in cast().values() if a.kind == "firm"), "domestic")
    for head, entries in listed(_GROUPS):
        leader, chain = head.split()
        chains[leader] = chain
        chains |= {entry.partition(">")[0]: chain for entry in entries}
    return chains


def main_pairs() -> list[tuple[str, str]]:
    """Seller and buyer of every main supply tie inside."""
    pairs = [(firm, buyer) for rows in groups().values() for firm, buyer, _ in rows]
    apart = _PAIRS.strip().replace("\n", ", ").split(", ")
    return pairs + [(pair.split()[0], pair.split()[1]) for pair in apart]


def waves_of(*ends: str) -> tuple[str, ...]:
    """The rounds in which all of these took part."""
    actors = cast()
    gone = any(actors[end].part == "gone" for end in ends)
    new = any(end in ENTERED for end in ends)
    return tuple(w for w in BOTH if not (gone and w == LAST) and not (new and w == FIRST))


def planted() -> list[Tie]:
    """Every planted tie that is no main supply tie; what is told beside strength comes later."""
    ties = [_tie(*entry, waves=None) for entry in _entries(_PLANTED)]
    ties += [_tie(*entry, waves=(FIRST,)) for entry in _entries(_LOST)]
    ties += [_tie(*entry, waves=(LAST,)) for entry in _entries(_WON)]
    for asker, sources in (GATEKEEPERS | EXTERNAL_STAR).items():
        ties += [Tie("advice", asker, source, 3, waves=BOTH) for source in sources]
    return [*ties, *contradicted()]


def contradicted() -> list[Tie]:
    """Ties one end affirms and the other denies."""
    ties = []
    for line in _CONTRADICTED.strip().splitlines():
        relation, source, target, first, second = line.split()
        said = int(first), int(second)
        ties.append(Tie(relation, source, target, max(said), said=said, waves=(LAST,)))
    return ties


def _entries(text: str) -> list[tuple[str, str, str, int]]:
    return [
        (relation, *entry.split()[:2], int(entry.split()[2]))  # type: ignore[misc]
        for relation, entries in listed(text)
        for entry in entries
    ]


def _tie(
    relation: str, source: str, target: str, strength: int, waves: tuple[str, ...] | None
) -> Tie:
    rounds = waves_of(source, target)
    kept = rounds if waves is None else tuple(w for w in waves if w in rounds)
    return Tie(relation, source, target, strength, waves=kept)
