"""Where ties went from wave to wave, counted without any test."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tiesnet.inference.waves.flows import FLOW_FIELDS, flow_row
from tiesnet.inference.waves.rounds import Rounds, as_rounds, chosen_layers
from tiesnet.inference.waves.ties import pair_change, ties_table
from tiesnet.survey import Survey


def wave_flows(
    survey: Survey | Rounds,
    *,
    layers: Sequence[str] | None = None,
    waves: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Count the ties made, kept and lost from each wave to the next, and who came and left.

    Parameters
    ----------
    survey : Survey or Rounds
        With two waves or more.
    layers, waves
        As for `wave_changes`.

    Returns
    -------
    DataFrame
        The table ``wave_flows`` of `wave_changes`, in a moment since nothing is tested: a row
        per step and layer. Ties before = taken (gone with those that left) + dissolved +
        aside_before (not known in both waves) + kept; ties after = kept + created + brought (by
        those that entered) + aside_after.

    Raises
    ------
    TiesnetError
        As for `wave_changes`.
    """
    rounds = as_rounds(survey, waves)
    names = chosen_layers(rounds.steps[-1].second, layers)
    rows = [flow_row(step, pair_change(step, layer)) for step in rounds.steps for layer in names]
    return ties_table(rows, FLOW_FIELDS)
