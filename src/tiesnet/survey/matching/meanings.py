"""One word in several languages: alike enough to suggest, never to merge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

# One meaning in each paragraph, named by its first word; further lines of it are indented. Words
# stand without accents, as names are compared.
_SAME = """
university universidad universidade universita universitat universitaet universite universitet
  universiteit universitatea univerzita univerzitet uniwersytet universitas universitate univ uni
  unversity universitario universitaria universitair universitaire univerza egyetem egyetemi
  yliopisto panepistimio universitetet universitari universitarie universities univerziteta ulikool
  universiti universitesi unibertsitatea hogskole
institute institut instituto istituto instituut institutet institutt intezet intezete instytut
  ustav inst institutul instituttet institutes institutions institution institucion instituicao
  istituzione instituta institutas enstitusu instituutti laitos institutu institutos istituti
technical technische technischen technischer technisch tecnica tecnico tecnicas tecnicos tecniche
  tecnici technique techniques teknisk tekniska tekniske technicka technicke techniczna techniczny
  tehnica tehnic tehniska tehnicki technological technikai muszaki teknillinen teknik technik
  technics technika teknikk teknikens technicky technikos tekniikan
technology technologie technologies tecnologia tecnologias tecnologie tecnologico tecnologica
  tecnologicos tecnologiche tecnologici technologico technologica tehnologija technologiques
  technologique teknologi teknologisk tech tec teknologia technologii technologien technologische
  technologisches teknologiske tehnologie technol tecnol
research recherche recherches ricerca ricerche investigacion investigaciones investigacao
  investigacoes forschung forschungs onderzoek forskning forsknings badan kutato kutatasi tutkimus
  pesquisa pesquisas investigation investigations badawczy badawcze cercetare cercetari vyzkum
  vyzkumny vyskumny vyskum istrazivanje raziskave raziskovalni uurimis tyrimu petniecibas recerca
  ikerketa investigadores investigador chercheurs researchers reserch rech res rd
centre center centro centros centres centri centrum zentrum zentren centra centru keskus kozpont
  kozpontja centar ctr cent zentrums sentrum sentret centret centrul srodek osrodek stredisko
  kentro ker zentroa
national nacional nazionale nationale nationaal nationales nazionali nationella narodni narodna
  natl nat nationalen nationaler nationaux nacionales nacionais narodowy narodowe krajowy nemzeti
  orszagos kansallinen kansainen nasjonal nasjonale nasjonalt nasional ethniko ethniki rahvuslik
  nacionalinis
state estado estatal stato statale etat staat staatliche staatlicher staats landes staten statens
  valtion allami panstwowy panstwowa statni statny drzavni riigi valstybinis valsts
company compania compagnie compagnia companhia companies companias cia cie
brothers hermanos irmaos fratelli gebruder gebrueder freres germans
sons hijos filhos figli sohne soehne fils zonen fills
group grupo gruppo groupe gruppe grup groep groups grupos konzern koncern holding
society sociedad sociedade societa societe gesellschaft selskab selskap soc sdad ges societat
  genootschap seura sallskap tarsasag spolecnost spolka
association asociacion associacao associazione verein vereinigung forening foreningen vereniging
  assoc assn verband union associacio asociatia asociace zwiazek szovetseg liitto forbund forbundet
  unione uniao unie verbund elkartea
federation federacion federacao federazione foderation foederation bundesverband federatie
  federacio confederation confederacion confederacao confederazione konfoderation fed
foundation fundacion fundacao fondazione fondation stiftung stichting stiftelsen saatio fundacio
  fundatia nadace fundacja alapitvany fond fund
laboratory laboratorio laboratoire laboratories laboratorios laboratori labor lab labs laboratorium
  laboratoires laboratorija laboratoriet
school escuela escola scuola ecole schule hochschule college hogeschool skola hogskola hogskolan
  highschool escuelas ecoles schools colegio colegios collegio collegium fachhochschule korkeakoulu
  skolen foiskola szkola scoala eskola sch coll hoger
academy academia accademia academie akademie akademi akademia akademija akademiya acad akad
  akademien akademiet akademijos academic academico akademije academiei
science sciences ciencias ciencia scienze scienza wissenschaften wissenschaft vetenskap vetenskaps
  nauk ved vied scientific scientifica scientifico scientifiche scientifici scientifique
  scientifiques cientifica cientificas cientifico cientificos wissenschaftliche wissenschaftlich
  wissenschaftlichen tudomanyos tudomanyok wetenschappelijk wetenschappen wetenschap stiinte
  stiintifica znanosti nauki naukowy naukowe videnskab vitenskap tieteen ciencies sci nauka zinatnu
