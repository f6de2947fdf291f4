"""Legal forms of firms, country by country, as they are written, and how a name ends in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

# One line per form: what it is called here, then the ways of writing it. Dots, case, accents and
# spaces do not matter. The same word in two countries is the same form.
FORMS: Mapping[str, str] = {
    "Spain": """
sa       | S.A.; Sociedad Anónima; Soc. Anónima
sau      | S.A.U.; Sociedad Anónima Unipersonal
sl       | S.L.; Sociedad Limitada; Soc. Limitada
slu      | S.L.U.; Sociedad Limitada Unipersonal; S.L. Unipersonal
sll      | S.L.L.; Sociedad Limitada Laboral
slp      | S.L.P.; Sociedad Limitada Profesional
slne     | S.L.N.E.; Sociedad Limitada Nueva Empresa
sal      | S.A.L.; Sociedad Anónima Laboral
coop     | S.Coop.; S. Coop. Ltda.; Soc. Coop.; Soc. Coop. Ltda.; Sdad. Coop.; Sociedad Cooperativa;
         | Sociedad Cooperativa Limitada; S.C.L.; S. Coop. And.; S. Coop. V.;
         | S. Coop. Galega; Coop. V.
scp      | S.C.P.; Sociedad Civil Particular
sc       | S.C.; Sociedad Civil
cb       | C.B.; Comunidad de Bienes
sat      | S.A.T.; Sociedad Agraria de Transformación
aie      | A.I.E.; Agrupación de Interés Económico
ute      | U.T.E.; Unión Temporal de Empresas
scom     | S. en C.; S. Com.; Sociedad en Comandita
""",
    "Mexico": """
sadecv   | S.A. de C.V.; Sociedad Anónima de Capital Variable
sabdecv  | S.A.B. de C.V.
sapidecv | S.A.P.I. de C.V.
sapi     | S.A.P.I.
sderl    | S. de R.L.; Sociedad de Responsabilidad Limitada
srldecv  | S. de R.L. de C.V.; S.R.L. de C.V.
scderl   | S.C. de R.L.; S.C. de R.L. de C.V.
spr      | S.P.R. de R.L.; S.P.R. de R.L. de C.V.; S.P.R. de R.I.
sasdecv  | S.A.S. de C.V.
ac       | A.C.; Asociación Civil
""",
    "Colombia": """
sas      | S.A.S.; Sociedad por Acciones Simplificada
ltda     | Ltda.; Limitada
eu       | E.U.; Empresa Unipersonal
esp      | S.A. E.S.P.; S.A.S. E.S.P.; E.S.P.
eice     | E.I.C.E.
scs      | S. en C.S.; S.C.S.
sca      | S.C.A.; S. en C.A.; S. en C. por A.
""",
    "Peru": """
sac      | S.A.C.; Sociedad Anónima Cerrada
saa      | S.A.A.; Sociedad Anónima Abierta
srl      | S.R.L.; S.R.Ltda.; Soc. de Resp. Ltda.
eirl     | E.I.R.L.; Empresa Individual de Responsabilidad Limitada
scrl     | S.C.R.L.; S. Civil de R.L.
""",
    "Argentina, Uruguay, Paraguay, Bolivia": """
srl      | S.R.L.; Sociedad de Resp. Ltda.
saic     | S.A.I.C.; S.A.I. y C.
sacif    | S.A.C.I.F.; S.A.C.I.F.I.A.; S.A.C.I.F. e I.; S.A.C.I.
saci     | S.A.C.I. y A.; S.A.I.C.F.
sh       | S.H.; Sociedad de Hecho
saeca    | S.A.E.C.A.
""",
    "Chile": """
spa      | S.p.A.; Sociedad por Acciones
eirl     | E.I.R.L.
ltda     | Ltda.; y Cía. Ltda.; y Compañía Limitada
""",
    "Venezuela, Ecuador": """
ca       | C.A.; Compañía Anónima; Cía. Anónima
cialtda  | Cía. Ltda.; Compañía Limitada; C. Ltda.
sca      | S.C.A.
cpora    | C. por A.
""",
    "Central America, Dominican Republic": """
sa       | Sociedad Anónima
sderl    | S. de R.L.
srl      | S.R.L.
sadecv   | S.A. de C.V.
eirl     | E.I.R.L.
""",
    "Portugal": """
ltda     | Lda.; Limitada; L.da
uni      | Unipessoal Lda.; Sociedade Unipessoal Lda.; Unip. Lda.; Unipessoal Limitada
sa       | S.A.; Sociedade Anónima
crl      | C.R.L.; Cooperativa de Responsabilidade Limitada
sgps     | S.G.P.S.; S.G.P.S. S.A.
eni      | E.N.I.
ace      | A.C.E.; Agrupamento Complementar de Empresas
epe      | E.P.E.
""",
    "Brazil": """
