"""The wording of the questionnaire in Italian."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "language": "Italiano (it)",
    "title": "Indagine sui legami tra imprese",
    # the sheets
    "sheet_start": "Inizi da qui",
    "sheet_firm": "La Sua impresa",
    "sheet_trust": "Fiducia",
    "sheet_external": "Altri partner",
    "sheet_memberships": "Adesioni",
    "sheet_vision": "Opinioni",
    # instructions
    "start_purpose": "Questo questionario chiede con chi la Sua impresa lavora, commercia e "
    "scambia conoscenze. Le risposte mostrano dove le imprese di questo elenco avrebbero vantaggio "
    "a conoscersi meglio.",
    "start_how": "Come si compila",
    "start_1": "Risponda per l’impresa nel suo insieme. È bene che compili la persona che conosce "
    "meglio clienti, fornitori e partner.",
    "start_2": "Cominci dal foglio «{sheet}» e scelga la Sua impresa dall’elenco.",
    "start_3": "Poi scorra i fogli da sinistra a destra. Le celle bianche con il bordo sono per le "
    "risposte; facendo clic appare un elenco di scelte o un’indicazione.",
    "start_4": "Ogni elenco di imprese pone una sola domanda. Dove c’è un legame, ne indichi "
    "l’intensità (1, 2 o 3). Dove non c’è, lasci la cella vuota o scriva 0.",
    "start_5": "Quando ha scorso un elenco, risponda «{yes}» sopra di esso. Solo allora le celle "
    "vuote significano «nessun legame». Altrimenti valgono come non risposte.",
    "start_6": "Può tralasciare qualsiasi domanda. Salvi il file e lo rimandi così com’è; per "
    "favore, non cambi i nomi delle imprese negli elenchi.",
    "start_data": "Che cosa succede con le Sue risposte",
    "data_1": "La partecipazione è volontaria. Può tralasciare domande e chiedere in seguito che "
    "le Sue risposte siano cancellate.",
    "data_2": "Leggono le risposte le persone che svolgono questa indagine. Servono a descrivere i "
    "legami tra le imprese e a nient’altro.",
    "data_3": "Se non acconsente a comparire con il nome, la Sua impresa compare senza. In un "
    "gruppo piccolo, chi si conosce bene potrebbe riconoscerla comunque.",
    "data_4": "Nomi, indirizzi e-mail e numeri di telefono di persone servono solo per "
    "ricontattarLa. Non fanno mai parte dei risultati.",
    # the respondent
    "firm": "Per quale impresa risponde?",
    "firm_hint": "La scelga dall’elenco.",
    "agree": "Acconsente a partecipare a questa indagine?",
    "agree_hint": "Con «{no}» non si legge altro da questo modulo.",
    "named": "La Sua impresa può comparire con il nome nei risultati?",
    "named_hint": "Senza risposta la Sua impresa non compare con il nome.",
    "yes": "sì",
    "no": "no",
    "part_consent": "Il Suo consenso",
    "part_contact": "A chi possiamo chiedere se qualcosa non è chiaro",
    "part_contact_note": "Riservato: non fa mai parte dei risultati.",
    "person": "Nome della persona che risponde",
    "email": "E-mail",
    "phone": "Telefono",
    "part_attributes": "Sulla Sua impresa",
    "stage": "Qual è l’attività principale della Sua impresa nella catena del valore?",
    "sector": "In quale settore lavora soprattutto la Sua impresa?",
    "location": "In quale località o comune si trova la Sua impresa?",
    "size": "Quante persone lavorano nella Sua impresa, titolari compresi?",
    "founded": "In quale anno è stata fondata la Sua impresa?",
    "exports": "Quale percentuale delle vendite esporta la Sua impresa?",
    "offers": "Che cosa potrebbe offrire la Sua impresa ad altre (capacità, macchine, conoscenze, "
    "contatti)?",
    "seeks": "Che cosa cerca la Sua impresa (fornitori, clienti, conoscenze, partner)?",
    "hint_text": "Poche parole.",
    "hint_integer": "Un numero intero.",
    "hint_year": "Un anno, per esempio 1998.",
    "hint_percent": "Un numero da 0 a 100.",
    "hint_stage": "Scelga dall’elenco.",
    # lists of firms
    "done": "Ho scorso tutto l’elenco; dove non ho scritto nulla non c’è legame.",
    "done_hint": "«{yes}» fa valere le celle vuote come «nessun legame».",
    "column_firm": "Impresa",
    "column_strength": "Intensità del legame",
    "own_firm": "Non compili la riga della Sua impresa.",
    "scale": "Scala",
    "formal": "Solo legami formali: c’è un ordine, un contratto, una fattura o un accordo scritto.",
    "informal": "Legami informali: non occorre che ci sia nulla di scritto o di pagato.",
    "nobody": "Nessuna di queste imprese",
    "no_answer": "Preferisce non rispondere",
    "alone": "«{nobody}» e «{no_answer}» non si possono scegliere insieme a imprese.",
    "select_hint": "Scelga tutte quelle che riguardano la Sua impresa.",
    "how_strong": "Quanto è intenso il legame con {firm}?",
    "importance_0": "nessun legame",
    "importance_1": "poco importante",
    "importance_2": "importante",
    "importance_3": "tra i più importanti",
    "frequency_0": "nessun legame",
    "frequency_1": "alcune volte all’anno",
    "frequency_2": "circa ogni mese",
    "frequency_3": "ogni settimana o più spesso",
    "closeness_0": "nessuna amicizia",
    "closeness_1": "buoni rapporti, con incontri occasionali fuori dal lavoro",
    "closeness_2": "amicizia",
    "closeness_3": "amicizia stretta",
    # relations: name of the sheet, question, direction
    "sells_to": "Vende a",
    "sells_to_question": "A quali di queste imprese la Sua impresa ha venduto beni o servizi negli "
    "ultimi 12 mesi?",
    "sells_to_direction": "Direzione: la Sua impresa vende, l’altra impresa compra.",
    "buys_from": "Compra da",
    "buys_from_question": "Da quali di queste imprese la Sua impresa ha comprato beni o servizi "
    "negli ultimi 12 mesi?",
    "buys_from_direction": "Direzione: la Sua impresa compra, l’altra impresa vende.",
    "projects": "Progetti comuni",
    "projects_question": "Con quali di queste imprese la Sua impresa ha avuto un contratto di "
    "cooperazione o un progetto comune (sviluppo, acquisti, vendite, formazione) negli ultimi 12 "
    "mesi?",
    "projects_direction": "Direzione: nessuna; partecipano entrambe le imprese.",
    "asks_advice": "Chiede consiglio",
    "asks_advice_question": "A quali di queste imprese la Sua impresa ha chiesto consiglio su "
    "questioni tecniche o di affari negli ultimi 12 mesi?",
    "asks_advice_direction": "Direzione: la Sua impresa chiede consiglio, l’altra impresa lo dà.",
    "gives_advice": "Dà consiglio",
    "gives_advice_question": "Quali di queste imprese hanno chiesto consiglio alla Sua su "
    "questioni tecniche o di affari negli ultimi 12 mesi?",
    "gives_advice_direction": "Direzione: l’altra impresa chiede consiglio, la Sua impresa lo dà.",
    "information": "Scambia informazioni",
    "information_question": "Con quali di queste imprese la Sua impresa ha scambiato informazioni "
    "utili (su mercati, prezzi, personale, tecnologia) negli ultimi 12 mesi?",
    "information_direction": "Direzione: nessuna; vale nei due sensi.",
    "equipment": "Condivide attrezzature",
    "equipment_question": "Con quali di queste imprese la Sua impresa ha dato o preso in prestito, "
    "come favore, macchine, attrezzi, spazi o personale negli ultimi 12 mesi?",
    "equipment_direction": "Direzione: nessuna; può aver prestato l’una o l’altra.",
    "friendship": "Amicizia",
    "friendship_question": "Quali di queste imprese sono dirette da persone amiche di chi dirige "
    "la Sua?",
    "friendship_direction": "Direzione: nessuna; è reciproca.",
    # trust
    "trust_question": "Quanto si fida delle imprese con le quali la Sua ha qualche legame?",
    "trust_note": "Risponda solo sulle imprese con le quali la Sua ha qualche legame; lasci vuote "
    "le altre. Una cella vuota non dice nulla sulla fiducia.",
    "trust_firm": "Quanto si fida di {firm}?",
    "column_trust": "Fiducia",
    "trust_1": "per niente",
    "trust_2": "poco",
    "trust_3": "in parte",
    "trust_4": "molto",
    "trust_5": "del tutto",
    # partners outside the list
    "external_question": "Quali partner che non sono nell’elenco sono importanti per la Sua "
    "impresa, ovunque si trovino?",
    "external_note": "Clienti, fornitori, università, consulenti, enti pubblici, banche, persone: "
    "uno per riga. Per ciascuno indichi l’intensità dei legami che esistono (1, 2 o 3).",
    "external_add": "C’è un partner da aggiungere che non è nell’elenco?",
    "partner_name": "Nome del partner",
    "partner_kind": "Che cos’è",
    "partner_place": "Località",
    "partner_country": "Paese",
    "kind_firm": "impresa",
    "kind_research": "università o centro di ricerca",
    "kind_government": "ente pubblico",
    "kind_association": "associazione",
    "kind_finance": "banca o fondo",
    "kind_services": "consulente o fornitore di servizi",
    "kind_person": "persona",
    "kind_other": "altro",
    # memberships
    "memberships_question": "A quali associazioni, progetti comuni, fiere o gruppi appartiene la "
    "Sua impresa, o a quali ha partecipato negli ultimi 12 mesi?",
    "memberships_note": "Uno per riga, con il nome abituale.",
    "member_name": "Nome",
    "member_type": "Che cos’è",
    "type_association": "associazione o camera",
    "type_project": "progetto comune o consorzio",
    "type_fair": "fiera o missione",
    "type_other": "altro gruppo",
    # statements
    "vision_question": "Quanto è d’accordo con queste affermazioni?",
    "column_statement": "Affermazione",
    "column_answer": "Risposta",
    "agree_1": "del tutto in disaccordo",
    "agree_2": "in disaccordo",
    "agree_3": "né d’accordo né in disaccordo",
    "agree_4": "d’accordo",
    "agree_5": "del tutto d’accordo",
    "same_goals": "Le imprese di qui hanno gli stessi obiettivi.",
    "same_direction": "La maggior parte delle imprese di qui è d’accordo con noi su dove debba "
    "andare il distretto.",
    "solve_together": "I problemi che riguardano tutte le imprese di qui si risolvono meglio "
    "insieme.",
    "same_quality": "Le imprese di qui hanno la stessa idea di che cosa sia un buon lavoro.",
    "own_interest": "Ogni impresa di qui segue solo il proprio interesse.",
    "thanks": "Grazie. Salvi il file e lo rimandi, per favore.",
}
