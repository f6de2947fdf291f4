"""Answers in one sentence that no finding gives: the firms and the network as a whole."""

from __future__ import annotations

from tiesnet.diagnosis import DISCONNECTED, HANGING, count, number, percent, register
from tiesnet.exports.report.words import is_blank
from tiesnet.language import joined, say, say_n
from tiesnet.metrics import Measures

CONNECTED = "connected"


def firms_answer(measures: Measures) -> str:
    """Say how many firms are connected, disconnected, loosely tied, silent or unclear."""
    words = register(measures)["connection"]
    if not words.notna().any():
        return ""
    connected, silent = int((words == CONNECTED).sum()), int((words == "silent").sum())
    loose, unclear = int(words.isin(HANGING).sum()), int((words == "unclear").sum())
    apart, unseen = int(words.isin(DISCONNECTED).sum()), int((words == "not surveyed").sum())
    told = (
        (connected, say_n(connected, "{n} is connected", "{n} are connected")),
        (apart, say_n(apart, "{n} is disconnected", "{n} are disconnected")),
        (loose, say_n(loose, "{n} is loosely tied", "{n} are loosely tied")),
        (silent, say_n(silent, "{n} is silent", "{n} are silent")),
        (unseen, say_n(unseen, "{n} is not surveyed", "{n} are not surveyed")),
        (unclear, _unclear(int(unclear))),
    )
    firms = count(len(words), "firm", "firms")
    return say("Of {firms}, {told}.", firms=firms, told=joined([said for n, said in told if n]))


def _unclear(n: int) -> str:
    return say_n(
        n,
        "{n} is unclear, because answers are missing",
        "{n} are unclear, because answers are missing",
    )


def network_answer(measures: Measures) -> str:
    """Say how large and how dense the network of all ties is, and how far apart its actors are."""
    if "all" not in measures.network.columns:
        return ""
    numbers = measures.network["all"].to_dict()
    actors, density, steps = (
        numbers.get(k) for k in ("n_actors", "density_known", "mean_distance")
    )
    said = []
    if not is_blank(actors):
        said.append(count(int(actors), "actor", "actors"))
    if not is_blank(density):
        share = percent(float(density))
        said.append(say("of the pairs that are known, {share} are tied", share=share))
    if not is_blank(steps):
        said.append(_apart(float(steps)))
    return say("All relations together: {numbers}.", numbers="; ".join(said)) if said else ""


def _apart(steps: float) -> str:
    said = number(steps)
    return say_n(
        1 if said == "1" else 2,
        "two who can reach each other are {steps} step apart on average",
        "two who can reach each other are {steps} steps apart on average",
        steps=said,
    )