industry industria industrias industrie industries industrial industriale industriales industriais
  industriali industrielle industriels industriel industriell industrielles ind industriens
  nijverheid ipari przemyslu prumysl industri teollisuus teollisuuden
engineering ingenieria engenharia ingegneria ingenierie ingenieur ingenieurs ingenieure
  ingenieurburo ingenieurbuero engineers eng ingenieros engenheiros ingegneri ingenieurwesen
  mernoki inzenyrstvi inzynierii engenheria enginyeria insinoori ingenior engineer engrg
construction construcciones construccion construcao construcoes costruzioni costruzione
  constructions bau constr construccio bouw bygg byggeri building buildings edificios edificacion
  edilizia batiment batiments gebaude gebaeude bauwesen hochbau tiefbau rakennus
architecture arquitectura arquitetura architettura architektur architectuur arquitectos architetti
  architects architectes architekten
services servicios servicos servizi service servizio servicio servico serv dienst dienste diensten
  serveis szolgaltato uslugi dienstleistungen dienstleistung palvelut tjanster
systems sistemas sistemi systeme systemes system sistema sys systemen systeem sistem systemtechnik
  systemy rendszer jarjestelmat
solutions soluciones solucoes soluzioni losungen loesungen solution solucion losung oplossingen
development desarrollo desenvolvimento sviluppo developpement entwicklung ontwikkeling dev
  utveckling udvikling utvikling fejlesztesi fejlesztes rozwoju rozvoj dezvoltare kehitys
  desenvolupament promotion promocion promozione promocao
innovation innovacion inovacao innovazione innovaciones innovatie innovations innovacio inovacije
  innovativ innovative
management gestion gestao gestione mgmt managements gestio verwaltung administration administracion
  administracao amministrazione bestuur beheer
medical medica medico medicina medicine medizin medizinische medizinischen medizinischer medicale
  medicales medecine medicinska medisch geneeskunde orvosi medizintechnik lekarski medicas medicos
  mediche medici medic laaketieteen clinical clinica clinico klinik clinique
hospital hospitais ospedale ospedaliera ospedaliero hopital hopitaux krankenhaus klinikum
  ziekenhuis hospitaux spital hospitales hospitals ospedali sygehus sjukhus sykehus sairaala korhaz
  nemocnice szpital hospitalier hospitalario hospitaler
ministry ministerio ministero ministere ministerium ministerie ministerstvo ministeriet ministerul
  miniszterium
department departamento dipartimento departement abteilung dept dpto dep dipart afdeling avdeling
  avdelning division divisao divisione departament katedra fachbereich sektion section seccion
  sezione depto
agency agencia agenzia agence agentur agentschap agencja agentura agentia
authority autoridad autoridade autorita autorite behorde behoerde autoriteit authorities
office oficina ufficio bureau amt buro buero kantoor kontor urzad urad oficio bundesamt landesamt
council consejo conselho consiglio conseil rat raad consell rada rad
committee comite comitato commission comision comissao commissione kommission komitee commissie
  comissio
chamber camara camera chambre kammer kamer cambra kamara izba komora handelskammer
cooperative cooperativa cooperativas cooperatives genossenschaft cooperatie kooperativ spoldzielnia
  cooperativo osuuskunta coop
enterprise empresa empresas impresa imprese entreprise entreprises unternehmen onderneming
  enterprises empresarial empresariales aziende azienda firma firm firms emprendedores bedrijf
  bedrijven betrieb business businesses
trade comercio commercio commerce handel handels commercial comercial commerciale
  handelsgesellschaft trading handelsonderneming comercializadora comercializacion
environment medioambiente ambiente ambientale ambientali environnement umwelt milieu environmental
  ambiental ambientais ambientales environnementale umweltschutz umwelttechnik miljo srodowiska
  kornyezet ymparisto mediambient medi
energy energia energie energetica energetique energetics energi energetico energetici energias
  energies energetiques enerji energetiky energetyki energetikos energiatechnik
water agua acqua eau wasser vatten vand aguas acque vann vesi woda voda viz aigua hydraulic
  hidraulica idraulica hydraulique wasserbau hydro hidro waterworks eaux
sanitation waste residuos residui rifiuti dechets abfall afval recycling reciclaje reciclagem
  riciclaggio recyclage avfall
international internacional internazionale internationale intl int internationales internationaux
  internacionales internazionali internationaal mezinarodni miedzynarodowy nemzetkozi
  kansainvalinen
european europea europeo europeu europeenne europeen europaische europaisches europaeische
  europaeisches europaischer europees europese europ europaisk europeias europeos europe europa
