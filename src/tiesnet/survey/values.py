"""Other words for the values of a choice, in English, Spanish, Portuguese and Italian."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tiesnet.survey.schema import CHOICES
from tiesnet.survey.words import fold

_YES = "yes, y, true, t, 1, x, si, sí, s, sim, verdadero, verdadeiro, vero, cierto, ✓"
_NO = "no, n, false, f, 0, não, nao, falso, falsa"
_PARTLY = (
    "partly, partial, partially, in part, parcial, parcialmente, en parte, em parte, incompleta, "
    "incompleto, incomplete, parziale, parzialmente, in parte"
)
_ANSWERED = (
    "answered, responded, complete, completed, respondió, contestó, respondida, completa, "
    "completo, respondeu, respondido, ha risposto, risposto, "
)
_SILENT = (
    "silent, no answer, no response, did not answer, refused, declined, no respondió, no contestó, "
    "sin respuesta, rechazó, não respondeu, sem resposta, recusou, non ha risposto, "
    "senza risposta, rifiutato, "
)
_NOT_ASKED = (
    "not asked, not surveyed, never asked, no preguntado, no preguntada, no encuestado, "
    "no encuestada, não perguntado, não inquirido, não pesquisado, non chiesto, "
    "non intervistato, non intervistata"
)

VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "yesno": {"yes": _YES, "no": _NO},
    "respondent": {"yes": _ANSWERED + _YES, "partly": _PARTLY, "no": _SILENT + _NO},
    "state": {
        "answered": _ANSWERED + _YES,
        "partly": _PARTLY,
        "silent": _SILENT + _NO,
        "not_asked": _NOT_ASKED,
    },
    "kind": {
        "firm": "company, enterprise, business, producer, manufacturer, empresa, compañía, "
        "fabricante, companhia, impresa, azienda, ditta",
        "cluster_organisation": "cluster organization, cluster manager, cluster office, "
        "organización del cluster, organización de cluster, gestor del cluster, "
        "organização do cluster, organização de cluster, gestor do cluster, "
        "organizzazione del cluster, organizzazione di cluster",
        "association": "business association, chamber, union, cooperative, guild, asociación, "
        "gremio, cámara, cooperativa, sindicato, associação, câmara, grêmio, associazione, "
        "camera di commercio, consorzio",
        "government": "public body, public administration, municipality, agency, gobierno, "
        "administración pública, ayuntamiento, municipio, governo, prefeitura, "
        "administração pública, amministrazione pubblica, comune, ente pubblico",
        "research": "university, research centre, research center, technology centre, "
        "technology center, school, training centre, universidad, centro de investigación, "
        "centro tecnológico, investigación, universidade, centro de pesquisa, pesquisa, "
        "università, centro di ricerca, centro tecnologico, ricerca, escuela, escola, scuola",
        "finance": "bank, fund, banco, financiera, finanzas, fondo, financeira, finanças, banca, "
        "finanza",
        "services": "service, service provider, consultant, consultancy, servicios, servicio, "
        "consultora, consultoría, serviços, serviço, consultoria, servizi, servizio, consulenza",
        "person": "individual, persona, pessoa",
        "other": "others, otro, otra, otros, outro, outra, outros, altro, altra, altri",
    },
    "formality": {
        "formal": "yes, formale, contractual, sí, sim",
        "informal": "no, informale, not formal, não",
    },
    "content": {
        "trade": "supply, business, comercio, comercial, comércio, commercio, commerciale, scambio",
        "cooperation": "collaboration, cooperación, colaboración, cooperação, colaboração, "
        "cooperazione, collaborazione",
        "knowledge": "information, advice, conocimiento, información, conhecimento, informação, "
        "conoscenza, informazione",
        "social": "friendship, personal, sociale, amistad, amizade, amicizia",
        "membership": "affiliation, membresía, pertenencia, afiliação, adesione, appartenenza",
        "ownership": "property, propiedad, propriedade, proprietà",
    },
    "flow": {
        "with_arrow": "with the arrow, forward, source to target, con la flecha, com a seta, "
        "con la freccia, adelante, a favor",
        "against_arrow": "against the arrow, backward, target to source, contra la flecha, "
        "contra a seta, contro la freccia, en contra",
        "both": "both ways, both directions, none, ambos, ambas, ambos sentidos, entrambi, "
        "entrambe, tutti e due",
    },
    "orientation": {
        "vertical": "verticale",
        "horizontal": "orizzontale",
        "by_stage": "by stage, by the stages, por etapa, por etapas, según etapa, por estágio, "
        "per fase, per stadio",
    },
    "combine": {
        "union": "either, any, or, unión, união, unione",
        "confirmed": "both, and, intersection, confirmado, confirmada, intersección, interseção, "
        "confermato, confermata, intersezione",
        "source": "origen, fuente, origem, fonte, origine",
        "target": "destino, destinatario, destinazione",
        "max": "maximum, máximo, massimo",
        "mean": "average, media, promedio, média",
    },
    "medium": {
        "in_person": "in person, face to face, presencial, en persona, pessoalmente, "
        "em pessoa, di persona, personale, personal",
        "digital": "online, virtual, remote, en línea, remoto, digitale, virtuale, a distanza",
    },
    "spec_by": {
        "buyer": "customer, client, comprador, cliente, acquirente, compratore",
        "supplier": "seller, vendor, proveedor, vendedor, fornecedor, fornitore, venditore",
        "joint": "both, jointly, together, conjunto, ambos, en conjunto, em conjunto, congiunto, "
        "entrambi, insieme",
        "standard": "estándar, padrão, norma, catalogue",
    },
    "design": {
        "census": "whole network, complete, censo, red completa, rede completa, censimento, "
        "rete completa",
        "sample": "random sample, muestra, amostra, campione",
        "ego": "ego network, egocentric, egonet, egocéntrica, egocêntrica, egocentrica",
    },
    "introduced": {
        "made": "done, introduced, yes, hecha, hecho, realizada, presentados, sí, si, feita, "
        "feito, apresentados, sim, fatta, fatto, presentati",
        "do_not_introduce": "do not, never, no, excluded, no presentar, nunca, excluida, "
        "não apresentar, não, excluída, non presentare, mai, esclusa",
        "planned": "plan, to do, pending, open, prevista, previsto, planeada, planificada, "
        "pendiente, planejada, pendente, pianificata, in programma",
    },
    "changed": {
        "enters": "enter, entered, entry, joins, joined, new, founded, entra, entró, alta, nueva, "
        "entrou, nova, entrata, nuova, è entrata",
        "leaves": "leave, left, exit, exits, closed, closes, sale, salió, baja, cierra, cerró, "
        "sai, saiu, fechou, esce, uscita, chiusa, è uscita",
        "merges": "merge, merged, merged into, merger, acquired, bought, se fusiona, fusión, "
        "fusionada, absorbida, funde, fusão, fundida, incorporada, fusione, fusa, incorporata",
        "renamed": "rename, renames, new name, renamed to, cambia de nombre, renombrada, "
        "nuevo nombre, muda de nome, renomeada, novo nome, rinominata, nuovo nome, "
        "cambia nome",
    },
}


@cache
def value_words(choice: str) -> dict[str, str]:
    """Folded words of a choice, each with its canonical value."""
    known: dict[str, str] = {}
    for value, text in VALUE_WORDS[choice].items():
        for word in text.split(","):
            known.setdefault(fold(word) or word.strip(), value)
    canonical = CHOICES.get(choice, ("yes", "no"))
    return {**known, **{fold(value): value for value in canonical}}


def read_choice(choice: str, text: str) -> str | None:
    """The canonical value meant by a text, or nothing.

    >>> read_choice("yesno", "Sí"), read_choice("kind", "Universidad"), read_choice("flow", "up")
    ('yes', 'research', None)
    """
    key = fold(text)
    if not key or key.isdigit():  # a sign or a point changes a number: -1 is not 1
        key = text.strip().removesuffix(".0")
    return value_words(choice).get(key)
