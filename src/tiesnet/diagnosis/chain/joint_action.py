"""Joint action: deliberate cooperation among peers and along the chain, by two or by several."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.action_matrix import (
    ANY,
    BILATERAL,
    MULTILATERAL,
    action_matrix,
    cell_pairs,
    matrix_by_wave,
)
from tiesnet.diagnosis.chain.joint_sentences import (
    beside,
    between_two,
    cautions_of,
    changed,
    gaps_of,
    in_bodies,
)
from tiesnet.diagnosis.chain.tie_kinds import FEWEST_FIRMS, JOINT, SATURATES, multilateral_groups
from tiesnet.diagnosis.connection.register import response
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field
from tiesnet.language import word
from tiesnet.metrics import Measures

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
_ORIENTATION = Field("orientation", "Orientation", "word")
_FORM = Field("form", "Between", "word")
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
    Field("kind", "Kind of tie", "word"),
    _ORIENTATION,
    _FORM,
    Field("formality", "Formality", "word"),
    _PAIRS,
    Field("known_pairs", "Known pairs", "count", "pairs"),
    _SHARE,
    _FIRMS,
    _FIRM_SHARE,
    _STRENGTH,
)
_BODIES = (
    Field("organisation", "Body"),
    Field("type", "Sort", "word"),
    Field("formality", "Formality", "word"),
    Field("firms", "Firms", "count", "firms"),
    Field("share", "Share of firms", "percent", "", "Of the firms whose memberships are known."),
    Field("orientation", "Orientation", "word"),
    Field("apart", "Why it stands apart", "word", "", "Empty where it counts."),
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
            *between_two(matrix, response(measures)),
            *changed(rounds, change, fewest_pairs),
            *in_bodies(matrix, bodies),
            *beside(matrix),
        ),
        gaps=gaps_of(net, matrix),
        cautions=cautions_of(net, matrix),
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


_READ_MATRIX = word(
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
            cell_pairs(matrix, row.orientation, row.form, formality) for row in table.itertuples()
        ]
    return table.reset_index(drop=True)


def _all_cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """Take the cells between two firms, without rows that are empty or say the same again."""
    own = matrix[matrix["form"] == BILATERAL]
    rare = own["orientation"].isin(["lateral", "undetermined"]) & (own["pairs"] == 0)
    parts = own.groupby("kind")["formality"].transform("nunique")
    return own[~rare & ((parts > 2) | (own["formality"] == ANY))].reset_index(drop=True)
