"""Rounds of a survey: which one is shown, and who is not in it."""

from __future__ import annotations

import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.network.respondents import Respondents
from tiesnet.survey import Survey, wave_order


def chosen_wave(survey: Survey, wave: str | None) -> str | None:
    """Give the wave asked for, or the last one; None when the survey has no waves.

    Raises
    ------
    TiesnetError
        The survey has no such wave.
    """
    waves = sorted(survey.ties["wave"].dropna().unique(), key=wave_order)
    if wave is not None and wave not in waves:
        raise TiesnetError(
            say("The survey has no wave {wave}.", wave=f"{wave!r}"),
            say("Its waves are: {waves}.", waves=", ".join(waves) or say("none")),
        )
    return wave if wave is not None else (waves[-1] if waves else None)


def absent(
    survey: Survey, respondents: Respondents, reports: pd.DataFrame, wave: str | None
) -> pd.Index:
    """Name the actors that belong to other waves only: gone, or not yet there.

    Not asked and not named in this wave, but asked or named in another. An actor of no wave at
    all stays.
    """
    ids = survey.actors.index
    if wave is None:
        return ids[:0]
    here = (respondents.asked != 0).any(axis=1).to_numpy(copy=True)
    here[reports[["source", "target"]].to_numpy().ravel()] = True
    ties = survey.ties[survey.ties["wave"].ne(wave).fillna(False).astype(bool)]
    states = survey.responses
    elsewhere = states["wave"].notna() & states["wave"].ne(wave) & states["state"].ne("not_asked")
    named = {*ties["source"], *ties["target"], *states.loc[elsewhere, "actor"]}
    return ids[~here & ids.isin(list(named))]