sa       | S/A; S.A.; Sociedade Anônima; Soc. Anônima
ltda     | Ltda.; Limitada
eireli   | EIRELI
me       | ME; M.E.; Microempresa
epp      | EPP; E.P.P.; Empresa de Pequeno Porte
mei      | MEI; M.E.I.
slu      | S.L.U.; Sociedade Limitada Unipessoal
""",
    "Italy": """
srl      | S.r.l.; S.a r.l.; Società a responsabilità limitata; Soc. a r.l.; S.R.L. Unipersonale
srls     | S.r.l.s.; Società a responsabilità limitata semplificata
spa      | S.p.A.; Società per Azioni; Soc. per Azioni
snc      | S.n.c.; Società in nome collettivo; S.n.c. & C.
sasit    | S.a.s. di; Società in accomandita semplice
sapa     | S.a.p.a.; Società in accomandita per azioni
ss       | S.s.; Società semplice; Soc. Agricola S.s.
coop     | Soc. Coop.; S.C.; Società Cooperativa; Soc. Coop. a r.l.; Società Cooperativa a r.l.;
         | Coop. a r.l.; Scarl; S.c.a.r.l.; S.c.r.l.; Soc. Coop. Sociale; Soc. Coop. p.a.
scpa     | S.c.p.a.; Soc. Cons. p.a.; Società Consortile per Azioni
scons    | Soc. Cons. a r.l.; Società Consortile a r.l.;
         | Società Consortile a responsabilità limitata
""",
    "France, Belgium, Luxembourg": """
sa       | S.A.; Société Anonyme
sas      | S.A.S.; Société par actions simplifiée
sasu     | S.A.S.U.; Société par actions simplifiée unipersonnelle
srl      | S.A.R.L.; SARL; Société à responsabilité limitée; S.à r.l.
eurl     | E.U.R.L.; Entreprise unipersonnelle à responsabilité limitée
snc      | S.N.C.; Société en nom collectif
sci      | S.C.I.; Société civile immobilière
scop     | SCOP; S.C.O.P.; Société coopérative et participative
gie      | G.I.E.; Groupement d'intérêt économique
sprl     | S.P.R.L.; SPRL; Société privée à responsabilité limitée; B.V.B.A.; BVBA;
         | Besloten vennootschap met beperkte aansprakelijkheid
scrlbe   | S.C.R.L.; C.V.B.A.; CVBA
nv       | N.V.; Naamloze vennootschap
asbl     | A.S.B.L.; V.Z.W.; Association sans but lucratif; Vereniging zonder winstoogmerk
sccv     | S.C.C.V.
""",
    "Germany, Austria, Switzerland, Liechtenstein": """
gmbh     | GmbH; G.m.b.H.; mbH; Ges.m.b.H.; Gesellschaft mbH; Ges. mbH; Gesellsch. mbH;
         | Gesellschaft mit beschränkter Haftung; Gesellschaft m.b.H.
gmbhkg   | GmbH & Co. KG; GmbH und Co. KG; GmbH & Co. Kommanditgesellschaft; GmbH & Co.
gmbhohg  | GmbH & Co. OHG
gmbhkgaa | GmbH & Co. KGaA
agkg     | AG & Co. KG
sekg     | SE & Co. KG; SE & Co. KGaA
agkgaa   | AG & Co. KGaA
cokg     | & Co. KG; und Co. KG
ag       | AG; Aktiengesellschaft
kg       | KG; Kommanditgesellschaft
kgaa     | KGaA; Kommanditgesellschaft auf Aktien
ohg      | OHG; oHG; Offene Handelsgesellschaft
og       | OG; Offene Gesellschaft
ek       | e.K.; e.Kfm.; e.Kfr.; eingetragener Kaufmann
eu       | e.U.; eingetragenes Einzelunternehmen
ug       | UG; UG (haftungsbeschränkt); Unternehmergesellschaft;
         | Unternehmergesellschaft (haftungsbeschränkt)
ugkg     | UG & Co. KG; UG (haftungsbeschränkt) & Co. KG
ggmbh    | gGmbH; gemeinnützige GmbH
gbr      | GbR; G.b.R.; Gesellschaft bürgerlichen Rechts
eg       | e.G.; eG; eingetragene Genossenschaft
ev       | e.V.; eingetragener Verein
se       | SE; Societas Europaea
""",
    "Netherlands": """
bv       | B.V.; Besloten vennootschap
nv       | N.V.; Naamloze vennootschap
vof      | V.O.F.; Vennootschap onder firma
cv       | C.V.; Commanditaire vennootschap
""",
    "United Kingdom, Ireland, Commonwealth": """
