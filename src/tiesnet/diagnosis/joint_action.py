"""Joint action: deliberate cooperation among peers and along the chain, by two or by several."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.action_matrix import (
    ANY,
    BILATERAL,
    MULTILATERAL,
    action_matrix,
    layers_of,
    matrix_by_wave,
)
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.stage_chance import is_sample
from tiesnet.diagnosis.tie_kinds import (
    EXCHANGE,
    FEWEST_FIRMS,
    JOINT,
    SATURATES,
    TALK,
    multilateral_groups,
    specified_by,
)
from tiesnet.diagnosis.words import count, percent
from tiesnet.metrics import Measures
from tiesnet.network import Network, affiliations

CHANGE = 0.1
"""Smallest change of a share between two rounds, as a part of the earlier, that is said."""
FEWEST_PAIRS = 10
"""Fewer cooperating pairs than these in a round carry no sentence about change."""
_CELLS = [
    (orientation, form)
    for orientation in ("horizontal", "vertical")
    for form in (BILATERAL, MULTILATERAL)
]
_PAIRS = Field("pairs", "Pairs of firms", "count", "pairs")
_SHARE = Field(
    "share", "Share of known pairs", "percent", "", "Of all pairs of firms of which it is known."
)
_FIRMS = Field("firms", "Firms taking part", "count", "firms")
_FIRM_SHARE = Field(
    "firm_share", "Share of firms", "percent", "", "Those taking part, of the firms that answered."
)
_STRENGTH = Field(
    "strength",
    "Mean strength",
    "number",
    "0 to 1",
    "From 0, the lowest of the relation's scale, to 1, the highest. Ties of unknown strength are "
    "left out; meeting in a body has none.",
)
_ORIENTATION = Field("orientation", "Orientation")
_FORM = Field("form", "Between")
_MATRIX = (
    _ORIENTATION,
    _FORM,
    _PAIRS,
    _SHARE,
    _FIRMS,
    _FIRM_SHARE,
    _STRENGTH,
    Field("formal", "Formal", "count", "pairs"),
    Field("informal", "Informal", "count", "pairs"),
)
_ALL = (
    Field("kind", "Kind of tie"),
    _ORIENTATION,
    _FORM,
    Field("formality", "Formality"),
    _PAIRS,
    Field("known_pairs", "Known pairs", "count", "pairs"),
    _SHARE,
    _FIRMS,
    _FIRM_SHARE,
    _STRENGTH,
)
_BODIES = (
    Field("organisation", "Body"),
    Field("type", "Sort"),
    Field("formality", "Formality"),
    Field("firms", "Firms", "count", "firms"),
    Field("share", "Share of firms", "percent", "", "Of the firms whose memberships are known."),
    Field("orientation", "Orientation"),
    Field("apart", "Why it stands apart", "text", "", "Empty where it counts."),
)
_WAVES = (
    Field("wave", "Round"),
    _ORIENTATION,
    _FORM,
    _PAIRS,
    _SHARE,
    _FIRMS,
    _FIRM_SHARE,
    _STRENGTH,
)
_SHORT = ["orientation", "form", "pairs", "share", "firms", "firm_share", "strength"]


@diagnosis(
    chapter="chain",
    label="Joint action",
    question="Who acts jointly, among peers or along the chain, by twos or in groups?",
    needs="a relation of cooperation, or who specifies what is traded; the stages of firms; the "
    "table of affiliations for groups of firms",
    limits="It counts who cooperates, not what comes of it. Meeting in a body is an occasion to "
    "act jointly. Trade of which nobody said who specifies it counts as exchange.",
    source="schmitz1997, schmitz1999, bair2001",
)
def joint_action(
    measures: Measures,
    *,
    fewest_firms: int = FEWEST_FIRMS,
    saturates: float = SATURATES,
    change: float = CHANGE,
    fewest_pairs: int = FEWEST_PAIRS,
) -> Diagnosis:
    """Deliberate cooperation in four cells: among peers or along the chain, by twos or in groups.

    Joint action is deliberate: ties of cooperation, and trade that both ends specify together.
    Other trade stands beside it as exchange, knowledge and social ties as informal exchange. Two
    firms with such a tie cooperate bilaterally; firms that belong to one organisation or project
    of three or more firms cooperate multilaterally, horizontally when all share a stage and
    vertically when they do not. The cluster organisation and bodies with more than half of the
    firms stand apart, since they tie nearly everybody to everybody.

    Each cell gives the pairs of firms inside the cluster; the share of the known pairs; the
    firms taking part, also as a share of those that answered; and the mean strength. With
    several rounds of the survey the cells of the first and the last are compared: is cooperation
    along the chain rising while that between two peers falls?
    """
    net = measures.net.inside()
    matrix = action_matrix(net, fewest=fewest_firms, saturates=saturates)
    waves = matrix_by_wave(measures.net, fewest=fewest_firms, saturates=saturates)
    bodies = multilateral_groups(net, fewest=fewest_firms, saturates=saturates)
    rounds = _cells(waves, ["wave"])
    return Diagnosis(
        tables=_tables(matrix, bodies, rounds),
        findings=(
            *_between_two(matrix),
            *_changed(rounds, change, fewest_pairs),
            *_in_bodies(matrix, bodies),
            *_beside(matrix),
        ),
        gaps=_gaps(net, matrix),
        cautions=_cautions(net, matrix),
        parameters={
            "Fewest firms of a body": fewest_firms,
            "Bodies with more than this share of the firms stand apart": saturates,
            "Smallest change of a share that is said, as a part of the earlier": change,
            "Fewest cooperating pairs in a round to speak of change": fewest_pairs,
        },
    )


def _tables(
    matrix: pd.DataFrame, bodies: pd.DataFrame, rounds: pd.DataFrame
) -> tuple[Evidence, ...]:
    listed = bodies.reset_index(drop=True).rename(columns={"name": "organisation"})
    listed["apart"] = listed["apart"].where(listed["apart"] != "", None)
    return (
        Evidence("joint_action", "Joint action", _page(matrix), _MATRIX, _READ_MATRIX),
        Evidence("joint_action_rounds", "Joint action, round by round", rounds, _WAVES),
        Evidence(
            "joint_action_bodies",
            "Bodies in which firms meet",
            listed[[field.key for field in _BODIES]],
            _BODIES,
            "Three or more firms in one body act multilaterally. Bodies that stand apart are not "
            "in the cells.",
            "folded",
        ),
        Evidence(
            "joint_action_beside",
            "Joint action beside exchange",
            _all_cells(matrix),
            _ALL,
            "Between two firms. Any: all orientations, or formal and informal, together; a pair "
            "can stand in several rows.",
            "folded",
        ),
    )


_READ_MATRIX = (
    "Horizontal: firms of one stage. Vertical: along the chain. A pair can stand in several cells."
)


def _cells(matrix: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Take the four cells of joint action, formal and informal together."""
    own = matrix[(matrix["kind"] == JOINT) & (matrix["formality"] == ANY)]
    own = own[own["orientation"].isin(["horizontal", "vertical"])]
    return own[[*by, *_SHORT]].reset_index(drop=True)


