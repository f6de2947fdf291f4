"""The shape of the supply chain: missing links, stages passed over, single suppliers, circles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain import chain_fields as fields
from tiesnet.diagnosis.chain.chain_findings import chain_findings
from tiesnet.diagnosis.chain.chain_links import link_table, odd_ties, stage_table
from tiesnet.diagnosis.chain.chain_markets import markets, unnamed_ties
from tiesnet.diagnosis.chain.chain_numbers import column, number_table
from tiesnet.diagnosis.chain.chain_sources import hanging, inputs, lone_inputs, unnamed_suppliers
from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.kept import seed_of
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network, purchases_known, stage_places, supply_arcs, trade

EXPECTED = 1.0
"""Supply ties expected between neighbouring stages before their absence is reported."""
BUYERS = 5
"""Fewest firms that buy before a share of them is reported."""


@dataclass(frozen=True, eq=False)
class Chain:
    """All that is known of the chain: one table each, in the order of the outputs."""

    view: Network
    numbers: pd.DataFrame
    stages: pd.DataFrame
    links: pd.DataFrame
    inputs: pd.DataFrame
    hanging: pd.DataFrame
    lone: pd.DataFrame
    odd: pd.DataFrame
    markets: pd.DataFrame
    firms: pd.DataFrame


@diagnosis(
    chapter="chain",
    label="Shape of the chain",
    question="Where does the supply chain have gaps?",
    needs="to whom firms sell and from whom they buy, outside the cluster too; their stages and "
    "the order of these. For local linkage the value of ties and the output of firms; for chains "
    "by market the chain that each tie serves",
    limits="A link that is missing among the ties named may exist with firms nobody asked about. "
    "Stages follow one order: a chain that branches looks as if ties jumped. Levels follow ties, "
    "not what firms say of their stage.",
    source="altenburg1999, mackay2020, luo2011, holm1979, phipson2010",
)
def chain_shape(
    measures: Measures, *, replications: int = 999, level: float = 0.05, fewest: int = 10
) -> Diagnosis:
    """Where goods pass from stage to stage, where they do not, and who hangs on one supplier.

    All trade relations count together, arrows from supplier to buyer, firms only. A link leads
    from one place of the order of the stages to the next. Expected ties of a link: its known
    pairs at the density of all links together. The test shuffles, among the firms that answered,
    from which place they supply, while each keeps its ties to the next place and its known pairs
    there, and takes the density of each link; p = (b + 1) / (m + 1), two-sided, then for all
    links together (Holm 1979). So a few firms that sell to many make no link weak or strong by
    themselves.

    Single sourcing counts firms inside whose purchases are known in full. An input is the stage
    of its supplier, or the sector where no stage is known. Levels h solve
    (diag(u) - W - W') h = v, with u all ties of a firm and v those in less those out; trophic
    incoherence is the mean of (h_buyer - h_supplier - 1)^2. The local linkage ratio is the value
    of purchases inside over gross output, sum over sum.
    """
    parameters = {
        word("p at or below which a link is weak or strong"): level,
        word("Shuffles"): replications,
        word("Seed"): seed_of(measures),
        word("Fewest ties between neighbouring stages for a test"): fewest,
        word("Ties expected before a missing link is reported"): EXPECTED,
        word("Fewest buyers for a share of them"): BUYERS,
    }
    view = trade(measures.net)
    if view.layers.empty:
        gap = Gap(
            "How goods run from firm to firm cannot be said.",
            "Ask every firm to whom it sells and from whom it buys, outside the cluster too.",
        )
        return Diagnosis(gaps=(gap,), parameters=parameters)
    chain = _chain(view, level, fewest, replications, seed_of(measures))
    return Diagnosis(
        tables=_tables(chain),
        findings=chain_findings(chain, expected=EXPECTED, buyers=BUYERS, fewest=fewest),
        gaps=_gaps(chain, fewest),
        cautions=_cautions(measures, chain),
        parameters=parameters,
    )


def _chain(view: Network, level: float, fewest: int, replications: int, seed: int) -> Chain:
    inside = view.inside()
    firms = firm_table(view)
    links = link_table(inside, level=level, fewest=fewest, replications=replications, seed=seed)
    odd = odd_ties(inside)
    return Chain(
        view=view,
        numbers=number_table(view, firms, odd),
        stages=stage_table(view, firms.set_index("firm")["level"]),
        links=links,
        inputs=inputs(view),
        hanging=hanging(view),
        lone=lone_inputs(view),
        odd=odd,
        markets=markets(view),
        firms=firms,
    )


def firm_table(view: Network) -> pd.DataFrame:
    """Describe the place of every firm inside along the chain.

    Parameters
    ----------
    view : Network
        The trade of the survey, outside firms included.

    Returns
    -------
    DataFrame
        ``firm``, ``answered`` (about trade), ``level``, ``upstream``, ``downstream`` (firms
        reached), ``inside``, ``outside`` (suppliers, empty unless all are known), ``one`` (has
        one supplier in all), ``jumps``, ``linkage``.
    """
    inside = view.inside()
    arcs, home = supply_arcs(view), view.actors["in_cluster"].to_numpy(dtype=bool)
    own = home[arcs["source"].to_numpy()]
    told, size = purchases_known(view), len(home)
    suppliers = {
        "inside": np.bincount(arcs["target"][own], minlength=size),
        "outside": np.bincount(arcs["target"][~own], minlength=size),
    }
    table = pd.DataFrame({"firm": inside.actors.index, "answered": inside.respondents.states()})
    table.index = inside.actors.index
    for key, name in (
        ("level", "trophic_level"),
        ("upstream", "upstream_reach"),
        ("downstream", "downstream_reach"),
    ):
        table[key] = column(name, inside)
    for key, counts in suppliers.items():
        known = pd.Series(np.where(told, counts, np.nan), index=view.actors.index)
        table[key] = known.reindex(table.index)
    every = suppliers["inside"] + suppliers["outside"]
    one = pd.Series(every == 1, index=view.actors.index, dtype="object")
    table["one"] = one.where(told & (every > 0), None).reindex(table.index)
    table["jumps"] = column("stage_jumps", inside)
    table["linkage"] = column("local_linkage", inside)
    firm = (inside.actors["kind"] == "firm").to_numpy(dtype=bool)
    return table[firm].reset_index(drop=True)


def _tables(chain: Chain) -> tuple[Evidence, ...]:
    made = (
        ("chain_links", word("From stage to stage"), chain.links, fields.LINKS, "page"),
        ("chain_numbers", word("The chain in numbers"), chain.numbers, fields.NUMBERS, "page"),
        (
            "chain_markets",
            word("Chains by destination market"),
            chain.markets,
            fields.MARKETS,
            "folded",
        ),
        ("chain_stages", word("Stages of the chain"), chain.stages, fields.STAGES, "folded"),
        (
            "chain_inputs",
            word("What is bought inside and outside"),
            chain.inputs,
            fields.INPUTS,
            "folded",
        ),
        (
            "chain_hanging",
            word("Suppliers on whom firms hang"),
            chain.hanging,
            fields.HANGING,
            "folded",
        ),
        ("chain_lone", word("Stages that hang on one supplier"), chain.lone, fields.LONE, "folded"),
        (
            "chain_odd",
            word("Ties that jump or run against the stages"),
            chain.odd,
            fields.ODD,
            "workbook",
        ),
        ("chain_firms", word("Firms along the chain"), chain.firms, fields.FIRMS, "workbook"),
    )
    return tuple(
        Evidence(key, title, _kept(rows, own), own, fields.READINGS.get(key, ""), shown)  # type: ignore[arg-type]
        for key, title, rows, own, shown in made
    )


def _kept(rows: pd.DataFrame, own: tuple[Field, ...]) -> pd.DataFrame:
    return rows[[field.key for field in own]]


def _gaps(chain: Chain, fewest: int) -> tuple[Gap, ...]:
    found = [_no_link(chain, fewest), *_unknown_firms(chain), *_unknown_trade(chain)]
    return tuple(gap for gap in found if gap is not None)


def _no_link(chain: Chain, fewest: int) -> Gap | None:
    """Say why missing or weak links between stages cannot be told."""
    stages = chain.view.inside().actors["stage"]
    if stage_places(chain.view).nunique() <= 1 or not stages.notna().any():
        return Gap(
            "Missing links between stages cannot be seen.",
            "Ask every firm for its stage, and list the stages in their order.",
        )
    if not chain.links["p"].isna().all() or len(chain.links) <= 1:
        return None
    ask = say("Ask all firms: {n} supply ties between neighbouring stages are needed.", n=fewest)
    return Gap("Whether a link between stages is weak cannot be tested.", ask)


def _unknown_firms(chain: Chain) -> Iterator[Gap]:
    """Say what is not known of suppliers."""
    if chain.firms["one"].isna().all():
        yield Gap(
            "Which firms hang on one supplier cannot be said.",
            "Ask every firm from whom it buys, outside the cluster too.",
        )
    unnamed = unnamed_suppliers(chain.view)
    if unnamed:
        what = say_n(
            unnamed,
            "Of {n} supplier outside it is not known what is bought there.",
            "Of {n} suppliers outside it is not known what is bought there.",
        )
        yield Gap(what, "Ask for the stage or the sector of suppliers outside.")


def _unknown_trade(chain: Chain) -> Iterator[Gap]:
    """Say what is not known of what is bought, and for which market."""
    if chain.firms["linkage"].isna().all():
        yield Gap(
            "How much of its output the cluster buys inside cannot be said.",
            "Ask for the value of purchases per year, and for the gross output of each firm.",
        )
    if chain.markets.empty:
        yield Gap(
            "Chains cannot be told apart by destination market.",
            "Ask for which market each supply tie works in the end.",
        )


def _cautions(measures: Measures, chain: Chain) -> tuple[str, ...]:
    inside = chain.view.inside()
    firm = (inside.actors["kind"] == "firm").to_numpy(dtype=bool)
    lost = int((firm & ~inside.respondents.observed().to_numpy()).sum())
    said = [few_answers(measures)]
    if lost:
        said.append(
            say_n(
                lost,
                "{n} firm did not answer all about trade, or was not asked: what it buys and sells "
                "is known from others only.",
                "{n} firms did not answer all about trade, or were not asked: what they buy and "
                "sell is known from others only.",
            )
        )
    unnamed = unnamed_ties(chain.view) if len(chain.markets) else 0
    if unnamed:
        said.append(
            say_n(
                unnamed,
                "Of {n} supply tie nobody said which market it serves.",
                "Of {n} supply ties nobody said which market they serve.",
            )
        )
    return tuple(text for text in said if text)