royal real reale konigliche koenigliche koninklijke koninklijk kungliga kungl regia royale
  kongelige reial
city ciudad cidade citta ville stadt ayuntamiento comune mairie municipality municipio municipal
  municipale municipales stad gemeente kommun kommune ajuntament miasto mesto varos gemeinde
  stadtwerke comuna commune kaupunki concello udala
region regional regione regionale regiao regionales regionali regio regionaal regionalny regiunea
province provincia provincial provinciale diputacion provincie deputacion
government gobierno governo gouvernement regierung govern regering junta xunta generalitat
public publico publica publique publiques pubblica pubblico offentliche oeffentliche offentlig
  publicas publicos openbaar
private privado privada privato privata prive privat
faculty facultad faculdade facolta faculte fakultat fakultaet faculteit fakulta fakultet wydzial
  kar facultat tiedekunta
polytechnic politecnica politecnico politechnika polytechnique polytechnische politecnic
  polytechnisches politehnica politehnika ammattikorkeakoulu polytechnical politecnicos
  politechniczny
agriculture agricola agraria agrarias agricole agricoles agronomique agricultura agricultural
  agrario agrarwissenschaften landwirtschaft landwirtschaftliche landbouw agronomic agronomica
  agronomico agro agropecuaria agrari agrar agrarische rolnictwa mezogazdasagi maataloud
  maatalouden jordbruk landbrug zemedelsky agrokemiai agronomie agronomy agroalimentaria
  agroalimentare agroindustrial agropecuario
food foods alimentos alimentari alimentare alimentar alimentaria alimentario alimentaire
  alimentaires lebensmittel voedsel nahrung livsmedel fodevare elintarvike alimentation
  alimentacion alimentacao alimentazione nutrition nutricion nutricao nutrizione ernahrung
  ernaehrung voeding elelmiszer alimentarias alimenti alimentacio
fruit fruits frutas fruta frutta obst fruticola hortofruticola horticulture horticola verduras
  vegetables hortalizas legumes
wine wines vino vinos vinhos vini vin vins wein weine viticulture vitivinicola bodega bodegas adega
  adegas cantina cantine cave caves weingut winery
oil oils aceite aceites azeite azeites olio oli huile huiles ol oel olie petroleum petroleo
  petrolio petrole petroliere
dairy lacteos lacteas laticinios latticini lattiero laitier laiterie molkerei milch milk leche
  leite latte lait zuivel
meat carne carnes carni viande fleisch vlees carnicas frigorifico charcuterie embutidos
fish fishing fisheries pesca pesquera pesqueras pescados peche pesche fischerei visserij fiskeri
  fisk pescado peixe pesce poisson aquaculture acuicultura aquacultura acquacoltura
bread bakery panaderia padaria panificio boulangerie backerei baeckerei bakkerij pan pane
leather cuero cueros couro couros cuoio pelle cuir cuirs leder curtidos curtumes conceria tannery
  tanneries tannerie gerberei pieles pelletteria
footwear shoes shoe calzado calzados calcado calcados calzature calzaturificio chaussures chaussure
  schuhe schuh schuhfabrik schoenen zapatos sapatos
textile textiles textil texteis tessile tessili tessuti textilien textiel textilni wlokienniczy
  tejidos tecidos tekstil
clothing confecciones confeccoes confezioni confection bekleidung kleidung kleding apparel garments
  garment ropa roupa vestuario abbigliamento vetements moda mode fashion
wood madera maderas madeira madeiras legno legnami bois holz hout timber tra drevo lumber
furniture mueble muebles movel moveis mobili mobiliario mobilia meubles meuble mobel moebel meubel
  meubelen mobler arredamenti
paper papel papeles carta papier papeteries cartiera papelera papeleira pasta pulp cellulose
  celulosa celulose
glass vidrio vidrios vidro vidros vetro vetri verre verres glas vetreria vidrieria
ceramics ceramica ceramicas ceramiche ceramique ceramiques keramik ceramic keramische azulejos
plastics plastico plasticos plastica plastiche plastique plastiques kunststoff kunststoffe
  kunststoffen plastic plastik
rubber caucho borracha gomma caoutchouc gummi kautschuk
metal metals metales metais metalli metaux metalle metall metallurgy metalurgica metalurgicas
  metallurgica metallurgie metallurgico metalworks metallbau metallurgique metalmecanica metalurgia
  metallurgia metallic
steel acero aceros aco acos acciaio acciai acier aciers stahl staal siderurgica siderurgia
  siderurgique iron hierro ferro fer eisen ijzer eisenhuttenforschung
