"""Who lives in the simulated park abroad: invented firms from Spain, neighbours in India, home.

No firm here exists. The parts of the story: main is the large component, hamlet hangs on the cut
firm, island is a component of its own, alone and hanging are disconnected, unasked was never
asked. An entry may name the town, else the town follows from its place in the list.
"""

from __future__ import annotations

from typing import NamedTuple

from tiesnet.survey.samples.simulate import listed

HOME, HOST = "Spain", "India"

_FROM_HOME = """
machine_tools main: aldabez, arzubel, balmaiz, bermuzar, cestuzu, debazur, elgoruz, ermuzel
machine_tools main: gaberin
automotive main: galdazu, garzuri, hernazu, ibarzel, izurbel, jaizkel, kanpazar, larrazu
automotive far: lekumber, markizu
castings main: mendrazu, mutrikel, oiarzel, ondarzu
castings far: orduzel
services main: pasaizu, sestazu, tolozel, urduzar, zarauzel
packaging main: berasul, zumarbe
packaging far: zegamel, durangel
services cut: abadizel
automotive hamlet: amorezu
castings hamlet: bakiozel
packaging hamlet: getazu
machine_tools hamlet: lemozel
automotive alone: otxarzu
packaging alone: plentzel
machine_tools alone: sopelzu
machine_tools hanging: trapagel
services hanging: ugarzu
castings island: idiazel
automotive island: oriozel
automotive silent: usanzel, zaldibel
castings silent: zeberel
services silent: ataunzel
packaging unasked: beasazel
services unclear: legazel
"""
_NEIGHBOURS = """
castings India: karvelu=Karvelu Forgings, devrukal=Devrukal Castings
automotive India: sahyadel=Sahyadel Components, panhalar=Panhalar Stampings
machine_tools India: torneshal=Torneshal Tools
services India: raigadel=Raigadel Engineering, vasotar=Vasotar Transport
packaging India: lohagirel=Lohagirel Cartons
machine_tools Germany: odenwerkel=Odenwerkel India
automotive Italy: brentafil=Brentafil India
services Germany: haldrenau=Haldrenau Engineering India
"""
_OWN_NAMES = {"beasazel": "Bermuzal India", "abadizel": "Abadizel & Sons", "urduzar": "D'Urduzar"}

# id: name, kind, whether it was asked.
_INSTITUTIONS = {
    "circulo": ("Círculo Ibérico de Sahyapur", "cluster_organisation", True),
    "initiative": ("Sahyapur Machine Tool Initiative", "association", True),
    "oficina": ("Trade Office of Spain in Sahyapur", "government", True),
    "school": ("Sahyapur Technical School", "research", False),
}
# id: name, kind, town, country.
_OUTSIDE = {
    "matrizabel": ("Matrizabel Group", "firm", "Arrateguren", HOME),
    "kopelania": ("Kopelania Sociedad Cooperativa", "firm", "Arrateguren", HOME),
    "forjalaz": ("Forjalaz", "firm", "Lezamendu", HOME),
    "ikerlaz": ("Ikerlaz Technology Centre", "research", "Lezamendu", HOME),
    "bankalaz": ("Bankalaz", "finance", "Arrateguren", HOME),
    "exportaz": ("Exportaz Agency", "government", "Arrateguren", HOME),
    "jalnarao": ("Jalnarao & Partners", "services", "Devnagaral", HOST),
    "industrybureau": ("State Industry Bureau", "government", "Devnagaral", HOST),
    "devnaguni": ("Devnagaral University", "research", "Devnagaral", HOST),
    "customsdesk": ("Kondalwar Customs Desk", "services", "Ratnaport", HOST),
    "sarvodal": ("Sarvodal Motors", "firm", "Devnagaral", HOST),
    "tatvelor": ("Tatvelor Trucks", "firm", "Ratnaport", HOST),
}

# Town: latitude and longitude. Old Mill Road is less than five kilometres from the park.
TOWNS = {
    "Sahyapur Park": (18.760, 73.850),
    "Old Mill Road": (18.778, 73.872),
    "Devgarh Gate": (18.930, 73.990),
    "Mandrapur": (16.930, 74.610),
}
NEAR = ("Sahyapur Park", "Old Mill Road")
_TOWN_OF_PART = {"far": "Mandrapur", "hamlet": "Devgarh Gate", "island": "Devgarh Gate"}

# Who came lately, and when; everybody else came before.
NEWCOMERS = {
    "otxarzu": 2025,
    "plentzel": 2025,
    "sopelzu": 2024,
    "trapagel": 2025,
    "idiazel": 2024,
    "oriozel": 2025,
    "hernazu": 2024,
}


class Actor(NamedTuple):
    """One actor of the story: the part says what the simulation does with it."""

    id: str
    name: str
    kind: str
    part: str
    sector: str
    location: str
    country: str
    origin: str
    asked: bool


def cast() -> dict[str, Actor]:
    """Every actor by id: firms from home, their neighbours, institutions, outside actors."""
    actors = [*_from_home(), *_neighbours()]
    for key, (name, kind, asked) in _INSTITUTIONS.items():
        actors.append(Actor(key, name, kind, "institution", "", NEAR[0], HOST, "", asked))
    for key, (name, kind, town, country) in _OUTSIDE.items():
        actors.append(Actor(key, name, kind, "outside", "", town, country, country, False))
    return {actor.id: actor for actor in actors}


def _from_home() -> list[Actor]:
    made: list[Actor] = []
    for head, ids in listed(_FROM_HOME):
        sector, part = head.split()
        for key in ids:
            town = _TOWN_OF_PART.get(part, NEAR[len(made) % 5 // 3])
            name = _OWN_NAMES.get(key, f"{key.capitalize()} India")
            known = "main" if part == "far" else part
            asked = part != "unasked"
            made.append(Actor(key, name, "firm", known, sector, town, HOST, HOME, asked))
    return made


def _neighbours() -> list[Actor]:
    made: list[Actor] = []
    for head, entries in listed(_NEIGHBOURS):
        sector, origin = head.split()
        for entry in entries:
            key, name = entry.split("=")
            town = (*NEAR, "Devgarh Gate")[len(made) % 3]
            made.append(Actor(key, name, "firm", "main", sector, town, HOST, origin, True))
    return made
