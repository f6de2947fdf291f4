"""Terms of formulas, each with its values written out, and names that do not exist."""

from __future__ import annotations

import numpy as np
import pytest
from tests.inference.pair_networks import survey_network

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.formula import parse
from tiesnet.inference.models.terms import TERMS
from tiesnet.inference.models.variables import variables
from tiesnet.network import Network, network_from_edges

nan = np.nan
TABLES = {
    "survey": [["title", "design"], ["four firms", "census"]],
    "actors": [
        [
            "id",
            "sector",
            "machines",
            "rnd",
            "notes",
            "location",
            "latitude",
            "longitude",
            "respondent",
        ],
        ["a", "Shoes", 10, "yes", "x", "Elda", 0, 0, "yes"],
        ["b", "shoes ", 4, "no", "y", "elda", 0, 1, "yes"],
        ["c", "soles", "", "no", "z", "", 0, 90, "yes"],
        ["d", "", 7, "", "w", "Petrer", "", "", "no"],
    ],
    "relations": [
        ["id", "label", "directed", "combine", "scale_min", "scale_max"],
        ["advice", "Advice", "yes", "source", 1, 5],
        ["projects", "Joint projects", "no", "union", "", ""],
    ],
    "ties": [
        ["source", "target", "relation", "strength"],
        ["a", "b", "advice", 3],
        ["b", "a", "advice", ""],
        ["c", "b", "advice", 2],
        ["a", "c", "projects", ""],
    ],
    "affiliations": [
        ["actor", "organisation", "type"],
        ["a", "club", "club"],
        ["b", "club", "club"],
        ["a", "guild", "guild"],
        ["b", "guild", "guild"],
        ["c", "guild", "guild"],
    ],
}


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return survey_network(tmp_path_factory.mktemp("terms"), TABLES)


def table(net: Network, term: str, outcome: str = "advice") -> np.ndarray:
    formula = parse(f"{outcome} ~ {term}")
    return variables(net, [formula]).values[formula.predictors[0]].values


@pytest.mark.parametrize(
    ("term", "values"),
    [
        ("same(machines)", "- 0 - 0 / 0 - - 0 / - - - - / 0 0 - -"),
        ("absdiff(machines)", "- 6 - 3 / 6 - - 3 / - - - - / 3 3 - -"),
        ("diff(machines)", "- 6 - 3 / -6 - - -3 / - - - - / -3 3 - -"),
        ("sum(machines)", "- 14 - 17 / 14 - - 11 / - - - - / 17 11 - -"),
        ("product(machines)", "- 40 - 70 / 40 - - 28 / - - - - / 70 28 - -"),
        ("sender(machines)", "- 10 10 10 / 4 - 4 4 / - - - - / 7 7 7 -"),
        ("receiver(machines)", "- 4 - 7 / 10 - - 7 / 10 4 - 7 / 10 4 - -"),
        ("transposed(advice)", "- 1 0 - / 1 - 1 - / 0 0 - - / 0 0 0 -"),
        ("transposed(valued(advice))", "- - 0 - / 3 - 2 - / 0 0 - - / 0 0 0 -"),
        ("distance(location)", "- 0 1 1 / 0 - 1 1 / 1 1 - - / 1 1 - -"),
    ],
)
def test_values(net: Network, term: str, values: str) -> None:
    """Rows are senders; a dash is not known."""
    written = [[nan if x == "-" else float(x) for x in row.split()] for row in values.split("/")]
    explained = "projects" if term in ("valued(advice)", "strength(advice)") else "advice"
    np.testing.assert_array_equal(table(net, term, explained), written)
    assert term.split("(")[0] in TERMS


def test_kilometres_along_the_great_circle(net: Network) -> None:
    found = table(net, "distance(km)")
    # A degree of the equator is 2 pi 6371.0088 / 360 km.
    assert found[0, 1] == pytest.approx(111.195, abs=1e-3)
    assert found[0, 2] == pytest.approx(90 * 111.195, abs=0.1)
    assert np.isnan(found[3]).all()


def test_every_term_says_what_it_is() -> None:
    assert all(term.definition.endswith(".") for term in TERMS.values())
    assert set(TERMS) >= {"same", "absdiff", "distance", "sender", "receiver", "shared"}


def said(net: Network, *formulas: str) -> str:
    with pytest.raises(TiesnetError) as told:
        variables(net, [parse(text) for text in formulas])
    return str(told.value)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("advise ~ projects", "There is no layer 'advise'. Did you mean 'advice'?"),
        ("advice ~ sane(sector)", "There is no term 'sane'. Did you mean 'same'?"),
        ("advice ~ same(sectr)", "no column of the actors 'sectr', asked for by 'same'. Did you"),
        ("advice ~ sector", "'sector' is a column of the actors, not of pairs"),
        ("advice ~ same", "The term 'same' needs a name in brackets"),
        ("advice ~ same(sector, rnd)", "'same' takes one name in its brackets, not 2"),
        ("advice ~ same(same(sector))", "not the term 'same(sector)'"),
        ("advice ~ transposed(same(sector))", "not the term 'same(sector)'"),
        ("advice ~ distance(miles)", "no kind of distance 'miles', asked for by 'distance'. There"),
        ("advice ~ shared(clubs)", "no kind of membership 'clubs', asked for by 'shared'. Did you"),
        ("same(sector) ~ advice", "left of ~ stands a layer, or valued() of a layer"),
        ("advice ~ absdiff(sector)", "the column 'sector' holds words such as 'shoes'"),
        ("advice ~ valued(projects)", "has no strengths"),
        ("projects ~ sender(machines)", "'projects' has no arrows: use 'sum(machines)'"),
        ("projects ~ diff(machines)", "'projects' has no arrows: use 'absdiff(machines)'"),
        ("projects ~ transposed(advice)", "'projects' has no arrows: use 'advice'"),
    ],
)
def test_names_that_do_not_exist_or_do_not_fit(net: Network, formula: str, words: str) -> None:
    assert words in said(net, formula)


def test_everything_wrong_in_all_formulas_is_said_at_once_with_what_there_is(net: Network) -> None:
    words = said(net, "advise ~ same(sectr) + advice", "projects ~ sane(rnd)")
    assert all(name in words for name in ("'advise'", "'sectr'", "'sane'"))
    assert "Layers: advice, projects, formal, informal, all." in words
    assert "sector, machines, rnd" in words and "absdiff()" in words


def test_where_nothing_is_known() -> None:
    bare = network_from_edges([("a", "b"), ("b", "c")])
    assert "The survey has no memberships" in said(bare, "ties ~ shared(affiliations)")
    assert "Nothing is known of how far" in said(bare, "ties ~ distance(km)")
    assert "Nothing is known of how far" in said(bare, "ties ~ distance(location)")
    assert "'same(stage)' is not known of any pair" in said(bare, "ties ~ same(stage)")