mining mineria minera mineras mineracao minerario mines minas bergbau mijnbouw miniere mine mineral
  minerals minerales gornictwa
mechanics mecanica mecanicas mecanique mecaniques meccanica mechanik mechanical mecanico meccanico
  meccaniche mecanizados mechanischer mechanika mecanizado mechanica mechanikai
machinery maquinaria maquinas machines macchine maschinen maschinenbau machine maskin maquina
  machinebouw werkzeugmaschinen herramienta
tools herramientas ferramentas utensili outils werkzeuge werkzeug gereedschap tool
vehicle vehicles automotive automocion automovel automoveis automobile automobiles automobili
  automobil fahrzeug fahrzeuge kraftfahrzeug auto autos veiculos vehiculos voertuigen veicoli kfz
aircraft aviation aeronautics aeronautica aeronautique aeronautical luftfahrt flugzeug aviacion
  aviacao aviazione luchtvaart lentokone avion avions aereo flug aeronautico
railway railways ferrocarriles ferrocarril ferrovias ferrovie ferroviaria chemins eisenbahn bahn
  spoorwegen rail ferroviario ferroviaire jernbane
road roads carreteras carretera estradas strade routes strassen strasse wegen autoroutes autopistas
  autostrade highways highway ponts
ship ships shipyard shipyards astilleros estaleiros cantieri naval navale navales chantiers
  schiffbau schiff werft scheepswerf barcos navi navires shipbuilding navali
port ports puerto puertos portuaria hafen haven havn hamn
airport aeropuerto aeropuertos aeroporto aeroporti aeroport flughafen luchthaven
transport transportes trasporti transports transporte verkehr transportation trasporto vervoer
  logistics logistica logistique logistik traffic trafico trafego trafic verkehrs verkehrsbetriebe
  liikenne kozlekedesi
tourism turismo tourisme tourismus toerisme viajes viagens viaggi travel reisen voyages turistica
hotel hoteles hotels hoteis alberghi hosteleria hotelaria
bank banco banca banque bancos bankas banken sparkasse caja cassa caixa caisse
insurance seguros assicurazioni assurances versicherung versicherungen verzekeringen assurance
  seguro
consulting consultores consultoria consulenza consultants consultancy beratung conseils
  beratungsgesellschaft consultora consult consultant adviesbureau advies asesores asesoria
  unternehmensberatung consulenti
quality calidad qualidade qualita qualite qualitat qualitaet kwaliteit
test testing tests ensayos ensaios prove prova essais essai prufung pruefung materialprufung
  materialpruefung proeven prufungs trials pruf ensayo
safety security seguridad seguranca sicurezza securite surete sicherheit veiligheid sikkerhet
  sakerhet turvallisuus proteccion protezione protection protecao schutz
standards normas normalizacion normalizacao normalisation normung norme norm standard
  standardization metrology metrologia metrologie measurement
control controle controllo kontrolle regelung regulation automation automatica automatizacion
  automazione automatique automatisierung automatisierungstechnik automatizare automatic
  automatizalasi automatics automatisering automatika
robotics robotica robotique robotik robots robot
electronics electronica electronique electronico elettronica elektronik elektronica electronic
  electroniques elettronico elektronikai electronicos elektronische elektroniikka elektronika
  elettronici electronicas
electric electrical electrica electricas electricidad eletrica eletricidade electricity electrique
  electriques electricite elettrica elettrico elettriche elettricita elektrische elektrizitat
  elektrotechnik electrotechnical electrotecnica elektro elektriciteit elektrotechnische
  elektroenergetika sahko electro electrotechnique elettrotecnica eletro
optics optica ottica optique optik optical optoelectronics optoelectronica optronics photonics
  fotonica fotonik photonik lichttechnik optisch optische
image imaging imagen imagem immagine bild video vision visual
software programas logiciel logiciels programmi programmatuur
computer computing ordenadores informatica informatik informatique informatics computers
  computacion computacao calcolo calcul calculo rechenzentrum computational calculatoare
  szamitastechnikai szamitogep tietojenkasittely datatechnik datorteknik ordinateurs computadores
  informaticos racunalnistvo informaticas informatico informatiques
data datos dados dati donnees daten gegevens
information informacion informacao informazione informationen informations informacijas
  informazioni informaciones informatie info informacji
communication communications comunicacion comunicaciones comunicacao comunicacoes comunicazioni
  comunicazione kommunikation kommunikations comunicacio communicatie komunikacji
  kommunikationstechnik comm
