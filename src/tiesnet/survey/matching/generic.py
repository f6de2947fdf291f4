"""Words that say what a firm does or is, not which firm it is; and one word in many languages."""

from __future__ import annotations

from collections.abc import Mapping

_SECTORS = """
agricola agricole agro agropecuaria alimentos alimentari aluminio artes asesores automocion bodega
bodegas calzado calzados calzature calcados carpinteria ceramica ceramicas cereales comercial
comercio commerciale confecciones confezioni construcao construccion construcciones construction
constructora construtora consulting consultores consultoria consulenza cooperativa costruzioni
couros cueros cuero curtidos curtumes curtiembre curtiembres distribuciones distribuidora diseno
edilizia electronica elettronica engineering estudio exportadora exportaciones export fabrica
forniture fundicion fonderia gestion hoteles hotel hosteleria imobiliaria importadora import
impianti industria industrial industriale industriales industrias industrie industries ingenieria
ingegneria inmobiliaria instalaciones inversiones investimentos invest investments joyeria
laboratorio laboratorios logistica lojas maderas madeiras legnami maquinas maquinaria macchine
marmoles marmi marmores materiales mecanica mecanizados meccanica metal metais metales metalurgica
metallurgica mineria minera moda mobiliario moveis mobili muebles naves officina oficina papel
pelletteria panaderia pastas pesca pesquera plasticos plastica pieles productos produtos prodotti
quimica quimicos ristorante restaurante restaurant servicios servicos servizi service services
sistemas sistemi software solutions soluciones solucoes studio suelas supermercados taller talleres
technologies technology tecnologia tecnologias tecnologie tessile tessuti textil textiles textile
tiendas tipografia trading transporte transportes trasporti turismo ventas vinos vini
vinhos viajes viviendas works zapatos bau handel handels verwaltungs vertriebs maschinenbau
metallbau bakery brewery builders building clothing footwear furniture leather shoes steel tools
transport
"""
_KINDS = """
asociacion associacao associazione association grupo gruppo group groupe gruppe holding holdings
hijos hijo hermanos hermano fratelli irmaos figli filhos brothers sons sohne gebruder compania
company empresa empresas enterprise enterprises impresa ditta sociedad sociedade societa societe
gesellschaft firma viuda vda sucesores herederos nacional nazionale national internacional
international internazionale general generale geral iberica espana italia brasil europe europa
european the la le el los las il lo gli i os as der die das de del della delle di da do dos das of
for fur fuer zur zum und & y e et and en in per para por pour a al alla ai du des van von
"""
GENERIC = frozenset((*_SECTORS.split(), *_KINDS.split()))
# Words that carry hardly any weight at all, and no initials.
SMALL = frozenset(
    """the la le les el los las il lo gli i os as der die das dem den de del della delle dei degli
    di da do dos das of for fur fuer zur zum & y e et and en in per para por pour a al alla ai du
    des d l van von with to on""".split()
)
# Pairs of these tell firms apart: one word in each name, and they are two firms.
APART: Mapping[str, str] = {
    word: kind
    for kind, words in {
        "north": "norte nord north norden settentrionale norther northern noroeste",
        "south": "sur sul sud south suden meridional meridionale southern sureste",
        "east": "este leste est east ost oriental orientale eastern levante",
        "west": "oeste ovest ouest west occidental occidentale western poniente",
        "centre": "centro central",
        "old": "viejo velha velho vecchio vecchia old alt vieux",
        "new": "nuevo nueva novo nova nuovo nuova new neu nouveau",
        "upper": "alto alta upper ober superior superiore",
        "lower": "bajo baja baixo baixa basso bassa lower unter inferior inferiore",
        "first": "primero primera primeiro primo prima first i",
        "second": "segundo segunda secondo seconda second ii",
        "third": "tercero tercera terceiro terzo terza third iii",
        "father": "padre pai father senior",
        "child": "hijo hijos filho filhos figlio figli sons son junior sohn sohne",
        "siblings": "hermano hermanos irmao irmaos fratello fratelli brothers bruder gebruder",
    }.items()
    for word in words.split()
}
# One word in several languages and abbreviations: alike enough to suggest, never to merge.
_SAME = """
university universidad universidade universita universitat universitaet universite universitet
  universiteit universitatea univerzita univerzitet uniwersytet universitas universitate univ uni
  unversity universitario universitaria universitair univerza egyetem yliopisto panepistimio
institute institut instituto istituto instituut institutet institutt intezet instytut ustav inst
  institutul institute's instituttet
technical technische technischen technisch tecnica tecnico technique techniques teknisk tekniska
  tekniske technicka techniczna tehnica tehniska technological technikai muszaki teknillinen
technology technologie technologies tecnologia tecnologias tecnologie tecnologico tecnologica
  technologico technologica tehnologija technologiques technologique teknologi teknologisk tech tec
research recherche recherches ricerca ricerche investigacion investigaciones investigacao forschung
  forschungs onderzoek forskning badan kutato tutkimus pesquisa forschungsinstitut kutatointezet
  forskningsinstitut tutkimuskeskus investigation
centre center centro centrum zentrum centra centru keskus kozpont centar forschungszentrum ctr
national nacional nazionale nationale nationaal nationales nazionali nationella narodni natl
company compania compagnie compagnia companhia
brothers hermanos irmaos fratelli gebruder freres
sons hijos filhos figli sohne
group grupo gruppo groupe gruppe
society sociedad sociedade societa societe gesellschaft selskab soc sdad ges
association asociacion associacao associazione verein vereinigung forening vereniging assoc assn
  verband union
foundation fundacion fundacao fondazione fondation stiftung stichting stiftelsen saatio
laboratory laboratorio laboratoire laboratories laboratorios laboratori labor lab labs laboratorium
school escuela escola scuola ecole schule hochschule college hogeschool skola hogskola hogskolan
  highschool
academy academia accademia academie akademie akademi akademia akademija akademiya akad acad
science sciences ciencias ciencia scienze scienza wissenschaften wissenschaft vetenskap nauk ved
  scientific scientifica scientifico scientifique scientifiques cientifica cientificas cientifico
  wissenschaftliche tudomanyos wetenschappelijk scientifiche
industry industria industrias industrie industries industrial industriale industriales industrielle
  industriel ind
engineering ingenieria engenharia ingegneria ingenierie ingenieur ingenieurs ingenieurburo
  ingenieurbuero engineers eng
construction construcciones construccion construcao costruzioni constructions bau constr
services servicios servicos servizi service servizio servicio serv dienst dienste
systems sistemas sistemi systeme systemes system sistema sys
solutions soluciones solucoes soluzioni losungen
development desarrollo desenvolvimento sviluppo developpement entwicklung ontwikkeling dev
management gestion gestao gestione mgmt
medical medica medico medicina medicine medizin medizinische medicale medecine
hospital hospitais ospedale ospedaliera hopital krankenhaus klinikum ziekenhuis hospitaux spital
ministry ministerio ministero ministere ministerium ministerie ministerstvo
department departamento dipartimento departement abteilung dept dpto dep
environment medioambiente ambiente ambientale environnement umwelt milieu environmental ambiental
energy energia energie energetica energetique energetics energi
water agua acqua eau wasser vatten vand aguas acque
international internacional internazionale internationale intl int
european europea europeo europeu europeenne europeen europaische
  europaisches europaeische
royal real reale konigliche koninklijke kungliga kungl regia
city ciudad cidade citta ville stadt ayuntamiento comune mairie
faculty facultad faculdade facolta faculte fakultat
polytechnic politecnica politecnico politechnika polytechnique polytechnische politecnic
agricultural agricola agraria agrarias agricole agronomique agricultura agriculture agrario
  landwirtschaft
transport transportes trasporti transports transporte verkehr
german deutsche deutsches deutschen deutscher deutschland germany alemania germania allemagne
french francaise francais france francesa
spanish espanola espanol espana spain spagna espagne spanien
italian italiana italiano italia italy italien italie
austrian osterreichische oesterreichische osterreich oesterreich austria
swiss schweizerische schweizer suisse svizzera switzerland schweiz
dutch nederlandse nederlands nederland netherlands
danish danmarks dansk danske denmark
swedish svenska svensk sverige sweden
finnish suomen finland suomi
norwegian norges norsk norske norway
polish polska polskiej poland
portuguese portuguesa portugues portugal
greek hellenic greece ellinika grecia
russian russia rossijskaja russland
czech ceske ceska czechia
hungarian magyar hungary
federal federale eidgenossische eidgenoessische bundes bundesanstalt bund
munich munchen muenchen monaco
cologne koln koeln colonia
vienna wien viena
rome roma
milan milano
turin torino
florence firenze florencia
venice venezia venecia
naples napoli
genoa genova
padua padova
lisbon lisboa
oporto porto
seville sevilla
zurich zuerich
geneva geneve genf ginevra
basle basel bale
brussels bruxelles brussel bruselas
antwerp antwerpen
ghent gent gand
louvain leuven
copenhagen kobenhavn koebenhavn kopenhagen
gothenburg goteborg goeteborg
prague praha
warsaw warszawa
cracow krakow
bucharest bucuresti
budapest budapesti
athens athinon athina
thessaloniki thessalonikis
moscow moskva moskau
helsinki helsingin
basque vasco
catalonia cataluna catalunya catalana
physics fisica physik physique fysik
chemistry quimica chimica chemie chimie chemical chemicals
biology biologia biologie biological
mathematics matematica matemáticas mathematik mathematiques
computer computing ordenadores informatica informatik informatique informatics computers
information informacion informacao informazione informationen informations informacijas
communication communications comunicacion comunicaciones comunicacoes comunicazioni comunicazione
  kommunikation telecommunications telecomunicaciones telecomunicacoes telecomunicazioni
materials materiales materiais materiali materiaux werkstoffe werkstoff
applied aplicada aplicadas aplicado applicata applicate appliquee appliquees angewandte angewandten
economics economia economica economics wirtschaft economie economiche economicas
social sociale sociales sociali soziale
health salud saude salute sante gesundheit sanita sanitaria
studies estudios estudos studi etudes studien
space espacial spaziale spatiale spatiales raumfahrt aerospace aeroespacial aerospaziale
  aerospatiale
air aire aria luft
nuclear nucleare nucleaire kern atomic atomique atomica
marine maritime maritimo maritima maritimi
"""


def _concepts() -> dict[str, str]:
    found: dict[str, str] = {}
    concept = ""
    for line in _SAME.strip("\n").splitlines():
        words = line.split()
        if not line.startswith(" "):
            concept = words[0]
        for word in words:
            found.setdefault(word, concept)
    return found


CONCEPTS: Mapping[str, str] = _concepts()
