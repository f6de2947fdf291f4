"""The best k introductions: gains counted by hand, beside the exact optimum and other choices."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy import sparse

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.connection.register import NEEDED
from tiesnet.diagnosis.introductions.open_pairs import ground
from tiesnet.diagnosis.introductions.two_steps import TwoSteps, bound, most_partners, random_sets
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import read_survey

READ = (*NEEDED, "coreness")


def tied(size: int, *pairs: tuple[int, int]) -> sparse.csr_array:
    one, other = zip(*pairs, strict=True)
    return sparse.csr_array((np.ones(len(pairs)), (one, other)), shape=(size, size))


PATH = tied(5, (0, 1), (1, 2), (2, 3))  # 0 - 1 - 2 - 3, and 4 alone


def test_gains_by_hand() -> None:
    steps = TwoSteps(PATH)
    # Within two steps: 01 12 23 and 02 13.
    assert steps.pairs == 5
    gains = steps.gains()
    assert gains[4, 1] == gains[1, 4] == 3  # 4 with 1, 0 and 2
    assert gains[4, 0] == 2  # 4 with 0 and 1
    assert gains[0, 3] == 1  # themselves; 0 and 2, 1 and 3 are there already
    assert gains[0, 2] == 1  # 0 comes within two steps of 3
    # 4-0 and 0-3 join 4 and 3 between them: 2 + 1 + 1.
    assert steps.gain([(4, 0), (0, 3)]) == 4
    # Of two: the largest single gains are 3 and 3, and one more pair may come between them.
    allowed = ~np.eye(5, dtype=bool)
    assert bound(gains[np.triu(allowed, 1)], 2, 99) == 3 + 3 + 1
    assert bound(gains[np.triu(allowed, 1)], 2, 5) == 5  # no more pairs are apart


def test_the_gain_is_not_submodular() -> None:
    # 2-3 alone adds its own pair; after 1-2 it adds 1 with 3 as well: more than alone.
    steps = TwoSteps(tied(4, (0, 1)))
    assert steps.gains()[1, 2] == 2 and steps.gains()[2, 3] == 1
    assert steps.gain([(1, 2), (2, 3)]) == 2 + 1 + 1


def test_chosen_one_after_another() -> None:
    steps = TwoSteps(PATH)
    allowed = (PATH + PATH.T).toarray() == 0
    np.fill_diagonal(allowed, False)
    chosen = steps.choose(allowed, 3)
    # First 4 with 1, who has two partners (or 2: 1 comes first). Of ten pairs two are then
    # beyond two steps, 0 and 4 with 3: one or two more ties bring them in.
    assert chosen.pairs[0] == (1, 4) and chosen.gains[0] == 3
    assert steps.pairs + 3 == 8
    assert chosen.gain == 5 == steps.gain(chosen.pairs)
    assert chosen.gain <= chosen.bound


def test_nobody_is_introduced_too_often() -> None:
    allowed = ~np.eye(6, dtype=bool)
    busy = TwoSteps(tied(6, (0, 1), (0, 2))).choose(allowed, 3)
    assert [sum(0 in pair for pair in busy.pairs)] == [3]
    spread = TwoSteps(tied(6, (0, 1), (0, 2))).choose(allowed, 3, each=1)
    ends = [end for pair in spread.pairs for end in pair]
    assert len(ends) == len(set(ends))


@pytest.mark.parametrize("k", [2, 3])
def test_beside_the_exact_optimum(k: int) -> None:
    """Sixty networks of nine actors: all sets of k ties, counted."""
    rng = np.random.default_rng(7)
    shares = []
    for _ in range(60):
        cells = np.triu(rng.random((9, 9)) < 0.15, 1)
        allowed = ~(cells | cells.T | np.eye(9, dtype=bool))
        steps = TwoSteps(sparse.csr_array(cells.astype(float)))
        chosen = steps.choose(allowed, k)
        open_pairs = list(zip(*(e.tolist() for e in np.nonzero(np.triu(allowed, 1))), strict=True))
        best = max(steps.gain(pairs) for pairs in combinations(open_pairs, k))
        assert chosen.gain <= best <= chosen.bound
        shares.append(chosen.gain / best)
    print(f"k = {k}: least {min(shares):.3f}, mean {np.mean(shares):.3f} of the optimum")
    assert min(shares) > 0.75 and np.mean(shares) > 0.97


def valley(root: object) -> Measures:
    net = build_network(read_survey(f"{root}/surveys/footwear-valley"))
    return measure(net, metrics=READ)


def best(measures: Measures, **options: int) -> Diagnosis:
    name = "best_introductions"
    return diagnose(measures, [name], {name: options} if options else None)[name]


def test_the_chosen_beat_many_partners_and_chance(root: object) -> None:
    measures = valley(root)
    view = ground(measures)
    steps, allowed = TwoSteps(view.tied), view.allowed()
    degree = np.diff(view.tied.indptr).astype(float)
    drawn = random_sets(allowed, 5, 999, np.random.default_rng(1))
    for each in (2, 0):
        chosen = steps.choose(allowed, 5, each=each)
        busy = steps.gain(most_partners(degree, allowed, 5))
        chance = [steps.gain(pairs) for pairs in drawn]
        print(
            f"five introductions, each firm at most {each or 'any'}: {chosen.gain} pairs, bound "
            f"{chosen.bound}; most partners {busy}; chance {np.mean(chance):.1f}, best of 999 "
            f"{max(chance)}"
        )
        assert chosen.gain >= 110
        assert busy < max(chance) < chosen.gain <= chosen.bound
    # Pairs of many partners that hold no firm twice do not reach it either.
    apart = TwoSteps(view.tied)
    ends: list[tuple[int, int]] = []
    for pair in most_partners(degree, allowed, allowed.sum() // 2):
        if not any(set(pair) & set(other) for other in ends) and len(ends) < 5:
            ends.append(pair)
    assert apart.gain(ends) < steps.choose(allowed, 5).gain


def test_the_diagnosis_of_the_valley(root: object) -> None:
    measures = valley(root)
    found = best(measures)
    rows, sets = found.table("best_introductions"), found.table("best_introductions_sets")
    assert len(rows) == 5 and rows["gain"].is_monotonic_decreasing
    assert sets["gain"].iloc[0] == rows["gain"].sum()
    assert found.findings[0].sentence.startswith(
        f"5 introductions can bring {rows['gain'].sum()} more pairs of actors within two steps"
    )
    # Three isolates, the three apart together, and the main group: five groups, four ties.
    assert found.findings[1].claim == "4 introductions join all 5 groups"
    states = measures.net.respondents.states()
    assert (states[[*rows["one"], *rows["other"]]] == "answered").all()
    assert len(best(measures, k=2).table("best_introductions")) == 2


def test_joining_c_groups_takes_c_minus_1() -> None:
    net = network_from_edges([("a", "b"), ("c", "d")], ["a", "b", "c", "d", "e"], directed=False)
    found = best(measure(net, metrics=READ))
    assert found.findings[1].claim == "2 introductions join all 3 groups"
    rows = found.table("best_introductions")
    assert rows["joins"].sum() == 2


def test_the_order_of_the_rows_changes_nothing() -> None:
    # Three pairs and a ring of four: many choices add equally many.
    edges = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h"), ("h", "i"), ("i", "j"), ("j", "g")]
    found = []
    for ids in ("abcdefghij", "jihgfedcba", "cjaghdbefi"):
        net = network_from_edges(edges, list(ids), directed=False)
        made = best(measure(net, metrics=READ))
        found.append((made.tables[0].rows, made.tables[1].rows, made.findings[0].sentence))
    for rows, sets, sentence in found[1:]:
        assert rows.equals(found[0][0]) and sets.equals(found[0][1])
        assert sentence == found[0][2]


def test_nobody_to_introduce() -> None:
    net = network_from_edges([("a", "b"), ("b", "c"), ("a", "c")], directed=False)
    found = best(measure(net, metrics=READ))
    assert found.tables == () and "No introduction can be proposed" in found.gaps[0].what


def test_too_many_actors_are_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiesnet.diagnosis.introductions.best_introductions.LARGEST", 4)
    net = network_from_edges([("a", "b"), ("c", "d")], list("abcde"), directed=False)
    found = best(measure(net, metrics=READ))
    assert found.gaps[0].what.startswith("The best set is not computed for 5 actors")
