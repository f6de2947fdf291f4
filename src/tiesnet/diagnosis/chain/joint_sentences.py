"""Sentences on joint action: who cooperates, in which bodies, and whether it changes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis.chain.action_matrix import (
    ANY,
    BILATERAL,
    MULTILATERAL,
    cell,
    cell_pairs,
    layers_of,
)
from tiesnet.diagnosis.chain.stage_chance import is_sample
from tiesnet.diagnosis.chain.tie_kinds import EXCHANGE, JOINT, TALK, specified_by
from tiesnet.diagnosis.connection.register import Response
from tiesnet.diagnosis.evidence import Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import joined, say, say_n, word
from tiesnet.network import Network, affiliations


def between_two(matrix: pd.DataFrame, told: Response) -> tuple[Finding, ...]:
    """Say how many pairs cooperate, along the chain and among peers where that is known."""
    both = cell(matrix, ANY, BILATERAL)
    if both is None or not both["pairs"]:
        return ()
    across, along = (cell(matrix, way, BILATERAL) for way in ("horizontal", "vertical"))
    rest = ""
    if across is None or along is None:
        claim = say_n(
            int(both["pairs"]), "{n} pair of firms cooperates", "{n} pairs of firms cooperate"
        )
        if pd.notna(both["share"]):
            rest = say(" ({share} of the known pairs)", share=percent(both["share"]))
    else:
        claim = say_n(
            int(along["pairs"]),
            "{n} pair of firms cooperates along the chain and {peers} among peers",
            "{n} pairs of firms cooperate along the chain and {peers} among peers",
            peers=int(across["pairs"]),
        )
        if pd.notna(along["share"]):
            rest = say(
                " ({along} and {peers} of the known pairs)",
                along=percent(along["share"]),
                peers=percent(across["share"]),
            )
    if pd.notna(both["firm_share"]) and told.assumed:
        rest += say("; {share} of the firms take part", share=percent(both["firm_share"]))
    elif pd.notna(both["firm_share"]):
        rest += say(
            "; {share} of the firms that answered take part", share=percent(both["firm_share"])
        )
    return (Finding("joint_action", "chain", claim, (f"{rest}.",), source="schmitz1997"),)


_OF_STAGES = {
    "vertical": (word("{n} with firms of several stages"), word(" of several stages.")),
    "horizontal": (word("{n} with firms of one stage"), word(" of one stage.")),
    "undetermined": (
        word("{n} whose stages are not all known"),
        word(" whose stages are not all known."),
    ),
}
"""What is said of bodies of a sort beside others, and where all are of one sort."""


def in_bodies(matrix: pd.DataFrame, bodies: pd.DataFrame) -> tuple[Finding, ...]:
    """Say how many bodies bring firms together."""
    counted = bodies[bodies["apart"] == ""]
    if counted.empty:
        return ()
    row = cell(matrix, ANY, MULTILATERAL)
    firms = 0 if row is None else int(row["firms"])
    kinds = counted["orientation"].value_counts()
    claim = say_n(
        len(counted),
        "{n} body brings together {firms}",
        "{n} bodies bring together {firms}",
        firms=count(firms, "firm", "firms"),
    )
    sorts = {one: words for one, words in _OF_STAGES.items() if one in kinds}
    if len(sorts) == 1:
        rest = say(next(iter(sorts.values()))[1])
    else:
        rest = ", ".join(say(words[0], n=int(kinds[one])) for one, words in sorts.items())
        rest = f": {rest}."
    return (Finding("joint_bodies", "chain", claim, (rest,), source="schmitz1997"),)


def beside(matrix: pd.DataFrame) -> tuple[Finding, ...]:
    """Say how many pairs only trade, and how many share knowledge or friendship."""
    trade, talk = (cell_pairs(matrix, ANY, BILATERAL, ANY, kind) for kind in (EXCHANGE, TALK))
    said = []
    if trade > 0:
        said.append(say_n(int(trade), "{n} pair of firms trades", "{n} pairs of firms trade"))
    if talk > 0:
        said.append(
            say_n(
                int(talk),
                "{n} pair shares knowledge or friendship",
                "{n} pairs share knowledge or friendship",
            )
        )
    if not said or cell(matrix, ANY, BILATERAL) is None:
        return ()
    claim = say("Beside joint action, {pairs}", pairs=joined(said))
    return (Finding("joint_beside", "chain", claim, (".",), source="schmitz1999"),)


def changed(rounds: pd.DataFrame, change: float, fewest: int) -> tuple[Finding, ...]:
    """Say whether cooperation along the chain rises while that between two peers falls."""
    waves = list(dict.fromkeys(rounds["wave"]))
    own = rounds[rounds["form"] == BILATERAL].set_index(["orientation", "wave"])
    if len(waves) < 2 or len(own) < 2 * len(waves):
        return ()
    ends = [waves[0], waves[-1]]
    pairs = [own.loc[[("horizontal", w), ("vertical", w)], "pairs"].sum() for w in ends]
    along, across = (
        [float(own.at[(orientation, w), "share"]) for w in ends]
        for orientation in ("vertical", "horizontal")
    )
    if min(pairs) < fewest or np.isnan([*along, *across]).any():
        return ()
    ways = tuple(_way(shares[0], shares[1], change) for shares in (along, across))
    claim = say(_CHANGED[ways], first=str(ends[0]), last=str(ends[1]))
    rest = say(
        ": from {along} to {along_then} and from {peers} to {peers_then} of the known pairs.",
        along=percent(along[0]),
        along_then=percent(along[1]),
        peers=percent(across[0]),
        peers_then=percent(across[1]),
    )
    caution = say("Firms that came, left or did not answer in a round change these shares too.")
    return (Finding("joint_rounds", "chain", claim, (rest,), rounds, caution, "bair2001"),)


def _way(before: float, after: float, change: float) -> str:
    if abs(after - before) <= change * before:
        return "stays"
    return "rises" if after > before else "falls"


_CHANGED: dict[tuple[str, ...], str] = {
    ("rises", "rises"): word(
        "From {first} to {last} cooperation along the chain rises and that between two peers rises"
    ),
    ("rises", "falls"): word(
        "From {first} to {last} cooperation along the chain rises while that between two peers "
        "falls"
    ),
    ("rises", "stays"): word(
        "From {first} to {last} cooperation along the chain rises and that between two peers "
        "stays as it was"
    ),
    ("falls", "rises"): word(
        "From {first} to {last} cooperation along the chain falls and that between two peers rises"
    ),
    ("falls", "falls"): word(
        "From {first} to {last} cooperation along the chain falls and that between two peers falls"
    ),
    ("falls", "stays"): word(
        "From {first} to {last} cooperation along the chain falls and that between two peers "
        "stays as it was"
    ),
    ("stays", "rises"): word(
        "From {first} to {last} cooperation along the chain stays as it was and that between two "
        "peers rises"
    ),
    ("stays", "falls"): word(
        "From {first} to {last} cooperation along the chain stays as it was and that between two "
        "peers falls"
    ),
    ("stays", "stays"): word(
        "From {first} to {last} cooperation along the chain stays as it was and that between two "
        "peers stays as it was"
    ),
}
"""What is said of cooperation along the chain and between two peers."""


def gaps_of(net: Network, matrix: pd.DataFrame) -> tuple[Gap, ...]:
    """Say what was not asked."""
    gaps = []
    if not layers_of(net, JOINT):
        gaps.append(
            Gap(
                "Which pairs of firms act jointly cannot be said: no cooperation was asked for.",
                "Ask with which firms each firm runs joint projects, and who specifies what it "
                "buys and sells.",
            )
        )
    if layers_of(net, EXCHANGE) and specified_by(net).isna().all():
        gaps.append(
            Gap(
                "Which trade is joint action cannot be said, so that all of it counts as exchange.",
                "Ask who specifies what is bought or sold: the buyer, the supplier, both "
                "together, or a standard.",
            )
        )
    if not affiliations(net).incidence.nnz:
        gaps.append(
            Gap(
                "Joint action of three or more firms cannot be said: no memberships are known.",
                "Ask to which associations, projects, fairs and groups each firm belongs.",
            )
        )
    if not (net.actors["stages"].map(len) > 0).any() and len(matrix):
        gaps.append(
            Gap(
                "Peers and partners along the chain cannot be told apart without stages.",
                "Ask every firm for its stage in the value chain.",
            )
        )
    return tuple(gaps)


def cautions_of(net: Network, matrix: pd.DataFrame) -> tuple[str, ...]:
    """Say what to keep in mind with these data."""
    said = []
    unclear = cell_pairs(matrix, "undetermined", BILATERAL)
    if unclear > 0:
        said.append(
            say_n(
                int(unclear),
                "Of {n} cooperating pair a stage is not known, so that no cell of the four has it.",
                "Of {n} cooperating pairs a stage is not known, so that no cell of the four has "
                "them.",
            )
        )
    if is_sample(net):
        said.append(
            say("The survey does not cover the whole cluster: there are no shares of pairs.")
        )
    told = specified_by(net)
    if layers_of(net, EXCHANGE) and told.notna().any():
        trade = net.ties["layer"].isin(layers_of(net, EXCHANGE)).to_numpy()
        blank = int((trade & told.isna().to_numpy()).sum())
        if blank:
            said.append(
                say_n(
                    blank,
                    "Of {n} trade tie nobody said who specifies it, or the ends differ: counted as "
                    "exchange.",
                    "Of {n} trade ties nobody said who specifies it, or the ends differ: counted "
                    "as exchange.",
                )
            )
    return tuple(said)