telecommunications telecomunicaciones telecomunicacoes telecomunicazioni telecommunication
  telecommunicaties telecom telekommunikation telecoms telecomunicacion telecomunicazione telekom
  telefonica telephone telefon fernmeldetechnik televerket tele tlc
network networks red redes rete reti reseau reseaux netz netze netzwerk netwerk netwerken
radio television televisao televisione rundfunk fernsehen radiotelevision radiodifusion omroep
  broadcasting rundfunktechnik
press publishing editorial editora editrice editions edition verlag uitgeverij prensa imprensa
  stampa presse publications publicaciones publisher publishers edizioni ediciones forlag
printing imprenta imprimerie tipografia druckerei drukkerij artes graficas grafica graphiques
  grafiche graphics
library biblioteca bibliotheque bibliothek bibliotheek libraries bibliotek
museum museo museu musee musei museums muzeum
archive archives archivo arquivo archivio archiv archief archivos
culture cultura culturel culturelle kultur cultural culturale cultuur culturales culturali
art arts arte arti kunst kunste beaux bellas
history historia storia histoire geschichte geschiedenis historical historico
heritage patrimonio patrimoine erbe erfgoed
language languages lengua lenguas lingua lingue linguas langue langues sprache sprachen taal
  linguistics linguistica linguistique
law derecho direito diritto droit recht juridical juridico rechtswissenschaft juridica giuridica
politics politica politicas politiche politique politiques politik policy policies beleid
economics economia economica economic economico wirtschaft economie economiche economicas
  economique economiques wirtschafts economici wirtschaftsforschung gospodarki ekonomiczny
  ekonomiska ekonomicka economicos ekonomi ekonomie
statistics estadistica estatistica statistica statistique statistik statistiek statistical
  statistiques
finance financial finanzas financas finanza finances financiera financeira finanziaria finanziere
  finanz finanzen financiele
investment investments inversion inversiones investimento investimentos investimenti investissement
  investissements investitionen beteiligungs beteiligungen participacoes participaciones
  partecipazioni
property inmobiliaria imobiliaria immobiliare immobilier immobiliere immobilien vastgoed estate
  bienes
house housing vivienda viviendas habitacao abitazioni logement wohnungs wohnungsbau huis haus casa
  maison wohnbau
social sociale sociales sociali soziale socials sozial sociais soziales sozialforschung
  szociologiai
health salud saude salute sante gesundheit sanita sanitaria sanitario sanitaires gezondheid halsa
  sundhed helse terveys zdravi zdrowia egeszseg sanitari gesundheits healthcare
labour trabajo trabalho lavoro travail arbeit arbeid arbetslivs arbejds work employment empleo
  emprego occupazione emploi beschaftigung tyo
education educacion educacao educazione formacion formacao formazione formation bildung onderwijs
  training opleiding ausbildung utbildning uddannelse ensenanza ensino istruzione enseignement
  weiterbildung berufsbildung teaching educativa koulutus pedagogic pedagogical paedagogische
  padagogische pedagogica
studies estudios estudos studi etudes studien study estudio etude studio estudis etudiants estudo
  students
space espacial spaziale spatiale spatiales raumfahrt aerospace aeroespacial aerospaziale
  aerospatiale luftraumfahrt ruimtevaart rymd aerospatial spaziali
air aire aria luft lucht atmospheric atmosferica atmospherique
climate clima climat klima meteorology meteorologia meteorologie meteorologica meteorological
  meteorologique meteorologico weather wetter wetterdienst meteorologiska meteorologisk
geology geologia geologico geologica geologie geologique geological geologischer geologisk
  geologiska geologische geosciences geociencias geowissenschaften geoscience geologiques
  geologicos
geography geografia geografico geographique geographie geographic cartography cartografia
  geographical geodesy geodesia
geophysics geofisica geophysique geophysik geofysik geophysical seismology vulcanologia
  volcanologie geofizikai
earth tierra terra terre erde aarde soil soils suelo suelos suolo boden bodem
ocean oceanography oceanografia oceanografico oceanographique oceanografica oceanographic
  oceanologia oceanology
sea marine maritime maritimo maritima maritimi marittimo marittima mar mare mer meer zee meeres
  meeresforschung polar marinas marino marina meereskunde havforskning
coast coastal costa costas costiera littoral kuste kueste kust
river rivers rio fiume fleuve fluss rivier
mountain mountains montana montanha montagna montagne berg alpine alpina
forest forests forestal florestal forestale foresta forestier foret forets forst wald bos skog skov
  forestry forestales forstwirtschaft skogs metsa forestiere
plant plants planta plantas piante plante plantes pflanzen pflanze botany botanica botanique
  botanik planten vegetal vegetale vegetaux pflanzenzuchtung
