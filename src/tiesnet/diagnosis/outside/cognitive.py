"""The exchange of knowledge: who gives and takes inside, who has sources outside, which role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import word
from tiesnet.network import Network, adjacency

GATEKEEPER = word("technological gatekeeper")
ACTIVE = word("active mutual exchanger")
WEAK = word("weak mutual exchanger")
STAR = word("external star")
ABSORBER = word("absorber")
SOURCE = word("source")
ISOLATE = word("isolate")
ROLES = {
    GATEKEEPER: word("central inside, and open to sources outside"),
    ACTIVE: word("central inside, gives and takes alike, little from outside"),
    WEAK: word("few partners inside, gives and takes alike, little from outside"),
    STAR: word("open to sources outside, few partners inside"),
    ABSORBER: word("takes more than it gives, little from outside"),
    SOURCE: word("gives more than it takes, little from outside"),
    ISOLATE: word("no partner inside, little from outside"),
}
"""The roles and what they mean, in the order shown."""
TAKES = word("takes more than it gives")
EVEN = word("gives and takes alike")
GIVES = word("gives more than it takes")
BALANCES = (TAKES, EVEN, GIVES)
RULES = (word("mean"), word("median"))
DRAWN = ("firms", "ties")
_Counts = NDArray[np.float64]
_Words = NDArray[np.object_]
_BY_BALANCE = np.array(["", TAKES, GIVES, EVEN], dtype=object)
_BY_ROLE = np.array([GATEKEEPER, STAR, ISOLATE, ACTIVE, WEAK, ABSORBER, SOURCE], dtype=object)


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Knowledge among the firms of the cluster, and from outside to them.

    Attributes
    ----------
    firms : DataFrame
        The firms inside, by id.
    flow : csr_array, shape (firms, firms)
        1 where knowledge goes from the row to the column.
    sources : csr_array, shape (firms, partners outside)
        1 where knowledge comes from a partner outside.
    seen : array of bool, shape (firms,)
        Who answered all of these questions.
    arrows : bool
        Whether giving and taking can be told apart.
    """

    firms: pd.DataFrame
    flow: sparse.csr_array
    sources: sparse.csr_array
    seen: NDArray[np.bool_]
    arrows: bool


@dataclass(frozen=True, eq=False)
class Counts:
    """How many partners every firm has: inside, of these it takes from and gives to, outside."""

    local: _Counts
    taken: _Counts
    given: _Counts
    opened: _Counts


@dataclass(frozen=True)
class Cuts:
    """The cut-offs for partners inside and sources outside, and the band of the balance.

    A firm is on the high side of a cut-off at that many whole partners, and at one at least.
    """

    at_local: float
    at_open: float
    band: float

    @property
    def central(self) -> int:
        """Partners inside from which a firm is central."""
        return max(1, ceil(self.at_local))

    @property
    def open(self) -> int:
        """Sources outside from which a firm is open."""
        return max(1, ceil(self.at_open))


def knowledge_layers(net: Network) -> list[str]:
    """Name the relations about knowledge."""
    return [str(name) for name in net.layers.index[net.layers["content"] == "knowledge"]]


def knowledge_view(net: Network) -> Network | None:
    """Show the relations about knowledge alone, outside actors included; None without any."""
    names = knowledge_layers(net)
    if len(names) < 2:
        return net.layer(names[0]) if names else None
    return replace(
        net,
        ties=net.ties[net.ties["layer"].isin(names)].reset_index(drop=True),
        layers=net.layers.loc[names],
        respondents=net.respondents.questions_only(names),
    )


