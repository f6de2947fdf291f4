"""Joint action in cells: horizontal or vertical, between two firms or several at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.chain.stage_chance import is_sample
from tiesnet.diagnosis.chain.tie_kinds import (
    EXCHANGE,
    FEWEST_FIRMS,
    JOINT,
    SATURATES,
    TALK,
    co_members,
    multilateral_groups,
    specified_by,
    tie_kinds,
)
from tiesnet.language import word
from tiesnet.network import (
    ANSWERED,
    PARTLY,
    Network,
    Respondents,
    affiliations,
    build_network,
    tie_parts,
)
from tiesnet.survey import wave_order

BILATERAL, MULTILATERAL = word("two firms"), word("several firms")
ANY = word("any")
_ORIENTATIONS = (
    ANY,
    word("horizontal"),
    word("vertical"),
    word("lateral"),
    word("undetermined"),
)
_FORMALITIES = (ANY, word("formal"), word("informal"))
_CONTENTS = {JOINT: ("cooperation",), EXCHANGE: ("trade",), TALK: ("knowledge", "social")}
COLUMNS = (
    "kind",
    "orientation",
    "form",
    "formality",
    "pairs",
    "known_pairs",
    "share",
    "firms",
    "firm_share",
    "strength",
)


def action_matrix(
    net: Network, *, fewest: int = FEWEST_FIRMS, saturates: float = SATURATES
) -> pd.DataFrame:
    """Give joint action, exchange and informal exchange in cells.

    Parameters
    ----------
    net : Network
        With its relations as layers, no union; usually ``measures.net.inside()``.
    fewest, saturates
        As for `multilateral_groups`.

    Returns
    -------
    DataFrame
        ``kind``, ``orientation`` (any, horizontal, vertical, lateral, undetermined), ``form`` (two
        firms or several firms), ``formality`` (any, formal, informal); ``pairs`` of firms;
        ``known_pairs``; ``share`` of the known pairs that are in the cell; ``firms`` taking part;
        ``firm_share`` of the firms that answered; ``strength``: mean, from 0 to 1 on the scale of
        each relation. A cell about which nothing was asked has no row, nor have horizontal and
        vertical ones where of all pairs a stage is not known.
    """
    kinds = tie_kinds(net)
    bodies = multilateral_groups(net, fewest=fewest, saturates=saturates)
    rows = [
        row
        for kind in (JOINT, EXCHANGE, TALK)
        for formality in _FORMALITIES
        for row in _bilateral(net, kinds, kind, formality)
    ]
    table = pd.DataFrame([*rows, *_multilateral(net, bodies)], columns=list(COLUMNS))
    return _told_apart(table)


def _told_apart(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out horizontal, vertical and lateral cells where no pair could be told apart."""
    if table.empty:
        return table
    keys = ["kind", "form", "formality"]
    pairs = table.assign(pairs=table["pairs"].astype(int))
    whole = pairs[pairs["orientation"] == ANY].set_index(keys)["pairs"]
    blind = pairs[pairs["orientation"] == "undetermined"].set_index(keys)["pairs"]
    lost = (whole == blind) & (whole > 0)
    unknown = lost.reindex(pd.MultiIndex.from_frame(table[keys])).to_numpy(dtype=bool)
    kept = ~unknown | table["orientation"].isin([ANY, "undetermined"]).to_numpy()
    return table[kept].reset_index(drop=True)


def cell(
    matrix: pd.DataFrame, orientation: str, form: str, formality: str = ANY, kind: str = JOINT
) -> pd.Series | None:
    """Give one cell; nothing when nothing was asked about it, or no stage is known."""
    wanted = {"kind": kind, "orientation": orientation, "form": form, "formality": formality}
    fits = matrix[(matrix[list(wanted)] == pd.Series(wanted)).all(axis=1)]
    return None if fits.empty else fits.iloc[0]


def cell_pairs(
    matrix: pd.DataFrame, orientation: str, form: str, formality: str = ANY, kind: str = JOINT
) -> float:
    """Give the pairs of a cell; empty when nothing was asked about it."""
    row = cell(matrix, orientation, form, formality, kind)
    return np.nan if row is None else float(row["pairs"])


def layers_of(net: Network, kind: str, formality: str = ANY) -> list[str]:
    """Name the relations that can carry ties of a kind.

    Trade can be joint action where somebody said of a tie who specifies it.
    """
    layers = net.layers
    fits = layers["content"].isin(_CONTENTS[kind])
    if kind == JOINT:
        told = tie_parts(net)["layer"].astype("object")[specified_by(net).notna().to_numpy()]
        fits |= (layers["content"] == "trade") & layers.index.isin(told)
    if formality != ANY:
        fits &= layers["formality"] == formality
    return [str(name) for name in layers.index[fits]]


