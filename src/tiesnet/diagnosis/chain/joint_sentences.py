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
from tiesnet.diagnosis.evidence import Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import count, percent
from tiesnet.network import Network, affiliations


def between_two(matrix: pd.DataFrame, answered: str) -> tuple[Finding, ...]:
    """Say how many pairs cooperate, along the chain and among peers where that is known.

    `answered` says of the firms that they answered, where the survey tells who did.
    """
    both = cell(matrix, ANY, BILATERAL)
    if both is None or not both["pairs"]:
        return ()
    across, along = (cell(matrix, way, BILATERAL) for way in ("horizontal", "vertical"))
    pairs = "pair of firms cooperates", "pairs of firms cooperate"
    if across is None or along is None:
        claim, shares = count(int(both["pairs"]), *pairs), [both["share"]]
    else:
        claim = (
            f"{count(int(along['pairs']), *pairs)} along the chain and {int(across['pairs']):,} "
        )
        claim, shares = f"{claim}among peers", [along["share"], across["share"]]
    rest = ""
    if pd.notna(shares[0]):
        rest = f" ({' and '.join(map(percent, shares))} of the known pairs)"
    if pd.notna(both["firm_share"]):
        rest += f"; {percent(both['firm_share'])} of the firms{answered} take part"
    return (Finding("joint_action", "chain", claim, (f"{rest}.",), source="schmitz1997"),)


_OF_STAGES = {
    "vertical": "with firms of several stages",
    "horizontal": "with firms of one stage",
    "undetermined": "whose stages are not all known",
}


def in_bodies(matrix: pd.DataFrame, bodies: pd.DataFrame) -> tuple[Finding, ...]:
    """Say how many bodies bring firms together."""
    counted = bodies[bodies["apart"] == ""]
    if counted.empty:
        return ()
    row = cell(matrix, ANY, MULTILATERAL)
    firms = 0 if row is None else int(row["firms"])
    kinds = counted["orientation"].value_counts()
    parts = [f"{kinds[one]} {words}" for one, words in _OF_STAGES.items() if one in kinds]
    claim = (
        f"{count(len(counted), 'body brings', 'bodies bring')} together "
        f"{count(firms, 'firm', 'firms')}"
    )
    rest = f": {', '.join(parts)}."
    if len(parts) == 1:
        rest = f" {parts[0].split(' ', 1)[1].removeprefix('with firms ')}."
    return (Finding("joint_bodies", "chain", claim, (rest,), source="schmitz1997"),)


def beside(matrix: pd.DataFrame) -> tuple[Finding, ...]:
    """Say how many pairs only trade, and how many share knowledge or friendship."""
    said = []
    for kind, one, many in (
        (EXCHANGE, "pair of firms trades", "pairs of firms trade"),
        (TALK, "pair shares knowledge or friendship", "pairs share knowledge or friendship"),
    ):
        pairs = cell_pairs(matrix, ANY, BILATERAL, ANY, kind)
        if pairs > 0:
            said.append(count(int(pairs), one, many))
    if not said or cell(matrix, ANY, BILATERAL) is None:
        return ()
    claim = f"Beside joint action, {' and '.join(said)}"
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
    ways = [_way(shares[0], shares[1], change) for shares in (along, across)]
    joined = "while" if ways == ["rises", "falls"] else "and"
    claim = (
        f"From {ends[0]} to {ends[1]} cooperation along the chain {ways[0]} {joined} that between "
        f"two peers {ways[1]}"
    )
    rest = (
        f": from {percent(along[0])} to {percent(along[1])} and from {percent(across[0])} to "
        f"{percent(across[1])} of the known pairs."
    )
    caution = "Firms that came, left or did not answer in a round change these shares too."
    return (Finding("joint_rounds", "chain", claim, (rest,), rounds, caution, "bair2001"),)


def _way(before: float, after: float, change: float) -> str:
    if abs(after - before) <= change * before:
        return "stays as it was"
    return "rises" if after > before else "falls"


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
        pairs = count(int(unclear), "cooperating pair", "cooperating pairs")
        said.append(f"Of {pairs} a stage is not known, so that no cell of the four has them.")
    if is_sample(net):
        said.append("The survey does not cover the whole cluster: there are no shares of pairs.")
    told = specified_by(net)
    if layers_of(net, EXCHANGE) and told.notna().any():
        trade = net.ties["layer"].isin(layers_of(net, EXCHANGE)).to_numpy()
        blank = int((trade & told.isna().to_numpy()).sum())
        if blank:
            said.append(
                f"Of {count(blank, 'trade tie', 'trade ties')} nobody said who specifies it, or "
                "the ends differ: counted as exchange."
            )
    return tuple(said)
