"""Who lives in the simulated exporters' valley: invented firms, institutions, buyers abroad.

No firm here exists. The parts of the story: main is the large component, hamlet hangs on the cut
firm, island is a component of its own, alone and hanging are disconnected, office is tied to
institutions only, gone took part in the first round only, unasked was never asked.
"""

from __future__ import annotations

from typing import NamedTuple

from tiesnet.survey.samples.simulate import listed

STAGES = {
    "chemicals": "Chemicals",
    "leather": "Leather",
    "components": "Components",
    "stitching": "Cutting and stitching",
    "assembly": "Shoe factories",
    "agents": "Export agents",
}

_FIRMS = """
leather main: arovena, butivale, carobrisa, embirama, guabiluz
leather hamlet: imbuvane
leather hanging: jacarisa
leather silent: lourembe
leather office: mandubra
components main: nhandiva, orabela, pitanvale, quirembo, ramalvo, sabirana, tarumelo, umbarisa
components main: veredira, xaximbo, yerbalina
components hamlet: zimborel
components island: angivale
components alone: bracatel
components hanging: cambovira
components silent: dracenel
components unasked: espinilva
components gone: figuerona
stitching main: garapiva, herbarone, ingazela, jerivane, lapachel, murtavale, nogalira, olivaste
stitching main: painerva, quaresmil, romavane, sucupel, timbauvel
stitching hamlet: urundeva, vassorim, xinguela
stitching island: araticel
stitching alone: bromelva
stitching hanging: cipovane
stitching silent: dormivela, estevale
stitching unasked: funchalva
stitching unclear: guaimbel
stitching gone: hibisvane, lambarel
assembly main: ibiravel, jucaral, lantanel, maricavel, neblinar, ocarinda, palmirel
assembly main: quebracel, rosalvane, serrabel, tapirelo, uvaravel, vinhatel, faxinel, gravatel
assembly cut: xarquel
assembly island: zabelina
assembly alone: aracuvel
assembly hanging: boldovan
assembly silent: canelvar, dunarel
assembly gone: ervalino
agents main: horizel, intermarel, jangavel, kilombrel
agents alone: litoranel
agents silent: maregal
agents gone: nauticel
"""
_KINDS_OF_NAMES = {
    "leather": ("Curtume", "Couros"),
    "components": ("Solados", "Saltos", "Palmilhas", "Fivelas"),
    "stitching": ("Ateliê", "Costuras", "Pespontos"),
    "assembly": ("Calçados", "Sapatos", "Sandálias"),
    "agents": ("Exportadora", "Agência"),
}
_OWN_NAMES = {
    "ervalino": "D'Ervalino & Filhos",
    "horizel": "Horizel Shoe Agency",
    "guaimbel": "Ateliê Guaímbel",
    "dunarel": "Dunarel (antiga Dunarela)",
}

# id: name, kind, whether it was asked (the bank and the town hall were not).
_INSTITUTIONS = {
    "polo": ("Polo Calçadista do Tarumã", "cluster_organisation", True),
    "acal": ("Associação dos Calçadistas do Tarumã", "association", True),
    "centec": ("Centro Tecnológico do Calçado Tarumã", "research", True),
    "escola": ("Escola de Calçado do Tarumã", "research", True),
    "feira": ("Feira do Calçado do Tarumã", "services", True),
    "banco": ("Banco Ribeira do Tarumã", "finance", False),
    "prefeitura": ("Prefeitura de Novo Tarumã", "government", False),
}

# id: name, kind, stage, town, country. Buyers, suppliers, and where knowledge comes from.
_OUTSIDE = {
    "brightway": ("Brightway Footwear Brands", "firm", "", "St. Almond", "United States"),
    "larkmall": ("Larkmall Stores", "firm", "", "Port Larkin", "United States"),
    "schuhgarten": ("Schuhgarten Einkauf", "firm", "", "Neuhagenau", "Germany"),
    "pasdelune": ("Pas-de-Lune", "firm", "", "Clairvaux-le-Port", "France"),
    "lojarara": ("Loja Rara", "firm", "", "São Calixto", "Brazil"),
    "passocerto": ("Rede Passo Certo", "firm", "", "São Calixto", "Brazil"),
    "ruadasdunas": ("Rua das Dunas", "firm", "", "Maré Alta", "Brazil"),
    "camargolar": ("Camargolar Varejo", "firm", "", "Maré Alta", "Brazil"),
    "lindenchem": ("Lindenchem Gerbstoffe", "firm", "chemicals", "Lindenau am Rhin", "Germany"),
    "quimarine": ("Quimarine Adesivos", "firm", "chemicals", "São Calixto", "Brazil"),
    "modelab": ("Modelab Calzature", "services", "", "Valdorno", "Italy"),
    "lederprobe": ("Lederprobe Institut", "research", "", "Neuhagenau", "Germany"),
    "univale": ("Universidade de São Calixto", "research", "", "São Calixto", "Brazil"),
    "trendhaus": ("Trendhaus", "services", "", "Port Larkin", "United States"),
}

# Town: latitude and longitude. Passo Corticeira lies less than five kilometres from Novo Tarumã.
TOWNS = {
    "Novo Tarumã": (-29.68, -51.05),
    "Passo Corticeira": (-29.71, -51.06),
    "Campo Angico": (-29.62, -50.88),
    "Morro Butiá": (-29.50, -50.97),
}
_TOWN_OF_PART = {"hamlet": "Morro Butiá", "island": "Morro Butiá", "cut": "Campo Angico"}

# Firms that came between the rounds, with the year they came.
ENTERED = {
    "bracatel": 2025,
    "litoranel": 2024,
    "boldovan": 2024,
    "yerbalina": 2024,
    "gravatel": 2024,
    "kilombrel": 2025,
}


class Actor(NamedTuple):
    """One actor of the story: the part says what the simulation does with it."""

    id: str
    name: str
    kind: str
    part: str
    stage: str
    location: str
    country: str
    asked: bool


def cast() -> dict[str, Actor]:
    """Every actor by id: firms in stage order, institutions, outside actors."""
    actors = _firms()
    for key, (name, kind, asked) in _INSTITUTIONS.items():
        actors.append(Actor(key, name, kind, "institution", "", "Novo Tarumã", "Brazil", asked))
    for key, (name, kind, stage, town, country) in _OUTSIDE.items():
        actors.append(Actor(key, name, kind, "outside", stage, town, country, False))
    return {actor.id: actor for actor in actors}


def _firms() -> list[Actor]:
    made: list[Actor] = []
    towns = list(TOWNS)[:3]
    for head, ids in listed(_FIRMS):
        stage, part = head.split()
        kinds = _KINDS_OF_NAMES[stage]
        for key in ids:
            place = len(made)
            name = _OWN_NAMES.get(key, f"{kinds[place % len(kinds)]} {key.capitalize()}")
            town = _TOWN_OF_PART.get(part, towns[place * 7 % 10 % 3])
            made.append(Actor(key, name, "firm", part, stage, town, "Brazil", part != "unasked"))
    return made
