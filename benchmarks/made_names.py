"""Made names of firms: true variants of a roster, and traps that look like them.

The legal forms and how they are written were put down here by hand, country by country, not taken
from the program. A variant changes one or two things a person changes when typing: case, accents,
dots, the legal form left out or written out, an abbreviation, a slip of the finger, a word left
out. A trap is another firm: other number, other place, other legal form, other surname.
"""

from __future__ import annotations

import random
import unicodedata
from typing import NamedTuple


class Country(NamedTuple):
    """How firms of a country are called.

    ``forms`` are its legal forms, each with further ways of writing it; ``siblings`` and ``also``
    the word for brothers and for 'and' with how they are shortened.
    """

    forms: str
    kinds: str
    names: str
    places: str
    siblings: tuple[str, str] = ("", "")
    also: tuple[str, str] = ("", "")


# Forms are told apart by semicolons, ways of writing one by bars.
COUNTRIES = {
    "Spain": Country(
        "S.A.|SA|S. A.|Sociedad Anónima; S.L.|SL|S. L.|Sociedad Limitada; S.L.U.|SLU; "
        "S. Coop.|S.Coop.|Sociedad Cooperativa",
        "Curtidos Talleres Construcciones Transportes Bodegas Textiles",
        "Peñalver Ibáñez Garrigós Zúñiga Mañas Arévalo Quiñones Bermúdez Lucientes Olivares",
        "Elche Alcoy Ubrique Lorca Sueca",
        ("Hermanos", "Hnos."),
        ("y", "&"),
    ),
    "Mexico": Country(
        "S.A. de C.V.|SA de CV|S.A. DE C.V.|S. A. de C. V.; S. de R.L. de C.V.|S de RL de CV; "
        "S.A.P.I. de C.V.|SAPI de CV",
        "Calzado Pieles Suelas Industrias Distribuidora Maquinados",
        "Cuauhtli Barragán Zepeda Ocampo Villaseñor Tlacuilo Rentería Ávalos Montaño Xicoténcatl",
        "León Celaya Silao Irapuato Purísima",
        ("Hermanos", "Hnos."),
        ("y", "&"),
    ),
    "Peru, Chile, Argentina, Colombia": Country(
        "S.A.C.|SAC|S. A. C.; E.I.R.L.|EIRL; S.R.L.|SRL|S. R. L.; S.A.S.|SAS; "
        "Ltda.|Limitada|LTDA; SpA|S.p.A.",
        "Confecciones Metales Agrícola Exportadora Maderas Viñedos",
        "Huamán Quispe Echeverría Urrutia Pellegrini Itatí Nahuel Restrepo Jaramillo Yupanqui",
        "Arequipa Talca Rosario Medellín Trujillo",
        ("Hermanos", "Hnos."),
        ("y", "&"),
    ),
    "Venezuela, Ecuador": Country(
        "C.A.|C. A.|Compañía Anónima; Cía. Ltda.|Cia. Ltda.|Compañía Limitada",
        "Inversiones Distribuidora Alimentos Ferretería Plásticos Envases",
        "Guaicaipuro Paredes Tamayo Orinoquia Chacao Villalobos Maraven Cotopaxi Quitumbe Andrade",
        "Maracay Ambato Cuenca Valencia Loja",
        ("Hermanos", "Hnos."),
        ("y", "&"),
    ),
    "Portugal": Country(
        "Lda.|Lda|L.da|Limitada; S.A.|SA; Unipessoal Lda.|Unipessoal, Lda|Unip. Lda.",
        "Cortiças Calçados Confecções Cerâmica Vinhos Moldes",
        "Magalhães Guimarães Falcão Brandão Loureiro Sequeira Penha Cerqueira Vilarinho Assunção",
        "Felgueiras Leiria Braga Aveiro Covilhã",
        ("Irmãos", "Irmaos"),
        ("e", "&"),
    ),
    "Brazil": Country(
        "Ltda.|LTDA|Limitada; S/A|S.A.|SA; EIRELI|Eireli; Ltda. - ME|LTDA ME|Ltda ME",
        "Calçados Couros Componentes Indústria Comercial Curtume",
        "Ipiranga Schmitt Tupinambá Farroupilha Itapuã Bittencourt Guarani Canudos Ferraz Araçá",
        "Franca Birigui Parobé Sapiranga Jaú",
        ("Irmãos", "Irmaos"),
        ("e", "&"),
    ),
    "Italy": Country(
        "S.r.l.|SRL|Srl|S.R.L.; S.p.A.|SPA|Spa|S.P.A.; S.n.c.|SNC|Snc; S.a.s.|SAS; "
        "Soc. Coop.|Società Cooperativa|Soc.Coop.",
        "Calzaturificio Conceria Tessitura Officine Ceramiche Maglificio",
        "Brambilla Pasqualetti Cortelazzo Zampieri Fumagalli Gherardi Niccolò Bortoluzzi Carrà "
        "Sartù",
        "Prato Carpi Arzignano Sassuolo Biella",
        ("Fratelli", "F.lli"),
        ("e", "&"),
    ),
    "Germany, Austria, Switzerland": Country(
        "GmbH|G.m.b.H.|Gesellschaft mbH; AG|Aktiengesellschaft; GmbH & Co. KG|GmbH und Co KG; "
        "e.K.|eK; UG (haftungsbeschränkt)|UG; e.U.|eU; OHG|oHG",
        "Maschinenbau Werkzeuge Metallbau Möbel Weberei Druckerei",
        "Schüßler Köhlbrand Mühlegg Reußner Grünwald Hägele Lößnitz Öttinger Zürn Vögtle",
        "Solingen Pforzheim Dornbirn Tuttlingen Aalen",
        ("Gebrüder", "Gebr."),
        ("und", "&"),
    ),
    "France, Belgium": Country(
        "SARL|S.A.R.L.|Sarl; SAS|S.A.S.; SA|S.A.|Société Anonyme; EURL|E.U.R.L.; SNC|S.N.C.; "
        "SPRL|S.P.R.L.",
        "Ateliers Coutellerie Tannerie Transports Menuiserie Fonderie",
        "Lefèvre Châtelain Bézier Garçonnet Ménard Guérin Noël Thévenot Crépy Lançon",
        "Thiers Cholet Oyonnax Romans Kortrijk",
        ("Frères", "Freres"),
        ("et", "&"),
    ),
    "Netherlands": Country(
        "B.V.|BV|B. V.; N.V.|NV|N. V.",
        "Kwekerij Machinefabriek Bouwbedrijf Drukkerij Handelsonderneming Scheepswerf",
        "Dijkstra Hoogendoorn Verkuijl Zonneveld Brouwershaven Kuipers Oosterling Wagenaar "
        "Tjepkema Boskoop",
        "Zwolle Delft Hoorn Breda Venlo",
        ("Gebroeders", "Gebr."),
        ("en", "&"),
    ),
    "United Kingdom, Ireland, United States": Country(
        "Ltd|Ltd.|Limited|LTD; PLC|plc|P.L.C.; LLP|L.L.P.; Inc.|Inc|Incorporated; LLC|L.L.C.; "
        "Corp.|Corp|Corporation",
        "Pottery Cutlery Foundry Engineering Textiles Carpets",
        "Wetherby Ashcombe Pemberton Kilkenny Thornbury Hathersage Ballinrobe Whitlock O'Dowd "
        "Cadwallader",
        "Sheffield Stoke Paisley Galway Dalton",
        ("Brothers", "Bros."),
        ("and", "&"),
    ),
}
SIDES = ("Norte", "Sur", "Nord", "Süd", "North", "South")
FIRMS, TRAPS = 12, 10  # of each country


