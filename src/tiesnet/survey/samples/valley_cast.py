"""Who lives in the simulated footwear valley: invented firms, institutions and outside actors.

No firm here exists. Every actor has a fixed part in the story, so that the answer key is the
same whatever the seed: the seed moves only ordinary ties, strengths and attributes.
"""

from __future__ import annotations

from typing import NamedTuple

STAGES = {
    "leather": "Leather",
    "components": "Components",
    "stitching": "Stitching",
    "assembly": "Assembly",
    "brands": "Brands",
}

# One line per stage and part of the story. Parts: valley and sierra are the two groups of the
# main component, bridge stands between them, cut holds the hamlet, island is a component of
# its own, alone and hanging are disconnected, office is tied to institutions only.
_FIRMS = """
leather valley: alzamar=Curtidos Alzamar, brevalde=Tenería Brevalde, corvanda=Pieles Corvanda
leather valley: dornaleja=Curtidos Dornaleja
leather sierra: encumbra=Tenería Encumbra, fontebrea=Pieles Fontebrea
leather hamlet: galvaruela=Curtidos Galvaruela
leather hanging: hontalera=Tenería Hontalera
leather silent: iruelar=Pieles Iruelar
leather office: jarameda=Curtidos Jarameda
components valley: lanzareda=Suelas Lanzareda, mirabrosa=Hormas Mirabrosa
components valley: navelosa=Herrajes Navelosa, olmareja=Plantillas Olmareja
components valley: perdalva=Adhesivos Perdalva
components bridge: quintarba=Suelas Quintarba
components sierra: retamora=Hormas Retamora, salvareda=Cordones Salvareda
components hamlet: torcabal=Tacones Torcabal
components island: umbriela=Hilos Umbriela
components alone: vadillar=Troqueles Vadillar
components hanging: zarzaluna=Forros Zarzaluna
components silent: ajedrea=Tacones Ajedrea, brunola=Etiquetas Bruñola
stitching valley: candelaza=Aparados Candelaza, dulzaina=Taller Dulzaina
stitching valley: espliego=Cortes Espliego, farolero=Cosidos Farolero
stitching valley: guijarral=Aparados Guijarral, hinojera=Taller Hinojera
stitching sierra: ijarela=Cortes Ijarela, jazmora=Aparados Jazmora
stitching hamlet: lavandal=Cosidos Lavandal, malvazul=Taller Malvazul, nogareda=Aparados Nogareda
stitching island: ortiguela=Cortes Ortiguela
stitching alone: pimpolina=Taller Pimpolina
stitching hanging: rocandal=Cosidos Rocandal
stitching silent: sedalina=Aparados Sedalina
stitching unclear: tomillera=Taller Tomillera
assembly valley: aguarrica=Calzados Aguarrica, bardalera=Botas Bardalera
assembly valley: cierzana=Zapatos Cierzana, duermevela=Calzados Duermevela
assembly valley: estibalda=Sandalias Estibalda, frondera=Calzados Frondera
assembly cut: garbena=Botas Garbeña
assembly sierra: herbanova=Calzados Herbanova, izarruela=Botas Izarruela
assembly sierra: jilgueral=Zapatos Jilgueral
assembly island: lucerina=Sandalias Lucerina
assembly hanging: membrila=Calzados Membrila
assembly silent: nevadera=Zapatos Nevadera
brands valley: pasolento=Pasolento, huellamar=Huellamar, brumosa=Casa Brumosa
brands valley: verdanza=Comercial Verdanza, descalza=Descalza & Hijas
brands sierra: trotamira=Trotamira, andalejo=Andalejo
brands alone: zancarela=Zancarela
brands silent: dorilla=D'Orilla
"""

# id: name, kind, whether it was surveyed (the bank and the town hall were not).
_INSTITUTIONS = {
    "cluster": ("Clúster Calzado del Almadre", "cluster_organisation", True),
    "asociacion": ("Asociación de Zapateros del Almadre", "association", True),
    "laboratorio": ("Laboratorio de Suela y Piel del Almadre", "research", True),
    "caja": ("Caja Ribera del Almadre", "finance", False),
    "ayuntamiento": ("Ayuntamiento de Villalmadre", "government", False),
    "escuela": ("Escuela de Patronaje del Almadre", "research", True),
    "oficina": ("Oficina Exterior del Almadre", "government", True),
    "aula": ("Aula de Oficios del Almadre", "services", True),
}

_OUTSIDE = {
    "piratinga": ("Couros Piratinga", "firm", "Novo Piratinga", "Brazil"),
    "lindhorst": ("Chemie Lindhorst", "firm", "Lindhorst am See", "Germany"),
    "valdorno": ("Macchine Valdorno", "firm", "Valdorno", "Italy"),
    "brentari": ("Studio Brentari", "services", "Milan", "Italy"),
    "nordlicht": ("Schuhhaus Nordlicht", "firm", "Hamburg", "Germany"),
    "clairpas": ("Maison Clairpas", "firm", "Lyon", "France"),
    "jarzebin": ("Obuwie Jarzębin", "firm", "Warsaw", "Poland"),
    "maresia": ("Loja Maresia", "firm", "Porto", "Portugal"),
    "westquay": ("Westquay Footwear", "firm", "Leeds", "United Kingdom"),
}

# Firms that work at two stages of the chain.
SECOND_STAGE = {"cierzana": "brands", "jilgueral": "brands"}


class Actor(NamedTuple):
    """One actor of the story: the part says what the simulation does with it."""

    id: str
    name: str
    kind: str
    part: str
    stage: str
    location: str
    country: str
    surveyed: bool


def _firms() -> list[Actor]:
    towns = {"sierra": "Sierralba", "hamlet": "Los Molinares", "island": "Ribalera"}
    firms = []
    for line in _FIRMS.strip().splitlines():
        place, names = line.split(": ")
        stage, part = place.split()
        for entry in names.split(", "):
            key, name = entry.split("=")
            town = towns.get(part, "")
            firms.append(Actor(key, name, "firm", part, stage, town, "Spain", True))
    return firms


def cast() -> dict[str, Actor]:
    """Every actor of the valley by id: firms in stage order, institutions, outside actors."""
    actors = _firms()
    for key, (name, kind, asked) in _INSTITUTIONS.items():
        actors.append(Actor(key, name, kind, "institution", "", "Villalmadre", "Spain", asked))
    for key, (name, kind, town, country) in _OUTSIDE.items():
        actors.append(Actor(key, name, kind, "outside", "", town, country, False))
    return {actor.id: actor for actor in actors}
