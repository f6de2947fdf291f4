"""The wording of the questionnaire in Portuguese, as it is read in Brazil and in Portugal."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "language": "Português (pt)",
    "title": "Estudo dos laços entre empresas",
    # the sheets
    "sheet_start": "Comece aqui",
    "sheet_firm": "A sua empresa",
    "sheet_trust": "Confiança",
    "sheet_external": "Outros parceiros",
    "sheet_memberships": "Participações",
    "sheet_vision": "Opiniões",
    # instructions
    "start_purpose": "Este questionário pergunta com quem a sua empresa trabalha, negocia e troca "
    "conhecimento. As respostas mostram onde as empresas desta lista ganhariam em se conhecer "
    "melhor.",
    "start_how": "Como preencher",
    "start_1": "Responda pela empresa como um todo. Deve preencher a pessoa que melhor conhece os "
    "clientes, os fornecedores e os parceiros.",
    "start_2": "Comece pela folha “{sheet}” e escolha a sua empresa na lista.",
    "start_3": "Depois percorra as folhas da esquerda para a direita. As células brancas com "
    "moldura são para as respostas; ao clicar, aparece uma lista de opções ou uma indicação.",
    "start_4": "Cada lista de empresas faz uma só pergunta. Onde houver um laço, indique a sua "
    "intensidade (1, 2 ou 3). Onde não houver, deixe a célula vazia ou escreva 0.",
    "start_5": "Quando tiver percorrido uma lista, responda “{yes}” acima dela. Só então as "
    "células vazias significam “sem laço”. Sem isso, contam como não respondidas.",
    "start_6": "Pode deixar qualquer pergunta sem resposta. Guarde o arquivo e devolva-o tal como "
    "está; por favor, não altere os nomes das empresas nas listas.",
    "start_data": "O que acontece com as suas respostas",
    "data_1": "A participação é voluntária. Pode deixar perguntas sem resposta e pedir mais tarde "
    "que as suas respostas sejam apagadas.",
    "data_2": "As respostas são lidas pelas pessoas que realizam este estudo. Servem para "
    "descrever os laços entre as empresas e para nada mais.",
    "data_3": "Se não aceitar que a sua empresa apareça com o nome, ela aparece sem ele. Num grupo "
    "pequeno, quem se conhece bem pode reconhecê-la mesmo assim.",
    "data_4": "Nomes, e-mails e telefones de pessoas só são usados para voltar a entrar em "
    "contato. Nunca fazem parte dos resultados.",
    # the respondent
    "firm": "Por qual empresa responde?",
    "firm_hint": "Escolha na lista.",
    "agree": "Aceita participar neste estudo?",
    "agree_hint": "Com “{no}”, nada mais é lido deste formulário.",
    "named": "A sua empresa pode aparecer com o nome nos resultados?",
    "named_hint": "Sem resposta, a sua empresa não aparece com o nome.",
    "yes": "sim",
    "no": "não",
    "part_consent": "O seu consentimento",
    "part_contact": "A quem podemos perguntar se algo não ficar claro",
    "part_contact_note": "Privado: nunca faz parte dos resultados.",
    "person": "Nome da pessoa que responde",
    "email": "E-mail",
    "phone": "Telefone",
    "part_attributes": "Sobre a sua empresa",
    "stage": "Qual é a atividade principal da sua empresa na cadeia de valor?",
    "sector": "Em que setor trabalha principalmente a sua empresa?",
    "location": "Em que cidade ou município fica a sua empresa?",
    "size": "Quantas pessoas trabalham na sua empresa, incluindo os donos?",
    "founded": "Em que ano foi fundada a sua empresa?",
    "exports": "Qual percentual das vendas a sua empresa exporta?",
    "offers": "O que a sua empresa poderia oferecer a outras (capacidade, máquinas, conhecimento, "
    "contatos)?",
    "seeks": "O que procura a sua empresa (fornecedores, clientes, conhecimento, parceiros)?",
    "hint_text": "Poucas palavras.",
    "hint_integer": "Um número inteiro.",
    "hint_year": "Um ano, por exemplo 1998.",
    "hint_percent": "Um número de 0 a 100.",
    "hint_stage": "Escolha na lista.",
    # lists of firms
    "done": "Percorri a lista toda; onde não escrevi nada, não há laço.",
    "done_hint": "“{yes}” transforma as células vazias em “sem laço”.",
    "column_firm": "Empresa",
    "column_strength": "Intensidade do laço",
    "own_firm": "Não preencha a linha da sua própria empresa.",
    "scale": "Escala",
    "formal": "Só laços formais: existe um pedido, um contrato, uma fatura ou um acordo escrito.",
    "informal": "Laços informais: não é preciso haver nada escrito nem pago.",
    "nobody": "Nenhuma destas empresas",
    "no_answer": "Prefere não responder",
    "alone": "“{nobody}” e “{no_answer}” não podem ser escolhidos junto com empresas.",
    "select_hint": "Escolha todas as que se aplicam.",
    "how_strong": "Qual é a intensidade do laço com {firm}?",
    "importance_0": "sem laço",
    "importance_1": "pouco importante",
    "importance_2": "importante",
    "importance_3": "dos mais importantes",
    "frequency_0": "sem laço",
    "frequency_1": "algumas vezes por ano",
    "frequency_2": "mais ou menos todos os meses",
    "frequency_3": "todas as semanas ou mais",
    "closeness_0": "sem amizade",
    "closeness_1": "boas relações, com encontros ocasionais fora do trabalho",
    "closeness_2": "amizade",
    "closeness_3": "amizade próxima",
    # relations: name of the sheet, question, direction
    "sells_to": "Vende para",
    "sells_to_question": "Para quais destas empresas a sua empresa vendeu bens ou serviços nos "
    "últimos 12 meses?",
    "sells_to_direction": "Direção: a sua empresa vende, a outra empresa compra.",
    "buys_from": "Compra de",
    "buys_from_question": "De quais destas empresas a sua empresa comprou bens ou serviços nos "
    "últimos 12 meses?",
    "buys_from_direction": "Direção: a sua empresa compra, a outra empresa vende.",
    "projects": "Projetos conjuntos",
    "projects_question": "Com quais destas empresas a sua empresa teve um contrato de cooperação "
    "ou um projeto conjunto (desenvolvimento, compras, vendas, formação) nos últimos 12 meses?",
    "projects_direction": "Direção: nenhuma; as duas empresas participam.",
    "asks_advice": "Pede conselho",
    "asks_advice_question": "A quais destas empresas a sua empresa pediu conselho sobre questões "
    "técnicas ou de negócio nos últimos 12 meses?",
    "asks_advice_direction": "Direção: a sua empresa pede conselho, a outra empresa dá.",
    "gives_advice": "Dá conselho",
    "gives_advice_question": "Quais destas empresas pediram conselho à sua sobre questões técnicas "
    "ou de negócio nos últimos 12 meses?",
    "gives_advice_direction": "Direção: a outra empresa pede conselho, a sua empresa dá.",
    "information": "Troca informação",
    "information_question": "Com quais destas empresas a sua empresa trocou informação útil (sobre "
    "mercados, preços, pessoal, tecnologia) nos últimos 12 meses?",
    "information_direction": "Direção: nenhuma; vai nos dois sentidos.",
    "equipment": "Empresta equipamento",
    "equipment_question": "Com quais destas empresas a sua empresa emprestou ou tomou emprestado, "
    "como favor, máquinas, ferramentas, espaço ou pessoal nos últimos 12 meses?",
    "equipment_direction": "Direção: nenhuma; qualquer das duas pode ter emprestado.",
    "friendship": "Amizade",
    "friendship_question": "Quais destas empresas são dirigidas por pessoas amigas de quem "
    "dirige a sua?",
    "friendship_direction": "Direção: nenhuma; é mútua.",
    # trust
    "trust_question": "Quanto confia nas empresas com as quais a sua tem algum laço?",
    "trust_note": "Responda só sobre empresas com as quais a sua tem algum laço; deixe as outras "
    "vazias. Uma célula vazia não diz nada sobre a confiança.",
    "trust_firm": "Quanto confia em {firm}?",
    "column_trust": "Confiança",
    "trust_1": "nada",
    "trust_2": "pouco",
    "trust_3": "em parte",
    "trust_4": "muito",
    "trust_5": "totalmente",
    # partners outside the list
    "external_question": "Que parceiros que não estão na lista são importantes para a sua empresa, "
    "onde quer que estejam?",
    "external_note": "Clientes, fornecedores, universidades, consultores, órgãos públicos, bancos, "
    "pessoas: um por linha. Indique em cada um a intensidade dos laços que existem (1, 2 ou 3).",
    "external_add": "Há algum parceiro a acrescentar que não esteja na lista?",
    "partner_name": "Nome do parceiro",
    "partner_kind": "O que é",
    "partner_place": "Cidade",
    "partner_country": "País",
    "kind_firm": "empresa",
    "kind_research": "universidade ou centro de pesquisa",
    "kind_government": "órgão público",
    "kind_association": "associação",
    "kind_finance": "banco ou fundo",
    "kind_services": "consultor ou prestador de serviços",
    "kind_person": "pessoa",
    "kind_other": "outro",
    # memberships
    "memberships_question": "A que associações, projetos conjuntos, feiras ou grupos pertence a "
    "sua empresa, ou em quais participou nos últimos 12 meses?",
    "memberships_note": "Um por linha, com o nome habitual.",
    "member_name": "Nome",
    "member_type": "O que é",
    "type_association": "associação ou câmara",
    "type_project": "projeto conjunto ou consórcio",
    "type_fair": "feira ou missão",
    "type_other": "outro grupo",
    # statements
    "vision_question": "Até que ponto concorda com estas afirmações?",
    "column_statement": "Afirmação",
    "column_answer": "Resposta",
    "agree_1": "discordo totalmente",
    "agree_2": "discordo",
    "agree_3": "não concordo nem discordo",
    "agree_4": "concordo",
    "agree_5": "concordo totalmente",
    "same_goals": "As empresas daqui têm os mesmos objetivos.",
    "same_direction": "A maioria das empresas daqui tem a mesma ideia que nós sobre o rumo do "
    "cluster.",
    "solve_together": "Os problemas que dizem respeito a todas as empresas daqui resolvem-se "
    "melhor em conjunto.",
    "same_quality": "As empresas daqui têm a mesma ideia do que é um bom trabalho.",
    "own_interest": "Cada empresa daqui segue apenas o seu próprio interesse.",
    "thanks": "Obrigado. Guarde o arquivo e devolva-o, por favor.",
}