def knowledge(net: Network, layers: list[str]) -> Knowledge:
    """Unite relations along the flow of knowledge, among firms inside and from outside to them."""
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    firm = inside & (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    seen, arrows = np.ones(len(inside), dtype=bool), False
    total = sparse.csr_array((len(inside), len(inside)), dtype=float)
    for name in layers:
        view = net.layer(name).along_flow()
        matrix = adjacency(view)
        one_way = view.directed and view.layers["flow"].iloc[0] != "both"
        total = total + matrix if one_way else total + matrix + matrix.T
        arrows = arrows or one_way
        seen &= view.respondents.observed().to_numpy(dtype=bool)
    flow = sparse.csr_array(total > 0).astype(float)
    outside = sparse.csr_array(flow[~inside][:, firm].T)
    named = np.asarray(outside.sum(axis=0)).reshape(-1) > 0
    return Knowledge(
        net.actors[firm],
        sparse.csr_array(flow[firm][:, firm]),
        sparse.csr_array(outside[:, named]),
        seen[firm],
        arrows,
    )


def counts_of(units: tuple[sparse.csr_array, ...], drawn: _Counts) -> Counts:
    """Count partners, each as often as its unit was drawn (see `units_of`)."""
    return Counts(*(matrix @ drawn for matrix in units))


def units_of(told: Knowledge, drawn: str) -> tuple[tuple[sparse.csr_array, ...], NDArray[np.intp]]:
    """Say what each unit of a resample adds to the four counts of every firm.

    Parameters
    ----------
    told : Knowledge
    drawn : {"firms", "ties"}
        Whether partners (firms inside, partners outside) or ties are the units.

    Returns
    -------
    matrices : tuple of four csr_arrays, shape (firms, units)
        For `Counts`, in its order.
    strata : array of int, shape (units,)
        0 inside, 1 outside.

    Raises
    ------
    TiesnetError
        Neither is asked for.
    """
    if drawn not in DRAWN:
        raise TiesnetError(f"{drawn!r} cannot be resampled.", "Choose firms or ties.")
    n, far = told.sources.shape
    both = sparse.csr_array((told.flow + told.flow.T) > 0).astype(float)
    parts = (both, told.flow.T, told.flow)
    if drawn == "firms":
        blank, none = sparse.csr_array((n, far)), sparse.csr_array((n, n))
        made = [sparse.hstack([part, blank], format="csr") for part in parts]
        made.append(sparse.hstack([none, told.sources], format="csr"))
        return tuple(made), np.repeat([0, 1], [n, far])
    pairs, links = sparse.triu(both).tocoo(), told.sources.tocoo()
    size = len(pairs.row) + len(links.row)
    made = [_by_pair(part, pairs, size) for part in parts]
    column = len(pairs.row) + np.arange(len(links.row))
    cells = (np.ones(len(links.row)), (links.row, column))
    made.append(sparse.csr_array(cells, shape=(n, size)))
    return tuple(made), np.repeat([0, 1], [len(pairs.row), len(links.row)])


def cut(rule: str, values: _Counts, weights: _Counts) -> float:
    """Give a cut-off: the mean or median over firms, or the number asked for.

    Raises
    ------
    TiesnetError
        It is neither.
    """
    if rule not in RULES:
        return _asked(rule)
    weights = weights if weights.any() else np.ones(len(values))
    if not len(values):
        return 0.0
    if rule == "median":
        return float(np.median(np.repeat(values, weights.astype(np.int64))))
    return float(values @ weights / weights.sum())


def balance_of(taken: _Counts, given: _Counts, band: float) -> _Words:
    """Say who takes more than it gives; empty for who does neither."""
    return _first_that_fits(
        [taken + given == 0, taken > given * band, given > taken * band], _BY_BALANCE
    )


def roles_of(counts: Counts, cuts: Cuts) -> _Words:
    """Give every firm its role."""
    central, open_ = counts.local >= cuts.central, counts.opened >= cuts.open
    balance = balance_of(counts.taken, counts.given, cuts.band)
    return _role(central, open_, balance, counts.local > 0)


def margins(counts: Counts, cuts: Cuts) -> tuple[NDArray[np.int64], list[str]]:
    """Say how near every firm is to another role, and which count would have to change.

    One count at a time changes, the others and the cut-offs stay: partners inside, sources
    outside, or ties given or taken (which move the balance).
    """
    rows = zip(counts.local, counts.taken, counts.given, counts.opened, strict=True)
    found = [
        _margin(int(n), int(taken), int(given), int(far), cuts) for n, taken, given, far in rows
    ]
    return np.array([k for k, _ in found], dtype=np.int64), [way for _, way in found]


def _role(
    central: NDArray[np.bool_], open_: NDArray[np.bool_], balance: _Words, tied: NDArray[np.bool_]
) -> _Words:
    even = balance == EVEN
    return _first_that_fits(
        [open_ & central, open_, ~tied, even & central, even, balance == TAKES], _BY_ROLE
    )


def _first_that_fits(flags: list[NDArray[np.bool_]], words: _Words) -> _Words:
    """Give the word of the first flag that is set, and the last word where none is.

    A resample asks a thousand times: places are many times quicker to choose than words.
    """
    place = np.full(len(flags[0]), len(flags), dtype=np.int8)
    for k in reversed(range(len(flags))):
        place[flags[k]] = k
    found: _Words = words[place]
    return found


def _margin(local: int, taken: int, given: int, opened: int, cuts: Cuts) -> tuple[int, str]:
    central, open_ = local >= cuts.central, opened >= cuts.open
    balance = _balance(taken, given, cuts.band)
    now = _one(central, open_, balance, local)
    ways: list[tuple[int, str]] = []
    for to in {cuts.central - 1 if central else cuts.central, 0 if local else 1}:
        then = _one(to >= cuts.central, open_, balance if local else EVEN, to)
        if then != now:
            ways.append((abs(to - local), word("partners inside")))
    flipped = _one(central, not open_, balance, local)
    if flipped != now:
        steps = abs(opened - (cuts.open - 1 if open_ else cuts.open))
        ways.append((steps, word("sources outside")))
    if not open_ and local:
        ways.append((_to_other_balance(taken, given, cuts.band), word("given or taken")))
    return min(ways, key=lambda way: way[0])


def _to_other_balance(taken: int, given: int, band: float) -> int:
    """Count the ties that would have to come or go until the balance is another."""
    now, most = _balance(taken, given, band), taken + given + 1
    for steps in range(1, most + 1):
        for on_taken in range(-steps, steps + 1):
            rest = steps - abs(on_taken)
            for then in ((taken + on_taken, given + rest), (taken + on_taken, given - rest)):
                if min(then) >= 0 and max(then) > 0 and _balance(*then, band) != now:
                    return steps
    return most


def _balance(taken: int, given: int, band: float) -> str:
    return str(balance_of(np.array([float(taken)]), np.array([float(given)]), band)[0])


def _one(central: bool, open_: bool, balance: str, local: int) -> str:
    flags = np.array([central]), np.array([open_])
    return str(_role(*flags, np.array([balance], dtype=object), np.array([local > 0]))[0])


def _by_pair(part: sparse.csr_array, pairs: sparse.coo_array, size: int) -> sparse.csr_array:
    """Put the cells of a matrix of firms by the pairs they belong to."""
    cells = part.tocoo()
    n = part.shape[0]
    known = pd.Index(pairs.row.astype(np.int64) * n + pairs.col)
    low, high = np.minimum(cells.row, cells.col), np.maximum(cells.row, cells.col)
    column = known.get_indexer(low.astype(np.int64) * n + high)
    return sparse.csr_array((np.ones(len(column)), (cells.row, column)), shape=(n, size))


def _asked(rule: str) -> float:
    try:
        value = float(rule)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise TiesnetError(
            f"A cut-off cannot be {rule!r}.", "Give mean, median or a number of partners."
        )
    return value
