"""Layouts of the map: who stands where, what is offered, and how waves share one picture."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tiesnet import TiesnetError, plot_network
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.plots import ON_MAP, map_layouts, network_frame
from tiesnet.plots.layouts._groups import squarified
from tiesnet.plots.rounds import rounds_of
from tiesnet.survey import read_survey

# A clique of four, a ring of three tied to it, a firm hanging by one tie.
CORE = [(a, b) for a in "abcd" for b in "abcd" if a < b]
EDGES = [*CORE, ("d", "e"), ("e", "f"), ("f", "g"), ("g", "e"), ("g", "h")]
NAMES = "abcdefgh"


def write(folder: Path, **tables: list[list[object]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows(rows)
    return folder


def measured(folder: Path) -> Measures:
    return measure(build_network(read_survey(folder)))


@pytest.fixture(scope="module")
def plain() -> Measures:
    return measure(network_from_edges(EDGES, nodes=NAMES, directed=False))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    """Four firms on a square of about 11 km, one far away, one nobody knows where."""
    actors = [
        ["id", "latitude", "longitude", "location", "leader"],
        ["a", 0.05, 10.0, "North", "a"],
        ["b", 0.05, 10.1, "North", "a"],
        ["c", -0.05, 10.0, "South", "a"],
        ["d", -0.05, 10.1, "South", "d"],
        ["e", 40.0, 10.05, "Afar", "d"],
        ["f", "", "", "", ""],
    ]
    ties = [
        ["source", "target", "relation"],
        *[[a, b, "supply"] for a, b in ("ab", "bc", "cd", "de", "ef", "fa")],
    ]
    return measured(write(tmp_path_factory.mktemp("s"), actors=actors, ties=ties))


@pytest.fixture(scope="module")
def waves(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    """Two rounds: c leaves after the first, d comes in the second, b is silent in the first."""
    actors = [["id", "name"], *[[one, one.upper()] for one in "abcde"]]
    ties = [
        ["source", "target", "relation", "wave", "reported_by"],
        ["a", "c", "supply", "1", "a"],
        ["a", "b", "supply", "1", "a"],
        ["c", "e", "supply", "1", "c"],
        ["a", "d", "supply", "2", "a"],
        ["b", "e", "supply", "2", "b"],
        ["d", "e", "supply", "2", "d"],
    ]
    states = [["actor", "wave", "state"]]
    states += [[one, "1", "silent" if one == "b" else "answered"] for one in "abce"]
    states += [[one, "2", "answered"] for one in "abde"]
    states += [["d", "1", "not_asked"], ["c", "2", "not_asked"]]
    return measured(write(tmp_path_factory.mktemp("w"), actors=actors, ties=ties, responses=states))


def layouts_of(measures: Measures) -> dict[str, object]:
    return {one.key: one for one in map_layouts(network_frame(measures))}


def test_only_layouts_the_data_carry_are_offered(plain: Measures, places: Measures) -> None:
    assert list(layouts_of(plain)) == ["free", "rings", "community"]
    assert list(layouts_of(places)) == ["free", "places", "leader", "community"]


def test_everybody_on_the_map_has_a_place_in_every_layout(
    plain: Measures, places: Measures
) -> None:
    for measures in (plain, places):
        for key, one in layouts_of(measures).items():
            assert not one.xy.isna().any().any(), key
            assert one.xy["x"].between(0, 1).all(), key
            assert one.xy["y"].between(0, one.height).all(), key


def test_the_same_seed_gives_the_same_layouts() -> None:
    nets = [network_from_edges(EDGES, nodes=NAMES, directed=False) for _ in range(2)]
    one, other = (map_layouts(network_frame(measure(net), 5)) for net in nets)
    for left, right in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(left.xy, right.xy)
        assert left.zones == right.zones


def test_rings_put_the_highest_core_in_the_middle(plain: Measures) -> None:
    rings = layouts_of(plain)["rings"]
    reach = np.hypot(rings.xy["x"] - 0.5, rings.xy["y"] - 0.5)
    assert reach[list("abcd")].max() < reach[list("efg")].min()
    assert reach[list("efg")].max() < reach["h"]
    assert [zone.label for zone in rings.zones] == ["Core 3", "Core 2", "Core 1"]
    edges = [zone.right for zone in rings.zones]
    assert edges == sorted(edges) and edges[-1] == pytest.approx(0.5)
    assert reach[list("abcd")].max() < edges[0] < reach[list("efg")].min()


def test_many_core_numbers_share_rings() -> None:
    """A chain of cliques of growing size: eight core numbers, six rings at most."""
    edges = []
    for size in range(2, 10):
        members = [f"k{size}_{k}" for k in range(size)]
        edges += [(a, b) for k, a in enumerate(members) for b in members[k + 1 :]]
        edges.append((members[0], f"k{size + 1}_0"))
    measures = measure(network_from_edges(edges, directed=False))
    labels = [zone.label for zone in layouts_of(measures)["rings"].zones]
    assert len(labels) == 6
    assert any(" to " in label for label in labels)


def test_places_keep_one_scale_and_true_distances(places: Measures) -> None:
    made = layouts_of(places)["places"]
    xy = made.xy
    assert made.shape == "equal"
    across = (xy.at["b", "x"] - xy.at["a", "x"]) * made.kilometres
    down = (xy.at["c", "y"] - xy.at["a", "y"]) * made.kilometres
    assert across == pytest.approx(11.12, abs=0.05)
    assert down == pytest.approx(11.12, abs=0.05)
    # North is up, east is right.
    assert xy.at["a", "y"] < xy.at["c", "y"] and xy.at["a", "x"] < xy.at["b", "x"]


def test_who_is_far_away_stands_at_the_edge_and_who_is_lost_below(places: Measures) -> None:
    made = layouts_of(places)["places"]
    near = made.xy.loc[list("abcd"), "y"]
    assert made.xy.at["e", "y"] < near.min() - 0.02
    lost = next(zone for zone in made.zones if zone.kind == "box")
    assert lost.label == "Place not known"
    assert lost.top < made.xy.at["f", "y"] < lost.bottom
    assert {zone.label for zone in made.zones if zone.kind == "town"} == {"North", "South"}


def test_kilometres_of_the_survey_are_taken_as_they_are(tmp_path: Path) -> None:
    actors = [["id", "x_km", "y_km"], ["a", 0, 0], ["b", 30, 0], ["c", 0, 40]]
    ties = [["source", "target", "relation"], ["a", "b", "t"], ["b", "c", "t"], ["c", "a", "t"]]
    made = layouts_of(measured(write(tmp_path, actors=actors, ties=ties)))["places"]
    apart = made.xy.loc["b"] - made.xy.loc["c"]
    assert float(np.hypot(*apart)) * made.kilometres == pytest.approx(50, rel=0.01)


def test_firms_at_one_address_do_not_cover_each_other(tmp_path: Path) -> None:
    firms = [f"f{k}" for k in range(12)]
    actors = [["id", "latitude", "longitude"], *[[f, 41.0, 2.0] for f in firms]]
    actors += [["x", 41.2, 2.2], ["y", 41.1, 2.3]]
    ring = [*firms, "x", "y"]
    ties = [["source", "target", "relation"]]
    ties += [[a, b, "t"] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    xy = layouts_of(measured(write(tmp_path, actors=actors, ties=ties)))["places"].xy
    spots = xy.loc[firms].to_numpy()
    gaps = np.linalg.norm(spots[:, None] - spots[None], axis=2)[~np.eye(12, dtype=bool)]
    assert gaps.min() > 0.02 and gaps.max() < 0.25


def test_leaders_that_the_survey_names_make_the_groups(places: Measures) -> None:
    made = layouts_of(places)["leader"]
    assert [zone.label for zone in made.zones] == ["a: 3", "d: 2", "No leader known: 1"]
    assert "survey names" in made.note
    boxes = {zone.label[0]: zone for zone in made.zones}
    for actor, box in zip("abcde", "aaadd", strict=True):
        zone = boxes[box]
        x, y = made.xy.loc[actor]
        assert zone.left < x < zone.right and zone.top < y < zone.bottom


def test_leader_firms_are_found_where_nobody_names_them(root: Path) -> None:
    measures = measured(root / "surveys" / "footwear-valley")
    made = layouts_of(measures)["leader"]
    assert any(zone.label.startswith("Calzados Herbanova") for zone in made.zones)
    assert any(zone.label.startswith("Follow no leader") for zone in made.zones)
    chain = layouts_of(measures)["chain"]
    assert chain.shape == "lanes"


def test_communities_have_a_box_each(plain: Measures) -> None:
    made = layouts_of(plain)["community"]
    found = plain.actors[("all", "community")]
    boxes = {zone.label.split(":")[0]: zone for zone in made.zones}
    for actor, number in found.items():
        zone = boxes[f"Community {number}"]
        x, y = made.xy.loc[actor]
        assert zone.left < x < zone.right and zone.top < y < zone.bottom


def test_boxes_fill_the_square_without_overlap() -> None:
    boxes = squarified([9, 6, 4, 3, 2, 1], 1.8)
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in boxes]
    assert areas == sorted(areas, reverse=True)
    assert 0.85 < sum(areas) <= 1
    for k, one in enumerate(boxes):
        for other in boxes[:k]:
            apart = (
                one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            )
            assert apart


def test_waves_share_the_places_and_say_who_was_there(waves: Measures) -> None:
    frame = network_frame(waves)
    first, second = frame.moments
    assert [one.name for one in frame.moments] == ["1", "2"]
    assert [one.current for one in frame.moments] == [False, True]
    assert first.nodes["place"].to_dict() == {
        "a": ON_MAP,
        "b": "silent",
        "d": "absent",
        "e": ON_MAP,
        "c": ON_MAP,
    }
    assert second.nodes["place"].to_dict() == {
        "a": ON_MAP,
        "b": ON_MAP,
        "d": ON_MAP,
        "e": ON_MAP,
        "c": "absent",
    }
    assert list(frame.absent.index) == ["c"]
    both = first.nodes["x"].notna() & second.nodes["x"].notna()
    assert (first.nodes.loc[both, ["x", "y"]] == second.nodes.loc[both, ["x", "y"]]).all().all()
    ends = {tuple(sorted(pair)) for pair in first.ties[["source", "target"]].to_numpy().tolist()}
    assert ends == {("a", "c"), ("a", "b"), ("c", "e")}
    assert set(layouts_of(waves)["free"].xy.index) == set("abcde")


def test_numbers_of_other_waves_are_of_those_waves(waves: Measures) -> None:
    first, second = network_frame(waves).moments
    # Reported by a, in the first wave: c and b; in the second: d.
    assert first.nodes.at["a", "partners"] == 2
    assert second.nodes.at["a", "partners"] == 1
    assert np.isnan(first.nodes.at["d", "partners"])


def test_a_part_of_a_survey_has_no_other_waves(waves: Measures) -> None:
    assert len(rounds_of(waves)) == 2
    part = measure(waves.net.keep(["a", "b", "d"]))
    assert rounds_of(part) == ()
    assert network_frame(part).moments == ()


def test_the_figure_takes_a_layout_or_says_which_there_are(
    plain: Measures, places: Measures
) -> None:
    shapes = plot_network(plain, layout="rings").layout.shapes
    assert [shape.type for shape in shapes] == ["circle"] * 3
    figure = plot_network(places, layout="places")
    assert figure.layout.yaxis.scaleanchor == "x"
    assert any(note.text == "2 km" for note in figure.layout.annotations)
    with pytest.raises(TiesnetError, match="There is no layout 'chain' of this survey"):
        plot_network(plain, layout="chain")
    with pytest.raises(TiesnetError, match="no column 'taste' for the size"):
        plot_network(plain, size="taste")


def test_a_long_area_below_the_figure_is_cut_and_counted() -> None:
    alone = [f"s{k}" for k in range(40)]
    figure = plot_network(
        measure(network_from_edges(EDGES, nodes=[*NAMES, *alone], directed=False))
    )
    words = [note.text for note in figure.layout.annotations]
    assert words == ["No tie at all (and 24 more)"]
    shown = [trace for trace in figure.data if trace.mode == "markers+text"]
    texts = [text for trace in shown for text in trace.text if str(text).startswith("s")]
    assert len([x for trace in shown for x in trace.y if x is not None and x < 0]) == 16
    assert len(texts) >= 16