class Firm(NamedTuple):
    """A made firm: the words of its name, and its legal form with the ways of writing that."""

    words: tuple[str, ...]
    form: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the roster."""
        return f"{' '.join(self.words)} {self.form[0]}"


def made_task(seed: int) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Make a roster (id to name) and typed names, each with the ids it stands for, or none."""
    rng = random.Random(seed)
    roster: dict[str, str] = {}
    typed: dict[str, set[str]] = {}
    others: list[str] = []
    for country in COUNTRIES.values():
        firms = made_firms(country, rng)
        for firm in firms:
            key = f"id{len(roster)}"
            roster[key] = firm.name
            for name in variants(firm, country, rng):
                typed.setdefault(name, set()).add(key)
        others += traps(firms, country, rng)
    typed |= {name: set() for name in others if name not in typed}
    names = set(roster.values())
    return roster, {name: keys for name, keys in typed.items() if name not in names}


def made_firms(country: Country, rng: random.Random) -> list[Firm]:
    """Make firms: a surname with a kind, a place, brothers or a partner."""
    forms = [tuple(form.split("|")) for form in country.forms.split("; ")]
    names, kinds, places = country.names.split(), country.kinds.split(), country.places.split()
    firms: dict[tuple[str, ...], Firm] = {}
    while len(firms) < FIRMS:
        name, other = rng.sample(names, 2)
        words = rng.choice(
            [
                (rng.choice(kinds), name),
                (rng.choice(kinds), name, rng.choice(places)),
                (country.siblings[0], name),
                (name, country.also[0], other),
                (name, country.siblings[0], rng.choice(places)),
            ]
        )
        firms.setdefault(words, Firm(words, rng.choice(forms)))
    return list(firms.values())


