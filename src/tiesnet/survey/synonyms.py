"""Other names for tables and columns, in English, Spanish, Portuguese and Italian.

Words are compared without case, accents, spaces or signs. The canonical name itself always
counts. A word after ``|`` counts only when no other column claims the canonical name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tiesnet.survey.schema import TABLES
from tiesnet.survey.words import fold

_TABLE_WORDS = {
    "ties": "tie, edges, edge, edge list, links, link, connections, relationships, arcs, reports, "
    "vínculos, vínculo, lazos, enlaces, aristas, conexiones, nexos, laços, ligações, arestas, "
    "conexões, legami, legame, archi, collegamenti, connessioni",
    "actors": "actor, firms, firm, companies, nodes, vertices, members, roster, empresas, actores, "
    "nodos, atores, nós, attori, nodi, imprese, aziende",
    "responses": "response, respondents, answers, respuestas, respondientes, encuestados, "
    "respostas, respondentes, risposte, rispondenti",
    "relations": "relation, relation types, tie types, codebook, layers, questions, relaciones, "
    "tipos de relación, tipos de vínculo, capas, preguntas, libro de códigos, relações, "
    "tipos de relação, camadas, perguntas, relazioni, tipi di relazione, domande, strati",
    "stages": "stage, value chain, value chain stages, etapas, eslabones, fases, cadena de valor, "
    "estágios, elos, cadeia de valor, fasi, stadi, anelli, catena del valore",
    "affiliations": "affiliation, memberships, membership, afiliaciones, membresías, pertenencias, "
    "afiliações, filiações, affiliazioni, appartenenze, adesioni",
    "items": "item, likert, scale items, ítems, itens, escalas, afirmaciones, afirmações, voci, "
    "affermazioni",
    "employment": "jobs, empleo, ocupación, emprego, empregos, occupazione, impiego",
    "introductions": "introduction, introductions made, log of introductions, presentaciones, "
    "presentación, apresentações, apresentação, presentazioni, presentazione",
    "changes": "change, events, entries and exits, cambios, altas y bajas, mudanças, alterações, "
    "entradas e saídas, cambiamenti, variazioni, entrate e uscite",
    "survey": "info, about, study, encuesta, estudio, información, pesquisa, inquérito, estudo, "
    "informação, indagine, informazioni, sondaggio",
}

_COLUMN_WORDS: Mapping[str, Mapping[str, str]] = {
    "ties": {
        "source": "from, ego, sender, nominator, vertex 1, source id, origen, fuente, emisor, "
        "de, empresa origen, origem, fonte, emissor, remetente, origine, sorgente, mittente, "
        "da, partenza | respondent, firm, empresa, actor, impresa, azienda, desde, encuestado, "
        "from id, from node, from firm, source node, source firm, source name, node 1, "
        "actor 1, firm 1, company 1, empresa 1, nodo 1, impresa 1, azienda 1, tail, "
        "nodo origen, nodo origem, nodo di origine",
        "target": "to, alter, receiver, nominee, named, vertex 2, target id, destino, hacia, "
        "receptor, para, alvo, destinatario, destinatário, destinazione, verso, arrivo, "
        "empresa destino, nombrado, nominato | a, partner, socio, parceiro, hasta, "
        "to id, to node, to firm, target node, target firm, target name, node 2, "
        "actor 2, firm 2, company 2, empresa 2, nodo 2, impresa 2, azienda 2, head, recipient, "
        "nodo destino, nodo di destinazione",
        "relation": "relationship, relation type, tie type, type of tie, tie, layer, relation id, "
        "relación, tipo de relación, tipo de vínculo, tipo de lazo, vínculo, lazo, capa, relação, "
        "tipo de relação, tipo de laço, laço, camada, relazione, tipo di relazione, "
        "tipo di legame, legame, strato | type, kind, tipo, question, pregunta, pergunta, domanda",
        "strength": "weight, intensity, tie strength, fuerza, intensidad, peso, ponderación, "
        "força, intensidade, forza, intensità, importance, importancia, importância, importanza "
        "| edge weight, tie weight, edge value, link weight",
        "wave": "round, survey round, ola, ronda, oleada, onda, rodada, ondata, rilevazione "
        "| period, periodo, período",
        "reported_by": "reporter, informant, reportado por, reporta, informado por, informante, "
        "declarado por, relatado por, riportato da, segnalato da, dichiarato da, informatore "
        "| respondent, encuestado, respondiente, respondente, entrevistado, rispondente, "
        "intervistato",
        "topic": "tema, tópico, assunto, argomento",
        "trust": "confianza, confiança, fiducia",
        "frequency": "frecuencia, frequência, frequenza",
        "since": "since year, start year, desde, desde año, año de inicio, desde ano, "
        "ano de início, dal, dal anno, anno di inizio",
        "medium": "channel, medio, canal, meio, mezzo, canale",
        "value": "amount, valor, importe, monto, montante, valore, importo",
        "chain": "value chain, cadena, cadeia, catena, filiera",
        "spec_by": "specification by, specified by, especificado por, especificación, "
        "especificação, specificato da, specifica",
        "owner": "propietario, dueño, proprietário, dono, proprietario",
        "ownership": "ownership share, share owned, participación, propiedad, participação, "
        "propriedade, partecipazione, quota, proprietà",
    },
    "actors": {
        "id": "actor id, firm id, node id, code, key, identifier, código, clave, identificador, "
        "chave, codice, identificativo, chiave | actor, node, nodo, ator, attore, nó",
        "name": "firm name, company name, actor name, nombre, razón social, nome, razão social, "
        "ragione sociale | label, firm, company, empresa, firma, azienda, impresa, etiqueta, "
        "rótulo, etichetta",
        "kind": "actor type, kind of actor, tipo de actor, clase, tipo de ator, tipo di attore "
        "| type, tipo, tipo de organización, tipo de organização, tipo di organizzazione",
        "in_cluster": "cluster member, inside, in the cluster, en cluster, en el cluster, "
        "del cluster, en el clúster, dentro del cluster, pertenece al cluster, no cluster, "
        "dentro do cluster, do cluster, nel cluster, dentro il cluster, del distretto, "
        "nel distretto | internal, dentro, interno, interna, in roster",
        "respondent": "responded, answered, response, respondió, contestó, respondiente, "
        "respuesta, respondeu, respondente, resposta, ha risposto, rispondente, risposta",
        "wave": "round, ola, ronda, oleada, onda, rodada, ondata, rilevazione",
        "sector": "industry, rama, rubro, setor, ramo, settore, comparto",
        "stage": "value chain stage, chain stage, stages, etapa, eslabón, fase, estágio, elo, "
        "stadio, anello",
        "size": "employees, number of employees, headcount, workers, staff, tamaño, empleados, "
        "número de empleados, trabajadores, plantilla, tamanho, empregados, funcionários, "
        "número de empregados, trabalhadores, dimensione, dipendenti, addetti, occupati",
        "output": "gross output, production, producción, produção, produzione",
        "sales": "turnover, revenue, ventas, facturación, ingresos, vendas, faturamento, "
        "faturação, receita, vendite, fatturato, ricavi",
        "location": "place, town, city, municipality, ubicación, localidad, ciudad, municipio, "
        "localización, localização, localidade, cidade, município, località, città, comune, luogo",
        "latitude": "lat, latitud, latitudine",
        "longitude": "lon, long, lng, longitud, longitudine",
        "country": "país, paese, nazione",
        "origin": "country of origin, origen, país de origen, procedencia, origem, "
        "país de origem, procedência, origine, paese di origine, provenienza",
        "founded": "year founded, foundation, fundada, fundado, fundación, año de fundación, "
        "fundação, ano de fundação, fondata, fondazione, anno di fondazione",
        "entered": "year entered, entry, entry year, joined, ingreso, año de ingreso, entrada, "
        "ano de entrada, ingresso, entrata, anno di ingresso",
        "exports": "export share, export, exportaciones, exporta, exportações, esportazioni",
        "main_market": "mercado principal, mercato principale",
        "registered": "registrada, registrado, formalizada, registrata",
        "foreign_owned": "foreign, foreign ownership, capital extranjero, extranjera, "
        "propiedad extranjera, capital estrangeiro, estrangeira, capitale estero, estera",
        "upgrading_process": "mejora de procesos, melhoria de processo, miglioramento di processo",
        "upgrading_product": "mejora de productos, melhoria de produto, miglioramento di prodotto",
        "upgrading_functional": "mejora funcional, melhoria funcional, miglioramento funzionale",
        "upgrading_intersectoral": "mejora intersectorial, melhoria intersetorial, "
        "miglioramento intersettoriale",
        "offers": "offer, ofrece, oferta, oferece, offre, offerta",
        "seeks": "seek, looks for, busca, demanda, procura, cerca",
        "contact": "contact person, contacto, contato, contatto, referente, email, e-mail, mail, "
        "phone, telephone, mobile, teléfono, correo, correo electrónico, celular, móvil, telefone, "
        "telefono, cellulare, posta elettronica",
        "consent": "consentimiento, consentimento, consenso",
    },
    "responses": {
        "actor": "actor id, id, firm, respondent, empresa, encuestado, ator, respondente, attore, "
        "impresa, azienda, rispondente | name, nombre, nome",
        "relation": "question, layer, relación, pregunta, relação, pergunta, relazione, domanda",
        "wave": "round, ola, ronda, oleada, onda, rodada, ondata, rilevazione",
        "state": "status, response, answered, estado, respuesta, respondió, resposta, situação, "
        "stato, risposta",
    },
    "relations": {
        "id": "relation, relation id, code, key, relación, código, clave, relação, chave, "
        "relazione, codice, chiave | layer, name, nombre, nome, capa, camada",
        "label": "etiqueta, rótulo, etichetta | name, nombre, nome, title, título, titolo",
        "formality": "formalidad, formalidade, formalità | formal, formale",
        "content": "contenido, conteúdo, contenuto | type, tipo",
        "directed": "is directed, dirigida, dirigido, direccional, direcionada, direcionado, "
        "orientata, diretta, direzionata",
        "flow": "flujo, fluxo, flusso",
        "orientation": "orientación, orientação, orientamento",
        "inverse_of": "inverse, inversa de, inversa, inverso de, inverso, inversa di",
        "scale_min": "minimum, strength min, mínimo, escala mínima, mínimo de escala, minimo, "
        "scala minima | min",
        "scale_max": "maximum, strength max, máximo, escala máxima, massimo, scala massima | max",
        "trust_min": "confianza mínima, confiança mínima, fiducia minima",
        "trust_max": "confianza máxima, confiança máxima, fiducia massima",
        "combine": "policy, combination, política, combinación, combinação, combinazione, politica",
        "core": "core competence, central, medular, núcleo, centrale",
        "question": "wording, text, pregunta, texto, pergunta, domanda, testo",
    },
    "stages": {
        "id": "stage, code, key, etapa, eslabón, código, clave, estágio, elo, fase, codice, stadio",
        "order": "rank, position, number, orden, posición, número, ordem, posição, ordine, "
        "posizione, numero",
        "label": "name, nombre, etiqueta, nome, rótulo, etichetta",
    },
    "affiliations": {
        "actor": "actor id, firm, member, empresa, miembro, ator, membro, attore, impresa, azienda "
        "| id, name, nombre, nome",
        "organisation": "organization, association, project, group, event, organización, "
        "asociación, proyecto, grupo, organização, associação, projeto, organizzazione, "
        "associazione, progetto, gruppo",
        "wave": "round, ola, ronda, oleada, onda, rodada, ondata, rilevazione",
        "type": "kind, tipo, clase",
        "formality": "formalidad, formalidade, formalità",
    },
    "items": {
        "actor": "actor id, id, firm, respondent, empresa, ator, attore, impresa, azienda",
        "item": "question, statement, ítem, pregunta, afirmación, pergunta, afirmação, voce, "
        "domanda, affermazione",
        "answer": "response, value, score, respuesta, valor, resposta, risposta, punteggio",
        "scale": "construct, escala, constructo, scala, costrutto",
        "reversed": "reverse, inverted, invertido, invertida, inverso, invertito",
    },
    "employment": {
        "region": "territory, región, território, região, regione, territorio",
        "sector": "industry, rama, setor, settore, comparto",
        "employees": "employment, jobs, empleados, empleo, ocupados, empregados, emprego, "
        "addetti, occupati",
        "year": "año, ano, anno",
    },
    "introductions": {
        "one": "actor, firm, first, empresa, uno, una, primera, actor 1, ator, um, uma, primeira, "
        "attore, impresa, azienda, prima | source, from, id, name, nombre, nome",
        "other": "partner, second, introduced to, otro, otra, segunda, actor 2, presentada a, "
        "outro, outra, apresentada a, altro, altra, seconda, presentata a | target, to, socio",
        "state": "status, estado, situação, stato",
        "wave": "round, ola, ronda, oleada, onda, rodada, ondata, rilevazione",
        "by": "introduced by, who introduced, por, presentada por, presentado por, "
        "apresentada por, apresentado por, da, presentata da, presentato da",
        "note": "notes, comment, remark, nota, notas, comentario, observaciones, comentário, "
        "observações, commento, osservazioni",
    },
    "changes": {
        "actor": "firm, company, empresa, ator, attore, impresa, azienda, who, id, old name, "
        "former name, nombre anterior, nome anterior, vecchio nome",
        "change": "event, type, what, cambio, evento, tipo, mudança, alteração, cambiamento",
        "into": "new name, merged into, to, target, nuevo nombre, fusionada con, en, novo nome, "
        "fundida em, nuovo nome, fusa in, becomes",
        "wave": "round, year, since, ola, ronda, oleada, año, desde, onda, rodada, ano, ondata, "
        "rilevazione, anno, da",
        "note": "notes, comment, remark, nota, notas, comentario, observaciones, comentário, "
        "observações, commento, osservazioni",
    },
    "survey": {
        "title": "name, título, titulo, nombre, nome, titolo, survey",
        "date": "survey date, fecha, data",
        "language": "idioma, língua, lengua, lingua",
        "design": "diseño, desenho, disegno, sampling",
        "cluster_organisation": "cluster organization, cluster manager, organización del cluster, "
        "organização do cluster, organizzazione del cluster, cluster organisation id",
    },
}


def _words(text: str) -> list[str]:
    return [fold(word) for word in text.split(",") if word.strip()]


@cache
def table_words() -> dict[str, str]:
    """Folded names of tables, each with the canonical table."""
    known = {word: table for table, text in _TABLE_WORDS.items() for word in _words(text)}
    return {**known, **{fold(table): table for table in TABLES}}


@cache
def column_words(table: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Folded headers of a table with the canonical columns: the sure one, and the possible ones."""
    sure: dict[str, str] = {}
    weak: dict[str, list[str]] = {}
    for column, text in _COLUMN_WORDS[table].items():
        strong, _, faint = text.partition("|")
        sure |= dict.fromkeys(_words(strong), column)
        for word in _words(faint):
            weak.setdefault(word, []).append(column)
    sure |= {fold(column.name): column.name for column in TABLES[table].columns}
    return sure, weak
