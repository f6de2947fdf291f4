"""The same numbers under every policy for double reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.metrics._measure import SEVERAL, Measures, measure
from tiesnet.network import POLICIES, UNIONS, Rebuilt, unfit
from tiesnet.survey import Survey

HEADLINES = (
    "n_ties",
    "density_known",
    "reciprocity",
    "n_isolates",
    "n_components",
    "main_component_share",
    "degree_centralisation",
)
"""Numbers of a network that a report looks at first."""
_ALIKE = {"max": "union"}  # one and the same rule under two names
_KEYS = ["layer", "metric", "actor"]


def under_policies(
    survey: Survey,
    metrics: Iterable[str] | None = None,
    layers: Sequence[str] | None = None,
    *,
    policies: Sequence[str] = POLICIES,
    building: Mapping[str, Any] | None = None,
    networks: Rebuilt | None = None,
) -> pd.DataFrame:
    """Give numbers under every policy for double reports, and how far they differ.

    For each policy the network is built again with it in every relation in which it has a meaning;
    the other relations keep their own policy. A relation without arrows has no source or target
    whose word could go first; where only one end was asked, no tie can be confirmed.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    metrics : iterable of str, optional
        Names in the `catalogue`, topics, or "every"; by default the headlines of a network.
        Measures that are tables are left out.
    layers : sequence of str, optional
        Relations, or formal, informal, all; by default all of these.
    policies : sequence of str, optional
        By default all six.
    building : mapping, optional
        Further options of `build_network`: ``wave``, ``seed``, and policies that hold where the
        policy compared has no meaning.
    networks : Rebuilt, optional
        Networks of the survey built before, to be shared.

    Returns
    -------
    DataFrame
        One row per number: ``layer``, ``metric``, ``actor`` (id; empty for the network), a column
        per policy (empty where it has no meaning for the relation, or the number is not defined),
        ``difference`` (largest minus smallest; empty for words), ``differs`` (whether any two
        policies give other values) and ``remark`` (which policies have no meaning there, and why).

    Examples
    --------
    >>> from tiesnet.survey import read_survey
    >>> from tiesnet.metrics import under_policies
    >>> survey = read_survey("surveys/footwear-valley")  # doctest: +SKIP
    >>> under_policies(survey, ["n_ties"], ["joint_project"])  # doctest: +SKIP
    """
    chosen, options = list(metrics or HEADLINES), dict(building or {})
    own = dict(options.pop("policies", None) or {})
    built, columns = networks or Rebuilt(survey), dict[str, pd.Series]()
    for policy in policies:
        same = _ALIKE.get(policy, policy)
        if same not in columns:
            net = built.network(_with(same, own, survey), **options)
            columns[same] = _numbers(measure(net, layers, chosen))
        columns[policy] = columns[same]
    table = pd.DataFrame({policy: columns[policy] for policy in policies})
    table = table.reset_index().astype({"actor": "object"})
    table["actor"] = table["actor"].where(table["actor"] != "", None)
    return _compared(_blanked(table, survey, policies), policies)


def _with(policy: str, own: Mapping[str, str], survey: Survey) -> dict[str, str]:
    """Give each relation the policy, or its own where that has no meaning."""
    fit = {name: policy for name, not_so in unfit(survey).items() if policy not in not_so}
    return {**own, **fit}


def _numbers(measures: Measures) -> pd.Series:
    """Give all values of measures by layer, metric and actor; the network's have no actor."""
    parts = []
    wide = measures.actors
    if wide.shape[1]:
        long = wide.T.stack(future_stack=True)
        long.index.names = _KEYS
        parts.append(long.astype("object"))
    if not measures.network.empty:
        rows = measures.network.T.stack(future_stack=True).astype("object")
        keys = [(layer, metric, "") for layer, metric in rows.index]
        rows.index = pd.MultiIndex.from_tuples(keys, names=_KEYS)
        parts.append(rows)
    if not parts:
        empty = pd.MultiIndex.from_arrays([[], [], []], names=_KEYS)
        return pd.Series([], index=empty, dtype="object")
    return pd.concat(parts)


def _blanked(table: pd.DataFrame, survey: Survey, policies: Sequence[str]) -> pd.DataFrame:
    """Empty the cells of policies that have no meaning in a relation, and say why."""
    known = unfit(survey)
    table["remark"] = ""
    for layer, not_so in known.items():
        here = table["layer"].eq(layer)
        left = [policy for policy in policies if policy in not_so]
        if left and here.any():
            table.loc[here, left] = np.nan
            table.loc[here, "remark"] = say(
                "{left} are left out, since {not_so}", left=_listed(left), not_so=not_so[left[0]]
            )
    apart = sorted({policy for not_so in known.values() for policy in not_so} & {*policies})
    if apart:
        here = table["layer"].isin([*UNIONS, SEVERAL])
        text = say(
            "relations in which {apart} has no meaning keep their own policy",
            apart=_listed(apart, "or"),
        )
        table.loc[here, "remark"] = text
    return table


def _listed(words: Sequence[str], link: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def _compared(table: pd.DataFrame, policies: Sequence[str]) -> pd.DataFrame:
    cells = table[list(policies)]
    numbers = cells.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    known = ~np.isnan(numbers)
    low = np.where(known, numbers, np.inf).min(axis=1, initial=np.inf)
    high = np.where(known, numbers, -np.inf).max(axis=1, initial=-np.inf)
    two = known.sum(axis=1) > 1
    gap = np.full(len(table), np.nan)
    np.subtract(high, low, out=gap, where=two)
    words = [len({v for v in row if isinstance(v, str)}) > 1 for row in cells.to_numpy()]
    # What is a number under one policy and undefined under another is told by the cells.
    table["difference"] = gap
    table["differs"] = np.array(words, dtype=bool) | (np.nan_to_num(gap) > 1e-12)
    return table[[*_KEYS, *policies, "difference", "differs", "remark"]]
