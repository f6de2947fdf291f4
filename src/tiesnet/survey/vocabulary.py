"""The published vocabulary of relation names: what a question is taken to mean.

Used only where the survey does not say it itself; every use is a listed assumption. Words are
compared without case, accents and signs, as whole words; the longest phrase wins. ``flow`` says
which way goods or knowledge go when A names B.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tiesnet.survey.words import phrase


class Meaning(NamedTuple):
    """What a group of words means for a relation."""

    name: str
    formality: str
    content: str
    directed: bool
    flow: str
    inverse: str
    words: tuple[str, ...]


def _meaning(name: str, facts: str, words: str, inverse: str = "") -> Meaning:
    formality, content, arrow = facts.split()
    flow = {"with": "with_arrow", "against": "against_arrow"}.get(arrow, "both")
    listed = tuple(dict.fromkeys(phrase(word) for word in words.split(",") if word.strip()))
    return Meaning(name, formality, content, arrow != "undirected", flow, inverse, listed)


# facts: formality, content, and with | against | both (directed) or undirected
VOCABULARY: tuple[Meaning, ...] = (
    _meaning(
        "sells to",
        "formal trade with",
        "sells to, sells, sell, sale, sales, supplies, supplies to, supply, supply to, customer, "
        "customers, client, clients, buyer, buyers, delivers to, exports to, "
        "vende a, vende, ventas, venta, "
        "cliente, clientes, comprador, compradores, suministra a, suministro, provee a, abastece, "
        "abastecimiento, vende para, vendas, venda, fornece, fornece a, fornecimento, vende ai, "
        "vendite, vendita, clienti, acquirente, acquirenti, fornisce, fornitura, forniture, "
        "buy from you, buys from you, le compra, le compran, compram de você, compram de si, "
        "comprano da voi, acquistano da voi",
        inverse="buys from",
    ),
    _meaning(
        "buys from",
        "formal trade against",
        "buys from, buys, buy, purchase, purchases, purchases from, supplier, suppliers, "
        "is supplied by, supplied by, imports from, input, inputs, "
        "compra a, compra, compras, compra de, "
        "proveedor, proveedores, provedor, fornecedor, fornecedores, insumo, insumos, "
        "compra da, compra dai, acquista, acquista da, acquisto, acquisti, fornitore, fornitori, "
        "supply you, supplies you, sell to you, sells to you, deliver to you, delivers to you, "
        "le vende, le venden, le suministra, le suministran, le provee, le proveen, le abastece, "
        "le abastecen, vendem para você, vendem a você, fornecem a você, fornecem para você, "
        "lhe vendem, lhe fornecem, vi vendono, vi forniscono, le vendono, le forniscono",
        inverse="sells to",
    ),
    _meaning(
        "subcontracts to",
        "formal trade against",
        "subcontracts to, subcontracts, subcontract, subcontracting, outsources to, outsourcing, "
        "subcontractor, subcontractors, subcontrata a, subcontrata, subcontratación, "
        "subcontratista, maquila, terceriza, tercerización, subcontratação, terceirização, "
        "subcontratado, facção, subappalta a, subappalto, subfornitura, terzista, terzisti, "
        "subfornitore, conto terzi",
        inverse="subcontracted by",
    ),
    _meaning(
        "subcontracted by",
        "formal trade with",
        "subcontracted by, works as subcontractor for, works for, subcontratada por, "
        "subcontratado por, trabaja para, trabalha para, subappalto da, lavora per",
        inverse="subcontracts to",
    ),
    _meaning(
        "trade",
        "formal trade undirected",
        "trade, business, business tie, business ties, commerce, commercial, contract, contracts, "
        "transaction, transactions, comercio, comercial, negocio, negocios, contrato, contratos, "
        "transacción, comércio, negócio, negócios, commercio, commerciale, affari, contratto, "
        "contratti, scambio commerciale",
    ),
    _meaning(
        "joint project",
        "formal cooperation undirected",
        "joint venture, joint ventures, joint project, joint projects, project, projects, "
        "alliance, alliances, partnership, consortium, consortia, agreement, agreements, "
        "cooperation, cooperates, cooperates with, collaboration, collaborates, joint action, "
        "joint purchasing, joint marketing, joint training, joint development, joint research, "
        "r d, research and development, export consortium, empresa conjunta, proyecto conjunto, "
        "proyectos conjuntos, proyecto, proyectos, alianza, alianzas, consorcio, consorcios, "
        "convenio, acuerdo, acuerdos, cooperación, coopera, colaboración, colabora, "
        "acción conjunta, compra conjunta, compras conjuntas, i d, projeto conjunto, "
        "projetos conjuntos, projeto, projetos, aliança, parceria, consórcio, convênio, "
        "acordo, cooperação, colaboração, ação conjunta, p d, progetto comune, progetto congiunto, "
        "progetti comuni, progetto, progetti, alleanza, consorzio, accordo, accordi, "
        "cooperazione, collaborazione, collabora, azione congiunta, acquisti comuni, r s",
    ),
    _meaning(
        "licences to",
        "formal knowledge with",
        "licences to, licenses to, licence, license, licensing, franchise, licencia, "
        "licencia a, franquicia, licença, licencia para, franquia, licenza, concede licenza",
    ),
    _meaning(
        "lends money to",
        "formal trade with",
        "lends money, lends to, finances, financing, invests in, financia, financia a, "
        "presta dinero, invierte en, empresta dinheiro, investe em, finanzia, presta denaro, "
        "investe in",
        inverse="borrows money from",
    ),
    _meaning(
        "borrows money from",
        "formal trade against",
        "borrows money, borrows from, loan from, credit from, financed by, crédito de, "
        "préstamo de, financiado por, empréstimo de, prestito da, finanziato da",
        inverse="lends money to",
    ),
    _meaning(
        "owns",
        "formal ownership with",
        "owns, ownership, acquires, acquisition, shareholding, shareholder of, "
        "parent company of, es dueño de, "
        "propiedad, participación accionaria, accionista, é dono de, propriedade, "
        "participação acionária, acionista, possiede, proprietà, partecipazione azionaria",
    ),
    _meaning(
        "member of",
        "formal membership with",
        "member of, membership, belongs to, affiliation, es miembro de, miembro, membresía, "
        "pertenece a, pertenencia, afiliación, é membro de, membro, pertence a, afiliação, "
        "filiação, è membro di, appartiene a, appartenenza, adesione, affiliazione",
    ),
    _meaning(
        "asks for advice",
        "informal knowledge against",
        "advice, asks for advice, asks advice, ask for advice, seeks advice, gets advice, "
        "asks, asks for help, receives help, turns to, learns from, information from, "
        "knowledge from, receives information, consejo, consejos, pide consejo, pide consejo a, "
        "asesoría, asesoramiento, consulta, consulta a, pide ayuda, recibe ayuda, aprende de, "
        "recibe información, conselho, conselhos, pede conselho, pede conselho a, aconselhamento, "
        "assessoria, pede ajuda, recebe ajuda, aprende com, recebe informação, consiglio, "
        "consigli, chiede consiglio, chiede consigli, consulenza informale, chiede aiuto, "
        "riceve aiuto, impara da, riceve informazioni",
        inverse="gives advice",
    ),
    _meaning(
        "gives advice",
        "informal knowledge with",
        "gives advice, advises, gives information, informs, teaches, helps, gives help, "
        "ask you for advice, asks you for advice, ask for your advice, ask you, le pide consejo, "
        "le piden consejo, le piden, le consultan, pedem conselho a você, lhe pedem conselho, "
        "vi chiedono consiglio, le chiedono consiglio, "
        "da consejo, aconseja, asesora, da información, informa, informa a, enseña, ayuda a, "
        "dá conselho, aconselha, assessora, dá informação, ensina, ajuda a, dà consigli, "
        "consiglia, dà informazioni, insegna, aiuta",
        inverse="asks for advice",
    ),
    _meaning(
        "exchanges information",
        "informal knowledge undirected",
        "information exchange, exchanges information, information sharing, shares information, "
        "knowledge exchange, knowledge sharing, exchange of information, exchange of knowledge, "
        "problem solving, solves problems, communication, communicates, discusses, talks, "
        "intercambio de información, intercambia información, comparte información, "
        "intercambio de conocimiento, comunicación, resolución de problemas, resuelve problemas, "
        "troca de informação, troca de informações, troca informações, compartilha informações, "
        "troca de conhecimento, comunicação, resolução de problemas, scambio di informazioni, "
        "scambia informazioni, condivide informazioni, scambio di conoscenze, comunicazione, "
        "soluzione di problemi, risolve problemi",
    ),
    _meaning(
        "information",
        "informal knowledge both",
        "information, info, knowledge, know how, technology, help, assistance, información, "
        "conocimiento, conocimientos, tecnología, ayuda, asistencia, informação, informações, "
        "conhecimento, conhecimentos, tecnologia, ajuda, assistência, informazione, informazioni, "
        "conoscenza, conoscenze, aiuto, assistenza",
    ),
    _meaning(
        "lends equipment to",
        "informal cooperation with",
        "lends equipment, lends machines, lends tools, lends, lending, equipment loan, "
        "presta equipo, presta equipos, presta máquinas, préstamo de equipo, presta maquinaria, "
        "préstamo de maquinaria, empresta equipamento, empresta máquinas, "
        "empréstimo de equipamento, presta attrezzature, presta macchinari, "
        "prestito di attrezzature, prestito di macchinari",
        inverse="borrows equipment from",
    ),
    _meaning(
        "borrows equipment from",
        "informal cooperation against",
        "borrows equipment, borrows machines, borrows tools, borrows, toma prestado, "
        "toma prestados equipos, pega emprestado, toma emprestado, prende in prestito",
        inverse="lends equipment to",
    ),
    _meaning(
        "friendship",
        "informal social both",
        "friendship, friend, friends, trust, trusts, likes, respect, amistad, amigo, amigos, "
        "confianza, confía en, amizade, confiança, confia em, amicizia, amico, amici, fiducia, "
        "si fida",
    ),
    _meaning(
        "kinship",
        "informal social undirected",
        "kinship, kin, family, relatives, marriage, married, parentesco, familia, familiares, "
        "parientes, matrimonio, família, parentes, casamento, parentela, famiglia, parenti",
    ),
    _meaning(
        "meets",
        "informal social undirected",
        "social, socialises, socializes, meets, contact, contacts, acquaintance, acquaintances, "
        "knows, leisure, same club, se reúne, contacto, contactos, conoce, conocidos, ocio, "
        "encontra, contato, contatos, conhece, conhecidos, lazer, si incontra, contatto, contatti, "
        "conosce, conoscenti, tempo libero",
    ),
)


@cache
def _phrases() -> dict[str, Meaning]:
    known: dict[str, Meaning] = {}
    for meaning in VOCABULARY:
        for words in meaning.words:
            known.setdefault(words, meaning)
    return known


def meaning_of(text: str) -> tuple[Meaning, str] | None:
    """The meaning of a relation's name and the words it was found by.

    >>> found = meaning_of("Pide consejo a"); found[0].flow, found[1]
    ('against_arrow', 'pide consejo a')
    >>> meaning_of("competition") is None
    True
    """
    plain = phrase(text)
    known = _phrases()
    if plain in known:
        return known[plain], plain
    padded = f" {plain} "
    fits = [words for words in known if f" {words} " in padded]
    if not fits:
        return None
    best = max(fits, key=lambda words: (len(words), words))
    return known[best], best