seed seeds semilla semillas sementes sementi semences saatgut zaden
animal animals animale animales animais animali tier tiere dieren zootecnia zootecnico zootechnie
  livestock ganaderia ganadera ganado pecuaria zoology zoologia veterinary veterinaria veterinario
  veterinaire veterinaires veterinar tierarztliche diergeneeskunde zooprofilattico elevage
biology biologia biologie biological biologica biologicas biologico biologiche biologique
  biologiques biologische biologi
biotechnology biotecnologia biotechnologie biotecnologias biotecnologie biotechnologies
  bioteknologi biotecnologico
molecular moleculaire molecolare molekulare molekular moleculaires molekularer
genetics genetica genetique genetik genetic genetiques genetico
chemistry quimica chimica chemie chimie chemical chemicals kemi quimicas quimico quimicos chimiche
  chimico chimiques chimique chemische chemisches chemicke chemii kemia kemiai himija
pharmacy pharma farmacia farmaceutica farmaceuticos farmaceutico pharmaceutical pharmaceuticals
  pharmaceutique pharmazie pharmazeutische farmaco pharmacology farmacologia pharmacie
  pharmakologie
physics fisica fisico fisiche physik physique fysik physical fyzikalni fizikai fysiikan
  physikalische physiques fizyki fizica physikalisch natuurkunde physic fyziky physikalischen
  fizikos
mathematics matematica matematicas mathematik mathematiques matematiche mathematical matematikai
  wiskunde matematyki matematiky mathematique matematik
nuclear nucleare nucleari nucleaire nucleaires kern atomic atomique atomica kernenergie
  kernforschung nucleo atomenergia atomenergie atom kernphysik reactor
astronomy astronomia astronomie astronomical astrophysics astrofisica astrophysik astrophysique
  observatory observatorio osservatorio observatoire sternwarte astronomico astronomique
materials materiales materiais materiali materiaux werkstoffe werkstoff material
  materialwissenschaft anyagtudomanyi materiaal materialforskning werkstoffforschung materialovy
  werkstofftechnik
surface surfaces superficie superficies superfici oberflachen oberflache
applied aplicada aplicadas aplicado aplicados applicata applicate applicati appliquee appliquees
  applique angewandte angewandten angewandter toegepast toegepaste applications aplicaciones
  applicazioni aplicacoes anwendungen
advanced avanzado avanzada avanzate avanzati avanzadas avancado avancada avance avances avancees
  fortgeschrittene higher superieur superieure superiori haute hautes altos alti
natural naturale naturales naturais naturelle naturelles natur natuur nature naturwissenschaftliche
human humano humana humaines umane humanas humanities humanidades mensch
children infantil infancia bambini bambino enfant enfants kinder kind kinderen
youth juventud juventude gioventu jeunesse jugend jeugd joven jovenes
women mujer mujeres mulher mulheres donne donna femme femmes frauen vrouwen
sport sports deporte deportes desporto deportiva sportiva
brain cerebro cerebral cervello cerveau hirn gehirn hersenen hirnforschung neuroscience
  neurociencias neuroscienze neurosciences neurowissenschaften neurologico neurology neurologia
  neurologie neurological
cancer oncology oncologia oncologie tumori krebs krebsforschung kanker oncologico tumor tumors
  krebsforschungszentrum
heart cardiology cardiologia cardiologie herz hart cardiovascular cardiovasculaire
production produccion producao produzione produktion productie produits productos produtos prodotti
  produkte producten products product manufacturing fabrica fabrication fabricacion fabrik
  fertigung fabriek produktionstechnik produktions manufacture fabbrica productores manufactures
  produzioni
factory works usine stabilimento werke werk werken usines ateliers talleres taller officina
  officine oficinas atelier workshop werkstatt verk
import importadora importacion importacao importazioni importation importaciones importer
export exportadora exportacion exportacao esportazioni exportation exportaciones exporter
sales ventas vendas vendite ventes vertrieb verkoop vertriebs verkauf distribution distribucion
  distribuicao distribuzione distribuciones distribuidora distributors distributor
  vertriebsgesellschaft
supermarket supermarkets supermercado supermercados supermercati supermarche supermarches
  supermarkt
restaurant restaurants restaurante restaurantes ristorante ristoranti gaststatte
agents agente agentes representaciones rappresentanze vertretungen
design diseno desenho progettazione disegno conception entwurf ontwerp
project projects proyecto proyectos projeto projetos progetto progetti projet projets projekt
  projekte projecten
