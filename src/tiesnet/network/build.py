"""Build a `Network` from a `Survey`: waves, inverse questions, double reports, orientation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from tiesnet.network.answers import respondents_of
from tiesnet.network.assumed import assumptions_of, choices_of, with_absent
from tiesnet.network.combine import ENDS, combine
from tiesnet.network.network import TIE_COLUMNS, Network, Origin
from tiesnet.network.orientation import classify
from tiesnet.network.policies import chosen_policies
from tiesnet.network.waves import absent, chosen_wave
from tiesnet.network.words import of_index, places
from tiesnet.survey import Survey, shown_survey

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
    internal: bool = False,
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
        of the strengths reported). The relation "*" stands for all others in which the policy has
        a meaning.
    wave : str, optional
        The round of the survey to use; the last one by default, which is a listed assumption.
    seed : int, default 1
        Seed of everything that draws at random later (layout).
    internal : bool, default False
        Show by name also those who did not agree to it (column ``consent``); by default they
        stand under a neutral label in the network and in all that is made of it.

    Returns
    -------
    Network
        All relations as layers, outside actors included.

    Raises
    ------
    TiesnetError
        A policy, relation or wave is not known.
    """
    survey = shown_survey(survey, internal)
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
    choices = choices_of(layers, ties, reports, survey)
    origin = Origin(survey, listed, choices, parameters, unconfirmable, reported)
    net = Network(actors, ties, layers, respondents, origin)
    return net if gone.empty else net.keep(actors.index.difference(gone))


def _layers(survey: Survey, policies: Mapping[str, str]) -> pd.DataFrame:
    """Keep one row per layer: a relation that is the inverse of another is part of that one."""
    relations = survey.relations
    layers = relations.loc[relations["inverse_of"].isna(), list(LAYER_COLUMNS)].copy()
    layers.index.name = "layer"
    for name, policy in chosen_policies(survey, policies).items():
        layers.loc[name, "combine"] = policy
    # An undirected tie has no asker whose word could decide.
    flat = ~layers["directed"].astype(bool) & layers["combine"].isin(["source", "target"])
    layers.loc[flat, "combine"] = "union"
    return layers


def _with_ids(table: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Name the two ends by id, so that the table fits every view."""
    ends = {end: of_index(table[end].to_numpy(), actors.index) for end in ("source", "target")}
    return table.assign(**ends)


def _actors(survey: Survey) -> pd.DataFrame:
    """Take the actors; split their stages."""
    actors = survey.actors.copy()
    codes, texts = pd.factorize(actors["stage"])
    stages = np.empty(len(texts) + 1, dtype=object)  # the last are those of no stage
    for place, text in enumerate([*texts, ""]):
        stages[place] = tuple(part for part in str(text).split("; ") if part)
    first = np.array([value[0] if value else None for value in stages], dtype=object)
    actors["stages"] = pd.Series(stages[codes], index=actors.index, dtype="object")
    actors["stage"] = pd.Series(first[codes], index=actors.index, dtype="str")
    return actors


def _reports(
    survey: Survey, actors: pd.DataFrame, layers: pd.DataFrame, wave: str | None
) -> pd.DataFrame:
    """Give every report its layer, its two ends as codes and the end that reported it."""
    ties = survey.ties
    if wave is not None:
        ties = ties[ties["wave"].eq(wave).fillna(False).astype(bool)]
    inverse = survey.relations["inverse_of"]
    relation = places(ties["relation"], survey.relations.index)
    own = layers.index.get_indexer(inverse.where(inverse.notna(), survey.relations.index))
    layer, turned = own[relation], inverse.notna().to_numpy()[relation]
    directed = layers["directed"].to_numpy(dtype=bool)[layer]
    source, target = (places(ties[end], actors.index) for end in ("source", "target"))
    # Without ``reported_by`` the source of an arrow speaks for itself.
    teller = places(ties["reported_by"], actors.index)
    teller = np.where(teller < 0, np.where(directed, source, -1), teller)
    swap = turned | (~directed & (source > target))
    if swap.any():
        source, target = np.where(swap, target, source), np.where(swap, source, target)
    # Of ties among its partners an ego survey's respondent speaks for them.
    third = "source" if survey.info.get("design") == "ego" else "other"
    ends = np.full(len(ties), ENDS.index(third), dtype=np.int8)
    ends[teller < 0] = ENDS.index("unknown")
    ends[teller == target] = ENDS.index("target")
    ends[teller == source] = ENDS.index("source")
    reports = pd.DataFrame(
        {
            "layer": pd.Categorical.from_codes(layer, layers.index),
            "source": source.astype(np.int64, copy=False),
            "target": target.astype(np.int64, copy=False),
            "end": pd.Categorical.from_codes(ends, list(ENDS)),
            "strength": ties["strength"].to_numpy(dtype=float),
            "inverse": turned,
        }
    )
    apart = source != target
    return reports if apart.all() else reports[apart].reset_index(drop=True)