def _page(matrix: pd.DataFrame) -> pd.DataFrame:
    """Put the four cells in order, each with its formal and informal pairs."""
    table = _cells(matrix, [])
    place = {cell: k for k, cell in enumerate(_CELLS)}
    cells = list(zip(table["orientation"], table["form"], strict=True))
    table = table.iloc[np.argsort([place[cell] for cell in cells], kind="stable")]
    for formality in ("formal", "informal"):
        table[formality] = [
            _number(matrix, row.orientation, row.form, formality) for row in table.itertuples()
        ]
    return table.reset_index(drop=True)


def _all_cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """Take the cells between two firms, without rows that are empty or say the same again."""
    own = matrix[matrix["form"] == BILATERAL]
    rare = own["orientation"].isin(["lateral", "undetermined"]) & (own["pairs"] == 0)
    parts = own.groupby("kind")["formality"].transform("nunique")
    return own[~rare & ((parts > 2) | (own["formality"] == ANY))].reset_index(drop=True)


def _number(
    matrix: pd.DataFrame, orientation: str, form: str, formality: str = ANY, kind: str = JOINT
) -> float:
    """Give the pairs of a cell; empty when nothing was asked about it."""
    row = _cell(matrix, orientation, form, formality, kind)
    return np.nan if row is None else float(row["pairs"])