planning planificacion planeamento pianificazione planification planung planlaggning urban
  urbanismo urbanistica urbanisme territorial territorio stadtplanung
rural rurale rurales landlichen land platteland rurali
local locale locales locali lokal
park parque parco parc technopark tecnoparc technologiepark
cell cells celula celulas cellule cellules zelle
mutual mutua mutuelle mutuo
civil civile civiles zivil
defence defense defensa defesa difesa verteidigung defensie militar militare
police policia polizia polizei politie
fire bomberos incendio incendie brand feuerwehr
time tiempo tempo temps zeit tijd
joint conjunto comun conjoint gemeinsame gemeinsamen gemeenschappelijk
united unidas unidos unite uniti vereinigte verenigde unido
general generale generales generaux allgemeine allgemeiner algemene
central centrale centrales zentrale zentral centraal zentraler
free libre livre libera libero freie vrije frei
open abierta abierto aberta aperta ouverte offene
catholic catolica cattolica catholique katholische katholieke catolico katolicki katholiek
autonomous autonoma autonomo autonome
german deutsche deutsches deutschen deutscher deutschland germany alemania germania allemagne
  aleman alemana tedesco tedesca allemand allemande duits duitsland alemao alema tysk nemet
  niemiecki
french francaise francais france francesa frances francese francia franca frankreich franzosische
  frans frankrijk francaises
spanish espanola espanol espana spain spagna espagne spanien spagnola espagnol espagnole espanya
  espanyola espanha spaans spanje hispano iberica iberico
italian italiana italiano italia italy italien italie italienne italiens italiaanse italiane
  italiani italiaans italienische
austrian osterreichische oesterreichische osterreichisches oesterreichisches osterreichischer
  osterreich oesterreich austria autriche oostenrijk austriaco
swiss schweizerische schweizerisches schweizer suisse svizzera switzerland schweiz suiza suizo
  suica zwitserland
dutch nederlandse nederlands nederland netherlands holland holanda olanda paesi paises pays
  niederlande hollandsche
danish danmarks dansk danske denmark danmark dinamarca danimarca danemark
swedish svenska svensk sverige sveriges sweden suecia svezia suede schweden
finnish suomen finland suomi finlandia finlande finnland finska
norwegian norges norsk norske norway norge noruega norvegia norvege norwegen
british britain uk gran bretagna inglaterra
english england ingles inglese anglais englisch
scottish scotland escocia scozia ecosse
irish ireland irlanda irlande irland eire
icelandic iceland islandia islenska haskoli
belgian belgium belgica belgio belgique belge belgisch belgische belgie belgien
luxembourg luxemburgo lussemburgo luxemburg luxembourgeois
polish polska polskiej poland polski pologne polonia polen polskie
portuguese portuguesa portugues portugal portogallo portugais portoghese portugaise portuguesas
greek hellenic greece ellinika grecia ellinikon elliniko ellinikos grece griechenland griechische
  griego grieks greca ellas hellas helleniki
russian russia rossijskaja rossiya russland russie rusia russische russe rusa rossiiskaya ras
ukrainian ukraine ukrainy ukraina ucrania ucraina
czech ceske ceska czechia cesky republiky checa ceca tcheque tschechische ceskeho
slovak slovenska slovakia slovenskej slovaque eslovaquia slovensky slovacchia
slovenian slovenia slovenije slovene eslovenia slovenski
hungarian magyar hungary hungria ungheria hongrie ungarn magyarorszagi ungarische
romanian romana romania romane rumania roumanie rumanien romaniei
bulgarian bulgaria balgarska bulgarie bulgarien bulgarska
croatian croatia hrvatska hrvatski croacia croazia kroatien
serbian serbia srbije srpska
estonian estonia eesti estland
latvian latvia latvijas lettland letonia
lithuanian lithuania lietuvos litauen lituania
turkish turkey turkiye turk turquia turchia turquie turkei
cyprus kypros kypriako kyprou cypriot chipre cipro
israeli israel israeliana
american america usa estados unis etats americana americano amerikanische
mexican mexico mexicana mexicano mexicanas messico mexique
brazilian brasil brazil brasileira brasileiro brasile bresil brasileiras
argentine argentina argentino
colombian colombia colombiana colombiano
peruvian peru peruana peruano
chilean chile chilena chileno
chinese china chine cina
japanese japan japon giappone
federal federale eidgenossische eidgenoessische bundes bundesanstalt bund eidgenossisches federaal
  bundesforschungsanstalt forbunds
