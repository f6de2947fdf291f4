"""The wording of the questionnaire in Spanish."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "language": "Español (es)",
    "title": "Encuesta sobre los vínculos entre empresas",
    # the sheets
    "sheet_start": "Empiece aquí",
    "sheet_firm": "Su empresa",
    "sheet_trust": "Confianza",
    "sheet_external": "Otros socios",
    "sheet_memberships": "Pertenencias",
    "sheet_vision": "Opiniones",
    # instructions
    "start_purpose": "Este cuestionario pregunta con quién trabaja, comercia e intercambia "
    "conocimientos su empresa. Las respuestas muestran dónde las empresas de esta lista ganarían "
    "si se conocieran mejor.",
    "start_how": "Cómo se rellena",
    "start_1": "Responda por el conjunto de su empresa. Conviene que lo rellene la persona que "
    "mejor conoce a sus clientes, proveedores y socios.",
    "start_2": "Empiece por la hoja «{sheet}» y elija su empresa en la lista.",
    "start_3": "Después recorra las hojas de izquierda a derecha. Las celdas blancas con marco son "
    "para sus respuestas; al hacer clic aparece una lista de opciones o una indicación.",
    "start_4": "Cada lista de empresas hace una sola pregunta. Donde haya un vínculo, indique su "
    "intensidad (1, 2 o 3). Donde no lo haya, deje la celda vacía o escriba 0.",
    "start_5": "Cuando haya recorrido una lista, responda «{yes}» encima de ella. Solo entonces "
    "las celdas vacías significan «sin vínculo». Si no, cuentan como no respondidas.",
    "start_6": "Puede dejar sin responder cualquier pregunta. Guarde el archivo y devuélvalo tal "
    "cual; por favor, no cambie los nombres de las empresas de las listas.",
    "start_data": "Qué se hace con sus respuestas",
    "data_1": "La participación es voluntaria. Puede dejar preguntas sin responder y pedir más "
    "adelante que se borren sus respuestas.",
    "data_2": "Leen las respuestas las personas que realizan esta encuesta. Se usan para describir "
    "los vínculos entre las empresas y para nada más.",
    "data_3": "Si no acepta que su empresa aparezca con su nombre, aparecerá sin él. En un grupo "
    "pequeño, quienes se conocen bien podrían reconocerla de todos modos.",
    "data_4": "Los nombres, correos electrónicos y teléfonos de personas solo se usan para "
    "ponernos en contacto con usted. Nunca forman parte de los resultados.",
    # the respondent
    "firm": "¿Por qué empresa responde usted?",
    "firm_hint": "Elíjala en la lista.",
    "agree": "¿Acepta participar en esta encuesta?",
    "agree_hint": "Con «{no}» no se lee nada más de este formulario.",
    "named": "¿Puede aparecer su empresa con su nombre en los resultados?",
    "named_hint": "Sin respuesta, su empresa no aparece con su nombre.",
    "yes": "sí",
    "no": "no",
    "part_consent": "Su consentimiento",
    "part_contact": "A quién podemos preguntar si algo no queda claro",
    "part_contact_note": "Privado: nunca forma parte de los resultados.",
    "person": "Nombre de la persona que responde",
    "email": "Correo electrónico",
    "phone": "Teléfono",
    "part_attributes": "Sobre su empresa",
    "stage": "¿Cuál es la actividad principal de su empresa en la cadena de valor?",
    "sector": "¿En qué sector trabaja principalmente su empresa?",
    "location": "¿En qué localidad o municipio está su empresa?",
    "size": "¿Cuántas personas trabajan en su empresa, incluidos los dueños?",
    "founded": "¿En qué año se fundó su empresa?",
    "exports": "¿Qué porcentaje de sus ventas exporta su empresa?",
    "offers": "¿Qué podría ofrecer su empresa a otras (capacidad, máquinas, conocimientos, "
    "contactos)?",
    "seeks": "¿Qué busca su empresa (proveedores, clientes, conocimientos, socios)?",
    "hint_text": "Unas pocas palabras.",
    "hint_integer": "Un número entero.",
    "hint_year": "Un año, por ejemplo 1998.",
    "hint_percent": "Un número de 0 a 100.",
    "hint_stage": "Elija en la lista.",
    # lists of firms
    "done": "He recorrido toda la lista; donde no he escrito nada, no hay vínculo.",
    "done_hint": "«{yes}» convierte las celdas vacías en «sin vínculo».",
    "column_firm": "Empresa",
    "column_strength": "Intensidad del vínculo",
    "own_firm": "Deje sin rellenar su propia empresa.",
    "scale": "Escala",
    "formal": "Solo vínculos formales: hay detrás un pedido, un contrato, una factura o un acuerdo "
    "por escrito.",
    "informal": "Vínculos informales: no hace falta que haya nada escrito ni pagado.",
    "nobody": "Ninguna de estas empresas",
    "no_answer": "Prefiere no responder",
    "alone": "«{nobody}» y «{no_answer}» no se pueden elegir junto con empresas.",
    "select_hint": "Elija todas las que correspondan.",
    "how_strong": "¿Qué intensidad tiene el vínculo con {firm}?",
    "importance_0": "sin vínculo",
    "importance_1": "poco importante",
    "importance_2": "importante",
    "importance_3": "de los más importantes",
    "frequency_0": "sin vínculo",
    "frequency_1": "algunas veces al año",
    "frequency_2": "más o menos cada mes",
    "frequency_3": "cada semana o más a menudo",
    "closeness_0": "sin amistad",
    "closeness_1": "buena relación, con encuentros ocasionales fuera del trabajo",
    "closeness_2": "amistad",
    "closeness_3": "amistad estrecha",
    # relations: name of the sheet, question, direction
    "sells_to": "Vende a",
    "sells_to_question": "¿A cuáles de estas empresas vendió su empresa bienes o servicios en los "
    "últimos 12 meses?",
    "sells_to_direction": "Dirección: su empresa vende, la otra empresa compra.",
    "buys_from": "Compra a",
    "buys_from_question": "¿A cuáles de estas empresas compró su empresa bienes o servicios en los "
    "últimos 12 meses?",
    "buys_from_direction": "Dirección: su empresa compra, la otra empresa vende.",
    "projects": "Proyectos conjuntos",
    "projects_question": "¿Con cuáles de estas empresas tuvo su empresa un contrato de cooperación "
    "o un proyecto conjunto (desarrollo, compras, ventas, formación) en los últimos 12 meses?",
    "projects_direction": "Dirección: ninguna; participan las dos empresas.",
    "asks_advice": "Pide consejo",
    "asks_advice_question": "¿A cuáles de estas empresas pidió consejo su empresa sobre cuestiones "
    "técnicas o de negocio en los últimos 12 meses?",
    "asks_advice_direction": "Dirección: su empresa pide consejo, la otra empresa lo da.",
    "gives_advice": "Da consejo",
    "gives_advice_question": "¿Cuáles de estas empresas pidieron consejo a la suya sobre "
    "cuestiones técnicas o de negocio en los últimos 12 meses?",
    "gives_advice_direction": "Dirección: la otra empresa pide consejo, su empresa lo da.",
    "information": "Intercambia información",
    "information_question": "¿Con cuáles de estas empresas intercambió su empresa información útil "
    "(sobre mercados, precios, personal, tecnología) en los últimos 12 meses?",
    "information_direction": "Dirección: ninguna; va en ambos sentidos.",
    "equipment": "Comparte equipos",
    "equipment_question": "¿Con cuáles de estas empresas su empresa se prestó máquinas, "
    "herramientas, espacio o personal como favor en los últimos 12 meses?",
    "equipment_direction": "Dirección: ninguna; pudo prestar cualquiera de las dos.",
    "friendship": "Amistad",
    "friendship_question": "¿Cuáles de estas empresas están dirigidas por personas amigas de "
    "quienes dirigen la suya?",
    "friendship_direction": "Dirección: ninguna; es mutua.",
    # trust
    "trust_question": "¿Cuánto confía usted en las empresas con las que la suya tiene algún "
    "vínculo?",
    "trust_note": "Responda solo sobre empresas con las que la suya tiene algún vínculo; deje "
    "vacías las demás. Una celda vacía no dice nada sobre la confianza.",
    "trust_firm": "¿Cuánto confía usted en {firm}?",
    "column_trust": "Confianza",
    "trust_1": "nada",
    "trust_2": "poco",
    "trust_3": "en parte",
    "trust_4": "mucho",
    "trust_5": "del todo",
    # partners outside the list
    "external_question": "¿Qué socios que no están en la lista son importantes para su empresa, "
    "estén donde estén?",
    "external_note": "Clientes, proveedores, universidades, consultores, administraciones, bancos, "
    "personas: uno por línea. Indique en cada uno la intensidad de los vínculos que existan (1, 2 "
    "o 3).",
    "external_add": "¿Hay algún socio que añadir que no esté en la lista?",
    "partner_name": "Nombre del socio",
    "partner_kind": "Qué es",
    "partner_place": "Localidad",
    "partner_country": "País",
    "kind_firm": "empresa",
    "kind_research": "universidad o centro de investigación",
    "kind_government": "administración pública",
    "kind_association": "asociación",
    "kind_finance": "banco o fondo",
    "kind_services": "consultor o proveedor de servicios",
    "kind_person": "persona",
    "kind_other": "otro",
    # memberships
    "memberships_question": "¿A qué asociaciones, proyectos conjuntos, ferias o grupos pertenece "
    "su empresa, o en cuáles participó en los últimos 12 meses?",
    "memberships_note": "Uno por línea, con su nombre habitual.",
    "member_name": "Nombre",
    "member_type": "Qué es",
    "type_association": "asociación o cámara",
    "type_project": "proyecto conjunto o consorcio",
    "type_fair": "feria o misión",
    "type_other": "otro grupo",
    # statements
    "vision_question": "¿Hasta qué punto está usted de acuerdo con estas afirmaciones?",
    "column_statement": "Afirmación",
    "column_answer": "Respuesta",
    "agree_1": "muy en desacuerdo",
    "agree_2": "en desacuerdo",
    "agree_3": "ni de acuerdo ni en desacuerdo",
    "agree_4": "de acuerdo",
    "agree_5": "muy de acuerdo",
    "same_goals": "Las empresas de aquí comparten los mismos objetivos.",
    "same_direction": "La mayoría de las empresas de aquí coincide con nosotros en hacia dónde "
    "debe ir el clúster.",
    "solve_together": "Los problemas que afectan a todas las empresas de aquí se resuelven mejor "
    "en conjunto.",
    "same_quality": "Las empresas de aquí tienen la misma idea de lo que es un buen trabajo.",
    "own_interest": "Cada empresa de aquí sigue solo su propio interés.",
    "thanks": "Gracias. Guarde el archivo y devuélvalo, por favor.",
}