def _cell(
    matrix: pd.DataFrame, orientation: str, form: str, formality: str = ANY, kind: str = JOINT
) -> pd.Series | None:
    wanted = {"kind": kind, "orientation": orientation, "form": form, "formality": formality}
    fits = matrix[(matrix[list(wanted)] == pd.Series(wanted)).all(axis=1)]
    return None if fits.empty else fits.iloc[0]


def _between_two(matrix: pd.DataFrame) -> tuple[Finding, ...]:
    both, across, along = (
        _cell(matrix, orientation, BILATERAL) for orientation in (ANY, "horizontal", "vertical")
    )
    if both is None or across is None or along is None or not both["pairs"]:
        return ()
    pairs = count(int(along["pairs"]), "pair of firms cooperates", "pairs of firms cooperate")
    claim = f"{pairs} along the chain and {int(across['pairs']):,} among peers"
    shares = ""
    if pd.notna(both["share"]):
        shares = f" ({percent(along['share'])} and {percent(across['share'])} of the known pairs)"
    took = f"; {percent(both['firm_share'])} of the firms that answered take part"
    rest = f"{shares}{took if pd.notna(both['firm_share']) else ''}."
    return (Finding("joint_action", "chain", claim, (rest,), source="schmitz1997"),)


_OF_STAGES = {
    "vertical": "with firms of several stages",
    "horizontal": "with firms of one stage",
    "undetermined": "whose stages are not all known",
}


def _in_bodies(matrix: pd.DataFrame, bodies: pd.DataFrame) -> tuple[Finding, ...]:
    counted = bodies[bodies["apart"] == ""]
    if counted.empty:
        return ()
    row = _cell(matrix, ANY, MULTILATERAL)
    firms = 0 if row is None else int(row["firms"])
    kinds = counted["orientation"].value_counts()
    parts = [f"{kinds[one]} {words}" for one, words in _OF_STAGES.items() if one in kinds]
    claim = (
        f"{count(len(counted), 'body brings', 'bodies bring')} together "
        f"{count(firms, 'firm', 'firms')}"
    )
    rest = f": {', '.join(parts)}."
    return (Finding("joint_bodies", "chain", claim, (rest,), source="schmitz1997"),)


def _beside(matrix: pd.DataFrame) -> tuple[Finding, ...]:
    said = []
    for kind, one, many in (
        (EXCHANGE, "pair of firms trades", "pairs of firms trade"),
        (TALK, "pair shares knowledge or friendship", "pairs share knowledge or friendship"),
    ):
        pairs = _number(matrix, ANY, BILATERAL, ANY, kind)
        if pairs > 0:
            said.append(count(int(pairs), one, many))
    if not said or _cell(matrix, ANY, BILATERAL) is None:
        return ()
    claim = f"Beside joint action, {' and '.join(said)}"
    return (Finding("joint_beside", "chain", claim, (".",), source="schmitz1999"),)


def _changed(rounds: pd.DataFrame, change: float, fewest: int) -> tuple[Finding, ...]:
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


def _gaps(net: Network, matrix: pd.DataFrame) -> tuple[Gap, ...]:
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


def _cautions(net: Network, matrix: pd.DataFrame) -> tuple[str, ...]:
    said = []
    unclear = _number(matrix, "undetermined", BILATERAL)
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
