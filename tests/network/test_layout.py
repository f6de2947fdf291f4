"""Coordinates: stages as columns, everybody inside the frame, the same every time."""

from __future__ import annotations

import pandas as pd
import pytest

from tiesnet.network import chain_layout, layout, network_from_edges

STAGES = {f"{s}{k}": s for s in "ABC" for k in range(6)}
CHAIN = [(f"A{k}", f"B{k}") for k in range(6)] + [(f"B{k}", f"C{k}") for k in range(6)]


def crossings(place: pd.DataFrame) -> int:
    """Pairs of ties between the same two columns that cross."""
    lines = [(a[0], place.at[a, "y"], place.at[b, "y"]) for a, b in CHAIN]
    return sum(
        (y1 - z1) * (y2 - z2) < 0
        for i, (s, y1, y2) in enumerate(lines)
        for t, z1, z2 in lines[:i]
        if s == t
    )


def test_the_chain_reads_from_left_to_right_without_crossings() -> None:
    place = chain_layout(network_from_edges(CHAIN, stages=STAGES), seed=3)
    ranges = [place.loc[[n for n in STAGES if n[0] == s], "x"] for s in "ABC"]
    assert ranges[0].max() < ranges[1].min() and ranges[1].max() < ranges[2].min()
    assert crossings(place) == 0
    for column in "ABC":
        heights = place.loc[[n for n in STAGES if n[0] == column], "y"].sort_values()
        assert heights.diff().dropna().tolist() == pytest.approx([1 / 6] * 5, abs=1e-3)


def test_a_seed_gives_one_picture_and_isolates_have_no_place() -> None:
    names = [*STAGES, "alone"]
    nets = [network_from_edges(CHAIN, nodes=names, stages=STAGES) for _ in range(2)]
    one, other = (chain_layout(net, seed=5) for net in nets)
    pd.testing.assert_frame_equal(one, other)
    assert one.loc["alone"].isna().all()
    assert one.drop("alone").min().min() >= 0 and one.drop("alone").max().max() <= 1


def test_without_a_stage_an_actor_stands_between_its_partners() -> None:
    net = network_from_edges([*CHAIN, ("A0", "guild"), ("B0", "guild")], stages=STAGES)
    place = chain_layout(net)
    assert place.at["A0", "x"] < place.at["guild", "x"] < place.at["B0", "x"]


def test_without_stages_it_is_the_plain_layout() -> None:
    net = network_from_edges(CHAIN)
    pd.testing.assert_frame_equal(chain_layout(net, 2), layout(net, 2))
