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
# What a firm can be only one of.
OPPOSED = tuple(
    frozenset(kinds.split())
    for kinds in (
        "north south east west centre",
        "old new",
        "upper lower",
        "first second third",
        "father child siblings",
    )
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
