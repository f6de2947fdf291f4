"""Covariates for RSiena that hang on the wave or on pairs: memberships, distances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tiesnet.exports.formats import r_scripts
from tiesnet.exports.formats.tables import csv_bytes
from tiesnet.network import Network


def covariates(net: Network, everybody: pd.Index, waves: Sequence[str]) -> dict[str, bytes]:
    """Give ``varying.csv``, ``dyadic.csv`` and the matrices it names; none where not told.

    Memberships without a wave hold in all. Private columns have no part in it.
    """
    files: dict[str, bytes] = {}
    listed: list[dict[str, object]] = []
    apart = _distances(net, everybody)
    if apart is not None:
        files[r_scripts.DISTANCE] = r_scripts.matrix_text(apart)
        listed.append({"name": "distance", "number": "", "file": r_scripts.DISTANCE})
    tables = [_memberships(net, everybody, wave) for wave in waves]
    if any(table.any() for table in tables):
        rows = []
        for number, (wave, table) in enumerate(zip(waves, tables, strict=True), start=1):
            shared = table @ table.T
            np.fill_diagonal(shared, 0)
            file = f"shared-memberships-wave-{number}.csv"
            files[file] = r_scripts.matrix_text(shared, "{:.0f}")
            listed.append({"name": "shared_memberships", "number": number, "file": file})
            rows.append(_rows(everybody, wave, number, table.sum(axis=1)))
        files["varying.csv"] = csv_bytes(pd.concat(rows, ignore_index=True))
    if listed:
        files["dyadic.csv"] = csv_bytes(pd.DataFrame(listed, dtype=object))
    return files


def _rows(everybody: pd.Index, wave: str, number: int, counts: np.ndarray) -> pd.DataFrame:
    columns = {"id": everybody, "wave": wave, "number": number, "memberships": counts.astype(int)}
    return pd.DataFrame(columns, dtype=object)


def _memberships(net: Network, everybody: pd.Index, wave: str) -> np.ndarray:
    """Who is a member of what in a wave, shape (actors, organisations)."""
    survey = net.origin.survey
    if survey is None or survey.affiliations.empty:
        return np.zeros((len(everybody), 0))
    table = survey.affiliations
    if wave and "wave" in table:
        table = table[table["wave"].isna() | table["wave"].astype(object).eq(wave)]
    names = pd.Index(sorted({str(name) for name in survey.affiliations["organisation"]}))
    found = np.zeros((len(everybody), len(names)))
    row = everybody.get_indexer(table["actor"])
    column = names.get_indexer(table["organisation"].astype(str))
    found[row[row >= 0], column[row >= 0]] = 1
    return found


def _distances(net: Network, everybody: pd.Index) -> np.ndarray | None:
    """Kilometres between all who were there in any wave."""
    if everybody.isin(net.actors.index).all():
        found = r_scripts.distances(net)
        if found is None:
            return None
        place = net.actors.index.get_indexer(everybody)
        return found[np.ix_(place, place)]
    survey = net.origin.survey
    assert survey is not None
    from dataclasses import replace

    return r_scripts.distances(replace(net, actors=survey.actors.loc[everybody]))