def _bilateral(
    net: Network, kinds: pd.DataFrame, kind: str, formality: str
) -> list[dict[str, object]]:
    layers = layers_of(net, kind, formality)
    if not layers:
        return []
    asked = _Asked.of(net, net.respondents.questions_only(layers))
    fits = kinds["bilateral"] & (kinds["kind"] == kind) & (kinds["layer"].isin(layers))
    ties = kinds[fits].assign(strength=_on_scale(net, kinds)[fits.to_numpy()])
    ties["low"] = ties[["source", "target"]].min(axis=1)
    ties["high"] = ties[["source", "target"]].max(axis=1)
    rows = []
    for orientation in _ORIENTATIONS:
        own = ties if orientation == ANY else ties[ties["orientation"] == orientation]
        pairs = own.groupby(["low", "high"])["strength"].mean().reset_index()
        ends = (pairs[end].to_numpy(dtype=np.intp) for end in ("low", "high"))
        cell = asked.cell(*ends)
        strength = float(pairs["strength"].mean()) if len(pairs) else np.nan
        rows.append(_row(kind, orientation, BILATERAL, formality, cell, strength))
    return rows


def _row(
    kind: str, orientation: str, form: str, formality: str, cell: dict[str, float], strength: float
) -> dict[str, object]:
    said = {"kind": kind, "orientation": orientation, "form": form, "formality": formality}
    return {**said, **cell, "strength": strength}


def _on_scale(net: Network, kinds: pd.DataFrame) -> NDArray[np.float64]:
    """Put strengths on a scale from 0 to 1; empty where the scale is not known."""
    scale = net.layers.reindex(kinds["layer"].astype("object"))
    low, high = (scale[f"scale_{end}"].to_numpy(dtype=float) for end in ("min", "max"))
    width = np.where(high > low, high - low, np.nan)
    share: NDArray[np.float64] = (kinds["weight"].to_numpy(dtype=float) - low) / width
    return share


def _multilateral(net: Network, bodies: pd.DataFrame) -> list[dict[str, object]]:
    """Give the cells of firms that meet in bodies, none where no membership was asked for."""
    two = affiliations(net)
    if not two.incidence.nnz:
        return []
    meets = co_members(bodies, net)
    asked = _Asked.of_members(net, two.actors)
    rows = []
    for formality in _FORMALITIES:
        body = meets if formality == ANY else meets[meets["formality"] == formality]
        for orientation in _ORIENTATIONS:
            if orientation == "lateral":
                continue
            own = body if orientation == ANY else body[body["orientation"] == orientation]
            pairs = own.drop_duplicates(["low", "high"])
            ends = (pairs[end].to_numpy(dtype=np.intp) for end in ("low", "high"))
            rows.append(
                _row(JOINT, orientation, MULTILATERAL, formality, asked.cell(*ends), np.nan)
            )
    return rows


@dataclass(frozen=True)
class _Asked:
    """Which firms and pairs of firms are known, to divide by.

    Attributes
    ----------
    told : array of bool, shape (actors,)
        Firms that answered.
    known_pairs : int
        Pairs of firms that are known; 0 for a sample, where there is nothing to divide by.
    respondents : Respondents or None
        Of the relations asked; None for memberships, where a pair is known when both answered.
    """

    told: NDArray[np.bool_]
    known_pairs: int
    respondents: Respondents | None

    @classmethod
    def of(cls, net: Network, respondents: Respondents) -> _Asked:
        firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
        group = np.where(firm, 0, -1).astype(np.intp)
        known = respondents.known_pairs(group, both=True)
        pairs = 0 if is_sample(net) else int(known.sum()) // 2
        return cls(firm & respondents.observed().to_numpy(), pairs, respondents)

    @classmethod
    def of_members(cls, net: Network, rows: pd.Index) -> _Asked:
        firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
        told = net.respondents.states().isin([ANSWERED, PARTLY]).to_numpy()
        told = told & firm & net.actors.index.isin(rows)
        n = int(told.sum())
        return cls(told, 0 if is_sample(net) else n * (n - 1) // 2, None)

    def cell(self, low: NDArray[np.intp], high: NDArray[np.intp]) -> dict[str, float]:
        """Count pairs and firms, and their shares of those that are known."""
        if self.respondents is None:
            sure = self.told[low] & self.told[high]
        else:
            sure = self.respondents.known(low, high) & self.respondents.known(high, low)
        firms = np.unique(np.append(low, high)).astype(np.intp)
        answered = int(self.told.sum())
        return {
            "pairs": len(low),
            "known_pairs": self.known_pairs,
            "share": int(sure.sum()) / self.known_pairs if self.known_pairs else np.nan,
            "firms": len(firms),
            "firm_share": int(self.told[firms].sum()) / answered if answered else np.nan,
        }


def matrix_by_wave(
    net: Network, *, fewest: int = FEWEST_FIRMS, saturates: float = SATURATES
) -> pd.DataFrame:
    """Give `action_matrix` of every round of the survey, with a column ``wave``, in their order.

    Empty when the survey has fewer than two rounds. Every round is of the whole survey, with the
    policies of the network given.
    """
    survey, parameters = net.origin.survey, net.origin.parameters
    waves = [] if survey is None else sorted(survey.ties["wave"].dropna().unique(), key=wave_order)
    if survey is None or len(waves) < 2:
        return pd.DataFrame(columns=["wave", *COLUMNS])
    policies, seed = parameters.get("policies"), int(parameters.get("seed", 1))
    found = []
    for wave in waves:
        then = build_network(survey, policies, str(wave), seed).inside()
        cells = action_matrix(then, fewest=fewest, saturates=saturates)
        found.append(cells.assign(wave=str(wave)))
    return pd.concat(found, ignore_index=True)
