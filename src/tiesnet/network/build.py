"""Build a `Network` from a `Survey`: waves, inverse questions, double reports, orientation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.network.answers import respondents_of
from tiesnet.network.assumed import assumptions_of, choices_of, with_absent
from tiesnet.network.combine import POLICIES, combine
from tiesnet.network.network import TIE_COLUMNS, Network, Origin
from tiesnet.network.orientation import classify
from tiesnet.network.waves import absent, chosen_wave
from tiesnet.survey import Survey

LAYER_COLUMNS = (
    "label",
    "formality",
    "content",
    "directed",
    "flow",
    "orientation",
    "combine",
    "scale_min",
    "scale_max",
    "question",
)


def build_network(
    survey: Survey,
    policies: Mapping[str, str] | None = None,
    wave: str | None = None,
    seed: int = 1,
) -> Network:
    """Turn the reports of a survey into ties.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    policies : mapping of relation to policy, optional
        How double reports of a relation become one tie, instead of the codebook's ``combine``:
        union or max (either end says so; the larger strength), confirmed (both ends say so; the
        smaller strength), source or target (that end's word), mean (either end says so; the mean
        of the strengths reported).
    wave : str, optional
        The round of the survey to use; the last one by default, which is a listed assumption.
    seed : int, default 1
        Seed of everything that draws at random later (layout).

    Returns
    -------
    Network
        All relations as layers, outside actors included.

    Raises
    ------
    TiesnetError
        A policy, relation or wave is not known.
    """
    layers = _layers(survey, policies or {})
    chosen = chosen_wave(survey, wave)
    actors = _actors(survey)
    reports = _reports(survey, actors, layers, chosen)
    respondents = respondents_of(survey, actors, layers, reports, chosen)
    ties, unconfirmable, reported = combine(reports, layers, respondents)
    order = {str(k): int(v) for k, v in survey.stages["order"].dropna().items()}
    ties = classify(ties, actors, layers, order)[list(TIE_COLUMNS)]
    layers["has_strength"] = [
        bool(ties.loc[ties["layer"] == name, "weight"].notna().any()) for name in layers.index
    ]
    parameters = {
        "policies": {str(k): str(v) for k, v in layers["combine"].items()},
        "wave": chosen or "",
        "seed": seed,
    }
    unconfirmable, reported = (_with_ids(table, actors) for table in (unconfirmable, reported))
    gone = absent(survey, respondents, reports, chosen)
    listed = assumptions_of(survey, layers, ties, reports, unconfirmable, (chosen, wave))
    listed = with_absent(listed, gone)
    choices = choices_of(layers, ties, reports)
    origin = Origin(survey, listed, choices, parameters, unconfirmable, reported)
    return Network(actors, ties, layers, respondents, origin).keep(actors.index.difference(gone))


def _layers(survey: Survey, policies: Mapping[str, str]) -> pd.DataFrame:
    """Keep one row per layer: a relation that is the inverse of another is part of that one."""
    relations = survey.relations
    layers = relations.loc[relations["inverse_of"].isna(), list(LAYER_COLUMNS)].copy()
    layers.index.name = "layer"
    for name, policy in policies.items():
        if name not in layers.index:
            raise TiesnetError(
                f"The policy names the relation {name!r}, which is no layer of this survey.",
                f"Choose among: {', '.join(map(str, layers.index))}.",
            )
        if policy not in POLICIES:
            raise TiesnetError(
                f"{policy!r} is no policy for double reports.",
                f"Choose among: {', '.join(POLICIES)}.",
            )
        layers.loc[name, "combine"] = policy
    # An undirected tie has no asker whose word could decide.
    flat = ~layers["directed"].astype(bool) & layers["combine"].isin(["source", "target"])
    layers.loc[flat, "combine"] = "union"
    return layers


def _with_ids(table: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Name the two ends by id, so that the table fits every view."""
    return table.assign(source=actors.index[table["source"]], target=actors.index[table["target"]])


def _actors(survey: Survey) -> pd.DataFrame:
    """Take the actors without their contact details; split their stages."""
    actors = survey.actors.drop(columns=["contact"], errors="ignore").copy()
    stages = [
        () if pd.isna(value) else tuple(part for part in str(value).split("; ") if part)
        for value in actors["stage"]
    ]
    actors["stages"] = pd.Series(stages, index=actors.index, dtype="object")
    first = [value[0] if value else None for value in stages]
    actors["stage"] = pd.Series(first, index=actors.index, dtype="str")
    return actors


def _reports(
    survey: Survey, actors: pd.DataFrame, layers: pd.DataFrame, wave: str | None
) -> pd.DataFrame:
    """Give every report its layer, its two ends as codes and the end that reported it."""
    ties = survey.ties
    if wave is not None:
        ties = ties[ties["wave"].eq(wave).fillna(False).astype(bool)]
    inverse = survey.relations["inverse_of"].reindex(ties["relation"]).to_numpy()
    turned = ~pd.isna(inverse)
    layer = np.where(turned, inverse, ties["relation"].to_numpy())
    code = pd.Series(np.arange(len(actors)), index=actors.index)
    one, two = code.reindex(ties["source"]).to_numpy(), code.reindex(ties["target"]).to_numpy()
    directed = layers["directed"].reindex(layer).to_numpy(dtype=bool)
    teller = _teller(ties, code, one, directed)
    source, target = np.where(turned, two, one), np.where(turned, one, two)
    swap = ~directed & (source > target)
    source, target = np.where(swap, target, source), np.where(swap, source, target)
    end = np.select(
        [teller == source, teller == target, teller < 0],
        ["source", "target", "unknown"],
        default="other",
    )
    reports = pd.DataFrame(
        {
            "layer": layer,
            "source": source.astype(np.int64),
            "target": target.astype(np.int64),
            "end": end,
            "strength": ties["strength"].to_numpy(dtype=float),
            "inverse": turned,
        }
    )
    return reports[reports["source"] != reports["target"]].reset_index(drop=True)


def _teller(
    ties: pd.DataFrame, code: pd.Series, source: np.ndarray, directed: np.ndarray
) -> np.ndarray:
    """Say who reported a row; without ``reported_by``, the source of an arrow speaks for itself."""
    named = code.reindex(ties["reported_by"]).to_numpy(dtype=float)
    return np.where(np.isnan(named), np.where(directed, source, -1), named)
