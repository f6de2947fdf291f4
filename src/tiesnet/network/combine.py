"""From reports to ties: one named policy per relation decides what is believed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.network.respondents import INCOMING, OUTGOING, Respondents

POLICIES = ("union", "confirmed", "source", "target", "max", "mean")
_ENDS = ("source", "target", "other", "unknown")


def combine(
    reports: pd.DataFrame, layers: pd.DataFrame, respondents: Respondents
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Combine all reports of a pair into one tie, or none.

    Parameters
    ----------
    reports : DataFrame
        ``layer``, ``source``, ``target`` (codes; undirected with source < target), ``end`` (who
        reported: source, target, other or unknown) and ``strength`` (0: an answered no; empty: a
        tie of unknown strength).
    layers : DataFrame
        With the policy of each layer in ``combine``.
    respondents : Respondents
        Who was asked and answered what.

    Returns
    -------
    ties, unconfirmable, reported : DataFrame
        The ties believed; the reported ties a policy can neither accept nor reject since an end
        whose word decides did not answer; and all ties anybody reported, believed or not.
    """
    pairs = _who_could_answer(_one_row_per_pair(reports), respondents)
    policy = layers.loc[pairs["layer"], "combine"].to_numpy()
    believed, weight, open_question = _decide(pairs, policy)
    ties = pairs.assign(
        weight=weight, relations=1, status=_status(pairs), reported=_reported(pairs)
    )
    columns = [
        "source",
        "target",
        "layer",
        "weight",
        "relations",
        "source_report",
        "target_report",
        "status",
        "reported",
    ]
    return (
        ties.loc[believed, columns].reset_index(drop=True),
        ties.loc[open_question, columns].reset_index(drop=True),
        ties.loc[_anybody(pairs), columns].reset_index(drop=True),
    )


def _anybody(pairs: pd.DataFrame) -> pd.Series:
    return pairs[[f"{end}_yes" for end in _ENDS]].any(axis=1)


def _one_row_per_pair(reports: pd.DataFrame) -> pd.DataFrame:
    """Put the reports of a pair side by side; of several by one end the strongest stands."""
    keys = ["layer", "source", "target"]
    yes = reports["strength"].isna() | (reports["strength"] > 0)
    graded = reports.assign(yes=yes, said=True)
    graded["strength"] = graded["strength"].where(yes)
    by_end = graded.groupby([*keys, "end"], sort=True).agg(
        yes=("yes", "any"), strength=("strength", "max"), said=("said", "any")
    )
    by_end["strength"] = by_end["strength"].where(by_end["yes"], 0.0)
    wide = by_end.unstack("end")
    pairs = pd.DataFrame(index=wide.index)
    for end in _ENDS:
        has = ("yes", end) in wide.columns
        pairs[f"{end}_said"] = _flag(wide[("said", end)]) if has else False
        pairs[f"{end}_yes"] = _flag(wide[("yes", end)]) if has else False
        pairs[f"{end}_report"] = wide[("strength", end)] if has else np.nan
    pairs["layer_order"] = pairs.index.get_level_values("layer").map(
        {name: rank for rank, name in enumerate(reports["layer"].unique())}
    )
    pairs = pairs.reset_index().astype({"source": np.int64, "target": np.int64})
    return pairs.sort_values(["layer_order", "source", "target"], ignore_index=True)


def _flag(values: pd.Series) -> pd.Series:
    return values.eq(True).fillna(False).astype(bool)


def _who_could_answer(pairs: pd.DataFrame, respondents: Respondents) -> pd.DataFrame:
    names = {name: k for k, name in enumerate(respondents.answered.columns)}
    column = pairs["layer"].map(names).to_numpy(dtype=np.intp)
    table = {
        "asked": respondents.asked.to_numpy(dtype=np.int8),
        "answered": respondents.answered.to_numpy(dtype=np.int8),
    }
    for end, bit in (("source", OUTGOING), ("target", INCOMING)):
        for what, flags in table.items():
            pairs[f"{end}_{what}"] = (flags[pairs[end].to_numpy(), column] & bit) != 0
    return pairs


def _decide(pairs: pd.DataFrame, policy: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Say which ties are believed, how strong they are, and which cannot be decided."""
    reported = pairs[[f"{end}_report" for end in _ENDS]]
    said = pairs[[f"{end}_said" for end in _ENDS]].to_numpy()
    yes = pairs[[f"{end}_yes" for end in _ENDS]].to_numpy()
    either = yes.any(axis=1)
    both = yes[:, 0] & yes[:, 1]
    # A mean over reports of which one has no number is not known.
    mean = reported.mean(axis=1).where(~(said & reported.isna().to_numpy()).any(axis=1))
    chosen = [policy == name for name in ("source", "target", "confirmed", "mean")]
    believed = np.select(chosen, [yes[:, 0], yes[:, 1], both, either], default=either)
    weight = np.select(
        chosen,
        [
            reported["source_report"],
            reported["target_report"],
            reported[["source_report", "target_report"]].min(axis=1, skipna=False),
            mean,
        ],
        default=reported.where(yes).max(axis=1),  # an answered no has no strength to compare
    )
    mute = [
        ~(pairs[f"{end}_answered"] | pairs[f"{end}_said"]).to_numpy()
        for end in ("source", "target")
    ]
    # Of a row without reporter nobody knows whose word it is.
    unsure = np.select(chosen[:3], [mute[0], mute[1], mute[0] | mute[1] | yes[:, 3]], default=False)
    return believed, weight, either & ~believed & unsure


def _status(pairs: pd.DataFrame) -> pd.Series:
    """Say in words how the two ends agree about a tie."""
    source, target = pairs["source_yes"], pairs["target_yes"]
    silent_other = np.where(source, ~pairs["target_answered"], ~pairs["source_answered"])
    unasked = np.where(source, ~pairs["target_asked"], ~pairs["source_asked"])
    denied = np.where(source, pairs["target_said"] & ~target, pairs["source_said"] & ~source)
    words = np.select(
        [
            source & target,
            ~(source | target | pairs["other_yes"]),
            ~(source | target),
            denied,
            unasked,
            silent_other,
        ],
        [
            "both ends say so",
            "it is not said who reported it",
            "reported by others",
            "the other end says no",
            "the other end was not asked",
            "the other end did not answer",
        ],
        default="the other end did not name it",
    )
    return pd.Series(words, index=pairs.index, dtype="str")


def _reported(pairs: pd.DataFrame) -> pd.Series:
    """Say which end reported a tie: source, target, both or (neither of them) other."""
    source, target = pairs["source_yes"], pairs["target_yes"]
    words = np.select(
        [source & target, source, target], ["both", "source", "target"], default="other"
    )
    return pd.Series(words, index=pairs.index, dtype="str")