ltd      | Ltd; Limited
plc      | PLC; P.L.C.; Public Limited Company
llp      | LLP; L.L.P.; Limited Liability Partnership
cic      | C.I.C.; Community Interest Company
dac      | DAC; Designated Activity Company
ptyltd   | Pty Ltd; Pty. Limited; Proprietary Limited
pvtltd   | Pvt Ltd; Private Limited; Pvt. Limited
coltd    | Co. Ltd; Company Limited; Co. Limited; Company Ltd
andcoltd | & Co. Ltd; and Co. Limited; & Company Limited; and Company Ltd
teo      | Teo; Teoranta
cyf      | Cyf; Cyfyngedig
""",
    "United States, Canada": """
inc      | Inc; Incorporated
corp     | Corp; Corporation
llc      | LLC; L.L.C.; Limited Liability Company
lp       | L.P.; Limited Partnership
co       | Co; Company
coinc    | Co. Inc; Company Inc; Company Incorporated
ltee     | Ltée; Limitée
""",
    "Nordic countries": """
ab       | AB; Aktiebolag; Aktiebolaget; AB (publ)
as       | A/S; AS; Aktieselskab; Aksjeselskap
asa      | ASA; Allmennaksjeselskap
aps      | ApS; Anpartsselskab
oy       | Oy; Osakeyhtiö
oyj      | Oyj; Julkinen osakeyhtiö
oyab     | Oy Ab
hf       | ehf; hf
""",
    "Central and Eastern Europe, Greece, Turkey": """
spzoo    | Sp. z o.o.; Spółka z o.o.; Spółka z ograniczoną odpowiedzialnością
sa       | Spółka Akcyjna
spzoosk  | Sp. z o.o. Sp. k.
spj      | Sp. j.
sro      | s.r.o.; spol. s r.o.; spoločnosť s ručením obmedzeným
as       | a.s.; akciová spoločnost
kft      | Kft; Korlátolt felelősségű társaság
zrt      | Zrt; Rt; Nyrt
doo      | d.o.o.; družba z o.o.
dd       | d.d.
srl      | S.R.L.; Societate cu răspundere limitată
ood      | OOD; EOOD
ad       | AD; EAD
ooo      | OOO; ООО
oao      | OAO; ЗАО; ПАО; ОАО; АО
sia      | SIA
uab      | UAB
ou       | OÜ
aegr     | A.E.; A.E.B.E.; Α.Ε.
epegr    | E.Π.E.; ΕΠΕ; M.E.Π.E.
ltdsti   | Ltd. Şti.; Limited Şirketi
astr     | A.Ş.; Anonim Şirketi
""",
}

# Also words or initials of their own where no dots are written ("Help me", "Hotel Spa"): a name
# that ends in one is not taken without it on this ground alone.
ALSO_WORDS = frozenset(
    """me as co company se ca sal sc cb sat spa ac sh ss ad cv og ug ek eg uni limitada coop scop dd
    rt lp esp mei hf ace sca doo eni teo cic dac epe scs sci""".split()
)


class Ending(NamedTuple):
    """How a name ends: how many of its words are the legal form, and which form that is."""

    words: int
    form: str


def written_forms() -> list[tuple[str, str, str]]:
    """Every way of writing a legal form: country, form, as written."""
    found = []
    for country, lines in FORMS.items():
        form = ""
        for line in lines.strip().splitlines():
            name, _, spellings = line.partition("|")
            form = name.strip() or form
            texts = (text.strip() for text in spellings.split(";"))
            found += [(country, form, text) for text in texts if text]
    return found


@cache
def _known() -> dict[tuple[str, ...], str]:
    from tiesnet.survey.matching.normal import plain_words

    known: dict[tuple[str, ...], str] = {}
    for _, form, text in written_forms():
        known.setdefault(plain_words(text), form)
    return known


@cache
def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The forms that end in a word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, form in sorted(_known().items(), key=lambda known: -len(known[0])):
        found.setdefault(words[-1], []).append((words, form))
    return found


def ending(words: Sequence[str]) -> Ending:
    """The legal form at the end of a name, which never is the whole name.

    >>> ending(("acme", "sa", "de", "cv")), ending(("sa",)), ending(("acme", "ltda", "me"))
    (Ending(words=3, form='sadecv'), Ending(words=0, form=''), Ending(words=2, form='ltda me'))
    """
    known, end = _by_last_word(), len(words)
    forms: list[str] = []
    while end > 1 and words[end - 1] in known and len(forms) < 3:
        for form_words, form in known[words[end - 1]]:
            start = end - len(form_words)
            if start > 0 and tuple(words[start:end]) == form_words:
                forms.append(form)
                end = start
                break
        else:
            break
    if len(forms) > 1:
        forms.sort(key=lambda form: (form in _SIZES, form))
    return Ending(len(words) - end, " ".join(forms))


_SIZES = ("me", "epp", "mei")
