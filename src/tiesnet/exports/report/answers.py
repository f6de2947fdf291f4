"""Answers in one sentence that no finding gives: the firms and the network as a whole."""

from __future__ import annotations

from tiesnet.diagnosis import DISCONNECTED, HANGING, count, number, percent, register
from tiesnet.exports.report.words import is_blank
from tiesnet.metrics import Measures

CONNECTED = "connected"


def firms_answer(measures: Measures) -> str:
    """Say how many firms are connected, disconnected, loosely tied, silent or unclear."""
    words = register(measures)["connection"]
    if not words.notna().any():
        return ""
    counts = (
        (int((words == CONNECTED).sum()), "connected"),
        (int(words.isin(DISCONNECTED).sum()), "disconnected"),
        (int(words.isin(HANGING).sum()), "loosely tied"),
        (int((words == "silent").sum()), "silent"),
        (int((words == "not surveyed").sum()), "not surveyed"),
        (int((words == "unclear").sum()), "unclear, because answers are missing"),
    )
    said = [f"{n} {'is' if n == 1 else 'are'} {what}" for n, what in counts if n]
    return f"Of {count(len(words), 'firm', 'firms')}, {_list(said)}."


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
        said.append(f"of the pairs that are known, {percent(float(density))} are tied")
    if not is_blank(steps):
        said.append(f"two who can reach each other are {_steps(float(steps))} apart on average")
    return f"All relations together: {'; '.join(said)}." if said else ""


def _steps(value: float) -> str:
    said = number(value)
    return f"{said} {'step' if said == '1' else 'steps'}"


def _list(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