def variants(firm: Firm, country: Country, rng: random.Random) -> set[str]:
    """Type a name in other ways; three of those possible, at times two changes at once."""
    core = " ".join(firm.words)
    made = {
        firm.name.upper(),
        firm.name.lower(),
        plain(firm.name),
        f"{core}, {rng.choice(firm.form)}",
        f"{core} {rng.choice(firm.form)}",
        core,
        plain(core).upper(),
        f"{slip(core, rng)} {firm.form[0]}",
        slip(core, rng),
        f"{shortened(firm.words, rng)} {firm.form[0]}",
        f"{' '.join(reversed(firm.words))} {firm.form[0]}" if len(firm.words) == 3 else core,
    }
    for long, short in (country.siblings, country.also):
        if long in firm.words:
            words = [short if word == long else word for word in firm.words]
            made.add(f"{' '.join(words)} {rng.choice(firm.form)}")
    return set(rng.sample(sorted(made - {firm.name}), 3))


def traps(firms: list[Firm], country: Country, rng: random.Random) -> list[str]:
    """Name other firms that look like those of the roster."""
    names, places = country.names.split(), country.places.split()
    forms = [tuple(form.split("|")) for form in country.forms.split("; ")]
    taken = {(firm.words, firm.form) for firm in firms}
    made = []
    for firm in rng.sample(firms, TRAPS):
        words, form = firm.words, firm.form[0]
        other = [f for f in forms if (words, f) not in taken and f[0] != form]
        made += rng.sample(
            [
                f"{' '.join(words)} {rng.randint(2, 9)} {form}",
                f"{' '.join(words)} {rng.choice('BCD')} {form}",
                f"{' '.join(words)} {rng.choice(SIDES)} {form}",
                f"{' '.join(words)} {rng.choice([p for p in places if p not in words])} {form}",
                f"{words[0]} {rng.choice([n for n in names if n not in words])} {form}",
                f"{' '.join(words)} {rng.choice(other)[0]}" if other else f"{words[0]} {form}",
                f"{words[0]} {form}",
            ],
            2,
        )
    return made


def plain(text: str) -> str:
    """Take off accents, as a keyboard of another country does."""
    text = text.replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slip(text: str, rng: random.Random) -> str:
    """Swap, drop, double or change one letter inside a word."""
    at = rng.choice([k for k in range(2, len(text) - 1) if text[k : k + 2].isalpha()])
    return rng.choice(
        [
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + rng.choice("aeionrst") + text[at + 1 :],
        ]
    )


def shortened(words: tuple[str, ...], rng: random.Random) -> str:
    """Shorten a long word, or leave a word out."""
    longest = max(words, key=len)
    if rng.random() < 0.5 and len(longest) > 7:
        return " ".join(f"{word[:5]}." if word == longest else word for word in words)
    return " ".join(words[1:]) if len(words) > 2 else " ".join(words)