munich munchen muenchen monaco
cologne koln koeln colonia
vienna wien viena vienne
rome roma
milan milano milaan
turin torino
florence firenze florencia
venice venezia venecia venise
naples napoli napoles
genoa genova genes
padua padova
bologna bolonia bologne
pisa pise
trieste triest
mantua mantova
leghorn livorno
syracuse siracusa
sicily sicilia sicilie
sardinia sardegna cerdena
tuscany toscana toscane
lombardy lombardia
piedmont piemonte
lisbon lisboa lisbonne lissabon
oporto porto
seville sevilla siviglia
zaragoza saragossa
catalonia cataluna catalunya catalana catala catalan
basque vasco euskal vasca euskadi pais
galicia galega gallega galego
valencia valenciana valence valenciano
balearic balears baleares illes
canary canarias
andalusia andalucia andaluz andaluza
corunna coruna
zurich zuerich
geneva geneve genf ginevra
basle basel bale
berne bern berna
lucerne luzern
lausanne losanna
brussels bruxelles brussel bruselas
antwerp antwerpen anvers amberes
ghent gent gand
louvain leuven lovaina
liege luik lieja
bruges brugge
mechelen malines
flanders flandes vlaanderen vlaamse flemish vlaams
walloon wallonie wallonne wallonia
hague haag haya haye
copenhagen kobenhavn koebenhavn kopenhagen kobenhavns copenhague
aarhus arhus
gothenburg goteborg goeteborg goteborgs
stockholm stockholms estocolmo
lund lunds
uppsala upsala
prague praha praga prag
brno brunn
bratislava pressburg
warsaw warszawa varsovia varsovie warszawska warszawski warschau
cracow krakow krakau jagiellonski jagiellonian
wroclaw breslau wroclawska
gdansk danzig gdanska
poznan posen poznanska
lodz lodzka
silesia slaska slaski silesian
bucharest bucuresti bukarest bucarest
cluj klausenburg
budapest budapesti
sofia sofija sofiiski
belgrade beograd
zagreb zagrebu
ljubljana ljubljani laibach
athens athinon athina atenas athenes atene athen
thessaloniki thessalonikis salonica thessalonica aristotelio aristotle aristoteleio
patras patron
crete kritis creta kreta
piraeus pireos
aegean aigaiou
thrace thrakis
moscow moskva moskau mosca moscu moscou moskovskij
petersburg peterburg sankt
kiev kyiv kiew
vilnius vilniaus
kaunas kauno
riga rigas
tallinn tallinna
tartu dorpat
helsinki helsingin helsingfors
turku turun abo
tampere tampereen
jyvaskyla jyvaskylan
oulu oulun
kuopio kuopion
marseilles marseille marsella marsiglia
lyons lyon
nice nizza
strasbourg strassburg estrasburgo
alsace elsass
brittany bretagne
burgundy bourgogne
normandy normandie
nuremberg nurnberg nuernberg
brunswick braunschweig
hanover hannover
bavaria bayern bayerische bayerisches bayerischen
saxony sachsen sachsische
hesse hessen hessische
london londres londra
edinburgh edimburgo
dublin dublino
istanbul estambul
jerusalem gerusalemme
wales walesa gales
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
_PREFIXES = ("dell", "nell", "sull", "all", "d", "l")  # written with an apostrophe
_JOINTS = ("", "s", "es", "en", "n", "e")  # between the parts of a compound
_SHORTEST, _FIRST, _LONG = 4, 3, 6  # letters of a part, of any first one, of a telling last one


@cache
def concept(word: str) -> str:
    """What a word means, named in one language; empty when that is not known.

    >>> concept("universidad"), concept("dellambiente"), concept("fuer"), concept("kuenste")
    ('university', 'environment', '', 'art')
    """
    if found := CONCEPTS.get(word, ""):
        return found
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _SHORTEST and rest in CONCEPTS:
            return CONCEPTS[rest]
    folded = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return CONCEPTS.get(folded, "") if folded != word else ""


@cache
def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound whose last says what a firm does or is; else the word itself.

    >>> parts("forschungszentrum"), parts("enitecnologie"), parts("tecnomec")
    (('forschungs', 'zentrum'), ('eni', 'tecnologie'), ('tecnomec',))
    """
    if concept(word):
        return (word,)
    for at in range(_FIRST, len(word) - _SHORTEST + 1):
        first, last = word[:at], word[at:]
        if last in CONCEPTS and (len(last) >= _LONG or (len(first) >= _SHORTEST and _known(first))):
            return (first, last)
    return (word,)


def _known(word: str) -> bool:
    """Whether a first part has a meaning, with what joins it to the next or without."""
    return any(word.endswith(end) and word[: len(word) - len(end)] in CONCEPTS for end in _JOINTS)
